// Who said what. Statements that stand in more than one version come first, their versions side by side with the words
// marked that the version they are compared with does not have, and what that does to the sense; indirect speech that
// says the same stands beside them. Then everything by speaker. Each speaker leads to the words that give the name.
import type { Account, Statement, Story, Variant, WordChange } from "./account.ts";
import { besideValue } from "./decisions.ts";
import { fold, foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf, marked, saidWords, type Evidence } from "./evidence.ts";
import { grouped } from "./lists.ts";
import { pointText } from "./text.ts";
import { day, days, outlet, plural } from "./wording.ts";

const SHOWN_VERSIONS = 6;
const SHOWN_SPEAKERS = 8;
const SHOWN_STATEMENTS = 3;
const NO_WORD = /[^\p{L}\p{N}]+/gu;
const NO_SPEAKER = "Speaker not told";

export function statements(account: Account, story: Story): Child {
    if (story.statements.length === 0) return h("p", { class: "none" }, "No statement was found.");
    const versions = story.statements.filter((statement) => sameWords(account, statement).length > 1);
    const speakers = bySpeaker(story.statements);
    return [
        versions.length > 0 && [
            h("h3", { class: "part" }, "In more than one version"),
            foldAfter(versions, SHOWN_VERSIONS, "more", (part) =>
                part.map((statement) => sideBySide(account, statement)),
            ),
        ],
        h("h3", { class: "part" }, "By speaker"),
        foldAfter(speakers, SHOWN_SPEAKERS, "more speakers", (part) =>
            part.map(([name, said]) => speakerBlock(account, name, said)),
        ),
    ];
}

/** Speakers with most statements first; those whose speaker is not told last. */
function bySpeaker(all: Statement[]): [string, Statement[]][] {
    const speakers = grouped(all, (statement) => statement.speaker ?? NO_SPEAKER);
    const rank = ([name, said]: [string, Statement[]]) => (name === NO_SPEAKER ? -1 : said.length);
    return [...speakers].sort((a, b) => rank(b) - rank(a));
}

/** Variants that say the same, but for case and punctuation, together: they are one version in several reports. */
function sameWords(account: Account, statement: Statement): Variant[][] {
    const key = (variant: Variant) =>
        `${variant.relation ?? ""} ${saidWords(account, variantEvidence(variant)).toLowerCase().replace(NO_WORD, " ").trim()}`;
    return [...grouped(statement.variants, key).values()];
}

function sideBySide(account: Account, statement: Statement): HTMLElement {
    return h(
        "article",
        { class: "statement" },
        h("h4", { dir: "auto" }, statement.speaker ?? NO_SPEAKER),
        h(
            "div",
            { class: "versions" },
            ...sameWords(account, statement).map((variants) => version(account, statement, variants)),
        ),
        ...notes(account, statement),
    );
}

/** What must be known of a statement's speaker: which words give the name, and who else is given the same words. */
function notes(account: Account, statement: Statement): Child[] {
    const words = statement.variants.flatMap((variant) =>
        variantEvidence(variant).said.map((span) => ({ ...span, report: variant.report })),
    );
    const decided = besideValue(account, words, ["speaker"]);
    const evidence = statement.speaker_evidence ?? [];
    const others = (statement.other_speakers ?? []).map((other) => other.speaker ?? NO_SPEAKER);
    return [
        decided && h("p", { class: "decided" }, decided),
        evidence.length > 0 &&
            cell(evidence.map(evidenceOf), { class: "through" }, `Who says that it is ${statement.speaker}`),
        others.length > 0 && h("p", { class: "through" }, `The same words are given to ${others.join(", ")} too.`),
    ];
}

