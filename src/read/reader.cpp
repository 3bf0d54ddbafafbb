#include "read/reader.h"

namespace recount {

const std::vector<std::unique_ptr<Reader>>& readers() {
    static const auto all = [] {
        std::vector<std::unique_ptr<Reader>> list;
        list.push_back(make_json_reader());
        list.push_back(make_html_reader());
        list.push_back(make_text_reader());
        return list;
    }();
    return all;
}

}  // namespace recount
