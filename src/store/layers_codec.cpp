#include "store/layers_codec.h"

#include "store/fields.h"
#include "text/utf8.h"

namespace recount {

namespace {

template <class V, Of<Report> T>
void block_fields(V& v, T& report) {
    v(report.blocks, report.origins, report.published_span);
}

template <class V, Of<AnnotatedReport> T>
void layer_fields(V& v, T& annotated) {
    v(annotated.annotated, annotated.report.published, annotated.report.contradicted_day,
      annotated.report.published_span, annotated.layers);
    v.end_of(Target::blocks, annotated.report.blocks.size());
}

}  // namespace

std::string pack_blocks(const Report& report) {
    Packer packer({});
    block_fields(packer, report);
    return packer.sealed();
}

void unpack_blocks(std::string_view bytes, Report& report) {
    Unpacker unpacker(bytes, {}, report.content.size());
    block_fields(unpacker, report);
    unpacker.end();
}

std::string pack_layers(const AnnotatedReport& annotated) {
    Packer packer({});
    layer_fields(packer, annotated);
    return packer.sealed();
}

void unpack_layers(std::string_view bytes, AnnotatedReport& annotated, const Codebook& codebook) {
    Unpacker unpacker(bytes, {}, annotated.report.content.size());
    layer_fields(unpacker, annotated);
    unpacker.end();
    Layers& layers = annotated.layers;
    layers.lowered = lowered_in_place(annotated.report.content);
    for (Token& token : layers.tokens)
        token.word = Tokenizer::number_of(slice(layers.lowered, token.span()), codebook.vocabulary());
    layers.index_attributions();
}

std::vector<PackedReport> packed_reports(std::span<const std::uint32_t> numbers,
                                         std::span<const AnnotatedReport> reports) {
    std::vector<PackedReport> packed;
    for (const std::uint32_t number : numbers)
        packed.push_back({number, static_cast<std::uint32_t>(reports[number].report.content.size()),
                          static_cast<std::uint32_t>(reports[number].layers.claims.size())});
    return packed;
}

std::string pack_account(const StoryAccount& account, const std::vector<ReportDay>& days,
                         std::span<const PackedReport> reports) {
    Packer packer(reports);
    packer(account, days);
    return packer.sealed();
}

void unpack_account(std::string_view bytes, std::span<const PackedReport> reports, StoryAccount& account,
                    std::vector<ReportDay>& days) {
    Unpacker unpacker(bytes, reports);
    unpacker(account, days);
    unpacker.end();
    if (days.size() != reports.size())
        throw DamagedBytes("a report has no day of its own");
}

}  // namespace recount
