#include "read/html/metadata.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "read/compose.h"
#include "read/html/written_time.h"
#include "text/utf8.h"

namespace recount::html {

namespace {

std::string_view trimmed(std::string_view words) {
    while (!words.empty() && static_cast<unsigned char>(words.front()) <= ' ')
        words.remove_prefix(1);
    while (!words.empty() && static_cast<unsigned char>(words.back()) <= ' ')
        words.remove_suffix(1);
    return words;
}

std::string lowered_ascii(std::string_view words) {
    std::string out(words);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    return out;
}

/// "&amp;" within linked data, which are no HTML and yet often written as if they were.
std::string without_references(std::string_view words) {
    static constexpr std::pair<std::string_view, std::string_view> named[] = {
        {"amp;", "&"},        {"quot;", "\""},      {"apos;", "'"},       {"lt;", "<"},         {"gt;", ">"},
        {"nbsp;", " "},       {"rsquo;", "\u2019"}, {"lsquo;", "\u2018"}, {"rdquo;", "\u201D"}, {"ldquo;", "\u201C"},
        {"ndash;", "\u2013"}, {"mdash;", "\u2014"}, {"hellip;", "\u2026"}};
    std::string out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] != '&') {
            out += words[at];
            continue;
        }
        const std::string_view rest = words.substr(at + 1, 10);
        const auto* found = std::find_if(std::begin(named), std::end(named),
                                         [&](const auto& reference) { return rest.starts_with(reference.first); });
        unsigned code = 0;
        const std::size_t end = rest.find(';');
        if (found != std::end(named)) {
            out += found->second;
            at += found->first.size();
        } else if (rest.starts_with('#') && end != std::string_view::npos && end > 1) {
            const bool is_hex = rest[1] == 'x' || rest[1] == 'X';
            std::from_chars(rest.data() + (is_hex ? 2 : 1), rest.data() + end, code, is_hex ? 16 : 10);
            if (code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF))
                append_utf8(out, code);
            at += end + 1;
        } else {
            out += '&';
        }
    }
    return out;
}

/// Words as running text: references resolved, blanks as one, none around them.
std::string clean(std::string_view words) {
    std::string out;
    append_words(out, without_references(words));
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

bool is_address(std::string_view words) {
    return words.find("://") != std::string_view::npos || words.starts_with("www.") || words.starts_with("//");
}

/// The day that an address states: ".../2019/11/19/...", ".../2019-11-19-...", ".../20191119...".
std::string day_in_address(std::string_view address, const PageWording& wording, const Lexicon& lexicon) {
    const std::size_t host = address.find("://");
    std::size_t at = host == std::string_view::npos ? host : address.find('/', host + 3);
    for (; at != std::string_view::npos; at = address.find_first_of("/-_", at + 1)) {
        const std::string_view part = address.substr(at + 1, 10);
        const bool is_year = part.size() >= 8 && (part.starts_with("20") || part.starts_with("19"));
        if (!is_year)
            continue;
        const std::string day = iso_time(part, wording, lexicon);
        if (day.size() == 10)
            return day;
    }
    return {};
}

/// How exact an ISO time is: 0 a day, 1 a time of day, 2 one with its zone; -1 for none.
int exactness(std::string_view time) {
    if (time.empty())
        return -1;
    if (time.size() < 16)
        return 0;
    return time.find_first_of("+-Z", 11) == std::string_view::npos ? 1 : 2;
}

}  // namespace

// ---- what the head and the elements state

PageStatements::PageStatements(const Tree& tree, const LinkedReport& linked, const PageWording& wording)
    : tree_(tree), linked_(linked), wording_(wording) {
    for (std::uint32_t node = 0; node < tree.size(); ++node) {
        const GumboTag tag = tree[node].tag;
        if (tag == GUMBO_TAG_LAST)
            continue;
        if (tag == GUMBO_TAG_META)
            look_at_meta(node);
        else if (tag == GUMBO_TAG_TITLE && document_title_.empty())
            document_title_ = tree.all_words(node);
        else if (tag == GUMBO_TAG_HTML)
            html_language_ = tree.attribute(node, "lang");
        else if (tag == GUMBO_TAG_LINK && canonical_.empty() && tree.attribute(node, "rel") == "canonical")
            canonical_ = trimmed(tree.attribute(node, "href"));
        if (const std::string_view property = tree.attribute(node, "itemprop"); !property.empty())
            look_at_item(node, property);
    }
}

