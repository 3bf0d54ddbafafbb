// The words of a mail's plain text. Its lines are no paragraphs yet: programs break them at a margin, and say so with a
// blank at their end (RFC 3676, "format=flowed"); ">" stands before what is another's; "-- " opens the signature. Here
// lines become paragraphs again, and what is not the sender's own voice is marked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/wording.h"
#include "report/report.h"

namespace recount {

struct MailText {
    std::string text;           // without the marks of quoting; line ends are "\n"
    std::vector<Block> marked;  // over `text`, in order: mails quoted within (embed, with author and day), furniture
};

/// How a mail says that its lines are to be read.
struct MailForm {
    bool is_flowed = false;        // format=flowed
    bool deletes_blanks = false;   // DelSp=yes: the blank that a line ends with is no word's
    std::optional<Day> sent = {};  // the mail's own day: a quoted mail's without a year is the last such day up to it
};

/// Takes time linear in the body, which is valid UTF-8.
MailText read_mail_text(std::string_view body, const MailForm& form, const ReadWording& wording);

}  // namespace recount
