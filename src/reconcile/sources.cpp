#include "reconcile/sources.h"

#include <algorithm>
#include <cctype>
#include <tuple>

#include "text/utf8.h"

namespace recount {

namespace {

/// The words in lower case and without accents, each between blanks: " the egyptian health ministry ".
std::string spaced(std::string_view words) {
    constexpr std::string_view apostrophe = "\u2019";
    std::string out = " ";
    const auto is_part = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter < 0;
    };
    for (std::size_t at = 0; at < words.size();) {
        if (words.substr(at).starts_with(apostrophe)) {
            at += apostrophe.size();
        } else if (!is_part(words[at])) {
            ++at;
        } else {
            const std::size_t start = at;
            while (at < words.size() && is_part(words[at]) && !words.substr(at).starts_with(apostrophe))
                ++at;
            if (const std::string word = folded(words.substr(start, at - start)); !word.empty())
                out += word + " ";
        }
    }
    return out;
}

std::vector<std::string> parts_of(std::string_view spaced_words) {
    std::vector<std::string> parts;
    for (std::size_t start = 1; start < spaced_words.size();) {
        const std::size_t end = spaced_words.find(' ', start);
        parts.emplace_back(spaced_words.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

bool among(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

SourceRules::SourceRules(const Codebook& codebook) {
    const CodebookNode file = codebook.file("sources");
    for (const CodebookNode& node : file.tables("kind")) {
        if (!node.flag("institution"))
            continue;
        Table table;
        for (const std::string& word : node.texts("words"))
            for (const std::string& form : codebook.noun_forms(word))
                table.phrases.push_back(spaced(form));
        tables_.push_back(std::move(table));
    }
    for (const std::string& word : file.table("roles").texts("words"))
        for (const std::string& form : codebook.noun_forms(word))
            roles_.push_back(form);
    spokesmen_ = file.table("roles").texts("spokesmen");
    small_ = file.table("roles").texts("joining");
    for (const std::string& word : codebook.file("grammar").texts("determiners"))
        small_.push_back(word);
}

SourceIdentity SourceRules::identify(std::string_view words) const {
    SourceIdentity identity;
    identity.whole = spaced(words);
    std::string rest = identity.whole;
    for (std::size_t t = 0; t < tables_.size(); ++t)
        for (const std::string& phrase : tables_[t].phrases) {
            const std::size_t at = identity.whole.find(phrase);
            if (at == std::string::npos)
                continue;
            if (identity.institution < 0 || identity.institution == static_cast<int>(t)) {
                identity.institution = static_cast<int>(t);
                if (const std::size_t place = rest.find(phrase); place != std::string::npos)
                    rest.replace(place, phrase.size(), " ");
            }
        }
    for (std::string& part : parts_of(rest))
        if (!among(small_, part) && !among(roles_, part))
            identity.core.push_back(std::move(part));
    std::ranges::sort(identity.core);
    return identity;
}

std::optional<SourceIdentity> SourceRules::body_spoken_for(std::string_view words, std::string_view name) const {
    SourceIdentity body = identify(words);
    const std::vector<std::string> said = parts_of(body.whole), names = parts_of(spaced(name));
    if (std::ranges::none_of(said, [&](const std::string& word) { return among(spokesmen_, word); }))
        return std::nullopt;
    std::erase_if(body.core, [&](const std::string& word) { return among(names, word); });
    if (body.core.empty() && body.institution < 0)
        return std::nullopt;
    return body;
}

bool same_source(const SourceIdentity& a, const SourceIdentity& b) {
    if (a.whole == b.whole)
        return true;
    const auto& [less, more] = a.core.size() < b.core.size() ? std::tie(a.core, b.core) : std::tie(b.core, a.core);
    if (a.institution != b.institution || !std::ranges::includes(more, less))
        return false;
    return a.institution >= 0 || !less.empty();
}

}  // namespace recount
