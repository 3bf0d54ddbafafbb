#include "annotate/mentions.h"

#include <algorithm>

#include "annotate/attributions.h"
#include "annotate/named_words.h"

namespace recount {

namespace {

/// How far, in tokens, a word may stand from a happening and still be taken to go with it.
constexpr std::uint32_t reach = 12;

/// Beyond this distance (by MentionAnnotator::distance) a time dates nothing.
constexpr std::uint32_t too_far = 24;

class MentionAnnotator : public Annotator {
public:
    MentionAnnotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees)
        : names_(codebook, std::move(trees)) {
        const CodebookNode file = codebook.file("events");
        for (const CodebookNode& node : file.tables("event")) {
            const auto add = [&](const std::vector<std::string>& forms, bool people) {
                for (const std::string& form : forms)
                    codebook.add_phrase(triggers_, form,
                                        static_cast<std::uint32_t>(types_.size() * 2 + (people ? 1 : 0)));
            };
            for (const std::string& noun : node.texts("nouns"))
                add(codebook.noun_forms(noun), false);
            for (const std::string& verb : node.texts("verbs")) {
                const std::vector<std::string> forms = codebook.verb_forms(verb);
                add(forms, false);
                for (const std::string& form : forms)
                    if (form != verb && form.find(' ') == std::string::npos && !form.ends_with('s') &&
                        !form.ends_with("ing"))
                        participles_.add(codebook.word(form));
            }
            for (const std::string& noun : node.texts("people"))
                add(codebook.noun_forms(noun), true);
            types_.push_back({node.text("type"), node.text("family"), node.flag("once")});
        }
        for (const std::string& phrase : file.table("ignore").texts("phrases"))
            codebook.add_phrase(triggers_, phrase, no_happening);
        const CodebookNode published = file.table("published");
        published_type_ = published.text("type");
        statement_ = published.text("statement");
        published_objects_ = codebook.words(published.texts("objects"));
        background_ = codebook.words(file.table("background").texts("words"));
        comma_ = codebook.word(",");
        relatives_ = codebook.words(file.table("background").texts("clauses"));
        const CodebookNode side = file.table("side");
        for (const std::string& phrase : side.texts("against"))
            codebook.add_phrase(sides_, phrase, 0);
        for (const std::string& phrase : side.texts("for"))
            codebook.add_phrase(sides_, phrase, 1);
        for (const std::string& word : side.texts("own_against"))
            own_against_.add(codebook.word(word));
        possessives_ = codebook.words(side.texts("possessive"));
        possessive_ = codebook.word("'s");
        curly_possessive_ = codebook.word("\u2019s");
        during_ = codebook.words(file.table("day_of_noun").texts("during"));
        const CodebookNode grammar = codebook.file("grammar");
        determiners_ = codebook.words(grammar.texts("determiners"));
        for (const std::string_view list : {"prepositions", "conjunctions", "auxiliaries", "adverbs"})
            for (const std::string& word : grammar.texts(list))
                no_noun_.add(codebook.word(word));
        plans_ = codebook.words(file.table("plans").texts("words"));
    }

    std::string_view name() const override { return "mentions"; }
    std::vector<Layer> needs() const override {
        return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times, Layer::attributions};
    }
    std::vector<Layer> adds() const override { return {Layer::mentions}; }

    void annotate(AnnotatedReport& report) const override {
        for (std::uint32_t index = 0; index < report.layers.sentences.size(); ++index)
            read(report, index);
    }

private:
    static constexpr std::uint32_t no_happening = PhraseTable::none - 1;

