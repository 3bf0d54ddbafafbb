#include "reconcile/statements.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "reconcile/wording_changes.h"
#include "text/disjoint_sets.h"

namespace recount {

namespace {

constexpr std::size_t common_word = 64;        // utterances that have a word, beyond which it finds no candidates
constexpr std::size_t most_of_a_speaker = 48;  // utterances of one speaker that each is compared with
constexpr double sure_share = 0.7;             // of the words' weight, and
constexpr double sure_evidence = 1.5;          // what they weigh, from which on two quotations of one speaker are one

double answer_of(const UtterancePair& pair, UtteranceQuestion question) {
    return pair.answers[static_cast<std::size_t>(question)];
}

bool is_sure(const UtterancePair& pair) {
    return pair.tie == SpeakerTie::same && answer_of(pair, UtteranceQuestion::shared) >= sure_share &&
           answer_of(pair, UtteranceQuestion::evidence) >= sure_evidence;
}

/// Answers `beside` for all pairs: whether a pair of neighbours is surely one.
void look_beside(const std::vector<Utterance>& utterances, std::vector<UtterancePair>& pairs) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> sure;
    for (const UtterancePair& pair : pairs)
        if (is_sure(pair))
            sure.emplace(pair.a, pair.b);
    const auto around = [&](std::uint32_t i) {
        std::vector<std::uint32_t> near{i};
        const auto is_near = [&](std::uint32_t j) {
            return utterances[j].quoted() && utterances[j].variant.report == utterances[i].variant.report;
        };
        for (std::uint32_t j = i; j-- > 0 && utterances[j].variant.report == utterances[i].variant.report;)
            if (is_near(j)) {
                near.push_back(j);
                break;
            }
        for (std::uint32_t j = i + 1; j < utterances.size(); ++j)
            if (utterances[j].variant.report != utterances[i].variant.report || is_near(j)) {
                if (is_near(j))
                    near.push_back(j);
                break;
            }
        return near;
    };
    for (UtterancePair& pair : pairs) {
        const auto near_a = around(pair.a), near_b = around(pair.b);
        for (const std::uint32_t a : near_a)
            for (const std::uint32_t b : near_b)
                if ((a != pair.a || b != pair.b) && sure.contains({a, b}))
                    pair.answers[static_cast<std::size_t>(UtteranceQuestion::beside)] = 1;
    }
}

/// A story's utterances put together into statements.
class StatementMaker {
public:
    StatementMaker(const StoryView& view, const WordVectors* vectors)
        : view_(view),
          rules_(view.rules.statements()),
          words_(vectors, rules_),
          utterances_(find_utterances(view, VoiceFinder(view), words_)),
          comparer_(rules_, words_),
          sets_(utterances_.size()),
          speakers_(utterances_.size(), no_index) {}

    std::vector<Statement> make() {
        for (std::uint32_t i = 0; i < utterances_.size(); ++i)
            if (!passes_on(utterances_[i]))
                speakers_[i] = utterances_[i].voice.entity;
        join_versions();
        std::map<std::uint32_t, std::vector<std::uint32_t>> versions;
        for (std::uint32_t i = 0; i < utterances_.size(); ++i)
            if (utterances_[i].quoted())
                versions[sets_.root(i)].push_back(i);
        add_paraphrases(versions);
        std::vector<std::pair<Statement, std::uint32_t>> made;
        for (const auto& [root, group] : versions)
            made.emplace_back(statement_of(group), root);
        return in_order(std::move(made));
    }

private:
    bool passes_on(const Utterance& utterance) const {
        return utterance.voice.entity != no_index &&
               view_.rules.source_kinds().read(view_.entities[utterance.voice.entity].name).by_body ==
                   SourceKind::press;
    }

