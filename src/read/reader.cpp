#include "read/reader.h"

namespace recount {

const std::vector<std::unique_ptr<Reader>>& readers() {
    static const auto all = [] {
        std::vector<std::unique_ptr<Reader>> list;
        list.push_back(make_packed_reader());
        list.push_back(make_docx_reader());
        list.push_back(make_pdf_reader());
        list.push_back(make_archive_reader());
        list.push_back(make_web_archive_reader());
        list.push_back(make_arc_reader());
        list.push_back(make_brotli_reader());
        list.push_back(make_mail_reader());
        list.push_back(make_feed_reader());
        list.push_back(make_newsml_reader());
        list.push_back(make_exported_reader());
        list.push_back(make_json_reader());
        list.push_back(make_html_reader());
        list.push_back(make_other_xml_reader());
        list.push_back(make_text_reader());
        return list;
    }();
    return all;
}

}  // namespace recount
