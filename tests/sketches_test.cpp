// Copies among many reports: generated reports in, the pairs that copy one another out. Beside the index over sketches
// stands the slow way, which compares every report with every other.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "annotate/chain.h"
#include "annotate/tokens.h"
#include "gather/sketches.h"
#include "support.h"

using namespace recount;

namespace {

Codebook& codebook() {
    static Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    return book;
}

const CopyWorkers in_turn = [](std::size_t count, const std::function<void(std::size_t)>& work) {
    for (std::size_t i = 0; i < count; ++i)
        work(i);
};

const CopyWorkers backwards = [](std::size_t count, const std::function<void(std::size_t)>& work) {
    for (std::size_t i = count; i-- > 0;)
        work(i);
};

struct Gathered {
    Terms terms{codebook()};
    std::vector<ReportWords> words;
};

Gathered gathered(const std::vector<std::string>& texts) {
    AnnotatorChain chain;
    chain.add(make_token_annotator(codebook()));
    Gathered out;
    for (std::size_t i = 0; i < texts.size(); ++i)
        out.words.push_back(words_of(chain.annotate(test::report_of(texts[i], std::to_string(i))), out.terms));
    return out;
}

/// "0 2" for each pair of copies, with " | " between.
std::string copies(const std::vector<std::string>& texts, std::span<const std::uint64_t> furniture = {}) {
    const Gathered reports = gathered(texts);
    std::string out;
    for (const CopyPair& pair :
         near_duplicates(reports.words, reports.terms, furniture, CopySettings(codebook()), in_turn))
        out.append(out.empty() ? "" : " | ").append(std::to_string(pair.a)).append(" ").append(std::to_string(pair.b));
    return out;
}

/// Reports of invented sentences; every fourth copies an earlier one: cut, with another lead, with words swapped, in
/// another order.
class Generator {
public:
    std::vector<std::string> texts(std::size_t count) {
        std::vector<std::vector<std::string>> reports;
        for (std::size_t i = 0; i < count; ++i)
            reports.push_back(i % 4 == 3 ? copy_of(reports[random_() % i], i / 4 % 4) : report());
        std::vector<std::string> texts;
        for (const auto& sentences : reports) {
            texts.emplace_back();
            for (const std::string& sentence : sentences)
                texts.back() += sentence + "\n";
        }
        return texts;
    }

private:
    std::string word() {
        static const char* const parts[] = {"ka", "ver", "lo", "min", "dra", "sel", "tor", "un", "pel", "gri"};
        std::string out;
        for (int i = 0; i < 3; ++i)
            out += parts[random_() % 10];
        return out;
    }

    std::string sentence() {
        std::string out = "The";
        for (std::size_t i = 8 + random_() % 10; i > 0; --i)
            out += " " + word();
        return out + ".";
    }

    std::vector<std::string> report() {
        std::vector<std::string> sentences(5 + random_() % 8);
        std::generate(sentences.begin(), sentences.end(), [&] { return sentence(); });
        return sentences;
    }

    std::vector<std::string> copy_of(std::vector<std::string> sentences, std::size_t how) {
        if (how == 0)
            sentences.resize(sentences.size() / 2 + 1);
        if (how == 1)
            for (std::size_t i = 0; i < sentences.size() / 2; ++i)
                sentences[i] = sentence();
        if (how == 2)
            for (std::string& each : sentences) {
                std::string swapped = "The";
                for (std::size_t at = each.find(' '); at != std::string::npos;) {
                    const std::size_t next = each.find(' ', at + 1);
                    swapped += random_() % 3 == 0 ? " " + word() : each.substr(at, next - at);
                    at = next;
                }
                each = swapped.ends_with('.') ? swapped : swapped + ".";
            }
        if (how == 3)
            std::shuffle(sentences.begin(), sentences.end(), random_);
        return sentences;
    }

    std::mt19937 random_{41};
};

const std::string pier =
    "A loading crane toppled onto a crowded ferry pier in Ostrava Bay on Tuesday, crushing a ticket kiosk.\n"
    "Divers searched the murky water beneath the splintered planks until nightfall.\n"
    "The operator had skipped two inspections since the spring, according to the harbour ledger.\n"
    "Relatives wrapped in foil blankets waited behind a rope near the fish market.";
const std::string bees =
    "Beekeepers in the Lorne valley lost half of their hives to mites over the winter.\n"
    "They blame queens imported from Carvia, whose colonies were never checked for parasites.\n"
    "Almond growers say that without hives their blossom will go unpollinated in February.";

}  // namespace

