#include "support/account.h"

#include "gather/gather.h"

namespace recount::test {

AnnotatedReport dated_report(std::string id, std::string text, std::string_view published) {
    Report made = report_of(std::move(text), std::move(id));
    made.published = parse_iso_day(published);
    return trained_language().chain.annotate(std::move(made));
}

Account account_of(std::vector<AnnotatedReport> reports) {
    const ReconcileRules rules(language().codebook);
    std::vector<Story> stories = gather(reports, language().codebook, *trained_language().model);
    const ReconcileScorers scorers(&*trained_language().model);
    return reconcile(std::move(reports), std::move(stories), {rules, language().names, language().gazetteer, scorers},
                     [](std::size_t count, const auto& work) {
                         for (std::size_t i = 0; i < count; ++i)
                             work(i);
                     });
}

}  // namespace recount::test
