// What a page's makers call its elements tells what they are for: <div class="story-body">, <ul id="relatedLinks">.
// The words that tell stand in pages.toml; here they are made ready for a quick look at every element.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace recount::html {

/// What an element may be, by its words or its tag; several may hold.
enum Mark : std::uint16_t {
    mark_outside = 1 << 0,   // no part of the report
    mark_hidden = 1 << 1,    // not shown
    mark_article = 1 << 2,   // the report
    mark_caption = 1 << 3,   // a picture's words
    mark_embed = 1 << 4,     // a post of social media
    mark_byline = 1 << 5,    // author, date
    mark_repeated = 1 << 6,  // set out a second time
    mark_headline = 1 << 7,
    mark_standfirst = 1 << 8,
    mark_comments = 1 << 9,       // what readers say of it
    mark_image_credit = 1 << 10,  // who made a picture
    mark_nothing = 1 << 15,       // the word behind it says nothing: "has-sidebar"
};
using Marks = std::uint16_t;

/// The words of pages.toml as one automaton over letters. Immutable once made.
class MarkWords {
public:
    /// Throws CodebookError when pages.toml is wrong.
    explicit MarkWords(const CodebookNode& pages);

    /// What the words of a class, an id or a role say together.
    Marks of(std::string_view value) const;

private:
    static constexpr std::size_t letters = 37;  // a-z, 0-9, and the joint between two words
    struct State {
        std::array<std::uint16_t, letters> next{};  // 0: none
        Marks whole = 0, start = 0;                 // what ends here says; what begins so says
    };

    void add(std::string_view word, Marks marks, const CodebookNode& node);

    std::vector<State> states_;
};

}  // namespace recount::html
