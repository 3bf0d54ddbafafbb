#include "annotate/mentions.h"

#include <algorithm>
#include <cstdlib>

namespace recount {

namespace {

/// How far, in tokens, a word may stand from a happening and still be taken to go with it.
constexpr std::uint32_t reach = 12;

class MentionAnnotator : public Annotator {
public:
    explicit MentionAnnotator(Codebook& codebook) {
        const CodebookNode file = codebook.file("events");
        for (const CodebookNode& node : file.tables("event")) {
            const auto add = [&](const std::vector<std::string>& forms, bool people) {
                for (const std::string& form : forms)
                    codebook.add_phrase(triggers_, form, static_cast<std::uint32_t>(types_.size() * 2 + (people ? 1 : 0)));
            };
            for (const std::string& noun : node.texts("nouns"))
                add(codebook.noun_forms(noun), false);
            for (const std::string& verb : node.texts("verbs"))
                add(codebook.verb_forms(verb), false);
            for (const std::string& noun : node.texts("people"))
                add(codebook.noun_forms(noun), true);
            types_.push_back({node.text("type"), node.text("family")});
        }
        const CodebookNode side = file.table("side");
        for (const std::string& phrase : side.texts("against"))
            codebook.add_phrase(sides_, phrase, 0);
        for (const std::string& phrase : side.texts("for"))
            codebook.add_phrase(sides_, phrase, 1);
        possessives_ = codebook.words(side.texts("possessive"));
        possessive_ = codebook.word("'s");
        plans_ = codebook.words(file.table("plans").texts("words"));
    }

    std::string_view name() const override { return "mentions"; }
    std::vector<Layer> needs() const override { return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times, Layer::attributions}; }
    std::vector<Layer> adds() const override { return {Layer::mentions}; }

    void annotate(AnnotatedReport& report) const override {
        for (std::uint32_t index = 0; index < report.layers.sentences.size(); ++index)
            read(report, index);
    }

private:
    struct Type {
        std::string type, family;
    };

    void read(AnnotatedReport& report, std::uint32_t index) const {
        Layers& layers = report.layers;
        const Sentence& sentence = layers.sentences[index];
        const Tokens tokens = layers.tokens_of(sentence);
        const std::size_t first_mention = layers.mentions.size();
        for (std::uint32_t at = 0; at < tokens.size();) {
            const auto found = triggers_.longest(tokens, at);
            if (!found) {
                ++at;
                continue;
            }
            Mention mention;
            mention.trigger = {tokens[at].start, tokens[at + found.length - 1].end};
            mention.type = types_[found.value / 2].type;
            mention.people_only = found.value % 2 == 1;
            mention.sentence = index;
            mention.first_token = sentence.first_token + at;
            mention.end_token = mention.first_token + found.length;
            if (types_[found.value / 2].family == "gathering")
                mention.side = side_of(tokens, at, at + found.length);
            mention.planned = planned(tokens, at);
            layers.mentions.push_back(std::move(mention));
            at += found.length;
        }
        link_times(report, first_mention);
        link_places(report, first_mention);
    }

    /// The nearest word that tells a side, other than the trigger; else what the trigger's own word tells.
    std::int8_t side_of(Tokens tokens, std::uint32_t first, std::uint32_t end) const {
        if (first > 0 && (tokens[first - 1].word == possessive_ || possessives_.contains(tokens[first - 1].word)))
            return 1;
        std::uint32_t nearest = reach + 1;
        std::int8_t side = 0;
        const std::uint32_t from = first > reach ? first - reach : 0;
        for (std::uint32_t at = from; at < tokens.size() && at < end + reach; ++at) {
            const auto found = sides_.longest(tokens, at);
            if (!found)
                continue;
            const std::uint32_t behind = at + found.length;
            const bool own = at < end && first < behind && !(at < first);
            if (!own) {
                const std::uint32_t distance = behind <= first ? first - behind : at >= end ? at - end : 0;
                if (distance < nearest) {
                    nearest = distance;
                    side = found.value == 0 ? -1 : 1;
                }
            }
            at = behind - 1;
        }
        if (side == 0)
            if (const auto own = sides_.longest(tokens, first))
                side = own.value == 0 ? -1 : 1;
        return side;
    }

    bool planned(Tokens tokens, std::uint32_t at) const {
        for (std::uint32_t i = at > 4 ? at - 4 : 0; i < at; ++i)
            if (plans_.contains(tokens[i].word))
                return true;
        return false;
    }

