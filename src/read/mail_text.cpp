#include "read/mail_text.h"

#include <algorithm>

#include "read/lines.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t longest_signature = 15;  // lines; what is longer is another item of a digest
constexpr std::size_t least_rule = 20;         // underscores of the line that mailing lists set before their notice
constexpr std::size_t most_intro_words = 40;
constexpr std::size_t lines_of_header = 8;  // within which the fields of a mail that is pasted in follow one another

std::string_view without_blanks(std::string_view words) {
    const auto span = trimmed(words, {0, static_cast<std::uint32_t>(words.size())});
    return slice(words, span);
}

/// Whose words some lines are, and of which day.
struct Source {
    std::string author, day_words;
    std::optional<Day> day;
    std::size_t first_line = 0, end_line = 0;  // that say so
};

constexpr std::size_t nobody = SIZE_MAX;

struct MailLine {
    enum class Role { own, quoted, furniture };
    std::string words;
    std::size_t depth = 0;  // of quoting
    Role role = Role::own;
    std::size_t source = nobody;
    bool is_signature_mark = false;

    bool is_blank() const { return without_blanks(words).empty(); }
};

using Role = MailLine::Role;

class MailTextReader {
public:
    MailTextReader(const MailForm& form, const ReadWording& wording) : form_(form), wording_(wording) {}

    MailText read(std::string_view body) {
        split(body);
        find_signature();
        find_quoted();
        find_pasted();
        return render(body.ends_with('\n'));
    }

private:
    // ---- lines

    void split(std::string_view body) {
        bool goes_on = false;
        for (std::size_t start = 0; start < body.size();) {
            const std::size_t end = std::min(body.find('\n', start), body.size());
            std::string_view words = body.substr(start, end - start);
            if (words.ends_with('\r'))
                words.remove_suffix(1);
            start = end + 1;
            MailLine line;
            line.depth = take_depth(words);
            line.is_signature_mark = without_blanks(words) == "--";
            const bool is_soft = form_.is_flowed && words.ends_with(' ') && !line.is_signature_mark;
            if (is_soft && form_.deletes_blanks)
                words.remove_suffix(1);
            line.words = words;
            if (goes_on && !line.is_signature_mark && lines_.back().depth == line.depth)
                lines_.back().words += line.words;
            else
                lines_.push_back(std::move(line));
            goes_on = is_soft;
        }
    }

    /// Takes the marks of quoting off a line: ">> words", "> > words". Mail stores write ">From" for a line of the
    /// sender's own that begins with "From".
    std::size_t take_depth(std::string_view& words) const {
        std::size_t depth = 0;
        if (words.starts_with(">From ")) {
            words.remove_prefix(1);
            return depth;
        }
        for (;; ++depth) {
            const std::size_t mark = words.starts_with(" >") ? 2 : words.starts_with('>') ? 1 : 0;
            if (mark == 0)
                break;
            words.remove_prefix(mark);
        }
        if ((depth > 0 || form_.is_flowed) && words.starts_with(' '))
            words.remove_prefix(1);
        return depth;
    }

    // ---- the signature

    static bool is_rule(std::string_view words) {
        return words.size() >= least_rule && words.find_first_not_of('_') == std::string_view::npos;
    }

