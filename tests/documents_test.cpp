// Documents: a PDF or DOCX gives its paragraphs, headline and day as a reader sees them; what cannot be read is named
// with what to do, and costs that document alone.
#include <doctest/doctest.h>

#include "support/archives.h"
#include "support/documents.h"
#include "support/reading.h"

using namespace recount;
using namespace recount::test;
using namespace std::string_literals;

namespace {

Report only(const ReadResult& result) {
    CHECK(messages(result) == Lines{});
    REQUIRE(result.reports.size() == 1);
    return result.reports.front();
}

Lines paragraphs(const Report& report) {
    Lines list;
    for (const Block& block : report.blocks)
        if (block.kind != BlockKind::title)
            list.emplace_back(std::string(name_of(block.kind)) + ": " + std::string(slice(report.content, block.span)));
    return list;
}

/// A release of two pages with a running head and numbers of pages; a paragraph goes on over the page's end.
std::string release(std::string_view properties = "") {
    return pdf_of({{{9, 60, 805, "Riverton Fire Service"},
                    {18, 60, 740, "Flood kills five in Riverton"},
                    {11, 60, 710, "4 March 2024"},
                    {11, 60, 670, "A flood killed five people in the old town of Riverton on Monday, the"},
                    {11, 60, 656, "mayor said, and forty were missing by the evening as the water rose in"},
                    {11, 60, 642, "the streets. Some 300 houses were de-"},
                    {11, 60, 628, "stroyed."},
                    {11, 60, 600, "The governor is expected on Wednesday with forty soldiers, his office"},
                    {11, 60, 586, "said. Schools will stay shut until"},
                    {9, 290, 30, "Page 1 of 2"}},
                   {{9, 60, 805, "Riverton Fire Service"},
                    {11, 60, 740, "next week, and the market too."},
                    {9, 290, 30, "Page 2 of 2"}}},
                  properties);
}

const std::string body = docx_paragraph("Flood kills five in Riverton", "Title") +
                         docx_paragraph("A flood killed five people on Monday, the mayor said.") +
                         docx_paragraph("What is known", "Heading2") +
                         docx_paragraph("Forty were missing by the evening, and some 300 houses were destroyed.");

}  // namespace

TEST_CASE("a PDF gives headline, day and paragraphs; heads, feet and numbers of its pages are no text") {
    const Report report = only(read_bytes(release()));
    CHECK(report.title() == "Flood kills five in Riverton");
    REQUIRE(report.published);
    CHECK(iso_day(*report.published) == "2024-03-04");
    CHECK(paragraphs(report).back() ==
          "paragraph: The governor is expected on Wednesday with forty soldiers, his office said. Schools will stay "
          "shut until next week, and the market too.");
    CHECK(report.text().find("Some 300 houses were destroyed.") != std::string::npos);
    CHECK(report.text().find("Page") == std::string::npos);
    CHECK(report.text().find("Fire Service") == std::string::npos);
}

TEST_CASE("a PDF's properties are believed where they can be") {
    const Report full =
        only(read_bytes(release("/Author(Jane Roe)/CreationDate(D:20240305101500+01'00')"
                                "/ModDate(D:20240306120000Z)/Creator(Writer)")));
    CHECK(full.date_publish.substr(0, 10) == "2024-03-05");
    CHECK(full.date_modified.substr(0, 10) == "2024-03-06");
    CHECK(full.authors == std::vector<std::string>{"Jane Roe"});

    const Report printed = only(read_bytes(release("/CreationDate(D:20240601)/Creator(Mozilla Firefox 120.0)")));
    CHECK(printed.date_publish.empty());

    const std::vector<PdfText> plain{{11, 60, 700, "Five people were killed in Riverton on Monday, police said."}};
    CHECK(only(read_bytes(pdf_of({plain}, "/Title(Five killed in Riverton)"))).title() == "Five killed in Riverton");
    CHECK(only(read_bytes(pdf_of({plain}, "/Title(Microsoft Word - release.doc)"))).title().empty());
    CHECK(only(read_bytes(pdf_of({plain}, "/Title(release-final.pdf)"))).title().empty());
}

TEST_CASE("words of a PDF may look like markup") {
    const Report report =
        only(read_bytes(pdf_of({{{11, 60, 700, "Police said 3 < 5 & \"b\" (so) > 'c' were hurt."}}})));
    CHECK(report.text() == "Police said 3 < 5 & \"b\" (so) > 'c' were hurt.");
}

TEST_CASE("a PDF that cannot be read is named, and what stands beside it is read") {
    const std::string whole = release();
    const auto result = read_bytes(zip_of({{"a.pdf", "%PDF-1.7 and no more"},
                                           {"b.pdf", pdf_of({{}})},
                                           {"c.pdf", whole},
                                           {"d.txt", "Five were killed."}}));
    CHECK(ids(result) == "c d");
    CHECK(messages(result) ==
          Lines{"standard input, a.pdf: is a PDF document that pdftotext cannot read (no page can be found in it); get "
                "it again, or make text of it yourself",
                "standard input, b.pdf: is a document without text in it; if its pages are pictures, have their text "
                "recognised first (ocrmypdf does)"});
}

