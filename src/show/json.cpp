#include "show/json.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <sstream>

#include "gather/versions.h"
#include "report/language_tag.h"
#include "show/decision_json.h"
#include "show/differences.h"
#include "show/edits.h"
#include "show/front.h"
#include "show/json_spans.h"
#include "show/reasons.h"
#include "show/summary.h"
#include "show/wording.h"
#include "text/sha256.h"

namespace recount {

namespace {

// ---- what several outputs share

void write_day_or_null(JsonStream& json, const std::optional<Day>& day) {
    day ? json.text(iso_day(*day)) : json.null();
}

/// The blocks of the text; the title is none of them.
void write_blocks(JsonStream& json, const Report& report, const SpanWriter& spans) {
    std::vector<const Block*> blocks;
    for (const Block& block : report.blocks)
        if (block.kind != BlockKind::title)
            blocks.push_back(&block);
    json.array(blocks, [&](const Block* block) {
        json.object([&] {
            spans.members(json, block->span);
            json.key("kind").text(name_of(block->kind));
            if (!block->author.empty())
                json.key("author").text(block->author);
            if (block->date)
                json.key("date").text(iso_day(*block->date));
            if (block->repeated)
                json.key("repeated").flag(true);
        });
    });
}

void write_language(JsonStream& json, const Report& report) {
    json.key("language").text_or_null(report.language);
    json.key("language_name").text_or_null(report.language.empty() ? "" : language_name(report.language));
    json.key("language_stated").text_or_null(report.language_stated);
    json.key("language_reason").text_or_null(report.language_reason);
}

bool all_in_text(const Report& report, const std::vector<Span>& spans) {
    return std::none_of(spans.begin(), spans.end(), [&](Span span) { return report.in_title(span); });
}

void write_pairs(JsonStream& json, const SpanWriter& spans, const std::vector<Span>& list) {
    json.array(list, [&](Span span) { spans.pair(json, span); });
}

/// How sure the claim is, how it is told, and whether its number stands in no word.
void write_reading(JsonStream& json, const Claim& claim) {
    json.key("confidence").number(to_three_decimals(claim.confidence));
    json.key("standing").text(name_of(claim.standing));
    if (claim.implicit)
        json.key("implicit").flag(true);
}

// ---- extract

/// Of a web page's metadata, where each was read; nothing for other reports.
void write_origins(JsonStream& json, const Origins& origins) {
    const std::pair<const char*, Origin> fields[] = {{"title", origins.title},
                                                     {"description", origins.description},
                                                     {"outlet", origins.outlet},
                                                     {"authors", origins.authors},
                                                     {"date_publish", origins.published},
                                                     {"date_modified", origins.modified},
                                                     {"language", origins.language},
                                                     {"url", origins.url}};
    const auto is_known = [](const auto& field) { return field.second != Origin::none; };
    if (std::none_of(std::begin(fields), std::end(fields), is_known))
        return;
    json.key("origins").object([&] {
        for (const auto& [name, origin] : fields)
            if (origin != Origin::none)
                json.key(name).text(name_of(origin));
    });
}

void write_report_fields(JsonStream& json, const Report& report) {
    const SpanWriter spans(report);
    json.key("id").text(report.id);
    json.key("title").text_or_null(report.title());
    json.key("text").text(report.text());
    json.key("blocks");
    write_blocks(json, report, spans);
    json.key("date_publish");
    if (!report.date_publish.empty())
        json.text(report.date_publish);
    else
        write_day_or_null(json, report.published);
    json.key("date_modified").text_or_null(report.date_modified);
    if (!report.date_fetched.empty())
        json.key("date_fetched").text(report.date_fetched);
    json.key("authors").texts(report.authors);
    json.key("source_domain").text_or_null(report.source_domain);
    json.key("outlet").text_or_null(report.outlet);
    json.key("agencies").texts(report.agencies);
    json.key("image_credits").texts(report.image_credits);
    write_language(json, report);
    json.key("url").text_or_null(report.url);
    json.key("description").text_or_null(report.description);
    json.key("sha256").text(report.sha256);
    write_origins(json, report.origins);
    if (report.is_summary)
        json.key("summary").flag(true);
}

// ---- export

/// What the members of `extract` do not tell, in code points of title, blank line and text.
void write_marks(JsonStream& json, const Report& report) {
    const CodePoints points(report.content);
    const auto place = [&](const char* name, Span span) {
        if (span.empty())
            return;
        json.key(name).list([&] {
            json.count(points.at(report.content, span.start));
            json.count(points.at(report.content, span.end));
        });
    };
    json.key("published");
    write_day_or_null(json, report.published);
    place("published_at", report.published_span.value_or(Span()));
    if (report.published_minute)
        json.key("published_minute").number(*report.published_minute);
    json.key("blocks").array(report.blocks, [&](const Block& block) {
        json.object([&] {
            place("at", block.span);
            json.key("kind").text(name_of(block.kind));
            if (block.repeated)
                json.key("repeated").flag(true);
            if (!block.author.empty())
                json.key("author").text(block.author);
            place("author_at", block.author_span);
            if (block.date)
                json.key("date").text(iso_day(*block.date));
            place("date_at", block.date_span);
        });
    });
}

// ---- annotate

/// One report's layers as members of the object that is open.
class LayersWriter {
public:
    LayersWriter(JsonStream& json, const AnnotatedReport& annotated)
        : json_(json), annotated_(annotated), spans_(annotated.report) {}

