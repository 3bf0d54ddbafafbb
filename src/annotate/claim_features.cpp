#include "annotate/claim_features.h"

#include <algorithm>
#include <cmath>

#include "annotate/answer_hash.h"
#include "language/word_features.h"

namespace recount {

namespace {

/// The questions that features answer. Their numbers are part of what was trained: add at the end.
enum class Question : std::uint8_t {
    bias,
    noun,
    noun_part,
    noun_shape,
    modifier,
    modifier_case,
    relation,
    relation_case,
    governor,
    governor_relation,
    governor_case,
    governor_part,
    predicate,
    predicate_path,
    predicate_voice,
    predicate_subject,
    predicate_object,
    predicate_oblique,
    predicate_clause,
    predicate_negation,
    predicate_modal,
    predicate_form,
    predicate_over,
    clause_verb,
    clause_voice,
    clause_oblique,
    word_before,
    word_behind,
    pair_before,
    pair_behind,
    bag,
    value,
    modifier_kind,
    number_word,
    title,
    place_in_report,
    list,
    neighbour_noun,
    neighbour_joint,
    lead_cue,
    before_cue,
    predicate_noun,
    governor_noun,
    kind,
    determiner,
    sibling,
    cue,
    cue_near,
    tense,
    adverb,
};

constexpr std::uint64_t none = 0x9e3779b97f4a7c15u;  // stands for a word that is not there

/// Quantities with cues in the report's headline and first sentences, and in the sentence before; sorted.
struct ReportCues {
    std::vector<std::uint16_t> lead, before;
};

/// Makes the features of one candidate.
class FeatureMaker {
public:
    FeatureMaker(const ClaimRules& rules, const ClaimSentence& sentence, std::span<const ClaimCandidate> candidates,
                 std::size_t index, const ReportCues& around, CandidateFeatures& out)
        : rules_(rules),
          sentence_(sentence),
          candidates_(candidates),
          index_(index),
          candidate_(candidates[index]),
          around_(around),
          out_(out),
          link_(sentence.first_conjunct(candidate_.top)),
          governor_(sentence.word(link_).head),
          predicate_(sentence.predicate_over(link_)) {}

    void make() {
        out_.features.clear();
        out_.cues.clear();
        add(Question::bias);
        add_number();
        add_noun();
        add_governor();
        add_predicate();
        add_clauses();
        add_window();
        add_neighbours();
        add_report();
        add_cues();
        std::ranges::sort(out_.features);
        out_.features.erase(std::ranges::unique(out_.features).begin(), out_.features.end());
    }

private:
    template <class... Answers>
    void add(Question question, Answers... answers) {
        out_.features.push_back(answer_hash(question, answers...));
    }
    std::uint64_t lemma(std::uint32_t at) const { return at < sentence_.size() ? sentence_.word(at).lemma : none; }
    Relation relation(std::uint32_t at) const { return sentence_.word(at).relation; }
    std::uint64_t case_of(std::uint32_t at) const { return lemma(sentence_.child(at, Relation::case_marking)); }
    std::uint64_t noun() const { return candidate_.counted.omitted() ? none : lemma(candidate_.counted.head); }

    void add_number();
    void add_noun();
    void add_governor();
    void add_predicate();
    void add_clauses();
    void add_window();
    void add_neighbours();
    void add_report();
    void add_cues();
    CuePlace place_of(const QuantityCues::At& cue) const;
    bool hangs_near(std::uint32_t at, std::uint32_t head) const;

