#include "reconcile/titles.h"

#include <algorithm>
#include <array>
#include <set>

#include "reconcile/mention_at.h"
#include "text/parts.h"

namespace recount {

namespace {

std::string in_one_line(std::string_view words) {
    std::string line;
    for (const char c : words)
        if (c != '\n' && c != ' ')
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    while (!line.empty() && line.back() == ' ')
        line.pop_back();
    return line;
}

/// Whether whole words of a text are those.
bool has_words(std::string_view text, std::string_view words) {
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
        if ((at == 0 || ends_word(text, at - 1)) && ends_word(text, at + words.size()))
            return true;
    return false;
}

/// "William \"Mo\" Cowan" without what stands between quotation marks.
std::string without_nickname(std::string_view name) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("\"", "\""),
                                      {"\u201C", "\u201D"},
                                      {"'", "'"},
                                      {"\u2018", "\u2019"}}) {
        const std::size_t first = name.find(open);
        const std::size_t end = first == name.npos ? first : name.find(close, first + open.size());
        if (end != name.npos && (first == 0 || name[first - 1] == ' '))
            return in_one_line(std::string(name.substr(0, first)) + std::string(name.substr(end + close.size())));
    }
    return std::string(name);
}

/// One way to tell what happened.
struct Candidate {
    std::string what;
    std::set<std::string> words;  // lower case, those that tell something
    std::uint32_t report = 0;
    bool of_type = false;  // its mention has the event's type
    bool dated = false;    // and a time of its own
};

class EventTitle {
public:
    EventTitle(const Event& event, std::span<const AnnotatedReport> reports, const EntityLookup& entities,
               const TitleWords& words)
        : event_(event), reports_(reports), entities_(entities), words_(words) {
        place_ = event.place ? event.place->name : std::string();
        day_ = plain_day(event.date, event.date_end, words);
    }

    std::string make() {
        if (!event_.actors.empty() && event_.type == words_.statement())
            if (const std::string title = composed(words_.type(event_.type) + " " + std::string(words_.agent()) + " " +
                                                   without_nickname(entities_[event_.actors.front()].name));
                is_whole_title(title, words_))
                return title;
        bool mentioned = false;
        for (const Evidence& evidence : event_.evidence)
            if (const Mention* mention = mention_at(reports_[evidence.report], evidence.span)) {
                mentioned = true;
                tell(reports_[evidence.report], evidence.report, *mention);
                add_person(evidence.report, *mention);
            }
        if (!mentioned)
            return counted();
        for (const std::string& what : best_first())
            if (const std::string title = composed(what); is_whole_title(title, words_))
                return title;
        return of_type();
    }

private:
    /// A headline that capitalises all its words says nothing of which of them are names.
    static bool capitalises_all(const AnnotatedReport& report, const Sentence& sentence) {
        std::size_t words = 0, capitalised = 0;
        for (const Token& token : report.layers.tokens_of(sentence))
            if (token.kind == TokenKind::word) {
                ++words;
                capitalised += token.capitalised ? 1 : 0;
            }
        return capitalised * 2 > words;
    }

    /// "The Black Caucus": the word stands in the name of a body.
    static bool is_named_body(const AnnotatedReport& report, const Mention& mention) {
        return std::ranges::any_of(
            report.layers.entities_in(report.layers.sentences[mention.sentence].span), [&](const Entity& entity) {
                return entity.span.contains(mention.trigger) && entity.type == EntityType::organisation;
            });
    }

    /// The words as they stand within a sentence: its first word in lower case where the report has it so elsewhere.
    static std::string within(const AnnotatedReport& report, Span span) {
        std::string words = in_one_line(report.words(span));
        const auto& tokens = report.layers.tokens;
        const std::uint32_t sentence = report.layers.sentence_at(span.start);
        if (sentence == no_index || report.layers.sentences[sentence].span.start != span.start)
            return words;
        const Token& first = tokens[report.layers.sentences[sentence].first_token];
        const std::string_view form = report.lowered(first.span());
        const bool has_lower = std::ranges::any_of(tokens, [&](const Token& token) {
            return token.word == first.word && !token.capitalised && report.lowered(token.span()) == form;
        });
        const auto names = report.layers.entities_in(first.span());
        if (has_lower && first.capitalised && names.empty())
            words[0] = report.lowered(first.span())[0];
        return words;
    }

