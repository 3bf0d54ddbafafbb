#include "annotate/name_repairs.h"

#include <algorithm>

namespace recount {

class NameRepairs::Pass {
public:
    Pass(const NameRepairs& repairs, const AnnotatedReport& report, NameFindings& findings)
        : words_(repairs.words_),
          gazetteer_(repairs.gazetteer_),
          report_(report),
          tokens_(report.layers.tokens),
          findings_(findings) {}

    void mend() {
        std::vector<std::uint32_t> moved(findings_.pieces.size());  // where each piece's last part is now
        for (std::size_t i = 0; i < findings_.pieces.size(); ++i) {
            split(findings_.pieces[i]);
            moved[i] = static_cast<std::uint32_t>(mended_.size()) - 1;
        }
        for (NamePiece& piece : mended_)
            if (piece.within != no_index)
                piece.within = moved[piece.within];
        for (std::size_t i = 0; i < mended_.size(); ++i) {
            cut_office(mended_[i]);
            take_initial(i);
            take_surname(i);
            name_place(mended_[i]);
        }
        std::erase_if(mended_, [](const NamePiece& piece) { return piece.first == piece.end; });
        findings_.pieces = std::move(mended_);
    }

private:
    Tokens until(std::uint32_t end) const { return tokens_.first(end); }
    std::string_view text(std::uint32_t first, std::uint32_t end) const {
        return report_.words({tokens_[first].start, tokens_[end - 1].end});
    }
    bool is_first_name(std::uint32_t token) const { return gazetteer_.word(text(token, token + 1)).first_name; }

    /// The well-known organisation that the tokens are the whole name of, or no_index.
    std::uint32_t known(std::uint32_t first, std::uint32_t end) const {
        const auto match = words_.organisation_at(report_.report.content, report_.layers.lowered, until(end), first);
        return match && match.length == end - first ? match.value : no_index;
    }

    // ---------------------------------------------------------------- two names in one
    void split(const NamePiece& piece) {
        std::uint32_t marks = 0;
        for (std::uint32_t at = piece.first; at < piece.end; ++at)
            marks += is_quotation_mark(at) ? 1 : 0;
        for (std::uint32_t at = piece.first + 1; at + 1 < piece.end; ++at) {
            if ((marks == 1 && is_quotation_mark(at)) ||
                (is_between(at) && may_be_alone(piece.first, at) && may_be_alone(at + 1, piece.end))) {
                mended_.push_back(part(piece, piece.first, at));
                split(part(piece, at + 1, piece.end));
                return;
            }
        }
        mended_.push_back(piece);
    }

    /// An apostrophe may belong to the name ("Workers' Party"), as may what stands between two marks ("Uma “Bo” Orlo").
    bool is_quotation_mark(std::uint32_t at) const {
        const std::string_view mark = text(at, at + 1);
        return tokens_[at].kind == TokenKind::quote && mark != "'" && mark != "\u2019";
    }

    bool is_between(std::uint32_t at) const {
        return (words_.is(tokens_[at], conjunction_word) && !tokens_[at].capitalised) || text(at, at + 1) == ",";
    }

    bool may_be_alone(std::uint32_t first, std::uint32_t end) const {
        return known(first, end) != no_index || (end - first == 1 && is_country(first, end));
    }

    bool is_country(std::uint32_t first, std::uint32_t end) const {
        const Candidates places = gazetteer_.find(text(first, end));
        return !places.empty() && gazetteer_.place(places[0].place).kind == PlaceKind::country;
    }

    NamePiece part(const NamePiece& piece, std::uint32_t first, std::uint32_t end) const {
        NamePiece out = piece;
        out.first = first;
        out.end = end;
        out.known = known(first, end);
        out.places = gazetteer_.find(text(first, end));
        if (first != piece.first) {
            out.mention = no_index;
            out.bracketed = false;
        }
        if (end != piece.end)
            out.within = no_index;
        if (out.known != no_index)
            out.voted = EntityType::organisation;
        else if (is_country(first, end))
            out.voted = EntityType::place;
        return out;
    }

