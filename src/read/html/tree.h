// The tree of a page as one row: each element and text in the order it stands in the page, with where its descendants
// end. The HTML5 tree builder (gumbo) makes the tree; nothing here recurses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <gumbo.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recount::html {

struct Node {
    std::uint32_t end = 0;     // behind its last descendant
    std::uint32_t parent = 0;  // the first node is its own
    const GumboNode* built = nullptr;
    GumboTag tag = GUMBO_TAG_LAST;  // GUMBO_TAG_LAST: text

    bool is_text() const { return tag == GUMBO_TAG_LAST; }
};

/// Memory that is given away in one go and taken back in one go.
class Arena {
public:
    void* take(std::size_t bytes);
    void clear();

private:
    static constexpr std::size_t chunk_bytes = 1u << 20;
    struct Chunk {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Chunk> chunks_;
    std::size_t chunk_ = 0, used_ = 0;
};

/// Owns everything that its nodes point to.
class Tree {
public:
    /// `html` is kept: the lean page.
    Tree(std::string html, Arena& arena);

    const std::vector<Node>& nodes() const { return nodes_; }
    const Node& operator[](std::size_t number) const { return nodes_[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

    /// The words of a text node.
    std::string_view words(std::uint32_t node) const { return nodes_[node].built->v.text.text; }

    /// The value of an element's attribute, references resolved; empty where it has none. `name` is lower-case.
    std::string_view attribute(std::uint32_t node, const char* name) const;
    bool has_attribute(std::uint32_t node, const char* name) const;

    /// All words within a node, blanks as one.
    std::string all_words(std::uint32_t node) const;

private:
    std::string html_;
    std::vector<Node> nodes_;
};

}  // namespace recount::html