    void write(bool tokens, const LanguageModel* language) {
        const Report& report = annotated_.report;
        json_.key("id").text(report.id);
        json_.key("title").text_or_null(report.title());
        json_.key("text").text(report.text());
        write_language(json_, report);
        json_.key("annotated").flag(annotated_.annotated);
        json_.key("published");
        write_day_or_null(json_, report.published);
        json_.key("published_stated").flag(report.published.has_value());
        json_.key("blocks");
        write_blocks(json_, report, spans_);
        write_sentences();
        if (tokens)
            write_tokens(annotated_.layers.syntax.empty() ? nullptr : language);
        write_entities();
        write_times();
        write_events();
        write_attributions();
        write_claims();
    }

private:
    void write_sentences() {
        std::vector<Span> list;
        for (const Sentence& sentence : annotated_.layers.sentences)
            if (!annotated_.report.in_title(sentence.span))
                list.push_back(sentence.span);
        json_.key("sentences");
        write_pairs(json_, spans_, list);
    }

    void write_tokens(const LanguageModel* language) {
        const TokenSyntax* syntax = annotated_.layers.syntax.data();
        json_.key("tokens").array(annotated_.layers.tokens, [&](const Token& token) {
            json_.object([&] {
                spans_.members(json_, token.span());
                if (language)
                    write_syntax(*language, slice(annotated_.report.content, token.span()), *syntax++);
            });
        });
    }

    void write_syntax(const LanguageModel& language, std::string_view form, const TokenSyntax& syntax) {
        json_.key("lemma").text(language.lemma(form, {syntax.upos, syntax.features}, lemma_));
        json_.key("upos").text(language.tagger().upos()[syntax.upos]);
        json_.key("feats").text(language.tagger().features(syntax.features));
        json_.key("head");
        syntax.head == no_index ? json_.null() : json_.number(syntax.head);
        json_.key("deprel").text(language.parser().relations()[syntax.relation]);
    }

    void write_entities() {
        json_.key("entities").array(annotated_.layers.entities, [&](const Entity& entity) {
            json_.object([&] {
                spans_.members(json_, entity.mention);
                json_.key("type").text(name_of(entity.type));
                json_.key("name").text(entity.name);
                if (!entity.place.empty())
                    json_.key("place").text(entity.place);
            });
        });
    }

    void write_times() {
        json_.key("times").array(annotated_.layers.times, [&](const Time& time) {
            json_.object([&] {
                spans_.members(json_, time.span);
                json_.key("type").text(name_of(time.type));
                json_.key("value").text(time.value);
            });
        });
    }

    void write_attributions() {
        json_.key("attributions").array(annotated_.layers.attributions, [&](const Attribution& attribution) {
            json_.object([&] {
                json_.key("source");
                write_pairs(json_, spans_, attribution.source);
                json_.key("cue");
                write_pairs(json_, spans_, attribution.cue);
                json_.key("content");
                write_pairs(json_, spans_, attribution.content);
                if (!all_in_text(annotated_.report, attribution.content))
                    json_.key("field").text("title");
                json_.key("direct").flag(attribution.direct);
                json_.key("speaker").text_or_null(attribution.speaker);
                json_.key("class").text_or_null(attribution.class_name);
                json_.key("negated").flag(attribution.negated);
            });
        });
    }

    /// Happenings that are named by those who take part alone ("protesters") are left out: they tell of none.
    void write_events() {
        const Layers& layers = annotated_.layers;
        std::vector<const Mention*> told;
        for (const Mention& mention : layers.mentions)
            if (!mention.people_only)
                told.push_back(&mention);
        json_.key("events").array(told, [&](const Mention* mention) {
            json_.object([&] {
                spans_.members(json_, mention->trigger);
                json_.key("type").text(mention->type);
                json_.key("standing").text(name_of(mention->planned ? Standing::planned : Standing::asserted));
                if (mention->time != no_index) {
                    const Time& time = layers.times[mention->time];
                    json_.key("time").object([&] {
                        spans_.members(json_, time.span);
                        json_.key("value").text(time.value);
                    });
                }
                if (mention->place != no_index)
                    json_.key("place").object([&] { write_named(layers.entities[mention->place]); });
                json_.key("participants").array(mention->actors, [&](std::uint32_t actor) {
                    json_.object([&] { write_named(layers.entities[actor]); });
                });
            });
        });
    }

