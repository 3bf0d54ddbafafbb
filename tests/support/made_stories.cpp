#include "support/made_stories.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

#include "report/calendar.h"
#include "support/made_frames.h"

namespace recount::test {

namespace {

/// Chance that is the same with every standard library.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}
    std::uint32_t below(std::size_t end) { return static_cast<std::uint32_t>(engine_() % end); }
    std::uint32_t between(std::uint32_t first, std::uint32_t last) { return first + below(last - first + 1); }
    bool in_hundred(std::uint32_t share) { return below(100) < share; }
    template <class List>
    const auto& one_of(const List& list) {
        return list[below(list.size())];
    }

private:
    std::mt19937 engine_;
};

std::string replaced(std::string text, std::string_view mark, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += by.size())
        text.replace(at, mark.size(), by);
    return text;
}

/// With a capital; a bracket before the first letter is passed over.
std::string capitalised(std::string text) {
    const std::size_t at = text.starts_with('[') ? 1 : 0;
    if (at < text.size() && text[at] >= 'a' && text[at] <= 'z')
        text[at] = static_cast<char>(text[at] - 'a' + 'A');
    return text;
}

/// 12 -> "12" or "twelve", 4000 -> "4,000".
std::string worded(std::uint32_t number, Dice& dice) {
    constexpr std::array<std::string_view, 13> words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                     "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    if (number < words.size() && dice.in_hundred(60))
        return std::string(words[number]);
    std::string digits = std::to_string(number);
    if (digits.size() > 3)
        digits.insert(digits.size() - 3, ",");
    return digits;
}

/// A number as a claim gives it: its words and what they bound.
struct Quote {
    std::string words;
    std::optional<double> low, high;
    Modifier modifier = Modifier::exact;
};

Quote exact(std::uint32_t number, Dice& dice) {
    return {worded(number, dice), number, number};
}
Quote at_least(std::uint32_t number, Dice& dice) {
    return {"at least " + worded(number, dice), number, std::nullopt, Modifier::at_least};
}
Quote more_than(std::uint32_t number, Dice& dice) {
    return {"more than " + worded(number, dice), number, std::nullopt, Modifier::more_than};
}
Quote about(std::uint32_t number, Dice& dice) {
    constexpr std::array<std::string_view, 3> words{"about ", "around ", "some "};
    return {std::string(dice.one_of(words)) + worded(number, dice), number, number, Modifier::approx};
}
/// A vague word that `number` fits; none where there is none.
std::optional<Quote> vague(std::uint32_t number) {
    struct Word {
        std::string_view words;
        double low, high;
    };
    constexpr std::array<Word, 4> all{{{"dozens of", 24, 99},
                                       {"hundreds of", 200, 999},
                                       {"thousands of", 2000, 9999},
                                       {"tens of thousands of", 20000, 99999}}};
    for (const Word& word : all)
        if (number >= word.low && number <= word.high)
            return Quote{std::string(word.words), word.low, word.high, Modifier::vague};
    return std::nullopt;
}

/// Gives the frames of a list one after the other in an order by chance, so that no two reports of a story share one.
class Deck {
public:
    Deck(const Frames& frames, Dice& dice) : frames_(frames) {
        for (std::size_t i = frames_.size(); i > 1; --i)
            std::swap(frames_[i - 1], frames_[dice.below(i)]);
    }
    std::string_view next() { return frames_[at_++ % frames_.size()]; }

private:
    Frames frames_;
    std::size_t at_ = 0;
};

/// A report on its way. The number of a sentence stands between brackets, which are taken away.
class Draft {
public:
    /// Each gives where the number stands; an empty span where there is none.
    Span headline(const std::string& words) {
        const Span number = add(words, BlockKind::title);
        report_.content += "\n\n";
        report_.text_start = static_cast<std::uint32_t>(report_.content.size());
        return number;
    }
    Span paragraph(const std::string& words) {
        if (!report_.content.ends_with('\n'))
            report_.content += '\n';
        return add(words, BlockKind::paragraph);
    }
    Report& report() { return report_; }

private:
    std::uint32_t end() const { return static_cast<std::uint32_t>(report_.content.size()); }

