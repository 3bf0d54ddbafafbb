// The chain of annotators that turns a report into an annotated report. Each annotator does one thing over one report
// and adds one layer; it says which layers it needs, and the chain checks the order when it is made.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "report/layers.h"

namespace recount {

enum class Layer : std::uint8_t { tokens, sentences, entities, times, attributions, claims, mentions };

/// One step of annotation. Immutable once made from its codebook: annotate() may run on any number of threads at once.
class Annotator {
public:
    virtual ~Annotator() = default;

    virtual std::string_view name() const = 0;

    /// The layers that must be there before, and those that it adds.
    virtual std::vector<Layer> needs() const = 0;
    virtual std::vector<Layer> adds() const = 0;

    /// Adds its layer. Text that is not language costs linear time and gives no annotation.
    virtual void annotate(AnnotatedReport& report) const = 0;
};

/// Annotators in their order. Throws std::logic_error when one needs a layer that none before it adds.
class AnnotatorChain {
public:
    /// Reports in another language than this one (BCP 47) get no layers; empty: all are annotated.
    explicit AnnotatorChain(std::string language = {}) : language_(std::move(language)) {}

    void add(std::unique_ptr<Annotator> annotator);

    /// Runs all of them over one report. Any number of threads may call it.
    AnnotatedReport annotate(Report report) const;

    /// The annotators in their order.
    const std::vector<std::unique_ptr<Annotator>>& annotators() const { return annotators_; }

private:
    std::string language_;
    std::vector<std::unique_ptr<Annotator>> annotators_;
};

}  // namespace recount
