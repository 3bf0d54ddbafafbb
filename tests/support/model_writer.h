// Writes model files for tests: a tiny network, or a file that is wrong on purpose. The layout is that of
// train/model_file.py; a test holds the two together.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "language/model_file.h"

namespace recount::test {

class ModelWriter {
public:
    template <class T>
    void array(const std::string& name, const std::vector<T>& values) {
        put(name, values, 1, {values.size(), 1, 1});
    }
    template <class T>
    void matrix(const std::string& name, std::size_t rows, std::size_t columns, const std::vector<T>& values) {
        put(name, values, 2, {rows, columns, 1});
    }
    void strings(const std::string& name, const std::vector<std::string>& values);

    /// The bytes of the file.
    std::string file() const;

private:
    struct Section {
        std::uint32_t type, rank;
        std::vector<std::uint64_t> dimensions;
        std::string body;
    };

    template <class T>
    void put(const std::string& name, const std::vector<T>& values, std::uint32_t rank,
             std::vector<std::uint64_t> dimensions) {
        sections_[name] = {static_cast<std::uint32_t>(type_of(T())), rank, std::move(dimensions),
                           std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T))};
    }
    static ModelFile::Type type_of(std::int8_t) { return ModelFile::Type::i8; }
    static ModelFile::Type type_of(std::uint8_t) { return ModelFile::Type::u8; }
    static ModelFile::Type type_of(std::int16_t) { return ModelFile::Type::i16; }
    static ModelFile::Type type_of(std::int32_t) { return ModelFile::Type::i32; }
    static ModelFile::Type type_of(std::uint32_t) { return ModelFile::Type::u32; }
    static ModelFile::Type type_of(float) { return ModelFile::Type::f32; }

    std::map<std::string, Section> sections_;
};

/// A file's bytes with its checksum set right again, for files that are wrong in another way.
std::string with_right_checksum(std::string file);

}  // namespace recount::test
