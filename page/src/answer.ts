// The answer that a story opens with, in the words of its sources: "Attendance: police 3,500, organisers 12,000, a
// reporter 6,000." Which figures it takes is a matter of order alone: conflicts first, then what moved, then what several
// witnesses agree on; but all figures of an event before ages, sums and lengths.
import type { Account, Claim, Figure, Status, StoryHead } from "./account.ts";
import { h, type Child } from "./dom.ts";
import { byDate, grouped } from "./lists.ts";
import {
    bounds,
    days,
    isOther,
    number,
    numberOf,
    plural,
    scoped,
    sharedStanding,
    sourceKind,
    standing,
    voice,
} from "./wording.ts";

/** Witnesses named in one sentence. */
const NAMED = 5;

const ORDER: Record<Status, number> = { conflict: 0, evolving: 1, agree: 2, refines: 3, repeated: 4, single: 5 };

/** Draws one number of the answer; with a cell where the story is open, as words where it is not. */
export type DrawNumber = (claims: Claim[], words: string) => Child;

/** The figures that a story's answer is made of, the most urgent first. */
export function leading(head: StoryHead, most: number): Figure[] {
    const worth = (figure: Figure) => [
        figure.event ? 0 : 1,
        ORDER[figure.status],
        -(figure.witnesses ?? 1),
        -figure.claims.length,
    ];
    const named = head.figures.filter(
        (figure) => !isOther(figure.quantity) && (figure.event || ORDER[figure.status] < 2),
    );
    return named
        .map((figure) => ({ figure, key: worth(figure) }))
        .sort((a, b) => a.key.reduce((so, value, i) => so || value - b.key[i]!, 0))
        .slice(0, most)
        .map((one) => one.figure);
}

/** One figure as a sentence. */
export function sentenceOf(account: Account, head: StoryHead, figure: Figure, draw: DrawNumber): Child[] {
    const event = head.events.find((one) => one.id === figure.event);
    const name = [scoped(figure.quantity, figure.scope), sharedStanding(figure)].filter(Boolean).join(", ");
    return [
        h("b", { class: "of-what" }, name),
        event && [" ", h("span", { class: "of" }, event.title)],
        ": ",
        figure.best_rule === "decided" && [h("b", {}, number(figure.best!)), ", as decided; "],
        body(account, figure, draw),
        ".",
    ];
}

function body(account: Account, figure: Figure, draw: DrawNumber): Child {
    if (figure.status === "conflict" || figure.status === "refines") return voices(account, figure, draw);
    if (figure.status === "evolving") return moved(account, figure, draw);
    const number = draw(figure.claims, inSentence(figure.claims[0]!));
    if (figure.status === "agree") return [number, `, by ${plural(figure.witnesses ?? 2, "witness", "witnesses")}`];
    if (figure.status === "repeated") return [number, ", by one witness only"];
    return [number, ` (${voice(account, figure.claims[0]!)} alone)`];
}

/** "police 3,500, organisers 12,000": each witness once, from the largest number down, vague words last. */
function voices(account: Account, figure: Figure, draw: DrawNumber): Child[] {
    const size = (claim: Claim) => (claim.modifier === "vague" ? -1 : 1) * (claim.low ?? claim.high ?? 0);
    const witnesses = [...grouped(figure.claims, (claim, at) => claim.witness ?? -at).values()]
        .map((claims) => [...claims].sort((a, b) => size(b) - size(a)))
        .sort((a, b) => size(b[0]!) - size(a[0]!));
    // Two witnesses may bear one name, as two reports of an outlet do: what they both say is said once.
    const sayings = grouped(witnesses, ([first]) => `${named(account, first!)} ${inSentence(first!)}${told(first!)}`);
    const parts: Child[] = [...sayings.values()].slice(0, NAMED).map((saying, i) => {
        const [first] = saying[0]!;
        const same = saying.flat().filter((claim) => claim.low === first!.low && claim.high === first!.high);
        const how = sharedStanding(figure) ? "" : told(first!);
        const comma = i < Math.min(sayings.size, NAMED) - 1;
        return [named(account, first!), " ", unbroken(draw(same, inSentence(first!)), how, comma && ","), comma && " "];
    });
    if (sayings.size > NAMED) parts.push(` and ${sayings.size - NAMED} more`);
    return parts;
}

/** A number and the mark behind it stay on one line. */
function unbroken(...parts: Child[]): Child {
    return h("span", { class: "unbroken" }, ...parts);
}

function named(account: Account, claim: Claim): string {
    const kind = claim.source && sourceKind({ ...claim.source, text: voice(account, claim) });
    return `${voice(account, claim)}${kind ? ` (${kind})` : ""}`;
}

function told(claim: Claim): string {
    const how = standing(claim);
    return how ? ` (${how})` : "";
}

/** "two on 8 Feb, nine on 10 Feb": the claims that the account's reason names, else the first and the last. */
function moved(account: Account, figure: Figure, draw: DrawNumber): Child[] {
    const published = (claim: Claim) => account.reports.get(claim.report)?.published;
    const inOrder = [...figure.claims].sort((a, b) => byDate(published(a), published(b)));
    const ends = (figure.reason?.claims ?? []).map((at) => figure.claims[at]).filter((claim) => !!claim);
    const [from, to] = ends.length === 2 ? ends : [inOrder[0], inOrder[inOrder.length - 1]];
    const dayOf = (claim: Claim) => {
        const report = account.reports.get(claim.report);
        return report?.published ? days(report.published, report.published_end, { year: false }) : "";
    };
    const on = (claim: Claim, when: string) =>
        unbroken(draw([claim], inSentence(claim)), !sharedStanding(figure) && told(claim), when && ` on ${when}`);
    const [first, last] = [dayOf(from!), dayOf(to!)];
    // A claim about an earlier time may stand in a later report: then the reports' days would mislead.
    const inTime = byDate(published(from!), published(to!)) <= 0;
    return [on(from!, inTime && first !== last ? first : ""), ", then ", on(to!, inTime ? last : "")];
}

/** "at least 7,000" within a sentence; what is no word stays as it is, and "no" of something is nought. */
function inSentence(claim: Claim): string {
    if (claim.low === 0 && claim.high === 0) return bounds(claim);
    return numberOf(claim).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

/** The day on which a figure last changed: that of the report which replaced or contradicted another. */
export function changed(account: Account, head: StoryHead): string | null {
    const daysOf = head.figures
        .filter((figure) => figure.status === "conflict" || figure.status === "evolving")
        .flatMap((figure) => {
            const deciding = (figure.reason?.claims ?? []).map((at) => figure.claims[at]).filter((claim) => !!claim);
            const known = (deciding.length ? deciding : figure.claims)
                .map((claim) => account.reports.get(claim.report)?.published)
                .filter((day) => !!day);
            return known.sort().slice(-1);
        });
    return daysOf.sort().slice(-1)[0] ?? null;
}
