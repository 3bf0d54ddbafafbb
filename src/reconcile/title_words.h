// The words that titles are made of, and what makes a title whole. The words are those of codebook/events.toml and
// quantities.toml.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

constexpr std::size_t longest_title = 90;  // characters

/// The words that titles are made of, from the codebook. Immutable; any number of threads may use it.
class TitleWords {
public:
    /// Throws CodebookError.
    explicit TitleWords(const Codebook& codebook);

    /// How the form of a verb is told by a noun: "shot" by "shooting of" its object, "marched" by "march by" its
    /// subject. Empty where it is not.
    std::string_view of_object(std::string_view form) const { return look_up(objects_, form); }
    std::string_view of_subject(std::string_view form) const { return look_up(subjects_, form); }

    /// What an event of a type, or one that is known by a count alone, is called: "Court case", "Killed".
    std::string type(std::string_view type) const;
    std::string quantity(std::string_view name) const;

    /// Whether the lower-case words are a noun for a happening, by itself or with its preposition ("meeting with").
    bool is_noun(std::string_view words) const;

    /// Whether a lower-case word tells nothing of what it names or qualifies ("people", "latest").
    bool is_hollow(std::string_view word) const { return contains(hollow_, word); }

    /// Whether a phrase with this lower-case preposition tells what a happening is, and not where it was.
    bool tells_what(std::string_view preposition) const { return contains(prepositions_, preposition); }
    bool tells_where(std::string_view preposition) const { return contains(local_, preposition); }

    /// Of a phrase for two ("between").
    bool is_for_two(std::string_view preposition) const { return contains(for_two_, preposition); }

    /// No title ends with this lower-case word: it was cut.
    bool leads_on(std::string_view word) const { return contains(leading_on_, word); }

    /// The name of a month, from 1.
    std::string_view month(int number) const { return months_[static_cast<std::size_t>(number) - 1]; }

    std::string_view agent() const { return agent_; }
    std::string_view statement() const { return statement_; }

private:
    using Forms = std::map<std::string, std::string, std::less<>>;
    static std::string_view look_up(const Forms& forms, std::string_view form) {
        const auto found = forms.find(form);
        return found == forms.end() ? std::string_view() : std::string_view(found->second);
    }
    static bool contains(const std::vector<std::string>& sorted, std::string_view word) {
        return std::binary_search(sorted.begin(), sorted.end(), word);
    }

    Forms objects_, subjects_, types_, quantities_;
    std::vector<std::string> nouns_, hollow_, prepositions_, local_, for_two_, leading_on_;  // sorted
    std::vector<std::string> months_;
    std::string agent_, statement_;
};

/// "16 August 2020", "16-18 August 2020", "August 2020", "1930-1939" for the ISO 8601 of an event; a value of another
/// form as it is.
std::string plain_day(std::string_view date, std::string_view date_end, const TitleWords& words);

/// Whether a title can stand: not empty, at most longest_title characters, without quotation marks, its brackets
/// closed, and not cut.
bool is_whole_title(std::string_view title, const TitleWords& words);

/// Makes the first letter, of ASCII, upper case.
void capitalise(std::string& text);

/// Whether a word that stands before this byte of a text ends there.
bool ends_word(std::string_view text, std::size_t at);

}  // namespace recount
