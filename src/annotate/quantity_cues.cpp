#include "annotate/quantity_cues.h"

namespace recount {

QuantityCues::QuantityCues(Codebook& codebook) {
    const CodebookNode file = codebook.file("quantities");
    std::vector<CodebookNode> nodes = file.tables("quantity");
    const std::size_t counts = nodes.size();
    for (const CodebookNode& share : file.tables("share"))
        nodes.push_back(share);
    for (const CodebookNode& node : nodes) {
        const auto quantity = static_cast<std::uint16_t>(quantities_.size());
        quantities_.push_back({node.text("name"), node.flag("moves"), node.flag("animate"), quantity >= counts,
                               node.number("at_least", 0)});
        add(codebook, node, "done_to", quantity, cue_done_to, 'v');
        add(codebook, node, "done_by", quantity, cue_done_by, 'v');
        add(codebook, node, "claimed", quantity, cue_claimed, 'v');
        add(codebook, node, "states", quantity, cue_state, ' ');
        add(codebook, node, "counts", quantity, cue_count, 'n');
        add(codebook, node, "totals", quantity, cue_total, ' ');
        add(codebook, node, "of", quantity, cue_of, ' ');
        add(codebook, node, "beside", quantity, cue_beside, ' ');
        add(codebook, node, "beside_places", quantity, cue_beside | cue_weak, 'n');
        add(codebook, node, "people", quantity, cue_people, 'n');
        add(codebook, node, "units", quantity, cue_people | cue_weak, 'n');
        add(codebook, node, "claimed_people", quantity, cue_claimed_people, 'n');
    }
    // One phrase may stand in several lists of one quantity: its roles are joined. Between quantities the first wins.
    for (const auto& [phrase, number] : numbers_)
        codebook.add_phrase(phrases_, phrase, number);
    numbers_.clear();
}

void QuantityCues::add(Codebook& codebook, const CodebookNode& node, std::string_view key, std::uint16_t quantity,
                       std::uint16_t roles, char inflection) {
    for (const std::string& word : node.texts(key)) {
        const std::vector<std::string> forms = inflection == 'v'   ? codebook.verb_forms(word)
                                               : inflection == 'n' ? codebook.noun_forms(word)
                                                                   : std::vector<std::string>{word};
        for (std::size_t form = 0; form < forms.size(); ++form) {
            std::uint16_t all = roles;
            const std::string_view first = std::string_view(forms[form]).substr(0, forms[form].find(' '));
            if (roles == cue_done_to && form >= 2 && !first.ends_with("ing"))
                all |= cue_done_to_past;
            // "hurt", "shot": the past looks like the base form
            if (roles == cue_done_to && form == 0 && forms.size() <= 3)
                all |= cue_done_to_past;
            const auto [known, is_new] = numbers_.try_emplace(forms[form], static_cast<std::uint32_t>(cues_.size()));
            if (is_new)
                cues_.push_back({quantity, all});
            else if (cues_[known->second].quantity == quantity)
                cues_[known->second].roles |= all;
        }
    }
}

void QuantityCues::find(Tokens sentence, std::vector<At>& cues) const {
    cues.clear();
    for (std::uint32_t at = 0; at < sentence.size(); ++at)
        if (const auto found = phrases_.longest(sentence, at))
            cues.push_back({at, at + found.length, cues_[found.value]});
}

}  // namespace recount
