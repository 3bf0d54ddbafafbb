// Reports go through many threads in bounded number and come out in the order in which they came in.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "command/pipeline.h"
#include "support/program.h"

using namespace recount;

namespace {

Report numbered(std::size_t number, std::size_t size = 1) {
    Report report;
    report.id = std::to_string(number);
    report.content.assign(size, 'x');
    return report;
}

/// Longer work for some reports, so that they are done in another order than they came in.
void work_on(const Report& report) {
    if (report.id.back() == '3')
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace

TEST_CASE("results come in the order of the reports, on the thread that gives them, on however many threads") {
    for (const unsigned threads : {1U, 2U, 7U}) {
        CAPTURE(threads);
        const std::thread::id owner = std::this_thread::get_id();
        std::string order, expected;
        Pipeline pipeline(threads, [&](Report&& report) -> Pipeline::Then {
            work_on(report);
            return [&, id = report.id] {
                CHECK(std::this_thread::get_id() == owner);
                order += id + " ";
            };
        });
        for (std::size_t i = 0; i < 300; ++i) {
            expected += std::to_string(i) + " ";
            pipeline.add(numbered(i));
        }
        pipeline.finish();
        CHECK(order == expected);
    }
}

TEST_CASE("however fast reports come, few wait in memory") {
    std::size_t came = 0, done = 0, most = 0, most_of_long = 0;
    const auto run = [&](std::size_t reports, std::size_t size, std::size_t& waiting) {
        came = done = 0;
        Pipeline pipeline(3, [&](Report&& report) -> Pipeline::Then {
            work_on(report);
            return [&done] { ++done; };
        });
        for (std::size_t i = 0; i < reports; ++i) {
            ++came;
            pipeline.add(numbered(i, size));
            waiting = std::max(waiting, came - done);
        }
        pipeline.finish();
        CHECK(done == reports);
    };
    run(20'000, 1, most);
    CHECK(most <= 1024);
    run(40, 3 << 20, most_of_long);
    CHECK(most_of_long <= 2);
}

TEST_CASE("what goes wrong with one report, or with its result, ends the work where the reports are given") {
    for (const unsigned threads : {1U, 3U})
        for (const bool in_result : {false, true}) {
            CAPTURE(threads);
            CAPTURE(in_result);
            std::size_t done = 0;
            const auto give_all = [&] {
                Pipeline pipeline(threads, [&](Report&& report) -> Pipeline::Then {
                    const bool is_bad = report.id == "50";
                    if (is_bad && !in_result)
                        throw std::runtime_error("work");
                    return [&done, is_bad] {
                        if (is_bad)
                            throw std::runtime_error("result");
                        ++done;
                    };
                });
                for (std::size_t i = 0; i < 5000; ++i)
                    pipeline.add(numbered(i));
                pipeline.finish();
            };
            CHECK_THROWS_WITH_AS(give_all(), in_result ? "result" : "work", std::runtime_error);
            CHECK(done <= 50);
        }
}

TEST_CASE(
    "annotate gives the same lines on any number of threads, in the order of the inputs, past what cannot be read") {
    using namespace recount::test;
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 60; i > 0; --i) {
        const std::string n = std::to_string(i);
        lines += "{\"id\": \"r" + n + "\", \"text\": \"Police said " + n + " people were hurt on Sunday.\"}\n";
        if (i == 30)
            lines += "{\"id\": broken\n";
    }
    const std::string file = folder.write("lines.jsonl", lines).string();
    const Outcome one = run_recount({"annotate", file, "--threads", "1", "--tokens"});
    CHECK(one.status == 1);
    CHECK(one.messages().size() == 2);
    CHECK(one.out.starts_with("{\"id\":\"r60\""));
    CHECK(one.out.find("{\"id\":\"r31\"") < one.out.find("{\"id\":\"r29\""));
    CHECK(std::count(one.out.begin(), one.out.end(), '\n') == 60);
    for (const char* threads : {"2", "5"})
        CHECK(run_recount({"annotate", file, "--threads", threads, "--tokens"}).out == one.out);
}