TEST_CASE("a PDF that would take for ever is given up") {
    std::string form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<";
    // Twelve forms, each of which draws the next one forty times: 40^12 words.
    std::string pdf = pdf_of({{{11, 60, 700, "x"}}});
    std::string objects;
    for (int i = 0; i < 12; ++i) {
        std::string draw;
        for (int k = 0; k < 40; ++k)
            draw += i < 11 ? "/X Do " : "BT /F 9 Tf (word) Tj ET ";
        objects += std::to_string(20 + i) + " 0 obj\n" + form +
                   (i < 11 ? "/X " + std::to_string(21 + i) + " 0 R" : "") + ">>/Font<</F 3 0 R>>>>/Length " +
                   std::to_string(draw.size()) + ">>stream\n" + draw + "\nendstream\nendobj\n";
    }
    const std::string content = "/X Do";
    objects +=
        "5 0 obj\n<</Length 5>>stream\n/X Do\nendstream\nendobj\n6 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 "
        "595 842]/Resources<</XObject<</X 20 0 R>>>>/Contents 5 0 R>>\nendobj\n";
    pdf.replace(pdf.find("5 0 obj"), pdf.find("xref") - pdf.find("5 0 obj"),
                objects);  // its table is found wrong and made anew
    const auto result = read_bytes(zip_of({{"a.pdf", pdf}, {"b.txt", "Five were killed."}}));
    CHECK(ids(result) == "b");
    CHECK(only_message(result).find("a.pdf: is a PDF document that takes more than 10 seconds") != std::string::npos);
}

TEST_CASE("a DOCX gives headline, headings and paragraphs") {
    const Report report =
        only(read_bytes(docx_of(body,
                                "<dc:title>Press release</dc:title><dc:creator>Jane Roe</dc:creator>"
                                "<dcterms:created>2020-01-01T10:00:00Z</"
                                "dcterms:created><dcterms:modified>2024-03-04T10:15:00Z</dcterms:modified>")));
    CHECK(report.title() == "Flood kills five in Riverton");
    CHECK(paragraphs(report) ==
          Lines{"paragraph: A flood killed five people on Monday, the mayor said.", "heading: What is known",
                "paragraph: Forty were missing by the evening, and some 300 houses were destroyed."});
    CHECK(report.date_publish == "2024-03-04T10:15:00Z");
    CHECK(report.authors == std::vector<std::string>{"Jane Roe"});
}

TEST_CASE("of a DOCX what was deleted is not read, and a text box is read once") {
    const std::string box =
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + docx_paragraph("Forty were missing.") +
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + docx_paragraph("Forty were missing.") +
        "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    const Report report = only(read_bytes(docx_of(
        "<w:p><w:r><w:t>Five </w:t></w:r><w:del><w:r><w:delText>and two </w:delText></w:r></w:del><w:r><w:t>people"
        "</w:t><w:tab/><w:t>were killed.</w:t></w:r></w:p>" +
        box)));
    CHECK(paragraphs(report) == Lines{"paragraph: Five people were killed.", "paragraph: Forty were missing."});
}

TEST_CASE("the name of a document is its report's id, and its fingerprint is that of the whole file") {
    const Folder folder;
    const auto result = read_paths({folder.put("release.docx", docx_of(body)), folder.put("statement.pdf", release())});
    CHECK(ids(result) == "release statement");
    CHECK(result.reports.at(0).sha256.size() == 64);
    CHECK(
        only_message(read_bytes(zip_of({{"one.docx", docx_of(body)}, {"two.docx", docx_of(body)}}))) ==
        "standard input, two.docx: is the same report as standard input, one.docx, byte for byte; it is counted once");
}

TEST_CASE("other office documents, empty and damaged ones are named with what to do") {
    CHECK(
        only_message(read_bytes(zip_of({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<x/>"}}))) ==
        "standard input: is an office document of a kind that is not read; save it as .docx, as text or as a web page "
        "first");
    CHECK(only_message(read_bytes(docx_of(""))).starts_with("standard input: is a document without text in it;"));
    CHECK(only_message(read_bytes(docx_of("<w:p><w:r><w:t>Five"))).find("is broken XML at byte") != std::string::npos);
    const std::string whole = docx_of(body);
    CHECK(only_message(read_bytes(whole.substr(0, whole.size() / 2))).starts_with("standard input: "));
}

TEST_CASE("a DOCX that unpacks to far more than news is given up") {
    const std::string word = "<w:p><w:r><w:t>word</w:t></w:r></w:p>";
    std::string many;
    for (int i = 0; i < 4'000'000; ++i)
        many += word;
    CHECK(only_message(read_bytes(docx_of(many))).find("unpacks to more than 200 times its size") != std::string::npos);
}