    /// A time dates the nearest happening of its clause, unless it tells when something was said.
    void link_times(AnnotatedReport& report, std::size_t first_mention) const {
        Layers& layers = report.layers;
        if (first_mention == layers.mentions.size())
            return;
        const std::uint32_t index = layers.mentions.back().sentence;
        const auto begin = std::lower_bound(layers.times.begin(), layers.times.end(), index, [](const Time& time, std::uint32_t at) { return time.sentence < at; });
        for (auto time = begin; time != layers.times.end() && time->sentence == index; ++time) {
            if (time->type == TimeType::duration || time->type == TimeType::set || time->anchor == TimeAnchor::none || tells_when_said(layers, *time))
                continue;
            Mention* nearest = nullptr;
            std::uint32_t least = UINT32_MAX;
            for (std::size_t m = first_mention; m < layers.mentions.size(); ++m) {
                Mention& mention = layers.mentions[m];
                if (mention.people_only)
                    continue;
                // What stands before its time is likelier dated by it than what comes after.
                const bool before = mention.end_token <= time->first_token;
                const std::uint32_t distance = before ? time->first_token - mention.end_token : mention.first_token >= time->end_token ? (mention.first_token - time->end_token) + 2 : 0;
                if (distance < least && !apart(report, mention.trigger, time->span)) {
                    least = distance;
                    nearest = &mention;
                }
            }
            if (nearest && nearest->time == no_index)
                nearest->time = static_cast<std::uint32_t>(time - layers.times.begin());
        }
        // A sentence with one time dates all that happens in it.
        const bool one = begin != layers.times.end() && begin->sentence == index && (begin + 1 == layers.times.end() || (begin + 1)->sentence != index);
        if (!one || begin->type == TimeType::duration || begin->type == TimeType::set || begin->anchor == TimeAnchor::none || tells_when_said(layers, *begin))
            return;
        for (std::size_t m = first_mention; m < layers.mentions.size(); ++m)
            if (layers.mentions[m].time == no_index && !layers.mentions[m].people_only && near(layers.mentions[m], *begin) && !apart(report, layers.mentions[m].trigger, begin->span))
                layers.mentions[m].time = static_cast<std::uint32_t>(begin - layers.times.begin());
    }

    static bool near(const Mention& mention, const Time& time) {
        return mention.end_token <= time.first_token ? time.first_token - mention.end_token < reach : mention.first_token - std::min(mention.first_token, time.end_token) < reach;
    }

    /// "... police said on Wednesday": a time beside a cue, outside of what is said.
    static bool tells_when_said(const Layers& layers, const Time& time) {
        for (const Attribution& attribution : layers.attributions) {
            const bool inside = std::any_of(attribution.content.begin(), attribution.content.end(), [&](Span content) { return content.contains(time.span); });
            if (inside)
                continue;
            for (const Span cue : attribution.cue) {
                const std::uint32_t gap = time.span.start >= cue.end ? time.span.start - cue.end : cue.start >= time.span.end ? cue.start - time.span.end : 0;
                if (gap <= 6)
                    return true;
            }
        }
        return false;
    }

    /// One stands within what somebody says, the other does not.
    static bool apart(const AnnotatedReport& report, Span a, Span b) {
        for (const Attribution& attribution : report.layers.attributions)
            for (const Span content : attribution.content)
                if (attribution.direct && content.contains(a) != content.contains(b))
                    return true;
        return false;
    }

    /// The nearest place of the sentence.
    void link_places(AnnotatedReport& report, std::size_t first_mention) const {
        Layers& layers = report.layers;
        if (first_mention == layers.mentions.size())
            return;
        const Sentence& sentence = layers.sentences[layers.mentions.back().sentence];
        auto entity = std::lower_bound(layers.entities.begin(), layers.entities.end(), sentence.span.start, [](const Entity& e, std::uint32_t at) { return e.span.start < at; });
        for (; entity != layers.entities.end() && entity->span.start < sentence.span.end; ++entity) {
            const auto index = static_cast<std::uint32_t>(entity - layers.entities.begin());
            for (std::size_t m = first_mention; m < layers.mentions.size(); ++m) {
                Mention& mention = layers.mentions[m];
                if (entity->type == EntityType::place) {
                    const bool after = entity->first_token >= mention.end_token;
                    if (mention.place == no_index || (after && layers.entities[mention.place].first_token < mention.first_token))
                        mention.place = index;
                } else if (entity->type != EntityType::other) {
                    mention.actors.push_back(index);
                }
            }
        }
    }

    PhraseTable triggers_, sides_;
    std::vector<Type> types_;
    WordSet possessives_, plans_;
    WordId possessive_ = unknown_word;
};

}  // namespace

std::unique_ptr<Annotator> make_mention_annotator(Codebook& codebook) {
    return std::make_unique<MentionAnnotator>(codebook);
}

}  // namespace recount
