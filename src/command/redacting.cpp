#include "command/redacting.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <set>

#include "command/file_bytes.h"
#include "command/output_file.h"
#include "redact/pseudonyms.h"
#include "redact/redact.h"

namespace recount {

namespace {

/// Throws Failure where there is no such file.
std::string bytes_of(const std::string& file, const std::function<std::string(const std::string&)>& problem) {
    std::optional<std::string> bytes = file_bytes(file);
    if (!bytes)
        throw Failure{problem(file)};
    return std::move(*bytes);
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

/// Throws Failure where a pseudonym of the list cannot stand for its name.
void require_pseudonyms(const Options& options, const std::vector<ListedName>& names, const RedactRules& rules) {
    if (const auto unfit = unfit_pseudonym(names, rules))
        throw Failure{options.redact + ":" + std::to_string(unfit->line) + ": the pseudonym " + unfit->why};
}

/// The decisions to take out a name that stand at the end of a log: also those whose words are in no report or in
/// another version of it, since the name may be anywhere.
std::vector<const Decision*> redactions(std::span<const Decision> log, std::span<const DecisionResult> followed,
                                        const std::string& round) {
    std::set<std::string_view> replaced;
    for (const DecisionResult& decided : followed)
        if (decided.outcome == DecisionOutcome::replaced)
            replaced.insert(decided.decision.id);
    std::vector<const Decision*> found;
    std::map<std::vector<DecisionTarget>, std::size_t> places;
    for (const StandingDecision& standing : replay(log)) {
        const Decision& decision = log[standing.place];
        if (decision.verb != Verb::redact || standing.undone || replaced.contains(decision.id) ||
            (!decision.round.empty() && decision.round != round))
            continue;
        const auto [place, is_first] = places.try_emplace(decision.on, found.size());
        if (is_first)
            found.push_back(&decision);
        else
            found[place->second] = &decision;
    }
    return found;
}

/// Adds the names that decisions take out behind those of the list; one that is listed already stays as it is there.
/// A pseudonym that is taken, or that has a name in it, gives way to a number.
void add_decided(std::vector<ListedName>& names, const std::vector<const Decision*>& decisions,
                 const RedactRules& rules) {
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!names[i].whole)
            for (const std::string& form : names[i].forms)
                known.try_emplace(name_key(form), i);
    const std::size_t listed = names.size();
    for (const Decision* decision : decisions)
        for (const DecisionTarget& target : decision->on) {
            if (target.quote.empty())
                continue;
            const auto [place, is_new] = known.try_emplace(name_key(target.quote), names.size());
            if (is_new)
                names.push_back({{target.quote}, std::string(decision->text())});
            else if (place->second >= listed && !decision->text().empty())
                names[place->second].pseudonym = decision->text();
        }
    while (const auto unfit = unfit_pseudonym(names, rules, listed))
        names[unfit->name].pseudonym.clear();
}

/// What there is to say of the run's decisions, each sentence as `reword` has it.
void say(const Run& run, const std::vector<std::string>& bad, const Account& account,
         const std::function<std::string(const std::string&)>& reword) {
    for (const std::string& sentence : bad)
        run.note(reword(sentence));
    for (const DecisionResult& result : account.decisions)
        if (result.outcome == DecisionOutcome::misfit)
            run.note(reword(messages::decision_does_not_fit(result)));
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

std::vector<ListedName> decided_names(std::span<const Decision> log, std::span<const DecisionResult> followed,
                                      const std::string& round, const RedactRules& rules) {
    std::vector<ListedName> names;
    add_decided(names, redactions(log, followed, round), rules);
    return names;
}

std::function<std::string(const std::string&)> without_decided_names(Run& run, std::span<const Decision> log) {
    const auto rules = std::make_shared<const RedactRules>(run.codebook());
    RedactRequest request{.names = decided_names(log, {}, run.options().round, *rules)};
    if (request.names.empty())
        return {};
    const auto none =
        std::make_shared<const RedactedAccount>(redact({}, request, *rules, ReconcileRules(run.codebook())));
    return [rules, none](const std::string& words) { return none->without_names(words); };
}

void require_redaction(Run& run) {
    const Options& options = run.options();
    if (is_wanted(options) && !options.since.empty())
        throw Failure{messages::since_without_names()};
    if (is_wanted(options))
        require_pseudonyms(options, request_of(options).names, RedactRules(run.codebook()));
    else if (!options.redacted_names.empty())
        throw Failure{messages::names_without_redaction()};
    else if (!options.redact_key.empty())
        throw Failure{messages::key_without_redaction()};
}

KeptNotes::KeptNotes(Run& run, const DecisionsRead& decisions) : run_(run), rules_(run.codebook()) {
    const Options& options = run.options();
    const std::vector<const Decision*> decided = redactions(decisions.log, {}, options.round);
    if (!is_wanted(options) && decided.empty())
        return;
    RedactRequest request = request_of(options);
    add_decided(request.names, decided, rules_);
    known_ = redact({}, request, rules_, ReconcileRules(run.codebook()));
    run.keep_notes();
}

KeptNotes::~KeptNotes() {
    run_.say_kept([this](const std::string& words) { return known_ ? known_->without_names(words) : words; });
}

Account redacted(Run& run, FollowedAccount followed) {
    const Options& options = run.options();
    const std::vector<const Decision*> decided =
        redactions(followed.decisions.log, followed.account.decisions, options.round);
    if (!is_wanted(options) && decided.empty()) {
        const auto as_it_is = [](const std::string& words) { return words; };
        run.say_kept(as_it_is);
        say(run, followed.decisions.bad, followed.account, as_it_is);
        return std::move(followed.account);
    }
    const RedactRules rules(run.codebook());
    const ReconcileRules reconcile(run.codebook());
    RedactRequest request = request_of(options);
    add_decided(request.names, decided, rules);
    RedactedAccount made = redact(std::move(followed.account), request, rules, reconcile);
    const auto without_names = [&](const std::string& words) { return made.without_names(words); };
    run.reword_unread(without_names);
    run.say_kept(without_names);
    if (!options.redacted_names.empty())
        write_names(options.redacted_names, made.names);
    say(run, followed.decisions.bad, made.account, without_names);
    return std::move(made.account);
}

}  // namespace recount
