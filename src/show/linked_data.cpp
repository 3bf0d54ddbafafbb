#include "show/linked_data.h"

#include <map>

#include "text/json_stream.h"
#include "show/reasons.h"
#include "show/wording.h"

namespace recount {

namespace {

class LinkedDataWriter {
public:
    LinkedDataWriter(const Account& account, std::ostream& out) : account_(account), json_(out) {}

    void write() {
        json_.object([&] {
            json_.key("@context").text("https://schema.org");
            json_.key("@graph").list([&] {
                for (std::uint32_t number = 0; number < account_.reports.size(); ++number)
                    json_.object([&] { write_report(number); });
                for (const StoryAccount& story : account_.stories)
                    write_story(story);
            });
        });
        json_.end_line();
    }

private:
    const Report& report(std::uint32_t number) const { return account_.reports[number].report; }

    std::string report_id(std::uint32_t number) const { return "#report-" + report(number).sha256; }

    void type_and_id(std::string_view type, const std::string& id) {
        json_.key("@type").text(type);
        json_.key("@id").text(id);
    }

    void member(std::string_view name, std::string_view value) {
        if (!value.empty())
            json_.key(name).text(value);
    }

    void reference(std::string_view name, const std::string& id) {
        json_.key(name).object([&] { json_.key("@id").text(id); });
    }

    void named(std::string_view name, std::string_view type, std::string_view value) {
        if (value.empty())
            return;
        json_.key(name).object([&] {
            member("@type", type);
            json_.key("name").text(value);
        });
    }

    void write_report(std::uint32_t number) {
        const Report& one = report(number);
        const auto& days = account_.days[number].days;
        type_and_id("NewsArticle", report_id(number));
        json_.key("identifier").text(one.id);
        member("headline", in_one_line(one.title()));
        member("url", one.url);
        if (days && days->is_one_day())
            json_.key("datePublished").text(iso_day(days->first));
        named("publisher", "Organization", one.outlet);
        member("inLanguage", one.language);
    }

    void write_story(const StoryAccount& story) {
        for (const Event& event : story.events)
            json_.object([&] { write_event(event); });
        std::map<std::string_view, EntityType> types;
        for (const AccountEntity& entity : story.entities)
            types.emplace(entity.name, entity.type);
        for (const Figure& figure : story.figures) {
            json_.object([&] { write_figure(story, figure); });
            for (const FigureClaim& claim : figure.claims)
                json_.object([&] { write_claim(story, figure, claim, types); });
        }
    }

    void write_event(const Event& event) {
        type_and_id("Event", "#" + event.id);
        json_.key("name").text(in_one_line(event.title));
        member("startDate", event.date);
        member("endDate", event.date_end);
        if (!event.place)
            return;
        json_.key("location").object([&] {
            json_.key("@type").text("Place");
            json_.key("name").text(event.place->name);
            if (event.place->id.empty())
                return;
            json_.key("geo").object([&] {
                json_.key("@type").text("GeoCoordinates");
                json_.key("latitude").number(event.place->latitude);
                json_.key("longitude").number(event.place->longitude);
            });
        });
    }

    /// All claims about one quantity: a collection that says whether its parts agree.
    void write_figure(const StoryAccount& story, const Figure& figure) {
        type_and_id("Collection", "#" + figure.id);
        json_.key("name").text(figure.quantity + ", " + figure.scope + ": " + std::string(name_of(figure.status)));
        json_.key("description").text(reason_sentence(account_, story, figure));
        if (figure.event != no_index)
            reference("about", "#" + story.events[figure.event].id);
    }

    void write_claim(const StoryAccount& story, const Figure& figure, const FigureClaim& place,
                     const std::map<std::string_view, EntityType>& types) {
        const Claim& claim = claim_of(account_, place);
        type_and_id("Claim", "#" + place.id);
        json_.key("text").text(in_one_line(slice(report(place.report).content, claim.evidence)));
        json_.key("mainEntity").object([&] { write_number(figure, place, claim); });
        write_author(place, claim, types);
        reference("appearance", report_id(place.report));
        if (figure.event != no_index)
            reference("about", "#" + story.events[figure.event].id);
        reference("isPartOf", "#" + figure.id);
    }

    void write_number(const Figure& figure, const FigureClaim& place, const Claim& claim) {
        json_.key("@type").text("QuantitativeValue");
        json_.key("name").text(in_one_line(slice(report(place.report).content, claim.span)));
        if (claim.low && claim.low == claim.high) {
            json_.key("value").number(*claim.low);
        } else {
            if (claim.low)
                json_.key("minValue").number(*claim.low);
            if (claim.high)
                json_.key("maxValue").number(*claim.high);
        }
        json_.key("unitText").text(figure.unit.empty() ? figure.quantity : figure.unit);
        json_.key("description").text(name_of(claim.standing));
    }

    /// Who makes the claim, where it is not the report itself. Its type is told only where a name bears it.
    void write_author(const FigureClaim& place, const Claim& claim,
                      const std::map<std::string_view, EntityType>& types) {
        if (!claim.source)
            return named("author", "Organization", report(place.report).outlet);
        const std::string& name = place.source_name.empty() ? claim.source->name : place.source_name;
        if (name.empty())
            return named("author", {}, in_one_line(slice(report(place.report).content, claim.source->span)));
        const auto found = types.find(name);
        const EntityType type = found == types.end() ? EntityType::other : found->second;
        named("author",
              type == EntityType::person         ? "Person"
              : type == EntityType::organisation ? "Organization"
                                                 : "",
              name);
    }

    const Account& account_;
    JsonStream json_;
};

}  // namespace

void write_linked_data(const Account& account, std::ostream& out) {
    LinkedDataWriter(account, out).write();
}

}  // namespace recount
