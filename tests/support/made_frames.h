// The sentences that made-up stories (made_stories.h) are put together from. Marks: {n} a number as it is worded, {s}
// {S} a source, {e} the happening's noun, {w} what happened as a clause, {p} the place, {d} the day ("on Sunday"), {x}
// the people who are counted. What stands between brackets is a number.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace recount::test {

using Frames = std::vector<std::string_view>;

/// Something that can happen, and how it is told without a number.
struct HappeningFrames {
    std::string_view noun, clause;
    Frames headlines, leads, details;
};

inline const std::vector<HappeningFrames> disasters{
    {"flood",
     "the flood hit {p}",
     {"Flood hits {p}", "{p} under water after flood", "Flood in {p}", "Rivers burst: flood strikes {p}"},
     {"A flood hit {p} {d} after days of rain.", "{p} was struck by a flood {d}.", "A flood swept through {p} {d}.",
      "The town of {p} was hit by a flood {d}."},
     {"The river rose above its banks within an hour, and the flood ran through the lower streets.",
      "Cars floated past the station while the flood tore down fences.",
      "Boats brought bread to roofs that stood out of the flood.",
      "The dam above {p} held, though the flood ran over its crest."}},
    {"earthquake",
     "the earthquake struck {p}",
     {"Earthquake strikes {p}", "{p} shaken by earthquake", "Earthquake near {p}", "Strong earthquake hits {p}"},
     {"An earthquake struck {p} {d}.", "{p} was hit by a strong earthquake {d}.", "An earthquake shook {p} {d}.",
      "The town of {p} was struck by an earthquake {d}."},
     {"Chimneys fell into the streets, and the earthquake cracked the walls of the old church.",
      "Families slept in the fields because the earthquake had split their houses.",
      "The earthquake was felt as far as the coast.", "Rubble from the earthquake blocked the road to {p}."}},
    {"fire",
     "the fire tore through a hotel in {p}",
     {"Fire in hotel in {p}", "Hotel fire in {p}", "Hotel in {p} burns", "Fire tears through hotel in {p}"},
     {"A fire tore through a hotel in {p} {d}.", "A hotel in {p} went up in flames in a fire {d}.",
      "A fire broke out {d} in a hotel in {p}.", "A hotel in the centre of {p} was destroyed by a fire {d}."},
     {"Guests knotted sheets together to flee the fire at the hotel.",
      "The fire began in the kitchen of the hotel, the owner said.",
      "Ladders were too short for the upper floors of the hotel, where the fire was hottest.",
      "Smoke from the fire hung over {p} until evening."}},
    {"explosion",
     "the explosion ripped through a factory in {p}",
     {"Explosion at factory in {p}", "Factory explosion in {p}", "Explosion rocks {p}", "Blast at factory in {p}"},
     {"An explosion ripped through a factory in {p} {d}.", "A factory in {p} was destroyed by an explosion {d}.",
      "An explosion rocked a factory in {p} {d}.", "An explosion at a factory shook {p} {d}."},
     {"Windows broke in the streets around the factory, so strong was the explosion.",
      "The factory in {p} made paint, and its stores fed the explosion.",
      "A cloud of smoke stood over the factory after the explosion.",
      "The explosion threw parts of the factory roof onto the railway."}},
    {"crash",
     "the bus crashed near {p}",
     {"Bus crash near {p}", "Bus crashes near {p}", "Crash of bus on road to {p}", "Bus leaves road near {p} in crash"},
     {"A bus crashed near {p} {d}.", "A crash of a bus blocked the road to {p} {d}.",
      "A bus left the road near {p} in a crash {d}.", "A bus was torn open in a crash near {p} {d}."},
     {"The bus had been checked in spring, its owner said after the crash.",
      "Skid marks showed where the bus had braked before the crash.",
      "Farmers near {p} were the first to reach the bus after the crash.",
      "The crash closed the road for the rest of the day, and the bus lay in a ditch."}},
};

