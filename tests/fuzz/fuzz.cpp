// Hostile bytes for the readers: seeds that were written for the project, changed at random, read as standard input.
// What must hold whatever the bytes are: reading ends soon, gives a report or a problem, every string is valid UTF-8,
// every block lies in its text, every id is there once. The sanitizers see to the rest.
//
// usage: recount_fuzz CORPUS [--seconds N] [--seed S] [--round R]
//
// CoNLL-U has a reader of its own: what it lets through is parsed, and what comes out must be read again without a
// problem and come out the same.
//
// A store's file and the packed values in it are read likewise: of the texts in the folder store a store is made, whose
// bytes are then changed. Whatever they are, they are read, or told to be damaged.
//
// Accounts that are to be compared have a reader of their own too: what it takes is held against itself and against the
// account before, and written.
//
// CORPUS is the folder of one reader's seeds; the folder conllu is for that of CoNLL-U, store for stores,
// account for accounts. Rounds are
// numbered, and each depends on the seed and its number alone: a failure prints the number, and --round R does that one
// again and writes its bytes to recount-fuzz-R. The same function is there for libFuzzer (CMake's RECOUNT_FUZZER, with
// clang): it is guided by coverage and finds more, where there is time for it; what it finds becomes a seed.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "command/conllu.h"
#include "compare/differences.h"
#include "gather/gather.h"
#include "language/language_model.h"
#include "read/read.h"
#include "reconcile/decided_account.h"
#include "reconcile/reconcile.h"
#include "show/differences.h"
#include "show/json.h"
#include "store/layers_codec.h"
#include "store/store.h"
#include "store/stored_stories.h"
#include "support.h"
#include "support/tiny_model.h"
#include "text/utf8.h"

namespace {

using namespace recount;

std::uint64_t round_now = 0;

void tell_round() {
    char line[64];
    const int size =
        std::snprintf(line, sizeof line, "recount_fuzz: in --round %llu\n", static_cast<unsigned long long>(round_now));
    (void)!write(STDERR_FILENO, line, static_cast<std::size_t>(size));
}

[[noreturn]] void fail(const std::string& why) {
    std::cerr << "recount_fuzz: " << why << std::endl;
    tell_round();
    std::abort();
}

/// All that outputs give of a report as it was given.
std::vector<std::string> strings_of(const Report& report) {
    std::vector<std::string> strings{report.id,           report.input,           report.content,
                                     report.url,          report.source_domain,   report.description,
                                     report.language,     report.language_stated, report.language_reason,
                                     report.date_publish, report.outlet,          report.date_modified};
    for (const auto* list : {&report.authors, &report.image_credits, &report.agencies})
        strings.insert(strings.end(), list->begin(), list->end());
    for (const Block& block : report.blocks)
        strings.push_back(block.author);
    return strings;
}

void check(const Report& report) {
    for (const std::string& text : strings_of(report))
        if (first_invalid_utf8(text))
            fail("a report is not valid UTF-8");
    std::uint32_t end = 0;
    for (const Block& block : report.blocks) {
        if (block.span.start < end || block.span.end <= block.span.start || block.span.end > report.content.size())
            fail("a block does not lie in its text behind the one before");
        end = block.span.end;
    }
}

void check_reading(const std::string& bytes) {
    static const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    static const ReadWording wording(book);
    std::istringstream in(bytes);
    const ReadResult result = read({"-"}, in, wording);
    if (result.reports.empty() && result.problems.empty())
        fail("neither a report nor a problem");
    std::set<std::string> ids;
    for (const Report& report : result.reports) {
        check(report);
        if (report.id.empty() || !ids.insert(report.id).second)
            fail("an id is missing or there twice");
    }
    for (const Problem& problem : result.problems)
        if (const std::string line = message(problem); line.find('\n') != std::string::npos || first_invalid_utf8(line))
            fail("a message of several lines, or not valid UTF-8");
}

const LanguageModel& tiny_language() {
    static const LanguageModel model = [] {
        const std::filesystem::path file =
            std::filesystem::temp_directory_path() / ("recount-fuzz-" + std::to_string(getpid()) + ".model");
        std::ofstream(file, std::ios::binary) << test::tiny_model();
        LanguageModel opened = LanguageModel::open(file.string());
        std::filesystem::remove(file);
        return opened;
    }();
    return model;
}

/// Reads and parses all sentences and writes them again; gives the number of problems.
std::size_t parse_all(const std::string& bytes, std::string& out) {
    static LanguageScratch scratch;
    const LanguageModel& model = tiny_language();
    std::istringstream in(bytes);
    std::size_t problems = 0;
    ConlluReader reader(in, [&](std::size_t, ConlluProblem) { ++problems; });
    ConlluSentence sentence;
    while (reader.next(sentence)) {
        const std::vector<std::string_view> forms = sentence.forms();
        std::vector<WordTag> tags(forms.size());
        std::vector<WordArc> arcs(forms.size());
        model.parse(forms, scratch, tags, arcs);
        std::vector<ConlluWord> words;
        for (std::size_t i = 0; i < forms.size(); ++i)
            words.push_back({"_", model.tagger().upos()[tags[i].upos], model.tagger().features(tags[i].features),
                             model.parser().relations()[arcs[i].relation], arcs[i].head});
        sentence.write(words, out);
        out.push_back('\n');
    }
    return problems;
}

void check_conllu(const std::string& bytes) {
    std::string once, twice;
    parse_all(bytes, once);
    if (parse_all(once, twice) != 0)
        fail("what was written as CoNLL-U is none");
    if (once != twice)
        fail("what was written as CoNLL-U comes out in another way");
}

/// What the changes of a store are held against: its reports as they were, and its rules.
struct MadeStore {
    std::vector<AnnotatedReport> reports;
    std::vector<std::string> seeds;  // the file; layers, story and account, with a letter in front
    std::string file;
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    ReconcileRules rules{codebook};
    ReconcileScorers scorers;
    GatherRules gathering{codebook};

