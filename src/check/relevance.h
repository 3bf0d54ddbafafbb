// Whether a claim of the account is about what a sentence asks, and how well its words fit: each name, day, happening
// and scope of the sentence is found with the claim, stays open, or speaks against it.
#pragma once

#include <cstdint>

#include "check/asked.h"
#include "check/places.h"
#include "check/report_words.h"
#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"
#include "reconcile/rules.h"

namespace recount {

/// What must be found, as bits: names, then days, then the happening, then the scope.
using Requirements = std::uint64_t;

struct Relevance {
    Requirements found = 0;
    Requirements strong = 0;   // of those found: in the claim's own sentence
    Requirements against = 0;  // said otherwise: the claim is about something else
    double score = 0;          // of its words, in bits
    double covered = 0;        // share of the sentence's weight that stands near the claim, 0..1
    bool by_source = true;     // by the source that the sentence names, where it names one
    bool stray = false;        // recalled from another time, or counted elsewhere or over long, as its words tell
};

/// Judges the claims of one account for one number of a sentence. What it is made from must outlive it.
class RelevanceJudge {
public:
    RelevanceJudge(const Account& account, const AccountWords& words, const Asked& asked, CheckRules& rules,
                   const ReconcileRules& reconcile, const Gazetteer& gazetteer)
        : account_(account),
          words_(words),
          asked_(asked),
          rules_(rules),
          reconcile_(reconcile),
          places_(gazetteer, rules.weights().beside_kilometres) {}

    /// All bits that the sentence asks for; nothing has all where it names more than there are bits for.
    Requirements all() const;
    static constexpr Requirements scope_bit() { return Requirements(1) << 62; }
    static constexpr Requirements happening_bit() { return Requirements(1) << 61; }

    /// The bits that ask for days.
    Requirements day_bits() const;

    /// Whether a bit, by its number, asks for a place.
    bool is_place(std::size_t bit) const {
        return bit < name_count() && (asked_.names[bit].is_place || !words_.places(asked_.names[bit].folded).empty());
    }

    /// The words of the sentence that a bit stands for.
    std::vector<Span> spans_of(Requirements bits) const;

    Relevance of(std::uint32_t story, const Figure& figure, const FigureClaim& entry);

    /// Whether a figure counts a part, where the sentence asks for the whole.
    bool is_part(const Figure& figure);

    /// Whether it counts a part that its reports do not name ("12 of them").
    static bool is_unnamed_part(const Figure& figure);

private:
    static constexpr std::size_t most_names = 40, most_days = 20;
    static constexpr Requirements never_found = Requirements(1) << 60;

    enum class Answer : std::uint8_t { open, yes, no };
    struct At {  // where the claim stands
        std::uint32_t story, report, sentence;
        const Event* event;
        const AnnotatedReport& annotated;
        const Claim& claim;
    };
    Answer name(const AskedName& name, const At& at) const;
    Answer place(const AskedName& name, const At& at) const;
    bool is_there(const AskedName& name, const At& at) const;
    Answer day(const AskedDay& day, const At& at) const;
    Answer happening(const At& at) const;
    bool happens_elsewhere(const At& at) const;
    bool is_of_other_happening(const AskedName& name, const At& at) const;
    Answer scope(const Figure& figure, const At& at);
    bool same_people(std::span<const TermId> told, const At& at) const;
    bool lies_in(std::string_view place, const AskedName& name) const;
    bool holds(std::string_view place, const AskedName& name) const;
    bool says_place(const AskedName& name, const At& at, std::uint32_t sentence) const;
    bool is_elsewhere(const AskedName& name, const At& at) const;
    bool is_recalled(const At& at) const;
    bool is_compared(const Time& time, const At& at) const;
    std::vector<TermId> terms_of(std::string_view words);
    bool names_source(const FigureClaim& entry, const At& at);
    double level(TermId term, const At& at) const;
    template <class Test>
    bool nearby(const At& at, const Test& test) const;
    std::optional<DayInterval> days_of(const Time& time, const At& at) const;

    std::size_t name_count() const { return std::min<std::size_t>(asked_.names.size(), most_names); }
    std::size_t day_count() const { return std::min<std::size_t>(asked_.days.size(), most_days); }

    const Account& account_;
    const AccountWords& words_;
    const Asked& asked_;
    CheckRules& rules_;
    const ReconcileRules& reconcile_;
    Places places_;
};

}  // namespace recount