    Span add(const std::string& words, BlockKind kind) {
        Span number;
        const std::uint32_t start = end();
        for (const char letter : words)
            if (letter == '[')
                number.start = end();
            else if (letter == ']')
                number.end = end();
            else
                report_.content += letter;
        report_.blocks.push_back({{start, end()}, kind, false, {}, {}, {}, {}});
        return number;
    }

    Report report_;
};

constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

/// Makes one story after a plan.
class Maker {
public:
    Maker(std::string plan, Dice& dice) : dice_(dice) { story_.plan = std::move(plan); }

    MadeStory make();

private:
    void begin(const QuantityFrames& quantity);
    void plan_single();
    void plan_agree();
    void plan_same_source();
    void plan_copied();
    void plan_within();
    void plan_evolving();
    void plan_refines();
    void plan_conflict();
    void plan_two_voices();
    void plan_denied();
    void plan_corrected();
    void plan_settled();
    void plan_stock_form();
    void plan_part();

    std::string filled(std::string_view frame) const;
    std::string day_words() const;
    std::uint32_t start_report(std::uint32_t days_after, std::optional<Quote> headline_number = std::nullopt);
    void claim(const Quote& quote, const std::string& source, const Frames& told = sayings);
    std::string said(const std::string& clause, const std::string& source, const Frames& told);
    std::string source() { return std::string(source_deck_.at(next_source_++ % source_deck_.size())->front()); }
    std::string wording_of(const std::string& source);
    void details(std::uint32_t count);
    void maybe_recall();
    void finish_report();
    std::uint32_t some_number();
    std::uint32_t other_number(std::uint32_t number) { return number + std::max(2u, number / 4) + dice_.below(3); }
    MadeFigure& figure() { return story_.figures.front(); }

    Dice& dice_;
    MadeStory story_;
    const QuantityFrames* quantity_ = nullptr;
    const HappeningFrames* happening_ = nullptr;
    std::string place_, people_;
    Day happened_{};
    std::optional<Deck> clauses_, leads_, headlines_, number_headlines_, own_details_, common_details_;
    std::vector<const Frames*> source_deck_;
    std::size_t next_source_ = 0;
    Draft draft_;
    std::uint32_t days_after_ = 0;
    bool used_recall_ = false;
};

void Maker::begin(const QuantityFrames& quantity) {
    quantity_ = &quantity;
    happening_ = &dice_.one_of(*quantity.happenings);
    place_ = dice_.one_of(places);
    people_ = dice_.one_of(quantity.people);
    happened_ = Day(std::chrono::days(17600 + dice_.below(1800)));
    clauses_.emplace(quantity.clauses, dice_);
    number_headlines_.emplace(quantity.headlines, dice_);
    leads_.emplace(happening_->leads, dice_);
    headlines_.emplace(happening_->headlines, dice_);
    own_details_.emplace(happening_->details, dice_);
    common_details_.emplace(test::details, dice_);
    source_deck_.clear();
    for (const Frames& wordings : quantity.happenings == &protests ? gathering_sources : sources)
        source_deck_.push_back(&wordings);
    for (std::size_t i = source_deck_.size(); i > 1; --i)
        std::swap(source_deck_[i - 1], source_deck_[dice_.below(i)]);
    story_.figures.push_back({std::string(quantity.quantity), quantity.moves, false, {}});
}

std::string Maker::day_words() const {
    if (days_after_ < 6) {
        const std::chrono::weekday weekday(happened_);
        return "on " + std::string(weekdays[weekday.iso_encoding() - 1]);
    }
    const std::chrono::year_month_day date(happened_);
    return "on " + std::to_string(unsigned(date.day())) + " " + std::string(months[unsigned(date.month()) - 1]);
}

std::string Maker::filled(std::string_view frame) const {
    std::string text = replaced(std::string(frame), "{w}", happening_->clause);
    text = replaced(text, "{e}", happening_->noun);
    text = replaced(text, "{x}", people_);
    text = replaced(text, "{d}", day_words());
    return replaced(text, "{p}", place_);
}

