// One packed input: .gz, .zst, .bz2, .xz, and a page as a server packed it with brotli. What it holds is read as if it
// had been given unpacked.
#include "read/encoding.h"
#include "read/reader.h"
#include "read/unpack.h"

namespace recount {

namespace {

class PackedReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return told_packing(head) != Packing::none; }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        Input unpacked(input, make_unpacked_source(input, told_packing(input.head())), input.fetched());
        sink.entry(unpacked, {});
    }
};

/// Brotli has no mark: it is tried on what is no text and nothing else that is known.
class BrotliReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override {
        return has_control_bytes(head) && !told_document(head) && told_binary(head).empty() && unpacks_as_brotli(head);
    }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        Input unpacked(input, make_unpacked_source(input, Packing::brotli), input.fetched());
        sink.entry(unpacked, {});
    }
};

}  // namespace

std::unique_ptr<Reader> make_brotli_reader() {
    return std::make_unique<BrotliReader>();
}

std::unique_ptr<Reader> make_packed_reader() {
    return std::make_unique<PackedReader>();
}

}  // namespace recount
