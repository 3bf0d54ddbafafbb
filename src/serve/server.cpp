#include "serve/server.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <httplib.h>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>

#include "serve/connection_watch.h"
#include "serve/door.h"
#include "serve/waiting_line.h"
#include "text/json_stream.h"
#include "show/page.h"

namespace recount {

namespace {

using httplib::Request;
using httplib::Response;

constexpr int status_see_other = 303, status_bad_request = 400, status_forbidden = 403, status_not_found = 404,
              status_not_allowed = 405, status_wrong_type = 415, status_no_range = 416, status_not_taken = 422,
              status_broken = 500;
constexpr const char* json_type = "application/json; charset=utf-8";
constexpr int backlog = 512;  // connections that the system keeps until they are taken

template <class Write>
std::string json_of(Write write) {
    std::ostringstream out;
    {
        JsonStream json(out);
        json.object([&] { write(json); });
        json.end_line();
    }
    return std::move(out).str();
}

void say(Response& response, int status, const std::string& why) {
    response.status = status;
    response.set_content(json_of([&](JsonStream& json) { json.key("error").text(why); }), json_type);
}

/// Sent as it is: the library would compress a content of its own, for which nobody here has a use.
void send(Response& response, std::shared_ptr<const std::string> bytes, const char* type) {
    if (bytes->empty())
        return response.set_content("", type);
    response.set_content_provider(bytes->size(), type,
                                  [bytes](std::size_t start, std::size_t size, httplib::DataSink& sink) {
                                      if (start >= bytes->size())
                                          return false;
                                      return sink.write(bytes->data() + start, std::min(size, bytes->size() - start));
                                  });
}

/// "127.0.0.1:8765", and with a port that browsers leave out also without it.
void add_host(std::vector<std::string>& hosts, const std::string& name, int port) {
    hosts.push_back(name + ":" + std::to_string(port));
    if (port == 80)
        hosts.push_back(name);
}

std::string bracketed(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

/// The host, and port where it is stated, of "https://news.example".
std::string host_of(const std::string& origin) {
    const std::size_t at = origin.find("://");
    return at == std::string::npos ? origin : origin.substr(at + 3);
}

Door make_door(const ServeSettings& settings, int port) {
    std::vector<std::string> hosts, origins;
    for (const std::string& name : {std::string("127.0.0.1"), std::string("localhost"), bracketed(settings.listen)})
        add_host(hosts, name, port);
    for (const std::string& host : hosts)
        origins.push_back("http://" + host);
    const bool is_secure = settings.origin.starts_with("https://");
    if (!settings.origin.empty()) {
        hosts.push_back(host_of(settings.origin));
        origins = {settings.origin};
    }
    return {std::move(hosts), std::move(origins), (is_secure ? "__Host-recount_" : "recount_") + std::to_string(port)};
}

/// The policy that stands in the page, which names its script and styles; framing can be told by a header alone.
std::string policy_of(std::string_view page) {
    constexpr std::string_view opening = "http-equiv=\"Content-Security-Policy\" content=\"";
    const std::size_t start = page.find(opening);
    if (start == page.npos)
        throw std::logic_error("the page built into this program has no policy");
    const std::string_view rest = page.substr(start + opening.size());
    return std::string(rest.substr(0, rest.find('"'))) + "; frame-ancestors 'none'";
}

}  // namespace

class Server::Implementation {
public:
    Implementation(Workbench& workbench, const ServeSettings& settings)
        : workbench_(workbench), settings_(settings), port_(take_port()), door_(make_door(settings, port_)) {
        std::ostringstream page;
        write_live_page(page);
        page_ = std::make_shared<const std::string>(std::move(page).str());
        policy_ = policy_of(*page_);
        set_up();
    }

    std::string address() const {
        const std::string origin = settings_.origin.empty()
                                       ? "http://" + bracketed(settings_.listen) + ":" + std::to_string(port_)
                                       : settings_.origin;
        return origin + "/?token=" + door_.token();
    }

    void run() {
        ConnectionWatch watch(port_, {.longest = settings_.longest,
                                      .asking = settings_.asking,
                                      .crowd = settings_.threads,
                                      .most_of_address = settings_.of_address});
        watch_ = &watch;
        std::thread ender([this] { end_when_told(); });
        http_.listen_after_bind();
        {
            const std::lock_guard lock(mutex_);
            has_ended_ = true;
        }
        changed_.notify_all();
        ender.join();
        watch_ = nullptr;
    }

