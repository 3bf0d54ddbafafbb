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

#include "read/html/lean.h"

namespace recount::html {

struct Node {
    std::uint32_t end = 0;          // behind its last descendant
    std::uint32_t parent = 0;       // the first node is its own
    GumboTag tag = GUMBO_TAG_LAST;  // GUMBO_TAG_LAST: text
    std::uint32_t content = 0;      // a text's number; an element's first attribute in LeanPage::attributes
    const GumboNode* built = nullptr;

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

/// A page's elements and texts. Its views are into the page, the arena and itself; all must outlive it.
class Tree {
public:
    Tree(LeanPage page, Arena& arena);

    const std::vector<Node>& nodes() const { return nodes_; }
    const Node& operator[](std::size_t number) const { return nodes_[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

    /// The words of a text node.
    std::string_view words(std::uint32_t node) const { return texts_[nodes_[node].content]; }

    /// The value of an element's attribute, references resolved; empty where it has none. `name` is lower-case.
    std::string_view attribute(std::uint32_t node, std::string_view name) const;
    bool has_attribute(std::uint32_t node, std::string_view name) const;

    /// Calls visit(name, value) for each attribute of an element, until one call gives false.
    template <class Visit>
    void each_attribute(std::uint32_t node, Visit visit) const {
        const GumboElement& element = nodes_[node].built->v.element;
        for (std::size_t at = nodes_[node].content; at < page_.attributes.size(); ++at) {
            const LeanAttribute& attribute = page_.attributes[at];
            if (attribute.tag != page_.attributes[nodes_[node].content].tag)
                break;
            if (!visit(attribute.name, attribute.value))
                return;
        }
        for (unsigned at = 0; at < element.attributes.length; ++at) {
            const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[at]);
            if (!visit(std::string_view(attribute.name), std::string_view(attribute.value)))
                return;
        }
    }

    /// All words within a node, blanks as one.
    std::string all_words(std::uint32_t node) const;

private:
    void enter_all(const GumboNode* root, Arena& arena);
    std::uint32_t first_attribute(const GumboElement& element);
    std::string_view without_stand_ins(std::string_view built, Arena& arena) const;

    LeanPage page_;
    std::vector<Node> nodes_;
    std::vector<std::string_view> texts_;
    std::size_t next_attribute_ = 0;  // behind the attributes of the element that was entered last
};

}  // namespace recount::html
