// What recount serve is made of, piece by piece; tests/serve_processes.py has the program as its callers meet it.
#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "serve/connection_watch.h"
#include "serve/door.h"
#include "serve/feed_request.h"
#include "serve/feed_state.h"
#include "serve/folder_watch.h"
#include "serve/secret.h"
#include "serve/server.h"
#include "serve/settling_files.h"
#include "serve/waiting_line.h"
#include "serve/web_address.h"
#include "support/program.h"

using namespace recount;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view host = "127.0.0.1:8765", origin = "http://127.0.0.1:8765";

Door a_door() {
    return {{std::string(host)}, {std::string(origin)}, "recount_8765"};
}

/// An account of one story, in which each decision is one more change.
class SmallWorkbench : public Workbench {
public:
    Piece front() override { return {std::make_shared<const std::string>("{\"stories\":[]}"), version}; }
    std::optional<Piece> story(std::string_view id) override {
        if (id != "s1")
            return {};
        return Piece{std::make_shared<const std::string>("{}"), version};
    }
    Changes changes_since(std::uint64_t) override { return {version, {}, false}; }
    std::string decisions() override { return ""; }
    std::string decide(std::string_view, std::string_view) override {
        ++version;
        return "{}";
    }

    std::atomic<std::uint64_t> version = 1;
};

/// A server on any port, running.
class Running {
public:
    explicit Running(const ServeSettings& settings)
        : server_(workbench_, settings), thread_([this] { server_.run(); }) {
        const std::string address = server_.address();
        const std::size_t colon = address.rfind(':');
        port_ = std::stoi(address.substr(colon + 1));
    }
    ~Running() {
        server_.stop();
        thread_.join();
    }

    /// A connection to it.
    int connect() const {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
        return connection;
    }

    /// The status line of an answer to a caller who was not let in.
    std::string answer(const std::string& header = "") const {
        const int connection = connect();
        const std::string question =
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n" + header + "\r\n";
        REQUIRE(send(connection, question.data(), question.size(), MSG_NOSIGNAL) > 0);
        char bytes[64] = {};
        const ssize_t size = recv(connection, bytes, sizeof(bytes), 0);
        close(connection);
        const std::string line(bytes, size > 0 ? static_cast<std::size_t>(size) : 0);
        return line.substr(0, line.find('\r'));
    }

private:
    SmallWorkbench workbench_;
    Server server_;
    int port_ = 0;
    std::thread thread_;
};

WebAddress feed_address(std::string_view text = "https://news.example/rss.xml") {
    const auto address = web_address(text);
    REQUIRE(address);
    return *address;
}

FeedAnswer answered(int status) {
    return {.status = status};
}

const std::chrono::sys_seconds now = std::chrono::sys_days(std::chrono::year(2021) / 5 / 3) + 10h;

}  // namespace

TEST_CASE("a secret is long, never the same, and compared as a whole") {
    std::set<std::string> secrets;
    for (int i = 0; i < 100; ++i)
        secrets.insert(new_secret());
    CHECK(secrets.size() == 100);
    CHECK(secrets.begin()->size() == 64);
    CHECK(same_secret("abc", "abc"));
    for (const char* other : {"", "ab", "abd", "abcd", "bbc"})
        CHECK_FALSE(same_secret("abc", other));
}

TEST_CASE("a token lets one browser in, and its cookie lets it stay") {
    Door door = a_door();
    const std::string token = door.token();
    const Admission admission = door.admit({.method = "GET", .path = "/", .host = host, .token = token});
    REQUIRE(admission.entry == Entry::admitted);
    const std::string cookies = "a=b; recount_8765=" + admission.session;
    CHECK(door.admit({.method = "GET", .path = "/api/account", .host = host, .cookies = cookies}).entry ==
          Entry::allowed);
    CHECK(door.admit({.method = "GET", .path = "/", .host = host, .token = token}).entry == Entry::refused);
    CHECK(door.token() != token);
    for (const std::string& wrong :
         std::vector<std::string>{"recount_8765=", "recount_8765=" + token, "other=" + admission.session,
                                  "xrecount_8765=" + admission.session, "recount_8765=" + admission.session + "0"})
        CHECK(door.admit({.method = "GET", .path = "/", .host = host, .cookies = wrong}).entry == Entry::refused);
}

