#include "codebook/codebook.h"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <string_view>
#include <unordered_set>

// toml++ 3.3 asserts of some broken files ("[" before a line end) what it should report: let it throw then, in every
// build.
namespace recount {
struct UnexpectedToml {};
[[noreturn]] inline void throw_unexpected_toml() {
    throw UnexpectedToml();
}
}  // namespace recount
#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? void() : recount::throw_unexpected_toml())
#include <toml++/toml.h>

#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

/// The nodes of a file that somebody asked for.
struct CodebookNode::Reads {
    std::mutex mutex;
    std::unordered_set<const toml::node*> nodes;

    void add(const toml::node* node) {
        const std::lock_guard lock(mutex);
        nodes.insert(node);
    }
};

/// A table of a parsed file, and the file itself so that it lives as long as the node.
struct CodebookNode::Data {
    std::shared_ptr<const toml::table> file;
    const toml::table* table;
    std::string name;
    std::shared_ptr<Reads> reads;

    /// What stands under a key, noted as read; nullptr where there is none.
    const toml::node* get(std::string_view key) const {
        const toml::node* node = table->get(key);
        if (node)
            reads->add(node);
        return node;
    }
    template <class Value>
    std::optional<Value> value(std::string_view key) const {
        const toml::node* node = get(key);
        return node ? node->value<Value>() : std::nullopt;
    }
};

CodebookNode CodebookNode::part(const void* table) const {
    return CodebookNode(
        std::make_shared<Data>(Data{data_->file, static_cast<const toml::table*>(table), data_->name, data_->reads}));
}

CodebookError CodebookNode::error(std::string_view message) const {
    std::ostringstream out;
    out << "codebook file " << data_->name << ", line " << data_->table->source().begin.line << ": " << message;
    return CodebookError(out.str());
}

bool CodebookNode::has(std::string_view key) const {
    return data_->table->contains(key);
}

std::string CodebookNode::text(std::string_view key) const {
    const auto value = data_->value<std::string>(key);
    if (!value)
        throw error("'" + std::string(key) + "' must be given, as a string");
    return *value;
}

std::string CodebookNode::text(std::string_view key, std::string_view otherwise) const {
    return has(key) ? text(key) : std::string(otherwise);
}

double CodebookNode::number(std::string_view key) const {
    const auto value = data_->value<double>(key);
    if (!value)
        throw error("'" + std::string(key) + "' must be given, as a number");
    return *value;
}

double CodebookNode::number(std::string_view key, double otherwise) const {
    return has(key) ? number(key) : otherwise;
}

bool CodebookNode::flag(std::string_view key, bool otherwise) const {
    if (!has(key))
        return otherwise;
    const auto value = data_->value<bool>(key);
    if (!value)
        throw error("'" + std::string(key) + "' must be true or false");
    return *value;
}

std::vector<std::string> CodebookNode::texts(std::string_view key) const {
    const auto* node = data_->get(key);
    if (!node)
        return {};
    if (const auto one = node->value<std::string>())
        return {*one};
    std::vector<std::string> list;
    const auto* array = node->as_array();
    if (!array)
        throw error("'" + std::string(key) + "' must be a list of strings");
    for (const auto& element : *array) {
        const auto value = element.value<std::string>();
        if (!value)
            throw error("every element of '" + std::string(key) + "' must be a string");
        list.push_back(*value);
    }
    return list;
}

std::vector<double> CodebookNode::numbers(std::string_view key) const {
    const auto* node = data_->get(key);
    std::vector<double> list;
    if (!node)
        return list;
    const auto* array = node->as_array();
    if (!array)
        throw error("'" + std::string(key) + "' must be a list of numbers");
    for (const auto& element : *array) {
        const auto value = element.value<double>();
        if (!value)
            throw error("every element of '" + std::string(key) + "' must be a number");
        list.push_back(*value);
    }
    return list;
}

std::vector<CodebookNode> CodebookNode::tables(std::string_view key) const {
    std::vector<CodebookNode> list;
    const auto* node = data_->get(key);
    if (!node)
        return list;
    if (!node->is_array_of_tables())
        throw error("'" + std::string(key) + "' must be written as [[" + std::string(key) + "]]");
    for (const auto& element : *node->as_array())
        list.push_back(part(element.as_table()));
    return list;
}

