// What a store keeps of a report beside its words: what its reader found in it, what the annotators added, and, of a
// story, its account, each as one piece of bytes. fields.h tells what is in them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/account.h"
#include "report/layers.h"
#include "store/packing.h"

namespace recount {

/// The blocks of a report, where its metadata were read and where it states its day.
std::string pack_blocks(const Report& report);
/// Into a report whose content is there. Throws DamagedBytes, as all that unpacks.
void unpack_blocks(std::string_view bytes, Report& report);

/// The layers, and the report's day as they have it.
std::string pack_layers(const AnnotatedReport& annotated);
/// Into a report whose content and blocks are there. The lower-case text and the numbers of words are made again by
/// `codebook`, which is the one that the layers were made by.
void unpack_layers(std::string_view bytes, AnnotatedReport& annotated, const Codebook& codebook);

/// How the packed values of a story name its reports. `numbers` are sorted.
std::vector<PackedReport> packed_reports(std::span<const std::uint32_t> numbers,
                                         std::span<const AnnotatedReport> reports);

/// The account of a story, with the day of each of its reports.
std::string pack_account(const StoryAccount& account, const std::vector<ReportDay>& days,
                         std::span<const PackedReport> reports);
void unpack_account(std::string_view bytes, std::span<const PackedReport> reports, StoryAccount& account,
                    std::vector<ReportDay>& days);

}  // namespace recount
