#include "command/annotation_stream.h"

#include <sstream>
#include <utility>

#include "report/language_tag.h"
#include "show/wording.h"

namespace recount {

void OtherLanguages::add(const AnnotatedReport& report) {
    if (!report.annotated) {
        ++by_language_[language_name(report.report.language)];
        ++count_;
    }
}

std::string OtherLanguages::told() const {
    std::vector<std::string> languages;
    for (const auto& [language, number] : by_language_)
        languages.push_back(language + ": " + std::to_string(number));
    return count_ > 0 ? messages::not_annotated(count_, joined(languages, ", ")) : "";
}

std::size_t leave_out_unsure(std::vector<Claim>& claims, double least) {
    return std::erase_if(claims, [&](const Claim& claim) { return to_three_decimals(claim.confidence) < least; });
}

AnnotationStream::AnnotationStream(Run& run, std::function<Pipeline::Then(AnnotatedReport&&)> finish)
    : run_(run),
      chain_(make_chain(run.codebook(), run.names(), run.gazetteer(), &run.language())),
      finish_(std::move(finish)),
      pipeline_(run.options().threads, [this](Report&& report) {
          AnnotatedReport annotated = chain_.annotate(std::move(report));
          left_out_ += leave_out_unsure(annotated.layers.claims, run_.options().confidence);
          if (!annotated.annotated) {
              const std::lock_guard lock(others_mutex_);
              others_.add(annotated);
          }
          return finish_(std::move(annotated));
      }) {
    const ReadWording wording(run.codebook());  // who reads makes its own: only then are all keys known
    run.say_unread_keys();
}

std::size_t AnnotationStream::finish() {
    pipeline_.finish();
    run_.note(others_.told());
    return left_out_;
}

AnnotatedLines::AnnotatedLines(Run& run, bool tokens) : tokens_(tokens), language_(tokens ? &run.language() : nullptr) {
    if (language_)
        syntax_.emplace(*language_);
}

std::string AnnotatedLines::operator()(AnnotatedReport&& report) const {
    for (std::uint32_t sentence = 0; syntax_ && sentence < report.layers.sentences.size(); ++sentence)
        syntax_->tree(report, sentence);
    std::ostringstream line;
    write_annotated(report, tokens_, language_, line);
    return std::move(line).str();
}

}  // namespace recount