    // ---------------------------------------------------------------- an office inside
    /// "Minsk Mayor Uma Orlo": what stands behind the office is the name.
    void cut_office(NamePiece& piece) const {
        if (piece.known != no_index || !piece.places.empty())
            return;
        for (std::uint32_t at = piece.first; at + 2 < piece.end; ++at) {
            const std::uint32_t length = tokens_[at].capitalised ? words_.office_at(until(piece.end), at) : 0;
            if (length == 0 || !is_full_name(at + length, piece.end))
                continue;
            piece.mention = at;
            piece.first = at + length;
            piece.voted = EntityType::person;
            piece.titled = true;
            return;
        }
    }

    /// A first name and more words, none of them one of organisations or places.
    bool is_full_name(std::uint32_t first, std::uint32_t end) const {
        if (end < first + 2 || !tokens_[first].capitalised || !(is_first_name(first) || tokens_[first].abbreviation))
            return false;
        return std::ranges::none_of(tokens_.subspan(first, end - first), [this](const Token& token) {
            return token.kind != TokenKind::word || words_.is(token, organisation_word | place_word | link_word) ||
                   (!token.capitalised && !words_.is(token, particle));
        });
    }

    // ---------------------------------------------------------------- what was left outside
    bool in_one_sentence(std::uint32_t a, std::uint32_t b) const {
        return report_.layers.sentence_at(tokens_[a].start) == report_.layers.sentence_at(tokens_[b].start);
    }

    /// "Uma | D. Orlo".
    void take_initial(std::size_t index) {
        NamePiece& piece = mended_[index];
        if (piece.voted != EntityType::person || piece.first == 0 || !tokens_[piece.first].abbreviation ||
            tokens_[piece.first].end - tokens_[piece.first].start != 2)
            return;
        const std::uint32_t before = piece.first - 1;
        if (!tokens_[before].capitalised || tokens_[before].all_capitals || !is_first_name(before) ||
            !in_one_sentence(before, piece.first))
            return;
        if (index > 0 && mended_[index - 1].end > before) {
            if (mended_[index - 1].first != before)
                return;
            piece.mention = mended_[index - 1].mention;
            mended_[index - 1].end = before;
        }
        piece.first = before;
    }

    /// "Senator Uma | Banks": an everyday word with a capital, right behind a first name that has an office.
    void take_surname(std::size_t index) {
        NamePiece& piece = mended_[index];
        const std::uint32_t next = piece.end;
        if (piece.voted != EntityType::person || piece.end - piece.first != 1 || !is_first_name(piece.first) ||
            words_.office_ending(until(piece.first)) == 0 || next >= tokens_.size())
            return;
        const Token& word = tokens_[next];
        if (word.kind != TokenKind::word || !word.capitalised || word.all_capitals || !word.space_before ||
            !in_one_sentence(piece.first, next) || words_.role_at(tokens_, next) > 0 || words_.is(word, not_name))
            return;
        if (index + 1 < mended_.size() && mended_[index + 1].first <= next) {
            if (!mended_[index + 1].doubtful || mended_[index + 1].end != next + 1)
                return;
            mended_[index + 1].first = next + 1;
        }
        piece.end = next + 1;
        piece.places = {};
    }

    // ---------------------------------------------------------------- what stands before tells
    /// "the capital, Kale": a large place of that name in apposition to a noun for places is no person.
    void name_place(NamePiece& piece) const {
        constexpr int large = 60;  // of a candidate's weight
        if (piece.voted != EntityType::person || piece.end - piece.first != 1 || piece.first < 2 ||
            text(piece.first - 1, piece.first) != "," || !words_.is(tokens_[piece.first - 2], place_noun) ||
            !in_one_sentence(piece.first - 2, piece.first))
            return;
        const Candidates places = gazetteer_.find(text(piece.first, piece.end));
        if (places.empty() || places[0].role == NameRole::demonym || places[0].weight < large)
            return;
        piece.voted = EntityType::place;
        piece.places = places;
    }

    const NameWords& words_;
    const Gazetteer& gazetteer_;
    const AnnotatedReport& report_;
    const Tokens tokens_;
    NameFindings& findings_;
    std::vector<NamePiece> mended_;
};

void NameRepairs::mend(const AnnotatedReport& report, NameFindings& findings) const {
    Pass(*this, report, findings).mend();
}

}  // namespace recount
