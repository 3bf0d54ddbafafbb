#include "support/documents.h"

#include <cstdio>

#include "support/archives.h"

namespace recount::test {

namespace {

std::string page_content(const std::vector<PdfText>& lines) {
    std::string content = "BT\n";
    for (const PdfText& line : lines) {
        char place[100];
        std::snprintf(place, sizeof place, "/F1 %g Tf 1 0 0 1 %g %g Tm (", line.size, line.x, line.y);
        content += place;
        for (const char c : line.words) {
            if (c == '(' || c == ')' || c == '\\')
                content += '\\';
            content += c;
        }
        content += ") Tj\n";
    }
    return content + "ET";
}

/// The objects with their table, by which a reader finds them.
std::string numbered(const std::vector<std::string>& objects) {
    std::string file = "%PDF-1.4\n", table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char row[32];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", file.size());
        table += row;
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1), start = std::to_string(file.size());
    return file + "xref\n0 " + count + "\n" + table + "trailer<</Size " + count +
           "/Root 1 0 R/Info 4 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace

std::string pdf_of(const std::vector<std::vector<PdfText>>& pages, std::string_view properties) {
    std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>", "",
                                     "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
                                     "<<" + std::string(properties) + ">>"};
    std::string kids;
    for (const std::vector<PdfText>& lines : pages) {
        const std::string content = page_content(lines);
        objects.push_back("<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream");
        objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents " +
                          std::to_string(objects.size()) + " 0 R>>");
        kids += std::to_string(objects.size()) + " 0 R ";
    }
    objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>";
    return numbered(objects);
}

std::string docx_of(std::string_view body, std::string_view properties) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    std::string document = head + "<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>";
    document.append(body).append("</w:body></w:document>");
    std::string core = head + "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dc=\"dc\" xmlns:dcterms=\"dcterms\">";
    core.append(properties).append("</cp:coreProperties>");
    return zip_of({{"[Content_Types].xml", head + "<Types/>"},
                   {"word/document.xml", document},
                   {"word/comments.xml", head + "<w:comments/>"},
                   {"docProps/core.xml", core}});
}

std::string docx_paragraph(std::string_view words, std::string_view style) {
    std::string paragraph = "<w:p>";
    if (!style.empty())
        paragraph.append("<w:pPr><w:pStyle w:val=\"").append(style).append("\"/></w:pPr>");
    return paragraph.append("<w:r><w:t>").append(words).append("</w:t></w:r></w:p>");
}

}  // namespace recount::test
