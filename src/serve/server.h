// The server: a workbench over HTTP, for the page and for scripts. It knows a handful of paths and nothing of files.
//
//   GET  /                      the page, whose account stands at the paths below
//   GET  /api/account           what its front tells: the first line of the page's data
//   GET  /api/stories/s12       one story with its reports
//   GET  /api/changes?since=7   how far the account is, and which stories changed
//   GET  /api/decisions         all decisions, a line each
//   POST /api/decisions         one decision, a line of JSON
//
// serve/door.h has who is let in. docs/serve.md tells people of it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "serve/workbench.h"

namespace recount {

struct ServeSettings {
    std::string listen = "127.0.0.1";  // an address of this machine
    int port = 0;                      // 0: any that is free
    std::string origin = {};  // "https://news.example": how browsers ask for it through a proxy; empty: directly
    unsigned threads = 16;
    std::size_t waiting = 256;                   // connections that wait for a thread
    std::size_t of_address = 128;                // connections of one address that have not asked yet
    std::size_t most_bytes = 64u << 10;          // of a body
    std::chrono::milliseconds asking{10'000};    // until a caller has said what it asks; less where many wait
    std::chrono::milliseconds longest{60'000};   // a connection lasts
    std::chrono::milliseconds most_wait{5'000};  // between two bytes of a caller
};

class Server {
public:
    /// Takes the port; answers from run() on. The workbench must outlive it. Throws std::runtime_error, whose what() is
    /// a sentence, where the port cannot be had.
    Server(Workbench& workbench, const ServeSettings& settings);
    ~Server();

    /// The address that lets a browser in, once.
    std::string address() const;

    /// Called with the new address each time one was used.
    void when_admitted(std::function<void(const std::string&)> tell);

    /// Answers until stop() is called, on any thread.
    void run();
    void stop();

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace recount