    /// The words of a span without those in front that tell nothing; the fullest name where it is one.
    std::string told(const AnnotatedReport& report, std::uint32_t index, Span span) const {
        if (span.empty())
            return {};
        const Layers& layers = report.layers;
        for (const Entity& entity : layers.entities_in(span))
            if (entity.span.end == span.end && entity.type == EntityType::person)
                if (const std::uint32_t bearer = entities_.at({index, entity.span}); bearer != no_index)
                    return without_nickname(entities_[bearer].name);
        const auto begins_name = [&] {
            const auto names = layers.entities_in(span);
            return !names.empty() && names.front().span.start == span.start;
        };
        while (!begins_name()) {
            const std::string_view words = report.lowered(span);
            const std::size_t blank = words.find_first_of(" \n");
            if (blank == std::string_view::npos ||
                !(words_.is_hollow(words.substr(0, blank)) || words_.leads_on(words.substr(0, blank))))
                break;
            span.start += static_cast<std::uint32_t>(blank) + 1;
        }
        const std::string_view words = report.lowered(span);
        return words_.is_hollow(words.substr(words.find_last_of(" \n") + 1)) || words.find(',') != words.npos
                   ? std::string()
                   : within(report, span);
    }

    bool is_place(const AnnotatedReport& report, Span span) const {
        for (const Entity& entity : report.layers.entities_in(span))
            if (entity.span.end == span.end && entity.type == EntityType::place)
                return true;
        return false;
    }

    /// " on the market" of a phrase; empty where it tells where it was, which the place tells, or nothing.
    std::string hung(const AnnotatedReport& report, std::uint32_t index, const HappeningPhrase& phrase) const {
        const std::string about = told(report, index, phrase.about);
        const std::string_view preposition = report.lowered(phrase.preposition);
        if (about.empty() || !words_.tells_what(preposition) ||
            (words_.tells_where(preposition) && is_place(report, phrase.about)) ||
            (words_.is_for_two(preposition) && about.find(' ') == std::string::npos))
            return {};
        return " " + std::string(preposition) + " " + about;
    }

    void tell(const AnnotatedReport& report, std::uint32_t index, const Mention& mention) {
        if (mention.people_only || capitalises_all(report, report.layers.sentences[mention.sentence]) ||
            is_named_body(report, mention))
            return;
        const HappeningPhrase& phrase = mention.phrase;
        const auto add = [&](std::string what) {
            if (what.empty())
                return;
            capitalise(what);
            Candidate& added = candidates_.emplace_back();
            added.report = index;
            added.of_type = mention.type == event_.type;
            added.dated = mention.time != no_index;
            added.what = std::move(what);
            std::string lowered;
            for (const char c : added.what)
                lowered += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            each_part(lowered, " ,.:;\n-", [&](std::string_view word) {
                if (word.size() > 2 && !words_.leads_on(word))
                    added.words.insert(std::string(word.ends_with('s') ? word.substr(0, word.size() - 1) : word));
            });
        };
        const std::string_view form = report.lowered(mention.trigger);
        const std::string about = hung(report, index, phrase);
        const std::string name = words_.is_noun(form) ? told(report, index, phrase.name) : std::string();
        if (!name.empty()) {
            add(name);
            if (!about.empty())
                add(name + about);
            return;
        }
        const std::string_view noun_of_object = words_.of_object(form), noun_of_subject = words_.of_subject(form);
        const std::string object = told(report, index, phrase.object);
        // What is done to nobody has no object, whatever the tree says.
        const std::string subject =
            told(report, index, noun_of_object.empty() && phrase.subject.empty() ? phrase.object : phrase.subject);
        const std::string by = " " + std::string(words_.agent()) + " ";
        for (const std::string_view noun : {noun_of_object, noun_of_subject})
            if (bare_.empty() && !noun.empty() && mention.type == event_.type) {
                bare_ = noun.substr(0, noun.rfind(' '));
                capitalise(bare_);
            }
        if (!noun_of_object.empty() && !object.empty()) {
            add(std::string(noun_of_object) + " " + object);
            if (!subject.empty())
                add(std::string(noun_of_object) + " " + object + by + subject);
        }
        if (!noun_of_subject.empty() && !subject.empty()) {
            add(std::string(noun_of_subject) + " " + subject);
            if (!about.empty())
                add(std::string(noun_of_subject) + " " + subject + about);
        }
    }

    /// The person of a mention's clause, if it does not tell of it.
    void add_person(std::uint32_t index, const Mention& mention) {
        const Layers& layers = reports_[index].layers;
        const Span person = mention.phrase.person;
        const auto attributions = layers.attributions_of(mention.sentence);
        const bool tells = std::ranges::any_of(attributions, [&](std::uint32_t attribution) {
            return std::ranges::any_of(layers.attributions[attribution].source,
                                       [&](Span source) { return source.overlaps(person); });
        });
        if (const std::uint32_t bearer = entities_.at({index, person}); bearer != no_index && !tells)
            persons_.insert(bearer);
    }

    /// The title of an event whose mentions have no phrase: its type, with the only person who is named beside it:
    /// "Court case: Ana Veil, 2 May 2021".
    std::string of_type() const {
        const std::string type = bare_.empty() ? words_.type(event_.type) : bare_;
        if (persons_.size() == 1)
            if (std::string title = composed(type + ": " + without_nickname(entities_[*persons_.begin()].name));
                is_whole_title(title, words_))
                return title;
        return plain(type);
    }

