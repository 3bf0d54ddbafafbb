#include "reconcile/title_words.h"

#include <chrono>
#include <cctype>

#include "report/calendar.h"
#include "text/utf8.h"

namespace recount {

namespace {

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> sorted(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    return words;
}

/// Whether quotation marks stand in the words; an apostrophe within a word or behind it is none.
bool has_quotation_mark(std::string_view text) {
    for (const std::string_view mark : {"\"", "`", "\u201C", "\u201D", "\u2018", "\u00AB", "\u00BB", "\u201E", "''"})
        if (text.find(mark) != std::string_view::npos)
            return true;
    for (std::size_t at = text.find('\''); at != std::string_view::npos; at = text.find('\'', at + 1))
        if (at == 0 || ends_word(text, at - 1))
            return true;
    return false;
}

bool brackets_close(std::string_view text) {
    std::string open;
    for (const char c : text) {
        const std::size_t kind = std::string_view(")]}").find(c);
        if (c == '(' || c == '[' || c == '{')
            open += c == '(' ? ')' : c == '[' ? ']' : '}';
        else if (kind != std::string_view::npos && (open.empty() || open.back() != c))
            return false;
        else if (kind != std::string_view::npos)
            open.pop_back();
    }
    return open.empty();
}

}  // namespace

void capitalise(std::string& text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
}

bool ends_word(std::string_view text, std::size_t at) {
    return at >= text.size() ||
           (static_cast<unsigned char>(text[at]) < 0x80 && !std::isalnum(static_cast<unsigned char>(text[at])));
}

TitleWords::TitleWords(const Codebook& codebook) {
    const CodebookNode events = codebook.file("events"), titles = events.table("titles");
    const auto forms = [&](const char* table, Forms& into) {
        const CodebookNode verbs = titles.table(table);
        for (const std::string& verb : verbs.keys())
            for (const std::string& form : codebook.verb_forms(verb))
                into.emplace(form, verbs.text(verb));
    };
    forms("objects", objects_);
    forms("subjects", subjects_);
    for (const CodebookNode& node : events.tables("event")) {
        if (node.has("title"))
            types_.emplace(node.text("type"), node.text("title"));
        for (const std::string& noun : node.texts("nouns"))
            for (std::string& form : codebook.noun_forms(noun)) {
                for (std::size_t at = form.find(" - "); at != std::string::npos; at = form.find(" - "))
                    form.replace(at, 3, "-");
                nouns_.push_back(std::move(form));
            }
    }
    nouns_ = sorted(std::move(nouns_));
    const CodebookNode quantities = codebook.file("quantities");
    for (const std::string_view list : {"quantity", "share"})
        for (const CodebookNode& node : quantities.tables(list))
            if (node.has("title"))
                quantities_.emplace(node.text("name"), node.text("title"));
    hollow_ = sorted(titles.texts("hollow"));
    prepositions_ = sorted(titles.texts("prepositions"));
    local_ = sorted(titles.texts("local"));
    for_two_ = sorted(titles.texts("for_two"));
    leading_on_ = titles.texts("leading_on");
    const CodebookNode grammar = codebook.file("grammar");
    for (const std::string_view list : {"conjunctions", "determiners", "relatives"})
        for (std::string& word : grammar.texts(list))
            leading_on_.push_back(std::move(word));
    leading_on_ = sorted(std::move(leading_on_));
    months_ = titles.texts("months");
    if (months_.size() != 12)
        throw titles.error("months needs the names of twelve months");
    agent_ = titles.text("agent");
    statement_ = titles.text("statement");
}

bool TitleWords::is_noun(std::string_view words) const {
    const std::size_t blank = words.rfind(' ');
    return contains(nouns_, words) || (blank != std::string_view::npos && contains(nouns_, words.substr(0, blank)) &&
                                       tells_what(words.substr(blank + 1)));
}

std::string TitleWords::type(std::string_view type) const {
    std::string title(types_.contains(type) ? look_up(types_, type) : type);
    capitalise(title);
    return title;
}

std::string TitleWords::quantity(std::string_view name) const {
    std::string title(quantities_.contains(name) ? look_up(quantities_, name) : name);
    std::replace(title.begin(), title.end(), '_', ' ');
    capitalise(title);
    return title;
}

std::string plain_day(std::string_view date, std::string_view date_end, const TitleWords& words) {
    using std::chrono::year_month_day;
    const auto month = [&](const year_month_day& of) {
        return std::string(words.month(static_cast<int>(static_cast<unsigned>(of.month()))));
    };
    const auto year = [](const year_month_day& of) { return std::to_string(static_cast<int>(of.year())); };
    const auto day = [](const year_month_day& of) { return std::to_string(static_cast<unsigned>(of.day())); };
    if (const auto first = date.size() == 7 ? parse_iso_day(std::string(date) + "-01") : std::nullopt)
        return month(*first) + " " + year(*first);
    const auto given = parse_iso_day(date), given_end = parse_iso_day(date_end);
    if (!given)
        return std::string(date);
    const Day end = given_end.value_or(*given);
    const year_month_day first(*given), last(end), behind(end + std::chrono::days(1));
    if (first == last)
        return day(first) + " " + month(first) + " " + year(first);
    const bool one_year = first.year() == last.year(), one_month = one_year && first.month() == last.month();
    const bool whole_months = first.day() == std::chrono::day(1) && behind.day() == std::chrono::day(1);
    if (whole_months && first.month() == std::chrono::January && behind.month() == std::chrono::January)
        return year(first) + (one_year ? "" : "-" + year(last));
    std::string plain = whole_months ? month(first) : day(first);
    if (!whole_months && !one_month)
        plain += " " + month(first);
    if (!one_year)
        plain += " " + year(first);
    plain += plain.find(' ') == std::string::npos ? "-" : " - ";
    return plain + (whole_months ? "" : day(last) + " ") + month(last) + " " + year(last);
}

bool is_whole_title(std::string_view title, const TitleWords& words) {
    if (title.empty() || characters(title) > longest_title || has_quotation_mark(title) || !brackets_close(title) ||
        title.ends_with("...") || title.ends_with("\u2026") ||
        std::string_view(",:;-").find(title.back()) != std::string_view::npos)
        return false;
    const std::string lowered = lowered_in_place(title);
    for (std::size_t at = 0; at < lowered.size();) {  // each part between commas ends with a word that can end it
        const std::size_t end = std::min(lowered.find(',', at), lowered.size());
        const std::string_view part = std::string_view(lowered).substr(at, end - at);
        if (words.leads_on(part.substr(part.find_last_of(' ') + 1)))
            return false;
        at = end + 1;
    }
    return true;
}

}  // namespace recount