    void write_named(const Entity& entity) {
        spans_.members(json_, entity.mention);
        json_.key("name").text(entity.name);
    }

    /// Victims without a number word stand apart: who counts numbers finds numbers alone in "claims".
    void write_claims() {
        std::vector<const Claim*> numbers, victims;
        for (const Claim& claim : annotated_.layers.claims)
            (claim.implicit ? victims : numbers).push_back(&claim);
        write_claims("claims", numbers);
        if (!victims.empty())
            write_claims("implicit_claims", victims);
    }

    void write_claims(std::string_view key, const std::vector<const Claim*>& claims) {
        json_.key(key).array(claims, [&](const Claim* one) {
            const Claim& claim = *one;
            json_.object([&] {
                spans_.members(json_, claim.span);
                json_.key("low").number_or_null(claim.low);
                json_.key("high").number_or_null(claim.high);
                json_.key("modifier").text(name_of(claim.modifier));
                json_.key("quantity").text(claim.quantity);
                json_.key("scope").text(claim.scope);
                if (!claim.unit.empty())
                    json_.key("unit").text(claim.unit);
                if (claim.denied)
                    json_.key("denied").flag(true);
                write_reading(json_, claim);
                json_.key("source");
                if (!claim.source)
                    return json_.null();
                json_.object([&] {
                    json_.key("text").text(spans_.words(claim.source->span));
                    json_.key("name").text_or_null(claim.source->name);
                    spans_.members(json_, claim.source->span);
                });
            });
        });
    }

    JsonStream& json_;
    const AnnotatedReport& annotated_;
    SpanWriter spans_;
    std::string lemma_;
};

// ---- account

class AccountWriter {
public:
    AccountWriter(JsonStream& json, const Account& account, const std::vector<SpanWriter>& spans)
        : json_(json), account_(account), spans_(spans), newest_(account.reports.size(), no_index) {
        for (const StoryAccount& story : account.stories)
            for (const EditedPage& page : story.pages)
                for (std::size_t older = 0; older + 1 < page.versions.reports.size(); ++older)
                    newest_[page.versions.reports[older]] = page.versions.reports.back();
    }

    void write(const Provenance& provenance, std::span<const Unread> unread, const Comparison* since) {
        json_.object([&] {
            write_provenance(provenance);
            write_unread(unread);
            write_decisions();
            write_times(since);
            std::vector<std::uint32_t> all(account_.reports.size());
            std::iota(all.begin(), all.end(), 0u);
            write_reports(all);
            json_.key("stories").array(account_.stories,
                                       [&](const StoryAccount& story) { json_.object([&] { write_story(story); }); });
        });
        json_.end_line();
    }

    void write_front(const Provenance& provenance, std::span<const Unread> unread, const Deciding& deciding,
                     const Comparison* since) {
        write_front(
            provenance, unread, deciding,
            [&] {
                write_decisions();
                write_times(since);
            },
            [&] {
                json_.array(account_.stories,
                            [&](const StoryAccount& story) { write_front_alone(story, deciding.rules); });
            });
    }

    void write_front(const Provenance& provenance, std::span<const Unread> unread, const Deciding& deciding,
                     std::span<const std::string_view> decisions, std::span<const std::string_view> heads) {
        const auto as_they_are = [&](std::span<const std::string_view> objects) {
            json_.array(objects, [&](std::string_view object) { json_.object_as_is(object); });
        };
        const auto decided = [&] {
            if (!decisions.empty()) {
                json_.key("decisions");
                as_they_are(decisions);
            }
        };
        write_front(provenance, unread, deciding, decided, [&] { as_they_are(heads); });
    }

    void write_decision_alone(const DecisionResult& decided) {
        json_.object([&] { write_decision(json_, account_, spans_, decided); });
    }

    void write_front_alone(const StoryAccount& story, const ReviewRules& rules) {
        json_.object([&] {
            write_front_story(story);
            json_.key("to_review").count(review_queue(account_, story, rules).size());
        });
    }