    const ClaimRules& rules_;
    const ClaimSentence& sentence_;
    std::span<const ClaimCandidate> candidates_;
    std::size_t index_;
    const ClaimCandidate& candidate_;
    const ReportCues& around_;
    CandidateFeatures& out_;
    std::uint32_t link_;       // the candidate's top, or the first of the row that it is joined to
    std::uint32_t governor_;   // what that hangs on
    std::uint32_t predicate_;  // the verb over it
};

/// Tens, hundreds ... of a number, finer below a hundred.
int bucket(double value) {
    constexpr double bounds[] = {0.5,  1.5,   2.5,   4.5,    9.5,    19.5,    49.5,
                                 99.5, 499.5, 999.5, 4999.5, 9999.5, 99999.5, 999999.5};
    return static_cast<int>(std::ranges::upper_bound(bounds, value) - std::begin(bounds));
}

void FeatureMaker::add_number() {
    const Number& number = candidate_.number;
    const int size = bucket(number.value);
    add(Question::value, size);
    add(Question::value, size, candidate_.counted.omitted(), candidate_.counted.people);
    add(Question::modifier_kind, number.modifier);
    add(Question::kind, candidate_.kind, number.zero_people, number.ordinal);
    if (number.end_digit == number.first_digit + 1 && sentence_.token(number.first_digit).kind == TokenKind::word)
        add(Question::number_word, lemma(number.first_digit));
    add(Question::list, relation(candidate_.core));
    std::uint32_t before = number.first_token;
    if (before > 0)
        add(Question::determiner, lemma(before - 1), candidate_.counted.omitted());
}

void FeatureMaker::add_noun() {
    const Counted& counted = candidate_.counted;
    add(Question::noun, noun());
    add(Question::noun, noun(), bucket(candidate_.number.value));
    add(Question::noun_shape, counted.omitted(), counted.people, counted.general, counted.partitive);
    if (!counted.omitted()) {
        add(Question::noun_part, sentence_.word(counted.head).part, counted.people);
        for (std::uint32_t at = counted.first; at < counted.head; ++at)
            add(Question::modifier, Relation::adjective, lemma(at));
    }
    const std::uint32_t noun_word = counted.omitted() ? candidate_.top : counted.head;
    sentence_.each_child(noun_word, [&](std::uint32_t child) {
        if (child >= candidate_.number.first_token && child < candidate_.number.end_token)
            return;
        add(Question::modifier, relation(child), lemma(child));
        const std::uint64_t by = case_of(child);
        if (by != none)
            add(Question::modifier_case, by, lemma(child));
    });
}

void FeatureMaker::add_governor() {
    const Relation by = relation(link_);
    const std::uint64_t case_word = case_of(link_);
    add(Question::relation, by, link_ != candidate_.top);
    add(Question::relation_case, by, case_word);
    if (governor_ == no_index) {
        add(Question::governor, none);
        return;
    }
    const ClaimWord& governor = sentence_.word(governor_);
    add(Question::governor, governor.lemma);
    add(Question::governor_relation, governor.lemma, by);
    add(Question::governor_case, governor.lemma, case_word);
    add(Question::governor_part, governor.part, by, case_word);
    add(Question::governor_noun, governor.lemma, by, noun());
    if (governor.head != no_index)
        add(Question::predicate_over, lemma(governor.head), governor.relation, governor.lemma);
}

void FeatureMaker::add_predicate() {
    const std::uint32_t predicate = predicate_;
    if (predicate == no_index) {
        add(Question::predicate, none);
        return;
    }
    const bool passive = sentence_.is_passive(predicate);
    std::uint64_t path = 0;
    for (std::uint32_t at = link_, steps = 0; at != predicate && steps < 4; at = sentence_.word(at).head, ++steps)
        path = mixed(path, static_cast<std::uint64_t>(relation(at)));
    const std::uint64_t verb = lemma(predicate);
    add(Question::predicate, verb);
    add(Question::predicate_path, verb, path);
    add(Question::predicate_path, path);
    add(Question::predicate_voice, verb, path, passive);
    add(Question::predicate_noun, verb, noun());
    add(Question::predicate_form, sentence_.word(predicate).features);
    add(Question::tense, sentence_.word(predicate).features, relation(predicate));
    sentence_.each_child(predicate, [&](std::uint32_t child) {
        if (child == link_)
            return;
        switch (relation(child)) {
        case Relation::subject:
        case Relation::passive_subject:
            add(Question::predicate_subject, verb, lemma(child));
            add(Question::predicate_subject, lemma(child));
            break;
        case Relation::object:
            add(Question::predicate_object, verb, lemma(child));
            add(Question::predicate_object, lemma(child), path);
            break;
        case Relation::oblique:
        case Relation::agent:
            add(Question::predicate_oblique, verb, case_of(child), lemma(child));
            add(Question::predicate_oblique, case_of(child), lemma(child));
            break;
        case Relation::particle: add(Question::predicate_clause, verb, lemma(child), 1); break;
        case Relation::complement:
        case Relation::clause_complement:
        case Relation::adverbial_clause:
        case Relation::conjunct:
            add(Question::predicate_clause, relation(child), lemma(child));
            add(Question::predicate_clause, relation(child), lemma(child), path);
            break;
        case Relation::auxiliary: add(Question::predicate_modal, lemma(child)); break;
        case Relation::adverb:
            add(Question::predicate_negation, lemma(child));
            add(Question::adverb, verb, lemma(child));
            break;
        default: add(Question::sibling, relation(child), lemma(child)); break;
        }
    });
    if (sentence_.word(predicate).head != no_index)
        add(Question::predicate_over, lemma(sentence_.word(predicate).head), relation(predicate));
}

/// The verbs that tell something of the counted noun: "girls abducted in 2014", "people who died".
void FeatureMaker::add_clauses() {
    const std::uint32_t noun_word = candidate_.counted.omitted() ? candidate_.top : candidate_.counted.head;
    sentence_.each_child(noun_word, [&](std::uint32_t verb) {
        if (relation(verb) != Relation::clause && relation(verb) != Relation::relative_clause)
            return;
        add(Question::clause_verb, lemma(verb), relation(verb));
        add(Question::clause_voice, lemma(verb), sentence_.is_passive(verb));
        sentence_.each_child(verb, [&](std::uint32_t child) {
            if (relation(child) == Relation::oblique || relation(child) == Relation::complement)
                add(Question::clause_oblique, lemma(verb), lemma(child));
            else if (relation(child) == Relation::auxiliary || relation(child) == Relation::conjunct)
                add(Question::clause_oblique, relation(child), lemma(child));
        });
    });
}

void FeatureMaker::add_window() {
    const std::uint32_t first = candidate_.number.first_token;
    const std::uint32_t end = std::max(candidate_.number.end_token, candidate_.counted.end);
    const auto before = [&](std::uint32_t steps) { return first >= steps ? lemma(first - steps) : none; };
    const auto behind = [&](std::uint32_t steps) { return lemma(end + steps); };
    for (std::uint32_t steps = 1; steps <= 3; ++steps) {
        add(Question::word_before, steps, before(steps));
        add(Question::word_behind, steps, behind(steps - 1));
    }
    add(Question::pair_before, before(2), before(1));
    add(Question::pair_behind, behind(0), behind(1));
    add(Question::pair_behind, behind(0), behind(1), behind(2));
    add(Question::word_behind, 9, lemma(candidate_.number.end_token));
    add(Question::word_behind, 10, behind(0), link_ != candidate_.top, candidate_.counted.omitted());
    for (const QuantityCues::At& cue : sentence_.cues())
        if (cue.first == end)
            add(Question::cue_near, 99, feature_hash('q', rules_.cues.quantities()[cue.cue.quantity].name),
                link_ != candidate_.top);
    constexpr std::uint32_t reach = 30;
    for (std::uint32_t at = first > reach ? first - reach : 0; at < std::min(sentence_.size(), end + reach); ++at) {
        if (at >= first && at < end)
            continue;
        const PartOfSpeech part = sentence_.word(at).part;
        if (part == PartOfSpeech::noun || part == PartOfSpeech::verb || part == PartOfSpeech::adjective ||
            part == PartOfSpeech::auxiliary || part == PartOfSpeech::adverb) {
            add(Question::bag, lemma(at));
            add(Question::bag, lemma(at), at < first);
        }
    }
}

/// The number before and behind: what it counts, and whether both are joined.
void FeatureMaker::add_neighbours() {
    const auto add_one = [&](std::size_t other, int side) {
        const ClaimCandidate& near = candidates_[other];
        const std::uint64_t near_noun = near.counted.omitted() ? none : lemma(near.counted.head);
        const std::uint32_t near_link = sentence_.first_conjunct(near.top);
        add(Question::neighbour_noun, side, near_noun);
        add(Question::neighbour_joint, side, near_link == link_, near.counted.people, candidate_.counted.people,
            candidate_.counted.omitted());
        add(Question::neighbour_joint, side, near_link == link_, near.kind);
        if (sentence_.word(near_link).head != no_index)
            add(Question::neighbour_noun, side, lemma(sentence_.word(near_link).head), near_link == link_);
        const std::uint32_t from = side < 0 ? near.number.end_token : candidate_.number.end_token;
        const std::uint32_t to = side < 0 ? candidate_.number.first_token : near.number.first_token;
        for (std::uint32_t at = from; at < to && at < from + 6; ++at)
            if (sentence_.is_mark(at) || sentence_.word(at).part == PartOfSpeech::conjunction ||
                sentence_.word(at).part == PartOfSpeech::preposition || sentence_.word(at).part == PartOfSpeech::verb)
                add(Question::neighbour_joint, side, lemma(at));
    };
    if (index_ > 0)
        add_one(index_ - 1, -1);
    if (index_ + 1 < candidates_.size())
        add_one(index_ + 1, 1);
}

void FeatureMaker::add_report() {
    const bool title = sentence_.report().report.in_title(sentence_.sentence().span);
    add(Question::title, title);
    add(Question::place_in_report, std::min<std::uint32_t>(sentence_.index(), 4));
    for (const std::uint16_t quantity : around_.lead) {
        const std::uint64_t name = feature_hash('q', rules_.cues.quantities()[quantity].name);
        add(Question::lead_cue, name);
        add(Question::lead_cue, name, candidate_.counted.omitted(), candidate_.counted.people);
    }
    for (const std::uint16_t quantity : around_.before) {
        const std::uint64_t name = feature_hash('q', rules_.cues.quantities()[quantity].name);
        add(Question::before_cue, name);
        add(Question::before_cue, name, candidate_.counted.omitted(), candidate_.counted.people);
    }
}

/// Whether `at` hangs on `head`, or on what hangs on it.
bool FeatureMaker::hangs_near(std::uint32_t at, std::uint32_t head) const {
    for (int steps = 0; steps < 2 && at != no_index; ++steps) {
        at = sentence_.word(at).head;
        if (at == head)
            return true;
    }
    return false;
}

CuePlace FeatureMaker::place_of(const QuantityCues::At& cue) const {
    const Counted& counted = candidate_.counted;
    const auto holds = [&](std::uint32_t at) { return at != no_index && cue.first <= at && at < cue.end; };
    if (!counted.omitted() && holds(counted.head))
        return CuePlace::noun;
    std::uint32_t top = cue.first;  // the cue's word that hangs on none of its others
    for (std::uint32_t head = sentence_.word(top).head; head != no_index && holds(head);
         head = sentence_.word(top).head)
        top = head;
    const std::uint32_t noun_word = counted.omitted() ? candidate_.top : counted.head;
    if (holds(governor_) && governor_ != no_index) {
        switch (relation(link_)) {
        case Relation::object: return CuePlace::governor_object;
        case Relation::subject:
            return sentence_.is_passive(governor_) || sentence_.child(governor_, Relation::copula) != no_index
                       ? CuePlace::governor_passive
                       : CuePlace::governor_subject;
        case Relation::passive_subject: return CuePlace::governor_passive;
        default: return CuePlace::governor_other;
        }
    }
    if (hangs_near(top, noun_word) || hangs_near(top, link_) || (cue.first >= counted.first && cue.end <= counted.end))
        return CuePlace::modifier;
    if (governor_ != no_index && hangs_near(top, governor_))
        return CuePlace::beside_governor;
    for (std::uint32_t over = governor_, steps = 0; over != no_index && steps < 4;
         over = sentence_.word(over).head, ++steps)
        if (holds(over))
            return CuePlace::above;
    constexpr std::uint32_t near = 6;
    const std::uint32_t end = std::max(candidate_.number.end_token, counted.end);
    if (cue.end <= candidate_.number.first_token && candidate_.number.first_token - cue.end < near)
        return CuePlace::near_before;
    if (cue.first >= end && cue.first - end < near)
        return CuePlace::near_behind;
    return CuePlace::far;
}

void FeatureMaker::add_cues() {
    for (const QuantityCues::At& cue : sentence_.cues()) {
        const CuePlace place = place_of(cue);
        const std::uint64_t name = feature_hash('q', rules_.cues.quantities()[cue.cue.quantity].name);
        add(Question::cue, name, place, cue.cue.roles & ~cue_weak);
        add(Question::cue_near, name, place);
        for (std::uint16_t role = 0; role < cue_role_count; ++role)
            if (cue.cue.roles & (1u << role))
                out_.cues.push_back({cue.cue.quantity, static_cast<std::uint16_t>(role * cue_place_count +
                                                                                  static_cast<std::size_t>(place))});
    }
    const auto order = [](const CueFeature& a, const CueFeature& b) {
        return std::pair(a.quantity, a.sign) < std::pair(b.quantity, b.sign);
    };
    std::ranges::sort(out_.cues, order);
    out_.cues.erase(
        std::ranges::unique(out_.cues,
                            [](const auto& a, const auto& b) { return a.quantity == b.quantity && a.sign == b.sign; })
            .begin(),
        out_.cues.end());
}

/// What a report is about before a sentence: which quantities have cues in its headline and first sentences, and in the
/// sentence before.
class CuesAround {
public:
    const ReportCues& cues() const { return cues_; }

