// The layout mirrors gazetteer/build.py.
#include "gazetteer/gazetteer.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

static_assert(std::endian::native == std::endian::little, "the gazetteer file is little-endian");

namespace {

constexpr std::uint32_t format_version = 2;
constexpr int bucket_bits = 16;
constexpr int longest_name = 6;  // words

struct Header {
    char magic[8];
    std::uint32_t format, bucket_bits;
    std::uint32_t fold_bytes, buckets, entries, candidates, places, string_bytes, provenance_bytes, unused;
    std::uint64_t file_size;
    unsigned char sha256[32];
};
static_assert(sizeof(Header) == 88);

enum EntryFlag : std::uint16_t { continues = 1, common = 2, first_name = 4, female = 8, male = 16, capitals = 32 };

std::size_t padded(std::size_t size) {
    return (size + 7) / 8 * 8;
}

constexpr const char* damaged = "it is cut short or damaged: install Recount again, or build it again (make)";

// Folding of one character: up to two letters, a blank, nothing, or the end of the name.
struct Folded {
    static constexpr std::uint8_t ends_name = 255;
    std::uint8_t size = ends_name;
    char letters[3] = {};
};

// Fold tables of the file by ranges of code points, ASCII written out.
class Folding {
public:
    void load(const unsigned char* data, std::size_t size) {
        for (std::size_t at = 0; at + 8 <= size;) {
            Range r;
            std::memcpy(&r.low, data + at, 4);
            std::memcpy(&r.high, data + at + 4, 4);
            r.rows = data + at + 8;
            const std::size_t bytes = std::size_t{r.high - r.low} * 4;
            if (r.high < r.low || bytes > size - at - 8 || count_ == ranges_.size())
                throw std::runtime_error(damaged);
            for (const unsigned char* row = r.rows; row != r.rows + bytes; row += 4)
                if (*row > sizeof Folded::letters && *row != Folded::ends_name)
                    throw std::runtime_error(damaged);
            at += 8 + bytes;
            ranges_[count_++] = r;
        }
        for (int c = 0; c < 128; ++c) {
            Folded& f = ascii_[static_cast<std::size_t>(c)];
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter || (c >= '0' && c <= '9')) {
                f = {1, {static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c)}};
            } else if (c == ' ' || c == '-' || c == '\n') {
                f = {1, {' '}};
            } else if (c == '\'' || c == '`' || c == '.' || c == '\r') {
                f.size = 0;
            }
        }
    }

    // Folds the character at text[at] and moves at behind it.
    Folded next(std::string_view text, std::size_t& at) const {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x80) {
            ++at;
            return ascii_[c];
        }
        std::uint32_t cp = 0;
        const std::size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        if (at + size > text.size()) {
            at = text.size();
            return {};
        }
        cp = c & (0xFFU >> (size + 1));
        for (std::size_t i = 1; i < size; ++i) {
            cp = cp << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        }
        at += size;
        for (std::size_t i = 0; i < count_; ++i) {
            if (cp >= ranges_[i].low && cp < ranges_[i].high) {
                Folded f;
                std::memcpy(&f, ranges_[i].rows + std::size_t{cp - ranges_[i].low} * 4, 4);
                return f;
            }
        }
        return {};
    }

private:
    struct Range {
        std::uint32_t low, high;
        const unsigned char* rows;
    };
    std::array<Folded, 128> ascii_;
    std::array<Range, 8> ranges_{};
    std::size_t count_ = 0;
};
static_assert(sizeof(Folded) == 4);

// 64-bit FNV-1a over a key as it grows (http://www.isthe.com/chongo/tech/comp/fnv/); value() mixes it.
class KeyHash {
public:
    void add(char c) { h_ = (h_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL; }
    std::uint64_t value() const {
        const std::uint64_t h = (h_ ^ (h_ >> 33)) * 0xFF51AFD7ED558CCDULL;
        return h ^ (h >> 33);
    }

private:
    std::uint64_t h_ = 0xCBF29CE484222325ULL;
};

bool is_letter(std::string_view text, std::size_t at) {
    if (at >= text.size())
        return false;
    const auto c = static_cast<unsigned char>(text[at]);
    const bool mark = c == 0xC2 || (c == 0xE2 && at + 1 < text.size() &&
                                    static_cast<unsigned char>(text[at + 1]) == 0x80);  // blanks, quotes, dashes
    return (c >= 0x80 && !mark) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Bytes of an apostrophe at text[at], 0 when there is none.
std::size_t apostrophe(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '\'')
        return 1;
    return text.substr(std::min(at, text.size()), 3) == "\u2019" ? 3 : 0;
}

// True at the apostrophe of a possessive or of a closing quotation mark: "Minsk's", "Minsk'".
bool possessive(std::string_view text, std::size_t at) {
    const std::size_t size = apostrophe(text, at);
    if (size == 0)
        return false;
    std::size_t next = at + size;
    if (next < text.size() && (text[next] == 's' || text[next] == 'S')) {
        ++next;
    }
    return !is_letter(text, next);
}

}  // namespace