    void write_story_alone(const StoryAccount& story, const ReviewRules& rules) {
        json_.object([&] {
            write_reports(all_reports(story));
            json_.key("story").object([&] { write_story(story); });
            json_.key("queue").array(review_queue(account_, story, rules), [&](const ReviewItem& item) {
                json_.object([&] { write_review_item(story, item); });
            });
        });
    }

private:
    template <class Decisions, class Stories>
    void write_front(const Provenance& provenance, std::span<const Unread> unread, const Deciding& deciding,
                     Decisions decisions, Stories write_stories) {
        json_.object([&] {
            write_provenance(provenance);
            write_unread(unread);
            // Who serves the page finds the words that were replaced; nobody else could.
            if (!account_.redaction || deciding.is_kept)
                json_.key("deciding").object([&] { write_deciding(deciding); });
            decisions();
            write_reports(in_no_story());
            json_.key("stories");
            write_stories();
        });
    }

    void write_deciding(const Deciding& deciding) {
        std::vector<std::string_view> modifiers;
        for (int i = 0; i <= static_cast<int>(Modifier::vague); ++i)
            modifiers.push_back(name_of(static_cast<Modifier>(i)));
        json_.key("quantities").texts(deciding.rules.quantities);
        json_.key("modifiers").texts(modifiers);
        json_.key("events").texts(deciding.rules.events);
        json_.key("round").text(deciding.round);
        json_.key("kept").flag(deciding.is_kept);
        if (!deciding.is_kept)
            json_.key("reports").text(fingerprint_of_reports());
    }

    /// One fingerprint of all reports, whatever their order.
    std::string fingerprint_of_reports() const {
        std::vector<std::string_view> fingerprints;
        for (const AnnotatedReport& one : account_.reports)
            fingerprints.push_back(one.report.sha256);
        std::ranges::sort(fingerprints);
        std::string all;
        for (const std::string_view fingerprint : fingerprints)
            all += fingerprint;
        return sha256_hex(all);
    }

    void write_review_item(const StoryAccount& story, const ReviewItem& item) {
        json_.key("why").array(item.why, [&](ReviewWhy why) { json_.text(name_of(why)); });
        if (item.figure != no_index) {
            const Figure& figure = story.figures[item.figure];
            json_.key("figure").text(figure.id);
            json_.key("claim").text(figure.claims[item.claim].id);
        } else {
            json_.key("events").texts(std::array{story.events[item.event].id, story.events[item.another].id});
        }
    }

    void write_unread(std::span<const Unread> unread) {
        json_.key("unread").array(unread, [&](const Unread& input) {
            json_.object([&] {
                json_.key("input").text(input.input);
                json_.key("reason").text(input.reason);
            });
        });
    }

    /// Nothing where nobody decided anything.
    void write_decisions() {
        if (!account_.decisions.empty())
            json_.key("decisions").array(account_.decisions, [&](const DecisionResult& decided) {
                json_.object([&] { recount::write_decision(json_, account_, spans_, decided); });
            });
    }

    /// Until when reports are used, and what changed since another account.
    void write_times(const Comparison* since) {
        if (account_.as_of)
            json_.key("as_of").object([&] { write_as_of(*account_.as_of); });
        if (since)
            json_.key("since").object([&] { write_differences_members(json_, *since); });
    }

    void write_as_of(const AsOf& as_of) {
        json_.key("day").text(iso_day(as_of.day));
        json_.key("left_out").array(as_of.left_out, [&](const LeftOutReport& one) {
            json_.object([&] {
                json_.key("report").text(one.id);
                json_.key("title").text_or_null(one.title);
                json_.key("outlet").text_or_null(one.outlet);
                json_.key("day").text_or_null(one.day);
                json_.key("reason").text(name_of(one.reason));
                json_.key("text").text(left_out_sentence(one));
            });
        });
    }

    void write_reports(const std::vector<std::uint32_t>& numbers) {
        json_.key("reports").array(numbers, [&](std::uint32_t number) { json_.object([&] { write_report(number); }); });
    }

    std::vector<std::uint32_t> in_no_story() const {
        std::vector<bool> told(account_.reports.size());
        for (const StoryAccount& story : account_.stories)
            for (const std::uint32_t number : all_reports(story))
                told[number] = true;
        std::vector<std::uint32_t> others;
        for (std::uint32_t number = 0; number < told.size(); ++number)
            if (!told[number])
                others.push_back(number);
        return others;
    }

    // ---- the front of the page

    /// Who a report is by and of which day, without its text.
    void write_front_report(std::uint32_t number) {
        json_.key("id").text(report(number).id);
        json_.key("outlet").text_or_null(report(number).outlet);
        write_published(account_.days[number]);
    }

