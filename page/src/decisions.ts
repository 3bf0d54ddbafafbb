// Decisions of people, as a log has them (a line each, docs/decisions.md) and as an account tells them: with what became of
// each, what the machine had in that place, and the cells that it is on. Here they are read, made from words of
// reports, and worded.
import type { Account, Claim, Report, ReportSpan, Story } from "./account.ts";
import { pointText } from "./text.ts";
import { bounds, number, plural, quantity } from "./wording.ts";

export type Verb =
    | "quantity"
    | "scope"
    | "bounds"
    | "source"
    | "event"
    | "not_a_claim"
    | "claim"
    | "one_event"
    | "two_events"
    | "event_day"
    | "event_type"
    | "event_place"
    | "one_figure"
    | "two_figures"
    | "speaker"
    | "one_name"
    | "two_names"
    | "day"
    | "outlet"
    | "copy"
    | "not_a_copy"
    | "leave_out"
    | "final"
    | "redact"
    | "right"
    | "undo";

/** Words of a report, or the report as a whole; offsets are code points. */
export interface Target {
    /** The SHA-256 of the report's bytes. */
    report: string;
    field?: "text" | "title";
    start?: number;
    end?: number;
    quote?: string;
}

/** What a person says of a number; what is left out stays as it was read. */
export interface ClaimValue {
    quantity?: string;
    scope?: string;
    low?: number | null;
    high?: number | null;
    modifier?: string;
    source?: string;
}

export type Value = string | { value: number } | ClaimValue;

/** A decision as it is made. */
export interface Choice {
    verb: Verb;
    on: Target[];
    old?: string;
    new?: Value | null;
    reason?: string;
    /** Of an undo: the decision that is taken back. */
    of?: string;
}

/** A line of a log. */
export interface Line extends Choice {
    recount_decision: 1;
    id: string;
    at?: string;
    by?: string;
    round?: string;
}

export interface Cell {
    story?: string;
    event?: string;
    figure?: string;
    claim?: string;
    statement?: string;
    entity?: string;
}

/** `kept`: in this browser; the account does not know it yet. */
export type Outcome = "holds" | "misfit" | "replaced" | "undone" | "absent" | "kept";

/** Where a decision is on, in the reports of the account. */
export interface Place {
    sha256: string;
    report?: string;
    field?: "title";
    start?: number;
    end?: number;
    quote?: string;
}

/** A decision as the account tells it. */
export interface Decided extends Omit<Line, "on" | "recount_decision"> {
    on: Place[];
    outcome: Outcome;
    why?: string;
    machine?: string;
    cells: Cell[];
}

/** What a page needs to decide with. */
export interface Deciding {
    quantities: string[];
    modifiers: string[];
    /** Types of events. */
    events: string[];
    /** Of coding: its decisions alone are shown. */
    round: string;
    /** Whether the server that gave the page keeps decisions. */
    kept: boolean;
    /** One fingerprint of all reports. */
    reports: string;
}

export function targetOf(account: Account, span: ReportSpan): Target {
    const report = account.reports.get(span.report)!;
    return {
        report: report.sha256 ?? "",
        field: span.field ?? "text",
        start: span.start,
        end: span.end,
        quote: pointText(report, span.field).slice(span.start, span.end),
    };
}

export function wholeReport(report: Report): Target {
    return { report: report.sha256 ?? "" };
}