TEST_CASE("who asks by another name, or from another page, is refused though the cookie is right") {
    Door door = a_door();
    const std::string cookies =
        "recount_8765=" + door.admit({.method = "GET", .path = "/", .host = host, .token = door.token()}).session;
    const auto entry = [&](Caller caller) {
        caller.cookies = cookies;
        return door.admit(caller).entry;
    };
    CHECK(entry({.method = "GET", .path = "/", .host = "evil.example:8765"}) == Entry::refused);
    CHECK(entry({.method = "GET", .path = "/", .host = ""}) == Entry::refused);
    CHECK(entry({.method = "GET", .path = "/api/account", .host = host, .fetch_site = "cross-site"}) == Entry::refused);
    CHECK(entry({.method = "POST", .path = "/api/decisions", .host = host}) == Entry::refused);
    CHECK(entry({.method = "POST", .path = "/api/decisions", .host = host, .origin = "https://evil.example"}) ==
          Entry::refused);
    CHECK(entry({.method = "POST", .path = "/api/decisions", .host = host, .origin = origin}) == Entry::allowed);
    CHECK(entry({.method = "POST", .path = "/", .host = host, .origin = origin, .fetch_site = "cross-site"}) ==
          Entry::refused);
}

TEST_CASE("a caller who sends a byte now and then is sent away, and keeps nobody else waiting for long") {
    const Running server({.threads = 1, .longest = 400ms});
    const int slow = server.connect();
    std::atomic<bool> is_over = false;
    std::thread drip([&] {
        while (!is_over && send(slow, "G", 1, MSG_NOSIGNAL) == 1)
            std::this_thread::sleep_for(50ms);
    });
    std::this_thread::sleep_for(100ms);  // the only thread is the slow caller's now
    CHECK(server.answer() == "HTTP/1.1 403 Forbidden");
    is_over = true;
    drip.join();
    close(slow);
}

TEST_CASE("callers who say nothing, or next to nothing, keep nobody from an answer however many they are") {
    const Running server({.threads = 4});
    std::atomic<bool> is_over = false;
    std::vector<std::thread> idle;
    for (int i = 0; i < 60; ++i)
        idle.emplace_back([&, says = i % 2 == 0] {
            while (!is_over) {
                const int connection = server.connect();
                for (char byte = 0; !is_over && recv(connection, &byte, 1, MSG_DONTWAIT) < 0;) {
                    if (says && send(connection, "G", 1, MSG_NOSIGNAL) < 0)
                        break;
                    std::this_thread::sleep_for(100ms);
                }
                close(connection);
            }
        });
    std::this_thread::sleep_for(300ms);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 3; ++i) {
        int tries = 1;  // on a busy machine a caller may be sent away in the crowd, and asks again
        while (server.answer() != "HTTP/1.1 403 Forbidden" && tries < 5)
            ++tries;
        CHECK(tries < 5);
    }
    CHECK(std::chrono::steady_clock::now() - begin < 60s);  // each would wait for half a minute behind them
    is_over = true;
    for (std::thread& one : idle)
        one.join();
}

