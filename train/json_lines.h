// What the tools that print inputs for training share: values as JSON.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <optional>
#include <string_view>

namespace recount {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

inline void write(JsonWriter& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

inline void write(JsonWriter& out, const std::optional<double>& bound) {
    bound ? out.Double(*bound) : out.Null();
}

}  // namespace recount
