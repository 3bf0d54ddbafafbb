#include "reconcile/rules.h"

namespace recount {

namespace {

/// Takes one of the phrases, and the blanks around it, off the end; false where none stands there as whole words.
bool take_off_end(std::string_view& words, const std::vector<std::string>& phrases) {
    const auto trim = [&] { words = words.substr(0, words.find_last_not_of(" \n\t") + 1); };
    trim();
    for (const std::string& phrase : phrases)
        if (words.ends_with(phrase) &&
            (words.size() == phrase.size() || words[words.size() - phrase.size() - 1] == ' ')) {
            words.remove_suffix(phrase.size());
            trim();
            return true;
        }
    return false;
}

}  // namespace

ReconcileRules::ReconcileRules(const Codebook& codebook)
    : sources_(codebook),
      source_kinds_(codebook),
      best_(codebook),
      titles_(codebook),
      statements_(codebook),
      edits_(codebook) {
    for (const CodebookNode& node : codebook.file("events").tables("event"))
        families_.emplace(node.text("type"), node.text("family"));
    const CodebookNode places = codebook.file("events").table("places");
    vicinity_ = places.texts("vicinity");
    apposed_ = places.texts("apposed");
    districts_ = places.texts("districts");
    person_pronouns_ = codebook.file("grammar").texts("person_pronouns");
    const CodebookNode file = codebook.file("quantities");
    remaining_ = file.table("remaining").texts("words");
    for (const CodebookNode& node : file.tables("scope"))
        if (node.flag("goes_on"))
            going_on_.push_back(node.text("label"));
    for (const std::string_view list : {"quantity", "share"})
        for (const CodebookNode& node : file.tables(list))
            quantities_.emplace(node.text("name"),
                                QuantityRule{node.texts("events"), node.text("event_type", "other"), node.flag("moves"),
                                             node.flag("falls"), node.flag("whole"), true});
}

std::string_view ReconcileRules::family(std::string_view type) const {
    const auto found = families_.find(type);
    return found == families_.end() ? type : std::string_view(found->second);
}

bool ReconcileRules::names_vicinity(std::string_view before) const {
    take_off_end(before, apposed_);
    return take_off_end(before, vicinity_);
}

bool ReconcileRules::names_district(std::string_view behind) const {
    if (!behind.starts_with(' '))
        return false;
    behind.remove_prefix(1);
    return std::ranges::any_of(districts_, [&](const std::string& district) {
        return behind.starts_with(district) &&
               (behind.size() == district.size() ||
                std::string_view(" ,.;:\n").find(behind[district.size()]) != std::string_view::npos);
    });
}

const QuantityRule& ReconcileRules::quantity(std::string_view name) const {
    static const QuantityRule unknown;
    const auto found = quantities_.find(name);
    return found == quantities_.end() ? unknown : found->second;
}

}  // namespace recount
