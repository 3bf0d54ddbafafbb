// The layout mirrors train/model_file.py.
#include "language/model_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

static_assert(std::endian::native == std::endian::little, "the model file is little-endian");

namespace {

constexpr std::uint32_t format_version = 1;
constexpr std::size_t alignment = 64;

struct Header {
    char magic[8];
    std::uint32_t format, zero;
    unsigned char sha256[32];
    std::uint64_t file_size, sections;
};
static_assert(sizeof(Header) == 64);
constexpr std::size_t unhashed = offsetof(Header, file_size);

struct Row {
    char name[64];
    std::uint32_t type, rank;
    std::uint64_t dimensions[3];
    std::uint64_t offset;
};
static_assert(sizeof(Row) == 104);

constexpr std::array<std::size_t, 6> widths{1, 1, 2, 4, 4, 4};
constexpr std::array<const char*, 6> type_names{"i8", "u8", "i16", "i32", "u32", "f32"};

/// Bytes of a section, or nothing sensible: more than any file has.
std::uint64_t bytes_of(const Row& row) {
    std::uint64_t size = widths[row.type];
    for (const std::uint64_t dimension : row.dimensions)
        if (__builtin_mul_overflow(size, dimension, &size))
            return UINT64_MAX;
    return size;
}

const char* damaged =
    "it is cut short or damaged: take it again from where Recount came from, or train it (make train)";

}  // namespace

struct ModelFile::Mapping {
    std::string path;
    void* data = MAP_FAILED;
    std::size_t size = 0;
    std::vector<Section> sections;  // in the order of their names

    Mapping() = default;
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() {
        if (data != MAP_FAILED)
            munmap(data, size);
    }

    const Header& header() const { return *static_cast<const Header*>(data); }
    const char* at(std::size_t offset) const { return static_cast<const char*>(data) + offset; }

    void load();
    void check() const;
    void lay_out();
};

void ModelFile::Mapping::load() {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw std::runtime_error(
            std::system_category().message(errno) +
            "; take it from where Recount came from, train it (make train), or name another (--model)");
    struct stat info {};
    if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= static_cast<off_t>(sizeof(Header))) {
        size = static_cast<std::size_t>(info.st_size);
        data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    }
    ::close(file);
    if (data == MAP_FAILED)
        throw std::runtime_error("it is no language model (too short): name the one that came with Recount (--model)");
}

void ModelFile::Mapping::check() const {
    if (std::memcmp(header().magic, "RECOUNTL", 8) != 0)
        throw std::runtime_error("it is no language model: name the one that came with Recount (--model)");
    if (header().format != format_version || header().zero != 0)
        throw std::runtime_error("it has format " + std::to_string(header().format) + " where this program reads " +
                                 std::to_string(format_version) + ": take program and model of one version");
    if (header().file_size != size)
        throw std::runtime_error(damaged);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned digest_size = 0;
    if (EVP_Digest(at(unhashed), size - unhashed, digest, &digest_size, EVP_sha256(), nullptr) != 1 ||
        digest_size != sizeof header().sha256 || std::memcmp(digest, header().sha256, digest_size) != 0)
        throw std::runtime_error(damaged);
}

void ModelFile::Mapping::lay_out() {
    if (header().sections > (size - sizeof(Header)) / sizeof(Row))
        throw std::runtime_error(damaged);
    for (std::size_t i = 0; i < header().sections; ++i) {
        Row row;
        std::memcpy(&row, at(sizeof(Header) + i * sizeof(Row)), sizeof row);
        const std::string_view name(at(sizeof(Header) + i * sizeof(Row)), strnlen(row.name, sizeof row.name));
        if (name.empty() || row.type >= widths.size() || row.rank < 1 || row.rank > 3 || row.offset % alignment != 0 ||
            row.offset > size || bytes_of(row) > size - row.offset ||
            (!sections.empty() && sections.back().name >= name))
            throw std::runtime_error("section " + std::to_string(i) + " of it is wrong: train it again (make train)");
        sections.push_back({name,
                            static_cast<Type>(row.type),
                            row.rank,
                            {row.dimensions[0], row.dimensions[1], row.dimensions[2]},
                            at(row.offset)});
    }
}

ModelFile ModelFile::open(const std::string& path) {
    auto mapping = std::make_shared<Mapping>();
    mapping->path = path;
    try {
        mapping->load();
        mapping->check();
        mapping->lay_out();
    } catch (const std::runtime_error& error) {
        throw ModelError("cannot use the language model " + path + ": " + error.what());
    }
    return ModelFile(std::move(mapping));
}

bool ModelFile::has(std::string_view name) const {
    const auto found = std::ranges::lower_bound(map_->sections, name, {}, &Section::name);
    return found != map_->sections.end() && (name.ends_with('/') ? found->name.starts_with(name) : found->name == name);
}

const ModelFile::Section& ModelFile::section(std::string_view name, Type type, std::uint32_t rank) const {
    const auto found = std::ranges::lower_bound(map_->sections, name, {}, &Section::name);
    if (found == map_->sections.end() || found->name != name)
        fail("it has no section " + std::string(name));
    if (found->type != type || found->rank != rank)
        fail(std::string(name) + " is " + type_names[static_cast<std::size_t>(found->type)] + " of rank " +
             std::to_string(found->rank) + " where " + type_names[static_cast<std::size_t>(type)] + " of rank " +
             std::to_string(rank) + " is expected");
    return *found;
}

std::vector<std::string_view> ModelFile::strings(std::string_view name) const {
    const std::span<const std::uint8_t> bytes = array<std::uint8_t>(name);
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (first_invalid_utf8(rest))
        fail(std::string(name) + " is not UTF-8");
    std::vector<std::string_view> out;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos)
            fail(std::string(name) + " is no list of strings");
        out.push_back(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    return out;
}

void ModelFile::fail(const std::string& why) const {
    throw ModelError("cannot use the language model " + map_->path + ": " + why +
                     "; take program and model of one version, or train it again (make train)");
}

std::string ModelFile::sha256() const {
    return hexadecimal(map_->header().sha256);
}

}  // namespace recount