inline const std::vector<HappeningFrames> protests{
    {"protest",
     "the protest filled the centre of {p}",
     {"Protest in {p}", "Protest against fuel tax in {p}", "{p} protest over fuel tax", "Fuel tax protest fills {p}"},
     {"A protest against the fuel tax was held in {p} {d}.",
      "A protest over the fuel tax filled the centre of {p} {d}.", "{p} saw a protest against the fuel tax {d}.",
      "The fuel tax brought a protest to the streets of {p} {d}."},
     {"Banners against the fuel tax hung from the bridge above the protest.",
      "Shops along the way of the protest stayed shut.",
      "The protest against the fuel tax ended at the town hall in {p}.",
      "Drummers led the protest, and lorry drivers sounded their horns against the fuel tax."}},
    {"march",
     "the march crossed {p}",
     {"March in {p}", "March for teachers' pay in {p}", "Teachers' pay march crosses {p}",
      "March over pay of teachers in {p}"},
     {"A march for the pay of teachers was held in {p} {d}.", "A march over the pay of teachers crossed {p} {d}.",
      "The pay of teachers was the reason for a march in {p} {d}.",
      "The streets of {p} saw a march for teachers' pay {d}."},
     {"Teachers carried chairs and blackboards at the head of the march.",
      "The march for the pay of teachers passed the school where it all began.",
      "Pay was last raised four years ago, teachers on the march said.",
      "The march ended with songs in the park of {p}."}},
};

inline const std::vector<HappeningFrames> abductions{
    {"abduction",
     "gunmen stormed a village near {p}",
     {"Gunmen raid village near {p}", "Abduction in village near {p}", "Village near {p} raided by gunmen",
      "Mass abduction near {p}"},
     {"Gunmen stormed a village near {p} {d} in a mass abduction.", "A village near {p} was raided by gunmen {d}.",
      "A mass abduction shook a village near {p} {d}.", "Gunmen on motorcycles raided a village near {p} {d}."},
     {"The gunmen came on motorcycles and left towards the forest after the abduction.",
      "Huts burned in the village when soldiers came, hours after the abduction.",
      "Elders of the village near {p} pleaded with the gunmen.", "The abduction emptied the market of the village."}},
};

inline const std::vector<HappeningFrames> releases{
    {"release",
     "the captives came home to {p}",
     {"Captives come home to {p}", "Release of captives near {p}", "Captives of {p} gang set free",
      "{p} greets freed captives"},
     {"Captives of a gang came home to {p} {d} after their release.", "The release of captives was greeted in {p} {d}.",
      "A gang let captives go near {p} {d}.", "Captives of a gang were let go near {p} {d}."},
     {"The captives were brought to {p} in army lorries after their release.",
      "Mothers waited at the gate for the release of the captives.",
      "The gang had held the captives in a forest camp until their release.",
      "Songs were sung in {p} for the captives on the evening of the release."}},
};

/// What is counted, as clauses that somebody may say.
struct QuantityFrames {
    std::string_view quantity;
    bool moves;
    const std::vector<HappeningFrames>* happenings;
    std::vector<std::string_view> people;  // what {x} may be; one for a story
    Frames clauses, headlines;
};

