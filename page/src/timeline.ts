// What happened when. A strip draws all days to scale; below it the events stand day by day. A day that a report
// states is a full dot, a day that was inferred is a hollow one and says from what.
import * as Plot from "@observablehq/plot";
import type { Account, AccountEvent, Figure, Report, Story } from "./account.ts";
import { here } from "./address.ts";
import { besideValue, ON_EVENTS } from "./decisions.ts";
import { foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf } from "./evidence.ts";
import { isDisputed } from "./figures.ts";
import { byDate, grouped } from "./lists.ts";
import { keepDrawn, PAPER_WIDTH } from "./plots.ts";
import {
    capital,
    day,
    DAY,
    eventDay,
    exactDay,
    listed,
    outlet,
    outletOf,
    plural,
    readable,
    reportDay,
    scoped,
    STATUS,
} from "./wording.ts";

const SHOWN_DAYS = 14;
const SHOWN_BACKGROUND = 3;
const SHOWN_EVENTS = 8;
/** Events further than this from every report are background: listed apart, off the strip's scale. */
const NEAR = 45 * DAY;
/** On the strip, a stretch of more days than this without anything is drawn as wide as `CUT_GAP` days. */
const LONG_GAP = 12;
const CUT_GAP = 6;
const LABEL_WIDTH = 56;
/** Pixels from mark to mark, and how many are drawn on one day before the others are counted. */
const STEP = 13;
const PILE = 10;
const SHOWN_CHIPS = 4;

export function timeline(account: Account, story: Story): Child {
    const dated = story.events.filter((event) => event.date).sort((a, b) => byDate(a.date, b.date));
    if (dated.length === 0) return h("p", { class: "none" }, "No event has a known day.");
    const figures = grouped(story.figures.filter(isDisputed), (figure) => figure.event ?? "");
    const near = nearReports(account, story);
    const isNear = (event: AccountEvent) => exactDay(event.date) !== null && near(exactDay(event.date)!);
    const list = (part: [string, AccountEvent[]][]) =>
        h("ol", { class: "timeline" }, ...part.map(([name, events]) => dayRow(account, name, events, figures)));
    const background = perDay(dated.filter((event) => !isNear(event)));
    return [
        strip(account, story, dated.filter(isNear), near),
        foldAfter(perDay(dated.filter(isNear)), SHOWN_DAYS, "more days", list),
        background.length > 0 && [
            h("h3", { class: "part" }, "Known by month or year only, or further away"),
            foldAfter(background, SHOWN_BACKGROUND, "more", list),
        ],
    ];
}

function perDay(events: AccountEvent[]): [string, AccountEvent[]][] {
    return [...grouped(events, (event) => eventDay(event, { weekday: true }))];
}

/** Whether a day lies near the days of the reports; every day does where no report has one. */
function nearReports(account: Account, story: Story): (at: Date) => boolean {
    const reported = story.reports.map((id) => exactDay(account.reports.get(id)?.published)).filter((at) => at !== null);
    return (at) => reported.length === 0 || reported.some((day) => Math.abs(+day - +at) <= NEAR);
}

function isInferred(event: AccountEvent): boolean {
    return event.date_stated === false;
}

function dayRow(account: Account, name: string, events: AccountEvent[], figures: Map<string, Figure[]>): HTMLElement {
    return h(
        "li",
        { class: "day" },
        h("p", { class: "date" }, name),
        h(
            "div",
            { class: "events" },
            foldAfter(byTitle(events), SHOWN_EVENTS, "more", (part) =>
                h("ul", {}, ...part.map((told) => eventRow(account, told, figures))),
            ),
        ),
    );
}

/** Events of one day that the same sentence tells stand under it together. */
function byTitle(events: AccountEvent[]): AccountEvent[][] {
    return [...grouped(events, (event) => event.title).values()];
}

function eventRow(account: Account, events: AccountEvent[], figures: Map<string, Figure[]>): HTMLElement {
    const evidence = events.flatMap((event) => event.evidence ?? []);
    const once = [...grouped(evidence, (span) => `${span.report} ${span.start} ${span.end}`).values()].map(
        (same) => same[0]!,
    );
    const sure = events.some((event) => !isInferred(event));
    return h(
        "li",
        { class: `event ${exactDay(events[0]!.date) ? (sure ? "" : "inferred") : "vague"}` },
        h("p", { class: "what" }, cell(once.map(evidenceOf), { class: "title" }, events[0]!.title)),
        ...events.map((event) => eventFacts(account, event, figures.get(event.id) ?? [])),
    );
}

