#!/usr/bin/env python3
"""Writes invented news reports as JSON lines, for measuring where no real ones are at hand.

usage: generate.py FILE [COUNT] [SEED]      the same seed gives the same bytes; about 3.6 KB a report, four or five a story
"""
import json
import random
import sys

SYLLABLES = ["ka", "ve", "or", "ta", "pe", "ha", "bre", "mo", "lu", "si", "dra", "wel", "ner", "ost", "ul", "gri", "fen", "zi", "rad", "nim"]
HAPPENINGS = [("marched through", "protest"), ("were evacuated from", "flood"), ("were injured in", "collision"), ("were detained in", "raid"), ("gathered in", "rally")]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
OFFICES = ["the police", "the interior ministry", "the mayor's office", "the fire service", "the organisers", "the hospital of {town}", "a spokesman for the governor"]
SUBJECTS = ["The {thing} factory", "The owner of a {thing} shop", "A witness named {name}", "{name}, a teacher", "{name}, who repairs {thing}s", "The {thing} market",
            "A driver from {other}", "The school of {other}", "{name}, a nurse at the {thing} clinic", "The council"]
DEEDS = ["stayed shut until {day} evening", "asked people to keep away from the {thing} bridge", "had warned of it since {year}", "lost {count} {thing}s in one night",
         "spoke of \"a {thing} without an end\"", "walked the {count} kilometres to {other}", "will meet {name} on {day}", "blamed the {thing} company of {other}",
         "promised {count} new {thing}s by {year}", "could not say when the {thing} line would open"]
REASONS = ["because nobody in {town} had seen the like", "while rain fell on the {thing} fields", "after {office} had said otherwise", "although {name} advised against it",
           "as trains to {other} were delayed by {count} minutes", "before the {thing} festival began", "since the road past the {thing} mill was closed", "when {name} arrived from {other}"]
COUNTS = ["at least {n}", "more than {n}", "about {n}", "{n}", "up to {n}", "some {n}", "nearly {n}"]


def word(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(3, 4)))


def new_story(rng):
    people = [f"{word(rng).capitalize()} {word(rng).capitalize()}" for _ in range(6)]
    return {"town": word(rng).capitalize(), "others": [word(rng).capitalize() for _ in range(4)], "people": people, "things": [word(rng) for _ in range(40)],
            "happening": rng.choice(HAPPENINGS), "day": rng.choice(DAYS), "size": rng.choice([12, 40, 300, 5000])}


def sentence(rng, story):
    fill = {"town": story["town"], "other": rng.choice(story["others"]), "name": rng.choice(story["people"]), "thing": rng.choice(story["things"]), "day": rng.choice(DAYS),
            "year": rng.randint(1985, 2020), "count": rng.randint(2, 90), "office": rng.choice(OFFICES).format(town=story["town"])}
    return f"{rng.choice(SUBJECTS)} {rng.choice(DEEDS)}, {rng.choice(REASONS)}.".format(**fill)


def count_sentence(rng, story):
    number = rng.choice(COUNTS).format(n=f"{int(story['size'] * rng.choice([1, 1, 1, 0.5, 1.2])):,}")
    verb, noun = story["happening"]
    office = rng.choice(OFFICES).format(town=story["town"])
    return f"{number[0].upper() + number[1:]} people {verb} {story['town']} on {story['day']}, {office} said, in the {noun} that {rng.choice(story['people'])} had foreseen."


def report(rng, story, number):
    paragraphs = []
    for i in range(rng.randint(12, 18)):
        first = count_sentence(rng, story) if i % 4 == 0 else sentence(rng, story)
        paragraphs.append(first + " " + sentence(rng, story))
    return {"id": f"r{number}", "title": f"{story['happening'][1].capitalize()} in {story['town']} on {story['day']}", "text": "\n\n".join(paragraphs),
            "date_publish": f"2021-05-{1 + number % 28:02}T10:00:00", "source_domain": f"outlet{number % 7}.example", "language": "en"}


def main():
    path, count, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 304, int(sys.argv[3]) if len(sys.argv) > 3 else 1
    rng = random.Random(seed)
    with open(path, "w", encoding="utf8") as out:
        story = None
        for number in range(count):
            if number % 4 == 0:
                story = new_story(rng)
            out.write(json.dumps(report(rng, story, number), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
