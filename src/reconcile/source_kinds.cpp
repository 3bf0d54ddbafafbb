#include "reconcile/source_kinds.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t longest_title = 60;        // bytes before a name that are searched for a title
constexpr std::size_t longest_apposition = 110;  // behind it
constexpr std::size_t most_mentions = 256;       // of a name that are looked at

/// Without a leading article.
std::string_view bare(std::string_view words) {
    for (const std::string_view article : {"the ", "The "})
        if (words.starts_with(article))
            words.remove_prefix(article.size());
    return words;
}

/// Whether a word is one that is written with a full stop: "Gen", not "TV".
bool is_abbreviation(std::string_view word) {
    constexpr std::size_t longest = 4;
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    return word.size() > 1 && word.size() <= longest && word[0] >= 'A' && word[0] <= 'Z' &&
           std::ranges::all_of(word.substr(1), small);
}

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// What stands before a name, back to the next sign that parts phrases or sentences.
std::string_view before(std::string_view text, Span name) {
    std::string_view words = text.substr(0, name.start);
    words.remove_prefix(words.size() - std::min(words.size(), longest_title));
    while (!words.empty() && continues_character(words.front()))
        words.remove_prefix(1);
    const std::size_t cut = words.find_last_of(",;:\n\"()?!");
    words.remove_prefix(cut == std::string_view::npos ? 0 : cut + 1);
    for (std::size_t stop = words.rfind(". "); stop != std::string_view::npos && stop > 0;
         stop = words.rfind(". ", stop - 1)) {
        const std::size_t blank = words.rfind(' ', stop - 1);
        const std::size_t start = blank == std::string_view::npos ? 0 : blank + 1;
        if (!is_abbreviation(words.substr(start, stop - start)))
            return words.substr(stop + 2);
    }
    return words;
}

/// What stands behind it, to the end of the line or sentence.
std::string_view behind(std::string_view text, Span name) {
    std::size_t end = std::min(text.size(), name.end + longest_apposition);
    while (end < text.size() && continues_character(text[end]))
        --end;
    const std::string_view words = text.substr(name.end, end - name.end);
    return words.substr(0, words.find_first_of("\n.;:\"()"));
}

/// Whether it is a place that the gazetteer knows.
bool is_on_map(const AccountEntity& entity) {
    return entity.type == EntityType::place && entity.place && !entity.place->id.empty();
}

/// The kind with the most votes; of equals the first.
SourceKind most(const std::array<int, source_kind_count>& votes) {
    const auto found = std::ranges::max_element(votes);
    return *found > 0 ? static_cast<SourceKind>(found - votes.begin()) : SourceKind::unknown;
}

}  // namespace

SourceKindFinder::SourceKindFinder(const StoryView& view) : view_(view) {
    for (std::uint32_t i = 0; i < view.entities.size(); ++i) {
        const AccountEntity& entity = view.entities[i];
        by_name_.try_emplace(entity.name, i);
        if (const std::size_t blank = entity.name.rfind(' ');
            entity.type == EntityType::person && blank != std::string::npos)
            if (const auto [known, is_new] =
                    by_last_name_.try_emplace(std::string_view(entity.name).substr(blank + 1), i);
                !is_new)
                known->second = no_index;  // of several
    }
    for (const std::uint32_t report : view.story.reports)
        if (const std::string& outlet = view.reports[report].report.outlet; !outlet.empty())
            outlets_.push_back(folded(bare(outlet)));
    std::ranges::sort(outlets_);
}

SourceKind SourceKindFinder::kind_of(const StoryClaim& entry) {
    const AnnotatedReport& report = view_.reports[entry.report];
    const Claim& claim = report.layers.claims[entry.claim];
    if (report.report.blocks[report.layers.sentences[claim.sentence].block].kind == BlockKind::embed)
        return SourceKind::post;
    return claim.source ? kind_of_source(entry, *claim.source) : SourceKind::report;
}

