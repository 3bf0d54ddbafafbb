// What a redacted account can be compared by where the list of names is not at hand; and the reading of an account's
// JSON that all comparing shares.
#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>

namespace recount {

/// Throws NoAccount (compare.h) where it has not the members of an account.
rapidjson::Document parsed_account(std::string_view account);

/// As JSON, cut short where it is long.
std::string written(const rapidjson::Value& value);

/// The member as text; empty where there is none or it is no text.
std::string text_of(const rapidjson::Value& object, const char* name);

}  // namespace recount
