// Archives for tests, made in memory: by libarchive and zlib where they are whole, by hand where they are meant to
// hurt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recount::test {

/// A file to be put in an archive; with `link`, a symbolic link to that name instead.
struct Packed {
    std::string name, bytes;
    std::string link = {};
};

std::string tar_of(const std::vector<Packed>& files);
std::string zip_of(const std::vector<Packed>& files);

std::string gzip_of(std::string_view bytes);
std::string deflate_of(std::string_view bytes);  // RFC 1950
std::string zstd_of(std::string_view bytes);
std::string brotli_of(std::string_view bytes);

/// A record of a web archive.
std::string record_of(std::string_view address, std::string_view content, std::string_view type = "response");

/// A record of an ARC, and the line that its file begins with.
std::string arc_record_of(std::string_view address, std::string_view content, std::string_view type = "text/html");
std::string arc_head();

/// What a server answers: `header` is lines that each end with CR LF.
std::string answer_of(std::string_view body, std::string_view header = "Content-Type: text/plain\r\n",
                      std::string_view status = "200 OK");

/// The body in chunks of 16 bytes (RFC 9112).
std::string chunked(std::string_view body);

}  // namespace recount::test