TEST_CASE("of one address's connections that ask nothing, the oldest are ended where they are too many") {
    const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(listening, reinterpret_cast<const sockaddr*>(&place), sizeof(place)) == 0);
    REQUIRE(listen(listening, 16) == 0);
    socklen_t size = sizeof(place);
    REQUIRE(getsockname(listening, reinterpret_cast<sockaddr*>(&place), &size) == 0);
    ConnectionWatch watch(ntohs(place.sin_port), {.pressed = 60s, .crowd = 1, .most_of_address = 3});
    std::vector<int> callers, taken;
    for (int i = 0; i < 6; ++i) {
        callers.push_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        REQUIRE(connect(callers.back(), reinterpret_cast<const sockaddr*>(&place), sizeof(place)) == 0);
        taken.push_back(accept(listening, nullptr, nullptr));
        sockaddr_in own{};
        REQUIRE(getsockname(callers.back(), reinterpret_cast<sockaddr*>(&own), &size) == 0);
        if (i == 0)
            watch.has_asked(ntohs(own.sin_port));  // who has asked is waited for by nobody
        std::this_thread::sleep_for(150ms);
    }
    std::string ended;
    for (const int caller : callers) {
        char byte = 0;
        ended += recv(caller, &byte, 1, MSG_DONTWAIT) == 0 ? 'x' : '.';
        close(caller);
    }
    CHECK(ended == ".xx...");
    for (const int connection : taken)
        close(connection);
    close(listening);
}

TEST_CASE("no part of an answer can be had, whatever the part") {
    const Running server({.threads = 1});
    for (const char* range : {"0-10", "5000000-5000100", "-5", "0-1,5000000-"})
        CHECK(server.answer("Range: bytes=" + std::string(range) + "\r\n") == "HTTP/1.1 416 Range Not Satisfiable");
    CHECK(server.answer() == "HTTP/1.1 403 Forbidden");
}

TEST_CASE("a feed whose headers have no end is given up: by size, by time, and where all is to end") {
    const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(place);
    REQUIRE(bind(listening, reinterpret_cast<const sockaddr*>(&place), size) == 0);
    REQUIRE(listen(listening, 5) == 0);
    REQUIRE(getsockname(listening, reinterpret_cast<sockaddr*>(&place), &size) == 0);
    const FeedState feed{.address =
                             feed_address("http://127.0.0.1:" + std::to_string(ntohs(place.sin_port)) + "/feed")};
    const auto problem = [&](const std::string& line, std::chrono::milliseconds pause, const FeedLimits& limits,
                             const std::function<bool()>& is_over) {
        std::atomic<int> connection = -1;
        std::thread sender([&] {
            connection = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
            std::string bytes = "HTTP/1.1 200 OK\r\n";
            while (send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0) {
                bytes = line;
                std::this_thread::sleep_for(pause);
            }
        });
        const std::string told = ask_feed(feed, "recount", limits, is_over).problem;
        shutdown(connection, SHUT_RDWR);  // what was sent already would wait for a while
        sender.join();
        close(connection);
        return told;
    };
    const auto never = [] { return false; };
    std::string many;
    for (int i = 0; i < 1000; ++i)
        many += "X-A: b\r\n";
    CHECK(problem(many, 0ms, {}, never) == "it is larger than 16 MB, or its headers are than 256 kB");
    CHECK(problem("X-A: b\r\n", 50ms, {.longest = 1s}, never) == "it takes longer than 1 seconds");
    const auto soon = std::chrono::steady_clock::now() + 300ms;
    CHECK(problem("x", 50ms, {}, [&] { return std::chrono::steady_clock::now() > soon; }) == "it was given up");
    close(listening);
}

TEST_CASE("more callers than threads and places wait, and all are answered") {
    const Running server({.threads = 2, .waiting = 2});
    std::atomic<int> answers = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 40; ++i)
        callers.emplace_back([&] { answers += server.answer() == "HTTP/1.1 403 Forbidden"; });
    for (std::thread& caller : callers)
        caller.join();
    CHECK(answers == 40);
}

TEST_CASE("a server that is told to end before it began does not begin") {
    SmallWorkbench workbench;
    Server server(workbench, {});
    server.stop();
    server.run();
    CHECK(workbench.version == 1);
}

TEST_CASE("a line does all that it took before it ends") {
    std::atomic<int> done = 0;
    {
        WaitingLine line(3, 5);
        for (int i = 0; i < 100; ++i)
            line.enqueue([&] { ++done; });
    }
    CHECK(done == 100);
}

