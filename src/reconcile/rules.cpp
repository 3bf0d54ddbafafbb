#include "reconcile/rules.h"

namespace recount {

ReconcileRules::ReconcileRules(const Codebook& codebook) : sources_(codebook) {
    for (const CodebookNode& node : codebook.file("events").tables("event"))
        families_.emplace(node.text("type"), node.text("family"));
    const CodebookNode titles = codebook.file("events").table("titles");
    leaning_ = titles.texts("leaning");
    leaning_endings_ = titles.texts("leaning_endings");
    person_pronouns_ = codebook.file("grammar").texts("person_pronouns");
    const CodebookNode file = codebook.file("quantities");
    for (const CodebookNode& node : file.tables("scope"))
        if (node.flag("goes_on"))
            going_on_.push_back(node.text("label"));
    for (const std::string_view list : {"quantity", "share"})
        for (const CodebookNode& node : file.tables(list))
            quantities_.emplace(node.text("name"), QuantityRule{node.texts("events"), node.text("event_type", "other"),
                                                                node.flag("moves"), node.flag("whole"), true});
}

std::string_view ReconcileRules::family(std::string_view type) const {
    const auto found = families_.find(type);
    return found == families_.end() ? type : std::string_view(found->second);
}

const QuantityRule& ReconcileRules::quantity(std::string_view name) const {
    static const QuantityRule unknown;
    const auto found = quantities_.find(name);
    return found == quantities_.end() ? unknown : found->second;
}

}  // namespace recount
