// Mails (.eml): a dispatch or press release as it came. GMime takes the message apart and decodes it; the report is its
// plain text where it has one, else its web page. Attachments are not read, and said so.
#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "read/html/page.h"
#include "read/news_item.h"
#include "read/reader.h"
#include "text/ascii.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct Free {
    void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, Free>;

/// Fields that only mails begin with; a text that was copied out of one has From, Date and Subject at most.
constexpr std::array known_fields{"received"sv,     "return-path"sv,  "message-id"sv, "mime-version"sv,
                                  "delivered-to"sv, "content-type"sv, "x-mailer"sv,   "dkim-signature"sv};

/// True when the lines up to the first blank one are fields, "From" among them and one that only mails have.
bool is_mail(std::string_view head) {
    bool has_from = false, has_known = false;
    for (std::size_t at = 0, number = 0; at < head.size(); ++number) {
        const std::size_t end = std::min(head.find('\n', at), head.size());
        std::string_view line = head.substr(at, end - at);
        at = end + 1;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty())
            break;
        if ((number > 0 && (line[0] == ' ' || line[0] == '\t')) || (number == 0 && line.starts_with("From ")))
            continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            return end == head.size() && has_from && has_known;  // the head is cut
        const std::string_view name = line.substr(0, colon);
        if (name.empty() || std::any_of(name.begin(), name.end(), [](char c) { return c <= ' ' || c >= 0x7F; }))
            return false;
        has_from |= ascii_lowered(name) == "from";
        has_known |= std::find(known_fields.begin(), known_fields.end(), ascii_lowered(name)) != known_fields.end();
    }
    return has_from && has_known;
}

/// The text of a part in UTF-8.
std::string text_of(GMimeTextPart* part) {
    const OwnedText text(g_mime_text_part_get_text(part));
    return text ? std::string(text.get()) : std::string();
}

struct Parts {
    std::string plain, html;
    std::uint64_t attachments = 0;
};

Parts parts_of(GMimeMessage* message) {
    Parts parts;
    g_mime_message_foreach(
        message,
        [](GMimeObject*, GMimeObject* part, gpointer data) {
            Parts& found = *static_cast<Parts*>(data);
            if (GMIME_IS_MULTIPART(part))
                return;
            const char* disposition = g_mime_object_get_disposition(part);
            const bool is_attached = disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
            if (is_attached || !GMIME_IS_TEXT_PART(part)) {
                const bool is_shown = disposition && g_ascii_strcasecmp(disposition, "inline") == 0;
                found.attachments += is_shown ? 0 : 1;
                return;
            }
            GMimeContentType* type = g_mime_object_get_content_type(part);
            std::string& text = g_mime_content_type_is_type(type, "text", "html") ? found.html : found.plain;
            if (text.empty())
                text = text_of(GMIME_TEXT_PART(part));
        },
        &parts);
    return parts;
}

std::string string_of(const char* text) {
    return text && !first_invalid_utf8(text) ? text : "";
}

/// The names of those it is from; the address where there is no name.
std::vector<std::string> senders(GMimeMessage* message) {
    std::vector<std::string> names;
    InternetAddressList* from = g_mime_message_get_from(message);
    for (int i = 0; from && i < internet_address_list_length(from); ++i) {
        InternetAddress* one = internet_address_list_get_address(from, i);
        std::string name = string_of(internet_address_get_name(one));
        if (name.empty() && INTERNET_ADDRESS_IS_MAILBOX(one))
            name = string_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)));
        if (!name.empty())
            names.push_back(std::move(name));
    }
    return names;
}

class MailReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return is_mail(head); }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        static std::once_flag once;
        std::call_once(once, g_mime_init);
        std::string bytes;
        if (!input.take_all(bytes, max_report_bytes))
            return sink.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}});
        const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
        const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
        const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
        if (!message)
            return sink.problem({ProblemKind::mail_without_text, {}, 0, 0, {}});
        const Parts parts = parts_of(message.get());
        Item item;
        if (parts.plain.find_first_not_of(" \t\r\n") != std::string::npos)
            item.text = parts.plain;
        else if (!parts.html.empty())
            item = html::read_page(parts.html, {}, wording);
        if (item.text.empty() || first_invalid_utf8(item.text))
            return sink.problem({ProblemKind::mail_without_text, {}, 0, 0, {}});
        fill_in(item, message.get());
        item.sha256 = sha256_hex(bytes);
        if (parts.attachments > 0)
            sink.problem({ProblemKind::attachments, {}, 0, parts.attachments, {}});
        sink.item(std::move(item));
    }

private:
    static void fill_in(Item& item, GMimeMessage* message) {
        item.title = string_of(g_mime_message_get_subject(message));
        item.authors = senders(message);
        if (const std::string id = string_of(g_mime_message_get_message_id(message)); !id.empty())
            item.id = id;
        if (GDateTime* date = g_mime_message_get_date(message)) {
            const OwnedText iso(g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z"));
            item.date_publish = string_of(iso.get());
        }
    }
};

}  // namespace

std::unique_ptr<Reader> make_mail_reader() {
    return std::make_unique<MailReader>();
}

}  // namespace recount
