// recount verify: whether an account is what its reports give, and whether it is signed by who has a key.
#include <algorithm>
#include <iostream>

#include "command/file_bytes.h"
#include "command/messages.h"
#include "command/run.h"
#include "custody/compare.h"
#include "custody/signature.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::size_t most_told = 50;  // differences, before the rest is only counted

/// Throws Failure.
std::string bytes_of(const std::string& file) {
    std::optional<std::string> bytes = file_bytes(file);
    if (!bytes)
        throw Failure{messages::cannot_verify(file, "cannot be read, or is empty")};
    return std::move(*bytes);
}

/// Whether it is good; says so.
bool check_signature_of(const Options& options, const std::string& account, std::ostream& out) {
    const SignatureCheck check = check_signature(account, bytes_of(options.signature), bytes_of(options.key));
    if (!check.has_key)
        throw Failure{messages::cannot_verify(options.key, check.told)};
    out << (check.good ? "The signature is good" : "The signature is NOT good")
        << (check.told.empty() ? "" : ": " + harmless(check.told)) << ".\n";
    return check.good;
}

std::string_view words_of(AccountDifference::Kind kind) {
    switch (kind) {
    case AccountDifference::Kind::made_by: return "made by another";
    case AccountDifference::Kind::report_missing: return "report missing";
    case AccountDifference::Kind::report_added: return "report added";
    case AccountDifference::Kind::report_changed: return "report changed";
    case AccountDifference::Kind::unread: return "other inputs unread";
    case AccountDifference::Kind::text: return "other words";
    case AccountDifference::Kind::cell: return "cell differs";
    }
    return {};
}

void write_difference(const AccountDifference& one, std::ostream& out) {
    out << words_of(one.kind) << ": " << harmless(one.where);
    if (!one.was.empty() || !one.now.empty())
        out << ": " << (one.was.empty() ? "not in the account" : harmless(one.was))
            << (one.now.empty() ? "" : ", now " + harmless(one.now));
    out << "\n";
}

void write_comparison(const AccountComparison& comparison, bool without_names, std::ostream& out) {
    const std::vector<AccountDifference>& differences = comparison.differences;
    for (std::size_t i = 0; i < std::min(differences.size(), most_told); ++i)
        write_difference(differences[i], out);
    if (differences.size() > most_told)
        out << "... and " << differences.size() - most_told << " more\n";
    if (comparison.renamed > 0)
        out << counted(comparison.renamed, "report") << " by another id, because the paths are others.\n";
    if (!differences.empty()) {
        out << "The account is NOT what these reports give now: " << counted(differences.size(), "difference") << ".\n";
        return;
    }
    out << "The account is what these reports give" << (without_names ? ", but for what pseudonyms stand for: " : ": ")
        << counted(comparison.reports, "report") << ", " << counted(comparison.cells, "value") << " compared.\n";
    if (without_names)
        out << "Not compared: names, where in reports with pseudonyms words stand, and addresses that are left out; "
               "--redact FILE compares all.\n";
}

/// Whether it is the same; says so. Throws NoAccount.
bool compare_again(const Run& run, const std::string& account, std::ostream& out) {
    const AccountTerms terms = terms_of(account);
    Options options = run.options();
    options.confidence = terms.least_confidence;
    options.story = terms.story;
    options.as_of = terms.as_of;
    const bool has_list = !options.redact.empty() || !options.redact_people.empty();
    if (terms.keyed && (!has_list || options.redact_key.empty()))
        throw Failure{messages::names_need_list(options.account)};
    Run again(std::move(options));
    const std::string now = account_as_json(again);
    const bool without_names = terms.redacted && !has_list;
    const AccountComparison comparison =
        without_names ? compare_without_names(account, now) : compare_accounts(account, now);
    write_comparison(comparison, without_names, out);
    return comparison.differences.empty();
}

}  // namespace

ExitStatus run_verify(Run& run) {
    const Options& options = run.options();
    if (options.signature.empty() != options.key.empty())
        throw Failure{messages::signature_without_key()};
    const std::string account = bytes_of(options.account);
    bool holds = true;
    try {
        if (!options.signature.empty())
            holds = check_signature_of(options, account, std::cout);
        if (!options.paths.empty() || !options.store.empty())
            holds = compare_again(run, account, std::cout) && holds;
    } catch (const NoAccount& problem) {
        throw Failure{messages::cannot_verify(options.account, problem.what())};
    }
    return holds ? all_read : some_not_supported;
}

}  // namespace recount
