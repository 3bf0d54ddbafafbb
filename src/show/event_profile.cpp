#include "show/event_profile.h"

#include <algorithm>
#include <array>

namespace recount {

namespace {

struct FieldName {
    std::string_view name;
    EventField field;
};

constexpr std::array field_names{
    FieldName{"event", EventField::event},
    FieldName{"story", EventField::story},
    FieldName{"story_title", EventField::story_title},
    FieldName{"title", EventField::title},
    FieldName{"type", EventField::type},
    FieldName{"date", EventField::date},
    FieldName{"date_end", EventField::date_end},
    FieldName{"first_day", EventField::first_day},
    FieldName{"middle_day", EventField::middle_day},
    FieldName{"last_day", EventField::last_day},
    FieldName{"year", EventField::year},
    FieldName{"days", EventField::days},
    FieldName{"date_precision", EventField::date_precision},
    FieldName{"date_stated", EventField::date_stated},
    FieldName{"place", EventField::place},
    FieldName{"place_id", EventField::place_id},
    FieldName{"locality", EventField::locality},
    FieldName{"latitude", EventField::latitude},
    FieldName{"longitude", EventField::longitude},
    FieldName{"point", EventField::point},
    FieldName{"grid_cell", EventField::grid_cell},
    FieldName{"place_precision", EventField::place_precision},
    FieldName{"place_extent", EventField::place_extent},
    FieldName{"region", EventField::region},
    FieldName{"region_code", EventField::region_code},
    FieldName{"country", EventField::country},
    FieldName{"country_code", EventField::country_code},
    FieldName{"country_number", EventField::country_number},
    FieldName{"actors", EventField::actors},
    FieldName{"reports", EventField::reports},
    FieldName{"report_count", EventField::report_count},
    FieldName{"outlets", EventField::outlets},
    FieldName{"published", EventField::published},
    FieldName{"headlines", EventField::headlines},
    FieldName{"urls", EventField::urls},
    FieldName{"citations", EventField::citations},
    FieldName{"words", EventField::words},
    FieldName{"place_words", EventField::place_words},
    FieldName{"witnesses", EventField::witnesses},
    FieldName{"sources", EventField::sources},
    FieldName{"low", EventField::low},
    FieldName{"best", EventField::best},
    FieldName{"high", EventField::high},
    FieldName{"mean", EventField::mean},
    FieldName{"any", EventField::any},
    FieldName{"status", EventField::status},
    FieldName{"number_words", EventField::number_words},
    FieldName{"vague_words", EventField::vague_words},
};

/// Throws for keys that none of `known` names.
void check_keys(const CodebookNode& node, std::initializer_list<std::string_view> known) {
    for (const std::string& key : node.keys())
        if (std::find(known.begin(), known.end(), key) == known.end())
            throw node.error("nothing reads '" + key + "': check its spelling, or take it out");
}

EventField field_of(const CodebookNode& node, std::string_view name) {
    const auto found = std::ranges::find(field_names, name, &FieldName::name);
    if (found == field_names.end())
        throw node.error("no field '" + std::string(name) + "': docs/event_tables.md lists them");
    return found->field;
}

ProfileColumn read_column(const CodebookNode& node) {
    check_keys(node,
               {"name", "from", "value", "empty", "quantity", "nth", "joint", "before", "codes", "steps", "otherwise"});
    ProfileColumn column;
    column.name = node.text("name");
    if (int(node.has("from")) + int(node.has("value")) + int(node.has("empty")) != 1)
        throw node.error("column '" + column.name + "' needs one of 'from', 'value' and 'empty'");
    if (node.has("from"))
        column.field = field_of(node, node.text("from"));
    column.value = node.text("value", "");
    column.empty = node.text("empty", "");
    column.quantity = node.text("quantity", "");
    const bool counts = column.field && *column.field >= EventField::low;
    if (counts == column.quantity.empty())
        throw node.error("column '" + column.name + (counts ? "' needs a 'quantity'" : "' takes no 'quantity'"));
    column.nth = static_cast<std::uint32_t>(node.number("nth", 0));
    column.joint = node.text("joint", column.joint);
    column.before = node.text("before", "");
    column.otherwise = node.text("otherwise", "");
    column.steps = node.numbers("steps");
    if (node.has("codes")) {
        const CodebookNode codes = node.table("codes");
        for (const std::string& value : codes.keys())
            column.codes.emplace(value, codes.text(value));
    }
    return column;
}

bool is_in_file_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::set<std::string, std::less<>> set_of(const CodebookNode& node, std::string_view key) {
    const std::vector<std::string> list = node.texts(key);
    return {list.begin(), list.end()};
}

}  // namespace

EventProfile EventProfile::load(const std::filesystem::path& file) {
    const CodebookNode node = CodebookNode::load(file);
    check_keys(node, {"name", "title", "types", "dates", "countries", "counted", "vague", "column"});
    EventProfile profile;
    profile.name = node.text("name");
    if (profile.name.empty() || !std::ranges::all_of(profile.name, is_in_file_name))
        throw node.error("'name' is part of a file's name: letters, digits, - and _ alone");
    profile.title = node.text("title");
    profile.types = set_of(node, "types");
    profile.dates = set_of(node, "dates");
    profile.countries = set_of(node, "countries");
    profile.counted = set_of(node, "counted");
    if (node.has("vague")) {
        const CodebookNode words = node.table("vague");
        for (const std::string& word : words.keys())
            profile.vague.emplace(word, words.number(word));
    }
    for (const CodebookNode& column : node.tables("column"))
        profile.columns.push_back(read_column(column));
    if (profile.columns.empty())
        throw node.error("a profile needs a 'column'");
    return profile;
}

}  // namespace recount
