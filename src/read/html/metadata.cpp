#include "read/html/metadata.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "read/compose.h"
#include "read/detect_language.h"
#include "read/html/written_time.h"
#include "read/html/written_value.h"
#include "text/parts.h"
#include "text/utf8.h"

namespace recount::html {

namespace {

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

/// True for two names of an outlet that are one, with its article or without: "Halm Courier", "The Halm Courier".
bool is_same_name(std::string_view one, std::string_view other) {
    const std::string first = folded(one), second = folded(other);
    return first == second || first == "the" + second || second == "the" + first;
}

bool is_agency(std::string_view name, const Lexicon& lexicon) {
    return std::any_of(lexicon.agencies.begin(), lexicon.agencies.end(), [&](const Agency& agency) {
        return std::find(agency.forms.begin(), agency.forms.end(), name) != agency.forms.end();
    });
}

/// A credit line with a comma where the page has set two elements side by side without a blank: "By Anna OrloThe
/// Associated Press". Only before the name of an agency or of the outlet: "McDonald" is one word.
std::string unglued(std::string line, std::string_view outlet, const Lexicon& lexicon) {
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (std::size_t at = 1; at < line.size(); ++at) {
        if (!is_lower(line[at - 1]) || !is_upper(line[at]))
            continue;
        const std::string_view rest = std::string_view(line).substr(at);
        if (is_agency(rest, lexicon) || (!outlet.empty() && is_same_name(rest, outlet)))
            return line.insert(at, ", ");
    }
    return line;
}

/// The day that an address states: ".../2019/11/19/...", ".../2019-11-19-...", ".../20191119...".
std::string day_in_address(std::string_view address, const PageWording& wording, const Lexicon& lexicon) {
    const std::size_t host = address.find("://");
    std::size_t at = host == std::string_view::npos ? host : address.find('/', host + 3);
    for (; at != std::string_view::npos; at = address.find_first_of("/-_", at + 1)) {
        const std::string_view part = address.substr(at + 1, 10);
        const bool is_year = part.size() >= 8 && (part.starts_with("20") || part.starts_with("19"));
        const bool is_longer = address.find_first_not_of("0123456789", at + 1) > at + 9;  // when an archive fetched it
        if (!is_year || is_longer)
            continue;
        const std::string day = iso_time(part, wording, lexicon);
        if (day.size() == 10)
            return day;
    }
    return {};
}

/// True for an element whose metadata are those of other stories: what stands beside the report, a list of items.
bool tells_of_others(const Tree& tree, std::uint32_t node) {
    return tree[node].tag == GUMBO_TAG_ASIDE || tree[node].tag == GUMBO_TAG_NAV ||
           tree.attribute(node, "itemtype").ends_with("ItemList");
}

/// The host that an address names, without "www.".
std::string site_host(std::string_view address) {
    std::string host = host_of(address);
    return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

// ---- what the head and the elements state

PageStatements::PageStatements(const Tree& tree, const LinkedReport& linked, const PageWording& wording)
    : tree_(tree), linked_(linked), wording_(wording) {
    for (std::uint32_t node = 0; node < tree.size(); ++node) {
        const GumboTag tag = tree[node].tag;
        if (tag == GUMBO_TAG_LAST)
            continue;
        if (tells_of_others(tree, node)) {
            node = tree[node].end - 1;
            continue;
        }
        if (tag == GUMBO_TAG_META)
            look_at_meta(node);
        else if (tag == GUMBO_TAG_TITLE && document_title_.empty())
            document_title_ = tree.all_words(node);
        else if (tag == GUMBO_TAG_HTML)
            html_language_ = tree.attribute(node, "lang");
        else if (tag == GUMBO_TAG_LINK && canonical_.empty() && tree.attribute(node, "rel") == "canonical")
            canonical_ = trimmed(tree.attribute(node, "href"));
        each_part(tree.attribute(node, "itemprop"), " \t\n",
                  [&](std::string_view property) { look_at_item(node, property); });
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
        Rows* rows = statement == Statement::published   ? &meta_published_
                     : statement == Statement::modified  ? &meta_modified_
                     : statement == Statement::outlet    ? &meta_outlets_
                     : statement == Statement::publisher ? &meta_publishers_
                                                         : nullptr;
        constexpr std::size_t most_rows = 12;
        if (rows && rows->size() < most_rows)
            rows->insert(std::upper_bound(rows->begin(), rows->end(), rank,
                                          [](std::uint16_t one, const Found& row) { return one < row.rank; }),
                         {content, origin, rank});
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
    else if (property == "author" || property == "publisher" || property == "isPartOf") {
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
        if (property != "author") {
            std::string& field = property == "publisher" ? item_outlet_ : item_publication_;
            if (field.empty())
                field = name;
        } else if (item_authors_.size() < 8 &&
                   std::find(item_authors_.begin(), item_authors_.end(), name) == item_authors_.end()) {
            item_authors_.push_back(name);
        }
    }
}

std::vector<std::string_view> PageStatements::titles() const {
    constexpr std::size_t least_part = 20;  // bytes: shorter ones are sections and names
    std::vector<std::string_view> all;
    const auto add = [&](std::string_view title) {
        if (!title.empty() && !is_named_outlet(title) && std::find(all.begin(), all.end(), title) == all.end())
            all.push_back(title);
    };
    for (const std::string_view title :
         {meta_[static_cast<std::size_t>(Statement::title)].value, std::string_view(linked_.headline),
          std::string_view(item_headline_), std::string_view(document_title_)}) {
        std::vector<std::string_view> parts = title_parts(title, wording_.title_joints);
        while (parts.size() > 1 && is_named_outlet(parts.back()))
            parts.pop_back();
        while (parts.size() > 1 && is_named_outlet(parts.front()))
            parts.erase(parts.begin());
        if (parts.empty())
            continue;
        const auto between = [&](std::string_view first, std::string_view last) {
            const auto start = static_cast<std::size_t>(first.data() - title.data());
            return title.substr(start, static_cast<std::size_t>(last.data() - title.data()) + last.size() - start);
        };
        add(between(parts.front(), parts.back()));
        for (const std::string_view part : parts)
            for (const std::string_view piece : {part, between(parts.front(), part), between(part, parts.back())})
                if (piece.size() >= least_part)
                    add(piece);
    }
    return all;
}

bool PageStatements::is_named_outlet(std::string_view words) const {
    const std::string name = folded(words);
    const auto is_it = [&](const Found& row) { return folded(row.value) == name; };
    return std::any_of(meta_outlets_.begin(), meta_outlets_.end(), is_it) ||
           std::any_of(meta_publishers_.begin(), meta_publishers_.end(), is_it) || folded(linked_.outlet) == name;
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

    // ---- names

    /// "By Anna Orlo and Jan Weiss, Example Times" as names.
    void add_authors(std::string_view line, Origin origin) {
        std::string rest = unglued(clean(line), out_.outlet.value, lexicon_);
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

    /// A name that is stated as one; but it may be a whole byline: "By Anna Orlo", "Anna Orlo and Jan Weiss", "Anna
    /// Orlo, The Associated Press". A comma may also stand before a title, so it parts only what is known.
    void add_stated_author(std::string_view stated, Origin origin) {
        const std::string name = unglued(clean(stated), out_.outlet.value, lexicon_);
        const std::size_t comma = name.rfind(", ");
        const std::string_view last =
            comma == std::string::npos ? std::string_view() : std::string_view(name).substr(comma + 2);
        const bool has_outlet = !last.empty() && (is_agency(last, lexicon_) || is_same_name(last, out_.outlet.value));
        const bool is_joined = name.find(" | ") != std::string::npos || name.find(" and ") != std::string::npos;
        if (has_outlet || is_joined || is_byline(name))
            add_authors(name, origin);
        else
            add_author(name, origin);
    }

    void add_author(std::string_view name, Origin origin) {
        const std::string lower = lowered_ascii(name);
        const bool is_nobody =
            folded(name).size() < 2 || name.size() > 80 || is_address(name) || name.starts_with("@") ||
            name.find_first_of("0123456789") != std::string_view::npos ||
            (!out_.authors.empty() && is_same_name(name, out_.outlet.value)) ||
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

/// A heading of first rank that stands right above the text, of a headline's length, and is not the outlet's sign: it
/// is the headline, whatever other wording the metadata hold for sharing.
bool is_own_headline(const Article& article, std::string_view outlet, const Site& site) {
    constexpr std::ptrdiff_t least_blanks = 3;
    return article.headline_heads_text &&
           std::count(article.headline.begin(), article.headline.end(), ' ') >= least_blanks &&
           folded(article.headline) != folded(outlet) && !is_like_site(article.headline, site);
}

}  // namespace

void PageStatements::take_times(const Article& article, StatedTimes& times) const {
    times.state_published(linked_.published, Origin::linked_data);
    times.state_modified(linked_.modified, Origin::linked_data);
    times.state_published(linked_.page_published, Origin::linked_data);
    times.state_modified(linked_.page_modified, Origin::linked_data);
    for (const Found& row : meta_published_)
        times.state_published(row.value, row.origin);
    for (const Found& row : meta_modified_)
        times.state_modified(row.value, row.origin);
    times.state_published(item_published_, Origin::microdata);
    times.state_modified(item_modified_, Origin::microdata);
    for (const std::uint32_t node : article.time_nodes) {
        const std::string words = tree_.all_words(node);
        const std::string_view given = tree_.attribute(node, "datetime");
        const bool is_change = times.tells_change(tree_.attribute(node, "class")) ||
                               times.tells_change(tree_.attribute(node, "itemprop")) || times.tells_change(words);
        if (is_change)
            times.state_modified(given.empty() ? words : given, Origin::time_element);
        else
            times.state_published(given.empty() ? words : given, Origin::time_element);
    }
    for (std::size_t at = 0; at < article.head_lines.size(); ++at)
        times.show(article.head_lines[at], at < article.lines_at_head);
    for (const std::string_view line : article.dated_lines)
        times.show(line, true);
    for (const std::string_view line : article.tail_lines)
        times.show_behind(line);
}

/// Months are read in the language that the page states; where that gives no day, in that of its words.
void PageStatements::settle_times(const Article& article, const Lexicon& lexicon, Metadata& out) const {
    const auto settle = [&](std::string_view language) {
        StatedTimes times(wording_, lexicon, language);
        take_times(article, times);
        out.published = times.published();
        out.modified = times.modified();
    };
    settle(out.language.value);
    if (!out.published.value.empty())
        return;
    const DetectedLanguage detected = detect_language(article.text);
    if (detected.is_sure && !out.language.value.starts_with(detected.code))
        settle(detected.code);
}

StatedValue PageStatements::outlet(const Article& article, const Site& site) const {
    OutletEvidence evidence;
    for (const Found& row : meta_outlets_)
        evidence.names.push_back({clean(row.value), row.origin});
    evidence.names.push_back({clean(linked_.outlet), Origin::linked_data});
    for (const std::string& name : {item_outlet_, item_publication_})
        evidence.names.push_back({clean(name), Origin::microdata});
    for (const Found& row : meta_publishers_)
        evidence.publishers.push_back({clean(row.value), row.origin});
    evidence.title = document_title_;
    evidence.headline = article.headline;
    return outlet_name(evidence, site, wording_.title_joints);
}

std::vector<std::string> PageStatements::credit_lines(const Article& article, std::string_view outlet,
                                                      const Lexicon& lexicon) {
    std::vector<std::string> lines;
    for (const std::string_view line : article.head_lines)
        lines.push_back(unglued(std::string(line), outlet, lexicon));
    return lines;
}

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
    const Site site{outlet_domain(out.address.value, second_levels), site_host(out.address.value)};
    out.outlet = outlet(article, site);

    if (article.headline_is_titled || is_own_headline(article, out.outlet.value, site))
        assembler.offer(out.title, article.headline, Origin::page);
    assembler.offer(out.title, linked_.headline, Origin::linked_data);
    assembler.offer(out.title, item_headline_, Origin::microdata);
    offer_meta(out.title, Statement::title);
    assembler.offer(out.title, document_title_, Origin::meta);
    assembler.offer(out.title, article.headline, Origin::page);
    out.title.value = without_outlet(out.title.value, out.outlet.value, site, wording_.title_joints);

    assembler.offer(out.description, article.standfirst, Origin::page);
    assembler.offer(out.description, linked_.description, Origin::linked_data);
    offer_meta(out.description, Statement::description);

    assembler.offer(out.language, html_language_, Origin::meta);
    assembler.offer(out.language, linked_.language, Origin::linked_data);
    offer_meta(out.language, Statement::language);
    std::replace(out.language.value.begin(), out.language.value.end(), '_', '-');

    settle_times(article, lexicon, out);
    if (out.published.value.empty())
        out.published = {day_in_address(out.address.value, wording_, lexicon), Origin::address};
    if (out.published.value.empty())
        out.published = out.modified;
    if (out.published.value.empty())
        out.published.origin = Origin::none;

    for (const std::string& name : linked_.authors)
        assembler.add_stated_author(name, Origin::linked_data);
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