    /// Joins those of one speaker first, then those where one speaker is open, the likeliest first.
    void join_versions() {
        struct Tie {
            bool open;
            double score;
            std::uint32_t a, b;
        };
        std::vector<Tie> ties;
        for (const UtterancePair& pair : pair_utterances(utterances_, words_, comparer_, rules_))
            if (const double score = rules_.joined(pair.answers); score > 0)
                ties.push_back({pair.tie != SpeakerTie::same, score, pair.a, pair.b});
        std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) {
            return std::tuple(a.open, -a.score, a.a, a.b) < std::tuple(b.open, -b.score, b.a, b.b);
        });
        for (const Tie& tie : ties) {
            const std::uint32_t a = sets_.root(tie.a), b = sets_.root(tie.b);
            if (a == b)
                continue;
            const std::uint32_t ours = speakers_[a], theirs = speakers_[b];
            if (ours != no_index && theirs != no_index && ours != theirs) {
                contested_.emplace_back(tie.a, tie.b);
                continue;
            }
            sets_.join(a, b);
            speakers_[sets_.root(a)] = ours != no_index ? ours : theirs;
        }
    }

    /// Gives each piece of indirect speech to the statement whose quotation it is likeliest a paraphrase of.
    void add_paraphrases(std::map<std::uint32_t, std::vector<std::uint32_t>>& versions) {
        std::map<std::uint32_t, std::vector<std::uint32_t>> by_speaker;
        for (std::uint32_t i = 0; i < utterances_.size(); ++i)
            if (utterances_[i].quoted() && utterances_[i].voice.entity != no_index)
                by_speaker[utterances_[i].voice.entity].push_back(i);
        for (std::uint32_t i = 0; i < utterances_.size(); ++i) {
            const Utterance& indirect = utterances_[i];
            const auto said = by_speaker.find(indirect.voice.entity);
            if (indirect.quoted() || said == by_speaker.end())
                continue;
            double best = 0;
            std::uint32_t found = no_index, compared = 0;
            for (const std::uint32_t j : said->second) {
                if (++compared > most_of_a_speaker)
                    break;
                const double score = rules_.paraphrased(comparer_.compare(indirect, utterances_[j]));
                if (score > best) {
                    best = score;
                    found = j;
                }
            }
            if (found != no_index)
                versions[sets_.root(found)].push_back(i);
        }
    }

    /// The speaker whom the versions name most surely, and how.
    void name_speaker(const std::vector<std::uint32_t>& group, Statement& statement) const {
        const Utterance* surest = nullptr;
        const auto sureness = [&](const Utterance& utterance) {
            const std::string& words = utterance.voice.words;
            const bool is_capital = !words.empty() && words[0] >= 'A' && words[0] <= 'Z';
            return std::tuple(utterance.voice.way == VoiceWay::decided, utterance.quoted(),
                              utterance.voice.entity != no_index && !passes_on(utterance),
                              utterance.voice.entity != no_index, rules_.confidence(utterance.voice.way), is_capital,
                              !words.empty());
        };
        bool relayed = false, unnamed = false;
        for (const std::uint32_t i : group) {
            if (!surest || sureness(*surest) < sureness(utterances_[i]))
                surest = &utterances_[i];
            relayed = relayed || passes_on(utterances_[i]);
            unnamed = unnamed || utterances_[i].voice.entity == no_index;
        }
        const Voice& voice = surest->voice;
        statement.speaker = voice.entity != no_index ? view_.entities[voice.entity].name : voice.words;
        statement.way = voice.way;
        const auto weaken = [&](VoiceWay way) {
            if (statement.way != VoiceWay::decided && rules_.confidence(way) < rules_.confidence(statement.way))
                statement.way = way;
        };
        if (voice.entity != no_index && !passes_on(*surest) && relayed)
            weaken(VoiceWay::relayed);
        else if (voice.entity != no_index && unnamed)
            weaken(VoiceWay::copied);
        statement.confidence = rules_.confidence(statement.way);
        if (voice.way != VoiceWay::named)
            statement.speaker_evidence = voice.evidence;
    }

    Statement statement_of(std::vector<std::uint32_t> group) {
        std::sort(group.begin(), group.end());
        std::stable_partition(group.begin(), group.end(), [&](std::uint32_t i) { return utterances_[i].quoted(); });
        Statement statement;
        name_speaker(group, statement);
        for (std::uint32_t k = 0; k < group.size(); ++k) {
            const Utterance& version = utterances_[group[k]];
            statement.variants.push_back(version.variant);
            Variant& variant = statement.variants.back();
            if (passes_on(version) && view_.entities[version.voice.entity].name != statement.speaker)
                variant.chain.insert(variant.chain.begin(), view_.entities[version.voice.entity].name);
            if (k == 0)
                continue;
            variant.against = closest(group, k);
            if (!version.quoted())
                continue;
            WordingChanges changes =
                wording_changes(utterances_[group[variant.against]], version, words_, view_.reports, rules_);
            variant.differences = std::move(changes.differences);
            variant.changes = std::move(changes.changes);
        }
        return statement;
    }

    /// Which quotation of another report has most words of the k-th version in their order: the first of equals, and
    /// the first of all where no other report has any.
    std::uint32_t closest(const std::vector<std::uint32_t>& group, std::uint32_t k) {
        std::uint32_t found = 0;
        double most = 0;
        for (std::uint32_t j = 0; j < group.size() && utterances_[group[j]].quoted(); ++j) {
            if (utterances_[group[j]].variant.report == utterances_[group[k]].variant.report)
                continue;
            if (const double common = comparer_.run_weight(utterances_[group[j]], utterances_[group[k]]);
                common > most) {
                most = common;
                found = j;
            }
        }
        return found;
    }

    static std::size_t reports_in(const Statement& statement) {
        std::set<std::uint32_t> reports;
        for (const Variant& variant : statement.variants)
            reports.insert(variant.report);
        return reports.size();
    }

    /// In the order of the account, with who else has the same words.
    std::vector<Statement> in_order(std::vector<std::pair<Statement, std::uint32_t>> made) {
        std::map<std::string, std::size_t> of_speaker;
        for (const auto& [statement, root] : made)
            ++of_speaker[statement.speaker];
        std::sort(made.begin(), made.end(), [&](const auto& a, const auto& b) {
            const auto key = [&](const Statement& s) {
                const Variant& first = s.variants.front();
                return std::make_tuple(s.speaker.empty(), -static_cast<std::ptrdiff_t>(of_speaker.at(s.speaker)),
                                       std::string_view(s.speaker), -static_cast<std::ptrdiff_t>(reports_in(s)),
                                       first.report, first.spans.front());
            };
            return key(a.first) < key(b.first);
        });
        std::map<std::uint32_t, std::uint32_t> place;  // of each set
        std::vector<Statement> statements;
        for (auto& [statement, root] : made) {
            place[root] = static_cast<std::uint32_t>(statements.size());
            statements.push_back(std::move(statement));
        }
        for (const auto& [a, b] : contested_) {
            const std::uint32_t one = place.at(sets_.root(a)), two = place.at(sets_.root(b));
            if (one == two)
                continue;
            statements[one].elsewhere.push_back(two);
            statements[two].elsewhere.push_back(one);
        }
        for (Statement& statement : statements) {
            std::sort(statement.elsewhere.begin(), statement.elsewhere.end());
            statement.elsewhere.erase(std::unique(statement.elsewhere.begin(), statement.elsewhere.end()),
                                      statement.elsewhere.end());
        }
        return statements;
    }

    const StoryView& view_;
    const StatementRules& rules_;
    UtteranceWords words_;
    std::vector<Utterance> utterances_;
    UtteranceComparer comparer_;
    DisjointSets sets_;
    std::vector<std::uint32_t> speakers_;  // of each set, at its root: who says it; no_index where that is open
    std::vector<std::pair<std::uint32_t, std::uint32_t>> contested_;  // utterances that two speakers are given
};

}  // namespace