SourceKind SourceKindFinder::kind_of_source(const StoryClaim& entry, const ClaimSource& source) {
    const SourceKinds& kinds = view_.rules.source_kinds();
    const std::string_view words = view_.reports[entry.report].words(source.span);
    const std::string_view name = entry.source_name.empty() ? source.name : entry.source_name;
    const std::uint32_t bearer = bearer_of(entry, source.span);
    const KindWords by_words = kinds.read(words), by_name = kinds.read(name), by_title = introduced(bearer);
    if (by_words.by_body != SourceKind::unknown)
        return by_words.by_body;
    if (by_words.part_stands)
        return by_words.by_part;
    for (const SourceKind kind :
         {by_name.by_body, by_title.by_body, by_words.by_part, by_name.by_part, by_title.by_part})
        if (kind != SourceKind::unknown)
            return kind;
    if (is_outlet(words) || is_outlet(name))
        return SourceKind::press;
    if (bearer == no_index || by_words.names_part || by_name.names_part || by_title.names_part)
        return SourceKind::unknown;
    if (is_on_map(view_.entities[bearer]))
        return SourceKind::official;
    return view_.entities[bearer].type == EntityType::person ? SourceKind::witness : SourceKind::unknown;
}

/// Who is named in the source's words: a person rather than another; else who bears the name that they resolve to.
std::uint32_t SourceKindFinder::bearer_of(const StoryClaim& entry, Span words) const {
    if (const auto named = by_name_.find(entry.source_name); !entry.source_name.empty() && named != by_name_.end())
        return named->second;
    if (const auto named = by_last_name_.find(entry.source_name); named != by_last_name_.end())
        return named->second;
    std::uint32_t first = no_index;
    for (const Entity& entity : view_.reports[entry.report].layers.entities_in(words)) {
        const std::uint32_t bearer = view_.entities.at({entry.report, entity.span});
        if (bearer == no_index)
            continue;
        if (entity.type == EntityType::person)
            return bearer;
        first = std::min(first, bearer);
    }
    return first;
}

/// What the words around the mentions of a name tell, by their majority.
KindWords SourceKindFinder::introduced(std::uint32_t bearer) {
    if (bearer == no_index || is_on_map(view_.entities[bearer]))
        return {};
    const auto [known, is_new] = introduced_.try_emplace(bearer);
    if (!is_new)
        return known->second;
    const SourceKinds& kinds = view_.rules.source_kinds();
    std::array<int, source_kind_count> bodies{}, parts{};
    KindWords& told_of = known->second;
    const auto vote = [&](const KindWords& told) {
        told_of.names_part = told_of.names_part || told.names_part;
        const SourceKind body = told.by_body == SourceKind::unknown && told.part_stands ? told.by_part : told.by_body;
        bodies[static_cast<std::size_t>(body)] += body != SourceKind::unknown;
        parts[static_cast<std::size_t>(told.by_part)] += told.by_part != SourceKind::unknown;
    };
    const std::vector<Evidence>& mentions = view_.entities[bearer].mentions;
    for (const Evidence& mention : std::span(mentions).first(std::min(mentions.size(), most_mentions))) {
        const std::string_view text = view_.reports[mention.report].report.content;
        vote(kinds.read_title(before(text, mention.span)));
        vote(kinds.read_apposition(behind(text, mention.span)));
    }
    const auto forget = [](auto& votes, SourceKind kind) { votes[static_cast<std::size_t>(kind)] = 0; };
    if (view_.entities[bearer].type == EntityType::organisation)
        parts.fill(0);  // a head or a spokesman is no body
    else
        for (const SourceKind no_person : {SourceKind::document, SourceKind::post}) {
            forget(bodies, no_person);
            forget(parts, no_person);
        }
    told_of.by_body = most(bodies);
    told_of.by_part = most(parts);
    return told_of;
}

bool SourceKindFinder::is_outlet(std::string_view words) const {
    return std::ranges::binary_search(outlets_, folded(bare(words)));
}

}  // namespace recount
