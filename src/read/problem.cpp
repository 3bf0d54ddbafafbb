#include "read/problem.h"

#include <iterator>
#include <utility>

#include "text/utf8.h"

namespace recount {

namespace {

/// {at} and {detail} stand for the problem's own. In the order of ProblemKind.
constexpr std::string_view wordings[] = {
    "does not exist; check the path",
    "cannot be opened ({detail}); check its permissions",
    "is neither a file nor a folder; give a file, a folder or -",
    "is a pipe that nobody has written to for {at} seconds; start what writes to it, or leave it out",
    "is a folder without any file to read; give the folder that holds the reports",
    "is empty; there is nothing in it to read",
    "holds nothing but blanks; there is nothing in it to read",
    "is {detail}, not text; give the report's text",
    "has a NUL byte at byte {at}, so it is no text; give the report's text, in UTF-8",
    "is a web page in which no report was found; save the page of one report, or its text",
    "is not valid UTF-8 at byte {at}; convert it to UTF-8",
    "is not valid UTF-16 at byte {at}; convert it to UTF-8",
    "is longer than the {at} bytes that one report may have; split it into its reports",
    "is a PDF document, and pdftotext, which makes text of those, is not installed; install poppler-utils",
    "is a PDF document that pdftotext cannot read ({detail}); get it again, or make text of it yourself",
    "is an encrypted PDF document; save it without its password first",
    "is a PDF document that takes more than {at} seconds, or too much memory, to make text of; leave it out, or do it "
    "yourself",
    "is an office document of a kind that is not read; save it as .docx, as text or as a web page first",
    "is a document without text in it; if its pages are pictures, have their text recognised first (ocrmypdf does)",
    "is {detail}, which is not read; unpack it, or pack it anew as .zip or .tar.gz",
    "ends in the middle of its packed data (at byte {at}); get the whole of it again",
    "is damaged at byte {at} of its packed data ({detail}); get it again",
    "is packed as {detail}, which is not read; unpack it first",
    "unpacks to more than {at} times its size, as bombs do; unpack it yourself if you trust it",
    "lies within more than {at} archives; unpack the outer ones first",
    "is damaged at byte {at} ({detail}); get it again",
    "is an archive without any file in it; there is nothing to read",
    "holds nothing that could be a report; give files with texts, pages or feeds",
    "is encrypted; unpack it with its password first",
    "has no record of a web archive where one should begin (at byte {at}); get it again",
    "is not as long as its header says (at byte {at}); get it again",
    "has broken chunks (at byte {at} of its record); get it again",
    "has a header that does not end, or not within {at} bytes; leave it out",
    "ends in the middle of its XML (at byte {at}: {detail}); get the whole of it again",
    "is broken XML at byte {at} ({detail}); what stands before is read, mend it there",
    "declares entities of its own (at byte {at}), as no feed needs to; take its document type declaration out",
    "has more than {at} XML elements within one another, as no feed has; leave it out",
    "is XML of another kind (<{detail}>); give a feed, NewsML-G2, or the report's text",
    "has no item in it; there is nothing to read",
    "is a mail without text in it; save what it holds as a file",
    "has {at} more problems like these; mend those that are named first",
    "ends in the middle of its JSON (at byte {at}); get the whole of it again",
    "is broken JSON at byte {at} ({detail}); mend it there",
    "holds {detail} where a report is expected; give an object with \"text\"",
    "has no \"text\" that is a string; give the report's text under \"text\"",
    "has a \"text\" without a word in it; there is nothing to read",
    "is an output of Recount, not a report; give the reports that it was made of",
    "is the same report as {detail}, byte for byte; it is counted once",
    "is given more than once; it is read once",
    "is an output of Recount, not a report; it is passed over",
    "is an output of Recount, not a report; it is passed over, and so are {at} more",
    "leads back into a folder that is being searched; it is not searched again",
    "is {detail}; it is read as such",
    "does not tell its encoding and looks like {detail}; it is read as such, which is not certain",
    "has bytes that mean nothing in {detail}; they are read as U+FFFD",
    "has a date_publish that is no date (\"{detail}\"); it is taken as undated",
    "is a link or a device, not a file; it is passed over",
    "has a name that leads out of its archive (\"{detail}\"); it is read in memory under this one",
    "has records without a report (answers other than pages, pictures, scripts), {at} in all; they are passed over",
    "has items that are no text (pictures, packages of links), {at} in all; they are passed over",
    "is withdrawn by its publisher; it is left out",
    "has attachments, {at} in all; they are not read, save them as files",
};
static_assert(std::size(wordings) == static_cast<std::size_t>(ProblemKind::kinds));

/// Names and texts from outside cannot break the one line that a message is, nor the JSON that gives it.
std::string in_one_line(std::string_view text) {
    std::string out = valid_utf8(std::string(text));
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            c = '?';
    return out;
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    if (const std::size_t at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), with);
}

}  // namespace

std::string reason(const Problem& problem) {
    std::string text(wordings[static_cast<std::size_t>(problem.kind)]);
    replace(text, "{at}", std::to_string(problem.at));
    replace(text, "{detail}", in_one_line(problem.detail));
    return text;
}

std::string place(const Problem& problem) {
    std::string where = in_one_line(problem.input);
    if (!problem.within.empty())
        where += ", " + in_one_line(problem.within);
    if (problem.line != 0)
        where += ", line " + std::to_string(problem.line);
    return where;
}

std::string message(const Problem& problem) {
    return place(problem) + ": " + reason(problem);
}

}  // namespace recount
