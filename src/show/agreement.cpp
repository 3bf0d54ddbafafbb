#include "show/agreement.h"

#include <algorithm>
#include <cstdio>

#include "show/columns.h"
#include "text/json_stream.h"
#include "show/wording.h"

namespace recount {

namespace {

/// The alphas of a row, as they are called.
struct NamedAlpha {
    std::string_view name;
    std::optional<double> AgreementRow::*value;
};
constexpr NamedAlpha alphas[] = {{"quantity", &AgreementRow::quantity}, {"scope", &AgreementRow::scope},
                                 {"source", &AgreementRow::source},     {"modifier", &AgreementRow::modifier},
                                 {"bounds", &AgreementRow::bounds},     {"low", &AgreementRow::low},
                                 {"high", &AgreementRow::high}};

std::string measured(const std::optional<double>& value) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%.3f", value.value_or(0));
    return value ? digits : "-";
}

std::string at_right(const std::string& cell, std::size_t width) {
    return std::string(width - std::min(width, columns(cell)), ' ') + cell;
}

constexpr std::size_t name_width = 16, cell_width = 9;

void write_header(std::ostream& out) {
    out << padded("", name_width);
    for (const char* name : {"first", "second", "both", "F1"})
        out << at_right(name, cell_width);
    for (const NamedAlpha& alpha : alphas)
        out << at_right(std::string(alpha.name), cell_width);
    out << at_right("figures", cell_width) << "\n";
}

void write_row(const AgreementRow& row, std::ostream& out) {
    out << padded(harmless(row.of), name_width);
    for (const std::size_t count : {row.first, row.second, row.both})
        out << at_right(std::to_string(count), cell_width);
    out << at_right(measured(row.found.f1), cell_width);
    for (const NamedAlpha& alpha : alphas)
        out << at_right(measured(row.*alpha.value), cell_width);
    out << at_right(row.grouped > 0 ? measured(row.figures.f1) : "-", cell_width) << "\n";
}

/// "ab12cd34ef56 120-125 "3,500"".
std::string place_of(const DecisionTarget& words) {
    constexpr std::size_t digits_shown = 12;
    return words.report.substr(0, digits_shown) + (words.in_title ? " title " : " ") + std::to_string(words.start) +
           "-" + std::to_string(words.end) + (words.quote.empty() ? "" : " \"" + words.quote + "\"");
}

void write_disagreement(const Disagreement& one, std::ostream& out) {
    out << harmless(place_of(one.words)) << ": ";
    switch (one.kind) {
    case Disagreement::Kind::found_by_first: out << "a claim for the first alone"; break;
    case Disagreement::Kind::found_by_second: out << "a claim for the second alone"; break;
    case Disagreement::Kind::figure:
        out << "with " << harmless(place_of(one.other)) << ": " << one.first << ", " << one.second;
        break;
    default: out << name_of(one.kind) << ": " << harmless(one.first) << ", " << harmless(one.second);
    }
    out << "\n";
}

class AgreementWriter {
public:
    explicit AgreementWriter(std::ostream& out) : json_(out) {}

    void write(const Agreement& agreement, const std::string& first, const std::string& second) {
        json_.object([&] {
            json_.key("first").text(first);
            json_.key("second").text(second);
            json_.key("all");
            row(agreement.all);
            json_.key("quantities").array(agreement.quantities, [&](const AgreementRow& one) { row(one); });
            json_.key("reports").array(agreement.reports, [&](const AgreementRow& one) { row(one); });
            json_.key("disagreements").array(agreement.disagreements, [&](const Disagreement& one) {
                disagreement(one);
            });
        });
        json_.end_line();
    }

private:
    void found(std::string_view name, const Found& found) {
        json_.key(name).object([&] {
            json_.key("precision").number(found.precision);
            json_.key("recall").number(found.recall);
            json_.key("f1").number(found.f1);
        });
    }

    void row(const AgreementRow& row) {
        json_.object([&] {
            json_.key("of").text(row.of);
            json_.key("first").count(row.first);
            json_.key("second").count(row.second);
            json_.key("both").count(row.both);
            found("found", row.found);
            json_.key("alpha").object([&] {
                for (const NamedAlpha& alpha : alphas)
                    json_.key(alpha.name).number_or_null(row.*alpha.value);
            });
            json_.key("grouped").count(row.grouped);
            found("b_cubed", row.figures);
        });
    }

    void words(std::string_view name, const DecisionTarget& words) {
        json_.key(name).object([&] {
            json_.key("report").text(words.report);
            json_.key("field").text(words.in_title ? "title" : "text");
            json_.key("start").count(words.start);
            json_.key("end").count(words.end);
            json_.key("quote").text(words.quote);
        });
    }

    void disagreement(const Disagreement& one) {
        json_.object([&] {
            json_.key("kind").text(name_of(one.kind));
            words("words", one.words);
            json_.key("first").text_or_null(one.first);
            json_.key("second").text_or_null(one.second);
            if (one.kind == Disagreement::Kind::figure)
                words("other", one.other);
        });
    }

    JsonStream json_;
};

}  // namespace

void write_agreement(const Agreement& agreement, const std::string& first, const std::string& second,
                     std::ostream& out) {
    constexpr std::size_t digits_shown = 12;
    out << "First: " << harmless(first) << "\nSecond: " << harmless(second) << "\n\n";
    write_header(out);
    write_row(agreement.all, out);
    for (const AgreementRow& row : agreement.quantities)
        write_row(row, out);
    for (AgreementRow row : agreement.reports) {
        row.of.resize(std::min(row.of.size(), digits_shown));
        write_row(row, out);
    }
    out << "\nF1 of claims found; Krippendorff's alpha of values, low and high by their distance; B-cubed F1 of "
           "figures; -: too little to measure.\n";
    if (!agreement.disagreements.empty())
        out << "\n" << counted(agreement.disagreements.size(), "disagreement") << ":\n";
    for (const Disagreement& one : agreement.disagreements)
        write_disagreement(one, out);
}

void write_agreement_json(const Agreement& agreement, const std::string& first, const std::string& second,
                          std::ostream& out) {
    AgreementWriter(out).write(agreement, first, second);
}

}  // namespace recount