struct Gazetteer::Entry {
    std::uint64_t hash;
    std::uint32_t first;
    std::uint16_t count, flags;
};

struct Gazetteer::Row {
    std::uint32_t id, name, country, region;
    std::int32_t lat, lon;
    std::uint32_t population;
    std::uint8_t kind, feature;
    std::uint16_t unused;
};

struct Gazetteer::Mapping {
    void* data = MAP_FAILED;
    std::size_t size = 0;
    const Header* header = nullptr;
    Folding folding;
    const std::uint32_t* buckets = nullptr;
    const Entry* entries = nullptr;
    const std::uint32_t* candidates = nullptr;
    const Row* places = nullptr;
    const char* strings = nullptr;
    const char* provenance = nullptr;

    Mapping() = default;
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() {
        if (data != MAP_FAILED)
            munmap(data, size);
    }

    std::string_view string(std::uint32_t at) const {
        return {strings + at + 1, static_cast<unsigned char>(strings[at])};
    }

    // The entry of a key, or null.
    const Entry* find(std::uint64_t hash) const {
        const std::size_t bucket = hash >> (64 - bucket_bits);
        const Entry* last = entries + buckets[bucket + 1];
        for (const Entry* e = entries + buckets[bucket]; e != last; ++e) {
            if (e->hash >= hash)
                return e->hash == hash ? e : nullptr;
        }
        return nullptr;
    }

    bool is_string(std::uint32_t at) const {
        return at < header->string_bytes && static_cast<unsigned char>(strings[at]) < header->string_bytes - at &&
               !first_invalid_utf8(string(at));
    }

    void load(const std::string& path);
    void lay_out();
    void check_digest() const;
    void check_offsets() const;
};

void Gazetteer::Mapping::load(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw std::runtime_error(std::system_category().message(errno));
    struct stat info {};
    if (fstat(file, &info) == 0 && info.st_size >= static_cast<off_t>(sizeof(Header))) {
        size = static_cast<std::size_t>(info.st_size);
        data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    }
    ::close(file);
    if (data == MAP_FAILED)
        throw std::runtime_error("it is no gazetteer (too short): install Recount again, or build it again (make)");
}

void Gazetteer::Mapping::lay_out() {
    header = static_cast<const Header*>(data);
    if (std::memcmp(header->magic, "RECOUNTG", 8) != 0)
        throw std::runtime_error("it is no gazetteer: install Recount again, or build it again (make)");
    if (header->format != format_version || header->bucket_bits != recount::bucket_bits ||
        header->buckets != (1U << bucket_bits) + 1)
        throw std::runtime_error(
            "it has another format than this program reads: install Recount again, or build it again (make)");
    const auto* at = static_cast<const unsigned char*>(data) + sizeof(Header);
    const auto take = [&at](std::size_t bytes) {
        const unsigned char* here = at;
        at += padded(bytes);
        return here;
    };
    const std::size_t whole = sizeof(Header) + padded(header->fold_bytes) + padded(std::size_t{header->buckets} * 4) +
                              padded(std::size_t{header->entries} * sizeof(Entry)) +
                              padded(std::size_t{header->candidates} * 4) +
                              padded(std::size_t{header->places} * sizeof(Row)) + padded(header->string_bytes) +
                              padded(header->provenance_bytes);
    if (size != header->file_size || size != whole)
        throw std::runtime_error(damaged);
    folding.load(take(header->fold_bytes), header->fold_bytes);
    buckets = reinterpret_cast<const std::uint32_t*>(take(std::size_t{header->buckets} * 4));
    entries = reinterpret_cast<const Entry*>(take(std::size_t{header->entries} * sizeof(Entry)));
    candidates = reinterpret_cast<const std::uint32_t*>(take(std::size_t{header->candidates} * 4));
    places = reinterpret_cast<const Row*>(take(std::size_t{header->places} * sizeof(Row)));
    strings = reinterpret_cast<const char*>(take(header->string_bytes));
    provenance = reinterpret_cast<const char*>(take(header->provenance_bytes));
}

// Of all bytes but the digest's own. SHA-256 reads the 14 MB in 7 ms where the processor has instructions for it, in
// 20 ms elsewhere.
void Gazetteer::Mapping::check_digest() const {
    const auto* bytes = static_cast<const unsigned char*>(data);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned digest_size = 0;
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes, offsetof(Header, sha256)) != 1 ||
        EVP_DigestUpdate(context.get(), bytes + sizeof(Header), size - sizeof(Header)) != 1 ||
        EVP_DigestFinal_ex(context.get(), digest, &digest_size) != 1 || digest_size != sizeof header->sha256 ||
        std::memcmp(digest, header->sha256, digest_size) != 0)
        throw std::runtime_error(damaged);
}