    explicit MadeStore(const std::vector<std::string>& texts) {
        file =
            (std::filesystem::temp_directory_path() / ("recount-fuzz-" + std::to_string(getpid()) + ".store")).string();
        std::filesystem::remove(file);
        const test::Language& language = test::trained_language();
        {
            Store store = Store::open_to_write(file, {});
            const StoredNumber number = store.number_of({"recount", "codebook", "1", "00", "model"});
            std::vector<NewReport> added;
            for (const std::string& text : texts) {
                Report report = test::report_of(text, std::to_string(added.size()));
                report.sha256 = report.place.stated_id = report.id;
                AnnotatedReport annotated = language.chain.annotate(report);
                added.push_back(new_report(report, annotated, gathering));
                reports.push_back(std::move(annotated));
            }
            store.add(added, number);
            find_stories_again(store, gathering, *language.model, number);
            for (const StoredNumber story : dirty_stories(store))
                add_account(store, story, number);
            store.database().run_all("PRAGMA wal_checkpoint(TRUNCATE)", "");
        }
        std::ifstream in(file, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        seeds.push_back("L" + unseal(pack_layers(reports.front())));
    }

    void add_account(Store& store, StoredNumber number, StoredNumber producer) {
        const test::Language& language = test::trained_language();
        StoredReports of_story = store.annotated_of_story(number, language.codebook);
        std::vector<NewAccount> made(1);
        made[0].story = number;
        made[0].reports = of_story.numbers;
        made[0].account = reconcile_alone(std::move(of_story.reports), gathering,
                                          {rules, language.names, language.gazetteer, scorers});
        const Account& account = made[0].account;
        seeds.push_back("A" + unseal(pack_account(account.stories[0], account.days,
                                                  packed_reports(account.stories[0].reports, account.reports))));
        put_accounts(store, made, producer);
    }
};

MadeStore& made_store(const std::vector<std::string>& texts = {}) {
    static MadeStore made(texts);
    return made;
}

void check_packed(const std::string& bytes, MadeStore& made) {
    std::vector<std::uint32_t> numbers(made.reports.size());
    for (std::uint32_t i = 0; i < numbers.size(); ++i)
        numbers[i] = i;
    const std::vector<PackedReport> reports = packed_reports(numbers, made.reports);
    const std::string sealed = seal(std::string_view(bytes).substr(1));
    std::ostringstream out;
    if (bytes.front() == 'L') {
        AnnotatedReport annotated{made.reports.front().report, {}};
        unpack_layers(sealed, annotated, made.codebook);
        write_annotated(annotated, true, nullptr, out);
    } else {
        Account account{made.reports, {}, std::vector<StoryAccount>(1), {}};
        account.stories[0].reports = numbers;
        unpack_account(sealed, reports, account.stories[0], account.days);
        write_account(account, {}, {}, out);
    }
}

void check_store(const std::string& bytes) {
    MadeStore& made = made_store();
    try {
        if (!bytes.empty() && (bytes[0] == 'L' || bytes[0] == 'A' || (bytes[0] == 'S' && bytes.substr(1, 1) != "Q")))
            return check_packed(bytes, made);
        for (const char* behind : {"", "-wal", "-shm"})
            std::filesystem::remove(made.file + behind);
        std::ofstream(made.file, std::ios::binary) << bytes;
        Store store = Store::open(made.file);
        store.for_each_report([](const Report& report) { check(report); });
        if (!stories_state(store).is_whole())
            return;
        std::ostringstream out;
        write_account(stored_account(store, made.codebook, made.rules), {}, {}, out);
    } catch (const StoreError&) {
    } catch (const DamagedBytes&) {
    }
}

void check_account(const std::string& bytes) {
    static FiledAccount last;
    try {
        FiledAccount account = read_account(bytes, "account.json");
        if (!compare(account, account).is_empty())
            fail("an account differs from itself");
        std::ostringstream out;
        const Comparison comparison{last, account, compare(last, account)};
        write_differences_json(comparison, out);
        write_differences(comparison, 80, out);
        if (first_invalid_utf8(out.view()))
            fail("a difference is not valid UTF-8");
        last = std::move(account);
    } catch (const AccountFileError& problem) {
        if (!std::string_view(problem.what()).starts_with("account.json: "))
            fail("a message does not name its file");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    check_reading(bytes);
    check_conllu(bytes);
    check_account(bytes);
    return 0;
}

#ifndef RECOUNT_FUZZER

extern "C" void __sanitizer_set_death_callback(void (*)()) __attribute__((weak));

namespace {

/// Changes bytes as damage, carelessness and malice do.
class Mutator {
public:
    Mutator(const std::vector<std::string>& seeds, std::uint64_t seed, std::uint64_t round)
        : seeds_(seeds), random_(static_cast<std::uint32_t>(seed * 1000003 + round)) {}

    std::string make() {
        std::string bytes = seeds_[below(seeds_.size())];
        for (std::size_t changes = 1 + below(6); changes > 0; --changes)
            change(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

    /// A stretch of one of the seeds.
    std::string piece() {
        const std::string& from = seeds_[below(seeds_.size())];
        const std::size_t at = below(from.size());
        return from.substr(at, 1 + below(below(8) == 0 ? 400 : 24));
    }

    void change(std::string& bytes) {
        const std::size_t at = below(bytes.size() + 1), length = 1 + below(below(4) == 0 ? 200 : 8);
        switch (below(9)) {
        case 0:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(below(256));
            break;
        case 2: bytes.erase(at, length); break;
        case 3: bytes.insert(at, piece()); break;
        case 4: bytes.replace(at, length, piece()); break;
        case 5: bytes.resize(at); break;
        case 6: bytes.insert(at, bytes.substr(at, length)); break;
        case 7: {  // something once becomes something many times
            const std::string once = bytes.substr(at, 1 + below(24));
            std::string often;
            for (std::size_t i = below(2000); i > 0; --i)
                often += once;
            bytes.insert(at, often);
            break;
        }
        case 8: {  // a number becomes another
            static const char* const numbers[] = {
                "0", "-1", "1", "255", "65536", "2147483648", "4294967295", "99999999999999999999", "7fffffffffffffff"};
            const std::size_t digits = bytes.find_first_of("0123456789", at);
            if (digits != std::string::npos)
                bytes.replace(digits, std::min(bytes.find_first_not_of("0123456789", digits), bytes.size()) - digits,
                              numbers[below(std::size(numbers))]);
            break;
        }
        }
    }

    const std::vector<std::string>& seeds_;
    std::mt19937 random_;
};

std::vector<std::string> seeds_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return seeds;
}

}  // namespace

int main(int count, char** arguments) {
    double seconds = 3;
    std::uint64_t seed = 1, only = 0;
    for (int i = 2; i + 1 < count; i += 2) {
        if (std::strcmp(arguments[i], "--seconds") == 0)
            seconds = std::atof(arguments[i + 1]);
        else if (std::strcmp(arguments[i], "--seed") == 0)
            seed = std::strtoull(arguments[i + 1], nullptr, 10);
        else if (std::strcmp(arguments[i], "--round") == 0)
            only = std::strtoull(arguments[i + 1], nullptr, 10);
    }
    std::vector<std::string> seeds = count < 2 ? std::vector<std::string>() : seeds_in(arguments[1]);
    if (seeds.empty()) {
        std::cerr << "usage: recount_fuzz CORPUS [--seconds N] [--seed S] [--round R]" << std::endl;
        return 2;
    }
    const std::string target = std::filesystem::path(arguments[1]).filename();
    const auto check_bytes = target == "conllu"    ? check_conllu
                             : target == "store"   ? check_store
                             : target == "account" ? check_account
                                                   : check_reading;
    if (target == "store")
        seeds = made_store(seeds).seeds;
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(tell_round);
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    for (const std::string& whole : seeds)
        check_bytes(whole);
    for (round_now = only == 0 ? 1 : only;; ++round_now) {
        const std::string bytes = Mutator(seeds, seed, round_now).make();
        if (only != 0)
            std::ofstream("recount-fuzz-" + std::to_string(only), std::ios::binary) << bytes;
        const auto before = Clock::now();
        check_bytes(bytes);
        const auto after = Clock::now();
        if (after - before > std::chrono::seconds(20)) {
            fail(std::to_string(bytes.size()) + " bytes take longer than 20 seconds");
        }
        if (only != 0 || std::chrono::duration<double>(after - start).count() > seconds)
            break;
    }
    std::cout << seeds.size() << " seeds and " << round_now << " changes of them were read, none crashed" << std::endl;
}

#endif