std::vector<UtterancePair> pair_utterances(const std::vector<Utterance>& utterances, const UtteranceWords& words,
                                           UtteranceComparer& comparer, const StatementRules& rules) {
    std::vector<UtterancePair> pairs;
    std::vector<std::vector<std::uint32_t>> with_word(words.size());
    std::map<std::uint32_t, std::vector<std::uint32_t>> of_speaker;
    std::vector<std::uint32_t> seen(utterances.size(), no_index);
    for (std::uint32_t i = 0; i < utterances.size(); ++i) {
        const Utterance& one = utterances[i];
        if (!one.quoted())
            continue;
        const auto compare_with = [&](std::uint32_t other) {
            if (other == i || seen[other] == i)
                return;
            seen[other] = i;
            pairs.push_back(
                {other, i, comparer.compare(utterances[other], one), speaker_tie(utterances[other].voice, one.voice)});
        };
        if (one.voice.entity != no_index) {
            auto& others = of_speaker[one.voice.entity];
            for (std::size_t k = others.size(); k-- > 0 && others.size() - k <= most_of_a_speaker;)
                compare_with(others[k]);
            others.push_back(i);
        }
        for (const UtteranceWord& word : one.words) {
            auto& others = with_word[word.number];
            if (words.rarity(word.number) < rules.telling() || others.size() > common_word)
                continue;
            for (const std::uint32_t other : others)
                compare_with(other);
            if (others.empty() || others.back() != i)
                others.push_back(i);
        }
    }
    std::sort(pairs.begin(), pairs.end(),
              [](const UtterancePair& a, const UtterancePair& b) { return std::tie(a.a, a.b) < std::tie(b.a, b.b); });
    look_beside(utterances, pairs);
    return pairs;
}

std::vector<Statement> find_statements(const StoryView& view, const WordVectors* vectors) {
    return StatementMaker(view, vectors).make();
}

}  // namespace recount