// The right digest says that nothing changed by accident; this, that nothing reaches out of the file on purpose.
void Gazetteer::Mapping::check_offsets() const {
    const auto require = [](bool holds) {
        if (!holds)
            throw std::runtime_error(damaged);
    };
    const auto is_place_or_none = [&](PlaceIndex index) { return index < header->places || index == no_place; };
    require(std::is_sorted(buckets, buckets + header->buckets) && buckets[header->buckets - 1] <= header->entries);
    for (const Entry* entry = entries; entry != entries + header->entries; ++entry)
        require(entry->first <= header->candidates && entry->count <= header->candidates - entry->first);
    for (const Candidate candidate : Candidates(candidates, header->candidates))
        require(candidate.place < header->places && candidate.role <= NameRole::demonym);
    for (const Row* row = places; row != places + header->places; ++row)
        require(is_string(row->id) && is_string(row->name) && row->kind <= static_cast<int>(PlaceKind::water) &&
                is_place_or_none(row->country) && is_place_or_none(row->region));
    require(!first_invalid_utf8({provenance, header->provenance_bytes}));
}

Gazetteer Gazetteer::open(const std::string& path) {
    auto mapping = std::make_shared<Mapping>();
    try {
        mapping->load(path);
        mapping->lay_out();
        mapping->check_digest();
        mapping->check_offsets();
    } catch (const std::runtime_error& error) {
        throw std::runtime_error("cannot use the gazetteer " + path + ": " + error.what());
    }
    return Gazetteer(std::move(mapping));
}

namespace {

WordUse use_of(std::uint16_t flags) {
    return {(flags & common) != 0, (flags & first_name) != 0, (flags & female) != 0, (flags & male) != 0,
            (flags & capitals) != 0};
}

}  // namespace

NameMatch Gazetteer::longest(std::string_view text, std::size_t begin, std::size_t limit) const {
    text = text.substr(0, limit);
    NameMatch best{begin, 0, {}, {}};
    KeyHash hash;
    int words = 0;
    bool in_word = false, has_period = false;
    std::size_t word_end = begin;

    // Notes the name that ends here; true when a longer one may follow.
    const auto word_done = [&] {
        in_word = false;
        ++words;
        const Entry* e = map_->find(hash.value());
        if (e != nullptr && e->count > 0) {
            const bool dotted =
                has_period && word_end < text.size() && text[word_end] == '.';  // "U.S.", not "in Minsk."
            best = {word_end + dotted, words, {map_->candidates + e->first, e->count}, use_of(e->flags)};
        }
        return e != nullptr && (e->flags & continues) != 0 && words < longest_name;
    };

    for (std::size_t at = begin; at < text.size();) {
        if (in_word && possessive(text, at)) {
            word_done();
            return best;
        }
        const std::size_t here = at;
        const Folded f = map_->folding.next(text, at);
        if (f.size == Folded::ends_name)
            break;
        if (f.size == 0) {
            has_period |= text[here] == '.' && in_word && is_letter(text, at);
            continue;
        }
        if (f.letters[0] == ' ') {
            if (text[here] == '\n' && at < text.size() && text[at] == '\n') {
                break;  // an empty line
            }
            if (in_word && !word_done())
                return best;
            continue;
        }
        if (!in_word && words > 0)
            hash.add(' ');
        has_period &= in_word;
        in_word = true;
        for (int i = 0; i < f.size; ++i)
            hash.add(f.letters[i]);
        word_end = at;
    }
    if (in_word) {
        word_done();
    }
    return best;
}

Candidates Gazetteer::find(std::string_view name) const {
    const NameMatch match = longest(name, 0, name.size());
    return match.end + 1 >= name.size() ? match.candidates : Candidates{};
}

WordUse Gazetteer::word(std::string_view word) const {
    KeyHash hash;
    for (std::size_t at = 0; at < word.size();) {
        const Folded f = map_->folding.next(word, at);
        if (f.size == Folded::ends_name || (f.size == 1 && f.letters[0] == ' ')) {
            return {};
        }
        for (int i = 0; i < f.size; ++i)
            hash.add(f.letters[i]);
    }
    const Entry* e = map_->find(hash.value());
    return e == nullptr ? WordUse{} : use_of(e->flags);
}

Place Gazetteer::place(PlaceIndex index) const {
    const Row& row = map_->places[index];
    return {map_->string(row.id),
            map_->string(row.name),
            static_cast<PlaceKind>(row.kind),
            row.feature == 1,
            row.feature == 2,
            row.lat / 1e5,
            row.lon / 1e5,
            row.population,
            row.country,
            row.region};
}

PlaceIndex Gazetteer::by_id(std::string_view id) const {
    const Row* end = map_->places + map_->header->places;
    const Row* row = std::lower_bound(map_->places, end, id,
                                      [this](const Row& r, std::string_view key) { return map_->string(r.id) < key; });
    return row != end && map_->string(row->id) == id ? static_cast<PlaceIndex>(row - map_->places) : no_place;
}

std::string_view Gazetteer::provenance() const {
    return {map_->provenance, map_->header->provenance_bytes};
}

std::string Gazetteer::sha256() const {
    return hexadecimal(map_->header->sha256);
}

}  // namespace recount
