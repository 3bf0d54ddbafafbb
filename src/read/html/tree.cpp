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

const GumboVector* children_of(const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

}  // namespace

Tree::Tree(std::string html, Arena& arena) : html_(std::move(html)) {
    const GumboOptions options = options_for(arena);
    const GumboOutput* output = gumbo_parse_with_options(&options, html_.data(), html_.size());
    struct Step {
        const GumboVector* children;
        unsigned next;
        std::uint32_t node;
    };
    std::vector<Step> open;
    nodes_.reserve(html_.size() / 24 + 16);
    const auto enter = [&](const GumboNode* built, std::uint32_t parent) {
        const bool is_element = built->type == GUMBO_NODE_ELEMENT;
        const bool is_text =
            built->type == GUMBO_NODE_TEXT || built->type == GUMBO_NODE_WHITESPACE || built->type == GUMBO_NODE_CDATA;
        if (!is_element && !is_text)
            return;
        const auto number = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back({number + 1, parent, built, is_element ? built->v.element.tag : GUMBO_TAG_LAST});
        if (is_element)
            open.push_back({children_of(built), 0, number});
    };
    enter(output->root, 0);
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

std::string_view Tree::attribute(std::uint32_t node, const char* name) const {
    const GumboAttribute* found = gumbo_get_attribute(&nodes_[node].built->v.element.attributes, name);
    return found ? found->value : std::string_view();
}

bool Tree::has_attribute(std::uint32_t node, const char* name) const {
    return gumbo_get_attribute(&nodes_[node].built->v.element.attributes, name) != nullptr;
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
