#include "reconcile/renumber.h"

namespace recount {

namespace {

class Renumberer {
public:
    explicit Renumberer(std::span<const std::uint32_t> numbers) : numbers_(numbers) {}

    void operator()(std::uint32_t& report) const { report = numbers_[report]; }
    void operator()(Evidence& place) const { (*this)(place.report); }

    void operator()(Event& event) const {
        (*this)(event.date_evidence);
        (*this)(event.reports);
        (*this)(event.evidence);
    }
    void operator()(FigureClaim& claim) const { (*this)(claim.report); }
    void operator()(Figure& figure) const { (*this)(figure.claims); }
    void operator()(WordChange& change) const { (*this)(change.report); }
    void operator()(Variant& variant) const {
        (*this)(variant.report);
        (*this)(variant.changes);
    }
    void operator()(Statement& statement) const {
        (*this)(statement.speaker_evidence);
        (*this)(statement.variants);
    }
    void operator()(AccountEntity& entity) const { (*this)(entity.mentions); }
    void operator()(LineageRelation& relation) const {
        (*this)(relation.from);
        (*this)(relation.to);
    }
    void operator()(Lineage& lineage) const {
        (*this)(lineage.reports);
        (*this)(lineage.passages);
        (*this)(lineage.relations);
    }

    void operator()(PageEdit& edit) const {
        (*this)(edit.from);
        (*this)(edit.to);
    }
    void operator()(EditedPage& page) const {
        (*this)(page.versions.reports);
        (*this)(page.edits);
    }

    template <class Part>
    void operator()(std::vector<Part>& parts) const {
        for (Part& part : parts)
            (*this)(part);
    }

private:
    std::span<const std::uint32_t> numbers_;
};

}  // namespace

void renumber_reports(StoryAccount& story, std::span<const std::uint32_t> numbers) {
    const Renumberer renumber(numbers);
    renumber(story.reports);
    renumber(story.events);
    renumber(story.figures);
    renumber(story.statements);
    renumber(story.entities);
    renumber(story.lineages);
    renumber(story.pages);
}

void renumber_reports(ReportDay& day, std::span<const std::uint32_t> numbers) {
    Renumberer renumber(numbers);
    renumber(day.evidence);
}

}  // namespace recount
