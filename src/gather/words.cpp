#include "gather/words.h"

#include <libstemmer.h>

#include <algorithm>
#include <span>
#include <stdexcept>

#include "gather/bytes.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// Where running text stands with respect to quotation marks. A mark that opens nothing and closes nothing changes
/// nothing; a block ends every quotation.
class QuotationState {
public:
    void see(std::string_view mark, bool space_before) {
        if (mark == "“" || mark == "«" || mark == "„")
            open_ = mark == "«" ? "»" : "”";
        else if (mark == "\"")
            open_ = open_.empty() ? "\"" : "";
        else if (mark == "‘" || (mark == "'" && space_before))
            open_ = open_.empty() ? (mark == "'" ? "'" : "’") : open_;
        else if (mark == open_)
            open_ = "";
    }
    bool inside() const { return !open_.empty(); }
    void end() { open_ = ""; }

private:
    std::string_view open_;  // the mark that will close it; empty outside
};

/// FNV-1a over the words' numbers (Fowler, Noll, Vo).
std::uint64_t wording_of(std::span<const GatherWord> words) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const GatherWord& word : words)
        hash = (hash ^ word.term) * 0x100000001b3;
    return hash;
}

/// Which words of a report fill a form, asked for in text order.
class Blanks {
public:
    explicit Blanks(const Layers& layers)
        : layers_(layers),
          entity_(layers.entities.begin()),
          time_(layers.times.begin()),
          claim_(layers.claims.begin()) {}

    /// The name that the token is a part of; null where there is none.
    const Entity* name_at(std::uint32_t token) { return at(entity_, layers_.entities, token); }

    Blank of(std::uint32_t token) {
        const bool measure = layers_.tokens[token].kind == TokenKind::number || at(time_, layers_.times, token) ||
                             at(claim_, layers_.claims, token);
        if (measure)
            return Blank::measure;
        const Entity* name = name_at(token);
        return !name ? Blank::none : name->type == EntityType::place ? Blank::place : Blank::name;
    }

private:
    template <class Part>
    static const Part* at(typename std::vector<Part>::const_iterator& next, const std::vector<Part>& parts,
                          std::uint32_t token) {
        while (next != parts.end() && next->end_token <= token)
            ++next;
        return next != parts.end() && next->first_token <= token ? &*next : nullptr;
    }

    const Layers& layers_;
    std::vector<Entity>::const_iterator entity_;
    std::vector<Time>::const_iterator time_;
    std::vector<Claim>::const_iterator claim_;
};

}  // namespace

void Terms::DeleteStemmer::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

Terms::Terms(const Codebook& codebook) : stemmer_(sb_stemmer_new("english", "UTF_8")) {
    if (!stemmer_)
        throw std::runtime_error("libstemmer has no English stemmer: install the package libstemmer-dev");
    const CodebookNode gather = codebook.file("gather");
    for (const CodebookNode& spelling : gather.tables("spelling"))
        for (const std::string& ending : spelling.texts("endings"))
            spellings_.emplace_back(ending, spelling.text("as"));
    for (const CodebookNode& list : gather.tables("everyday")) {
        const double share = 1 / list.number("one_in");
        for (const std::string& word : list.texts("words")) {
            const TermId term = of(word);
            everyday_.resize(std::max<std::size_t>(everyday_.size(), term + 1), 0);
            everyday_[term] = std::min(1.0, everyday_[term] + share);  // the forms of one word add up
        }
    }
    unlisted_ = 1 / gather.number("unlisted_one_in");
    listed_words_ = words_.size();
    listed_stems_ = stems_.size();
}

void Terms::forget_others() {
    words_.truncate(listed_words_);
    stems_.truncate(listed_stems_);
    term_of_word_.resize(listed_words_);
}

std::string Terms::stem(std::string_view lowered) const {
    const auto* letters = reinterpret_cast<const sb_symbol*>(lowered.data());
    const sb_symbol* made = sb_stemmer_stem(stemmer_.get(), letters, static_cast<int>(lowered.size()));
    if (!made)
        throw std::bad_alloc();
    std::string stem(reinterpret_cast<const char*>(made), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get())));
    for (const auto& [ending, as] : spellings_)
        if (stem.size() > ending.size() + 1 && stem.ends_with(ending)) {
            stem.replace(stem.size() - ending.size(), ending.size(), as);
            break;
        }
    return stem;
}

TermId Terms::of(std::string_view lowered) {
    const WordId word = words_.add(lowered);
    if (word > term_of_word_.size()) {
        const bool plain = std::all_of(lowered.begin(), lowered.end(),
                                       [](char c) { return c != '\'' && static_cast<unsigned char>(c) < 0x80; });
        term_of_word_.push_back(stems_.add(stem(plain ? std::string(lowered) : folded(lowered))) - 1);
    }
    return term_of_word_[word - 1];
}

std::uint64_t Terms::fingerprint(TermId term) const {
    return hash_of(stems_.text(term + 1));
}

TermId Terms::of_place(std::string_view id) {
    return stems_.add("@" + std::string(id)) - 1;  // no stem has this sign
}

ReportWords words_of(const AnnotatedReport& report, Terms& terms) {
    const Layers& layers = report.layers;
    ReportWords out;
    out.words.reserve(layers.tokens.size());
    out.sentences.reserve(layers.sentences.size());
    QuotationState quotation;
    Blanks blanks(layers);
    std::uint32_t block = no_index;
    for (std::uint32_t s = 0; s < layers.sentences.size(); ++s) {
        const Sentence& sentence = layers.sentences[s];
        if (sentence.block != block)
            quotation.end();
        block = sentence.block;
        const auto first = static_cast<std::uint32_t>(out.words.size());
        for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
            const Token& token = layers.tokens[t];
            if (token.kind == TokenKind::quote)
                quotation.see(report.words(token.span()), token.space_before);
            if (token.kind != TokenKind::word && token.kind != TokenKind::number)
                continue;
            const bool begins = out.words.size() == first;
            const bool capital = token.capitalised && !begins;
            const Entity* name = blanks.name_at(t);
            const bool place = name && name->end_token == name->first_token + 1 && !name->place.empty();
            const Blank blank = blanks.of(t);
            out.words.push_back({place ? terms.of_place(name->place) : terms.of(report.lowered(token.span())), t,
                                 capital, begins, token.kind == TokenKind::number, quotation.inside(),
                                 blank == Blank::none && capital ? Blank::name : blank});
        }
        if (out.words.size() > first)
            out.sentences.push_back({s, first, static_cast<std::uint32_t>(out.words.size()),
                                     report.report.blocks[block].kind,
                                     wording_of(std::span(out.words).subspan(first))});
    }
    return out;
}

}  // namespace recount
