#include "show/decided_cells.h"
#include "show/overview.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "show/columns.h"
#include "show/edits.h"
#include "show/reasons.h"
#include "show/summary.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::size_t most_figures = 2;  // of a story beside others
constexpr std::size_t least_height = 16;
constexpr std::array shown{Status::conflict, Status::evolving, Status::refines};

std::size_t figures_of(const StoryAccount& story, Status status) {
    return static_cast<std::size_t>(std::ranges::count(story.figures, status, &Figure::status));
}

/// A story with what its place in the list depends on.
struct Ranked {
    const StoryAccount* story;
    StorySummary summary;
    std::size_t conflicts, moved;
};

std::vector<Ranked> ranked(const Account& account) {
    std::vector<Ranked> out;
    for (const StoryAccount& story : account.stories)
        out.push_back({&story, summarise(account, story), figures_of(story, Status::conflict),
                       figures_of(story, Status::evolving)});
    std::ranges::stable_sort(out, [](const Ranked& a, const Ranked& b) {
        return std::tuple(b.conflicts, b.moved, b.summary.witnesses) <
               std::tuple(a.conflicts, a.moved, a.summary.witnesses);
    });
    return out;
}

/// "1 story", "3 stories".
std::string stories_counted(std::size_t count) {
    return grouped_number(static_cast<double>(count)) + (count == 1 ? " story" : " stories");
}

std::size_t older_versions(const Account& account) {
    std::size_t count = 0;
    for (const StoryAccount& story : account.stories)
        count += all_reports(story).size() - story.reports.size();
    return count;
}

class OverviewWriter {
public:
    OverviewWriter(const Account& account, const LeftOut& left_out, Screen screen, std::ostream& out)
        : account_(account),
          left_out_(left_out),
          width_(std::max<std::size_t>(screen.width, 40)),
          reports_(account.reports.size() - older_versions(account)),
          height_(screen.height == 0 ? 0 : std::max(screen.height, least_height)),
          out_(out) {}

    void write() {
        const std::vector<Ranked> stories = ranked(account_);
        write_head(stories);
        const std::vector<std::string> foot = foot_lines(stories);
        std::size_t written = 0;
        for (const Ranked& one : stories) {
            const bool last = &one == &stories.back();
            const std::size_t room = room_left(foot.size() + (last ? 0 : 2));  // below: "... and 3 more stories"
            std::vector<std::string> lines = stories.size() == 1 ? lines_of(one, room) : lines_of(one);
            if (lines.size() + 1 > room) {
                if (lines.size() < 2 || room < 3)
                    break;
                lines.resize(std::max<std::size_t>(2, room - 1));
            }
            put("");
            for (const std::string& line : lines)
                put(line);
            ++written;
        }
        write_rest(stories, written);
        put("");
        for (const std::string& line : foot)
            put(line);
    }

private:
    void put(const std::string& line) {
        out_ << cut_to(line, width_) << "\n";
        ++lines_;
    }

    /// Lines that stories may still take, `below` kept for what follows them, and one for the prompt.
    std::size_t room_left(std::size_t below) const {
        constexpr std::size_t no_end = 1000;
        if (height_ == 0)
            return no_end;
        const std::size_t taken = lines_ + below + 2;
        return height_ > taken ? height_ - taken : 0;
    }

    // ---- head

    void write_head(const std::vector<Ranked>& stories) {
        std::size_t conflicts = 0, moved = 0, lone = 0;
        for (const Ranked& one : stories) {
            conflicts += one.conflicts > 0;
            moved += one.moved > 0;
            lone += one.summary.witnesses < 2;
        }
        std::vector<std::string> parts;
        if (conflicts > 0)
            parts.push_back(grouped_number(static_cast<double>(conflicts)) + " with conflicts");
        if (moved > 0)
            parts.push_back(grouped_number(static_cast<double>(moved)) + " with numbers that moved");
        if (lone > 0)
            parts.push_back(grouped_number(static_cast<double>(lone)) + " with one source only");
        const std::string head = stories_counted(stories.size()) + " in " + counted(reports_, "report") +
                                 (parts.empty() ? "" : ": " + joined(parts, ", "));
        for (const std::string& line : wrapped(head, width_, 2))
            put(line);
    }

    // ---- one story

    std::vector<std::string> title_lines(const Ranked& one) const {
        const StoryAccount& story = *one.story;
        const StorySummary& summary = one.summary;
        std::string facts = summary.first;
        if (summary.last != summary.first)
            facts += " to " + summary.last;
        if (!summary.places.empty())
            facts += (facts.empty() ? "" : ", ") + harmless(summary.places.front());
        facts += (facts.empty() ? "" : "; ") + counted(summary.reports, "report") + ", " +
                 counted(summary.witnesses, "independent text");
        return {padded(story.id, 5) + " " + harmless(story.title), indent + facts};
    }