void PageStatements::look_at_meta(std::uint32_t node) {
    const std::string_view content = trimmed(tree_.attribute(node, "content"));
    if (content.empty())
        return;
    for (const char* attribute : {"property", "name", "itemprop"}) {
        const std::string_view name = tree_.attribute(node, attribute);
        if (name.empty())
            continue;
        const auto known = wording_.meta_names.find(lowered_ascii(name));
        if (known == wording_.meta_names.end())
            continue;
        const auto& [statement, rank] = known->second;
        const Origin origin = std::string_view(attribute) == "itemprop" ? Origin::microdata
                              : known->first.starts_with("og:") || known->first.starts_with("article:")
                                  ? Origin::open_graph
                                  : Origin::meta;
        Found& best = meta_[static_cast<std::size_t>(statement)];
        if (statement == Statement::authors && !is_address(content)) {
            if (rank < best.rank)
                meta_authors_.clear();
            if (rank <= best.rank)
                meta_authors_.push_back(content);
        }
        if (rank < best.rank && !(statement == Statement::authors && is_address(content)))
            best = {content, origin, rank};
        return;
    }
}

/// Microdata: the first of each property counts.
void PageStatements::look_at_item(std::uint32_t node, std::string_view property) {
    const auto value = [&] {
        for (const char* attribute : {"content", "datetime"})
            if (const std::string_view given = trimmed(tree_.attribute(node, attribute)); !given.empty())
                return std::string(given);
        return tree_.all_words(node);
    };
    const auto take_first = [&](std::string& field) {
        if (field.empty())
            field = value();
    };
    if (property == "datePublished")
        take_first(item_published_);
    else if (property == "dateModified")
        take_first(item_modified_);
    else if (property == "headline")
        take_first(item_headline_);
    else if (property == "author" || property == "publisher") {
        const std::uint32_t end = tree_[node].end;
        std::string name;
        for (std::uint32_t inner = node + 1; inner < end && name.empty(); ++inner)
            if (!tree_[inner].is_text() && tree_.attribute(inner, "itemprop") == "name") {
                name = tree_.attribute(inner, "content");
                if (name.empty())
                    name = tree_.all_words(inner);
            }
        if (name.empty() && !tree_.has_attribute(node, "itemscope"))
            name = value();
        if (name.empty() || name.size() > 120)
            return;
        if (property == "publisher") {
            if (item_outlet_.empty())
                item_outlet_ = name;
        } else if (item_authors_.size() < 8 &&
                   std::find(item_authors_.begin(), item_authors_.end(), name) == item_authors_.end()) {
            item_authors_.push_back(name);
        }
    }
}

std::string_view PageStatements::title() const {
    const std::string_view og = meta_[static_cast<std::size_t>(Statement::title)].value;
    if (!og.empty())
        return og;
    return linked_.headline.empty() ? std::string_view(document_title_) : std::string_view(linked_.headline);
}

// ---- all together

namespace {

/// One page's metadata on their way to being whole.
class Assembler {
public:
    Assembler(const PageWording& wording, const Lexicon& lexicon, Metadata& out)
        : wording_(wording), lexicon_(lexicon), out_(out) {}

    /// Takes the first statement that says something.
    static void offer(StatedValue& field, std::string_view value, Origin origin) {
        if (!field.value.empty())
            return;
        field.value = clean(value);
        if (!field.value.empty())
            field.origin = origin;
    }

    /// Takes the first time; a later one on the same day that is more exact replaces it.
    void offer_time(StatedValue& field, std::string_view written, Origin origin) const {
        const std::string time = iso_time(written, wording_, lexicon_);
        if (exactness(time) <= exactness(field.value))
            return;
        if (!field.value.empty()) {
            const auto known = parse_iso_day(field.value), given = parse_iso_day(time);
            if (!known || !given || std::chrono::abs(*known - *given) > std::chrono::days{1})
                return;
        }
        field = {time, origin};
    }

    bool tells_change(std::string_view words) const {
        const std::string lower = lowered_ascii(words);
        return std::any_of(wording_.modified_words.begin(), wording_.modified_words.end(),
                           [&](const std::string& word) { return lower.find(word) != std::string::npos; });
    }

    // ---- names

