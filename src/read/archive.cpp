#include "read/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <new>

#include "text/utf8.h"

namespace recount {

namespace {

/// libarchive turns names into the locale's encoding; this makes it UTF-8 for as long as it lives, in this thread
/// alone.
class Utf8Locale {
public:
    Utf8Locale() : before_(uselocale(utf8())) {}
    ~Utf8Locale() { uselocale(before_); }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    static locale_t utf8() {
        static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
        return made;
    }
    locale_t before_;
};

/// The text with each byte that is not valid UTF-8 as U+FFFD; of a very long one, the end.
std::string made_valid(std::string name) {
    if (name.size() > max_name_bytes)
        name.erase(0, name.size() - max_name_bytes);
    for (auto bad = first_invalid_utf8(name); bad; bad = first_invalid_utf8(name))
        name.replace(*bad, 1, "\xEF\xBF\xBD");
    return name;
}

/// The bytes of the entry that the archive stands at.
class EntrySource : public ByteSource {
public:
    EntrySource(Archive& archive, Input& input) : archive_(archive), input_(input), start_(archive.given()) {}

    std::size_t read(char* to, std::size_t size) override {
        if (failure_ || is_ended_)
            return 0;
        const auto count = archive_.read(to, size);
        if (!count) {
            failure_ = input_.failure() ? *input_.failure()
                                        : Problem{ProblemKind::archive_broken, {}, 0, archive_.at(), archive_.reason()};
            return 0;
        }
        is_ended_ = *count == 0;
        unpacked_ += *count;
        const std::uint64_t given = archive_.given() - start_;
        if (!input_.count_unpacked(*count) || unpacked_ > unpacked_for_free + max_unpacking_ratio * given)
            failure_ = Problem{ProblemKind::bomb, {}, 0, max_unpacking_ratio, {}};
        return failure_ ? 0 : *count;
    }

    std::optional<Problem> failure() const override { return failure_; }

private:
    Archive& archive_;
    Input& input_;
    std::uint64_t start_, unpacked_ = 0;
    bool is_ended_ = false;
    std::optional<Problem> failure_;
};

}  // namespace

struct Archive::Callbacks {
    static la_ssize_t read(archive*, void* data, const void** bytes) {
        auto& self = *static_cast<Archive*>(data);
        self.input_.advance(self.lent_);
        const std::string_view next = self.input_.next();
        self.lent_ = next.size();
        self.given_ += next.size();
        *bytes = next.data();
        return static_cast<la_ssize_t>(next.size());
    }