    /// Of candidates of the event's type, else of all: those whose words most reports and mentions share come first.
    /// A word that few share makes a title worse. What one report alone tells is called as it is where it is dated:
    /// other mentions may be of something else ("Republican attacks" on what a party says, beside those of a day long
    /// ago).
    std::vector<std::string> best_first() const {
        constexpr double enough = 0.3;
        std::map<std::string_view, std::set<std::uint32_t>> reports_with;
        std::map<std::string_view, int> count;
        std::set<std::uint32_t> reports;
        for (const Candidate& candidate : candidates_) {
            reports.insert(candidate.report);
            for (const std::string& word : candidate.words) {
                reports_with[word].insert(candidate.report);
                ++count[word];
            }
        }
        const bool typed = std::ranges::any_of(candidates_, &Candidate::of_type);
        const bool dated = reports.size() == 1 && std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
                               return candidate.dated && candidate.of_type == typed;
                           });
        std::vector<std::pair<double, const Candidate*>> ranked;
        for (const Candidate& candidate : candidates_) {
            if (candidate.of_type != typed || (dated && !candidate.dated))
                continue;
            double score = 0;
            for (const std::string& word : candidate.words)
                score += static_cast<double>(reports_with[word].size()) / static_cast<double>(reports.size()) / 2 +
                         static_cast<double>(count[word]) / static_cast<double>(candidates_.size()) / 2 - enough;
            ranked.emplace_back(score, &candidate);
        }
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::vector<std::string> best;
        for (const auto& [score, candidate] : ranked)
            best.push_back(candidate->what);
        return best;
    }

    /// The title of an event that only claims tell of: "Killed: Padang, 12 March 2019".
    std::string counted() const {
        std::map<std::string, int> quantities, places;
        for (const Evidence& evidence : event_.evidence) {
            const Layers& layers = reports_[evidence.report].layers;
            for (const Claim& claim : layers.claims) {
                if (claim.span != evidence.span)
                    continue;
                ++quantities[claim.quantity];
                for (const Entity& entity : layers.entities_in(layers.sentences[claim.sentence].span))
                    if (entity.type == EntityType::place)
                        if (const std::uint32_t bearer = entities_.at({evidence.report, entity.span});
                            bearer != no_index)
                            ++places[entities_[bearer].name];
            }
        }
        const auto most = [](const std::map<std::string, int>& counts) {
            const auto best = std::max_element(counts.begin(), counts.end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
            return best == counts.end() ? std::string() : best->first;
        };
        const std::string quantity = most(quantities);
        const std::string what = quantity.empty() ? words_.type(event_.type) : words_.quantity(quantity);
        const std::string place = most(places);
        std::string title = what;
        for (const std::string& part : {place, day_})
            if (!part.empty())
                title += (title.size() == what.size() ? ": " : ", ") + part;
        return is_whole_title(title, words_) ? title : plain(what);
    }

    std::string composed(std::string_view what) const {
        std::string title(what);
        if (!place_.empty() && !has_words(title, place_))
            title += ", " + place_;
        if (!day_.empty())
            title += ", " + day_;
        return title;
    }

    /// What always can stand: the place only where it does.
    std::string plain(std::string_view what) const {
        const std::string title = composed(what);
        return is_whole_title(title, words_) ? title : std::string(what) + (day_.empty() ? "" : ", " + day_);
    }

    const Event& event_;
    std::span<const AnnotatedReport> reports_;
    const EntityLookup& entities_;
    const TitleWords& words_;
    std::string place_, day_;
    std::vector<Candidate> candidates_;
    std::string bare_;                 // the noun of the first verb that has one: "Arrest"
    std::set<std::uint32_t> persons_;  // into the entities
};

/// Whether most of a report is another one's, or some of its passages are taken from one that is likelier the original.
bool rewords_another(const StoryAccount& story, std::uint32_t report) {
    return std::ranges::any_of(story.lineages, [&](const Lineage& lineage) {
        return std::ranges::any_of(lineage.relations,
                                   [&](const LineageRelation& relation) { return relation.to == report; });
    });
}

/// The headline of a report: its title, else a first line of a few words and no full stop, with more behind it. Empty
/// where it has none.
Span headline_of(const AnnotatedReport& report) {
    constexpr std::ptrdiff_t fewest = 3;  // words: a date or a name heads no report
    if (const std::string_view title = report.report.title(); !title.empty())
        return {0, static_cast<std::uint32_t>(title.size())};
    const auto& blocks = report.report.blocks;
    if (blocks.size() < 2 || (blocks[0].kind != BlockKind::paragraph && blocks[0].kind != BlockKind::heading))
        return {};
    const Span line = blocks[0].span;
    const auto words = std::ranges::count_if(report.layers.tokens, [&](const Token& token) {
        return token.kind == TokenKind::word && line.contains(token.span());
    });
    const std::string_view text = report.words(line);
    const bool is_sentence = text.ends_with('.') || text.ends_with(':') || text.find('\n') != std::string_view::npos;
    return words < fewest || is_sentence ? Span{} : line;
}