    /// Cuts the outlet's name off a title: "Bridge closed | Example Times". A part is the outlet's when it says the
    /// same as the outlet's name or its address.
    std::string without_outlet(std::string title, std::string_view site) const {
        for (bool cut = true; cut;) {
            cut = false;
            for (const std::string& joint : wording_.title_joints) {
                const std::size_t last = title.rfind(joint), first = title.find(joint);
                if (last == std::string::npos || last == 0)
                    continue;
                if (is_outlet(std::string_view(title).substr(last + joint.size()), site)) {
                    title.resize(last);
                    cut = true;
                } else if (is_outlet(std::string_view(title).substr(0, first), site)) {
                    title.erase(0, first + joint.size());
                    cut = true;
                }
            }
        }
        return title;
    }

    bool is_outlet(std::string_view words, std::string_view site) const {
        const std::string name = folded(words), outlet = folded(out_.outlet.value);
        return name.size() >= 2 &&
               (name == outlet || is_like_site(words, site) || (outlet.size() >= 4 && name.starts_with(outlet)) ||
                (name.size() >= 4 && outlet.starts_with(name)));
    }

    /// True when a name and a site's domain say the same: "The Halm Courier" and "halmcourier.example".
    static bool is_like_site(std::string_view words, std::string_view site) {
        const std::string name = folded(words), label = folded(site.substr(0, site.find('.'))), whole = folded(site);
        constexpr std::size_t least = 3;
        return (!name.empty() && name == whole) || (name.size() >= least && label.find(name) != std::string::npos) ||
               (label.size() >= least && name.find(label) != std::string::npos && name.size() <= 3 * label.size());
    }

    /// The first candidate that is like the site's domain, else a part of the page's title that is, else the first that
    /// is a name at all. What follows a joint is a slogan.
    void choose_outlet(std::vector<StatedValue> candidates, const std::string& title, std::string_view site) {
        for (StatedValue& candidate : candidates) {
            candidate.value = clean(candidate.value);
            for (const std::string& joint : wording_.title_joints)
                if (const std::size_t at = candidate.value.find(joint); at != std::string::npos && at > 0)
                    candidate.value.resize(at);
            if (is_address(candidate.value))
                candidate.value.clear();
        }
        for (const StatedValue& candidate : candidates)
            if (is_like_site(candidate.value, site)) {
                out_.outlet = candidate;
                return;
            }
        for (const std::string& joint : wording_.title_joints) {
            const std::size_t first_joint = title.find(joint), last_joint = title.rfind(joint);
            if (first_joint == std::string::npos)
                continue;
            for (const std::string_view part : {std::string_view(title).substr(last_joint + joint.size()),
                                                std::string_view(title).substr(0, first_joint)})
                if (is_like_site(part, site)) {
                    out_.outlet = {clean(part), Origin::meta};
                    return;
                }
        }
        for (const StatedValue& candidate : candidates)
            if (!candidate.value.empty()) {
                out_.outlet = candidate;
                return;
            }
    }

    /// "By Anna Orlo and Jan Weiss, Example Times" as names.
    void add_authors(std::string_view line, Origin origin) {
        std::string rest = clean(line);
        const std::string lower = lowered_ascii(rest);
        for (const std::string& start : wording_.byline_starts)
            if (lower.starts_with(start) && lower.size() > start.size() + 1 &&
                (lower[start.size()] == ' ' || lower[start.size()] == ':')) {
                rest = std::string(trimmed(std::string_view(rest).substr(start.size() + 1)));
                break;
            }
        for (std::string_view left = rest; !left.empty();) {
            std::size_t end = left.size(), behind = left.size();
            for (const std::string& joint : wording_.name_joints)
                if (const std::size_t at = left.find(joint); at < end) {
                    end = at;
                    behind = at + joint.size();
                }
            add_author(trimmed(left.substr(0, end)), origin);
            left.remove_prefix(behind);
        }
    }

    void add_author(std::string_view name, Origin origin) {
        const std::string lower = lowered_ascii(name);
        const bool is_nobody =
            name.size() < 2 || name.size() > 80 || is_address(name) || name.starts_with("@") ||
            name.find_first_of("0123456789") != std::string_view::npos ||
            std::find(wording_.no_authors.begin(), wording_.no_authors.end(), lower) != wording_.no_authors.end();
        if (is_nobody || std::find(out_.authors.begin(), out_.authors.end(), name) != out_.authors.end())
            return;
        out_.authors.emplace_back(name);
        out_.authors_origin = origin;
    }