/** "may change what is said: “leave” here “give away”", a line a piece that does more than word it otherwise. */
function senseChanges(account: Account, statement: Statement, variant: Variant): Child[] {
    const against = statement.variants[variant.against ?? 0];
    const wordsOf = (of: Variant | undefined, spans: [number, number][]) =>
        of && spans.length > 0
            ? `“${saidWords(account, { report: of.report, said: spans.map(([start, end]) => ({ ...(of.field ? { field: of.field } : {}), start, end })) })}”`
            : "nothing";
    const line = (change: WordChange) =>
        h(
            "p",
            { class: `sense ${change.sense}` },
            `${change.sense === "changed" ? "Changes" : "May change"} what is said: ${wordsOf(variant, change.spans)} for ${wordsOf(against, change.of)}`,
        );
    return (variant.changes ?? []).filter((change) => change.sense !== "same").map(line);
}

function variantEvidence(variant: Variant): Evidence {
    const field = variant.field ? { field: variant.field } : {};
    return { report: variant.report, said: variant.spans.map(([start, end]) => ({ ...field, start, end })) };
}

/** The words of a version, cut pieces joined by an ellipsis, the differing words marked. */
function utterance(account: Account, variant: Variant): Child[] {
    const report = account.reports.get(variant.report);
    if (!report) return [];
    const text = pointText(report, variant.field);
    const differing = (variant.differences ?? []).map(([start, end]) => ({ start, end, as: "said" as const }));
    const pieces: Child[] = [];
    variant.spans.forEach(([start, end], i) => {
        if (i > 0) pieces.push(" … ");
        pieces.push(marked(text, start, end, differing));
    });
    return variant.direct === false ? pieces : bareQuotes(pieces);
}

/** Direct speech in quotation marks of the page's own, unless the span already brings its own. */
function bareQuotes(pieces: Child[]): Child[] {
    const whole = h("span", {}, ...pieces).textContent ?? "";
    return /^\s*["“”„«'‘]/.test(whole) ? pieces : ["“", ...pieces, "”"];
}

/** One version: its words, and every report that has it. */
function version(account: Account, statement: Statement, variants: Variant[]): HTMLElement {
    const first = variants[0]!;
    const report = account.reports.get(first.report);
    return h(
        "div",
        { class: "version" },
        cell(
            variants.map(variantEvidence),
            { class: "utterance" },
            h(
                "q",
                { class: first.direct === false ? "indirect" : "direct", dir: "auto", lang: report?.language },
                ...utterance(account, first),
            ),
        ),
        ...senseChanges(account, statement, first),
        ...variants.map((variant) => provenance(account, variant)),
    );
}

function provenance(account: Account, variant: Variant): HTMLElement {
    const report = account.reports.get(variant.report);
    const when = variant.date ? day(variant.date) : days(report?.published, report?.published_end);
    const more = [
        when,
        variant.embed ? "in an embedded post" : "",
        variant.relation === "paraphrase" ? "in other words, not quoted" : variant.direct === false ? "reported, not quoted" : "",
        variant.chain && variant.chain.length > 0 ? `through ${variant.chain.join(", ")}` : "",
        variant.cue ? `“${variant.cue}”` : "",
    ];
    return cell(
        [variantEvidence(variant)],
        { class: "through" },
        h("b", {}, outlet(report)),
        more
            .filter(Boolean)
            .map((part) => ` · ${part}`)
            .join(""),
    );
}

function speakerBlock(account: Account, name: string, said: Statement[]): HTMLElement {
    const list = (part: Statement[]) => h("ul", {}, ...part.map((statement) => statementRow(account, statement)));
    return h(
        "section",
        { class: "speaker" },
        h("h4", { dir: "auto" }, name, " ", h("span", { class: "count" }, plural(said.length, "statement"))),
        h("div", {}, foldAfter(said, SHOWN_STATEMENTS, name === NO_SPEAKER ? "more" : `more by ${name}`, list)),
    );
}

function statementRow(account: Account, statement: Statement): HTMLElement {
    const [first, ...others] = sameWords(account, statement);
    return h(
        "li",
        {},
        version(account, statement, first ?? statement.variants),
        ...notes(account, statement),
        others.length > 0 &&
            fold(
                plural(others.length, "other version"),
                ...others.map((variants) => version(account, statement, variants)),
            ),
    );
}
