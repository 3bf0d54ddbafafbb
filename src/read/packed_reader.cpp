// One packed input: .gz, .zst, .bz2, .xz. What it holds is read as if it had been given unpacked.
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

}  // namespace

std::unique_ptr<Reader> make_packed_reader() {
    return std::make_unique<PackedReader>();
}

}  // namespace recount
