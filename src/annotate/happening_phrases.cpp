#include "annotate/happening_phrases.h"

namespace recount {

namespace {

/// Prepositions: those that join a noun to what it is of, and those that bind a phrase to the noun before them.
struct PhraseWords {
    WordSet joining, binding;
};

/// The phrases of one sentence's mentions. Words are counted from the sentence's first.
class PhraseReader {
public:
    PhraseReader(const AnnotatedReport& report, std::uint32_t sentence, const SentenceTree& tree,
                 const PhraseWords& words)
        : layers_(report.layers),
          sentence_(sentence),
          first_(report.layers.sentences[sentence].first_token),
          tokens_(report.layers.tokens_of(report.layers.sentences[sentence])),
          tree_(tree),
          words_(words) {}

    HappeningPhrase read(const Mention& mention) const {
        const std::uint32_t first = mention.first_token - first_, end = mention.end_token - first_;
        std::uint32_t top = end - 1;
        for (std::uint32_t word = end; word-- > first;)
            if (tree_.head(word) == no_index || tree_.head(word) < first || tree_.head(word) >= end)
                top = word;
        HappeningPhrase phrase;
        if (is_noun(top))
            read_noun(top, end, phrase);
        else if (tree_.part(top) == PartOfSpeech::verb)
            read_verb(top, first, end, phrase);
        for (const std::uint32_t actor : mention.actors)
            if (const Entity& entity = layers_.entities[actor];
                phrase.person.empty() && entity.type == EntityType::person && in_clause(entity, top))
                phrase.person = entity.span;
        return phrase;
    }

private:
    struct Range {
        std::uint32_t first = 0, end = 0;
    };

    bool is_noun(std::uint32_t word) const {
        return tree_.part(word) == PartOfSpeech::noun || tree_.part(word) == PartOfSpeech::name;
    }

    Span span_of(Range range) const {
        return range.first < range.end ? Span{tokens_[range.first].start, tokens_[range.end - 1].end} : Span{};
    }

    /// Whether a name hangs on a happening's word, or on one that this hangs on in turn up to the verb of its clause.
    bool in_clause(const Entity& entity, std::uint32_t top) const {
        std::uint32_t word = entity.first_token - first_;
        const std::uint32_t end = entity.end_token - first_;
        while (tree_.head(word) != no_index && tree_.head(word) + first_ >= entity.first_token &&
               tree_.head(word) < end)
            word = tree_.head(word);
        for (std::uint32_t above = top;; above = tree_.head(above)) {
            for (std::uint32_t at = word; at != no_index; at = tree_.head(at)) {
                if (at == above)
                    return true;
                if (tree_.part(at) == PartOfSpeech::verb)
                    break;
            }
            if (tree_.head(above) == no_index || tree_.part(above) == PartOfSpeech::verb)
                return false;
        }
    }

    bool in_time(std::uint32_t word) const {
        for (const Time& time : layers_.times_of(sentence_))
            if (time.first_token <= first_ + word && first_ + word < time.end_token)
                return true;
        return false;
    }

    bool is_hyphen(std::uint32_t word) const {
        return tokens_[word].kind == TokenKind::punctuation && !tokens_[word].space_before &&
               tokens_[word].end - tokens_[word].start == 1 && word > 0 && word + 1 < tokens_.size() &&
               !tokens_[word + 1].space_before;
    }

    /// Whether a word qualifies the noun that it stands before: no article, number, pronoun or time.
    bool qualifies(std::uint32_t word, std::uint32_t noun) const {
        if (tokens_[word].kind == TokenKind::quote || in_time(word) || !tree_.is_under(word, noun))
            return false;
        if (is_hyphen(word))
            return true;
        const Relation relation = tree_.relation(word);
        if (relation == Relation::case_marking)  // "Karsk's": of a name alone; a preposition ends the phrase
            return tree_.part(word) == PartOfSpeech::particle && word > 0 && tree_.part(word - 1) == PartOfSpeech::name;
        if (relation == Relation::determiner || relation == Relation::number || relation == Relation::coordination)
            return false;
        return tokens_[word].kind == TokenKind::word &&
               (is_noun(word) || tree_.part(word) == PartOfSpeech::adjective ||
                (tree_.part(word) == PartOfSpeech::verb && relation == Relation::adjective));
    }