std::uint32_t Maker::some_number() {
    if (quantity_->quantity == "attendance")
        return dice_.between(8, 90) * 500;
    if (quantity_->quantity == "strength")
        return dice_.between(3, 40) * 50;
    return quantity_->quantity == "displaced" ? dice_.between(20, 900) * 10 : dice_.between(3, 90);
}

std::uint32_t Maker::start_report(std::uint32_t days_after, std::optional<Quote> headline_number) {
    draft_ = Draft();
    days_after_ = days_after;
    const auto number = static_cast<std::uint32_t>(story_.reports.size());
    story_.days.push_back(happened_ + std::chrono::days(days_after));
    if (headline_number) {
        const std::string words = "[" + headline_number->words + "]";
        const Span span = draft_.headline(capitalised(replaced(filled(number_headlines_->next()), "{n}", words)));
        figure().claims.push_back(
            {number, span, headline_number->low, headline_number->high, headline_number->modifier, false, {}, true});
    } else {
        draft_.headline(capitalised(filled(headlines_->next())));
    }
    draft_.paragraph(capitalised(filled(leads_->next())));
    return number;
}

std::string Maker::wording_of(const std::string& source) {
    for (const Frames* wordings : source_deck_)
        if (wordings->front() == source)
            return std::string(dice_.one_of(*wordings));
    return source;
}

/// Adds a sentence with the number, told by the source, or by the report itself where that is empty.
void Maker::claim(const Quote& quote, const std::string& source, const Frames& told) {
    std::string_view frame = clauses_->next();
    while (quote.modifier == Modifier::vague && frame.ends_with("{n}"))  // "stood at hundreds"
        frame = clauses_->next();
    const std::string clause = replaced(filled(frame), "{n}", "[" + quote.words + "]");
    const Span span = draft_.paragraph(said(clause, source, told));
    figure().claims.push_back({static_cast<std::uint32_t>(story_.reports.size()), span, quote.low, quote.high,
                               quote.modifier, false, source});
}

/// A clause as a sentence.
std::string Maker::said(const std::string& clause, const std::string& source, const Frames& told) {
    if (source.empty())
        return capitalised(clause) + ".";
    const std::string wording = wording_of(source);
    std::string sentence = replaced(std::string(dice_.one_of(told)), "{c}", clause);
    sentence = replaced(sentence, "{C}", capitalised(clause));
    sentence = replaced(sentence, "{s}", wording);
    return replaced(sentence, "{S}", capitalised(wording));
}

void Maker::details(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i)
        draft_.paragraph(filled(i == 0 ? own_details_->next() : common_details_->next()));
}

/// Now and then a report recalls another happening of the kind, with a toll of its own.
void Maker::maybe_recall() {
    if (used_recall_ || quantity_->happenings != &disasters || !dice_.in_hundred(25))
        return;
    used_recall_ = true;
    std::string_view other = dice_.one_of(places);
    while (other == place_)
        other = dice_.one_of(places);
    const std::string toll = std::to_string(dice_.between(100, 190));
    std::string sentence = replaced(filled(dice_.one_of(recalled)), "{m}", toll);
    sentence = replaced(sentence, "{q}", other);
    const int year = int(std::chrono::year_month_day(happened_).year()) - int(dice_.between(6, 20));
    draft_.paragraph(replaced(sentence, "{y}", std::to_string(year)));
}

void Maker::finish_report() {
    Report report = std::move(draft_.report());
    report.id = "r" + std::to_string(story_.reports.size() + 1);
    report.published = story_.days.back();
    story_.reports.push_back(std::move(report));
}

std::optional<Quote> sometimes(Dice& dice, std::uint32_t share, const Quote& quote) {
    return dice.in_hundred(share) ? std::optional(quote) : std::nullopt;
}

void Maker::plan_single() {
    start_report(dice_.below(3));
    const Quote quote = exact(some_number(), dice_);
    claim(quote, dice_.in_hundred(70) ? source() : "");
    details(3);
    maybe_recall();
    finish_report();
    if (dice_.in_hundred(50)) {
        start_report(days_after_);
        details(4);
        finish_report();
    }
}

