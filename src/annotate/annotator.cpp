#include "annotate/annotator.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "report/language_tag.h"
#include "text/utf8.h"

namespace recount {

void AnnotatorChain::add(std::unique_ptr<Annotator> annotator) {
    const auto is_there = [this](Layer layer) {
        return std::any_of(annotators_.begin(), annotators_.end(), [&](const auto& earlier) {
            const auto added = earlier->adds();
            return std::find(added.begin(), added.end(), layer) != added.end();
        });
    };
    for (const Layer layer : annotator->needs())
        if (!is_there(layer))
            throw std::logic_error("annotator " + std::string(annotator->name()) +
                                   " needs a layer that none before it adds");
    annotators_.push_back(std::move(annotator));
}

AnnotatedReport AnnotatorChain::annotate(Report report) const {
    AnnotatedReport annotated{std::move(report), {}};
    const std::string& language = annotated.report.language;
    annotated.annotated = language_.empty() || language.empty() || is_same_language(language, language_);
    annotated.layers.lowered = lowered_in_place(annotated.report.content);
    if (annotated.annotated)
        for (const auto& annotator : annotators_)
            annotator->annotate(annotated);
    return annotated;
}

}  // namespace recount
