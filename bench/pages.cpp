// Pages a second: from a page's bytes to its report, with blocks, metadata and language, in one thread.
//
// usage: recount_page_bench FOLDER ROUNDS      prints "recount<tab>pages a second" of the best round
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "read/compose.h"
#include "read/html/page.h"

using namespace recount;

namespace {

/// Makes the report of each item and forgets it.
class Composer : public ItemSink {
public:
    explicit Composer(const ReadWording& wording) : wording_(wording) {}

    void item(Item item) override {
        bool not_a_date = false;
        blocks += compose(std::move(item), wording_, not_a_date).blocks.size();
    }
    void entry(Input&, Entry) override {}  // a page holds none
    void problem(Problem) override {}

    std::size_t blocks = 0;

private:
    const ReadWording& wording_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: recount_page_bench FOLDER ROUNDS\n");
        return 2;
    }
    std::vector<std::string> pages;
    for (const auto& entry : std::filesystem::directory_iterator(words[1])) {
        std::ifstream in(entry.path(), std::ios::binary);
        pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const ReadWording wording(book);
    Composer composer(wording);
    double best = 0;
    for (int round = 0; round < std::atoi(words[2]); ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (const std::string& page : pages)
            html::read_page_bytes(page, {}, wording, composer);
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        best = std::max(best, static_cast<double>(pages.size()) / seconds.count());
    }
    std::printf("recount\t%.1f\n", best);
    return composer.blocks == 0;
}