/** "d" and 16 random hexadecimal digits. */
export function newId(): string {
    return `d${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Decisions that stand: neither undone nor replaced. */
export function standing(decisions: Decided[]): Decided[] {
    return decisions.filter((one) => one.outcome !== "undone" && one.outcome !== "replaced");
}

/** Those on reports of the story, misfits first. */
export function decisionsOf(account: Account, story: Story): Decided[] {
    const hashes = new Set(story.reports.map((id) => account.reports.get(id)?.sha256));
    const rank = (one: Decided) => ["misfit", "kept", "holds", "absent", "replaced", "undone"].indexOf(one.outcome);
    return account.decisions
        .filter((one) => one.on.some((place) => hashes.has(place.sha256)))
        .sort((a, b) => rank(a) - rank(b));
}

/** Those on a cell of a story. */
export function decisionsOn(account: Account, cell: Cell): Decided[] {
    const names = Object.entries(cell) as [keyof Cell, string][];
    return standing(account.decisions).filter((one) =>
        one.cells.some((other) => names.every(([name, id]) => other[name] === id)),
    );
}

/** Those whose words meet these. */
export function decisionsAt(account: Account, span: ReportSpan): Decided[] {
    const sha256 = account.reports.get(span.report)?.sha256;
    return standing(account.decisions).filter((one) =>
        one.on.some(
            (place) =>
                place.sha256 === sha256 &&
                place.start !== undefined &&
                (place.field ?? "text") === (span.field ?? "text") &&
                place.start < span.end &&
                place.end! > span.start,
        ),
    );
}

const DONE: Record<Verb, string> = {
    quantity: "What it counts",
    scope: "Whom it counts",
    bounds: "Its number",
    source: "Its source",
    event: "Its event",
    not_a_claim: "No number of this",
    claim: "A number that was not read",
    one_event: "One event",
    two_events: "Two events",
    event_day: "When it happened",
    event_type: "What kind of event",
    event_place: "Where it happened",
    one_figure: "One figure",
    two_figures: "Two figures",
    speaker: "The speaker",
    one_name: "One person or thing",
    two_names: "Two of one name",
    day: "The report’s day",
    outlet: "The report’s outlet",
    copy: "A copy",
    not_a_copy: "Not a copy",
    leave_out: "Left out",
    final: "The final value",
    redact: "Redacted",
    right: "Right as it was read",
    undo: "Undone",
};

export const OUTCOME: Record<Outcome, string> = {
    holds: "Followed",
    misfit: "Does not fit",
    replaced: "A later one came after it",
    undone: "Undone",
    absent: "Waits for its report",
    kept: "Counts at the next run",
};

export function verbWords(verb: Verb): string {
    return DONE[verb] ?? verb;
}

/** What it says that has no value. */
const WITHOUT_VALUE: Partial<Record<Verb, string>> = {
    source: "the report itself",
    event_day: "not known",
    event_place: "not known",
};

/** What a decision says is right: "Arrested", "3–12", "Ana Orlo"; empty where its verb says it all. */
export function valueWords(decided: Pick<Choice, "verb" | "new">): string {
    const value = decided.new;
    if (typeof value === "string") return decided.verb === "quantity" ? quantity(value) : value;
    if (!value) return WITHOUT_VALUE[decided.verb] ?? "";
    if ("value" in value) return number(value.value);
    const claim = value as ClaimValue;
    return [
        claim.quantity && quantity(claim.quantity),
        claim.low !== undefined || claim.high !== undefined
            ? bounds({ low: claim.low ?? null, high: claim.high ?? null, ...modifierOf(claim) })
            : "",
        claim.scope !== "total" && claim.scope,
        claim.source,
    ]
        .filter(Boolean)
        .join(", ");
}

function modifierOf(claim: ClaimValue): { modifier?: string } {
    return claim.modifier ? { modifier: claim.modifier } : {};
}

/** The machine's value as people read it; `quantity` names are the codebook's. */
export function machineWords(decided: Decided): string {
    const machine = decided.machine ?? "";
    if (decided.verb === "quantity" || decided.verb === "not_a_claim") return machine && quantity(machine);
    // What does not fit, or is not yet followed, has nothing of the machine's.
    return machine || (decided.outcome === "holds" ? (WITHOUT_VALUE[decided.verb] ?? "") : "");
}

/** What stands of a claim in the place of one member, to be kept as `old`. */
export function oldOf(claim: Claim, field: "bounds" | "source"): string {
    return field === "bounds" ? bounds(claim) : (claim.source?.text ?? "");
}

/** "2 decisions, 1 does not fit" */
export function tally(decisions: Decided[]): string {
    const misfits = decisions.filter((one) => one.outcome === "misfit").length;
    const all = plural(decisions.length, "decision");
    return misfits ? `${all}, ${misfits} ${misfits === 1 ? "does" : "do"} not fit` : all;
}

/** "Ana decided: Arrested. Recount: Attendance" beside a value; null where nobody decided anything on it. */
export function besideValue(account: Account, spans: ReportSpan[], verbs: readonly Verb[]): string | null {
    const on = [...new Set(spans.flatMap((span) => decisionsAt(account, span)))].filter(
        (one) => verbs.includes(one.verb) && (one.outcome === "holds" || one.outcome === "kept"),
    );
    const told = on.map((one) => {
        const value = valueWords(one) || verbWords(one.verb).toLowerCase();
        const machine = machineWords(one);
        const by = one.by ? `${one.by} decided` : "Decided";
        const when = one.outcome === "kept" ? ", for the next run" : "";
        return `${by}${when}: ${value}.${machine ? ` Recount: ${machine}.` : ""}`;
    });
    return told.length > 0 ? told.join(" ") : null;
}

export const ON_EVENTS: readonly Verb[] = ["one_event", "two_events", "event_day", "event_type", "event_place"];

export const ON_CLAIMS: readonly Verb[] = [
    "quantity",
    "scope",
    "bounds",
    "source",
    "event",
    "not_a_claim",
    "claim",
    "one_figure",
    "two_figures",
    "final",
    "right",
];
