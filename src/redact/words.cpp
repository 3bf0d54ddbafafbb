#include "redact/words.h"

#include <algorithm>
#include <set>

namespace recount {

namespace {

class Replacer {
public:
    Replacer(Account& account, const NameForms& forms, const std::vector<std::string>& pseudonyms)
        : account_(account), forms_(forms), pseudonyms_(pseudonyms) {}

    std::vector<bool> replace() {
        std::vector<bool> touched(account_.reports.size());
        for (std::size_t number = 0; number < touched.size(); ++number) {
            touched_ = false;
            replace(account_.reports[number].report);
            replace(account_.reports[number].layers);
            text(account_.days[number].reason);
            touched[number] = touched_;
        }
        for (StoryAccount& story : account_.stories)
            replace(story);
        for (DecisionResult& decided : account_.decisions)
            replace(decided);
        if (account_.as_of)
            for (LeftOutReport& report : account_.as_of->left_out) {
                id(report.id);
                text(report.title);
                text(report.outlet);
            }
        return touched;
    }

private:
    void text(std::string& words) {
        if (words.empty())
            return;
        std::string now = forms_.in_text(words, pseudonyms_);
        touched_ = touched_ || now != words;
        words = std::move(now);
    }

    void text(std::vector<std::string>& list) {
        for (std::string& words : list)
            text(words);
    }

    void address(std::string& words) {
        if (words.empty() || !forms_.in_address(words))
            return;
        words.clear();
        touched_ = true;
    }

    /// Two reports never get one id.
    void id(std::string& words) {
        std::string now = forms_.in_id(words, pseudonyms_);
        touched_ = touched_ || now != words;
        const std::string bare = now;
        for (int number = 2; !ids_.insert(now).second; ++number)
            now = bare + "-" + std::to_string(number);
        words = std::move(now);
    }

    void replace(Report& report) {
        id(report.id);
        report.place = {};
        report.input.clear();
        for (std::string* words : {&report.url, &report.source_domain})
            address(*words);
        for (std::string* words :
             {&report.description, &report.language, &report.language_stated, &report.language_reason, &report.outlet})
            text(*words);
        for (auto* list : {&report.authors, &report.image_credits, &report.agencies})
            text(*list);
        for (Block& block : report.blocks)
            text(block.author);
    }

    void replace(Layers& layers) {
        for (Entity& entity : layers.entities) {
            const std::string before = entity.name;
            text(entity.name);
            if (entity.name != before)
                entity.place.clear();
        }
        for (Attribution& attribution : layers.attributions) {
            text(attribution.speaker);
            text(attribution.cue_lemma);
        }
        for (Claim& claim : layers.claims) {
            quantity(claim.quantity);
            text(claim.scope);
            if (claim.source) {
                text(claim.source->name);
                text(claim.source->chain);
            }
        }
    }

    /// The codebook's own names hold nobody's.
    void quantity(std::string& name) {
        constexpr std::string_view other = "other:";
        if (!name.starts_with(other))
            return;
        std::string words = name.substr(other.size());
        text(words);
        name = std::string(other) + words;
    }

    /// Whether it was replaced.
    bool place(std::optional<AccountPlace>& place) {
        if (!place)
            return false;
        const std::string before = place->name;
        text(place->name);
        if (place->name == before)
            return false;
        *place = {place->name, {}, 0, 0};
        return true;
    }

    void place(Event& event) {
        PlaceWithin& within = event.within;
        const std::string country = within.country, region = within.region;
        text(within.country);
        text(within.region);
        if (place(event.place) || within.country != country || within.region != region)
            within = {};
    }

    void replace(StoryAccount& story) {
        text(story.title);
        for (Event& event : story.events) {
            text(event.title);
            text(event.date_reason);
            place(event);
        }
        for (Figure& figure : story.figures) {
            quantity(figure.quantity);
            text(figure.scope);
            for (FigureClaim& claim : figure.claims)
                text(claim.source_name);
        }
        for (Statement& statement : story.statements) {
            text(statement.speaker);
            for (Variant& variant : statement.variants) {
                text(variant.cue);
                text(variant.speaker);
                text(variant.chain);
            }
        }
        for (AccountEntity& entity : story.entities) {
            text(entity.name);
            place(entity.place);
        }
        for (Lineage& lineage : story.lineages)
            text(lineage.agency);
        for (EditedPage& page : story.pages) {
            address(page.versions.address);
            for (PageEdit& edit : page.edits)
                quantity(edit.quantity);
        }
    }

    /// What somebody decided about a name is told of its pseudonym, under a number: its own id was made from its words.
    void replace(DecisionResult& decided) {
        Decision& decision = decided.decision;
        touched_ = false;
        for (std::string* words : {&decision.by, &decision.old, &decision.reason, &decided.why, &decided.machine})
            text(*words);
        for (DecisionTarget& target : decision.on)
            text(target.quote);
        if (auto* words = std::get_if<std::string>(&decision.value))
            text(*words);
        if (auto* claim = std::get_if<DecidedClaim>(&decision.value))
            for (auto* words : {&claim->quantity, &claim->scope, &claim->source})
                if (*words)
                    text(**words);
        ++decisions_;
        if (touched_)
            decision.id = "redacted-" + std::to_string(decisions_);
    }

    Account& account_;
    const NameForms& forms_;
    const std::vector<std::string>& pseudonyms_;
    std::set<std::string> ids_;
    std::size_t decisions_ = 0;
    bool touched_ = false;
};

}  // namespace

std::vector<bool> replace_in_words(Account& account, const NameForms& forms,
                                   const std::vector<std::string>& pseudonyms) {
    return Replacer(account, forms, pseudonyms).replace();
}

}  // namespace recount
