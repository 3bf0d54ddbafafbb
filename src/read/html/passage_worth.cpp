#include "read/html/passage_worth.h"

#include <algorithm>
#include <string>

namespace recount::html {

namespace {

using enum PassageQuestion;

constexpr std::array<std::string_view, passage_questions> names{
    "linked_share",    "all_linked",       "capitals",
    "commas",          "long_text",        "ends_like_sentence",
    "heading",         "heads_text",       "no_mark",
    "article",         "outside",          "comments",
    "byline",          "caption",          "post",
    "in_container",    "in_run",           "unmarked_in_run",
    "text_in_run",     "behind_container", "before_run",
    "behind_run",      "text_before",      "text_behind",
    "first_text",      "last_text",        "siblings_text",
    "steps_from_main", "steps_of_main",    "branch_links",
    "sibling_before",  "sibling_behind",   "link_before",
    "length_before",   "length_behind",    "before_headline",
    "headline",        "behind_headline",  "not_in_linked_data"};

constexpr std::int32_t whole = 1000;
constexpr std::int32_t most_steps = 6;

void set(PassageAnswers& answers, PassageQuestion question, std::int64_t thousandths) {
    answers[static_cast<std::size_t>(question)] = static_cast<std::int32_t>(thousandths);
}

void set_if(PassageAnswers& answers, PassageQuestion question, bool holds) {
    set(answers, question, holds ? whole : 0);
}

std::int64_t share(std::int64_t part, std::int64_t all) {
    return all > 0 ? part * whole / all : 0;
}

/// 0 for nothing, half of the whole at `half`, never more than the whole.
std::int64_t towards_whole(std::int64_t value, std::int64_t half) {
    return value * whole / (value + half);
}

/// How many passages lie between, up to `most`: the whole.
std::int64_t distance(std::int64_t passages, std::int64_t most) {
    return std::clamp<std::int64_t>(passages, 0, most) * whole / most;
}

/// Thousandths of the words that begin with a capital of ASCII.
std::int64_t share_of_capitals(std::string_view words) {
    std::int64_t count = 0, capitals = 0;
    char before = ' ';
    for (const char c : words) {
        const bool begins = before <= ' ' && before >= 0 && (c > ' ' || c < 0);
        count += begins;
        capitals += begins && c >= 'A' && c <= 'Z';
        before = c;
    }
    return share(capitals, count);
}

/// Commas of Latin, Arabic and Chinese writing, up to `most`.
std::int64_t commas_in(std::string_view words, std::int64_t most) {
    std::int64_t count = 0;
    for (std::size_t at = 0; at < words.size() && count < most; ++at) {
        const std::string_view rest = words.substr(at, 3);
        count += rest[0] == ',' || rest.starts_with("\u060C") || rest == "\u3001" || rest == "\uFF0C";
    }
    return count;
}

}  // namespace

std::string_view name_of(PassageQuestion question) {
    return names[static_cast<std::size_t>(question)];
}

PassageDescriber::PassageDescriber(const Tree& tree, const Flow& flow, std::span<const PassageFacts> facts,
                                   const PageFacts& page)
    : tree_(tree),
      flow_(flow),
      facts_(facts),
      page_(page),
      begin_(flow.first[page.container]),
      end_(flow.first[tree[page.container].end]) {
    add_up();
    find_main_element();
}

void PassageDescriber::add_up() {
    before_.resize(facts_.size() + 1);
    own_text_.assign(tree_.size(), 0);
    for (std::uint32_t at = 0; at < facts_.size(); ++at) {
        const std::int64_t characters = flow_.passages[at].characters, linked = facts_[at].linked;
        const std::int64_t text = facts_[at].is_running_text ? characters - linked : 0;
        before_[at + 1] = {before_[at].characters + characters, before_[at].linked + linked, before_[at].text + text};
        own_text_[element_above(at)] += text;
    }
}

void PassageDescriber::find_main_element() {
    std::uint32_t main = facts_.empty() ? 0 : element_above(0);
    for (std::uint32_t at = 0; at < facts_.size(); ++at)
        if (own_text_[element_above(at)] > own_text_[main])  // of equal ones the first
            main = element_above(at);
    most_text_ = own_text_[main];
    main_depth_.assign(tree_.size(), 0);
    for (std::uint8_t depth = 1;; main = tree_[main].parent, depth += depth <= most_steps) {
        main_depth_[main] = depth;
        if (main == 0)
            break;
    }
}

PassageDescriber::Branch PassageDescriber::branch_of(std::uint32_t node) const {
    Branch branch{node, 0, 0};
    for (; main_depth_[node] == 0; node = tree_[node].parent) {
        branch.node = node;
        branch.steps_from_main = std::min(branch.steps_from_main + 1, most_steps);
    }
    branch.steps_of_main = std::min(main_depth_[node] - 1, most_steps);
    return branch;
}

PassageAnswers PassageDescriber::answers(std::uint32_t passage) const {
    PassageAnswers answers{};
    describe_words(passage, answers);
    describe_marks(passage, answers);
    describe_place(passage, answers);
    describe_branch(passage, answers);
    describe_neighbours(passage, answers);
    return answers;
}

void PassageDescriber::describe_words(std::uint32_t at, PassageAnswers& answers) const {
    constexpr std::uint32_t long_characters = 200;
    constexpr std::int64_t most_commas = 3;
    const Passage& passage = flow_.passages[at];
    const std::string_view words = flow_.words(passage);
    const bool is_heading = passage.kind == BlockKind::heading;
    set(answers, linked_share, share(facts_[at].linked, passage.characters));
    set_if(answers, all_linked, facts_[at].linked * 5 > passage.characters * 4);
    set(answers, capitals, share_of_capitals(words));
    set(answers, commas, share(commas_in(words, most_commas), most_commas));
    set_if(answers, long_text, passage.characters >= long_characters);
    set_if(answers, ends_like_sentence, facts_[at].ends_like_sentence);
    set_if(answers, heading, is_heading);
    set_if(answers, heads_text, is_heading && at + 1 < facts_.size() && facts_[at + 1].is_running_text);
}

void PassageDescriber::describe_marks(std::uint32_t at, PassageAnswers& answers) const {
    constexpr Marks marking =
        mark_outside | mark_comments | mark_caption | mark_embed | mark_byline | mark_repeated | mark_standfirst;
    const Marks marks = facts_[at].marks;
    const bool is_unmarked = (marks & marking) == 0, is_in_run = page_.run_begin <= at && at < page_.run_end;
    set_if(answers, no_mark, is_unmarked);
    set_if(answers, article, (marks & mark_article) != 0);
    set_if(answers, outside, (marks & mark_outside) != 0);
    set_if(answers, comments, (marks & mark_comments) != 0);
    set_if(answers, byline, (marks & mark_byline) != 0);
    set_if(answers, caption, (marks & mark_caption) != 0);
    set_if(answers, post, (marks & mark_embed) != 0);
    set_if(answers, in_run, is_in_run);
    set_if(answers, unmarked_in_run, is_in_run && is_unmarked);
    set_if(answers, text_in_run, is_in_run && is_unmarked && facts_[at].is_running_text);
}

void PassageDescriber::describe_place(std::uint32_t at, PassageAnswers& answers) const {
    const auto place = static_cast<std::int64_t>(at);
    set_if(answers, in_container, begin_ <= at && at < end_);
    set(answers, behind_container, distance(place - end_ + 1, 20));
    set(answers, before_run, distance(page_.run_begin - place, 10));
    set(answers, behind_run, distance(place - page_.run_end + 1, 10));
    const std::int64_t all = before_[end_].text - before_[begin_].text;
    const std::int64_t ahead = before_[std::clamp(at, begin_, end_)].text - before_[begin_].text;
    const std::int64_t behind = before_[end_].text - before_[std::clamp(at + 1, begin_, end_)].text;
    set(answers, text_before, share(ahead, all));
    set(answers, text_behind, share(behind, all));
    set_if(answers, first_text, ahead == 0);
    set_if(answers, last_text, behind == 0);
    if (page_.headline == PageFacts::none)
        return;
    set_if(answers, before_headline, at < page_.headline);
    set_if(answers, headline, at == page_.headline);
    set(answers, behind_headline, towards_whole(std::max<std::int64_t>(0, place - page_.headline), 10));
}

void PassageDescriber::describe_branch(std::uint32_t at, PassageAnswers& answers) const {
    const Branch branch = branch_of(flow_.passages[at].node);
    const Sums &ahead = before_[flow_.first[branch.node]], &all = before_[flow_.first[tree_[branch.node].end]];
    set(answers, siblings_text, share(own_text_[element_above(at)], most_text_));
    set(answers, steps_from_main, share(branch.steps_from_main, most_steps));
    set(answers, steps_of_main, share(branch.steps_of_main, most_steps));
    set(answers, branch_links, share(all.linked - ahead.linked, all.characters - ahead.characters));
}

void PassageDescriber::describe_neighbours(std::uint32_t at, PassageAnswers& answers) const {
    constexpr std::int64_t paragraph_characters = 80;
    const std::uint32_t above = element_above(at);
    set_if(answers, sibling_before, at >= 2 && element_above(at - 2) == above);
    set_if(answers, sibling_behind, at + 2 < facts_.size() && element_above(at + 2) == above);
    if (at > 0) {
        set(answers, link_before, share(facts_[at - 1].linked, flow_.passages[at - 1].characters));
        set(answers, length_before, towards_whole(flow_.passages[at - 1].characters, paragraph_characters));
    }
    if (at + 1 < facts_.size())
        set(answers, length_behind, towards_whole(flow_.passages[at + 1].characters, paragraph_characters));
    set_if(answers, not_in_linked_data, facts_[at].is_elsewhere);
}

PassageWeights::PassageWeights(const CodebookNode& passages) {
    const CodebookNode table = passages.table("weights");
    if (table.keys().size() != passage_questions + 1)
        throw table.error("there must be " + std::to_string(passage_questions + 1) + " weights");
    for (std::size_t question = 0; question < passage_questions; ++question)
        weights_[question] = static_cast<std::int64_t>(table.number(names[question]));
    always_ = static_cast<std::int64_t>(table.number("always"));
}

std::int64_t PassageWeights::worth(const PassageAnswers& answers) const {
    std::int64_t sum = always_ * whole;
    for (std::size_t question = 0; question < passage_questions; ++question)
        sum += weights_[question] * answers[question];
    return sum;
}

}  // namespace recount::html