    void write_front_story(const StoryAccount& story) {
        const FrontStory front = front_of(story);
        json_.key("id").text(story.id);
        json_.key("title").text(story.title);
        json_.key("reports").array(story.reports,
                                   [&](std::uint32_t number) { json_.object([&] { write_front_report(number); }); });
        json_.key("summary").object([&] { write_summary(summarise(account_, story)); });
        json_.key("events").array(
            front.events, [&](std::uint32_t event) { json_.object([&] { write_event(story, story.events[event]); }); });
        json_.key("figures").array(front.figures, [&](std::uint32_t figure) {
            json_.object([&] { write_figure(story, story.figures[figure]); });
        });
    }
    const Report& report(std::uint32_t number) const { return account_.reports[number].report; }

    void write_provenance(const Provenance& provenance) {
        json_.key("provenance").object([&] {
            json_.key("program").text(provenance.program);
            json_.key("codebook").text(provenance.codebook + " " + provenance.codebook_version);
            json_.key("codebook_sha256").text(provenance.codebook_sha256);
            json_.key("model").text_or_null(provenance.model);
            if (!provenance.story.empty())
                json_.key("story").text(provenance.story);
            if (const auto& redaction = account_.redaction) {
                json_.key("redacted_names").count(redaction->names);
                json_.key("redacted_reports").count(redaction->reports);
                json_.key("redacted_fingerprints").text(redaction->keyed ? "HMAC-SHA-256 of the SHA-256" : "SHA-256");
            }
            if (provenance.left_out.least_confidence > 0) {
                json_.key("least_confidence").number(provenance.left_out.least_confidence);
                json_.key("claims_left_out").count(provenance.left_out.claims);
            }
        });
    }

    // ---- places in reports

    void write_evidence(const Evidence& evidence) {
        json_.object([&] { write_evidence_members(evidence); });
    }

    void write_evidence_members(const Evidence& evidence) {
        json_.key("report").text(report(evidence.report).id);
        spans_[evidence.report].members(json_, evidence.span);
    }

    void write_evidence_list(std::string_view key, const std::vector<Evidence>& list) {
        json_.key(key).array(list, [&](const Evidence& evidence) { write_evidence(evidence); });
    }

    void write_report_ids(std::string_view key, const std::vector<std::uint32_t>& reports) {
        json_.key(key).array(reports, [&](std::uint32_t number) { json_.text(report(number).id); });
    }

    // ---- reports

    void write_report(std::uint32_t number) {
        const Report& one = report(number);
        const ReportDay& day = account_.days[number];
        json_.key("id").text(one.id);
        json_.key("sha256").text(one.sha256);
        json_.key("text").text(one.text());
        json_.key("title").text_or_null(one.title());
        json_.key("outlet").text_or_null(one.outlet);
        json_.key("agencies").texts(one.agencies);
        json_.key("url").text_or_null(one.url);
        if (!one.date_modified.empty())
            json_.key("date_modified").text(one.date_modified);
        if (!one.date_fetched.empty())
            json_.key("date_fetched").text(one.date_fetched);
        if (newest_[number] != no_index)
            json_.key("version_of").text(report(newest_[number]).id);
        write_language(json_, one);
        json_.key("annotated").flag(account_.reports[number].annotated);
        write_published(day);
        json_.key("published_stated").flag(day.stated);
        json_.key("published_reason").text_or_null(day.reason);
        write_evidence_list("published_evidence", day.evidence);
        json_.key("blocks");
        write_blocks(json_, one, spans_[number]);
        if (account_.redaction)
            json_.key("redacted").array(account_.redaction->places[number], [&](Span span) {
                json_.object([&] { spans_[number].members(json_, span); });
            });
    }

    void write_published(const ReportDay& day) {
        const bool to_the_day = day.days && day.days->is_one_day();
        json_.key("published").text_or_null(to_the_day ? iso_day(day.days->first) : std::string());
        if (day.days && !to_the_day) {
            json_.key("published_earliest").text(iso_day(day.days->first));
            json_.key("published_latest").text(iso_day(day.days->last));
        }
    }

    // ---- stories

    void write_story(const StoryAccount& story) {
        json_.key("id").text(story.id);
        json_.key("title").text(story.title);
        write_report_ids("reports", story.reports);
        json_.key("summary").object([&] { write_summary(summarise(account_, story)); });
        json_.key("events").array(story.events,
                                  [&](const Event& event) { json_.object([&] { write_event(story, event); }); });
        json_.key("figures").array(story.figures,
                                   [&](const Figure& figure) { json_.object([&] { write_figure(story, figure); }); });
        json_.key("statements").array(story.statements, [&](const Statement& statement) {
            json_.object([&] { write_statement(story, statement); });
        });
        json_.key("entities").array(story.entities, [&](const AccountEntity& entity) {
            json_.object([&] { write_entity(entity); });
        });
        std::vector<std::uint32_t> all(story.lineages.size());
        std::iota(all.begin(), all.end(), 0u);
        json_.key("lineages").array(all, [&](std::uint32_t lineage) {
            json_.object([&] { write_lineage(story, lineage); });
        });
        if (!story.pages.empty())
            json_.key("versions").array(story.pages, [&](const EditedPage& page) {
                json_.object([&] { write_page_versions(page); });
            });
    }

