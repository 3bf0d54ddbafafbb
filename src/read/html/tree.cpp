#include "read/html/tree.h"

#include <algorithm>

#include "read/html/flow.h"

namespace recount::html {

void* Arena::take(std::size_t bytes) {
    constexpr std::size_t alignment = alignof(std::max_align_t);
    bytes = (bytes + alignment - 1) / alignment * alignment;
    while (chunk_ < chunks_.size() && used_ + bytes > chunks_[chunk_].size) {
        ++chunk_;
        used_ = 0;
    }
    if (chunk_ == chunks_.size()) {
        const std::size_t size = std::max(bytes, chunk_bytes);
        chunks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
        used_ = 0;
    }
    void* taken = chunks_[chunk_].bytes.get() + used_;
    used_ += bytes;
    return taken;
}

void Arena::clear() {
    constexpr std::size_t kept_chunks = 16;  // for the next page; a giant's memory goes back
    if (chunks_.size() > kept_chunks)
        chunks_.resize(kept_chunks);
    std::erase_if(chunks_, [](const Chunk& chunk) { return chunk.size > chunk_bytes; });
    chunk_ = used_ = 0;
}

namespace {

GumboOptions options_for(Arena& arena) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* userdata, std::size_t size) { return static_cast<Arena*>(userdata)->take(size); };
    options.deallocator = [](void*, void*) {};
    options.userdata = &arena;
    options.max_errors = 0;
    return options;
}

bool is_text(GumboNodeType type) {
    return type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE || type == GUMBO_NODE_CDATA;
}

const GumboVector* children_of(const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

}  // namespace

Tree::Tree(LeanPage page, Arena& arena) : page_(std::move(page)) {
    const GumboOptions options = options_for(arena);
    const GumboOutput* output = gumbo_parse_with_options(&options, page_.html.data(), page_.html.size());
    nodes_.reserve(page_.html.size() / 12 + 16);
    enter_all(output->root, arena);
}

void Tree::enter_all(const GumboNode* root, Arena& arena) {
    struct Step {
        const GumboVector* children;
        unsigned next;
        std::uint32_t node;
    };
    std::vector<Step> open;
    const auto enter = [&](const GumboNode* built, std::uint32_t parent) {
        const auto number = static_cast<std::uint32_t>(nodes_.size());
        if (built->type == GUMBO_NODE_ELEMENT) {
            const GumboElement& element = built->v.element;
            nodes_.push_back({number + 1, parent, element.tag, first_attribute(element), built});
            open.push_back({children_of(built), 0, number});
        } else if (is_text(built->type)) {
            const auto text = static_cast<std::uint32_t>(texts_.size());
            nodes_.push_back({number + 1, parent, GUMBO_TAG_LAST, text, built});
            texts_.push_back(without_stand_ins(built->v.text.text, arena));
        }
    };
    enter(root, 0);
    while (!open.empty()) {
        Step& step = open.back();
        if (step.next < step.children->length) {
            const std::uint32_t parent = step.node;
            const auto* child = static_cast<const GumboNode*>(step.children->data[step.next++]);
            enter(child, parent);
        } else {
            nodes_[step.node].end = static_cast<std::uint32_t>(nodes_.size());
            open.pop_back();
        }
    }
}

/// Where an element's attributes begin in page_.attributes; its size where it has none. Elements mostly come in the
/// order of their tags.
std::uint32_t Tree::first_attribute(const GumboElement& element) {
    const std::vector<LeanAttribute>& all = page_.attributes;
    const auto nowhere = static_cast<std::uint32_t>(all.size());
    if (element.original_tag.data == nullptr || element.original_tag.length == 0)
        return nowhere;  // no tag of the page's, but what the standard has stand there
    const auto tag = static_cast<std::uint32_t>(element.original_tag.data - page_.html.data());
    const auto is_before = [](const LeanAttribute& attribute, std::uint32_t place) { return attribute.tag < place; };
    auto found = all.begin() + static_cast<std::ptrdiff_t>(next_attribute_);
    if (found == all.end() || found->tag != tag)
        found = std::lower_bound(all.begin(), all.end(), tag, is_before);
    if (found == all.end() || found->tag != tag)
        return nowhere;
    const auto first = static_cast<std::size_t>(found - all.begin());
    for (next_attribute_ = first; next_attribute_ < all.size() && all[next_attribute_].tag == tag;)
        ++next_attribute_;
    return static_cast<std::uint32_t>(first);
}

/// A text of the tree builder's with the page's words in it.
std::string_view Tree::without_stand_ins(std::string_view built, Arena& arena) const {
    const auto each_piece = [&](auto take) {
        for (std::size_t at = 0; at < built.size();) {
            const std::size_t mark = std::min(built.find(StandIn::mark, at), built.size());
            take(built.substr(at, mark - at));
            if (mark == built.size())
                return;
            const std::size_t number = StandIn::number_at(built.substr(mark));
            const bool is_known = number < page_.words.size();
            take(is_known ? page_.words[number] : built.substr(mark, 1));
            at = mark + (is_known ? StandIn::size : 1);
        }
    };
    if (built.find(StandIn::mark) == std::string_view::npos)
        return built;
    std::size_t size = 0;
    each_piece([&](std::string_view piece) { size += piece.size(); });
    auto* const words = static_cast<char*>(arena.take(size));
    std::size_t filled = 0;
    each_piece([&](std::string_view piece) {
        std::copy(piece.begin(), piece.end(), words + filled);
        filled += piece.size();
    });
    return {words, size};
}

std::string_view Tree::attribute(std::uint32_t node, std::string_view name) const {
    std::string_view found;
    each_attribute(node, [&](std::string_view written, std::string_view value) {
        const bool is_it = written == name;
        if (is_it)
            found = value;
        return !is_it;
    });
    return found;
}

bool Tree::has_attribute(std::uint32_t node, std::string_view name) const {
    bool has = false;
    each_attribute(node, [&](std::string_view written, std::string_view) { return !(has = written == name); });
    return has;
}

std::string Tree::all_words(std::uint32_t node) const {
    std::string all;
    for (std::uint32_t at = node; at < nodes_[node].end; ++at)
        if (nodes_[at].is_text())
            append_words(all, words(at));
    while (all.ends_with(' '))
        all.pop_back();
    return all;
}

}  // namespace recount::html
