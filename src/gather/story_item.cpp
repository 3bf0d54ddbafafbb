#include "gather/story_item.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "gather/bytes.h"

namespace recount {

namespace {

constexpr double weight_unit = 256;  // of StoryWord::weight in a nat

StoryKey key_of(std::string_view text) {
    return static_cast<StoryKey>(hash_of(text));
}

void sort_out(std::vector<StoryKey>& keys) {
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// How much a word tells, in nats, by how many of the everyday stories hold it.
double told_by(double everyday_share, const ItemSettings& settings) {
    const double everyday = 1 - std::pow(1 - everyday_share, settings.sentences_a_report);
    return -std::log(everyday);
}

std::uint16_t quantised(double weight) {
    return static_cast<std::uint16_t>(std::clamp(std::round(weight * weight_unit), 0.0, 65535.0));
}

/// Gathers what each word of a report weighs by where it stands.
class ItemMaker {
public:
    ItemMaker(const AnnotatedReport& report, const ReportWords& words, Terms& terms, const ItemSettings& settings)
        : report_(report), words_(words), terms_(terms), settings_(settings) {}

    StoryItem run() {
        StoryItem item;
        item.day = report_.report.published;
        std::uint32_t body_sentences = 0;
        for (const GatherSentence& sentence : words_.sentences) {
            if (is_in_address(sentence))
                continue;
            const bool title = sentence.kind == BlockKind::title;
            const bool lead = title || body_sentences < settings_.lead_sentences;
            const double weight = title ? settings_.title : lead ? settings_.lead : 1;
            body_sentences += !title;
            add_sentence(item, sentence, weight, lead, title || body_sentences <= settings_.forms.lead_sentences);
        }
        item.words = heaviest();
        add_layers(item);
        sort_out(item.wordings);
        return item;
    }

private:
    struct Sums {
        double all = 0, lead = 0;
        double everyday = 0;  // the share of everyday sentences that have it, by its commonest spelling
    };

    std::string_view letters(const GatherWord& word) const {
        return report_.lowered(report_.layers.tokens[word.token].span());
    }

    /// A block that begins with a part of an address is one: it says nothing of what the report tells.
    bool is_in_address(const GatherSentence& sentence) {
        const std::uint32_t block = report_.layers.sentences[sentence.sentence].block;
        if (block_ != block)
            address_ = std::ranges::find(settings_.address_words, letters(words_.words[sentence.first])) !=
                       settings_.address_words.end();
        block_ = block;
        return address_;
    }

    StoryKey key(const GatherWord& word) const { return static_cast<StoryKey>(terms_.fingerprint(word.term)); }
    void add_sentence(StoryItem& item, const GatherSentence& sentence, double weight, bool lead, bool opens) {
        std::uint64_t wording = hash_of("");
        const auto first = static_cast<std::uint32_t>(item.opening.words.size());
        for (std::uint32_t w = sentence.first; w < sentence.end; ++w) {
            const GatherWord& word = words_.words[w];
            const StoryKey at = key(word);
            wording = mixed(wording, at);
            if (opens && sentence.end - sentence.first <= settings_.forms.longest) {
                item.opening.words.push_back(word);
                item.opening.words.back().term = at;
            }
            Sums& sums = sums_[{at, word.blank}];
            sums.everyday = std::max(sums.everyday, terms_.everyday(terms_.of(letters(word))));
            const double gain = word.capitalised ? weight * settings_.name : weight;
            sums.all += gain;
            sums.lead += lead ? gain : 0;
        }
        item.hash = mixed(item.hash, wording);
        item.wordings.push_back(static_cast<StoryKey>(wording));
        if (item.opening.words.size() > first)
            item.opening.sentences.push_back({sentence.sentence, first,
                                              static_cast<std::uint32_t>(item.opening.words.size()), sentence.kind,
                                              wording});
    }

    std::vector<StoryWord> heaviest() const {
        std::vector<StoryWord> out;
        for (const auto& [at, sums] : sums_) {
            const double told = told_by(sums.everyday, settings_);
            out.push_back(
                {at.first, quantised(std::log1p(sums.all) * told), quantised(std::log1p(sums.lead) * told), at.second});
        }
        const auto heavier = [](const StoryWord& a, const StoryWord& b) {
            return std::tie(b.weight, a.key, a.kind) < std::tie(a.weight, b.key, b.kind);
        };
        if (out.size() > settings_.words) {
            std::nth_element(out.begin(), out.begin() + settings_.words, out.end(), heavier);
            out.resize(settings_.words);
        }
        std::ranges::sort(out, {}, [](const StoryWord& word) { return std::tuple(word.key, word.kind); });
        return out;
    }

    void add_layers(StoryItem& item) const {
        for (const Entity& entity : report_.layers.entities) {
            if (entity.type == EntityType::person)
                item.persons.push_back(key_of(entity.name));
            if (!entity.place.empty())
                item.places.push_back(key_of(entity.place));
        }
        for (const Time& time : report_.layers.times)
            add_time(item, time.value);
        sort_out(item.persons);
        sort_out(item.places);
        for (auto& times : item.times)
            sort_out(times);
    }

    /// "2020-08-16" is a day, a month and a year; "2020-08" a month and a year.
    static void add_time(StoryItem& item, std::string_view value) {
        constexpr std::size_t lengths[] = {10, 7, 4};  // of a day, a month and a year
        const auto digits = static_cast<std::size_t>(
            std::ranges::find_if_not(value, [](char c) { return (c >= '0' && c <= '9') || c == '-'; }) - value.begin());
        for (std::size_t i = 0; i < std::size(lengths); ++i)
            if (digits >= lengths[i] && value[0] != '-')
                item.times[i].push_back(key_of(value.substr(0, lengths[i])));
    }

    const AnnotatedReport& report_;
    const ReportWords& words_;
    Terms& terms_;
    const ItemSettings& settings_;
    std::map<std::pair<StoryKey, Blank>, Sums> sums_;
    std::uint32_t block_ = no_index;  // of the sentence before
    bool address_ = false;            // it is an address
};

/// Sorted keys, each by how far it is from the one before.
void put(ByteWriter& out, const std::vector<StoryKey>& keys) {
    out.number(keys.size());
    StoryKey before = 0;
    for (const StoryKey key : keys)
        out.number(key - std::exchange(before, key));
}

std::vector<StoryKey> take_keys(ByteReader& in) {
    std::vector<StoryKey> keys(in.count());
    StoryKey before = 0;
    for (StoryKey& key : keys)
        key = before += static_cast<StoryKey>(in.number());
    return keys;
}

constexpr std::uint64_t item_version = 1;

/// The bits of a word of the opening that its form needs.
std::uint64_t form_bits(const GatherWord& word) {
    return static_cast<std::uint64_t>(word.blank) << 3 | word.capitalised << 2 | word.begins << 1 | word.number;
}

GatherWord word_of(StoryKey key, std::uint64_t bits) {
    GatherWord word;
    word.term = key;
    word.blank = static_cast<Blank>(bits >> 3 & 3);
    word.capitalised = bits >> 2 & 1;
    word.begins = bits >> 1 & 1;
    word.number = bits & 1;
    return word;
}

}  // namespace

ItemSettings::ItemSettings(const Codebook& codebook) : forms(codebook) {
    const CodebookNode table = codebook.file("gather").table("stories");
    title = table.number("title");
    lead = table.number("lead");
    name = table.number("name");
    sentences_a_report = table.number("sentences_a_report");
    lead_sentences = static_cast<std::uint32_t>(table.number("lead_sentences"));
    words = static_cast<std::uint32_t>(table.number("words"));
    address_words = table.texts("address_words");
}

StoryItem story_item(const AnnotatedReport& report, const ReportWords& words, Terms& terms,
                     const ItemSettings& settings) {
    return ItemMaker(report, words, terms, settings).run();
}

std::string packed(const StoryItem& item) {
    ByteWriter out;
    out.number(item_version);
    out.number(item.day ? 1 + static_cast<std::uint64_t>(item.day->time_since_epoch().count() + (1 << 24)) : 0);
    out.number(item.hash);
    out.number(item.words.size());
    StoryKey before = 0;
    for (const StoryWord& word : item.words) {
        out.number(word.key - std::exchange(before, word.key));
        out.number(static_cast<std::uint64_t>(word.kind) << 16 | word.weight);
        out.number(word.lead);
    }
    for (const auto* keys :
         {&item.wordings, &item.persons, &item.places, &item.times[0], &item.times[1], &item.times[2]})
        put(out, *keys);
    out.number(item.opening.sentences.size());
    for (const GatherSentence& sentence : item.opening.sentences) {
        out.number(static_cast<std::uint64_t>(sentence.kind));
        out.number(sentence.end - sentence.first);
        for (std::uint32_t w = sentence.first; w < sentence.end; ++w) {
            out.number(item.opening.words[w].term);
            out.number(form_bits(item.opening.words[w]));
        }
    }
    return out.take();
}

StoryItem unpacked(std::string_view bytes) {
    ByteReader in(bytes);
    if (in.number() != item_version)
        throw std::runtime_error("a report's item is of another version of Recount");
    StoryItem item;
    if (const std::uint64_t day = in.number(); day > 0)
        item.day = Day(std::chrono::days(static_cast<std::int64_t>(day) - 1 - (1 << 24)));
    item.hash = in.number();
    item.words.resize(in.count());
    StoryKey before = 0;
    for (StoryWord& word : item.words) {
        word.key = before += static_cast<StoryKey>(in.number());
        const std::uint64_t weight = in.number();
        word.kind = static_cast<Blank>(weight >> 16 & 3);
        word.weight = static_cast<std::uint16_t>(weight);
        word.lead = static_cast<std::uint16_t>(in.number());
    }
    for (auto* keys : {&item.wordings, &item.persons, &item.places, &item.times[0], &item.times[1], &item.times[2]})
        *keys = take_keys(in);
    for (std::uint64_t sentences = in.count(); sentences > 0; --sentences) {
        GatherSentence sentence;
        sentence.kind = static_cast<BlockKind>(in.number());
        sentence.first = static_cast<std::uint32_t>(item.opening.words.size());
        for (std::uint64_t words = in.count(); words > 0; --words) {
            const auto key = static_cast<StoryKey>(in.number());
            item.opening.words.push_back(word_of(key, in.number()));
        }
        sentence.end = static_cast<std::uint32_t>(item.opening.words.size());
        item.opening.sentences.push_back(sentence);
    }
    return item;
}

}  // namespace recount