    static la_int64_t seek(archive*, void* data, la_int64_t offset, int whence) {
        auto& self = *static_cast<Archive*>(data);
        const auto size = static_cast<la_int64_t>(*self.size_);
        const auto here = static_cast<la_int64_t>(self.input_.at() + self.lent_);
        const la_int64_t to = offset + (whence == SEEK_SET ? 0 : whence == SEEK_CUR ? here : size);
        if (to < 0 || to > size)
            return ARCHIVE_FATAL;
        self.lent_ = 0;
        self.input_.seek(static_cast<std::uint64_t>(to));
        return to;
    }
};

Archive::Archive(Input& input, Kind kind) : input_(input), kind_(kind) {
    if (kind == Kind::zip)
        size_ = input.size();
}

Archive::~Archive() {
    close();
}

void Archive::open() {
    archive_ = archive_read_new();
    if (!archive_)
        throw std::bad_alloc();
    switch (kind_) {
    case Kind::packed:
        archive_read_support_filter_zstd(archive_);
        archive_read_support_filter_bzip2(archive_);
        archive_read_support_filter_xz(archive_);
        archive_read_support_format_raw(archive_);
        archive_read_support_format_empty(archive_);
        break;
    case Kind::tar: archive_read_support_format_tar(archive_); break;
    case Kind::zip:
        is_resumed_ ? archive_read_support_format_zip_streamable(archive_) : archive_read_support_format_zip(archive_);
        break;
    }
    archive_read_set_read_callback(archive_, Callbacks::read);
    if (size_ && !is_resumed_)
        archive_read_set_seek_callback(archive_, Callbacks::seek);
    archive_read_set_callback_data(archive_, this);
}

void Archive::close() {
    if (archive_)
        archive_read_free(archive_);
    archive_ = nullptr;
    is_open_ = false;
}

Archive::Step Archive::next_entry() {
    const Utf8Locale locale;
    if (!is_open_) {
        close();
        open();
        is_open_ = true;
        if (archive_read_open1(archive_) < ARCHIVE_WARN)
            return Step::stuck;
    }
    switch (archive_read_next_header(archive_, &entry_)) {
    case ARCHIVE_EOF: return Step::end;
    case ARCHIVE_OK:
    case ARCHIVE_WARN:
        header_ = start_ + static_cast<std::uint64_t>(archive_read_header_position(archive_));
        return Step::entry;
    case ARCHIVE_RETRY: return Step::damaged;
    default: return Step::stuck;
    }
}

bool Archive::resume(std::uint64_t count) {
    if (!size_)
        return false;
    if (!is_resumed_) {  // the directory does not tell where the last entry that was read stands; going through does
        restart(0);
        header_ = 0;
        for (std::uint64_t i = 0; i < count; ++i)
            if (next_entry() != Step::entry)
                return false;
    }
    restart(header_);
    if (!pass_to_mark())
        return false;
    input_.advance(1);  // past the mark of the entry that was read, or that cannot be
    if (!pass_to_mark())
        return false;
    start_ = header_ = input_.at();
    return true;
}

/// Goes to the next mark of an entry in a .zip; false when there is none.
bool Archive::pass_to_mark() {
    constexpr std::string_view mark = "PK\x03\x04";
    for (;;) {
        const std::string_view bytes = input_.next(mark.size());
        const std::size_t found = bytes.find(mark);
        if (found != std::string_view::npos) {
            input_.advance(found);
            return true;
        }
        if (bytes.size() < mark.size())
            return false;
        input_.advance(bytes.size() - (mark.size() - 1));
    }
}

void Archive::restart(std::uint64_t at) {
    close();
    lent_ = 0;
    start_ = at;
    is_resumed_ = true;
    input_.seek(at);
}

Archive::Facts Archive::facts() const {
    const Utf8Locale locale;
    const char* name = archive_entry_pathname_utf8(entry_);
    if (!name)
        name = archive_entry_pathname(entry_);
    const auto type = archive_entry_filetype(entry_);
    const bool is_link = archive_entry_hardlink(entry_) != nullptr || type == AE_IFLNK;
    return {made_valid(name ? name : ""), !is_link && type == AE_IFREG, type == AE_IFDIR,
            archive_entry_is_data_encrypted(entry_) != 0};
}

std::optional<std::size_t> Archive::read(char* to, std::size_t size) {
    const Utf8Locale locale;
    la_ssize_t count = ARCHIVE_RETRY;
    for (int tries = 0; count == ARCHIVE_RETRY && tries < 100; ++tries)
        count = archive_read_data(archive_, to, size);
    return count < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(count));
}

std::uint64_t Archive::at() const {
    return start_ + (archive_ ? static_cast<std::uint64_t>(archive_filter_bytes(archive_, 0)) : 0);
}

std::string Archive::reason() const {
    const char* words = archive_ ? archive_error_string(archive_) : nullptr;
    std::string reason = words ? words : "it makes no sense";
    while (reason.ends_with('.') || reason.ends_with(' '))
        reason.pop_back();
    return made_valid(std::move(reason));
}

std::unique_ptr<ByteSource> make_entry_source(Archive& archive, Input& input) {
    return std::make_unique<EntrySource>(archive, input);
}

}  // namespace recount
