#include "show/story_tables.h"

#include <algorithm>
#include <array>

#include "show/table_writer.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::array<std::string_view, 17> statement_names{
    "story",  "statement", "variant",   "speaker", "words",    "differences", "direct", "embed", "cue",
    "report", "outlet",    "published", "url",     "headline", "field",       "start",  "end"};

class StatementsWriter : TableWriter {
public:
    using TableWriter::TableWriter;

    void write() {
        header(statement_names);
        for (const StoryAccount& story : account().stories)
            for (std::size_t i = 0; i < story.statements.size(); ++i)
                for (std::size_t k = 0; k < story.statements[i].variants.size(); ++k) {
                    rows() << story.id << static_cast<std::uint32_t>(i + 1) << static_cast<std::uint32_t>(k + 1)
                           << story.statements[i].speaker;
                    variant_cells(story.statements[i].variants[k]);
                    rows().end();
                }
    }

private:
    void variant_cells(const Variant& variant) {
        rows() << words(variant.report, variant.spans) << words(variant.report, variant.differences)
               << flag_word(variant.direct) << flag_word(variant.embed) << variant.cue << report(variant.report).id;
        report_cells(variant.report);
        if (variant.spans.empty())
            rows() << ""
                   << ""
                   << "";
        else
            span_cells(variant.report, {variant.spans.front().start, variant.spans.back().end});
    }
};

constexpr std::array<std::string_view, 19> lineage_names{
    "story",        "lineage",     "kind",           "agency",     "relation",      "share", "passages",
    "from",         "from_outlet", "from_published", "from_url",   "from_headline", "to",    "to_outlet",
    "to_published", "to_url",      "to_headline",    "from_words", "to_words"};

class LineagesWriter : TableWriter {
public:
    using TableWriter::TableWriter;

    void write() {
        header(lineage_names);
        for (const StoryAccount& story : account().stories)
            for (std::size_t i = 0; i < story.lineages.size(); ++i)
                for (const LineageRelation& relation : story.lineages[i].relations)
                    write_row(story, static_cast<std::uint32_t>(i), relation);
    }

private:
    void write_row(const StoryAccount& story, std::uint32_t number, const LineageRelation& relation) {
        const Lineage& lineage = story.lineages[number];
        rows() << story.id << lineage_id(number) << name_of(lineage.kind) << lineage.agency << name_of(relation.kind);
        rows().number(to_three_decimals(relation.share));
        const auto passages = shared_passages(lineage, relation);
        rows() << static_cast<std::uint32_t>(passages.size());
        for (const std::uint32_t one : {relation.from, relation.to}) {
            rows() << report(one).id;
            report_cells(one);
        }
        rows() << (passages.empty() ? "" : first_words(passages.front(), relation.from))
               << (passages.empty() ? "" : first_words(passages.front(), relation.to));
        rows().end();
    }

    /// The passages that stand in both reports.
    static std::vector<const std::vector<Evidence>*> shared_passages(const Lineage& lineage,
                                                                     const LineageRelation& relation) {
        std::vector<const std::vector<Evidence>*> shared;
        for (const std::vector<Evidence>& passage : lineage.passages) {
            const auto stands_in = [&](std::uint32_t number) {
                return std::ranges::any_of(passage, [&](const Evidence& place) { return place.report == number; });
            };
            if (stands_in(relation.from) && stands_in(relation.to))
                shared.push_back(&passage);
        }
        return shared;
    }

    /// The passage as that report has it.
    std::string first_words(const std::vector<Evidence>* passage, std::uint32_t number) const {
        const auto place = std::ranges::find_if(*passage, [&](const Evidence& one) { return one.report == number; });
        return in_one_line(slice(report(number).content, place->span));
    }
};

}  // namespace

void write_statements(const Account& account, std::ostream& out) {
    StatementsWriter(account, out).write();
}

void write_lineages(const Account& account, std::ostream& out) {
    LineagesWriter(account, out).write();
}

}  // namespace recount
