// What a sentence asks of the reports, for one of its numbers: the names, days, happening and people that must be found
// where the number is found, and the other words that tell which of several such numbers is meant.
#pragma once

#include <string>
#include <vector>

#include "check/rules.h"
#include "report/layers.h"

namespace recount {

/// A name: a person, a body, a place or another capitalised word.
struct AskedName {
    Span span;
    std::vector<TermId> terms;  // of all its words that say something
    std::string folded;         // as text/utf8.h folds it
    std::string place;          // the gazetteer's id; empty where it is none
    bool is_place = false;
};

/// A day as far as the sentence tells it: parts that it leaves out are 0.
struct AskedDay {
    Span span;
    int year = 0;
    unsigned month = 0, day_of_month = 0, weekday = 0;

    /// Whether some day of the interval can be meant. One of over a year, or over a week for a single day, tells no
    /// day.
    bool may_be_in(const DayInterval& days) const;
};

struct AskedWord {
    TermId term = 0;
    double weight = 0;  // in bits
};

struct Asked {
    const Claim* claim = nullptr;
    std::vector<AskedName> names;
    std::vector<AskedDay> days;
    std::vector<AskedWord> words;     // names' words among them
    std::vector<std::string> types;   // of happenings, as the codebook names them
    Span happening;                   // the word that names the first of these
    std::vector<TermId> scope;        // of the noun that tells who is counted, and what stands before it; its head last
    std::vector<TermId> scope_names;  // those of them that are names ("Chibok girls")
    Span scope_span;
    std::string scope_label;     // where the sentence tells a part by one of the codebook's phrases
    std::vector<TermId> source;  // empty where the sentence names nobody
    Span source_span;
    std::vector<TermId> all;  // every word of the sentence, sorted
};

/// `claim` is one of the sentence's.
Asked asked_of(const AnnotatedReport& sentence, const Claim& claim, CheckRules& rules);

/// The stems of a stretch that say something, in their order.
std::vector<TermId> terms_of(const AnnotatedReport& report, Span span, CheckRules& rules);

}  // namespace recount