    /// From the mark, or a mailing list's rule, to the end or to what is quoted below it.
    void find_signature() {
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            if (lines_[at].depth > 0 || !(lines_[at].is_signature_mark || is_rule(without_blanks(lines_[at].words))))
                continue;
            std::size_t end = at + 1, words = 0;
            for (; end < lines_.size() && lines_[end].depth == 0 && !is_pasted_from(end); ++end)
                words += !lines_[end].is_blank();
            if (words <= longest_signature)
                for (; at < end; ++at)
                    lines_[at].role = Role::furniture;
        }
    }

    // ---- quoted lines

    void find_quoted() {
        std::vector<std::size_t> source_at_depth(1, nobody);
        std::size_t before = 0;  // the depth of the last line with words
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            MailLine& line = lines_[at];
            if (line.depth == 0 || line.is_blank()) {
                before = line.is_blank() ? before : line.depth;
                continue;
            }
            constexpr std::size_t most_depth = 16;
            const std::size_t depth = std::min(line.depth, most_depth);
            if (source_at_depth.size() <= depth)
                source_at_depth.resize(depth + 1, nobody);
            if (before < line.depth)
                if (const std::size_t source = introduction(at); source != nobody) {
                    source_at_depth.resize(depth);
                    source_at_depth.push_back(source);
                }
            if (line.role == Role::own) {
                line.role = Role::quoted;
                line.source = source_at_depth[depth];
            }
            before = line.depth;
        }
    }

    /// "Nino wrote on 3 March:" right above a quoted line, over two lines at most; it becomes furniture.
    std::size_t introduction(std::size_t quoted) {
        std::size_t last = quoted;
        while (last > 0 && lines_[last - 1].is_blank())
            --last;
        if (last == 0)
            return nobody;
        const std::size_t end = last--;
        std::string words(without_blanks(lines_[last].words));
        if (!words.ends_with(':'))
            return nobody;
        for (std::size_t first = last;; --first) {
            const bool is_cut = words.starts_with('<') && first == last && first > 0 &&
                                !lines_[first - 1].is_blank();  // the name stands in the line above its address
            if (Source source; !is_cut && reads_introduction(words, source)) {
                source.first_line = first;
                source.end_line = end;
                for (std::size_t at = first; at < end; ++at)
                    lines_[at].role = Role::furniture;
                sources_.push_back(std::move(source));
                return sources_.size() - 1;
            }
            const bool is_last_try = first + 1 < end || first == 0 || lines_[first - 1].is_blank() ||
                                     lines_[first - 1].depth != lines_[last].depth;
            if (is_last_try)
                return nobody;
            words = std::string(without_blanks(lines_[first - 1].words)) + " " + words;
        }
    }

    /// True where one of the verbs stands in the line behind a name or an address.
    bool reads_introduction(const std::string& words, Source& source) const {
        const std::string lowered = lowered_in_place(words);
        if (static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) >= most_intro_words)
            return false;
        for (const std::string& verb : wording_.mail_verbs) {
            const std::size_t at = (lowered + " ").find(" " + verb + " ");
            const std::size_t colon = lowered.find(" " + verb + ":");
            const std::size_t found = std::min(at, colon);
            if (found == std::string::npos)
                continue;
            source.author = last_name(words.substr(0, found));
            if (source.author.empty())
                continue;
            find_day(words, source);
            return true;
        }
        return false;
    }

    /// The name that ends some words: of "Mon, 4 Mar 2024 at 10:15 AM Nino Orlo <nino@x>" that of Nino Orlo; the
    /// address where there is no name.
    std::string last_name(std::string_view words) const {
        std::string address;
        for (const auto& [open, close] : {std::pair{'<', '>'}, std::pair{'(', ')'}, std::pair{'[', ']'}})
            if (const std::size_t at = words.rfind(open); at != std::string_view::npos) {
                const std::size_t end = std::min(words.find(close, at), words.size());
                if (address.empty())
                    address = words.substr(at + 1, end - at - 1);
                words = words.substr(0, at);
            }
        words = without_blanks(words);
        std::size_t start = words.size();
        while (start > 0) {
            const std::size_t blank = words.substr(0, start - 1).rfind(' ');
            const std::size_t at = blank == std::string_view::npos ? 0 : blank + 1;
            const std::string_view word = words.substr(at, (start == words.size() ? start : start - 1) - at);
            const bool is_of_date = at > 1 && words[at - 2] >= '0' && words[at - 2] <= '9' && is_month(word);
            if (!is_name(word) || is_of_date || (start < words.size() && word.ends_with(',')))
                break;
            start = at;
        }
        std::string_view name = words.substr(start);
        while (!name.empty() && std::string_view(" ,\"'").find(name.back()) != std::string_view::npos)
            name.remove_suffix(1);
        while (!name.empty() && std::string_view(" ,\"'").find(name.front()) != std::string_view::npos)
            name.remove_prefix(1);
        if (name.empty() && words.find('@') != std::string_view::npos)
            name = words.substr(words.rfind(' ') == std::string_view::npos ? 0 : words.rfind(' ') + 1);
        return name.empty() ? address : std::string(name);
    }

    bool is_month(std::string_view word) const {
        const std::string lowered = lowered_in_place(word.substr(0, word.find_first_of(".,")));
        return std::any_of(wording_.lexicon.months.begin(), wording_.lexicon.months.end(),
                           [&](const auto& month) { return month.first == lowered; });
    }

    bool is_name(std::string_view word) const {
        while (!word.empty() && std::string_view(",\"'.").find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        while (!word.empty() && std::string_view("\"'").find(word.front()) != std::string_view::npos)
            word.remove_prefix(1);
        if (word.empty() || word.find_first_of("0123456789:@") != std::string_view::npos ||
            (word.front() >= 'a' && word.front() <= 'z'))
            return false;
        const std::string lowered = lowered_in_place(word);
        const auto is_it = [&](const auto& known) { return known == lowered; };
        const Lexicon& lexicon = wording_.lexicon;
        const auto is_zone = [&](const auto& zone) { return zone.first == word; };
        return lowered != "am" && lowered != "pm" && lowered != "on" && lowered != "at" &&
               std::none_of(lexicon.weekdays.begin(), lexicon.weekdays.end(), is_it) &&
               std::none_of(wording_.pages.zones.begin(), wording_.pages.zones.end(), is_zone);
    }

    /// The first day that is written in some words; without its year, the last such day up to the mail's own.
    void find_day(const std::string& words, Source& source) const {
        const auto day_at = [&](const std::string& text, std::size_t at) {
            const std::string lowered = lowered_in_place(text);
            return written_day({text, lowered}, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(text.size()),
                               wording_.lexicon);
        };
        const auto begins_word = [&](std::size_t at) { return at == 0 || words[at - 1] == ' '; };
        for (std::size_t at = 0; at < words.size(); ++at)
            if (begins_word(at))
                if (const auto day = day_at(words, at)) {
                    source.day = day->day;
                    source.day_words = words.substr(at, day->end - at);
                    return;
                }
        if (!form_.sent)
            return;
        const int year = static_cast<int>(std::chrono::year_month_day(*form_.sent).year());
        for (std::size_t at = 0; at < words.size(); ++at) {
            const std::size_t second = begins_word(at) ? words.find(' ', at) : std::string::npos;
            if (second == std::string::npos)
                continue;
            const std::size_t end = std::min(words.find_first_of(" ,.:;", second + 1), words.size());
            const std::string two = words.substr(at, end - at);
            for (const int candidate : {year, year - 1})
                if (const auto day = day_at(two + " " + std::to_string(candidate), 0); day && day->day <= *form_.sent) {
                    source.day = day->day;
                    source.day_words = two;
                    return;
                }
        }
    }

    // ---- a mail that is pasted in without marks

    bool is_forwarding(std::string_view words) const {
        std::string lowered = canonical_line(lowered_in_place(without_blanks(words)));
        const auto is_mark = [](char c) { return c == '-' || c == ' ' || c == ':' || c == '_'; };
        while (!lowered.empty() && is_mark(lowered.back()))
            lowered.pop_back();
        const std::size_t first =
            static_cast<std::size_t>(std::find_if_not(lowered.begin(), lowered.end(), is_mark) - lowered.begin());
        return std::find(wording_.mail_forwards.begin(), wording_.mail_forwards.end(), lowered.substr(first)) !=
               wording_.mail_forwards.end();
    }

    /// The value of a header's field, where the line is one of these.
    static std::optional<std::string_view> field(std::string_view line, std::initializer_list<std::string_view> names) {
        line = without_blanks(line);
        while (line.starts_with('*'))
            line.remove_prefix(1);
        for (const std::string_view name : names)
            if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == ':') {
                std::string_view value = line.substr(name.size() + 1);
                while (value.starts_with('*'))
                    value.remove_prefix(1);
                return without_blanks(value);
            }
        return std::nullopt;
    }

    /// True at a line that announces another mail, or at a header's "From:" that its day and subject follow.
    bool is_pasted_from(std::size_t at) const {
        if (lines_[at].depth > 0)
            return false;
        if (is_forwarding(lines_[at].words))
            return true;
        if (!field(lines_[at].words, {"From"}))
            return false;
        bool has_day = false, has_subject = false;
        for (std::size_t next = at + 1; next < lines_.size() && next < at + lines_of_header; ++next) {
            has_day |= field(lines_[next].words, {"Date", "Sent"}).has_value();
            has_subject |= field(lines_[next].words, {"Subject"}).has_value();
        }
        return has_day && has_subject;
    }

    /// All below its header is another's. But where the sender has put nothing before it, the mail that is passed on is
    /// the report itself.
    void find_pasted() {
        bool has_own = false;
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            if (!is_pasted_from(at)) {
                has_own |= lines_[at].role == Role::own && !lines_[at].is_blank();
                continue;
            }
            Source source;
            source.first_line = at;
            for (; at < lines_.size() && (lines_[at].is_blank() || is_of_header(at)); ++at) {
                if (const auto from = field(lines_[at].words, {"From"}))
                    source.author = last_name(*from);
                if (const auto day = field(lines_[at].words, {"Date", "Sent"}))
                    find_day(std::string(*day), source);
                lines_[at].role = Role::furniture;
            }
            source.end_line = at;
            sources_.push_back(std::move(source));
            for (; has_own && at < lines_.size(); ++at)
                if (lines_[at].role == Role::own) {
                    lines_[at].role = Role::quoted;
                    lines_[at].source = sources_.size() - 1;
                }
            return;
        }
    }

    bool is_of_header(std::size_t at) const {
        return is_forwarding(lines_[at].words) ||
               field(lines_[at].words, {"From", "Date", "Sent", "To", "Cc", "Subject", "Reply-To"});
    }

    // ---- the text

    /// A run of lines of one role and source is a block; a blank line ends it.
    MailText render(bool ends_line) const {
        MailText out;
        std::vector<std::uint32_t> starts;
        std::vector<std::size_t> sources;
        std::size_t open = nobody;  // the line whose block is open
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            const MailLine& line = lines_[at];
            const auto start = static_cast<std::uint32_t>(out.text.size());
            starts.push_back(start);
            out.text += line.words;
            const auto end = static_cast<std::uint32_t>(out.text.size());
            if (at + 1 < lines_.size() || ends_line)
                out.text += '\n';
            if (line.role == Role::own || line.is_blank()) {
                open = nobody;
                continue;
            }
            if (open == nobody || lines_[open].role != line.role || lines_[open].source != line.source ||
                lines_[open].depth != line.depth) {
                Block block;
                block.kind = line.role == Role::quoted ? BlockKind::embed : BlockKind::furniture;
                block.span.start = start;
                out.marked.push_back(std::move(block));
                sources.push_back(line.source);
            }
            open = at;
            out.marked.back().span.end = end;
        }
        starts.push_back(static_cast<std::uint32_t>(out.text.size()));
        for (std::size_t i = 0; i < out.marked.size(); ++i) {
            out.marked[i].span = trimmed(out.text, out.marked[i].span);
            if (sources[i] != nobody)
                sign(out.marked[i], sources_[sources[i]], out.text, starts);
        }
        return out;
    }

    static void sign(Block& block, const Source& source, const std::string& text,
                     const std::vector<std::uint32_t>& starts) {
        const std::uint32_t from = starts[source.first_line], end = starts[source.end_line];
        const auto span_of = [&](const std::string& words) {
            const std::size_t at = words.empty() ? std::string::npos : text.find(words, from);
            return at == std::string::npos || at + words.size() > end
                       ? Span{}
                       : Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
        };
        block.author = source.author;
        block.author_span = span_of(source.author);
        block.date = source.day;
        block.date_span = span_of(source.day_words);
    }

    const MailForm& form_;
    const ReadWording& wording_;
    std::vector<MailLine> lines_;
    std::vector<Source> sources_;
};

}  // namespace

MailText read_mail_text(std::string_view body, const MailForm& form, const ReadWording& wording) {
    return MailTextReader(form, wording).read(body);
}

}  // namespace recount