CodebookNode CodebookNode::table(std::string_view key) const {
    const auto* node = data_->get(key);
    if (!node || !node->is_table())
        throw error("the table [" + std::string(key) + "] is missing: copy it from the built-in codebook");
    return part(node->as_table());
}

std::vector<std::string> CodebookNode::keys() const {
    std::vector<std::string> list;
    for (const auto& entry : *data_->table) {
        list.emplace_back(entry.first.str());
        data_->reads->add(&entry.second);
    }
    std::sort(list.begin(), list.end());
    return list;
}

namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw CodebookError("codebook file " + path.string() + " cannot be read: check that it exists and may be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The line, from 1, in which toml++ meets what it does not expect: the last one of the shortest beginning in which it
/// does.
std::size_t unexpected_line(std::string_view bytes) {
    std::vector<std::size_t> ends;
    for (std::size_t at = bytes.find('\n'); at != bytes.npos; at = bytes.find('\n', at + 1))
        ends.push_back(at + 1);
    const auto is_expected = [&](std::size_t end) {
        try {
            static_cast<void>(toml::parse(bytes.substr(0, end)));
        } catch (const toml::parse_error&) {
        } catch (const UnexpectedToml&) {
            return false;
        }
        return true;
    };
    return 1 + static_cast<std::size_t>(std::ranges::partition_point(ends, is_expected) - ends.begin());
}

std::shared_ptr<const toml::table> parse(const std::string& bytes, const std::filesystem::path& path) {
    const auto error = [&](std::size_t line, std::string_view what) {
        return CodebookError("codebook file " + path.string() + ", line " + std::to_string(line) + ": " +
                             std::string(what));
    };
    if (const auto bad = first_invalid_utf8(bytes)) {
        const auto line_ends = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
        throw error(1 + static_cast<std::size_t>(line_ends), "this is not UTF-8");
    }
    try {
        return std::make_shared<const toml::table>(toml::parse(bytes, path.string()));
    } catch (const toml::parse_error& problem) {
        throw error(problem.source().begin.line, problem.description());
    } catch (const UnexpectedToml&) {
        throw error(unexpected_line(bytes), "this is no TOML: a name or a value is missing or broken here");
    }
}

}  // namespace

CodebookNode CodebookNode::load(const std::filesystem::path& path) {
    const auto file = parse(read_file(path), path);
    return CodebookNode(
        std::make_shared<Data>(Data{file, file.get(), path.filename().string(), std::make_shared<Reads>()}));
}

Codebook Codebook::load(const std::filesystem::path& folder) {
    std::error_code problem;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
        if (entry.path().extension() == ".toml")
            paths.push_back(entry.path());
    if (problem || paths.empty())
        throw CodebookError("no codebook (.toml files) in " + folder.string() + ": name its folder with --codebook");
    std::sort(paths.begin(), paths.end());

    Codebook book;
    std::string all;
    for (const auto& path : paths) {
        const std::string bytes = read_file(path);
        all += bytes;
        const auto file = parse(bytes, path);
        const auto data = std::make_shared<CodebookNode::Data>(
            CodebookNode::Data{file, file.get(), path.filename().string(), std::make_shared<CodebookNode::Reads>()});
        book.files_.emplace_back(path.stem().string(), CodebookNode(data));
    }
    book.sha256_ = sha256_hex(all);
    const CodebookNode head = book.file("codebook");
    book.name_ = head.text("name");
    book.version_ = head.text("version");
    book.make_tokenizer();
    // Whatever word they are asked for: these tables are free lists.
    const CodebookNode inflections = book.file("inflections");
    for (const std::string_view table : {"verbs", "nouns"})
        inflections.table(table).keys();
    return book;
}

std::vector<std::string> Codebook::unread() const {
    std::vector<std::string> messages;
    for (const auto& [name, file] : files_) {
        const CodebookNode::Data& data = *file.data_;
        const auto look = [&](auto&& self, const toml::table& table) -> void {
            for (const auto& [key, node] : table) {
                if (!data.reads->nodes.contains(&node)) {
                    messages.push_back("codebook file " + data.name + ", line " +
                                       std::to_string(key.source().begin.line) + ": nothing reads '" +
                                       std::string(key.str()) + "': check its spelling, or take it out");
                } else if (const auto* inner = node.as_table()) {
                    self(self, *inner);
                } else if (node.is_array_of_tables()) {
                    for (const toml::node& element : *node.as_array())
                        self(self, *element.as_table());
                }
            }
        };
        look(look, *data.table);
    }
    return messages;
}

