#include "support/model_writer.h"

#include "text/sha256.h"

namespace recount::test {

namespace {

constexpr std::size_t header_size = 64, row_size = 104, checksum_at = 16, hashed_from = 48;

template <class T>
std::string raw(T value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

void pad(std::string& bytes) {
    bytes.resize((bytes.size() + 63) / 64 * 64);
}

}  // namespace

void ModelWriter::strings(const std::string& name, const std::vector<std::string>& values) {
    std::vector<std::uint8_t> bytes;
    for (const std::string& value : values) {
        bytes.insert(bytes.end(), value.begin(), value.end());
        bytes.push_back('\n');
    }
    array(name, bytes);
}

std::string ModelWriter::file() const {
    std::string table, bodies;
    const std::size_t first = (header_size + row_size * sections_.size() + 63) / 64 * 64;
    for (const auto& [name, section] : sections_) {
        table += (name + std::string(64 - name.size(), '\0')) + raw(section.type) + raw(section.rank);
        for (const std::uint64_t dimension : section.dimensions)
            table += raw(dimension);
        table += raw<std::uint64_t>(first + bodies.size());
        bodies += section.body;
        pad(bodies);
    }
    std::string file = "RECOUNTL" + raw<std::uint32_t>(1) + raw<std::uint32_t>(0) + std::string(32, '\0') +
                       raw<std::uint64_t>(first + bodies.size()) + raw<std::uint64_t>(sections_.size()) + table;
    pad(file);
    return with_right_checksum(file + bodies);
}

std::string with_right_checksum(std::string file) {
    const std::string digest = sha256_hex(std::string_view(file).substr(hashed_from));
    for (std::size_t i = 0; i < 32; ++i)
        file[checksum_at + i] = static_cast<char>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    return file;
}

}  // namespace recount::test
