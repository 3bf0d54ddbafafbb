#include "serve/feed_request.h"

#include <httplib.h>

#include "serve/socket_watch.h"

namespace recount {

namespace {

constexpr int status_ok = 200, moved_permanently = 301, permanent_redirect = 308;

bool is_redirection(int status) {
    return status == moved_permanently || status == 302 || status == 303 || status == 307 ||
           status == permanent_redirect;
}

/// One question to one server.
class Question {
public:
    Question(const FeedState& feed, const std::string& agent, const FeedLimits& limits,
             const std::function<bool()>& is_over)
        : feed_(feed), agent_(agent), limits_(limits), is_over_(is_over) {}

    FeedAnswer ask(const WebAddress& address) {
        FeedAnswer answer;
        httplib::Client client(address.server());
        client.set_connection_timeout(limits_.most_wait);
        client.set_read_timeout(limits_.most_wait);
        client.set_write_timeout(limits_.most_wait);
        client.set_follow_location(false);
        client.set_url_encode(false);
        httplib::Headers headers{
            {"User-Agent", agent_},
            {"Accept", "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"}};
        if (!feed_.etag.empty())
            headers.emplace("If-None-Match", feed_.etag);
        if (!feed_.last_modified.empty())
            headers.emplace("If-Modified-Since", feed_.last_modified);
        bool is_too_large = false;
        SocketWatch watch(end_, limits_.most_header_bytes, is_over_);
        client.set_socket_options([&](socket_t socket) { watch.watch(static_cast<int>(socket)); });
        const auto begin = [&](const httplib::Response&) {
            watch.allow(limits_.most_header_bytes + limits_.most_bytes);
            return true;
        };
        const auto take = [&](const char* bytes, std::size_t size) {
            is_too_large = answer.bytes.size() + size > limits_.most_bytes;
            answer.bytes.append(bytes, is_too_large ? 0 : size);
            return !is_too_large && watch.ended() == SocketWatch::Reason::none;
        };
        const httplib::Result result = client.Get(address.path, headers, begin, take);
        const SocketWatch::Reason ended = is_too_large ? SocketWatch::Reason::size : watch.ended();
        if (!result || ended != SocketWatch::Reason::none) {
            answer.bytes.clear();
            answer.problem = ended != SocketWatch::Reason::none ? in_words(ended) : httplib::to_string(result.error());
            return answer;
        }
        answer.status = result->status;
        answer.etag = result->get_header_value("ETag");
        answer.last_modified = result->get_header_value("Last-Modified");
        answer.retry_after = result->get_header_value("Retry-After");
        answer.cache_control = result->get_header_value("Cache-Control");
        location_ = result->get_header_value("Location");
        return answer;
    }

    const std::string& location() const { return location_; }

private:
    std::string in_words(SocketWatch::Reason ended) const {
        switch (ended) {
        case SocketWatch::Reason::size:
            return "it is larger than " + std::to_string(limits_.most_bytes >> 20) + " MB, or its headers are than " +
                   std::to_string(limits_.most_header_bytes >> 10) + " kB";
        case SocketWatch::Reason::time:
            return "it takes longer than " + std::to_string(limits_.longest.count()) + " seconds";
        case SocketWatch::Reason::over: return "it was given up";
        case SocketWatch::Reason::none: break;
        }
        return "";
    }

    const FeedState& feed_;
    const std::string& agent_;
    const FeedLimits& limits_;
    const std::function<bool()>& is_over_;
    const std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + limits_.longest;
    std::string location_;
};

}  // namespace

FeedAnswer ask_feed(const FeedState& feed, const std::string& agent, const FeedLimits& limits,
                    const std::function<bool()>& is_over) {
    Question question(feed, agent, limits, is_over);
    WebAddress address = feed.address;
    bool is_for_good = true;  // all redirections so far
    std::optional<WebAddress> moved;
    for (unsigned redirections = 0;; ++redirections) {
        FeedAnswer answer = question.ask(address);
        if (!is_redirection(answer.status)) {
            if (answer.status == status_ok || answer.status == 304)
                answer.moved = moved;
            else if (answer.status != 0)
                answer.problem = "the server answers " + std::to_string(answer.status);
            return answer;
        }
        const auto next = redirected(address, question.location());
        if (!next || redirections == limits.most_redirections) {
            answer.status = 0;
            answer.bytes.clear();
            answer.problem = next ? "it is redirected without end" : "it is redirected to where no feed is followed";
            return answer;
        }
        is_for_good &= answer.status == moved_permanently || answer.status == permanent_redirect;
        address = *next;
        if (is_for_good)
            moved = address;
    }
}

}  // namespace recount