TEST_CASE("a report that is cut, put into another order, or merged with another copies what it is made of") {
    const std::string cut = pier.substr(0, pier.find("The operator"));
    const std::string turned = pier.substr(pier.find("Relatives")) + "\n" + pier.substr(0, pier.find("\nRelatives"));
    CHECK(copies({pier, bees}) == "");
    CHECK(copies({pier, bees, cut}) == "0 2");
    CHECK(copies({pier, bees, turned}) == "0 2");
    CHECK(copies({pier, bees, bees + "\n" + pier}) == "0 2 | 1 2");
}

TEST_CASE("a third of the words kept is a copy, one sentence among many is none") {
    const std::string line = pier.substr(0, pier.find('\n') + 1);
    CHECK(copies({pier + "\n" + bees,
                  line + "A tram hit a lamp post by the town hall of Brenn, and nobody was hurt."}) == "0 1");
    const std::string much =
        "The council of Brenn will mend the library roof in June, a year late.\n"
        "Masons quarrel over slate: the old quarry at Hask is flooded and cheap tiles crack in frost.\n"
        "Readers have carried buckets since the gutter burst over the map room.\n"
        "A lottery for the first seats under the new dome sold out within an afternoon.\n"
        "Schoolchildren will paint the scaffolding boards with herons and otters.\n";
    CHECK(copies({pier + "\n" + bees, line + much}) == "");
}

TEST_CASE("furniture makes no copies") {
    const std::string appeal =
        "Honest printing costs money: become a lantern member, keep our presses turning, read every supplement.\n"
        "Browse the archive of engravings, crossword puzzles and gardening almanacs whenever the attic lamp is lit.\n";
    const std::vector<std::string> texts = {appeal + pier, appeal + bees};
    const Gathered reports = gathered({appeal});
    CHECK(copies(texts) == "0 1");
    const Gathered both = gathered(texts);
    std::vector<std::uint64_t> furniture;
    for (std::size_t s = 0; s < reports.words[0].sentences.size(); ++s)
        furniture.push_back(both.words[0].sentences[s].wording);
    std::sort(furniture.begin(), furniture.end());
    CHECK(copies(texts, furniture) == "");
}

TEST_CASE("the index over sketches finds what comparing all pairs finds") {
    const Gathered reports = gathered(Generator().texts(1000));
    const CopySettings settings(codebook());
    std::set<std::pair<std::uint32_t, std::uint32_t>> slow, fast;
    std::vector<CopyLinks> links;
    for (const ReportWords& words : reports.words)
        links.push_back(copy_links(words, reports.terms, {}, settings));
    for (std::uint32_t b = 0; b < links.size(); ++b) {
        SharedWords words(links[b]);
        for (std::uint32_t a = 0; a < b; ++a)
            if (words.with(links[a]) >= settings.share)
                slow.emplace(a, b);
    }
    for (const CopyPair& pair : near_duplicates(reports.words, reports.terms, {}, settings, in_turn))
        fast.emplace(pair.a, pair.b);
    CHECK(slow.size() > 240);
    CHECK(std::includes(slow.begin(), slow.end(), fast.begin(), fast.end()));
    CHECK(2.0 * static_cast<double>(fast.size()) / static_cast<double>(fast.size() + slow.size()) >= 0.99);
}

TEST_CASE("reports added one after another find the same copies, in whatever order workers take them") {
    const Gathered reports = gathered(Generator().texts(200));
    CopySettings settings(codebook());
    settings.looked_up = 2;
    SketchIndex index(settings);
    std::vector<CopyLinks> links;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> added, together, turned;
    for (std::uint32_t b = 0; b < reports.words.size(); ++b) {
        links.push_back(copy_links(reports.words[b], reports.terms, {}, settings));
        SharedWords words(links[b]);
        for (const std::uint32_t a : index.add(sketch_of(links[b], settings)))
            if (words.with(links[a]) >= settings.share)
                added.emplace_back(a, b);
    }
    std::sort(added.begin(), added.end());
    for (const CopyPair& pair : near_duplicates(reports.words, reports.terms, {}, settings, in_turn))
        together.emplace_back(pair.a, pair.b);
    for (const CopyPair& pair : near_duplicates(reports.words, reports.terms, {}, settings, backwards))
        turned.emplace_back(pair.a, pair.b);
    CHECK(added.size() > 30);
    CHECK(added == together);
    CHECK(turned == together);
}

TEST_CASE("a report has the same sketch whatever was read before it") {
    const CopySettings settings(codebook());
    const auto sketch = [&](const std::vector<std::string>& texts) {
        const Gathered reports = gathered(texts);
        return sketch_of(copy_links(reports.words.back(), reports.terms, {}, settings), settings);
    };
    const Sketch alone = sketch({pier});
    CHECK(alone.size() >= settings.fewest);
    CHECK(sketch({bees, pier}) == alone);
    CHECK(sketch({pier}).size() < 100);
}