/// Whether a headline tells what somebody says.
bool is_said(const AnnotatedReport& report, Span headline) {
    const auto in_title = [&](const std::vector<Span>& spans) {
        return std::ranges::any_of(spans, [&](Span span) { return headline.contains(span); });
    };
    return std::ranges::any_of(report.layers.attributions, [&](const Attribution& attribution) {
        return in_title(attribution.cue) && in_title(attribution.source) && in_title(attribution.content);
    });
}

/// The headline that can stand and has most words in common with the others.
std::string best_headline(const StoryAccount& story, std::span<const AnnotatedReport> reports,
                          const TitleWords& title_words) {
    std::map<std::string_view, std::size_t> frequency;
    std::vector<std::set<std::string_view>> words(story.reports.size());
    for (std::size_t i = 0; i < story.reports.size(); ++i) {
        const AnnotatedReport& report = reports[story.reports[i]];
        const Span headline = headline_of(report);
        for (const Token& token : report.layers.tokens)
            if (token.kind == TokenKind::word && token.end - token.start > 3 && headline.contains(token.span()))
                words[i].insert(report.lowered(token.span()));
        for (const std::string_view word : words[i])
            ++frequency[word];
    }
    std::string best;
    double most = -1;
    for (std::size_t i = 0; i < story.reports.size(); ++i) {
        const AnnotatedReport& report = reports[story.reports[i]];
        const Span headline = headline_of(report);
        std::string title = in_one_line(report.words(headline));
        if (!is_whole_title(title, title_words))
            continue;
        double shared = 0;
        for (const std::string_view word : words[i])
            shared += static_cast<double>(frequency[word] - 1);
        if (!words[i].empty())
            shared /= static_cast<double>(words[i].size() + 4);  // long ones share by chance
        if (rewords_another(story, story.reports[i]))
            shared *= 0.5;
        if (is_said(report, headline))
            shared *= 0.5;
        if (shared > most) {
            most = shared;
            best = std::move(title);
        }
    }
    return best;
}

/// The event that most reports begin with and date; of several, the one that most reports begin with at all, and that
/// is named most. Null where there is none.
const Event* told_most(const StoryAccount& story, std::span<const AnnotatedReport> reports) {
    constexpr std::uint32_t head_of_report = 3;  // sentences
    const Event* best = nullptr;
    std::array<std::size_t, 3> most{};
    for (const Event& event : story.events) {
        std::set<std::uint32_t> begin, date;
        for (const Evidence& evidence : event.evidence)
            if (const Mention* mention = mention_at(reports[evidence.report], evidence.span);
                mention && mention->sentence < head_of_report) {
                begin.insert(evidence.report);
                if (mention->time != no_index)
                    date.insert(evidence.report);
            }
        if (const std::array told{date.size(), begin.size(), event.evidence.size()}; told > most) {
            most = told;
            best = &event;
        }
    }
    return best;
}

/// "Karsk, Ana Veil": the names that stand most often in the story.
std::string names_of(const StoryAccount& story, const TitleWords& words) {
    constexpr std::size_t names = 2;
    std::vector<const AccountEntity*> by_mentions;
    for (const AccountEntity& entity : story.entities)
        by_mentions.push_back(&entity);
    std::stable_sort(by_mentions.begin(), by_mentions.end(), [](const AccountEntity* a, const AccountEntity* b) {
        return a->mentions.size() > b->mentions.size();
    });
    std::string title;
    for (std::size_t i = 0; i < std::min(names, by_mentions.size()); ++i) {
        const std::string longer = title + (title.empty() ? "" : ", ") + by_mentions[i]->name;
        if (is_whole_title(longer, words))
            title = longer;
    }
    return title;
}

}  // namespace

std::string title_of(const Event& event, std::span<const AnnotatedReport> reports, const EntityLookup& entities,
                     const TitleWords& words) {
    return EventTitle(event, reports, entities, words).make();
}

std::string title_of(const StoryAccount& story, std::span<const AnnotatedReport> reports, const TitleWords& words) {
    if (std::string headline = best_headline(story, reports, words); !headline.empty())
        return headline;
    if (const Event* most = told_most(story, reports))
        return most->title;
    if (std::string names = names_of(story, words); !names.empty())
        return names;
    return story.reports.empty() ? std::string() : reports[story.reports.front()].report.id;
}

}  // namespace recount