/** What the event is, where, by whom it is told, how its day is known, and the figures about it that differ. */
function eventFacts(account: Account, event: AccountEvent, figures: Figure[]): HTMLElement {
    const reports = [...new Set((event.reports ?? []).map((id) => outletOf(account, id)))];
    const by = reports.length > 3 ? plural(event.reports!.length, "report") : listed(reports);
    const decided = besideValue(account, event.evidence ?? [], ON_EVENTS);
    const isDayDecided = besideValue(account, event.evidence ?? [], ["event_day"]) !== null;
    const reason = event.date_reason && readable(account, event.date_reason);
    return h(
        "p",
        { class: "meta" },
        h("b", {}, capital(event.type)),
        [event.place?.name ?? "", by].filter(Boolean).map((part) => ` · ${part}`),
        isInferred(event) &&
            !isDayDecided && [
                " · ",
                h("span", { class: "how" }, "day inferred", reason && ": "),
                reason && cell((event.date_evidence ?? []).map(evidenceOf), { class: "plain how" }, reason),
            ],
        decided && h("span", { class: "decided" }, ` ${decided}`),
        figures.length > 0 && h("span", { class: "chips" }, ...figures.slice(0, SHOWN_CHIPS).map(chip)),
    );
}

function chip(figure: Figure): HTMLElement {
    const words = `${scoped(figure.quantity, figure.scope)}: ${STATUS[figure.status].title.toLowerCase()}`;
    return h("a", { href: here({ figure: figure.id }), class: `chip ${figure.status}` }, words);
}

interface Mark {
    at: Date;
    row: number;
    inferred: boolean;
    title: string;
}

/** An interval has no place on the strip: its first day would look like the day. */
function oneDay(first: string | null | undefined, last: string | null | undefined): Date | null {
    return last && last !== first ? null : exactDay(first);
}

/** One dot above the line for each event, one square below it for each report, all on one scale of days. */
function strip(account: Account, story: Story, events: AccountEvent[], near: (at: Date) => boolean): Child {
    const reports = story.reports.map((id) => account.reports.get(id)).filter((report): report is Report => !!report);
    const above = stack(
        events.map((event) => ({
            at: oneDay(event.date, event.date_end),
            inferred: isInferred(event),
            title: `${eventDay(event)}: ${event.title}`,
        })),
        near,
    );
    const below = stack(
        reports.map((report) => ({
            at: oneDay(report.published, report.published_end),
            inferred: report.published_stated === false,
            title: `${reportDay(report)}: ${outlet(report)}`,
        })),
        near,
    );
    if (new Set(above.map((mark) => +mark.at)).size < 2) return null;
    const holder = h("div", { class: "plot strip-plot" });
    keepDrawn(holder, { paper: PAPER_WIDTH, height: stripSize(above, below).height }, (width) =>
        holder.replaceChildren(drawStrip(above, below, width)),
    );
    const label = `${plural(above.length, "event")} and ${plural(below.length, "report")} by day. Full: the day is stated. Hollow: it is inferred.`;
    return h("figure", { class: "strip" }, holder, h("figcaption", {}, label));
}

function stack(marks: { at: Date | null; inferred: boolean; title: string }[], near: (at: Date) => boolean): Mark[] {
    const heights = new Map<number, number>();
    const kept = marks
        .filter((mark): mark is Omit<Mark, "row"> => mark.at !== null && near(mark.at))
        .sort((a, b) => +a.at - +b.at);
    return kept.map((mark) => {
        const row = heights.get(+mark.at) ?? 0;
        heights.set(+mark.at, row + 1);
        return { ...mark, row };
    });
}

/** Days along the strip: to scale, but stretches without events or reports cut to a few days' width and named. */
class Days {
    private readonly marks_: Map<number, number[]>;
    private readonly places_ = new Map<number, number>();
    readonly breaks: { at: number; label: string }[] = [];
    readonly length: number;

    constructor(days: number[]) {
        this.marks_ = grouped(days, (day) => day);
        const sorted = [...this.marks_.keys()].sort((a, b) => a - b);
        let place = 0;
        sorted.forEach((at, i) => {
            const gap = i === 0 ? 0 : Math.round((at - sorted[i - 1]!) / DAY);
            if (gap > LONG_GAP) this.breaks.push({ at: place + CUT_GAP / 2, label: gapLabel(gap) });
            place += Math.min(gap, gap > LONG_GAP ? CUT_GAP : gap);
            this.places_.set(at, place);
        });
        this.length = place;
    }