    struct Type {
        std::string type, family;
        bool once;
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
            if (found.value == no_happening || names_.are_name(report, index, at, at + found.length)) {
                at += found.length;
                continue;
            }
            Mention mention;
            mention.trigger = {tokens[at].start, tokens[at + found.length - 1].end};
            mention.type = types_[found.value / 2].type;
            mention.once = types_[found.value / 2].once;
            if (mention.type == published_type_ && is_published(tokens, at, at + found.length))
                mention.type = statement_;
            mention.people_only = found.value % 2 == 1 || (found.length == 1 && is_attribute(layers, tokens, at));
            mention.sentence = index;
            mention.first_token = sentence.first_token + at;
            mention.end_token = mention.first_token + found.length;
            if (types_[found.value / 2].family == "gathering")
                mention.side = side_of(layers, tokens, at, at + found.length);
            mention.planned = planned(tokens, at);
            layers.mentions.push_back(std::move(mention));
            at += found.length;
        }
        link_times(report, first_mention);
        link_places(report, first_mention);
    }

    /// What the nearest word that tells a side tells; else what the trigger's own word does.
    std::int8_t side_of(const Layers& layers, Tokens tokens, std::uint32_t first, std::uint32_t end) const {
        const bool of_day = first > 1 && !layers.times_in(tokens[first - 2].span()).empty();  // "Saturday's march"
        if (first > 0 &&
            ((is_possessive(tokens[first - 1].word) && !of_day) || possessives_.contains(tokens[first - 1].word)))
            return 1;
        std::uint32_t nearest = reach + 1;
        std::int8_t side = 0;
        const std::uint32_t from = first > reach ? first - reach : 0;
        for (std::uint32_t at = from; at < tokens.size() && at < end + reach; ++at) {
            const auto found = sides_.longest(tokens, at);
            if (!found)
                continue;
            const std::uint32_t behind = at + found.length;
            const std::uint32_t distance = behind <= first ? first - behind : at >= end ? at - end : 0;
            if (distance < nearest) {
                nearest = distance;
                side = found.value == 0 ? -1 : 1;
            }
            at = behind - 1;
        }
        return side == 0 && own_against_.contains(tokens[first].word) ? std::int8_t{-1} : side;
    }

    /// "Released the footage", "the release of details", "a video was released": something to read or see went out.
    bool is_published(Tokens tokens, std::uint32_t first, std::uint32_t end) const {
        constexpr std::uint32_t longest_object = 6, nearest_subject = 2;  // words
        for (std::uint32_t at = first - std::min(first, nearest_subject); at < first; ++at)
            if (published_objects_.contains(tokens[at].word))
                return true;
        for (std::uint32_t at = end; at < tokens.size() && at - end < longest_object; ++at) {
            if (published_objects_.contains(tokens[at].word))
                return true;
            if (tokens[at].kind == TokenKind::punctuation || (at > end && no_noun_.contains(tokens[at].word)))
                return false;
        }
        return false;
    }

    /// "Our abducted girls today thank ...", "some of the 21 freed girls": tells who they are, not what happened when.
    bool is_attribute(const Layers& layers, Tokens tokens, std::uint32_t at) const {
        if (!participles_.contains(tokens[at].word) || at == 0 || at + 1 >= tokens.size())
            return false;
        const Token &before = tokens[at - 1], &behind = tokens[at + 1];
        const bool opened = determiners_.contains(before.word) || before.kind == TokenKind::number;
        const bool noun =
            (behind.kind == TokenKind::word || behind.kind == TokenKind::address) && !no_noun_.contains(behind.word);
        const auto times = layers.times_in(behind.span());
        return opened && noun && times.empty();
    }

    bool planned(Tokens tokens, std::uint32_t at) const {
        for (std::uint32_t i = at > 4 ? at - 4 : 0; i < at; ++i)
            if (plans_.contains(tokens[i].word))
                return true;
        return false;
    }

    /// "the protests against the election"
    bool in_background(const Layers& layers, const Mention& mention) const {
        const std::uint32_t first = layers.sentences[mention.sentence].first_token;
        for (std::uint32_t at = mention.first_token; at > first && at + 4 > mention.first_token; --at)
            if (background_.contains(layers.tokens[at - 1].word))
                return true;
        return false;
    }

    /// How far a time stands from a happening that it may date, in tokens: what stands before its time is likelier
    /// dated by it than what comes after, unless the time opens the clause; what is only background is unlikelier
    /// still.
    std::uint32_t distance(const Layers& layers, const Mention& mention, const Time& time) const {
        const Sentence& sentence = layers.sentences[mention.sentence];
        constexpr std::uint32_t other_way = 8, background_distance = 12;
        std::uint32_t far = 0;
        if (mention.end_token <= time.first_token) {
            far = time.first_token - mention.end_token;
        } else if (mention.first_token >= time.end_token) {
            const bool opens =
                time.first_token <= sentence.first_token + 1 || layers.tokens[time.end_token].word == comma_;
            far = mention.first_token - time.end_token + (opens ? 0 : other_way);
        }
        // A clause between them has happenings of its own: "the collapse killed nine, said the service, which ended its
        // search".
        constexpr std::uint32_t over_comma = 4, into_clause = 12;
        for (std::uint32_t at = std::min(mention.end_token, time.end_token);
             at < std::max(mention.first_token, time.first_token); ++at)
            far += relatives_.contains(layers.tokens[at].word) ? into_clause
                   : layers.tokens[at].word == comma_          ? over_comma
                                                               : 0;
        return far + (in_background(layers, mention) ? background_distance : 0);
    }

    bool is_possessive(WordId word) const { return word == possessive_ || word == curly_possessive_; }

    /// "Saturday's march", "Saturday's opposition march".
    bool belongs_to(const Layers& layers, const Mention& mention, const Time& time) const {
        constexpr std::uint32_t longest = 3;  // the mark and two words
        if (time.end_token >= mention.first_token || mention.first_token - time.end_token > longest)
            return false;
        return is_possessive(layers.tokens[time.end_token].word);
    }

    /// "arrested during Saturday's march"
    bool holds_for_both(const Layers& layers, const Mention& before, const Time& time) const {
        return before.end_token < time.first_token && during_.contains(layers.tokens[time.first_token - 1].word);
    }

    static bool dates(const AnnotatedReport& report, const Time& time) {
        const bool length = time.type == TimeType::duration && time.anchor != TimeAnchor::event;
        const bool of_report = time.dateline || time.states_report_day;
        return !length && !of_report && time.type != TimeType::set && time.anchor != TimeAnchor::none &&
               !tells_when_said(report, time);
    }

    /// "Two weeks after the vote" dates what came then, not the vote.
    static bool counts_from(const Time& time, const Mention& mention) {
        return time.anchor == TimeAnchor::event && time.event_words.overlaps(mention.trigger);
    }

    /// Each time of a sentence dates the happening that stands nearest to it, the nearest pairs first; then the others
    /// of that kind, where the sentence has no other time.
    void link_times(AnnotatedReport& report, std::size_t first_mention) const {
        Layers& layers = report.layers;
        if (first_mention == layers.mentions.size())
            return;
        const std::uint32_t index = layers.mentions.back().sentence;
        struct Pair {
            std::uint32_t distance, time, mention;
            auto operator<=>(const Pair&) const = default;
        };
        std::vector<Pair> pairs;
        const std::vector<Quoted> quoted = quoted_in(layers, index);
        const std::span<const Time> all_times = layers.times_of(index);
        std::uint32_t times = 0, days_end = 0;  // where the last day that is told ends
        for (const Time& time : all_times) {
            if (!dates(report, time))
                continue;
            ++times;
            const auto t = static_cast<std::uint32_t>(&time - all_times.data());
            for (std::size_t m = first_near(layers.mentions, first_mention, time);
                 m < layers.mentions.size() && layers.mentions[m].first_token <= time.end_token + too_far; ++m)
                if (!layers.mentions[m].people_only && !counts_from(time, layers.mentions[m]) &&
                    (time.anchor != TimeAnchor::event || layers.mentions[m].end_token > days_end) &&
                    !apart(quoted, layers.mentions[m].trigger, time.span))
                    pairs.push_back({belongs_to(layers, layers.mentions[m], time)
                                         ? 0
                                         : distance(layers, layers.mentions[m], time) + 1,
                                     t, static_cast<std::uint32_t>(m)});
            if (time.anchor != TimeAnchor::event)
                days_end = time.end_token;
        }
        std::sort(pairs.begin(), pairs.end());
        const bool caption = report.report.blocks[layers.sentences[index].block].kind ==
                             BlockKind::caption;  // one day, that of its picture
        const auto first_time = static_cast<std::uint32_t>(all_times.data() - layers.times.data());
        std::vector<bool> used(all_times.size());
        for (const Pair& pair : pairs) {
            Mention& mention = layers.mentions[pair.mention];
            if (pair.distance > too_far + 1)
                break;
            const bool both = used[pair.time] && holds_for_both(layers, mention, all_times[pair.time]);
            if (mention.time == no_index && (!used[pair.time] || both)) {
                mention.time = first_time + pair.time;
                used[pair.time] = true;
            } else if (mention.time == no_index && times == 1 &&
                       (caption
                            ? !in_background(layers, mention)
                            : pair.distance <= reach &&
                                  family_of(mention.type) == family_of(layers.mentions[pairs.front().mention].type))) {
                mention.time = first_time + pair.time;
            }
        }
    }

    /// The first mention that does not stand too far before a time.
    static std::size_t first_near(const std::vector<Mention>& mentions, std::size_t first, const Time& time) {
        const auto found =
            std::lower_bound(mentions.begin() + static_cast<std::ptrdiff_t>(first), mentions.end(), time.first_token,
                             [](const Mention& mention, std::uint32_t at) { return mention.end_token + too_far < at; });
        return static_cast<std::size_t>(found - mentions.begin());
    }

    std::string_view family_of(std::string_view type) const {
        for (const Type& known : types_)
            if (known.type == type)
                return known.family;
        return type;
    }

    /// Words that are quoted, and where those end that begin no later.
    struct Quoted {
        Span words;
        std::uint32_t furthest_end;
    };

    /// What is quoted within a sentence, or reaches into it, by where it begins.
    static std::vector<Quoted> quoted_in(const Layers& layers, std::uint32_t sentence) {
        std::vector<Quoted> quoted;
        for (const std::uint32_t index : layers.attributions_of(sentence))
            if (layers.attributions[index].direct)
                for (const Span content : layers.attributions[index].content)
                    quoted.push_back({content, 0});
        std::ranges::stable_sort(quoted, {}, [](const Quoted& one) { return one.words.start; });
        std::uint32_t furthest = 0;
        for (Quoted& one : quoted)
            one.furthest_end = furthest = std::max(furthest, one.words.end);
        return quoted;
    }

    /// Of two places in a sentence, one stands within what somebody says, the other does not. `quoted`: as of
    /// quoted_in().
    static bool apart(const std::vector<Quoted>& quoted, Span a, Span b) {
        const std::uint32_t first_end = std::min(a.end, b.end), last_start = std::max(a.start, b.start);
        auto one = std::ranges::upper_bound(quoted, last_start, {}, [](const Quoted& q) { return q.words.start; });
        while (one != quoted.begin() && (--one)->furthest_end >= first_end)
            if (one->words.contains(a) != one->words.contains(b))
                return true;
        return false;
    }

    /// The place behind the happening that stands nearest, else the first one of the sentence; who is named around it.
    void link_places(AnnotatedReport& report, std::size_t first_mention) const {
        constexpr std::ptrdiff_t around = 64;  // names: no sentence that tells of one happening has more
        Layers& layers = report.layers;
        if (first_mention == layers.mentions.size())
            return;
        const auto names = layers.entities_in(layers.sentences[layers.mentions.back().sentence].span);
        const auto first_index = static_cast<std::uint32_t>(names.data() - layers.entities.data());
        const auto is_place = [](const Entity& entity) { return entity.type == EntityType::place; };
        const auto first_place = std::find_if(names.begin(), names.end(), is_place);
        auto place = first_place;
        for (std::size_t m = first_mention; m < layers.mentions.size(); ++m) {
            Mention& mention = layers.mentions[m];
            const auto behind = std::ranges::lower_bound(names, mention.end_token, {}, &Entity::first_token);
            place = std::find_if(std::max(place, behind), names.end(), is_place);
            if (first_place != names.end()) {
                const bool later = first_place->first_token < mention.first_token && place != names.end();
                mention.place = first_index + static_cast<std::uint32_t>((later ? place : first_place) - names.begin());
            }
            const auto from = behind - std::min(around, behind - names.begin());
            const auto end = behind + std::min(around, names.end() - behind);
            for (auto name = from; name != end; ++name)
                if (!is_place(*name) && name->type != EntityType::other)
                    mention.actors.push_back(first_index + static_cast<std::uint32_t>(name - names.begin()));
        }
    }

    NamedWords names_;
    PhraseTable triggers_, sides_;
    std::vector<Type> types_;
    std::string published_type_, statement_;
    WordSet published_objects_, participles_, determiners_, no_noun_, own_against_, possessives_, plans_, background_,
        relatives_, during_;
    WordId possessive_ = unknown_word, curly_possessive_ = unknown_word, comma_ = unknown_word;
};

}  // namespace

std::unique_ptr<Annotator> make_mention_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees) {
    return std::make_unique<MentionAnnotator>(codebook, std::move(trees));
}

}  // namespace recount
