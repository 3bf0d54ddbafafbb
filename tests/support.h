// What tests share: reports made from short texts, and spans shown as the words that they point at.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/chain.h"
#include "codebook/codebook.h"

namespace recount::test {

/// The built-in codebook and the gazetteer with the whole chain of annotators, loaded once: by rules alone, or with the
/// language model that the project ships.
struct Language {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    NameWords names{codebook};
    Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    std::optional<LanguageModel> model;
    AnnotatorChain chain;

    explicit Language(std::optional<LanguageModel> trained = std::nullopt)
        : model(std::move(trained)), chain(make_chain(codebook, names, gazetteer, model ? &*model : nullptr)) {}
};

inline const Language& language() {
    static const Language loaded;
    return loaded;
}

inline const Language& trained_language() {
    static const Language loaded(LanguageModel::open(RECOUNT_SOURCE_DIR "/models/english.model"));
    return loaded;
}

/// A report whose blocks are the text's lines, each a paragraph.
inline Report report_of(std::string text, std::string id = "report") {
    Report report;
    report.id = std::move(id);
    report.content = std::move(text);
    for (std::size_t start = 0; start < report.content.size();) {
        const std::size_t end = std::min(report.content.find('\n', start), report.content.size());
        if (end > start)
            report.blocks.push_back({{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)},
                                     BlockKind::paragraph,
                                     false,
                                     {},
                                     {},
                                     {},
                                     {}});
        start = end + 1;
    }
    return report;
}

/// The words of all spans, parted by " | ".
inline std::string words(const AnnotatedReport& report, const std::vector<Span>& spans) {
    std::string out;
    for (const Span span : spans)
        out.append(out.empty() ? "" : " | ").append(report.words(span));
    return out;
}

}  // namespace recount::test