void Maker::plan_agree() {
    const std::uint32_t number = some_number(), reports = dice_.between(2, 4);
    for (std::uint32_t i = 0; i < reports; ++i) {
        const Quote quote = exact(number, dice_);
        start_report(i / 2, sometimes(dice_, 25, quote));
        claim(quote, dice_.in_hundred(75) ? source() : "");
        details(3);
        maybe_recall();
        finish_report();
    }
}

void Maker::plan_same_source() {
    const std::uint32_t number = some_number();
    const std::string who = source();
    for (std::uint32_t i = 0; i < 2; ++i) {
        start_report(1);
        claim(exact(number, dice_), who);
        details(3);
        finish_report();
    }
}

/// An agency's text in two papers, the second with a sentence of its own.
void Maker::plan_copied() {
    const std::uint32_t number = some_number();
    start_report(1);
    const Quote quote = exact(number, dice_);
    claim(quote, dice_.in_hundred(40) ? source() : "");
    details(5);
    finish_report();
    draft_.report() = story_.reports.front();
    story_.days.push_back(story_.days.front());
    if (dice_.in_hundred(60))
        draft_.paragraph(filled("Our own reporter reached {p} by train and found the shops shut."));
    MadeClaim copy = figure().claims.back();
    copy.report = 1;
    copy.copy_of = 0;
    figure().claims.push_back(copy);
    finish_report();
    if (dice_.in_hundred(40)) {
        start_report(1);
        claim(exact(number, dice_), source());
        details(3);
        finish_report();
    }
}

void Maker::plan_within() {
    const std::uint32_t number = some_number();
    start_report(1, sometimes(dice_, 50, exact(number, dice_)));
    claim(exact(number, dice_), "");
    details(2);
    claim(exact(number, dice_), source());
    finish_report();
}

void Maker::plan_evolving() {
    std::uint32_t number = some_number();
    const std::uint32_t reports = dice_.between(2, 4);
    for (std::uint32_t i = 0; i < reports; ++i) {
        Quote quote = dice_.in_hundred(40) ? at_least(number, dice_) : exact(number, dice_);
        if (i == 0 && dice_.in_hundred(25))
            quote = vague(number).value_or(quote);
        start_report(i, sometimes(dice_, quote.modifier == Modifier::vague ? 0 : 25, quote));
        claim(quote, dice_.in_hundred(75) ? source() : "");
        details(3);
        maybe_recall();
        finish_report();
        number = other_number(number);
    }
}

void Maker::plan_refines() {
    const std::uint32_t number = some_number();
    start_report(1);
    claim(exact(number, dice_), source());
    details(3);
    finish_report();
    start_report(1);
    const std::optional<Quote> word = vague(number);
    const std::uint32_t way = dice_.below(4);
    if (way == 0 && word)
        claim(*word, source());
    else if (way == 1)
        claim(at_least(number - number / 10, dice_), source());
    else if (way == 2)
        claim(more_than(number - std::max(1u, number / 20), dice_), source());
    else
        claim(about(number - number / 15, dice_), source());
    details(3);
    maybe_recall();
    finish_report();
}

void Maker::plan_conflict() {
    const std::uint32_t number = some_number();
    for (const std::uint32_t said : {number, other_number(number) + number / 2}) {
        start_report(1);
        claim(exact(said, dice_), source());
        details(3);
        maybe_recall();
        finish_report();
    }
}

/// One report lets two sources speak against each other.
void Maker::plan_two_voices() {
    const std::uint32_t number = some_number();
    start_report(1);
    claim(exact(number, dice_), source());
    details(1);
    claim(exact(other_number(number) + number / 2, dice_), source());
    details(2);
    finish_report();
}

void Maker::plan_denied() {
    start_report(0);
    claim(exact(some_number(), dice_), source());
    details(3);
    finish_report();
    start_report(1);
    if (dice_.in_hundred(35)) {
        const MadeClaim denied = figure().claims.front();
        claim({std::to_string(static_cast<std::uint32_t>(*denied.low)), denied.low, denied.high}, source(), denials);
        figure().claims.back().denied = true;
        details(3);
        return finish_report();
    }
    const Frames& none = quantity_->quantity == "killed"    ? none_killed
                         : quantity_->quantity == "injured" ? none_injured
                                                            : denied_arrests;
    const std::string who = source();
    const Span span = draft_.paragraph(said(filled(dice_.one_of(none)), who, sayings));
    figure().claims.push_back({1, span, 0, 0, Modifier::exact, false, who});
    details(3);
    finish_report();
}