CodebookNode Codebook::file(std::string_view name) const {
    const auto found = std::find_if(files_.begin(), files_.end(), [&](const auto& file) { return file.first == name; });
    if (found == files_.end())
        throw CodebookError("the codebook has no file " + std::string(name) +
                            ".toml: copy it from the built-in codebook");
    return found->second;
}

void Codebook::make_tokenizer() {
    const CodebookNode tokens = file("tokens");
    for (const std::string& word : tokens.texts("abbreviations_before_names"))
        tokenizer_.add_abbreviation(word, AbbreviationKind::before_name);
    for (const std::string& word : tokens.texts("abbreviations_before_numbers"))
        tokenizer_.add_abbreviation(word, AbbreviationKind::before_number);
    for (const std::string& word : tokens.texts("abbreviations"))
        tokenizer_.add_abbreviation(word, AbbreviationKind::anywhere);
    for (const std::string& word : tokens.texts("continuations"))
        tokenizer_.add_continuation(word);
    for (const std::string& prefix : tokens.texts("prefixes"))
        tokenizer_.add_prefix(prefix);
    for (const std::string& clitic : tokens.texts("clitics"))
        tokenizer_.add_clitic(clitic);
}

void Codebook::add_phrase(PhraseTable& table, std::string_view phrase, std::uint32_t value) {
    table.add(vocabulary_, tokenizer_.phrase_words(phrase), value);
}

WordSet Codebook::words(const std::vector<std::string>& list) {
    WordSet set;
    for (const std::string& entry : list)
        set.add(word(entry));
    return set;
}

namespace {

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return word.ends_with(ending); });
}

bool is_vowel(char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
}

bool ends_with_consonant_y(std::string_view word) {
    return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

/// "stab" doubles its last letter: one vowel between consonants, one syllable.
bool doubles_last_letter(std::string_view word) {
    if (word.size() < 3)
        return false;
    const char last = word.back();
    const auto vowels = std::count_if(word.begin(), word.end(), is_vowel);
    return vowels == 1 && is_vowel(word[word.size() - 2]) && !is_vowel(last) && last != 'w' && last != 'x' &&
           last != 'y';
}

std::string plural(std::string word) {
    if (ends_with_consonant_y(word))
        return word.replace(word.size() - 1, 1, "ies");
    return word + (ends_with_any(word, {"s", "x", "z", "ch", "sh"}) ? "es" : "s");
}

void add_new(std::vector<std::string>& list, std::string word) {
    if (std::find(list.begin(), list.end(), word) == list.end())
        list.push_back(std::move(word));
}

}  // namespace

std::vector<std::string> Codebook::verb_forms(std::string_view base) const {
    const std::size_t blank = base.find(' ');
    const std::string verb(base.substr(0, blank)), rest(blank == std::string_view::npos ? "" : base.substr(blank));
    const CodebookNode irregular = file("inflections").table("verbs");
    std::string stem = verb.ends_with('e') ? verb.substr(0, verb.size() - 1) : verb;
    if (doubles_last_letter(verb))
        stem += verb.back();
    std::vector<std::string> forms{verb};
    add_new(forms, plural(verb));
    if (irregular.has(verb)) {
        for (const std::string& form : irregular.texts(verb))
            add_new(forms, form);
    } else {
        add_new(forms, ends_with_consonant_y(verb) ? verb.substr(0, verb.size() - 1) + "ied" : stem + "ed");
    }
    add_new(forms, verb.ends_with("ie")   ? verb.substr(0, verb.size() - 2) + "ying"
                   : verb.ends_with("ee") ? verb + "ing"
                                          : stem + "ing");
    for (std::string& form : forms)
        form += rest;
    return forms;
}

std::vector<std::string> Codebook::noun_forms(std::string_view singular) const {
    const std::size_t blank = singular.rfind(' ');
    const std::string before(blank == std::string_view::npos ? "" : singular.substr(0, blank + 1));
    const std::string noun(blank == std::string_view::npos ? singular : singular.substr(blank + 1));
    const CodebookNode irregular = file("inflections").table("nouns");
    std::vector<std::string> forms{before + noun};
    if (irregular.has(noun)) {
        for (const std::string& form : irregular.texts(noun))
            add_new(forms, before + form);
    } else {
        add_new(forms, before + plural(noun));
    }
    return forms;
}

}  // namespace recount
