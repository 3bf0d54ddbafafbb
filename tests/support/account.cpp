#include "support/account.h"

#include "gather/gather.h"

namespace recount::test {

Account account_of(std::vector<AnnotatedReport> reports) {
    const ReconcileRules rules(language().codebook);
    std::vector<Story> stories = gather(reports, language().codebook);
    const ReconcileScorers scorers(&*trained_language().model);
    return reconcile(std::move(reports), std::move(stories), {rules, language().names, language().gazetteer, scorers},
                     [](std::size_t count, const auto& work) {
                         for (std::size_t i = 0; i < count; ++i)
                             work(i);
                     });
}

}  // namespace recount::test
