// A codebook is a folder of TOML files that people can read and edit: which events and quantities are looked for, how
// they are worded, which words cut sentences, introduce speech or date things. This is the one place that reads them;
// the stages see nodes with typed look-ups, and words that have become numbers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/tokenizer.h"
#include "text/vocabulary.h"

namespace recount {

/// A codebook that cannot be used: what() names file, line, what is wrong and what to do.
struct CodebookError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One table of a codebook file. Cheap to copy; keeps its file alive.
class CodebookNode {
public:
    /// One file that is no part of a codebook's own. Throws CodebookError.
    static CodebookNode load(const std::filesystem::path& file);

    bool has(std::string_view key) const;

    /// The string under key; the second form gives `otherwise` where there is none. Throw CodebookError on another
    /// type.
    std::string text(std::string_view key) const;
    std::string text(std::string_view key, std::string_view otherwise) const;

    /// The number (integer or real) under key. Throws CodebookError when it is missing or no number.
    double number(std::string_view key) const;
    double number(std::string_view key, double otherwise) const;

    /// The truth value under key, `otherwise` where there is none.
    bool flag(std::string_view key, bool otherwise = false) const;

    /// The list of strings under key (one string counts as a list of one), empty where there is none.
    std::vector<std::string> texts(std::string_view key) const;

    /// The array of tables [[key]], in the file's order; empty where there is none.
    std::vector<CodebookNode> tables(std::string_view key) const;

    /// The table [key]. Throws CodebookError when it is missing.
    CodebookNode table(std::string_view key) const;

    /// The keys of this table, sorted. For tables whose keys are free: all of them count as read.
    std::vector<std::string> keys() const;

    /// The list of numbers under key, empty where there is none. Throws CodebookError on another type.
    std::vector<double> numbers(std::string_view key) const;

    /// An error that names this table's file and line.
    CodebookError error(std::string_view message) const;

private:
    friend class Codebook;
    struct Data;
    struct Reads;
    CodebookNode part(const void* table) const;
    explicit CodebookNode(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    std::shared_ptr<const Data> data_;
};

/// All files of one codebook. Load it and make the annotators from it on one thread; then any number may read it.
class Codebook {
public:
    /// Reads every .toml file of the folder. Throws CodebookError.
    static Codebook load(const std::filesystem::path& folder);

    /// The file `name`.toml as a node. Throws CodebookError when the folder has none.
    CodebookNode file(std::string_view name) const;

    /// Adds a phrase as running text would be cut; value is what the table gives for it.
    void add_phrase(PhraseTable& table, std::string_view phrase, std::uint32_t value);

    /// The number of one lower-case word.
    WordId word(std::string_view lowered) { return vocabulary_.add(lowered); }

    /// All of the words of a list.
    WordSet words(const std::vector<std::string>& list);

    /// The forms of a verb from its base form: base, third person, past, participle and -ing form, without repeats.
    /// Irregular forms are in inflections.toml; "shoot dead" inflects its first word.
    std::vector<std::string> verb_forms(std::string_view base) const;

    /// Singular and plural of a noun; of a noun of several words, the last one is inflected.
    std::vector<std::string> noun_forms(std::string_view singular) const;

    /// One message for each key that nothing has read so far, with file and line, in the order of the files. Ask when
    /// all that reads the codebook is made: what stands there is a misspelling, or is left over.
    std::vector<std::string> unread() const;

    const Vocabulary& vocabulary() const { return vocabulary_; }
    Vocabulary& vocabulary() { return vocabulary_; }
    const Tokenizer& tokenizer() const { return tokenizer_; }

    /// The name and version that codebook.toml gives, and the SHA-256 (hexadecimal) of all files in the order of their
    /// names.
    const std::string& name() const { return name_; }
    const std::string& version() const { return version_; }
    const std::string& sha256() const { return sha256_; }

private:
    void make_tokenizer();

    std::vector<std::pair<std::string, CodebookNode>> files_;  // sorted by name
    Vocabulary vocabulary_;
    Tokenizer tokenizer_;
    std::string name_, version_, sha256_;
};

}  // namespace recount