    // ---- versions of pages

    void write_page_versions(const EditedPage& page) {
        json_.key("address").text(page.versions.address);
        write_report_ids("reports", page.versions.reports);
        json_.key("order").text(name_of(page.versions.order));
        json_.key("order_text").text(words_of(page.versions.order));
        json_.key("edits").array(page.edits, [&](const PageEdit& edit) { json_.object([&] { write_edit(edit); }); });
    }

    void write_edit(const PageEdit& edit) {
        json_.key("kind").text(name_of(edit.kind));
        json_.key("from").text(report(edit.from).id);
        json_.key("to").text(report(edit.to).id);
        if (!edit.quantity.empty())
            json_.key("quantity").text(edit.quantity);
        json_.key("text").text(edit_sentence(account_, edit));
        json_.key("before");
        write_edited({edit.from, edit.before});
        json_.key("after");
        write_edited({edit.to, edit.after});
        json_.key("silent").flag(edit.noted.empty());
        if (!edit.noted.empty()) {
            json_.key("noted");
            write_edited({edit.to, edit.noted});
        }
    }

    void write_edited(const Evidence& place) {
        if (place.span.empty())
            return json_.null();
        json_.object([&] {
            write_evidence_members(place);
            json_.key("text").text(spans_[place.report].words(place.span));
            json_.key("evidence").object([&] {
                spans_[place.report].members(json_, sentence_around(account_.reports[place.report], place.span));
            });
        });
    }

    void write_summary(const StorySummary& summary) {
        json_.key("reports").count(summary.reports);
        json_.key("outlets").count(summary.outlets);
        json_.key("witnesses").count(summary.witnesses);
        json_.key("first").text_or_null(summary.first);
        json_.key("last").text_or_null(summary.last);
        json_.key("places").texts(summary.places);
    }

    void write_event(const StoryAccount& story, const Event& event) {
        json_.key("id").text(event.id);
        json_.key("type").text(event.type);
        json_.key("date").text_or_null(event.date);
        json_.key("date_end").text_or_null(event.date_end);
        json_.key("date_stated").flag(event.date_stated);
        json_.key("date_reason").text_or_null(event.date_reason);
        write_evidence_list("date_evidence", event.date_evidence);
        json_.key("place");
        write_place(event.place);
        write_precision(event.precision);
        json_.key("title").text(event.title);
        json_.key("actors").array(event.actors, [&](std::uint32_t actor) { json_.text(story.entities[actor].id); });
        write_report_ids("reports", event.reports);
        write_evidence_list("evidence", event.evidence);
    }

    void write_precision(const EventPrecision& precision) {
        json_.key("precision").object([&] {
            if (precision.date)
                json_.key("date").text(name_of(*precision.date));
            if (precision.place)
                json_.key("place").text(name_of(*precision.place));
        });
    }

    void write_place(const std::optional<AccountPlace>& place) {
        if (!place)
            return json_.null();
        json_.object([&] {
            json_.key("name").text(place->name);
            json_.key("id").text_or_null(place->id);
            if (!place->id.empty()) {
                json_.key("lat").number(place->latitude);
                json_.key("lon").number(place->longitude);
            }
        });
    }

    void write_figure(const StoryAccount& story, const Figure& figure) {
        json_.key("id").text(figure.id);
        json_.key("event");
        figure.event == no_index ? json_.null() : json_.text(story.events[figure.event].id);
        json_.key("quantity").text(figure.quantity);
        json_.key("scope").text(figure.scope);
        if (!figure.unit.empty())
            json_.key("unit").text(figure.unit);
        json_.key("status").text(name_of(figure.status));
        json_.key("reason").object([&] { write_reason(story, figure); });
        json_.key("low").number_or_null(figure.low);
        json_.key("best").number_or_null(figure.best);
        json_.key("high").number_or_null(figure.high);
        json_.key("best_rule").text_or_null(figure.best_rule);
        json_.key("witnesses").count(figure.witnesses);
        json_.key("claims").array(figure.claims,
                                  [&](const FigureClaim& claim) { json_.object([&] { write_claim(claim); }); });
    }

