// What the program sees of web pages, for training the choice of their passages (train/passages.py): prints a JSON line
// for each page of a folder, in the order of their names: {"page", "passages": [[words, is a post or caption, answer
// ...] ...]}. Without a folder it prints the names of the questions, a line each.
//
// usage: recount_passage_inputs [FOLDER] > INPUTS.jsonl
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "json_lines.h"
#include "read/encoding.h"
#include "read/html/article.h"
#include "read/html/lean.h"
#include "read/html/linked_data.h"
#include "read/html/metadata.h"
#include "read/wording.h"

using namespace recount;

namespace {

void print(const std::string& name, const html::Flow& flow, const std::vector<html::PassageAnswers>& answers) {
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.StartObject();
    out.Key("page");
    write(out, name);
    out.Key("passages");
    out.StartArray();
    for (std::size_t at = 0; at < answers.size(); ++at) {
        out.StartArray();
        write(out, flow.words(flow.passages[at]));
        const auto answer = [&](html::PassageQuestion question) {
            return answers[at][static_cast<std::size_t>(question)] != 0;
        };
        out.Bool(answer(html::PassageQuestion::post) || answer(html::PassageQuestion::caption));
        for (const std::int32_t value : answers[at])
            out.Int(value);
        out.EndArray();
    }
    out.EndArray();
    out.EndObject();
    std::puts(line.GetString());
}

void print_page(const std::filesystem::path& file, const ReadWording& wording) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    bool is_damaged = false;
    const auto page = decoded(bytes, page_encoding(bytes, {}).name, is_damaged);
    if (!page)
        return;
    html::Arena arena;
    html::LeanPage lean = html::make_lean(*page);
    const html::LinkedReport linked =
        html::read_linked_data(lean.linked_data, wording.pages.report_types, wording.pages.page_types);
    const html::Tree tree(std::move(lean), arena);
    const html::Flow flow = html::make_flow(tree, wording.pages.marks);
    const html::PageStatements statements(tree, linked, wording.pages);
    print(file.stem().string(), flow, html::describe_passages(tree, flow, {statements.titles(), linked.body}));
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        for (std::size_t question = 0; question < html::passage_questions; ++question)
            std::puts(std::string(html::name_of(static_cast<html::PassageQuestion>(question))).c_str());
        return 0;
    }
    const ReadWording wording(Codebook::load(RECOUNT_CODEBOOK_DIR));
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(arguments[1]))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        print_page(file, wording);
    return 0;
}
