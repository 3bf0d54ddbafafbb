// Plain text: the whole input is one report's text. Takes whatever no other reader recognises.
#include "read/encoding.h"
#include "read/reader.h"
#include "text/sha256.h"

namespace recount {

namespace {

class TextReader : public Reader {
public:
    bool recognises(std::string_view) const override { return true; }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        Item item;
        if (!input.take_all(item.text, max_report_bytes))
            return sink.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}});
        item.sha256 = sha256_hex(item.text);
        if (auto problem = to_utf8(item.text))
            return sink.problem(std::move(*problem));
        if (const std::size_t nul = item.text.find('\0'); nul != std::string::npos)
            return sink.problem({ProblemKind::nul_byte, {}, 0, nul, {}});
        sink.item(std::move(item));
    }
};

}  // namespace

std::unique_ptr<Reader> make_text_reader() {
    return std::make_unique<TextReader>();
}

}  // namespace recount