    void write_reason(const StoryAccount& story, const Figure& figure) {
        json_.key("kind").text(name_of(figure.reason.kind));
        json_.key("claims").array(figure.reason.claims, [&](std::uint32_t claim) { json_.number(claim); });
        json_.key("values").array(figure.reason.values, [&](double value) { json_.number(value); });
        json_.key("text").text(reason_sentence(account_, story, figure));
    }

    void write_claim(const FigureClaim& place) {
        const Claim& claim = claim_of(account_, place);
        const SpanWriter& spans = spans_[place.report];
        json_.key("id").text(place.id);
        write_evidence_members({place.report, claim.span});
        json_.key("text").text(spans.words(claim.span));
        json_.key("low").number_or_null(claim.low);
        json_.key("high").number_or_null(claim.high);
        json_.key("modifier").text(name_of(claim.modifier));
        json_.key("evidence").object([&] { spans.members(json_, claim.evidence); });
        json_.key("denied").flag(claim.denied);
        write_reading(json_, claim);
        json_.key("source");
        write_source(place, claim, spans);
        json_.key("witness").count(place.witness);
        json_.key("lineage");
        place.lineage == no_index ? json_.null() : json_.text(lineage_id(place.lineage));
    }

    void write_source(const FigureClaim& place, const Claim& claim, const SpanWriter& spans) {
        if (!claim.source)
            return json_.null();
        json_.object([&] {
            json_.key("text").text(spans.words(claim.source->span));
            json_.key("name").text_or_null(place.source_name.empty() ? claim.source->name : place.source_name);
            spans.members(json_, claim.source->span);
            json_.key("chain").texts(claim.source->chain);
            if (place.kind != SourceKind::unknown)
                json_.key("kind").text(name_of(place.kind));
        });
    }

    void write_statement(const StoryAccount& story, const Statement& statement) {
        json_.key("id").text(statement.id);
        json_.key("speaker").text_or_null(statement.speaker);
        json_.key("speaker_way").text(name_of(statement.way));
        json_.key("confidence").number(statement.confidence);
        if (!statement.speaker_evidence.empty())
            write_evidence_list("speaker_evidence", statement.speaker_evidence);
        json_.key("variants").array(statement.variants, [&](const Variant& variant) {
            json_.object([&] { write_variant(variant); });
        });
        if (!statement.elsewhere.empty())
            json_.key("other_speakers").array(statement.elsewhere, [&](std::uint32_t other) {
                json_.object([&] {
                    json_.key("statement").text(story.statements[other].id);
                    json_.key("speaker").text_or_null(story.statements[other].speaker);
                });
            });
    }

    void write_variant(const Variant& variant) {
        const SpanWriter& spans = spans_[variant.report];
        json_.key("report").text(report(variant.report).id);
        json_.key("spans");
        write_pairs(json_, spans, variant.spans);
        if (!all_in_text(report(variant.report), variant.spans))
            json_.key("field").text("title");
        json_.key("relation").text(name_of(variant.relation));
        json_.key("direct").flag(variant.direct);
        json_.key("embed").flag(variant.embed);
        json_.key("cue").text_or_null(variant.cue);
        json_.key("speaker").text_or_null(variant.speaker);
        if (!variant.source_span.empty())
            json_.key("source").object([&] { spans.members(json_, variant.source_span); });
        if (!variant.chain.empty())
            json_.key("chain").texts(variant.chain);
        json_.key("against").count(variant.against);
        json_.key("differences");
        write_pairs(json_, spans, variant.differences);
        if (!variant.changes.empty())
            json_.key("changes").array(variant.changes, [&](const WordChange& change) {
                json_.object([&] { write_change(variant, change); });
            });
    }

    /// `of` points into the version that is compared with, `spans` into this one.
    void write_change(const Variant& variant, const WordChange& change) {
        json_.key("kind").text(name_of(change.kind));
        json_.key("sense").text(name_of(change.sense));
        json_.key("of");
        write_pairs(json_, spans_[change.report], change.first);
        json_.key("spans");
        write_pairs(json_, spans_[variant.report], change.other);
    }

    void write_entity(const AccountEntity& entity) {
        json_.key("id").text(entity.id);
        json_.key("name").text(entity.name);
        json_.key("type").text(name_of(entity.type));
        if (entity.place) {
            json_.key("place");
            write_place(entity.place);
        }
        json_.key("aliases").array(entity.mentions, [&](const Evidence& mention) {
            json_.object([&] {
                json_.key("text").text(spans_[mention.report].words(mention.span));
                write_evidence_members(mention);
            });
        });
    }