inline const std::vector<QuantityFrames> counted{
    {"killed",
     true,
     &disasters,
     {"people"},
     {"{n} {x} were killed in the {e} in {p}", "the {e} in {p} {d} killed {n} {x}", "{n} {x} died {d} when {w}",
      "the death toll from the {e} in {p} stood at {n}", "the {e} claimed {n} lives in {p}",
      "{n} {x} lost their lives in the {e}", "the {e} left {n} {x} dead", "{n} {x} are dead after the {e} in {p}",
      "{n} {x} perished in the {e} in {p} {d}"},
     {"{n} dead in {e} in {p}", "{n} killed in {p} {e}", "{n} {x} die in {e} in {p}"}},
    {"injured",
     true,
     &disasters,
     {"people"},
     {"{n} {x} were injured in the {e}", "the {e} in {p} {d} injured {n} {x}", "{n} {x} suffered injuries when {w}",
      "the {e} left {n} {x} injured", "{n} {x} were hurt in the {e} in {p} {d}", "{n} {x} were wounded {d} when {w}",
      "the number of injured in the {e} stood at {n}"},
     {"{n} hurt in {e} in {p}", "{n} injured in {p} {e}"}},
    {"missing",
     true,
     &disasters,
     {"people"},
     {"{n} {x} were missing after the {e} in {p}", "{n} {x} went missing {d} when {w}",
      "{n} {x} were unaccounted for in {p} after the {e}", "the {e} left {n} {x} missing",
      "rescuers were searching for {n} missing {x} in {p} after the {e}",
      "the number of missing in the {e} stood at {n}"},
     {"{n} missing after {e} in {p}", "{n} missing in {p} {e}"}},
    {"displaced",
     true,
     &disasters,
     {"people"},
     {"{n} {x} were displaced by the {e} in {p}", "the {e} in {p} forced {n} {x} from their homes",
      "{n} {x} fled their homes {d} when {w}", "{n} {x} were evacuated from {p} because of the {e}",
      "the {e} left {n} {x} homeless in {p}", "{n} {x} left their homes in {p} because of the {e}"},
     {"{n} displaced by {e} in {p}", "{n} homeless after {p} {e}"}},
    {"hospitalized",
     true,
     &disasters,
     {"people"},
     {"{n} {x} were taken to hospital after the {e} in {p}", "{n} {x} were hospitalized after the {e}",
      "{n} {x} were rushed to hospital {d} when {w}", "{n} {x} were admitted to hospital after the {e} in {p}",
      "ambulances took {n} {x} to hospital after the {e} in {p}", "{n} {x} were in hospital after the {e}"},
     {"{n} in hospital after {e} in {p}", "{n} hospitalized after {p} {e}"}},
    {"arrested",
     true,
     &protests,
     {"people", "protesters", "demonstrators"},
     {"{n} {x} were arrested at the {e} in {p}", "officers arrested {n} {x} at the {e}",
      "{n} {x} were detained {d} in {p}", "officers took {n} {x} into custody at the {e} in {p}",
      "{n} {x} were arrested in {p} {d}", "the number of arrests at the {e} stood at {n}",
      "there were {n} arrests at the {e} in {p}"},
     {"{n} arrested at {e} in {p}", "{n} detained in {p} {e}"}},
    {"attendance",
     false,
     &protests,
     {"people"},
     {"{n} {x} marched in {p} {d}", "{n} {x} took part in the {e} in {p}", "the {e} in {p} drew {n} {x}",
      "{n} {x} gathered {d} in the centre of {p}", "{n} {x} joined the {e} in {p}",
      "{n} {x} attended the {e} in {p} {d}", "{n} {x} took to the streets of {p} {d}"},
     {"{n} march in {p}", "{n} people join {e} in {p}"}},
    {"strength",
     false,
     &protests,
     {"police officers", "soldiers"},
     {"{n} {x} were deployed to {p} for the {e}", "the government sent {n} {x} to {p} for the {e}",
      "{n} {x} were on duty at the {e} in {p}", "{n} {x} were stationed in {p} during the {e}",
      "{n} {x} guarded the {e} in {p} {d}"},
     {"{n} {x} guard {e} in {p}", "{n} {x} deployed in {p}"}},
    {"abducted",
     true,
     &abductions,
     {"people", "villagers", "children"},
     {"{n} {x} were abducted from the village near {p} {d}", "gunmen kidnapped {n} {x} near {p} {d}",
      "{n} {x} were taken hostage in the village near {p}", "the gunmen seized {n} {x} in the village",
      "{n} {x} were kidnapped near {p} {d}", "the gunmen abducted {n} {x} {d}"},
     {"{n} abducted near {p}", "{n} {x} kidnapped near {p}"}},
    {"released",
     true,
     &releases,
     {"captives", "people", "hostages"},
     {"{n} {x} were released near {p} {d}", "the gang freed {n} {x} near {p}", "{n} {x} were set free near {p} {d}",
      "{n} {x} were freed by the gang {d}", "the gang released {n} {x} near {p} {d}"},
     {"{n} {x} freed near {p}", "{n} {x} released near {p}"}},
};

