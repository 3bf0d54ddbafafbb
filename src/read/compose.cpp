#include "read/compose.h"

#include <algorithm>

#include "read/blocks.h"
#include "read/detect_language.h"
#include "read/lines.h"
#include "text/utf8.h"

namespace recount {

namespace {

void add_new(std::vector<std::string>& list, std::string_view name) {
    if (!name.empty() && std::find(list.begin(), list.end(), name) == list.end())
        list.emplace_back(name);
}

/// The day that a date_publish gives, in ISO's form or written out.
std::optional<Day> published_day(std::string_view date, const ReadWording& wording) {
    if (const auto day = parse_iso_day(date))
        return day;
    const std::string lowered = lowered_in_place(date);
    const PatternText text{date, lowered};
    for (std::uint32_t at = 0; at < date.size(); ++at)
        if (at == 0 || date[at - 1] == ' ')
            if (const auto day = written_day(text, at, static_cast<std::uint32_t>(date.size()), wording.lexicon))
                return day->day;
    return std::nullopt;
}

/// Agencies by the report's authors and address: "The Associated Press", ".../aponline/...". An outlet that calls
/// itself one is none to itself.
void add_agencies_of_metadata(Report& report, const std::string& site, const ReadWording& wording) {
    const std::string label = folded(site.substr(0, site.find('.')));
    for (const std::string& author : report.authors) {
        const std::string lowered = canonical_line(lowered_in_place(author));
        for (const Agency& agency : wording.lexicon.agencies)
            if (std::any_of(agency.forms.begin(), agency.forms.end(),
                            [&](const std::string& form) { return lowered_in_place(form) == lowered; }))
                add_new(report.agencies, agency.name);
        const bool is_own = folded(author) == folded(report.outlet) ||
                            (label.size() >= 4 && folded(author).find(label) != std::string::npos);
        if (!is_own && std::any_of(wording.agency_words.begin(), wording.agency_words.end(),
                                   [&](const std::string& word) { return lowered.find(word) != std::string::npos; }))
            add_new(report.agencies, author);
    }
    const auto is_in_url = [&](const std::string& part) { return report.url.find(part) != std::string::npos; };
    for (const Agency& agency : wording.lexicon.agencies)
        if (std::any_of(agency.url_parts.begin(), agency.url_parts.end(), is_in_url) ||
            std::find(agency.domains.begin(), agency.domains.end(), site) != agency.domains.end())
            add_new(report.agencies, agency.name);
}

/// The headline stands before everything. Where the text begins with the same words, those count and not the headline.
void add_title_block(Report& report) {
    const Span title = trimmed(report.content, {0, static_cast<std::uint32_t>(report.title().size())});
    if (title.empty())
        return;
    Block block{title, BlockKind::title, false, {}, {}, std::nullopt, {}};
    if (!report.blocks.empty())
        block.repeated =
            folded(slice(report.content, report.blocks.front().span)) == folded(slice(report.content, title));
    if (block.repeated && report.blocks.front().kind == BlockKind::paragraph)  // however long
        report.blocks.front().kind = BlockKind::heading;
    report.blocks.insert(report.blocks.begin(), std::move(block));
}

}  // namespace

std::string host_of(std::string_view address) {
    if (const std::size_t scheme = address.find("://"); scheme != std::string_view::npos)
        address.remove_prefix(scheme + 3);
    return lowered_in_place(address.substr(0, address.find_first_of("/?#:")));
}

std::string outlet_domain(std::string_view address, const std::vector<std::string>& second_levels) {
    const std::string host = host_of(address);
    std::vector<std::string_view> labels;
    for (std::size_t at = 0; at <= host.size();) {
        const std::size_t dot = std::min(host.find('.', at), host.size());
        labels.push_back(std::string_view(host).substr(at, dot - at));
        at = dot + 1;
    }
    const bool country = labels.size() > 2 && labels.back().size() == 2;
    const bool three = country && std::find(second_levels.begin(), second_levels.end(), labels[labels.size() - 2]) !=
                                      second_levels.end();
    const std::size_t kept = std::min<std::size_t>(labels.size(), three ? 3 : 2);
    std::string domain;
    for (std::size_t i = labels.size() - kept; i < labels.size(); ++i)
        domain.append(domain.empty() ? "" : ".").append(labels[i]);
    return domain;
}

Report compose(Item item, const ReadWording& wording, bool& not_a_date) {
    Report report;
    report.sha256 = std::move(item.sha256);
    report.is_summary = item.is_summary;
    report.url = std::move(item.url);
    report.source_domain = std::move(item.source_domain);
    report.description = std::move(item.description);
    report.authors = std::move(item.authors);
    report.date_publish = std::move(item.date_publish);
    if (!item.title.empty()) {
        report.content = std::move(item.title) + "\n\n";
        report.text_start = static_cast<std::uint32_t>(report.content.size());
    }
    report.content += item.text;
    const std::string site =
        outlet_domain(report.source_domain.empty() ? report.url : report.source_domain, wording.second_levels);
    report.outlet = item.outlet.empty() ? site : std::move(item.outlet);
    report.date_modified = std::move(item.date_modified);
    report.date_fetched = std::move(item.date_fetched);
    report.image_credits = std::move(item.image_credits);
    report.origins = item.origins;

    Stated stated;
    for (std::vector<Block>* blocks : {item.blocks ? &*item.blocks : nullptr, &item.marked})
        if (blocks)
            for (Block& block : *blocks)
                for (Span* span : {&block.span, &block.author_span, &block.date_span})
                    *span = {span->start + report.text_start, span->end + report.text_start};
    if (item.blocks) {
        report.blocks = std::move(*item.blocks);
        report.blocks = refine_blocks(report.content, report.blocks, report.outlet, wording, stated);
    } else {
        report.blocks =
            find_blocks(report.content, {report.text_start, static_cast<std::uint32_t>(report.content.size())},
                        item.marked, report.outlet, wording, stated);
    }
    read_credit_lines(item.head_lines, wording, stated);
    for (const std::string& line : item.tail_lines)
        read_line_behind(line, report.outlet, wording, stated);
    add_title_block(report);
    settle_language(report, item.language, wording.language);

    report.published = published_day(report.date_publish, wording);
    report.published_minute = parse_iso_minute(report.date_publish);
    not_a_date = !report.published && !report.date_publish.empty();
    if (stated.published && (!report.published || *report.published == stated.published->day)) {
        report.published = stated.published->day;
        report.published_span = Span{stated.published_start, stated.published->end};
    }
    if (report.outlet.empty())
        report.outlet = stated.outlet;
    for (const std::uint32_t agency : stated.agencies)
        add_new(report.agencies, wording.lexicon.agencies[agency].name);
    for (const std::string& wire : stated.wires)
        add_new(report.agencies, wire);
    add_agencies_of_metadata(report, site, wording);
    return report;
}

}  // namespace recount
