#include "read/html/fragment.h"

#include <utility>

#include "read/html/article.h"
#include "read/html/flow.h"
#include "read/html/lean.h"
#include "read/html/tree.h"

namespace recount::html {

namespace {

Arena& cleared_arena() {
    thread_local Arena arena;
    arena.clear();
    return arena;
}

/// Every passage as a block of its own.
void take_all_passages(const Flow& flow, Item& item) {
    item.text.clear();
    item.blocks.emplace();
    for (const Passage& passage : flow.passages) {
        if (!item.text.empty())
            item.text += "\n\n";
        Block block;
        block.span.start = static_cast<std::uint32_t>(item.text.size());
        item.text += flow.words(passage);
        block.span.end = static_cast<std::uint32_t>(item.text.size());
        block.kind = passage.kind;
        item.blocks->push_back(std::move(block));
    }
}

}  // namespace

Item read_fragment(std::string_view markup, const ReadWording& wording) {
    const Tree tree(make_lean(markup), cleared_arena());
    const Flow flow = make_flow(tree, wording.pages.marks);
    Article article = find_article(tree, flow, {}, wording.pages.passages);
    Item item;
    item.text = std::move(article.text);
    item.blocks = std::move(article.blocks);
    // A page's report is looked for where text is dense; in a few short paragraphs that may miss some of them.
    if (item.text.size() * 4 < flow.text.size() * 3)
        take_all_passages(flow, item);
    return item;
}

std::string words_of(std::string_view markup) {
    if (markup.find_first_of("<&") == std::string_view::npos) {
        std::string words;
        append_words(words, markup);
        while (words.ends_with(' '))
            words.pop_back();
        return words;
    }
    const Tree tree(make_lean(markup), cleared_arena());
    return tree.size() == 0 ? std::string() : tree.all_words(0);
}

}  // namespace recount::html