TEST_CASE("a file is whole once it was closed and stayed as it is, and is told once for each form") {
    SettlingFiles files(2s, 60s);
    const SettlingFiles::Clock::time_point start{};
    const auto whole = [&](FileStamp stamp, bool open, std::chrono::seconds at) {
        return files.whole({{"a.txt", {stamp, open}}}, start + at);
    };
    const std::vector<std::string> nothing, a{"a.txt"};
    CHECK(whole({1, 1}, true, 0s) == nothing);
    CHECK(whole({2, 2}, true, 10s) == nothing);   // still written
    CHECK(whole({2, 2}, false, 11s) == nothing);  // closed, a moment ago
    CHECK(files.is_waiting());
    CHECK(whole({2, 2}, false, 12s) == a);
    CHECK_FALSE(files.is_waiting());
    CHECK(whole({2, 2}, false, 100s) == nothing);
    CHECK(whole({3, 101}, false, 101s) == nothing);  // another form
    CHECK(whole({3, 101}, false, 103s) == a);
    CHECK(whole({4, 110}, true, 110s) == nothing);
    CHECK(whole({4, 110}, true, 171s) == a);  // nobody told of its end
    CHECK(files.whole({}, start + 172s) == nothing);
    CHECK(whole({4, 110}, false, 173s) == nothing);  // gone, and here again
    CHECK(whole({4, 110}, false, 175s) == a);
}

TEST_CASE("a folder tells of files that come, in folders below it too") {
    const test::TemporaryFolder folder;
    folder.write("old.txt", "one");
    FolderWatch watch(folder.path().string(), {.settle = 20ms});
    const auto next = [&] {
        std::vector<std::string> names;
        for (const std::string& file : watch.wait(5s))
            names.push_back(std::filesystem::path(file).lexically_relative(folder.path()).string());
        return names;
    };
    CHECK(next() == std::vector<std::string>{"old.txt"});
    folder.write("below/it/new.txt", "two");
    CHECK(next() == std::vector<std::string>{"below/it/new.txt"});
    {
        std::ofstream slow(folder.path() / "slow.txt");
        slow << "three" << std::flush;
        CHECK(watch.wait(200ms).empty());
    }
    CHECK(next() == std::vector<std::string>{"slow.txt"});
    folder.write(".hidden", "four");
    CHECK(watch.wait(100ms).empty());
    // Moved away it is told of no more; another one in its place is.
    const std::filesystem::path away = folder.path().string() + "-away";
    CHECK(watch.is_there());
    std::filesystem::rename(folder.path(), away);
    CHECK(watch.wait(100ms).empty());
    CHECK_FALSE(watch.is_there());
    std::ofstream(away / "unseen.txt") << "five";
    CHECK(watch.wait(200ms).empty());
    folder.write("again.txt", "six");
    CHECK(next() == std::vector<std::string>{"again.txt"});
    CHECK(watch.is_there());
    std::filesystem::remove_all(folder.path());
    CHECK(watch.wait(100ms).empty());
    CHECK_FALSE(watch.is_there());
    std::filesystem::remove_all(away);
    CHECK_THROWS_WITH_AS(FolderWatch("/no/such/folder", {}), doctest::Contains("is no folder"), std::runtime_error);
}

TEST_CASE("addresses of the web") {
    const WebAddress plain = feed_address("HTTPS://News.Example");
    CHECK(plain.text() == "https://news.example/");
    CHECK(plain.port == 443);
    CHECK(feed_address("http://[::1]:8080/a?b=c#d").text() == "http://[::1]:8080/a?b=c");
    CHECK(feed_address("http://[::1]:8080/").is_loopback());
    CHECK(feed_address("http://news.example?a").path == "/?a");
    CHECK_FALSE(plain.is_loopback());
    for (const char* wrong :
         {"", "news.example", "ftp://news.example/", "file:///etc/passwd", "https://", "https://:80/",
          "https://a:b@news.example/", "http://news.example:0/", "http://news.example:99999/",
          "http://news.example/a b", "http://[::1/", "http://news.example/\r\nX: y"})
        CHECK_FALSE(web_address(wrong));
}