    at(day: Date): number {
        return this.places_.get(+day)!;
    }

    /** The days that can be labelled without touching one another, the fullest first, given the pixels a day takes. */
    labels(pixels: number): Date[] {
        const shown: number[] = [];
        const apart = (a: number, b: number) => Math.abs(this.places_.get(a)! - this.places_.get(b)!) * pixels;
        for (const [day] of [...this.marks_].sort((a, b) => b[1].length - a[1].length)) {
            if (shown.every((other) => apart(day, other) >= LABEL_WIDTH)) shown.push(day);
        }
        return shown.map((day) => new Date(day));
    }
}

function gapLabel(days: number): string {
    if (days > 700) return plural(Math.round(days / 365), "year");
    if (days > 60) return plural(Math.round(days / 30.4), "month");
    return plural(days, "day");
}

/** How high the strip's parts are. */
function stripSize(events: Mark[], reports: Mark[]): { top: number; bottom: number; height: number } {
    const rows = (marks: Mark[]) => Math.min(PILE, Math.max(0, ...marks.map((mark) => mark.row))) + 1;
    const top = rows(events) * STEP + 10;
    return { top, bottom: top + 26, height: top + 26 + rows(reports) * STEP + 8 };
}

/** For each day with more marks than a pile holds: how many more there are. */
function overflow(marks: Mark[]): { at: Date; more: string }[] {
    const rows = new Map<number, number>();
    for (const mark of marks) rows.set(+mark.at, Math.max(rows.get(+mark.at) ?? 0, mark.row));
    return [...rows]
        .filter(([, row]) => row >= PILE)
        .map(([at, row]) => ({ at: new Date(at), more: `+${row + 1 - PILE}` }));
}

function drawStrip(events: Mark[], reports: Mark[], width: number): Element {
    const { height, ...axis } = stripSize(events, reports);
    const scale = new Days([...events, ...reports].map((mark) => +mark.at));
    const r = 5;
    const above = (row: number) => axis.top - 4 - (row + 0.5) * STEP;
    const below = (row: number) => axis.bottom + 4 + (row + 0.5) * STEP;
    const [left, right] = [62, 30];
    const pixels = (width - left - right) / Math.max(1, scale.length);
    const label = { fontSize: 11.5, fill: "var(--muted)" };
    const symbols = (marks: Mark[], y: (mark: Mark) => number, symbol: "circle" | "square") =>
        Plot.dot(
            marks.filter((mark) => mark.row < PILE),
            {
                x: (mark: Mark) => scale.at(mark.at),
                y,
                r,
                symbol,
                fill: (mark: Mark) => (mark.inferred ? "var(--paper)" : "currentColor"),
                stroke: "currentColor",
                strokeWidth: 1.5,
                title: "title",
            },
        );
    const more = (marks: Mark[], y: number) =>
        Plot.text(overflow(marks), { x: (pile) => scale.at(pile.at), y, text: "more", ...label });
    const drawn = Plot.plot({
        width,
        height,
        marginLeft: left,
        marginRight: right,
        marginTop: 0,
        marginBottom: 0,
        x: { domain: [0, Math.max(1, scale.length)], axis: null },
        y: { type: "identity", axis: null },
        color: { type: "identity" },
        marks: [
            Plot.ruleY([axis.top, axis.bottom], { stroke: "var(--line)", insetLeft: -r - 4, insetRight: -r - 4 }),
            Plot.text(scale.labels(pixels), {
                x: (at: Date) => scale.at(at),
                y: (axis.top + axis.bottom) / 2,
                text: tickLabel,
                ...label,
            }),
            Plot.text(scale.breaks, {
                x: "at",
                y: axis.top - 10,
                text: (gap) => `⋯ ${gap.label} ⋯`,
                fontStyle: "italic",
                ...label,
            }),
            symbols(events, (mark) => above(mark.row), "circle"),
            symbols(reports, (mark) => below(mark.row), "square"),
            more(events, above(PILE)),
            more(reports, below(PILE)),
            Plot.text(["events"], { frameAnchor: "left", dx: -left, y: above(0), textAnchor: "start", ...label }),
            reports.length
                ? Plot.text(["reports"], { frameAnchor: "left", dx: -left, y: below(0), textAnchor: "start", ...label })
                : null,
        ],
    });
    drawn.setAttribute("aria-hidden", "true");
    return drawn;
}

function tickLabel(at: Date): string {
    return day(at.toISOString().slice(0, 10), { year: false });
}