    std::vector<std::string> figure_lines(const StoryAccount& story) const {
        std::vector<std::string> lines;
        for (const Status status : shown)
            for (const Figure& figure : story.figures)
                if (figure.status == status)
                    lines.push_back(line_of(story, figure));
        return lines;
    }

    /// A story beside others: a line each for its worst figures.
    std::vector<std::string> lines_of(const Ranked& one) const {
        std::vector<std::string> lines = title_lines(one), figures = figure_lines(*one.story);
        const std::size_t most = std::min(most_figures, figures.size());
        lines.insert(lines.end(), figures.begin(), figures.begin() + static_cast<std::ptrdiff_t>(most));
        add_more(lines, figures.size() - most);
        return lines;
    }

    /// A story that is alone: its figures in as many lines as there are.
    std::vector<std::string> lines_of(const Ranked& one, std::size_t room) const {
        constexpr std::size_t kept = 2;  // the blank line before it, and "... and 2 more"
        std::vector<std::string> lines = title_lines(one);
        const std::vector<std::string> figures = figure_lines(*one.story);
        std::size_t written = 0;
        for (const std::string& figure : figures) {
            const std::vector<std::string> broken = wrapped(figure, width_, figure_indent);
            if (written > 0 && lines.size() + broken.size() + kept > room)
                break;
            lines.insert(lines.end(), broken.begin(), broken.end());
            ++written;
        }
        add_more(lines, figures.size() - written);
        return lines;
    }

    static void add_more(std::vector<std::string>& lines, std::size_t more) {
        if (more > 0)
            lines.push_back(indent + ("... and " + std::to_string(more) + " more"));
    }

    /// "conflict  attendance: 12,000 (the organisers), 3,500 (the police)".
    std::string line_of(const StoryAccount& story, const Figure& figure) const {
        const std::string scope = figure.scope == "total" ? "" : " (" + figure.scope + ")";
        return indent + padded(name_of(figure.status), 9) + " " + harmless(figure.quantity + scope) + ": " +
               numbers_said(account_, story, figure);
    }

    // ---- foot

    void write_rest(const std::vector<Ranked>& stories, std::size_t written) {
        if (written == stories.size())
            return;
        const auto conflicts = std::count_if(stories.begin() + static_cast<std::ptrdiff_t>(written), stories.end(),
                                             [](const Ranked& one) { return one.conflicts > 0; });
        put("");
        put("... and " + grouped_number(static_cast<double>(stories.size() - written)) + " more" +
            (conflicts > 0 ? ", " + std::to_string(conflicts) + " with conflicts" : ", none with a conflict"));
    }

    std::vector<std::string> foot_lines(const std::vector<Ranked>& stories) const {
        std::vector<std::string> lines;
        const auto add = [&](const std::string& text) {
            for (const std::string& line : wrapped(text, width_, 2))
                lines.push_back(line);
        };
        if (left_out_.least_confidence > 0)
            add("Left out, because their confidence is under " + plain_number(left_out_.least_confidence) + ": " +
                counted(left_out_.claims, "claim") + ".");
        if (const std::string decided = decisions_sentence(account_); !decided.empty())
            add(decided);
        if (account_.as_of)
            add("As of " + iso_day(account_.as_of->day) +
                "; left out: " + counted(account_.as_of->left_out.size(), "report") + ".");
        if (account_.redaction)
            add(redaction_told(account_));
        const auto other = std::ranges::count(account_.reports, false, &AnnotatedReport::annotated);
        if (other > 0)
            add("Not annotated, because they are in another language: " +
                counted(static_cast<std::size_t>(other), "report") + ".");
        if (const std::string edits = edits_counted(account_); !edits.empty())
            add("Pages that were fetched again say other things: " + edits + ".");
        if (!stories.empty())
            add("Read on: --story " + stories.front().story->id +
                " for one in full; -o account.html for a page of all.");
        return lines;
    }

    static constexpr const char* indent = "      ";
    static constexpr std::size_t figure_indent = 16;  // of the lines behind its first

    const Account& account_;
    const LeftOut& left_out_;
    std::size_t width_, reports_, height_, lines_ = 0;
    std::ostream& out_;
};

}  // namespace

void write_overview(const Account& account, const LeftOut& left_out, Screen screen, std::ostream& out) {
    OverviewWriter(account, left_out, screen, out).write();
}

}  // namespace recount
