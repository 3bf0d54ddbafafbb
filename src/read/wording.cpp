#include "read/wording.h"

#include <algorithm>
#include <stdexcept>

#include "text/utf8.h"

namespace recount {

namespace {

bool is_word_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A phrase that ends with a letter must not go on in the line: "more" is not in "moreover".
bool ends_at_word(std::string_view line, std::size_t end, std::string_view phrase) {
    return end >= line.size() || !is_word_byte(phrase.back()) || !is_word_byte(line[end]);
}

std::string_view without_marks(std::string_view line) {
    const auto is_mark = [](char c) {
        return std::string_view(" .:;,!?|+>-\"'()[]").find(c) != std::string_view::npos;
    };
    while (!line.empty() && is_mark(line.front()))
        line.remove_prefix(1);
    while (!line.empty() && is_mark(line.back()))
        line.remove_suffix(1);
    return line;
}

std::vector<std::string> phrases(const CodebookNode& node, std::string_view key) {
    std::vector<std::string> list;
    for (const std::string& phrase : node.texts(key)) {
        if (phrase.empty())
            throw node.error("'" + std::string(key) + "' has an empty phrase");
        list.push_back(canonical_line(lowered_in_place(phrase)));
    }
    return list;
}

LinePhrases line_phrases(const CodebookNode& node) {
    const double most_words = node.number("most_words");
    return {phrases(node, "whole"),
            phrases(node, "starts"),
            phrases(node, "ends"),
            phrases(node, "contains"),
            static_cast<std::size_t>(most_words),
            static_cast<std::size_t>(node.number("most_start_words", most_words))};
}

std::vector<Pattern> patterns(const CodebookNode& node, std::string_view key) {
    std::vector<Pattern> list;
    for (const std::string& written : node.texts(key)) {
        try {
            list.emplace_back(written);
        } catch (const std::invalid_argument& problem) {
            throw node.error("'" + std::string(key) + "': " + problem.what());
        }
    }
    return list;
}

template <class List, class Length>
void sort_longest_first(List& list, Length length) {
    std::stable_sort(list.begin(), list.end(), [&](const auto& a, const auto& b) { return length(a) > length(b); });
}

/// "jan." and "jan" are one form: a full stop behind it is passed over anyway.
std::string without_stop(std::string form) {
    if (form.ends_with('.'))
        form.pop_back();
    return form;
}

Lexicon make_lexicon(const Codebook& codebook) {
    const CodebookNode file = codebook.file("read");
    Lexicon lexicon;
    for (const CodebookNode& node : file.tables("agency"))
        lexicon.agencies.push_back(
            {node.text("name"), node.texts("forms"), node.texts("domains"), node.texts("url_parts")});
    const CodebookNode words = codebook.file("times").table("words");
    for (unsigned month = 1; month <= 12; ++month)
        for (const std::string& form : words.table("MONTH").texts(std::to_string(month)))
            lexicon.months.emplace_back(without_stop(form), month);
    for (unsigned weekday = 1; weekday <= 7; ++weekday)
        for (const std::string& form : words.table("WEEKDAY").texts(std::to_string(weekday)))
            lexicon.weekdays.push_back(without_stop(form));
    lexicon.list_joints = phrases(file.table("credits"), "list_joints");
    sort_longest_first(lexicon.months, [](const auto& named) { return named.first.size(); });
    sort_longest_first(lexicon.weekdays, [](const auto& word) { return word.size(); });
    sort_longest_first(lexicon.list_joints, [](const auto& word) { return word.size(); });
    return lexicon;
}

}  // namespace

bool LinePhrases::match(const Line& line) const {
    const std::string_view words = line.words, bare = without_marks(words);
    const auto is_whole = [&](const std::string& phrase) { return bare == phrase; };
    const auto is_start = [&](const std::string& phrase) {
        return words.starts_with(phrase) && ends_at_word(words, phrase.size(), phrase);
    };
    const auto is_end = [&](const std::string& phrase) { return bare.ends_with(phrase); };
    const auto is_within = [&](const std::string& phrase) { return line.has(phrase); };
    if (line.count <= most_start_words && std::any_of(starts.begin(), starts.end(), is_start))
        return true;
    return line.count <= most_words &&
           (std::any_of(whole.begin(), whole.end(), is_whole) || std::any_of(ends.begin(), ends.end(), is_end) ||
            std::any_of(contains.begin(), contains.end(), is_within));
}

std::string canonical_line(std::string_view lowered) {
    std::string line;
    line.reserve(lowered.size());
    for (std::size_t at = 0; at < lowered.size();) {
        const Canonical here = canonical_at(lowered, at);
        if (!((here.character == ' ' || here.character == '-') && line.ends_with(here.character)))
            line += here.character;
        at += here.size;
    }
    return line;
}

ReadWording::ReadWording(const Codebook& codebook) : pages(codebook) {
    const CodebookNode file = codebook.file("read");
    language = codebook.file("codebook").text("language", "en");
    lexicon = make_lexicon(codebook);

    const CodebookNode dates = file.table("dates");
    date_heads = patterns(dates, "heads");
    date_lines = patterns(dates, "lines");
    dated_heads = patterns(dates, "datelines");

    const CodebookNode heading = file.table("headings");
    heading_most_words = static_cast<std::size_t>(heading.number("most_words"));
    heading_most_bytes = static_cast<std::size_t>(heading.number("most_bytes"));

    const CodebookNode caption = file.table("captions");
    captions = line_phrases(caption);
    caption_credits = phrases(caption, "credits");
    caption_endings = patterns(caption, "endings");
    caption_patterns = patterns(caption, "patterns");
    caption_credit_words = static_cast<std::size_t>(caption.number("credit_words"));
    caption_sources = patterns(caption, "sources");
    caption_unstopped_words = static_cast<std::size_t>(caption.number("unstopped_words"));
    caption_unstopped_starts = phrases(caption, "unstopped_starts");
    caption_unstopped_lines = static_cast<std::size_t>(caption.number("unstopped_lines"));
    caption_alone_words = static_cast<std::size_t>(caption.number("alone_words"));
    caption_stopped_lines = static_cast<std::size_t>(caption.number("stopped_lines"));
    gallery_words = static_cast<std::size_t>(caption.number("gallery_words"));
    gallery_lines = static_cast<std::size_t>(caption.number("gallery_lines"));

    const CodebookNode link = file.table("links");
    links = line_phrases(link);
    link_patterns = patterns(link, "patterns");
    furniture = line_phrases(file.table("furniture"));
    furniture_patterns = patterns(file.table("furniture"), "patterns");

    const CodebookNode post = file.table("posts");
    post_ends = patterns(post, "ends");
    post_silent_ends = patterns(post, "silent_ends");
    post_opens = phrases(post, "opens");
    post_marks = phrases(post, "marks");
    post_tells = phrases(post, "tells");
    post_most_characters = static_cast<std::size_t>(post.number("most_characters"));
    post_earlier_characters = static_cast<std::size_t>(post.number("earlier_characters"));
    post_tail_characters = static_cast<std::size_t>(post.number("tail_characters"));
    post_line_characters = static_cast<std::size_t>(post.number("line_characters"));
    post_most_lines = static_cast<std::size_t>(post.number("most_lines"));
    const auto until = parse_iso_day(post.text("earlier_until"));
    if (!until)
        throw post.error("'earlier_until' must be a day such as \"2017-11-07\"");
    post_earlier_until = *until;

    const CodebookNode credit = file.table("credits");
    credit_lines = patterns(credit, "lines");
    credits_within = patterns(credit, "within");
    credit_tails = patterns(credit, "tails");
    republished_marks = phrases(credit, "republished_marks");
    republished = patterns(credit, "republished");
    republished_ends = patterns(credit, "republished_ends");
    datelines = patterns(credit, "datelines");
    outlet_heads = patterns(credit, "outlet_heads");
    bylines = patterns(credit, "bylines");
    agency_words = phrases(credit, "agency_words");
    not_outlets = phrases(credit, "not_outlets");
    second_levels = credit.texts("second_levels");

    const CodebookNode document = file.table("documents");
    document_printers = phrases(document, "printers");
    document_not_titles = phrases(document, "not_titles");

    const CodebookNode mail = file.table("mails");
    mail_verbs = phrases(mail, "verbs");
    mail_forwards = phrases(mail, "forwards");
}

}  // namespace recount