    void stop() {
        {
            const std::lock_guard lock(mutex_);
            is_to_end_ = true;
        }
        changed_.notify_all();
    }

    std::function<void(const std::string&)> tell_;

private:
    /// The library hears it once it has begun, and must not be told twice.
    void end_when_told() {
        constexpr std::chrono::milliseconds patience{20};
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_to_end_ || has_ended_; });
        while (!has_ended_ && !http_.is_running())
            changed_.wait_for(lock, patience, [this] { return has_ended_; });
        if (!has_ended_)
            http_.stop();
    }

    int take_port() {
        http_.set_socket_options([this](socket_t socket) {
            const int on = 1;  // the library's own choice would let another program share the port
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
            socket_ = socket;
        });
        const int port = settings_.port == 0
                             ? http_.bind_to_any_port(settings_.listen)
                             : (http_.bind_to_port(settings_.listen, settings_.port) ? settings_.port : -1);
        if (port <= 0)
            throw std::runtime_error(settings_.listen + (settings_.port ? ":" + std::to_string(settings_.port) : "") +
                                     " cannot be served at (" + std::strerror(errno) +
                                     "); another program may have it: --port N names another, --port 0 any");
        ::listen(socket_, backlog);  // again: the library keeps five connections waiting
        return port;
    }

    void set_up() {
        http_.new_task_queue = [this] { return new WaitingLine(settings_.threads, settings_.waiting); };
        http_.set_keep_alive_timeout(2);    // seconds until the first byte
        http_.set_keep_alive_max_count(1);  // else a browser that does nothing keeps a thread
        http_.set_read_timeout(settings_.most_wait);
        http_.set_write_timeout(settings_.most_wait);
        http_.set_payload_max_length(settings_.most_bytes);
        http_.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                   {"Referrer-Policy", "no-referrer"},
                                   {"Cross-Origin-Opener-Policy", "same-origin"},
                                   {"Cross-Origin-Resource-Policy", "same-origin"},
                                   {"Cache-Control", "no-store"}});
        http_.set_pre_routing_handler([this](const Request& request, Response& response) {
            if (request.method != "POST")  // what is sent with a body is not all there yet
                note_asked(request);
            response.set_header("Content-Security-Policy",
                                request.path == "/" ? policy_ : "default-src 'none'; frame-ancestors 'none'");
            return is_whole(request, response) && is_let_in(request, response) && route(request, response)
                       ? httplib::Server::HandlerResponse::Unhandled
                       : httplib::Server::HandlerResponse::Handled;
        });
        http_.Post("/api/decisions", [this](const Request& request, Response& response) { decide(request, response); });
        http_.set_error_handler([](const Request&, Response& response) {  // of the library's own refusals
            if (response.body.empty())
                say(response, response.status, "This cannot be asked so: it is too large, or no request.");
        });
        http_.set_exception_handler([](const Request&, Response& response, std::exception_ptr problem) {
            try {
                std::rethrow_exception(problem);
            } catch (const std::exception& known) {
                say(response, status_broken, known.what());
            } catch (...) {
                say(response, status_broken, "Something went wrong.");
            }
        });
    }

    /// No part of an answer can be had: the library does not hold ranges against what there is. Else the response
    /// says so.
    static bool is_whole(const Request& request, Response& response) {
        if (!request.has_header("Range"))
            return true;
        const_cast<Request&>(request).ranges.clear();  // it would cut the refusal too
        say(response, status_no_range, "No part of this can be had, only all of it.");
        return false;
    }

    /// Else the response says why not, or leads on.
    bool is_let_in(const Request& request, Response& response) {
        const std::string host = request.get_header_value("Host"), origin = request.get_header_value("Origin"),
                          site = request.get_header_value("Sec-Fetch-Site"),
                          cookies = request.get_header_value("Cookie"),
                          token = request.has_param("token") ? request.get_param_value("token") : "";
        if (request.get_header_value_count("Host") > 1 || request.get_header_value_count("Origin") > 1) {
            say(response, status_bad_request, "A header stands there twice.");
            return false;
        }
        const Admission admission = door_.admit({.method = request.method,
                                                 .path = request.path,
                                                 .host = host,
                                                 .origin = origin,
                                                 .fetch_site = site,
                                                 .cookies = cookies,
                                                 .token = token});
        switch (admission.entry) {
        case Entry::allowed: return true;
        case Entry::refused: say(response, status_forbidden, admission.why); return false;
        case Entry::admitted: break;
        }
        response.status = status_see_other;
        response.set_header("Location", "/");
        response.set_header("Set-Cookie", door_.cookie() + "=" + admission.session +
                                              "; Path=/; HttpOnly; SameSite=Strict" +
                                              (door_.cookie().starts_with("__Host-") ? "; Secure" : ""));
        if (tell_)
            tell_(address());
        return false;
    }

    /// Answers what asks for something; true where the library is to read a body first.
    bool route(const Request& request, Response& response) {
        constexpr std::string_view stories = "/api/stories/";
        const std::string& path = request.path;
        if (path == "/api/decisions" && request.method == "POST") {
            if (request.get_header_value("Content-Type").starts_with("application/json"))
                return true;
            say(response, status_wrong_type, "A decision is sent as application/json.");
            return false;
        }
        if (request.method != "GET" && request.method != "HEAD") {
            say(response, status_not_allowed, "Nothing can be done so here.");
            return false;
        }
        if (path == "/")
            send(response, page_, "text/html; charset=utf-8");
        else if (path == "/api/account")
            send_piece(response, workbench_.front());
        else if (path == "/api/changes")
            send_changes(request, response);
        else if (path == "/api/decisions")
            send(response, std::make_shared<const std::string>(workbench_.decisions()), "application/x-ndjson");
        else if (path.starts_with(stories))
            send_piece(response, workbench_.story(std::string_view(path).substr(stories.size())));
        else
            say(response, status_not_found, "There is nothing here.");
        return false;
    }

    static void send_piece(Response& response, const std::optional<Piece>& piece) {
        if (!piece)
            return say(response, status_not_found,
                       "There is no such story, or no more: it may be part of another one.");
        response.status = 200;
        response.set_header("X-Recount-Version", std::to_string(piece->version));
        send(response, piece->json, json_type);
    }

    void send_changes(const Request& request, Response& response) {
        const std::string since = request.has_param("since") ? request.get_param_value("since") : "0";
        std::uint64_t version = 0;
        const auto [end, problem] = std::from_chars(since.data(), since.data() + since.size(), version);
        if (problem != std::errc() || end != since.data() + since.size())
            return say(response, status_bad_request, "since is a number.");
        const Changes changes = workbench_.changes_since(version);
        response.status = 200;
        response.set_content(json_of([&](JsonStream& json) {
                                 json.key("version").count(changes.version);
                                 json.key("all").flag(changes.all);
                                 json.key("stories").texts(changes.stories);
                             }),
                             json_type);
    }

    void note_asked(const Request& request) {
        if (ConnectionWatch* const watch = watch_)
            watch->has_asked(request.remote_port);
    }

    void decide(const Request& request, Response& response) {
        // A proxy that knows people says who it is; a caller of this machine could say anything.
        note_asked(request);
        const std::string by = settings_.origin.empty() ? "" : request.get_header_value("X-Remote-User");
        try {
            response.status = 200;
            response.set_content(workbench_.decide(request.body, by), json_type);
        } catch (const DecisionRefused& refused) {
            say(response, status_not_taken, refused.what());
        }
    }

    Workbench& workbench_;
    const ServeSettings settings_;
    httplib::Server http_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_to_end_ = false, has_ended_ = false;
    socket_t socket_ = -1;
    std::atomic<ConnectionWatch*> watch_ = nullptr;  // while run() runs
    const int port_;
    Door door_;
    std::shared_ptr<const std::string> page_;
    std::string policy_;
};

Server::Server(Workbench& workbench, const ServeSettings& settings)
    : implementation_(std::make_unique<Implementation>(workbench, settings)) {}

Server::~Server() = default;

std::string Server::address() const {
    return implementation_->address();
}

void Server::when_admitted(std::function<void(const std::string&)> tell) {
    implementation_->tell_ = std::move(tell);
}

void Server::run() {
    implementation_->run();
}

void Server::stop() {
    implementation_->stop();
}

}  // namespace recount
