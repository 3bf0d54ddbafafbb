// Compares an account as it was written with the account that the same reports give now: what it was made by, which
// reports it rests on by their fingerprints, and every cell. Both are the JSON of show/json.h.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// What does not let a file be compared, as a sentence.
struct NoAccount : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What an account says it was made with, as far as a new run has to know.
struct AccountTerms {
    double least_confidence = 0;
    std::string story;      // empty: all
    std::string as_of;      // an ISO day; empty: all
    bool redacted = false;  // and pseudonyms stand in it: a word in the provenance excuses nothing by itself
    bool keyed = false;
};

/// Throws NoAccount where the bytes are no account.
AccountTerms terms_of(std::string_view account);

struct AccountDifference {
    enum class Kind {
        made_by,         // program, codebook, model, or an option
        report_missing,  // the account rests on it, and it is not among the reports now
        report_added,    // it is among them now, and the account does not have it
        report_changed,  // another report stands under its id
        unread,          // an input could not be read then, or cannot be read now
        text,            // a report's words, but for those that pseudonyms stand for
        cell,            // anything else
    };
    Kind kind = Kind::cell;
    std::string where;     // "program", a report's id, "stories / s1 / figures / f0123456789 / low"
    std::string was, now;  // as JSON; empty where there is nothing
};

struct AccountComparison {
    std::vector<AccountDifference> differences;  // in the order of the account
    std::size_t reports = 0, cells = 0;          // that are the same
    std::size_t renamed = 0;                     // reports with other ids, because the paths were others: no difference
};

/// Compares all. Throws NoAccount.
AccountComparison compare_accounts(std::string_view was, std::string_view now);

/// The same of a redacted account and one with all names: every cell, its words but for what pseudonyms in them stand
/// for. Not compared are the places of words in reports in which pseudonyms stand, addresses that are left out, and
/// ids, but that each stands for one thing. Throws NoAccount.
AccountComparison compare_without_names(std::string_view redacted, std::string_view now);

}  // namespace recount
