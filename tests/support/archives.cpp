#include "support/archives.h"

#include <archive.h>
#include <archive_entry.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <stdexcept>

namespace recount::test {

namespace {

/// What libarchive writes once `set_up` has chosen format and filter.
template <class SetUp>
std::string written(const std::vector<Packed>& files, SetUp set_up) {
    std::string bytes;
    archive* out = archive_write_new();
    set_up(out);
    archive_write_set_bytes_in_last_block(out, 1);
    const auto take = [](archive*, void* to, const void* from, size_t size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(from), size);
        return static_cast<la_ssize_t>(size);
    };
    if (archive_write_open2(out, &bytes, nullptr, take, nullptr, nullptr) != ARCHIVE_OK)
        throw std::runtime_error(archive_error_string(out));
    for (const Packed& file : files) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, file.name.c_str());
        archive_entry_set_filetype(entry, file.link.empty() ? AE_IFREG : AE_IFLNK);
        archive_entry_set_perm(entry, 0644);
        if (!file.link.empty())
            archive_entry_set_symlink(entry, file.link.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(file.bytes.size()));
        if (archive_write_header(out, entry) != ARCHIVE_OK)
            throw std::runtime_error(archive_error_string(out));
        archive_write_data(out, file.bytes.data(), file.bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
    return bytes;
}

std::string deflated(std::string_view bytes, int window) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace

std::string tar_of(const std::vector<Packed>& files) {
    return written(files, [](archive* out) { archive_write_set_format_ustar(out); });
}

std::string zip_of(const std::vector<Packed>& files) {
    return written(files, [](archive* out) { archive_write_set_format_zip(out); });
}

std::string gzip_of(std::string_view bytes) {
    return deflated(bytes, 15 + 16);
}

std::string deflate_of(std::string_view bytes) {
    return deflated(bytes, 15);
}

std::string zstd_of(std::string_view bytes) {
    return written({{"one", std::string(bytes)}}, [](archive* out) {
        archive_write_set_format_raw(out);
        archive_write_add_filter_zstd(out);
    });
}

std::string brotli_of(std::string_view bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string packed(size, '\0');
    BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                          reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                          reinterpret_cast<std::uint8_t*>(packed.data()));
    packed.resize(size);
    return packed;
}

std::string arc_record_of(std::string_view address, std::string_view content, std::string_view type) {
    std::string record(address);
    record.append(" 192.0.2.1 20240209110000 ").append(type).append(" ").append(std::to_string(content.size()));
    return record.append("\n").append(content).append("\n");
}

std::string arc_head() {
    return arc_record_of("filedesc://crawl.arc",
                         "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n",
                         "text/plain");
}

std::string record_of(std::string_view address, std::string_view content, std::string_view type) {
    std::string record = "WARC/1.0\r\nWARC-Type: ";
    record.append(type).append("\r\nWARC-Date: 2024-02-09T11:00:00Z\r\n");
    if (!address.empty())
        record.append("WARC-Target-URI: ").append(address).append("\r\n");
    record.append("Content-Length: ").append(std::to_string(content.size())).append("\r\n\r\n");
    return record.append(content).append("\r\n\r\n");
}

std::string answer_of(std::string_view body, std::string_view header, std::string_view status) {
    std::string answer = "HTTP/1.1 ";
    return answer.append(status).append("\r\n").append(header).append("\r\n").append(body);
}

std::string chunked(std::string_view body) {
    std::string chunks;
    for (std::size_t at = 0; at < body.size(); at += 16) {
        const std::string_view chunk = body.substr(at, 16);
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", chunk.size());
        chunks.append(size).append(chunk).append("\r\n");
    }
    return chunks + "0\r\n\r\n";
}

}  // namespace recount::test
