// What stands at the words that a reader has before them, and can be decided on: a number, an event, a statement, a name, and
// always the report itself.
import type { Account, AccountEvent, Claim, Entity, Figure, ReportSpan, Span, Statement, Story } from "./account.ts";
import type { Decided } from "./decisions.ts";
import type { Evidence } from "./evidence.ts";

export type Subject =
    | { kind: "claim"; figure: Figure; claim: Claim }
    | { kind: "event"; event: AccountEvent; at: ReportSpan }
    | { kind: "statement"; statement: Statement; at: ReportSpan }
    | { kind: "name"; entity: Entity; at: ReportSpan }
    | { kind: "report"; report: string };

export const KIND: Record<Subject["kind"], string> = {
    claim: "Number",
    event: "Event",
    statement: "Statement",
    name: "Name",
    report: "Report",
};

const field = (span: Span) => span.field ?? "text";

export function meet(a: ReportSpan, b: ReportSpan): boolean {
    return a.report === b.report && field(a) === field(b) && a.start < b.end && b.start < a.end;
}

export function isSame(a: ReportSpan, b: ReportSpan): boolean {
    return a.report === b.report && field(a) === field(b) && a.start === b.start && a.end === b.end;
}

/** The first span of each version. */
export function variantSpan(variant: Statement["variants"][number], at = 0): ReportSpan {
    const [start, end] = variant.spans[at]!;
    return { report: variant.report, start, end, ...(variant.field ? { field: variant.field } : {}) };
}

/** Everything at these words, what they name exactly first; the report last. */
export function subjectsAt(account: Account, story: Story, evidence: Evidence): Subject[] {
    const words = evidence.said.map((span) => ({ ...span, report: evidence.report }));
    const among = (span: ReportSpan) => words.some((one) => meet(one, span));
    const found: { subject: Subject; exact: boolean; size: number }[] = [];
    const add = (subject: Subject, span: ReportSpan) =>
        found.push({ subject, exact: words.some((one) => isSame(one, span)), size: span.end - span.start });
    for (const figure of story.figures)
        for (const claim of figure.claims) if (among(claim)) add({ kind: "claim", figure, claim }, claim);
    for (const event of story.events) {
        const at = (event.evidence ?? []).find(among);
        if (at) add({ kind: "event", event, at }, at);
    }
    for (const statement of story.statements) {
        const at = statement.variants
            .flatMap((variant) => variant.spans.map((_, i) => variantSpan(variant, i)))
            .find(among);
        if (at) add({ kind: "statement", statement, at }, at);
    }
    for (const entity of story.entities) {
        const at = (entity.aliases ?? []).find(among);
        if (at) add({ kind: "name", entity, at }, at);
    }
    const order = Object.keys(KIND);
    found.sort(
        (a, b) =>
            Number(b.exact) - Number(a.exact) ||
            a.size - b.size ||
            order.indexOf(a.subject.kind) - order.indexOf(b.subject.kind),
    );
    const subjects = found.map((one) => one.subject);
    // Words of many sentences, as a report's beginning, name the report first.
    const isOpening = words.some((one) => one.field === "title") && !found.some((one) => one.exact);
    const report: Subject = { kind: "report", report: evidence.report };
    return account.reports.has(evidence.report)
        ? isOpening
            ? [report, ...subjects]
            : [...subjects, report]
        : subjects;
}

/** The figure with the claim at these words. */
export function figureAt(story: Story, words: ReportSpan): { figure: Figure; claim: Claim } | null {
    for (const figure of story.figures)
        for (const claim of figure.claims) if (isSame(claim, words)) return { figure, claim };
    for (const figure of story.figures)
        for (const claim of figure.claims) if (meet(claim, words)) return { figure, claim };
    return null;
}

export function eventAt(story: Story, words: ReportSpan): AccountEvent | null {
    return story.events.find((event) => (event.evidence ?? []).some((span) => meet(span, words))) ?? null;
}

export function statementAt(story: Story, words: ReportSpan): Statement | null {
    return (
        story.statements.find((one) =>
            one.variants.some((variant) => variant.spans.some((_, i) => meet(variantSpan(variant, i), words))),
        ) ?? null
    );
}

export function entityAt(story: Story, words: ReportSpan): Entity | null {
    return story.entities.find((one) => (one.aliases ?? []).some((alias) => meet(alias, words))) ?? null;
}

/** What a decision is on. */
export function kindOf(decided: Decided): Subject["kind"] {
    switch (decided.verb) {
        case "one_event":
        case "two_events":
        case "event_day":
        case "event_type":
        case "event_place":
            return "event";
        case "speaker":
            return "statement";
        case "one_name":
        case "two_names":
        case "redact":
            return "name";
        case "day":
        case "outlet":
        case "copy":
        case "not_a_copy":
        case "leave_out":
            return "report";
        default:
            return "claim";
    }
}
