#include "reconcile/posted_names.h"

#include <algorithm>
#include <map>
#include <string>

#include "reconcile/entity_lookup.h"
#include "text/utf8.h"

namespace recount {

namespace {

class PostedNames {
public:
    PostedNames(std::span<const AnnotatedReport> reports, const Story& story, const NameWords& words,
                std::vector<AccountEntity>& entities)
        : reports_(reports), story_(story), words_(words), entities_(entities) {}

    void add() {
        find_bracketed();
        find_alike();
        add_handles();
        find_campaigns();
        find_sites();
        for (AccountEntity& entity : entities_) {
            std::ranges::sort(entity.mentions);
            entity.mentions.erase(std::unique(entity.mentions.begin(), entity.mentions.end()), entity.mentions.end());
        }
    }

private:
    bool is_address(std::uint32_t report, std::uint32_t token, char mark) const {
        const Token& one = reports_[report].layers.tokens[token];
        return one.kind == TokenKind::address && reports_[report].words(one.span()).front() == mark;
    }
    std::string letters(std::uint32_t report, Span span) const { return folded(reports_[report].words(span)); }

    template <typename Work>
    void for_addresses(char mark, const Work& work) const {
        for (const std::uint32_t report : story_.reports)
            for (std::uint32_t token = 0; token < reports_[report].layers.tokens.size(); ++token)
                if (is_address(report, token, mark))
                    work(report, token);
    }

    // ---------------------------------------------------------------- handles
    /// "Muhammadu Buhari (@MBuhari)".
    void find_bracketed() {
        const EntityLookup lookup(entities_);
        for (const std::uint32_t report : story_.reports) {
            const Layers& layers = reports_[report].layers;
            for (const Entity& entity : layers.entities) {
                const std::uint32_t bracket = entity.end_token, handle = bracket + 1;
                if (handle >= layers.tokens.size() || !is_address(report, handle, '@') ||
                    reports_[report].words(layers.tokens[bracket].span()) != "(")
                    continue;
                if (const std::uint32_t index = lookup.at({report, entity.span}); index != no_index)
                    bearer_.emplace(letters(report, layers.tokens[handle].span()), index);
            }
        }
    }

    /// A handle whose letters hold all of one name of several words, and of no other's.
    void find_alike() {
        std::map<std::string, std::uint32_t> full;  // letters of names; no_index: of several
        for (std::uint32_t i = 0; i < entities_.size(); ++i)
            for (const Evidence& mention : entities_[i].mentions)
                if (reports_[mention.report].words(mention.span).find(' ') != std::string_view::npos)
                    if (const auto [found, fresh] = full.try_emplace(letters(mention.report, mention.span), i);
                        !fresh && found->second != i)
                        found->second = no_index;
        for_addresses('@', [&](std::uint32_t report, std::uint32_t token) {
            const std::string handle = letters(report, reports_[report].layers.tokens[token].span());
            std::uint32_t match = no_index;
            for (const auto& [name, index] : full) {
                if (handle.find(name) == std::string::npos || index == match)
                    continue;
                if (match != no_index || index == no_index)
                    return;
                match = index;
            }
            if (match != no_index)
                bearer_.emplace(handle, match);
        });
    }

    void add_handles() {
        for_addresses('@', [&](std::uint32_t report, std::uint32_t token) {
            const Span span = reports_[report].layers.tokens[token].span();
            if (const auto found = bearer_.find(letters(report, span)); found != bearer_.end())
                entities_[found->second].mentions.push_back({report, span});
        });
    }

    // ---------------------------------------------------------------- campaigns
    /// Tags that somewhere stand before a noun of organisations, then every place that writes their letters.
    void find_campaigns() {
        std::map<std::string, std::vector<Evidence>> campaigns;
        for_addresses('#', [&](std::uint32_t report, std::uint32_t token) {
            if (names_organisation(report, token + 1))
                campaigns.try_emplace(letters(report, reports_[report].layers.tokens[token].span()));
        });
        if (campaigns.empty())
            return;
        for_addresses(
            '#', [&](std::uint32_t report, std::uint32_t token) { add_named(campaigns, report, token, token + 1); });
        for (const std::uint32_t report : story_.reports)
            for (std::uint32_t token = 0; token < reports_[report].layers.tokens.size(); ++token)
                add_spelled_out(campaigns, report, token);
        for (auto& [tag, mentions] : campaigns)
            add_organisation(tag, mentions);
    }

