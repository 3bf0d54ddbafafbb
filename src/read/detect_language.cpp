#include "read/detect_language.h"

#include <algorithm>
#include <array>
#include <cstdio>  // compact_lang_det.h needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "report/language_tag.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t sample_bytes = 1200;  // of the report's paragraphs; more tell nothing new
constexpr int telling_bytes = 100;          // letters from which on a language that most of them are in is sure
constexpr int telling_share = 60;           // per cent
constexpr std::size_t short_sample = 300;   // bytes up to which names may outweigh the words around them

/// The first words of the body; of a report without one, of whatever it has.
std::string sample_of(const Report& report) {
    std::string sample;
    const auto add = [&](const Block& block) {
        std::string_view words = slice(report.content, block.span);
        if (sample.size() + words.size() > sample_bytes) {
            std::size_t end = sample_bytes - std::min(sample.size(), sample_bytes);
            while (end > 0 && (words[end] & 0xC0) == 0x80)
                --end;
            words = words.substr(0, end);
        }
        sample.append(words).append("\n");
    };
    const auto is_body = [](const Block& block) {
        return block.kind == BlockKind::paragraph || block.kind == BlockKind::list ||
               block.kind == BlockKind::quotation;
    };
    for (const bool body : {true, false})
        for (const Block& block : report.blocks)
            if (sample.size() < sample_bytes && is_body(block) == body && (body || sample.empty()))
                add(block);
    return sample;
}

/// Bytes of the words that begin with a capital: names, and what begins a sentence.
std::size_t capitalised_bytes(std::string_view text) {
    const std::string lowered = lowered_in_place(text);
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size() - 1) + 1;
        std::size_t behind = at;
        next_code_point(text, behind);
        if (text.substr(at, behind - at) != std::string_view(lowered).substr(at, behind - at))
            bytes += end - at;
        at = end;
    }
    return bytes;
}

/// The language of a sample. Few words that are mostly names are surely in no other language than `annotated`: names
/// are of any language, whatever the words around them are.
DetectedLanguage language_of_sample(std::string_view sample, std::string_view annotated) {
    DetectedLanguage found = detect_language(sample);
    if (found.is_sure && sample.size() <= short_sample && !is_same_language(found.code, annotated))
        found.is_sure = 2 * capitalised_bytes(sample) <= sample.size();
    return found;
}

}  // namespace

DetectedLanguage detect_language(std::string_view text) {
    text = text.substr(0, 2 * sample_bytes);
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> shares{};
    std::array<double, 3> scores{};
    int letters = 0;
    bool reliable = false;
    const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &no_hints, 0, languages.data(),
                                   shares.data(), scores.data(), nullptr, &letters, &reliable);
    const std::string_view code = CLD2::LanguageCode(languages[0]);
    if (languages[0] == CLD2::UNKNOWN_LANGUAGE || code.starts_with("xx"))  // scripts that are no language
        return {};
    return {language_code(code), reliable || (letters >= telling_bytes && shares[0] >= telling_share)};
}

void settle_language(Report& report, std::string_view stated, std::string_view annotated) {
    const DetectedLanguage words = language_of_sample(sample_of(report), annotated);
    report.language_stated = language_code(stated);
    const std::string said = language_name(report.language_stated), found = language_name(words.code);
    if (!report.language_stated.empty() && !words.is_sure) {
        report.language = report.language_stated;
        report.language_reason = "It states " + said + "; its words are too few to tell.";
    } else if (!report.language_stated.empty() && is_same_language(report.language_stated, words.code)) {
        report.language = report.language_stated;
        report.language_reason = "It states " + said + ", and its words are " + found + ".";
    } else if (!report.language_stated.empty()) {
        const bool matters =
            is_same_language(words.code, annotated) || is_same_language(report.language_stated, annotated);
        report.language = matters ? words.code : report.language_stated;
        report.language_reason =
            "It states " + said + (matters ? ", but its words are " : "; its words look like ") + found + ".";
    } else if (words.is_sure) {
        report.language = words.code;
        report.language_reason = "Its words are " + found + ".";
    } else {
        report.language = annotated;
        report.language_reason = "Its words are too few to tell; it is taken as " + language_name(annotated) + ".";
    }
}

}  // namespace recount
