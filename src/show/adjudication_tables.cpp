#include "show/adjudication_tables.h"

#include <array>
#include <iterator>
#include <map>
#include <span>
#include <vector>

#include "show/table_writer.h"
#include "show/wording.h"
#include "text/sha256.h"

namespace recount {

namespace {

/// Behind the row's id.
constexpr std::string_view row_names[] = {
    "coder",       "round",    "at",       "report", "sha256",      "outlet",     "published",  "url",
    "headline",    "field",    "start",    "end",    "words",       "quantity",   "scope",      "low",
    "high",        "modifier", "standing", "source", "source_name", "event_type", "event_date", "event_date_end",
    "event_place", "reason"};
/// Behind these, of what was kept.
constexpr std::string_view kept_names[] = {"story", "event", "figure", "claim", "best", "best_rule", "decisions"};

constexpr std::array<std::string_view, 9> link_names{"adjudicated", "candidate", "coder", "round", "how",
                                                     "changed",     "by",        "at",    "reason"};

constexpr std::string_view machine = "machine";

std::string_view coder_of(const CodedRow& row) {
    return row.ids.empty() ? machine : std::string_view(row.coder);
}

class AdjudicationWriter : TableWriter {
public:
    AdjudicationWriter(const Account& account, const Adjudication& adjudication, std::ostream& out)
        : TableWriter(account, out),
          adjudication_(adjudication),
          candidates_(ids_of(adjudication.candidates, true)),
          kept_(ids_of(adjudication.kept, false)) {}

    void candidates() {
        header_of("candidate", {});
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            row_cells(candidates_[i], adjudication_.candidates[i]);
            rows().end();
        }
    }

    void adjudicated() {
        header_of("adjudicated", kept_names);
        for (std::size_t i = 0; i < kept_.size(); ++i) {
            const CodedRow& row = adjudication_.kept[i];
            row_cells(kept_[i], row);
            rows() << row.story << row.event << row.figure << row.claim;
            rows().number(row.best) << row.best_rule << joined(row.ids, "; ");
            rows().end();
        }
    }

    void links() {
        header(link_names);
        for (const AdjudicationLink& link : adjudication_.links) {
            const CodedRow* candidate = link.candidate ? &adjudication_.candidates[*link.candidate] : nullptr;
            rows() << (link.kept ? kept_[*link.kept] : "") << (candidate ? candidates_[*link.candidate] : "")
                   << (candidate ? coder_of(*candidate) : "") << (candidate ? candidate->round : "")
                   << name_of(link.kind) << joined(link.changed, "; ") << link.by << link.at
                   << in_one_line(link.reason);
            rows().end();
        }
    }

private:
    void header_of(std::string_view id, std::span<const std::string_view> behind) {
        std::vector<std::string_view> names{id};
        names.insert(names.end(), std::begin(row_names), std::end(row_names));
        names.insert(names.end(), behind.begin(), behind.end());
        header(names);
    }

    /// Of whose they are, and where. Reports of the same bytes are counted.
    std::vector<std::string> ids_of(const std::vector<CodedRow>& list, bool are_candidates) const {
        constexpr std::size_t digits_of_id = 10;
        std::vector<std::string> ids;
        std::map<std::string, int> used;
        for (const CodedRow& row : list) {
            const Span at = points(row.report, row.words);
            std::string key = are_candidates ? (row.ids.empty() ? "machine" : "round " + row.round) : std::string();
            for (const std::string& part :
                 {report(row.report).sha256, std::string(report(row.report).in_title(row.words) ? "title" : "text"),
                  std::to_string(at.start), std::to_string(at.end)})
                key += "\n" + part;
            std::string id = (are_candidates ? "k" : "a") + sha256_hex(key).substr(0, digits_of_id);
            if (const int number = ++used[id]; number > 1)
                id += "-" + std::to_string(number);
            ids.push_back(std::move(id));
        }
        return ids;
    }

    void row_cells(const std::string& id, const CodedRow& row) {
        rows() << id << coder_of(row) << row.round << row.at << report(row.report).id << report(row.report).sha256;
        report_cells(row.report);
        span_cells(row.report, row.words);
        rows() << words(row.report, {&row.words, 1}) << row.quantity << row.scope;
        rows().number(row.low).number(row.high);
        rows() << row.modifier << row.standing << row.source << row.source_name << row.event_type << row.event_date
               << row.event_date_end << row.event_place << in_one_line(row.reason);
    }

    const Adjudication& adjudication_;
    std::vector<std::string> candidates_, kept_;  // their ids
};

}  // namespace

void write_candidates(const Account& account, const Adjudication& adjudication, std::ostream& out) {
    AdjudicationWriter(account, adjudication, out).candidates();
}

void write_adjudicated(const Account& account, const Adjudication& adjudication, std::ostream& out) {
    AdjudicationWriter(account, adjudication, out).adjudicated();
}

void write_candidate_links(const Account& account, const Adjudication& adjudication, std::ostream& out) {
    AdjudicationWriter(account, adjudication, out).links();
}

}  // namespace recount
