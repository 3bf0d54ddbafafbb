// Archives: .tar and .zip. Every file within is an input of its own, read as it comes and never written to disk; an
// archive is read as the folder that it was made of would be. A damaged entry costs that entry alone where the archive
// lets one go on behind it.
#include <algorithm>

#include "read/archive.h"
#include "read/reader.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

/// True when the bytes are a tar header: its checksum, in octal digits at 148, is the sum of all its bytes with blanks
/// in the checksum's place (POSIX.1-1988, ustar; the older tar has the same).
bool is_tar_header(std::string_view head) {
    constexpr std::size_t header_bytes = 512, sum_at = 148, sum_bytes = 8;
    if (head.size() < header_bytes || head.front() == '\0')
        return false;
    std::uint32_t stated = 0;
    for (const char c : head.substr(sum_at, sum_bytes))
        if (c >= '0' && c <= '7')
            stated = stated * 8 + static_cast<std::uint32_t>(c - '0');
        else if (c != ' ' && c != '\0')
            return false;
    std::uint32_t sum = sum_bytes * ' ';
    for (std::size_t i = 0; i < header_bytes; ++i)
        if (i < sum_at || i >= sum_at + sum_bytes)
            sum += static_cast<unsigned char>(head[i]);
    return sum == stated;
}

bool is_zip(std::string_view head) {
    return head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv) || head.starts_with("PK\x07\x08"sv);
}

/// A name that leads nowhere out of the archive: no ".", no "..", no drive, no control characters, "/" between parts.
/// `is_changed` when it led elsewhere.
std::string safe_path(std::string_view name, std::uint64_t number, bool& is_changed) {
    std::string path;
    is_changed = name.starts_with('/') || name.starts_with('\\');
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find_first_of("/\\", at), name.size());
        const std::string_view part = name.substr(at, end - at);
        at = end + 1;
        const bool is_drive = path.empty() && part.size() == 2 && part[1] == ':';
        is_changed |= part == ".." || is_drive;
        if (part.empty() || part == "." || part == ".." || is_drive)
            continue;
        path.append(path.empty() ? "" : "/");
        for (const char c : part)
            path += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    }
    return path.empty() ? "entry-" + std::to_string(number) : path;
}

/// What folders pass over too: names that begin with a dot, and what macOS puts beside every file.
bool is_hidden(std::string_view path) {
    return path.starts_with('.') || path.find("/.") != std::string_view::npos || path.starts_with("__MACOSX/");
}

class ArchiveReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return is_zip(head) || is_tar_header(head); }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        const std::string_view head = input.head();
        Archive archive(input, is_zip(head) ? Archive::Kind::zip : Archive::Kind::tar);
        std::uint64_t number = 0;
        int resumed = 0;
        bool was_damaged = false;  // and said so
        for (;;) {
            switch (archive.next_entry()) {
            case Archive::Step::end:
                if (number == 0)
                    sink.problem({ProblemKind::archive_empty, {}, 0, 0, {}});
                return;
            case Archive::Step::damaged:  // every block of a damaged stretch is said to be damaged
                if (!was_damaged)
                    sink.problem({ProblemKind::archive_broken, {}, 0, archive.at(), archive.reason()});
                was_damaged = true;
                continue;
            case Archive::Step::stuck:
                if (!was_damaged)
                    sink.problem({ProblemKind::archive_broken, {}, 0, archive.at(), archive.reason()});
                if (input.failure() || ++resumed > max_resumed || !archive.resume(number))
                    return;
                continue;
            case Archive::Step::entry: break;
            }
            was_damaged = !read_entry(archive, input, ++number, sink);
        }
    }

private:
    static constexpr int max_resumed = 100;

    /// False when its bytes broke off.
    static bool read_entry(Archive& archive, Input& input, std::uint64_t number, ItemSink& sink) {
        const Archive::Facts facts = archive.facts();
        Entry entry;
        bool is_renamed = false;
        entry.label = entry.path = safe_path(facts.name, number, is_renamed);
        if (facts.is_folder || is_hidden(entry.path))
            return true;
        const auto tell = [&](ProblemKind kind, std::string detail) {
            sink.problem({kind, {}, 0, 0, std::move(detail), entry.label});
            return true;
        };
        if (!facts.is_file)
            return tell(ProblemKind::entry_not_a_file, {});
        if (facts.is_encrypted)
            return tell(ProblemKind::entry_encrypted, {});
        if (is_renamed)
            tell(ProblemKind::entry_renamed, facts.name);
        Input file(input, make_entry_source(archive, input));
        sink.entry(file, std::move(entry));
        return !file.failure();
    }
};

}  // namespace

std::unique_ptr<Reader> make_archive_reader() {
    return std::make_unique<ArchiveReader>();
}

}  // namespace recount
