// The syntax layer: worked out for the sentence that is asked for alone, and the same whatever was asked before.
#include <doctest/doctest.h>

#include "language/syntax.h"
#include "support.h"
#include "support/program.h"
#include "support/tiny_model.h"

using namespace recount;
using namespace recount::test;

namespace {

Syntax tiny_syntax() {
    const TemporaryFolder folder;
    return Syntax(LanguageModel::open(folder.write("tiny.model", tiny_model()).string()));
}

AnnotatedReport annotated(const std::string& text) {
    return language().chain.annotate(report_of(text));
}

bool same(std::span<const TokenSyntax> a, std::span<const TokenSyntax> b) {
    return std::ranges::equal(a, b, [](const TokenSyntax& x, const TokenSyntax& y) {
        return x.upos == y.upos && x.features == y.features && x.relation == y.relation && x.head == y.head;
    });
}

const std::string text = "Police in Bălți said 2,000 people marched. They left at noon.\n\nNobody was hurt.";

}  // namespace

TEST_CASE("a sentence's tree is worked out when it is asked for, and no other's") {
    const Syntax syntax = tiny_syntax();
    AnnotatedReport report = annotated(text);
    REQUIRE(report.layers.sentences.size() == 3);
    const auto tree = syntax.tree(report, 1);
    const Sentence& sentence = report.layers.sentences[1];
    CHECK(tree.size() == sentence.end_token - sentence.first_token);
    CHECK(report.layers.syntax_depths ==
          std::vector<SyntaxDepth>{SyntaxDepth::none, SyntaxDepth::tree, SyntaxDepth::none});
    std::size_t roots = 0;
    for (const TokenSyntax& token : tree) {
        roots += token.head == no_index;
        CHECK((token.head == no_index || (token.head >= sentence.first_token && token.head < sentence.end_token)));
    }
    CHECK(roots == 1);
}

TEST_CASE("tags alone are those that come with the tree") {
    const Syntax syntax = tiny_syntax();
    AnnotatedReport tagged = annotated(text), parsed = annotated(text);
    for (std::uint32_t sentence = 0; sentence < tagged.layers.sentences.size(); ++sentence) {
        const auto tags = syntax.tags(tagged, sentence), tree = syntax.tree(parsed, sentence);
        CHECK(std::ranges::equal(tags, tree, [](const TokenSyntax& x, const TokenSyntax& y) {
            return x.upos == y.upos && x.features == y.features;
        }));
        CHECK(tagged.layers.syntax_depths[sentence] == SyntaxDepth::tags);
    }
    CHECK(same(syntax.tree(tagged, 0), syntax.tree(parsed, 0)));
}
