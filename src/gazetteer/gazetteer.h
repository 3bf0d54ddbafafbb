// The gazetteer: places of the world under all their names, and what else is known of single words.
//
// A file compiled from packaged sources (gazetteer/README.md) is mapped into memory; nothing is parsed. It is checked
// as a whole when it is opened, which costs one look at each page: length, version, SHA-256, and that nothing in it
// points out of it, so that no file can do harm, whatever stands in it. A name is found by the hash of its key: lower
// case, without accents, apostrophes and periods, so that "GRODNO", "Grodno" and "Grodņa" are one. Lookup walks the
// words of the text itself and stops at the first one after which no longer name can follow; it allocates nothing.
//
// A Gazetteer is immutable after open: any number of threads may use one. Views that it gives live as long as it does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace recount {

/// Index of a place within one gazetteer file. Ids, not indexes, belong into output.
using PlaceIndex = std::uint32_t;
inline constexpr PlaceIndex no_place = 0xFFFFFFFF;

enum class PlaceKind : std::uint8_t { city, quarter, region, country, continent, area, water };

/// How a candidate is named by the words found: by its name, by another spelling or an older name, or through its
/// people.
enum class NameRole : std::uint8_t { name, other_name, demonym };

struct Place {
    std::string_view id;    // GeoNames id of a city ("627904"), GeoNames code of a region ("BY.03"), ISO 3166 code of a
                            // country ("BY"), else an id of places.toml ("water.rhine")
    std::string_view name;  // as English reports call it
    PlaceKind kind;
    bool seat, capital;  // seat of its region, capital of its country
    double lat, lon;     // degrees; a region or country stands at its seat or capital
    std::uint32_t population;
    PlaceIndex country, region;  // no_place where there is none
};

struct Candidate {
    PlaceIndex place;
    NameRole role;
    int weight;  // 0..255: how likely the bare name means this place; ten more is ten times the people
};

/// The places that one name can mean, likeliest first.
class Candidates {
public:
    class Iterator {
    public:
        explicit Iterator(const std::uint32_t* at) : at_(at) {}
        Candidate operator*() const {
            return {*at_ & 0xFFFFF, static_cast<NameRole>((*at_ >> 20) & 0xF), static_cast<int>(*at_ >> 24)};
        }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return at_ != other.at_; }

    private:
        const std::uint32_t* at_;
    };

    Candidates() = default;
    Candidates(const std::uint32_t* first, std::size_t size) : first_(first), size_(size) {}
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    Candidate operator[](std::size_t i) const { return *Iterator(first_ + i); }
    Iterator begin() const { return Iterator(first_); }
    Iterator end() const { return Iterator(first_ + size_); }

private:
    const std::uint32_t* first_ = nullptr;
    std::size_t size_ = 0;
};

/// What is known of a word or name besides places.
struct WordUse {
    bool common = false;                // an everyday English word when in lower case
    bool first_name = false;            // of at least 50 people
    bool female = false, male = false;  // nine in ten bearers of the first name are
    bool capitals = false;              // an abbreviation: means its place only when written in capitals ("US")
};

struct NameMatch {
    std::size_t end = 0;    // byte after the name; equal to where the search began when nothing was found
    int words = 0;          // words of the name
    Candidates candidates;  // never empty when something was found
    WordUse use;            // of the whole name
};

class Gazetteer {
public:
    /// Maps the file. Throws std::runtime_error with the path and what is wrong: not there, no gazetteer, another
    /// format, cut short or damaged.
    static Gazetteer open(const std::string& path);

    /// The longest name of a place or people that begins at text[begin] and ends before limit, at the end of a word.
    /// REQUIRES: begin <= limit <= text.size(), begin at the start of a word. The possessive 's stays outside.
    NameMatch longest(std::string_view text, std::size_t begin, std::size_t limit) const;

    /// Candidates of a name that is given whole; empty when it is none.
    Candidates find(std::string_view name) const;

    /// What is known of one word, whatever its case.
    WordUse word(std::string_view word) const;

    /// REQUIRES: index is one that this gazetteer gave.
    Place place(PlaceIndex index) const;

    /// The place with this id, or no_place.
    PlaceIndex by_id(std::string_view id) const;

    /// Sources with versions and counts, one a line; the file's SHA-256 in hexadecimal (of all but itself).
    std::string_view provenance() const;
    std::string sha256() const;

private:
    struct Mapping;
    struct Row;
    struct Entry;
    explicit Gazetteer(std::shared_ptr<const Mapping> mapping) : map_(std::move(mapping)) {}

    std::shared_ptr<const Mapping> map_;
};

}  // namespace recount
