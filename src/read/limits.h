// What an input may cost. News comes nowhere near these bounds; what is beyond them is either no news or meant to hurt.
// They bound memory by a constant and time by the size of what was given, however it is packed.
#pragma once

#include <cstddef>
#include <cstdint>

namespace recount {

/// Bytes that one report may have in its input. The longest news reports have about 100 KB of text, the heaviest pages
/// a few MB.
constexpr std::size_t max_report_bytes = 16u << 20;

/// Bytes of a document (PDF, DOCX), most of which are pictures and fonts.
constexpr std::size_t max_document_bytes = 64u << 20;

/// What making text of a PDF document may cost: seconds of processor time, bytes of memory, bytes that tell of its
/// pages (some 90 a word). A report of ten pages takes a tenth of a second and 20 MB; a file of one page can be made to
/// take days.
constexpr unsigned max_pdf_seconds = 10;
constexpr std::uint64_t max_pdf_memory = 1u << 30;
constexpr std::uint64_t max_pdf_layout_bytes = 64u << 20;

/// Seconds that a pipe with a name is waited for when nobody writes to it.
constexpr unsigned max_seconds_without_writer = 3;

/// How many containers may lie within one another. A page within a .zip within a .tar.gz within a .zip has four; an
/// archive that holds itself has no end.
constexpr int max_layers = 6;

/// Unpacked bytes for each packed one, beyond the first `unpacked_for_free`: pages give 5 to 10, lines of like JSON
/// 30. Deflate reaches 1,032, bzip2 and zstd many thousands.
constexpr std::uint64_t max_unpacking_ratio = 200;
constexpr std::uint64_t unpacked_for_free = 64u << 20;

/// The same over all that one file holds, layer within layer, where each layer multiplies.
constexpr std::uint64_t max_whole_ratio = 400;
constexpr std::uint64_t whole_unpacked_for_free = 1u << 30;

/// A line of a header, and all lines of one. Servers take 8 to 64 KB in all.
constexpr std::size_t max_header_line_bytes = 64u << 10;
constexpr std::size_t max_header_bytes = 1u << 20;

/// Bytes of a file's name within an archive; what is beyond is cut off in front. File systems take 255 for a part.
constexpr std::size_t max_name_bytes = 1024;

/// Problems that are named for one file that was given; of more, the number is told.
constexpr std::size_t max_problems_named = 1000;

/// Elements within one another in XML. Feeds have about 10, their pages within 50.
constexpr std::size_t max_xml_depth = 1000;

}  // namespace recount