    bool is_byline(std::string_view line) const {
        const std::string lower = lowered_ascii(line);
        return line.size() <= 120 &&
               std::any_of(wording_.byline_starts.begin(), wording_.byline_starts.end(), [&](const std::string& start) {
                   return lower.size() > start.size() + 1 && lower.starts_with(start) &&
                          (lower[start.size()] == ' ' || lower[start.size()] == ':');
               });
    }

private:
    const PageWording& wording_;
    const Lexicon& lexicon_;
    Metadata& out_;
};

}  // namespace

Metadata PageStatements::metadata(const Article& article, std::string_view address, const Lexicon& lexicon,
                                  const std::vector<std::string>& second_levels) const {
    Metadata out;
    Assembler assembler(wording_, lexicon, out);
    const auto meta = [&](Statement statement) { return meta_[static_cast<std::size_t>(statement)]; };
    const auto offer_meta = [&](StatedValue& field, Statement statement) {
        assembler.offer(field, meta(statement).value, meta(statement).origin);
    };

    if (is_address(canonical_))
        assembler.offer(out.address, canonical_, Origin::meta);
    if (is_address(meta(Statement::address).value))
        offer_meta(out.address, Statement::address);
    assembler.offer(out.address, linked_.address, Origin::linked_data);
    assembler.offer(out.address, address, Origin::address);
    const std::string site = outlet_domain(out.address.value, second_levels);

    assembler.choose_outlet({{std::string(meta(Statement::outlet).value), meta(Statement::outlet).origin},
                             {linked_.outlet, Origin::linked_data},
                             {item_outlet_, Origin::microdata}},
                            document_title_, site);

    if (article.headline_is_titled)
        assembler.offer(out.title, article.headline, Origin::page);
    assembler.offer(out.title, linked_.headline, Origin::linked_data);
    assembler.offer(out.title, item_headline_, Origin::microdata);
    offer_meta(out.title, Statement::title);
    assembler.offer(out.title, document_title_, Origin::meta);
    assembler.offer(out.title, article.headline, Origin::page);
    out.title.value = assembler.without_outlet(out.title.value, site);

    assembler.offer(out.description, article.standfirst, Origin::page);
    assembler.offer(out.description, linked_.description, Origin::linked_data);
    offer_meta(out.description, Statement::description);

    assembler.offer(out.language, html_language_, Origin::meta);
    assembler.offer(out.language, linked_.language, Origin::linked_data);
    offer_meta(out.language, Statement::language);
    std::replace(out.language.value.begin(), out.language.value.end(), '_', '-');

    assembler.offer_time(out.published, linked_.published, Origin::linked_data);
    assembler.offer_time(out.published, meta(Statement::published).value, meta(Statement::published).origin);
    assembler.offer_time(out.published, item_published_, Origin::microdata);
    assembler.offer_time(out.modified, linked_.modified, Origin::linked_data);
    assembler.offer_time(out.modified, meta(Statement::modified).value, meta(Statement::modified).origin);
    assembler.offer_time(out.modified, item_modified_, Origin::microdata);
    for (const std::uint32_t node : article.time_nodes) {
        const std::string_view given = tree_.attribute(node, "datetime");
        const bool is_change = assembler.tells_change(tree_.attribute(node, "class")) ||
                               assembler.tells_change(tree_.attribute(node, "itemprop"));
        assembler.offer_time(is_change ? out.modified : out.published, given.empty() ? tree_.all_words(node) : given,
                             Origin::time_element);
    }
    for (const std::string_view line : article.head_lines)
        assembler.offer_time(assembler.tells_change(line) ? out.modified : out.published, line, Origin::page);
    if (out.published.value.empty())
        out.published = {day_in_address(out.address.value, wording_, lexicon), Origin::address};
    if (out.published.value.empty())
        out.published = out.modified;
    if (out.published.value.empty())
        out.published.origin = Origin::none;

    for (const std::string& name : linked_.authors)
        if (assembler.is_byline(name))
            assembler.add_authors(name, Origin::linked_data);
        else
            assembler.add_author(clean(name), Origin::linked_data);
    if (out.authors.empty())
        for (const std::string_view names : meta_authors_)
            assembler.add_authors(names, meta(Statement::authors).origin);
    if (out.authors.empty())
        for (const std::string& name : item_authors_)
            assembler.add_authors(name, Origin::microdata);
    if (out.authors.empty())
        for (const std::string_view line : article.head_lines)
            if (out.authors.empty() && assembler.is_byline(line))
                assembler.add_authors(line, Origin::page);
    return out;
}

}  // namespace recount::html
