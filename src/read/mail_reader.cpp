// Mails (.eml): a dispatch or press release as it came. GMime takes the message apart and decodes it; the report is its
// plain text where it has one, else its web page. Attachments are not read, and said so.
#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "read/encoding.h"
#include "read/html/page.h"
#include "read/mail_text.h"
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

/// A text of the mail in UTF-8.
struct Part {
    std::string text;
    MailForm form;
    std::optional<Problem> remark;  // on its encoding
};

bool says(GMimeObject* part, const char* parameter, const char* value) {
    const char* given = g_mime_object_get_content_type_parameter(part, parameter);
    return given && g_ascii_strcasecmp(given, value) == 0;
}

/// The part's bytes without their transfer encoding, in UTF-8. Programs that forward mails often keep the label of an
/// encoding that the words no longer are in, so the bytes are looked at as a page's are.
Part read_part(GMimeTextPart* part) {
    Part read;
    GMimeObject* object = GMIME_OBJECT(part);
    GMimeDataWrapper* content = g_mime_part_get_content(GMIME_PART(part));
    if (!content)
        return read;
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray* array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    const std::string_view bytes(reinterpret_cast<const char*>(array->data), array->len);
    const char* charset = g_mime_object_get_content_type_parameter(object, "charset");
    const Encoding encoding = page_encoding(bytes, charset ? charset : "");
    bool damaged = false;
    read.text = decoded(bytes, encoding.name, damaged).value_or(std::string());
    read.remark = encoding_remark(encoding, damaged);
    read.form.is_flowed = says(object, "format", "flowed");
    read.form.deletes_blanks = says(object, "delsp", "yes");
    return read;
}

struct Parts {
    Part plain, html;
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
            Part& read = g_mime_content_type_is_type(type, "text", "html") ? found.html : found.plain;
            if (read.text.empty())
                read = read_part(GMIME_TEXT_PART(part));
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
        Parts parts = parts_of(message.get());
        Item item;
        const bool is_plain = parts.plain.text.find_first_not_of(" \t\r\n") != std::string::npos;
        if (!is_plain && !parts.html.text.empty())
            item = html::read_page(parts.html.text, {}, wording);
        fill_in(item, message.get());
        if (is_plain) {
            parts.plain.form.sent = parse_iso_day(item.date_publish);
            MailText text = read_mail_text(parts.plain.text, parts.plain.form, wording);
            item.text = std::move(text.text);
            item.marked = std::move(text.marked);
        }
        if (item.text.empty() || first_invalid_utf8(item.text))
            return sink.problem({ProblemKind::mail_without_text, {}, 0, 0, {}});
        if (const auto& remark = is_plain ? parts.plain.remark : parts.html.remark)
            sink.problem(*remark);
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