    bool names_organisation(std::uint32_t report, std::uint32_t token) const {
        const Layers& layers = reports_[report].layers;
        return token < layers.tokens.size() && !layers.tokens[token].capitalised &&
               words_.is(layers.tokens[token], organisation_word);
    }

    /// The tokens [first, end), and with the noun behind them.
    void add_named(std::map<std::string, std::vector<Evidence>>& campaigns, std::uint32_t report, std::uint32_t first,
                   std::uint32_t end) const {
        const Layers& layers = reports_[report].layers;
        const Span span{layers.tokens[first].start, layers.tokens[end - 1].end};
        const auto found = campaigns.find(letters(report, span));
        if (found == campaigns.end())
            return;
        found->second.push_back({report, span});
        if (names_organisation(report, end))
            found->second.push_back({report, {span.start, layers.tokens[end].end}});
    }

    /// "Save Our River", each word with a capital.
    void add_spelled_out(std::map<std::string, std::vector<Evidence>>& campaigns, std::uint32_t report,
                         std::uint32_t first) const {
        constexpr std::uint32_t most = 8;  // words
        const std::vector<Token>& tokens = reports_[report].layers.tokens;
        for (std::uint32_t end = first; end < tokens.size() && end < first + most && tokens[end].capitalised;)
            if (++end > first + 1)
                add_named(campaigns, report, first, end);
    }

    /// One with an entity that has a mention with the same letters, else an organisation of its own.
    void add_organisation(const std::string& tag, const std::vector<Evidence>& mentions) {
        const auto same = std::ranges::find_if(entities_, [&](const AccountEntity& entity) {
            return std::ranges::any_of(
                entity.mentions, [&](const Evidence& mention) { return letters(mention.report, mention.span) == tag; });
        });
        const bool is_new = same == entities_.end();
        AccountEntity& entity = is_new ? entities_.emplace_back() : *same;
        if (is_new) {
            entity.type = EntityType::organisation;
            entity.name = name_of(mentions);
        }
        entity.mentions.insert(entity.mentions.end(), mentions.begin(), mentions.end());
    }

    // ---------------------------------------------------------------- sites
    /// A web address that running text writes with a capital is its owner's name: "a video posted by Orlo.com".
    void find_sites() {
        std::map<std::string, std::vector<Evidence>> sites;
        for (const std::uint32_t report : story_.reports)
            for (const Token& token : reports_[report].layers.tokens)
                if (const Span site = without_possessive(report, token.span());
                    token.kind == TokenKind::address && is_site(reports_[report].words(site)))
                    sites[letters(report, site)].push_back({report, site});
        for (const auto& [site, mentions] : sites)
            add_organisation(site, mentions);
    }

    Span without_possessive(std::uint32_t report, Span span) const {
        for (const std::string_view possessive : {"'s", "\u2019s"})
            if (reports_[report].words(span).ends_with(possessive))
                span.end -= static_cast<std::uint32_t>(possessive.size());
        return span;
    }

    static bool is_site(std::string_view address) {
        return address.front() >= 'A' && address.front() <= 'Z' && address.find('.') != std::string_view::npos &&
               address.find_first_of("/@#:") == std::string_view::npos && !address.starts_with("Www.") &&
               !address.starts_with("WWW.");
    }

    /// The longest wording, spelled out where any is.
    std::string name_of(const std::vector<Evidence>& mentions) const {
        std::string best;
        for (const Evidence& mention : mentions) {
            std::string words(reports_[mention.report].words(mention.span));
            std::ranges::replace(words, '\n', ' ');
            const auto rank = [](const std::string& name) {
                return std::pair(!name.empty() && name.front() != '#', name.size());
            };
            if (rank(words) > rank(best) || (rank(words) == rank(best) && words < best))
                best = words;
        }
        return best;
    }

    std::span<const AnnotatedReport> reports_;
    const Story& story_;
    const NameWords& words_;
    std::vector<AccountEntity>& entities_;
    std::map<std::string, std::uint32_t> bearer_;  // of handles, by their letters
};

}  // namespace

void add_posted_names(std::span<const AnnotatedReport> reports, const Story& story, const NameWords& words,
                      std::vector<AccountEntity>& entities) {
    PostedNames(reports, story, words, entities).add();
}

}  // namespace recount