    /// "6.1-magnitude quake", "16-year-old boy": a qualifier whose own qualifier is left out is left out too.
    void drop_what_lost_its_own(Range& range, std::uint32_t noun) const {
        for (std::uint32_t out = range.first; out-- > 0 && tree_.is_under(out, noun);)
            if (tree_.relation(out) != Relation::determiner && tree_.head(out) >= range.first && tree_.head(out) < noun)
                range.first = tree_.head(out) + 1;
        for (std::uint32_t at = range.first; at < noun; ++at)
            if (tree_.head(at) < range.first || tokens_[at].kind != TokenKind::word ||
                tree_.relation(at) == Relation::case_marking)
                range.first = at + 1;
            else
                break;
    }

    /// A noun with what qualifies it before, and the rest of its name behind.
    Range noun_with_qualifiers(std::uint32_t noun) const {
        Range range{noun, noun + 1};
        while (range.first > 0 && qualifies(range.first - 1, noun))
            --range.first;
        drop_what_lost_its_own(range, noun);
        while (range.end < tokens_.size() && tree_.relation(range.end) == Relation::name_part &&
               tree_.is_under(range.end, noun))
            ++range.end;
        for (const Entity& entity : layers_.entities_in(layers_.sentences[sentence_].span))
            if (entity.first_token <= first_ + noun && first_ + noun < entity.end_token) {
                range.first = std::min(range.first, entity.first_token - first_);
                range.end = std::max(range.end, entity.end_token - first_);
            }
        return range;
    }

    /// The noun of the phrase that hangs on a word with its preposition at `at`. A binding preposition right behind a
    /// noun hangs on it, though the tree hangs it on the verb ("put an end to the investigation into the mayor").
    std::uint32_t hung_at(std::uint32_t head, std::uint32_t at) const {
        if (at >= tokens_.size() || tree_.relation(at) != Relation::case_marking)
            return no_index;
        const std::uint32_t noun = tree_.head(at);
        if (noun == no_index || noun < at || !is_noun(noun) || in_time(noun))
            return no_index;
        const bool bound = is_noun(head) && words_.binding.contains(tokens_[at].word) && tree_.head(noun) != no_index &&
                           tree_.is_under(head, tree_.head(noun));
        return tree_.head(noun) == head || bound ? noun : no_index;
    }

    /// Whether nothing but articles and numbers stands between.
    bool only_opens(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t word = from; word < to; ++word)
            if (tree_.relation(word) != Relation::determiner && tree_.part(word) != PartOfSpeech::number)
                return false;
        return true;
    }

    /// A noun as a title can name it: what qualifies it, a second one that is joined to it, and what "of" hangs on it.
    /// Empty for pronouns, and for what belongs to one ("her brother").
    Range named(std::uint32_t noun) const {
        if (noun == no_index || !is_noun(noun) || in_time(noun))
            return {};
        Range range = noun_with_qualifiers(noun);
        if (range.first > 0 && tree_.relation(range.first - 1) == Relation::possessor)
            return {};
        if (range.end + 1 < tokens_.size() && tree_.relation(range.end) == Relation::coordination) {
            const std::uint32_t other = tree_.head(range.end);
            if (other != no_index && other > range.end && tree_.relation(other) == Relation::conjunct &&
                tree_.head(other) == noun && is_noun(other))
                if (const Range joined = noun_with_qualifiers(other); joined.first == range.end + 1)
                    range.end = joined.end;
        }
        if (range.end < tokens_.size() && words_.joining.contains(tokens_[range.end].word))
            if (const std::uint32_t hung = hung_at(noun, range.end); hung != no_index)
                if (const Range joined = noun_with_qualifiers(hung); only_opens(range.end + 1, joined.first))
                    range.end = joined.end;
        return range;
    }

    void hang(std::uint32_t head, std::uint32_t at, HappeningPhrase& phrase) const {
        const std::uint32_t noun = hung_at(head, at);
        const Range about = named(noun);
        if (about.first == about.end || !only_opens(at + 1, about.first))
            return;
        phrase.preposition = tokens_[at].span();
        phrase.about = span_of(about);
    }

