#include "gather/relation_questions.h"

#include <iterator>

namespace recount {

std::span<const std::string_view> names_of(RelationQuestion) {
    static constexpr std::string_view names[] = {"narration", "clear",     "sentences", "order",
                                                 "size",      "own_lines", "third"};
    static_assert(std::size(names) == static_cast<std::size_t>(RelationQuestion::count_));
    return names;
}

std::span<const std::string_view> names_of(SentenceQuestion) {
    static constexpr std::string_view names[] = {"evidence", "share", "longer", "best",   "behind",
                                                 "beside",   "same",  "rest",   "quoted", "order"};
    static_assert(std::size(names) == static_cast<std::size_t>(SentenceQuestion::count_));
    return names;
}

RelationWeights::RelationWeights(const Codebook& codebook)
    : related(codebook.file("gather").table("related")), aligned(codebook.file("gather").table("aligned")) {}

}  // namespace recount