void Maker::plan_corrected() {
    const std::uint32_t number = some_number() + 10;
    const std::string who = source();
    start_report(0);
    claim(exact(number, dice_), who);
    details(3);
    finish_report();
    start_report(2);
    claim(exact(number - std::max(3u, number / 5), dice_), who, corrections);
    details(3);
    finish_report();
}

void Maker::plan_settled() {
    const std::uint32_t number = some_number();
    figure().settled = true;
    std::uint32_t after = 9, said = number;
    for (int i = 0; i < 2; ++i) {
        start_report(after);
        claim(exact(said, dice_), source());
        details(3);
        finish_report();
        after += 3;
        said = other_number(number);
    }
}

/// Two happenings in the same words, with another place, day and number.
void Maker::plan_stock_form() {
    const std::uint32_t seed = dice_.below(1000000);
    const std::string first = place_;
    std::uint32_t number = some_number();
    const std::string who = source();
    for (int i = 0; i < 2; ++i) {
        Dice same(seed);  // so the same frames are drawn
        clauses_.emplace(quantity_->clauses, same);
        leads_.emplace(happening_->leads, same);
        headlines_.emplace(happening_->headlines, same);
        own_details_.emplace(happening_->details, same);
        common_details_.emplace(test::details, same);
        start_report(1);
        claim(exact(number, dice_), who, Frames{sayings[seed % sayings.size()]});
        details(3);
        finish_report();
        if (i == 0) {
            story_.figures.insert(story_.figures.begin(), {figure().quantity, figure().moves, false, {}});
            while (place_ == first)
                place_ = dice_.one_of(places);
            happened_ += std::chrono::days(dice_.between(2, 12));
            number = other_number(number);
        }
    }
}

/// Two reports agree on all, and one tells of a part as well.
void Maker::plan_part() {
    const std::uint32_t number = dice_.between(20, 80), part = dice_.between(2, 9);
    const Quote quote = exact(number, dice_);
    for (int i = 0; i < 2; ++i) {
        start_report(1);
        claim(quote, source());
        if (i == 1) {
            const std::string words = "[" + worded(part, dice_) + "]";
            const Span span = draft_.paragraph(capitalised(replaced(std::string(dice_.one_of(parts)), "{m}", words)));
            story_.figures.push_back({"killed", true, false, {{1, span, part, part, Modifier::exact, false, {}}}});
        }
        details(3);
        finish_report();
    }
}

MadeStory Maker::make() {
    struct Plan {
        std::string_view name;
        void (Maker::*follow)();
        std::vector<std::string_view> quantities;  // all where empty
    };
    static const std::vector<std::string_view> moving{"killed",    "injured",      "missing",
                                                      "displaced", "hospitalized", "arrested"};
    static const std::vector<Plan> plans{
        {"single", &Maker::plan_single, {}},
        {"agree", &Maker::plan_agree, {}},
        {"same source", &Maker::plan_same_source, {}},
        {"copied", &Maker::plan_copied, {}},
        {"within", &Maker::plan_within, {}},
        {"evolving", &Maker::plan_evolving, moving},
        {"refines", &Maker::plan_refines, {}},
        {"conflict", &Maker::plan_conflict, {}},
        {"two voices", &Maker::plan_two_voices, {}},
        {"denied", &Maker::plan_denied, {"killed", "injured", "arrested"}},
        {"corrected", &Maker::plan_corrected, moving},
        {"settled", &Maker::plan_settled, {"killed", "injured"}},
        {"stock form", &Maker::plan_stock_form, {}},
        {"part", &Maker::plan_part, {"killed"}},
    };
    const auto plan = std::ranges::find(plans, story_.plan, &Plan::name);
    std::vector<const QuantityFrames*> fitting;
    for (const QuantityFrames& quantity : counted)
        if (plan->quantities.empty() ||
            std::ranges::find(plan->quantities, quantity.quantity) != plan->quantities.end())
            fitting.push_back(&quantity);
    begin(*dice_.one_of(fitting));
    (this->*plan->follow)();
    story_.place = place_;
    return std::move(story_);
}

