// RapidJSON's writer on a std::ostream, with the few words that the outputs share.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <ostream>
#include <rapidjson/writer.h>
#include <string>
#include <string_view>

namespace recount {

/// What rapidjson::Writer writes to: collects bytes and hands them on in large pieces.
class JsonBuffer {
public:
    using Ch = char;

    explicit JsonBuffer(std::ostream& out) : out_(out) { bytes_.reserve(size); }
    ~JsonBuffer() { Flush(); }
    JsonBuffer(const JsonBuffer&) = delete;
    JsonBuffer& operator=(const JsonBuffer&) = delete;

    void Put(char c) {
        bytes_ += c;
        if (bytes_.size() >= size)
            Flush();
    }
    void Flush() {
        out_.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
        bytes_.clear();
    }

private:
    static constexpr std::size_t size = 64u << 10;
    std::ostream& out_;
    std::string bytes_;
};

/// Writes members and values one after another. A line end may stand between values where people read along.
class JsonStream {
public:
    explicit JsonStream(std::ostream& out) : buffer_(out), writer_(buffer_) {}

    JsonStream& key(std::string_view name) {
        writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        return *this;
    }
    void text(std::string_view value) { writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
    void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
    void null() { writer_.Null(); }
    void flag(bool value) { writer_.Bool(value); }
    void count(std::uint64_t value) { writer_.Uint64(value); }

    /// Integers are written as integers; what is no number, as null.
    void number(double value) {
        if (std::floor(value) == value && std::abs(value) < 9e15)
            writer_.Int64(static_cast<std::int64_t>(value));
        else if (std::isfinite(value))
            writer_.Double(value);
        else
            null();
    }
    void number_or_null(const std::optional<double>& value) { value ? number(*value) : null(); }

    template <class Write>
    void object(Write write) {
        writer_.StartObject();
        write();
        writer_.EndObject();
    }

    /// An object that is JSON already.
    void object_as_is(std::string_view json) { writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType); }

    /// An array whose values are those that `write` writes.
    template <class Write>
    void list(Write write) {
        writer_.StartArray();
        write();
        writer_.EndArray();
    }

    /// One value for each element of the list.
    template <class List, class Write>
    void array(const List& list, Write write) {
        writer_.StartArray();
        for (const auto& element : list)
            write(element);
        writer_.EndArray();
    }
    template <class List>
    void texts(const List& list) {
        array(list, [this](const auto& element) { text(element); });
    }

    /// Ends the line. Between the elements of an array it is a blank like any other.
    void end_line() { buffer_.Put('\n'); }

private:
    JsonBuffer buffer_;
    rapidjson::Writer<JsonBuffer> writer_;
};

}  // namespace recount
