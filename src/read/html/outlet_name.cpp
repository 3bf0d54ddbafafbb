#include "read/html/outlet_name.h"

#include <algorithm>

#include "read/html/written_value.h"
#include "text/utf8.h"

namespace recount::html {

namespace {

std::size_t word_count(std::string_view words) {
    return words.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
}

/// The name before its first joint: what follows is a slogan. Of an address nothing is left.
std::string_view without_slogan(std::string_view name, const std::vector<std::string>& joints) {
    name = trimmed(name);
    for (const std::string& joint : joints)
        if (const std::size_t at = name.find(joint); at != std::string_view::npos && at > 0)
            name = name.substr(0, at);
    return is_address(name) ? std::string_view() : trimmed(name);
}

/// "oann" of "One America News Network".
std::string initials(std::string_view name) {
    std::string letters;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t blank = std::min(name.find(' ', at), name.size());
        letters += folded(name.substr(at, blank - at)).substr(0, 1);
        at = blank + 1;
    }
    return letters;
}

/// What is to be read before the dots of the site's address: "nytimes".
std::string label_of(const Site& site) {
    return folded(site.domain.substr(0, site.domain.find('.')));
}

/// "nytimes" of "The New York Times": the last word whole, those before it by their first letters.
std::string shortened(std::string_view name) {
    constexpr std::string_view article = "The ";
    if (name.starts_with(article))
        name.remove_prefix(article.size());
    const std::size_t blank = name.rfind(' ');
    return blank == std::string_view::npos ? std::string()
                                           : initials(name.substr(0, blank)) + folded(name.substr(blank + 1));
}

/// True for the name that a site has in its address, letter by letter, and for one that the address shortens.
bool is_site(std::string_view words, const Site& site) {
    const std::string name = folded(words), label = label_of(site);
    return name.size() >= 2 && (name == folded(site.domain) || name == label || shortened(words) == label);
}

/// True when a name says a part of what the address says: its first word, its initials, or a blog's own label under
/// the address of its host.
bool is_partly_like_site(std::string_view name, const Site& site) {
    constexpr std::size_t least_word = 5, least_initials = 4, least_label = 10;
    const std::string label = label_of(site);
    const std::string first_word = folded(name.substr(0, name.find(' ')));
    if (first_word.size() >= least_word && label.starts_with(first_word))
        return true;
    if (const std::string letters = initials(name); letters.size() >= least_initials && letters == label)
        return true;
    const std::string blog = folded(site.host.substr(0, site.host.find('.')));
    return blog.size() >= least_label && folded(name).starts_with(blog);
}

bool is_outlet(std::string_view words, std::string_view outlet_name, const Site& site) {
    const std::string name = folded(words), outlet = folded(outlet_name);
    return name.size() >= 2 &&
           (name == outlet || is_like_site(words, site) || (outlet.size() >= 4 && name.starts_with(outlet)) ||
            (name.size() >= 4 && outlet.starts_with(name)));
}

/// The parts of a title behind the headline, else those `before` it; none where it does not hold the headline.
std::vector<std::string_view> parts_beside(std::string_view title, std::string_view headline, bool before,
                                           const std::vector<std::string>& joints) {
    const std::string wanted = folded(headline);
    const std::vector<std::string_view> parts = title_parts(title, joints);
    for (std::size_t first = 0; first < parts.size() && !wanted.empty(); ++first) {
        std::string run;
        for (std::size_t last = first; last < parts.size() && run.size() < wanted.size(); ++last) {
            run += folded(parts[last]);
            if (run != wanted)
                continue;
            const auto begin = parts.begin(), behind = begin + static_cast<std::ptrdiff_t>(last) + 1;
            if (behind != parts.end())
                return {behind, parts.end()};
            if (before)
                return {begin, begin + static_cast<std::ptrdiff_t>(first)};
            return {};
        }
    }
    return {};
}

/// Of what stands beside the headline the part that another place names too; else the only one. Before the headline
/// stands its topic more often than the outlet: that counts only where no address tells the site.
std::string_view part_beside_headline(const OutletEvidence& evidence, const Site& site,
                                      const std::vector<std::string>& joints) {
    constexpr std::size_t most_words = 5;
    const std::vector<std::string_view> parts =
        parts_beside(evidence.title, evidence.headline, site.domain.empty(), joints);
    for (const auto* list : {&evidence.names, &evidence.publishers})
        for (const StatedValue& known : *list)
            for (const std::string_view part : parts)
                if (const std::string name = folded(without_slogan(known.value, joints));
                    name.size() >= 3 && folded(part).find(name) != std::string::npos)
                    return part;
    return parts.size() == 1 && word_count(parts.front()) <= most_words ? parts.front() : std::string_view();
}

}  // namespace

bool is_like_site(std::string_view words, const Site& site) {
    constexpr std::size_t least = 3;
    const std::string name = folded(words), whole = folded(site.domain), label = label_of(site);
    return (!name.empty() && name == whole) || (name.size() >= least && label.find(name) != std::string::npos) ||
           (label.size() >= least && name.find(label) != std::string::npos && name.size() <= 3 * label.size());
}

std::vector<std::string_view> title_parts(std::string_view title, const std::vector<std::string>& joints) {
    std::vector<std::string_view> parts;
    while (!title.empty()) {
        std::size_t end = title.size(), behind = title.size();
        for (const std::string& joint : joints)
            if (const std::size_t at = title.find(joint); at < end) {
                end = at;
                behind = at + joint.size();
            }
        if (const std::string_view part = trimmed(title.substr(0, end)); !part.empty())
            parts.push_back(part);
        title.remove_prefix(behind);
    }
    return parts;
}

StatedValue outlet_name(const OutletEvidence& evidence, const Site& site, const std::vector<std::string>& joints) {
    std::vector<StatedValue> names,
        parts;  // of the title those that may be a name: "News" is none, on halmnews.example
    for (const auto* list : {&evidence.names, &evidence.publishers})
        for (const StatedValue& name : *list)
            if (const std::string_view own = without_slogan(name.value, joints); !own.empty())
                names.push_back({std::string(own), name.origin});
    for (const std::string_view part : title_parts(evidence.title, joints))
        if (folded(evidence.headline).find(folded(part)) == std::string::npos &&
            2 * folded(part).size() > label_of(site).size())
            parts.insert(parts.begin(), {std::string(part), Origin::meta});

    if (!site.domain.empty())
        for (const auto alike : {is_site, is_like_site, is_partly_like_site})
            for (const auto* list : {&names, &parts})
                for (const StatedValue& name : *list)
                    if (alike(name.value, site))
                        return name;
    for (const StatedValue& name : evidence.names)
        if (const std::string_view own = without_slogan(name.value, joints);
            !own.empty() && name.origin != Origin::microdata)
            return {std::string(own), name.origin};
    if (const std::string_view part = part_beside_headline(evidence, site, joints); !part.empty())
        return {std::string(part), Origin::meta};
    return names.empty() ? StatedValue{} : names.front();
}

std::string without_outlet(std::string title, std::string_view outlet, const Site& site,
                           const std::vector<std::string>& joints) {
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string& joint : joints) {
            const std::size_t last = title.rfind(joint), first = title.find(joint);
            if (last == std::string::npos || last == 0)
                continue;
            if (is_outlet(std::string_view(title).substr(last + joint.size()), outlet, site)) {
                title.resize(last);
                cut = true;
            } else if (is_outlet(std::string_view(title).substr(0, first), outlet, site)) {
                title.erase(0, first + joint.size());
                cut = true;
            }
        }
    }
    return title;
}

}  // namespace recount::html
