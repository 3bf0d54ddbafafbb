// recount serve: the account as a live page on this machine. Reports come from the command line, a store, a folder that
// is watched and feeds that are followed; each of these has a thread, beside those that answer the page.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <iostream>
#include <iterator>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>
#include <unistd.h>

#include "command/intake.h"
#include "command/live_account.h"
#include "command/messages.h"
#include "command/redacting.h"
#include "command/run.h"
#include "command/storing.h"
#include "serve/feed_request.h"
#include "serve/folder_watch.h"
#include "serve/server.h"
#include "store/store_name.h"
#include "store/stored_decisions.h"
#include "store/stored_stories.h"
#include "text/utf8.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

/// A folder of its own, which goes with all that is in it.
class OwnFolder {
public:
    OwnFolder() {
        std::string name = (fs::temp_directory_path() / "recount-serve-XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw Failure{messages::cannot_write(name, std::strerror(errno))};
        path_ = name;
    }
    ~OwnFolder() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// Whether the program is to end, for threads that wait.
class Ending {
public:
    void say() {
        {
            const std::lock_guard lock(mutex_);
            is_said_ = true;
        }
        changed_.notify_all();
    }
    bool is_said() const { return is_said_; }
    /// Waits; true where the program is to end.
    bool within(std::chrono::milliseconds time) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, time, [this] { return is_said_.load(); });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<bool> is_said_ = false;
};

constexpr std::chrono::milliseconds between_looks{1000};  // for what others do with a store on a server

/// Does what puts reports into the store; where its server is away, again until it is back or all is to end.
std::size_t when_it_is_there(Ending& ending, const std::function<std::size_t()>& work) {
    for (;;) {
        try {
            return work();
        } catch (const StoreLost&) {
            if (ending.within(between_looks))
                return 0;
        }
    }
}

/// Takes what comes into the folder until the program ends.
void follow_folder(const Run& run, const std::string& name, Intake& intake, LiveAccount& account, Ending& ending) {
    constexpr std::chrono::milliseconds patience{250};
    FolderWatch watch(name, {});
    bool was_there = true;
    while (!ending.is_said()) {
        const std::vector<std::string> files = watch.wait(patience);
        if (watch.is_there() != was_there) {
            was_there = watch.is_there();
            run.note(was_there ? messages::folder_is_back(name) : messages::folder_is_gone(name));
            const std::string input = valid_utf8(name);
            account.tell_unread(input, was_there ? std::vector<Unread>()
                                                 : std::vector<Unread>{{input, messages::why_folder_is_gone()}});
        }
        if (files.empty())
            continue;
        if (const std::size_t added = when_it_is_there(ending, [&] { return intake.take_files(files); }))
            run.note(messages::reports_came(added, name));
    }
}

/// Looks for what other programs put into the store.
void follow_store(LiveAccount& account, Ending& ending) {
    while (!ending.within(between_looks))
        account.look();
}

/// Asks the feeds one after another, each when it is time.
void follow_feeds(Run& run, std::vector<FeedState> feeds, Intake& intake, Ending& ending) {
    using Clock = std::chrono::steady_clock;
    using Due = std::pair<Clock::time_point, std::size_t>;
    constexpr std::chrono::seconds least_for_others{60};
    std::string agent = run.provenance().program;  // "recount/0.1.0"
    std::ranges::replace(agent, ' ', '/');
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
    for (std::size_t i = 0; i < feeds.size(); ++i)
        due.emplace(Clock::now(), i);
    while (!due.empty()) {
        const auto [when, i] = due.top();
        due.pop();
        const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(when - Clock::now());
        if (ending.within(std::max(wait, std::chrono::milliseconds(0))))
            return;
        FeedState& feed = feeds[i];
        FeedAnswer answer = ask_feed(feed, agent, {}, [&] { return ending.is_said(); });
        if (!answer.problem.empty())
            run.note(messages::feed_problem(feed.address.text(), answer.problem));
        const auto take = [&] { return intake.take_bytes(feed.address.text(), answer.bytes); };
        if (const std::size_t added = answer.status == 200 ? when_it_is_there(ending, take) : 0)
            run.note(messages::reports_came(added, feed.address.text()));
        std::chrono::seconds interval(run.options().every);
        if (!feed.address.is_loopback())
            interval = std::max(interval, least_for_others);
        const auto next =
            feed.take(answer, interval, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
        if (!feed.is_gone)
            due.emplace(Clock::now() + next, i);
    }
}

std::vector<FeedState> feeds_of(const Options& options) {
    std::vector<FeedState> feeds;
    for (const std::string& feed : options.feeds) {
        const auto address = web_address(feed);
        if (!address)
            throw Failure{messages::no_feed(feed)};
        feeds.push_back({.address = *address});
    }
    return feeds;
}

ServeSettings settings_of(const Options& options) {
    ServeSettings settings{.listen = options.listen.empty() ? "127.0.0.1" : options.listen,
                           .port = static_cast<int>(options.port),
                           .origin = options.origin};
    if (!options.origin.empty()) {
        const auto origin = web_address(options.origin);
        if (!origin || origin->path != "/" || (origin->scheme != "https" && !origin->is_loopback()))
            throw Failure{messages::no_origin(options.origin)};
        settings.origin = origin->server();
    }
    if (settings.origin.empty() && settings.listen != "127.0.0.1" && settings.listen != "::1")
        throw Failure{messages::not_beyond_loopback(settings.listen)};
    return settings;
}

/// Before the work: decisions that could not be kept would be found out with the first one.
void require_room_for_decisions(const std::string& file) {
    if (file.empty())
        return;
    std::error_code error;
    const auto fail = [&](int why) { throw Failure{messages::cannot_write(file, std::strerror(why))}; };
    if (fs::exists(file, error)) {
        if (fs::is_directory(file, error))
            fail(EISDIR);
        if (access(file.c_str(), R_OK | W_OK) != 0)
            fail(errno);
        return;
    }
    const fs::path folder = fs::path(file).has_parent_path() ? fs::path(file).parent_path() : ".";
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        fail(errno);
    if (!fs::is_directory(folder, error))
        fail(ENOTDIR);
}

/// A name that was mistyped makes a store too.
void tell_new_store(const Run& run) {
    const std::string& name = run.options().store;
    std::error_code error;
    if (!is_on_server(name) && !fs::exists(name, error))
        run.note(name + ": there was no such store; it is new and empty");
}

/// A thread's work, in which nothing may go wrong unsaid; then all ends.
std::thread started(std::function<void()> end, std::atomic<bool>& failed, std::function<void()> work) {
    return std::thread([end = std::move(end), &failed, work = std::move(work)] {
        std::string problem;
        try {
            return work();
        } catch (const Failure& failure) {
            problem = failure.message;
        } catch (const std::exception& error) {
            problem = error.what();
        }
        std::cerr << "recount: " + problem + "\n";
        failed = true;
        end();
    });
}

/// SIGINT and SIGTERM are answered by a thread: it does what is set to be done.
class Signals {
public:
    /// To be made before any other thread, which then leave these signals alone.
    explicit Signals(std::function<void()> answer) : answer_(std::move(answer)) {
        sigemptyset(&awaited_);
        sigaddset(&awaited_, SIGINT);
        sigaddset(&awaited_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &awaited_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
        thread_ = std::thread([this] { wait(); });
    }
    ~Signals() {
        is_over_ = true;
        thread_.join();
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    void set(std::function<void()> answer) {
        const std::lock_guard lock(mutex_);
        answer_ = std::move(answer);
    }

private:
    void wait() {
        constexpr timespec patience{0, 100'000'000};
        while (!is_over_) {
            if (sigtimedwait(&awaited_, nullptr, &patience) <= 0)
                continue;
            const std::lock_guard lock(mutex_);
            answer_();
        }
    }

    sigset_t awaited_;
    std::mutex mutex_;
    std::function<void()> answer_;
    std::atomic<bool> is_over_ = false;
    std::thread thread_;
};

void serve(Run& run, LiveAccount& account, Intake& intake, Signals& signals) {
    const Options& options = run.options();
    std::vector<FeedState> feeds = feeds_of(options);
    std::optional<Server> server;
    try {
        server.emplace(account, settings_of(options));
    } catch (const std::runtime_error& problem) {
        throw Failure{problem.what()};
    }
    const auto tell = [](const std::string& address, bool is_first) {
        std::cout << messages::served_at(address, is_first) << std::endl;
    };
    server->when_admitted([&](const std::string& address) { tell(address, false); });
    tell(server->address(), true);
    Ending ending;
    std::atomic<bool> failed = false;
    const auto end = [&] {
        ending.say();
        server->stop();
    };
    signals.set(end);
    std::vector<std::thread> threads;
    for (const std::string& folder : options.watched)
        threads.push_back(started(end, failed, [&] { follow_folder(run, folder, intake, account, ending); }));
    if (!feeds.empty())
        threads.push_back(started(end, failed, [&] { follow_feeds(run, feeds, intake, ending); }));
    if (is_on_server(options.store))
        threads.push_back(started(end, failed, [&] { follow_store(account, ending); }));
    server->run();
    ending.say();
    for (std::thread& thread : threads)
        thread.join();
    signals.set([] {});
    if (failed)
        throw Failure{messages::served_no_more()};
}

/// Stores all inputs that the store does not have.
void store_inputs(Run& run, ReportMaker& maker, Store& store) {
    const StoredNumber producer = store.number_of(producer_of(run));
    std::vector<NewReport> reports;
    Pipeline pipeline(run.options().threads, [&](Report&& report) -> Pipeline::Then {
        const auto made = std::make_shared<NewReport>(maker(std::move(report)));
        return [&, made] {
            reports.push_back(std::move(*made));
            if (reports.size() >= run.options().batch) {
                store.add(reports, producer);
                reports.clear();
            }
        };
    });
    run.read_each("annotating report", [&](Report&& report) {
        if (!store.has(report.sha256))
            pipeline.add(std::move(report));
    });
    pipeline.finish();
    store.add(reports, producer);
}

/// Before the account is made: what is said of its inputs has none of the names that they take out.
std::vector<Decision> decisions_kept(Store& store, const std::string& file) {
    std::vector<Decision> kept = stored_decisions(store);
    if (!file.empty())
        std::ranges::move(read_decision_log(file, true).decisions, std::back_inserter(kept));
    return kept;
}

}  // namespace

ExitStatus run_serve(Run& run) {
    const Options& options = run.options();
    if (options.paths.empty() && options.store.empty() && options.watched.empty() && options.feeds.empty())
        throw Failure{messages::nothing_to_serve()};
    settings_of(options);
    feeds_of(options);
    require_room_for_decisions(options.decisions);
    std::optional<OwnFolder> own;
    if (options.store.empty()) {
        own.emplace();
    } else {
        require_store_apart(run);
        tell_new_store(run);
    }
    Signals signals([&own] {  // while the account is still made
        own.reset();
        constexpr int interrupted = 130;
        std::_Exit(interrupted);
    });
    Store store =
        own ? Store::open_to_write((own->path() / "reports.store").string(), [] {}) : open_store_to_write(run);
    run.reword_notes(without_decided_names(run, decisions_kept(store, options.decisions)));
    ReportMaker maker(run);
    const ReadWording wording(run.codebook());
    run.say_unread_keys();
    if (!options.paths.empty())
        store_inputs(run, maker, store);
    LiveAccount account(run, std::move(store), options.decisions);
    run.note(messages::served_account(account.report_count(), account.story_count()));
    Intake intake(run, wording, maker, account);
    serve(run, account, intake, signals);
    return run.status();
}

}  // namespace recount