    void read_noun(std::uint32_t top, std::uint32_t end, HappeningPhrase& phrase) const {
        if (tree_.relation(top) == Relation::compound || (end < tokens_.size() && is_hyphen(end)))
            return;  // "attack survivors", "strike-hit": of another thing
        while (end > top + 1 && tree_.relation(end - 1) == Relation::case_marking)
            --end;  // "meeting with"
        Range name = noun_with_qualifiers(top);
        if (name.end > end)
            return;
        name.end = end;  // "state of emergency"
        phrase.name = span_of(name);
        hang(top, end, phrase);
    }

    void read_verb(std::uint32_t top, std::uint32_t first, std::uint32_t end, HappeningPhrase& phrase) const {
        std::uint32_t object = no_index, subject = no_index;
        for (std::uint32_t word = 0; word < tokens_.size(); ++word) {
            if (tree_.head(word) != top || (word >= first && word < end))
                continue;
            const Relation relation = tree_.relation(word);
            if (relation == Relation::object || relation == Relation::passive_subject)
                object = word;
            else if (relation == Relation::agent || (relation == Relation::subject && subject == no_index))
                subject = word;
            else if (relation == Relation::oblique && end > first + 1 && object == no_index &&
                     tree_.next_child(word, first) < end)
                object = word;  // its preposition is part of the verb: "opened fire on"
        }
        const bool relative = tree_.relation(top) == Relation::relative_clause;
        if (relative || tree_.relation(top) == Relation::clause) {
            const std::uint32_t noun = tree_.head(top);
            const auto stands_for = [&](std::uint32_t& place) {
                if (place != no_index && tree_.part(place) == PartOfSpeech::pronoun)
                    place = noun;
            };
            stands_for(object);
            stands_for(subject);
            if (!relative && noun < top && object == no_index && subject == no_index)
                object = noun;  // "girls abducted in 2014"
        }
        phrase.object = span_of(named(object));
        phrase.subject = span_of(named(subject == no_index ? tree_.subject_of(top) : subject));
        if (phrase.subject == phrase.object)
            phrase.subject = {};
        hang(top, end, phrase);
    }

    const Layers& layers_;
    std::uint32_t sentence_, first_;
    Tokens tokens_;
    const SentenceTree& tree_;
    const PhraseWords& words_;
};

class PhraseAnnotator : public Annotator {
public:
    PhraseAnnotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees)
        : trees_(std::move(trees)),
          words_{codebook.words(codebook.file("events").table("titles").texts("joining")),
                 codebook.words(codebook.file("events").table("titles").texts("binding"))} {}

    std::string_view name() const override { return "phrases"; }
    std::vector<Layer> needs() const override {
        return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times, Layer::mentions};
    }
    std::vector<Layer> adds() const override { return {}; }

    void annotate(AnnotatedReport& report) const override {
        if (!trees_)
            return;
        constexpr std::uint32_t head_of_report = 4;  // sentences that tell what the report is about
        std::vector<Mention>& mentions = report.layers.mentions;
        for (std::size_t first = 0, end = 0; first < mentions.size(); first = end) {
            const std::uint32_t sentence = mentions[first].sentence;
            bool dated = false;
            for (; end < mentions.size() && mentions[end].sentence == sentence; ++end)
                dated = dated || (mentions[end].time != no_index && !mentions[end].people_only);
            const bool parsed = sentence < report.layers.syntax_depths.size() &&
                                report.layers.syntax_depths[sentence] == SyntaxDepth::tree;
            if (!parsed && !dated && sentence >= head_of_report)
                continue;
            const auto tree = trees_->of(report, sentence);
            for (std::size_t m = first; tree && m < end; ++m)
                if (!mentions[m].people_only)
                    mentions[m].phrase = PhraseReader(report, sentence, *tree, words_).read(mentions[m]);
        }
        report.layers.contexts = {};
    }

private:
    std::shared_ptr<const SentenceTrees> trees_;
    PhraseWords words_;
};

}  // namespace

std::unique_ptr<Annotator> make_phrase_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees) {
    return std::make_unique<PhraseAnnotator>(codebook, std::move(trees));
}

}  // namespace recount