    void write_lineage(const StoryAccount& story, std::uint32_t number) {
        const Lineage& lineage = story.lineages[number];
        json_.key("id").text(lineage_id(number));
        json_.key("agency").text_or_null(lineage.agency);
        json_.key("kind").text(name_of(lineage.kind));
        write_report_ids("reports", lineage.reports);
        json_.key("relations").array(lineage.relations, [&](const LineageRelation& relation) {
            json_.object([&] {
                json_.key("from").text(report(relation.from).id);
                json_.key("to").text(report(relation.to).id);
                json_.key("kind").text(name_of(relation.kind));
                json_.key("share").number(to_three_decimals(relation.share));
            });
        });
        json_.key("passages").array(lineage.passages, [&](const std::vector<Evidence>& passage) {
            json_.array(passage, [&](const Evidence& place) { write_evidence(place); });
        });
    }

    JsonStream& json_;
    const Account& account_;
    const std::vector<SpanWriter>& spans_;  // one a report
    std::vector<std::uint32_t> newest_;     // of an older version of a page: the one that stands; else no_index
};

}  // namespace

void write_extracted(const Report& report, std::ostream& out) {
    JsonStream json(out);
    json.object([&] { write_report_fields(json, report); });
    json.end_line();
}

void write_exported(const Report& report, std::ostream& out) {
    JsonStream json(out);
    json.object([&] {
        json.key("recount_report").count(1);
        write_report_fields(json, report);
        json.key("marks").object([&] { write_marks(json, report); });
    });
    json.end_line();
}

void write_annotated(const AnnotatedReport& annotated, bool tokens, const LanguageModel* language, std::ostream& out) {
    JsonStream json(out);
    json.object([&] { LayersWriter(json, annotated).write(tokens, language); });
    json.end_line();
}

void write_stories(std::span<const Story> stories, std::span<const AnnotatedReport> reports, std::ostream& out) {
    JsonStream json(out);
    json.object([&] {
        std::size_t number = 0;
        json.key("stories").array(stories, [&](const Story& story) {
            json.object([&] {
                json.key("id").text("s" + std::to_string(++number));
                json.key("reports").array(with_older(story.reports, story.versions),
                                          [&](std::uint32_t report) { json.text(reports[report].report.id); });
            });
        });
        std::vector<std::string> others;
        for (const AnnotatedReport& report : reports)
            if (!report.annotated)
                others.push_back(report.report.id);
        json.key("not_annotated").texts(others);
    });
    json.end_line();
}

void write_account(const Account& account, const Provenance& provenance, std::span<const Unread> unread,
                   std::ostream& out, const Comparison* since) {
    const std::vector<SpanWriter> spans = spans_of(account);
    JsonStream json(out);
    AccountWriter(json, account, spans).write(provenance, unread, since);
}

void write_page_data(const Account& account, const Provenance& provenance, std::span<const Unread> unread,
                     const Deciding& deciding, std::ostream& out, const Comparison* since) {
    const std::vector<SpanWriter> spans = spans_of(account);
    {
        JsonStream json(out);
        AccountWriter(json, account, spans).write_front(provenance, unread, deciding, since);
        json.end_line();
    }
    for (const StoryAccount& story : account.stories) {
        JsonStream json(out);
        AccountWriter(json, account, spans).write_story_alone(story, deciding.rules);
        json.end_line();
    }
}

void write_front_story(const Account& account, const StoryAccount& story, const ReviewRules& rules, std::ostream& out) {
    const std::vector<SpanWriter> spans = spans_of(account);
    JsonStream json(out);
    AccountWriter(json, account, spans).write_front_alone(story, rules);
}

void write_front(const Account& others, std::span<const std::string_view> decisions,
                 std::span<const std::string_view> heads, const Provenance& provenance, std::span<const Unread> unread,
                 const Deciding& deciding, std::ostream& out) {
    const std::vector<SpanWriter> spans = spans_of(others);
    JsonStream json(out);
    AccountWriter(json, others, spans).write_front(provenance, unread, deciding, decisions, heads);
}

std::vector<std::string> decisions_as_json(const Account& account) {
    const std::vector<SpanWriter> spans = spans_of(account);
    std::vector<std::string> list;
    for (const DecisionResult& decided : account.decisions) {
        std::ostringstream out;
        {
            JsonStream json(out);
            AccountWriter(json, account, spans).write_decision_alone(decided);
        }
        list.push_back(std::move(out).str());
    }
    return list;
}

void write_story(const Account& account, const StoryAccount& story, const ReviewRules& rules, std::ostream& out) {
    const std::vector<SpanWriter> spans = spans_of(account);
    JsonStream json(out);
    AccountWriter(json, account, spans).write_story_alone(story, rules);
}

}  // namespace recount