    void go_behind(const ClaimSentence& sentence) {
        constexpr std::uint32_t lead_sentences = 3;
        cues_.before.clear();
        for (const QuantityCues::At& cue : sentence.cues())
            cues_.before.push_back(cue.cue.quantity);
        sort(cues_.before);
        if (sentence.index() < lead_sentences) {
            cues_.lead.insert(cues_.lead.end(), cues_.before.begin(), cues_.before.end());
            sort(cues_.lead);
        }
    }

private:
    static void sort(std::vector<std::uint16_t>& quantities) {
        std::ranges::sort(quantities);
        const auto repeated = std::ranges::unique(quantities);
        quantities.erase(repeated.begin(), repeated.end());
    }
    ReportCues cues_;
};

ContextRows contexts_of(const ClaimSentence& sentence, const ClaimCandidate& candidate) {
    const std::uint32_t predicate = sentence.predicate_over(sentence.first_conjunct(candidate.top));
    return {sentence.context(candidate.core), sentence.context(candidate.top), sentence.context(predicate)};
}

}  // namespace

void each_candidate(const ClaimRules& rules, const SentenceTrees& trees, AnnotatedReport& report,
                    FeatureScratch& scratch, const std::function<void(const SeenCandidate&)>& visit) {
    const CandidateFinder finder(rules);
    CuesAround around;
    for (std::uint32_t s = 0; s < report.layers.sentences.size(); ++s) {
        ClaimSentence sentence(rules, report, s);
        const std::vector<Number> numbers = finder.numbers(sentence);
        const bool parsed = finder.needs_tree(sentence, numbers) || (scratch.all_trees && !numbers.empty());
        if (parsed || !numbers.empty()) {
            if (parsed)
                sentence.parse(trees, scratch.lemma);
            else if (finder.needs_tags(sentence, numbers))
                sentence.tag(trees, scratch.lemma);
            else
                sentence.leave_plain();
            const std::vector<ClaimCandidate> candidates = finder.find(sentence, numbers);
            scratch.features.resize(std::max(scratch.features.size(), candidates.size()));
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                if (parsed)
                    FeatureMaker(rules, sentence, candidates, i, around.cues(), scratch.features[i]).make();
                visit({sentence, candidates[i], scratch.features[i], contexts_of(sentence, candidates[i])});
            }
        }
        around.go_behind(sentence);
    }
}

}  // namespace recount