TEST_CASE("redirections are followed on the web, and never from a protected page to an open one") {
    const WebAddress from = feed_address("https://news.example/feeds/all.xml?page=1");
    const auto to = [&](std::string_view location) {
        const auto next = redirected(from, location);
        return next ? next->text() : "";
    };
    CHECK(to("https://other.example/x") == "https://other.example/x");
    CHECK(to("//other.example/x") == "https://other.example/x");
    CHECK(to("/x") == "https://news.example/x");
    CHECK(to("x.xml") == "https://news.example/feeds/x.xml");
    CHECK(to("http://news.example/x") == "");
    CHECK(to("file:///etc/passwd") == "");
    CHECK(to("") == "");
    CHECK(redirected(feed_address("http://news.example/"), "https://news.example/")->scheme == "https");
}

TEST_CASE("a feed is asked for what changed since") {
    FeedState feed{.address = feed_address()};
    FeedAnswer answer = answered(200);
    answer.etag = "\"1\"";
    answer.last_modified = "Mon, 03 May 2021 10:00:00 GMT";
    CHECK(feed.take(answer, 900s, now) == 900s);
    CHECK(feed.etag == "\"1\"");
    CHECK(feed.take(answered(304), 900s, now) == 900s);
    CHECK(feed.etag == "\"1\"");  // an answer that brings nothing takes nothing away
    CHECK(feed.last_modified == answer.last_modified);
    CHECK(feed.take(answered(200), 900s, now) == 900s);
    CHECK(feed.etag.empty());
}

TEST_CASE("a feed is asked for less often where its server says so, or is in trouble") {
    FeedState feed{.address = feed_address()};
    FeedAnswer answer = answered(200);
    answer.cache_control = "public, Max-Age=7200";
    CHECK(feed.take(answer, 900s, now) == 7200s);
    answer.cache_control = "max-age=10";
    CHECK(feed.take(answer, 900s, now) == 900s);
    CHECK(feed.take(answered(500), 900s, now) == 900s);
    CHECK(feed.take(answered(0), 900s, now) == 1800s);
    CHECK(feed.take(answered(404), 900s, now) == 3600s);
    for (int i = 0; i < 40; ++i)
        feed.take(answered(500), 900s, now);
    CHECK(feed.take(answered(500), 900s, now) == 24h);
    CHECK(feed.take(answered(304), 900s, now) == 900s);
    FeedAnswer busy = answered(429);
    busy.retry_after = "5000";
    CHECK(feed.take(busy, 900s, now) == 5000s);
    busy.retry_after = "Mon, 03 May 2021 12:00:00 GMT";
    CHECK(feed.take(busy, 900s, now) == 2h);
    busy.retry_after = "when we feel like it";
    CHECK(feed.take(busy, 900s, now) == 3600s);
    busy.retry_after = "4294967295";
    CHECK(feed.take(busy, 900s, now) == 24h);
}

TEST_CASE("a feed that moved is asked for where it is now, and one that is gone no more") {
    FeedState feed{.address = feed_address()};
    FeedAnswer answer = answered(200);
    answer.moved = feed_address("https://other.example/feed");
    feed.take(answer, 900s, now);
    CHECK(feed.address.text() == "https://other.example/feed");
    CHECK_FALSE(feed.is_gone);
    feed.take(answered(410), 900s, now);
    CHECK(feed.is_gone);
}

TEST_CASE("dates of HTTP") {
    CHECK(http_date("Mon, 03 May 2021 10:00:00 GMT") == now);
    CHECK(http_date("Sun, 06 Nov 1994 08:49:37 GMT")->time_since_epoch() == 784111777s);
    for (const char* wrong :
         {"", "Mon, 3 May 2021 10:00:00 GMT", "Mon, 31 Feb 2021 10:00:00 GMT", "Mon, 03 Mai 2021 10:00:00 GMT",
          "Mon, 03 May 2021 25:00:00 GMT", "Mon, 03 May 2021 10:00:00 CET", "2021-05-03T10:00:00Z"})
        CHECK_FALSE(http_date(wrong));
}
