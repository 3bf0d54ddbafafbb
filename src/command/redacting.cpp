#include "command/redacting.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "command/output_file.h"
#include "redact/redact.h"

namespace recount {

namespace {

/// Throws Failure where there is no such file.
std::string bytes_of(const std::string& file, const std::function<std::string(const std::string&)>& problem) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf()))
        throw Failure{problem(file)};
    return bytes.str();
}

bool is_wanted(const Options& options) {
    return !options.redact.empty() || !options.redact_people.empty();
}

RedactRequest request_of(const Options& options) {
    constexpr std::size_t shortest_key = 16;
    RedactRequest request;
    if (!options.redact.empty()) {
        request.names = read_name_list(bytes_of(options.redact, messages::no_names));
        if (request.names.empty())
            throw Failure{messages::no_names(options.redact)};
    }
    request.groups.victims = options.redact_people.find("victims") != std::string::npos;
    request.groups.witnesses = options.redact_people.find("witnesses") != std::string::npos;
    if (!options.redact_key.empty())
        request.key = bytes_of(options.redact_key, messages::no_key);
    if (!options.redact_key.empty() && request.key.size() < shortest_key)
        throw Failure{messages::no_key(options.redact_key)};
    return request;
}

/// The names that decisions take out.
std::vector<ListedName> decided_names(const Account& account) {
    std::vector<ListedName> names;
    for (const DecisionResult& decided : account.decisions)
        if (decided.holds() && decided.decision.verb == Verb::redact)
            names.push_back({{decided.decision.on.front().quote}, std::string(decided.decision.text())});
    return names;
}

/// For its owner alone.
void write_names(const std::string& file, const std::vector<ListedName>& names) {
    namespace fs = std::filesystem;
    OutputFile written(file);
    written.stream() << written_name_list(names);
    OutputFile::put_in_place({&written, 1});
    std::error_code error;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
}

}  // namespace

void require_redaction(const Options& options) {
    if (is_wanted(options) && !options.since.empty())
        throw Failure{messages::since_without_names()};
    if (is_wanted(options))
        request_of(options);
    else if (!options.redacted_names.empty())
        throw Failure{messages::names_without_redaction()};
    else if (!options.redact_key.empty())
        throw Failure{messages::key_without_redaction()};
}

Account redacted(Run& run, Account account) {
    const Options& options = run.options();
    std::vector<ListedName> decided = decided_names(account);
    if (!is_wanted(options) && decided.empty())
        return account;
    RedactRequest request = request_of(options);
    std::ranges::move(decided, std::back_inserter(request.names));
    const RedactRules rules(run.codebook());
    const ReconcileRules reconcile(run.codebook());
    RedactedAccount made = redact(std::move(account), request, rules, reconcile);
    run.reword_unread([&](const std::string& words) { return made.without_names(words); });
    if (!options.redacted_names.empty())
        write_names(options.redacted_names, made.names);
    return std::move(made.account);
}

}  // namespace recount
