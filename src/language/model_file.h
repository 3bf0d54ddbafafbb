// The model file: named arrays of numbers, mapped into memory as they are, so that opening costs one look at each page
// (for the checksum) and no copy. train/model_file.py writes it and tells its layout byte by byte.
//
// The file is checked as a whole when it is opened: length, version, SHA-256, and every section's bounds. What a part
// then asks for by name is checked for its type and rank. So nothing that comes from the file needs a further check,
// except that numbers within sections fit together, which whoever reads them sees to with fail().
//
// Immutable after open: any number of threads may use one. Views live as long as any copy of their ModelFile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// What is wrong with a model file, as a sentence that names the file and says what to do.
class ModelError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Rows of numbers, one after another.
template <class T>
struct Matrix {
    const T* data = nullptr;
    std::size_t rows = 0, columns = 0;

    std::span<const T> row(std::size_t i) const { return {data + i * columns, columns}; }
};

class ModelFile {
public:
    /// Element types by their numbers in the file.
    enum class Type : std::uint32_t { i8, u8, i16, i32, u32, f32 };

    /// Maps and checks the file. Throws ModelError: not there, no model file, another format version, cut short or
    /// damaged.
    static ModelFile open(const std::string& path);

    /// True when the file has a section of this name, or (for names that end with '/') one below it.
    bool has(std::string_view name) const;

    /// A section by its name. T is std::int8_t, uint8_t, int16_t, int32_t, uint32_t or float. Throws ModelError when
    /// there is none, or when it has another element type or rank.
    template <class T>
    std::span<const T> array(std::string_view name) const {
        const Section& found = section(name, type_of<T>(), 1);
        return {static_cast<const T*>(found.data), found.dimensions[0]};
    }
    template <class T>
    Matrix<T> matrix(std::string_view name) const {
        const Section& found = section(name, type_of<T>(), 2);
        return {static_cast<const T*>(found.data), found.dimensions[0], found.dimensions[1]};
    }

    /// The only number of an array of one.
    template <class T>
    T number(std::string_view name) const {
        const std::span<const T> found = array<T>(name);
        if (found.size() != 1)
            fail(std::string(name) + " holds " + std::to_string(found.size()) + " numbers where one is expected");
        return found[0];
    }

    /// The strings of a list, in order: UTF-8 (u8, rank 1) with a line feed behind each string.
    std::vector<std::string_view> strings(std::string_view name) const;

    /// Throws ModelError: the file is sound, but its parts do not fit together or this program. `why` is a clause.
    [[noreturn]] void fail(const std::string& why) const;

    /// Its SHA-256 in hexadecimal (of all behind the first 48 bytes).
    std::string sha256() const;

private:
    struct Section {
        std::string_view name;
        Type type;
        std::uint32_t rank;
        std::size_t dimensions[3];
        const void* data;
    };
    struct Mapping;

    template <class T>
    static constexpr Type type_of() {
        if constexpr (std::is_same_v<T, std::int8_t>)
            return Type::i8;
        else if constexpr (std::is_same_v<T, std::uint8_t>)
            return Type::u8;
        else if constexpr (std::is_same_v<T, std::int16_t>)
            return Type::i16;
        else if constexpr (std::is_same_v<T, std::int32_t>)
            return Type::i32;
        else if constexpr (std::is_same_v<T, std::uint32_t>)
            return Type::u32;
        else {
            static_assert(std::is_same_v<T, float>, "a model file holds no elements of this type");
            return Type::f32;
        }
    }

    explicit ModelFile(std::shared_ptr<const Mapping> mapping) : map_(std::move(mapping)) {}
    const Section& section(std::string_view name, Type type, std::uint32_t rank) const;

    std::shared_ptr<const Mapping> map_;
};

}  // namespace recount