/// How a clause ({c}, {C} with a capital) is told: by a source.
inline const Frames sayings{"{C}, {s} said.",         "{S} said {c}.",          "{S} said that {c}.",
                            "According to {s}, {c}.", "{C}, according to {s}.", "{S} told reporters that {c}."};

inline const Frames corrections{"{S} corrected the number and said that {c}.", "{S} revised the number and said {c}.",
                                "{S} lowered the count and said that {c}."};

inline const Frames denials{"{S} denied that {c}."};

/// "No one", by quantity; told as a source's or the report's own words.
inline const Frames none_killed{"[no one] was killed in the {e} in {p}", "[nobody] died in the {e}",
                                "there were [no] deaths in the {e} in {p}"};
inline const Frames none_injured{"[no one] was injured in the {e} in {p}", "[nobody] was hurt in the {e}",
                                 "there were [no] injuries in the {e} in {p}"};
inline const Frames denied_arrests{"[no one] was arrested at the {e} in {p}", "[nobody] was detained in {p} {d}"};

/// Another happening, long ago and elsewhere; {m} its own number, {q} its place, {y} its year.
inline const Frames recalled{
    "In {y}, {m} people were killed in a similar {e} in {q}.", "The {e} in {q} in {y} killed {m} people.",
    "It recalled the {e} in {q} in {y}, in which {m} people died.", "{m} people died in {y} when a {e} hit {q}."};

/// A part of the dead; {m} its number.
inline const Frames parts{"{m} of them were children.", "{m} children were among the dead.",
                          "The dead included {m} police officers.", "Among the dead were {m} children."};

inline const Frames details{"Help came from the towns around {p} all day long.",
                            "The road into {p} was closed to all but ambulances after the {e}.",
                            "Neighbours in {p} brought tea and blankets.",
                            "The {e} was the talk of the whole region.",
                            "A camera on a roof in {p} filmed the {e} from its start.",
                            "The council of {p} met behind closed doors because of the {e}.",
                            "Bells rang in {p} the following morning.",
                            "How the {e} came about is still being looked into.",
                            "Trains to {p} ran late, and many turned back.",
                            "Letters of sympathy reached {p} from abroad after the {e}."};

/// Each another body or person; wordings of one source stand together.
inline const std::vector<Frames> sources{{"police", "a police spokesman"},
                                         {"the mayor"},
                                         {"the health ministry", "a health ministry spokesman"},
                                         {"the governor"},
                                         {"hospital officials"},
                                         {"the fire department"},
                                         {"the Red Cross"},
                                         {"witnesses"},
                                         {"the army", "an army spokesman"},
                                         {"state television"},
                                         {"Colonel Dara Mihail"},
                                         {"residents"}};
inline const std::vector<Frames> gathering_sources{{"police", "a police spokesman"},
                                                   {"the organisers", "organisers"},
                                                   {"the interior ministry", "an interior ministry spokesman"},
                                                   {"the mayor"},
                                                   {"witnesses"},
                                                   {"a rights group"},
                                                   {"state television"},
                                                   {"lawyer Anna Petrova"}};

inline const Frames places{"Karsk", "Halmstead", "Ostrava",   "Padang",    "Ambon",   "Kano",     "Leeds",
                           "Balti", "Trento",    "Northgate", "Riverton",  "Mombasa", "Salta",    "Kaduna",
                           "Tartu", "Cebu",      "Arequipa",  "Gaziantep", "Pskov",   "Jalalabad"};

}  // namespace recount::test
