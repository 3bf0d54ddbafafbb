// Which passages of a page belong to its report, as learned from pages that people read. Each passage answers a few
// questions: how it is worded, what its elements are called, where it stands beside the headline, the running text and
// the links around it. The answers, weighed by what train/passages.py learned (passages.toml), add up to the passage's
// worth. All of it is in whole numbers, so that a page gives the same report on every processor.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "read/html/flow.h"

namespace recount::html {

/// The questions. Answers are in thousandths, 0 to 1000.
enum class PassageQuestion : std::uint8_t {
    // how it is worded
    linked_share,  // of its characters
    all_linked,    // four fifths or more
    capitals,      // share of the words that begin with one
    commas,        // up to three
    long_text,
    ends_like_sentence,
    heading,
    heads_text,  // a heading right above running text
    // what its makers call it
    no_mark,  // none of those that follow but `article`
    article,
    outside,
    comments,
    byline,
    caption,
    post,
    // beside the densest part of the page, and the heaviest run of passages in it
    in_container,
    in_run,
    unmarked_in_run,
    text_in_run,       // unmarked running text
    behind_container,  // up to 20 passages
    before_run,        // up to 10 passages
    behind_run,        // the same
    text_before,       // share of the container's running text
    text_behind,       // the same
    first_text,
    last_text,
    // beside the element whose own passages have most running text
    siblings_text,  // running text right within its element, beside that
    steps_from_main,
    steps_of_main,
    branch_links,  // share of links in the whole branch that the passage stands in
    // its neighbours
    sibling_before,  // the one before the last is of the same element
    sibling_behind,
    link_before,
    length_before,
    length_behind,
    // the headline and the copy of the report in linked data
    before_headline,
    headline,
    behind_headline,
    not_in_linked_data,
    count_,
};

constexpr std::size_t passage_questions = static_cast<std::size_t>(PassageQuestion::count_);
using PassageAnswers = std::array<std::int32_t, passage_questions>;

/// The name of a question in passages.toml.
std::string_view name_of(PassageQuestion question);

/// What is known of each passage of a page before its worth is.
struct PassageFacts {
    std::uint32_t linked = 0;  // code points within links that lead away
    bool ends_like_sentence = false;
    bool is_running_text = false;
    bool is_elsewhere = false;  // linked data have the report's words, and not these
    Marks marks = 0;            // of all that it stands in
};

/// What is known of a page as a whole.
struct PageFacts {
    static constexpr std::uint32_t none = UINT32_MAX;
    std::uint32_t headline = none;             // its passage
    std::uint32_t container = 0;               // the element whose passages weigh most
    std::uint32_t run_begin = 0, run_end = 0;  // its heaviest run of passages
};

/// Asks the questions about a page's passages. All that it is given must outlive it; making it takes time linear in the
/// page, an answer as much as the passage is deep and long.
class PassageDescriber {
public:
    PassageDescriber(const Tree& tree, const Flow& flow, std::span<const PassageFacts> facts, const PageFacts& page);

    PassageAnswers answers(std::uint32_t passage) const;

private:
    struct Sums {
        std::int64_t characters = 0, linked = 0, text = 0;
    };
    struct Branch {
        std::uint32_t node = 0;  // the element below the one that holds the main one too
        std::int32_t steps_from_main = 0, steps_of_main = 0;
    };

    void add_up();
    void find_main_element();
    Branch branch_of(std::uint32_t node) const;
    std::uint32_t element_above(std::uint32_t passage) const { return tree_[flow_.passages[passage].node].parent; }
    void describe_words(std::uint32_t at, PassageAnswers& answers) const;
    void describe_marks(std::uint32_t at, PassageAnswers& answers) const;
    void describe_place(std::uint32_t at, PassageAnswers& answers) const;
    void describe_branch(std::uint32_t at, PassageAnswers& answers) const;
    void describe_neighbours(std::uint32_t at, PassageAnswers& answers) const;

    const Tree& tree_;
    const Flow& flow_;
    std::span<const PassageFacts> facts_;
    const PageFacts& page_;
    std::uint32_t begin_, end_;             // of the container
    std::vector<Sums> before_;              // by passage, and one more: what stands before it
    std::vector<std::int64_t> own_text_;    // by node: running text of the passages right below it
    std::int64_t most_text_ = 0;            // of own_text_
    std::vector<std::uint8_t> main_depth_;  // by node that holds the main element: its distance and 1; 0 of others
};

/// The learned weights. Immutable once made.
class PassageWeights {
public:
    /// Throws CodebookError where passages.toml has other questions than the program.
    explicit PassageWeights(const CodebookNode& passages);

    /// The worth of a passage, in millionths of the logarithm of the odds that it belongs to the report.
    std::int64_t worth(const PassageAnswers& answers) const;

private:
    std::array<std::int64_t, passage_questions> weights_{};
    std::int64_t always_ = 0;
};

}  // namespace recount::html
