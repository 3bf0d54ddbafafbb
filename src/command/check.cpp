// recount check: whether the reports bear sentences out. Each sentence goes through the chain that the reports went
// through, so that its numbers are read the same way.
#include <algorithm>
#include <fstream>
#include <iostream>

#include "annotate/chain.h"
#include "check/check.h"
#include "command/messages.h"
#include "command/run.h"
#include "show/check.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t longest_sentence = 4000;  // bytes; what is longer is a text

/// The sentences of a file, one a line, without blank lines. Throws Failure.
std::vector<std::string> read_sentences(const std::string& file) {
    std::ifstream opened;
    if (file != "-")
        opened.open(file, std::ios::binary);
    std::istream& in = file == "-" ? std::cin : opened;
    if (!in)
        throw Failure{messages::no_sentences(file)};
    std::vector<std::string> sentences;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF"))
            line.erase(0, 3);
        require_sentence(line, file + ", line " + std::to_string(number));
        const std::size_t first = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
        if (first != std::string::npos)
            sentences.push_back(line.substr(first, last - first + 1));
    }
    if (in.bad())
        throw Failure{messages::no_sentences(file)};
    return sentences;
}

std::vector<std::string> sentences_of(const Options& options) {
    std::vector<std::string> sentences;
    if (!options.sentences.empty())
        sentences = read_sentences(options.sentences);
    else if (options.sentence.find_first_not_of(" \t\r\n") != std::string::npos)
        sentences.push_back(options.sentence);
    if (sentences.empty())
        throw Failure{messages::nothing_to_check()};
    if (options.paths.empty() && options.store.empty())
        throw Failure{messages::no_paths_to_check()};
    if (options.sentences.empty())
        require_sentence(sentences.front(), "the sentence");
    return sentences;
}

Report report_of(const std::string& sentence) {
    Report report;
    report.content = sentence;
    Block block;
    block.span = {0, static_cast<std::uint32_t>(sentence.size())};
    report.blocks.push_back(block);
    return report;
}

}  // namespace

void require_sentence(const std::string& sentence, const std::string& where) {
    if (first_invalid_utf8(sentence))
        throw Failure{messages::sentence_not_utf8(where)};
    if (sentence.size() > longest_sentence)
        throw Failure{messages::sentence_too_long(where, longest_sentence)};
}

std::vector<CheckedSentence> check_sentences(Run& run, const Account& account,
                                             const std::vector<std::string>& sentences) {
    const AnnotatorChain chain = make_chain(run.codebook(), run.names(), run.gazetteer(), &run.language());
    CheckRules rules(run.codebook());
    const ReconcileRules reconcile(run.codebook());
    Checker checker(account, rules, reconcile, run.gazetteer());
    std::vector<CheckedSentence> checked;
    for (const std::string& sentence : sentences) {
        CheckedSentence& one = checked.emplace_back(chain.annotate(report_of(sentence)), std::vector<Finding>());
        one.findings = checker.check(one.sentence);
    }
    return checked;
}

ExitStatus run_check(Run& run) {
    const std::string& format = run.options().format;
    if (!format.empty() && format != "json" && format != "text")
        throw Failure{messages::gives_no("check", format)};
    const bool json = run.options().json || format == "json";
    const std::vector<std::string> sentences = sentences_of(run.options());
    const Account account = make_account(run);
    const std::vector<CheckedSentence> checked = check_sentences(run, account, sentences);
    const bool all_hold = std::ranges::all_of(checked, [](const CheckedSentence& one) { return holds(one.findings); });
    run.write_output([&](std::ostream& out) { (json ? write_checked_json : write_checked)(account, checked, out); });
    return run.status() != all_read ? run.status() : all_hold ? all_read : some_not_supported;
}

}  // namespace recount