/// Whether a number makes a claim true, in the contract's words.
bool fits(double number, const MadeClaim& claim) {
    if (claim.denied)
        return number < *claim.low || number > *claim.high;
    if (claim.modifier == Modifier::vague)
        return number >= *claim.low;
    if (claim.modifier == Modifier::approx)
        return number >= 0.9 * *claim.low && number <= 1.1 * *claim.high;
    return (!claim.low || number >= *claim.low) && (!claim.high || number <= *claim.high);
}

bool one_number_fits(const std::vector<const MadeClaim*>& claims) {
    std::vector<double> numbers{0};
    for (const MadeClaim* claim : claims)
        for (const auto& bound : {claim->low, claim->high})
            if (bound)
                numbers.insert(numbers.end(), {*bound, 0.9 * *bound, 1.1 * *bound});
    return std::ranges::any_of(numbers, [&](double number) {
        return std::ranges::all_of(claims, [&](const MadeClaim* claim) { return fits(number, *claim); });
    });
}

}  // namespace

std::uint32_t MadeFigure::witnesses() const {
    std::vector<std::size_t> set(claims.size());
    std::iota(set.begin(), set.end(), std::size_t{0});
    const auto one_witness = [&](const MadeClaim& a, const MadeClaim& b) {
        const bool same_number = a.low == b.low && a.high == b.high;
        if (a.copy_of == b.report || b.copy_of == a.report)
            return true;
        if (!a.source.empty() && a.source == b.source)
            return true;
        if (a.report != b.report)
            return false;
        return (a.source.empty() && b.source.empty()) || ((a.source.empty() || b.source.empty()) && same_number);
    };
    for (std::size_t i = 0; i < claims.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (one_witness(claims[i], claims[j]))
                std::ranges::replace(set, std::size_t{set[j]}, std::size_t{set[i]});
    std::ranges::sort(set);
    return static_cast<std::uint32_t>(std::unique(set.begin(), set.end()) - set.begin());
}

std::string_view MadeFigure::status(const std::vector<Day>& days) const {
    if (claims.size() == 1)
        return "single";
    if (std::ranges::all_of(claims, [&](const MadeClaim& claim) {
            return claim.low == claims[0].low && claim.high == claims[0].high && claim.denied == claims[0].denied;
        }))
        return witnesses() > 1 ? "agree" : "repeated";
    const auto denies = [](const MadeClaim& claim) { return claim.denied || claim.high == 0.0; };
    if (moves && !settled)
        for (const MadeClaim& earlier : claims)
            for (const MadeClaim& later : claims)
                if (days[earlier.report] < days[later.report] && !denies(earlier) && !denies(later) &&
                    (!one_number_fits({&earlier, &later}) || later.low > 1.03 * *earlier.low))
                    return "evolving";
    std::vector<const MadeClaim*> all;
    for (const MadeClaim& claim : claims)
        all.push_back(&claim);
    return one_number_fits(all) ? "refines" : "conflict";
}

bool MadeFigure::repeated_by_headlines_alone() const {
    return std::ranges::count(claims, false, &MadeClaim::headline) == 1;
}

std::vector<MadeStory> make_stories(std::size_t count, std::uint32_t seed) {
    // How many of a hundred stories follow which plan.
    static const std::vector<std::pair<std::string_view, std::uint32_t>> shares{
        {"single", 7},    {"agree", 14},   {"same source", 8}, {"copied", 9},     {"within", 6},
        {"evolving", 17}, {"refines", 11}, {"conflict", 6},    {"two voices", 4}, {"denied", 4},
        {"corrected", 4}, {"settled", 3},  {"stock form", 4},  {"part", 3}};
    std::vector<std::string_view> hundred;
    for (const auto& [plan, share] : shares)
        hundred.insert(hundred.end(), share, plan);
    Dice dice(seed);
    std::vector<MadeStory> stories;
    for (std::size_t i = 0; i < count; ++i)
        stories.push_back(Maker(std::string(hundred[i * 37 % hundred.size()]), dice).make());
    return stories;
}

}  // namespace recount::test
