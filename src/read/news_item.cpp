#include "read/news_item.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>

#include "read/html/fragment.h"
#include "text/ascii.h"

namespace recount {

namespace {

/// Text that has no tags, but maybe references, line by line.
std::string text_of_lines(std::string_view markup) {
    std::string text;
    for (std::size_t at = 0; at < markup.size();) {
        const std::size_t end = std::min(markup.find('\n', at), markup.size());
        text += html::words_of(markup.substr(at, end - at));
        text += '\n';
        at = end + 1;
    }
    return text;
}

/// "Ana Orlo" of "desk@bote.example (Ana Orlo)", which RSS asks for; else what was given.
std::string author_name(const std::string& author) {
    const std::size_t open = author.find('(');
    const bool is_mail = author.find('@') < open && author.ends_with(')');
    return is_mail ? author.substr(open + 1, author.size() - open - 2) : author;
}

}  // namespace

std::string item_label(std::uint64_t number) {
    return number == 0 ? std::string() : "item " + std::to_string(number);
}

void give_news_item(NewsItem news, const ReadWording& wording, ItemSink& sink) {
    const bool is_summary = without_blanks(news.content).empty();
    const std::string& body = is_summary ? news.summary : news.content;
    const bool is_text = is_summary ? news.summary_is_text : news.content_is_text;
    Item item;
    if (is_text)
        item.text = body;
    else if (body.find('<') == std::string::npos)
        item.text = text_of_lines(body);
    else
        item = html::read_fragment(body, wording);
    item.is_summary = is_summary;
    item.number = news.number;
    item.label = std::move(news.label);
    item.sha256 = std::move(news.sha256);
    if (!news.id.empty())
        item.id = std::move(news.id);
    item.title = news.title_is_markup ? html::words_of(news.title) : std::move(news.title);
    item.url = std::move(news.url);
    item.source_domain = std::move(news.source_domain);
    item.language = std::move(news.language);
    item.date_publish = iso_of_mail_date(news.date);
    if (!is_summary && !without_blanks(news.summary).empty())
        item.description = news.summary_is_text ? news.summary : html::words_of(news.summary);
    for (const std::string& author : news.authors)
        item.authors.push_back(author_name(author));
    sink.item(std::move(item));
}

std::string iso_of_mail_date(const std::string& date) {
    constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
    std::istringstream words(date.substr(std::min(date.find(',') + 1, date.size())));
    std::string day, month, year, time, zone;
    words >> day >> month >> year >> time >> zone;
    month = ascii_lowered(month);
    const std::size_t number = month.size() < 3 ? std::string_view::npos : months.find(month.substr(0, 3));
    const auto is_digits = [](std::string_view text, std::size_t least, std::size_t most) {
        return text.size() >= least && text.size() <= most &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (number == std::string_view::npos || number % 3 != 0 || !is_digits(day, 1, 2) || !is_digits(year, 4, 4))
        return date;
    char iso[48];
    std::snprintf(iso, sizeof iso, "-%02zu-%02d", number / 3 + 1, std::stoi(day));
    std::string out = year + iso;
    const bool has_time =
        time.size() >= 5 && time[2] == ':' && is_digits(time.substr(0, 2), 2, 2) && is_digits(time.substr(3, 2), 2, 2);
    if (!has_time)
        return out;
    out += "T" + time;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> zones{{// RFC 5322, 4.3
                                                                                          {"GMT", "+00:00"},
                                                                                          {"UT", "+00:00"},
                                                                                          {"UTC", "+00:00"},
                                                                                          {"EST", "-05:00"},
                                                                                          {"EDT", "-04:00"},
                                                                                          {"CST", "-06:00"},
                                                                                          {"CDT", "-05:00"},
                                                                                          {"MST", "-07:00"},
                                                                                          {"MDT", "-06:00"},
                                                                                          {"PST", "-08:00"},
                                                                                          {"PDT", "-07:00"}}};
    for (const auto& [name, offset] : zones)
        if (zone == name)
            return out.append(offset);
    if (zone.size() == 5 && (zone[0] == '+' || zone[0] == '-') && is_digits(zone.substr(1), 4, 4))
        out += zone.substr(0, 3) + ":" + zone.substr(3);
    return out;
}

}  // namespace recount
