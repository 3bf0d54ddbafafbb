#include "reconcile/statement_rules.h"

namespace recount {

namespace {

constexpr std::array<std::string_view, utterance_questions> questions = {
    "shared",       "like",       "like_piece",  "run",         "evidence", "brief",
    "open_speaker", "same_words", "same_report", "one_passage", "beside"};

std::vector<std::string> sorted(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    return words;
}

std::array<double, utterance_questions + 1> read_weights(const CodebookNode& table) {
    std::array<double, utterance_questions + 1> weights{};
    for (std::size_t i = 0; i < questions.size(); ++i)
        weights[i] = table.number(questions[i]);
    weights.back() = table.number("always");
    return weights;
}

double weigh(const std::array<double, utterance_questions + 1>& weights,
             const std::array<double, utterance_questions>& answers) {
    double sum = weights.back();
    for (std::size_t i = 0; i < answers.size(); ++i)
        sum += weights[i] * answers[i];
    return sum;
}

}  // namespace

StatementRules::StatementRules(const Codebook& codebook) {
    const CodebookNode file = codebook.file("statements");
    joined_ = read_weights(file.table("joined"));
    paraphrased_ = read_weights(file.table("paraphrased"));
    most_evidence_ = file.number("most_evidence");
    const CodebookNode changes = file.table("changes");
    negations_ = sorted(changes.texts("negations"));
    like_from_ = file.number("like_from");
    like_words_ = changes.number("like_words");
    telling_ = changes.number("telling");
    const CodebookNode forms = file.table("forms");
    for (const std::string& form : forms.keys())
        forms_.emplace(form, forms.text(form));
    const CodebookNode numbers = codebook.file("numbers");
    for (const std::string_view list : {"cardinals", "multipliers"})
        for (const std::string& word : numbers.table(list).keys())
            numbers_.push_back(word);
    std::sort(numbers_.begin(), numbers_.end());
    const CodebookNode voices = file.table("voices");
    documents_ = sorted(voices.texts("documents"));
    links_ = sorted(voices.texts("links"));
    definite_ = sorted(voices.texts("definite"));
    offices_ = sorted(codebook.file("names").texts("roles"));
    plurals_ = sorted(voices.texts("plurals"));
    indefinite_ = sorted(voices.texts("indefinite"));
    const CodebookNode confidences = file.table("confidence");
    for (std::size_t i = 0; i < voice_ways; ++i)
        confidences_[i] = confidences.number(name_of(static_cast<VoiceWay>(i)));
}

double StatementRules::joined(const std::array<double, utterance_questions>& answers) const {
    return weigh(joined_, answers);
}

double StatementRules::paraphrased(const std::array<double, utterance_questions>& answers) const {
    return weigh(paraphrased_, answers);
}

}  // namespace recount
