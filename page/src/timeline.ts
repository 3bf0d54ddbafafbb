// What happened when. A strip draws all days to scale; below it the events stand day by day. A day that a report
// states is a full dot, a day that was inferred is a hollow one and says from what.
import * as Plot from "@observablehq/plot";
import type { Account, AccountEvent, Figure, Report, Story } from "./account.ts";
import { foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf } from "./evidence.ts";
import { figureAnchor, isDisputed } from "./figures.ts";
import { keepDrawn } from "./plots.ts";
import { day, eventDay, listed, outletOf, plural, reportDay, scoped, STATUS } from "./wording.ts";

const PAPER_WIDTH = 660;
const SHOWN_DAYS = 14;
const DAY = 86_400_000;
const SHOWN_BACKGROUND = 3;
const SHOWN_EVENTS = 8;
/** Events further than this from every report are background: listed apart, off the strip's scale. */
const NEAR = 45 * DAY;

export function timeline(account: Account, story: Story): Child {
    const dated = story.events.filter((event) => event.date).sort((a, b) => (a.date! < b.date! ? -1 : a.date! > b.date! ? 1 : 0));
    if (dated.length === 0) return h("p", { class: "none" }, "No event has a known day.");
    const figures = new Map<string, Figure[]>();
    for (const figure of story.figures) {
        if (!figure.event || !isDisputed(figure)) continue;
        figures.get(figure.event)?.push(figure) ?? figures.set(figure.event, [figure]);
    }
    const near = nearReports(account, story);
    const isNear = (event: AccountEvent) => exact(event.date) !== null && near(exact(event.date)!);
    const list = (part: [string, AccountEvent[]][]) => h("ol", { class: "timeline" }, ...part.map(([name, events]) => dayRow(account, name, events, figures)));
    const background = perDay(dated.filter((event) => !isNear(event)));
    return [
        strip(account, story, dated.filter(isNear), near),
        foldAfter(perDay(dated.filter(isNear)), SHOWN_DAYS, "more days", list),
        background.length > 0 && [h("h3", { class: "part" }, "Known by month or year only, or further away"), foldAfter(background, SHOWN_BACKGROUND, "more", list)],
    ];
}

function perDay(events: AccountEvent[]): [string, AccountEvent[]][] {
    const byDay = new Map<string, AccountEvent[]>();
    for (const event of events) {
        const key = eventDay(event, { weekday: true });
        byDay.get(key)?.push(event) ?? byDay.set(key, [event]);
    }
    return [...byDay];
}

/** Whether a day lies near the days of the reports; every day does where no report has one. */
function nearReports(account: Account, story: Story): (at: Date) => boolean {
    const reported = story.reports.map((id) => exact(account.reports.get(id)?.published)).filter((at) => at !== null);
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
            foldAfter(events, SHOWN_EVENTS, "more", (part) => h("ul", {}, ...part.map((event) => eventRow(account, event, figures.get(event.id) ?? [])))),
        ),
    );
}

function eventRow(account: Account, event: AccountEvent, figures: Figure[]): HTMLElement {
    const inferred = isInferred(event);
    const reports = [...new Set((event.reports ?? []).map((id) => outletOf(account, id)))];
    return h(
        "li",
        { class: `event ${exact(event.date) ? (inferred ? "inferred" : "") : "vague"}` },
        h(
            "p",
            { class: "what" },
            cell((event.evidence ?? []).map(evidenceOf), { class: "title" }, event.title),
            inferred && h("span", { class: "flag" }, "day inferred"),
        ),
        h(
            "p",
            { class: "meta" },
            [event.type, event.place?.name ?? "", reports.length > 3 ? plural(event.reports!.length, "report") : listed(reports)].filter(Boolean).join(" · "),
        ),
        inferred &&
            event.date_reason &&
            h("p", { class: "meta how" }, cell((event.date_evidence ?? []).map(evidenceOf), { class: "plain" }, event.date_reason)),
        figures.length > 0 &&
            h(
                "p",
                { class: "meta" },
                ...figures.slice(0, 4).map((figure) =>
                    h(
                        "a",
                        { href: `#${figureAnchor(figure)}`, class: `chip ${figure.status}` },
                        `${scoped(figure.quantity, figure.scope)}: ${STATUS[figure.status].title.toLowerCase()}`,
                    ),
                ),
            ),
    );
}

interface Mark {
    at: Date;
    row: number;
    inferred: boolean;
    title: string;
}

function exact(date: string | null | undefined): Date | null {
    return date && /^\d{4}-\d{2}-\d{2}/.test(date) ? new Date(`${date.slice(0, 10)}T00:00:00Z`) : null;
}

/** One dot above the line for each event, one square below it for each report, all on one scale of days. */
function strip(account: Account, story: Story, events: AccountEvent[], near: (at: Date) => boolean): Child {
    const reports = story.reports.map((id) => account.reports.get(id)).filter((report): report is Report => !!report);
    const above = stack(
        events.map((event) => ({ at: exact(event.date), inferred: isInferred(event), title: `${eventDay(event)}: ${event.title}` })),
        near,
    );
    const below = stack(
        reports.map((report) => ({
            at: exact(report.published),
            inferred: report.published_stated === false,
            title: `${reportDay(report)}: ${report.outlet ?? report.id}`,
        })),
        near,
    );
    if (new Set(above.map((mark) => +mark.at)).size < 2) return null;
    const holder = h("div", { class: "plot strip-plot" });
    keepDrawn(holder, PAPER_WIDTH, (width) => holder.replaceChildren(drawStrip(above, below, width)));
    const label = `${plural(above.length, "event")} and ${plural(below.length, "report")} by day. Full: the day is stated. Hollow: it is inferred.`;
    return h("figure", { class: "strip" }, holder, h("figcaption", {}, label));
}

function stack(marks: { at: Date | null; inferred: boolean; title: string }[], near: (at: Date) => boolean): Mark[] {
    const heights = new Map<number, number>();
    const kept = marks.filter((mark): mark is Omit<Mark, "row"> => mark.at !== null && near(mark.at)).sort((a, b) => +a.at - +b.at);
    return kept.map((mark) => {
        const row = heights.get(+mark.at) ?? 0;
        heights.set(+mark.at, row + 1);
        return { ...mark, row };
    });
}

function drawStrip(events: Mark[], reports: Mark[], width: number): Element {
    const high = Math.max(...events.map((mark) => mark.row)) + 1;
    const deep = Math.max(-1, ...reports.map((mark) => mark.row)) + 1;
    const all = [...events, ...reports].map((mark) => +mark.at);
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const step = Math.min(13, 150 / Math.max(high, deep));
    const [above, axis, below] = [high * step + 22, 24, deep * step + 8];
    const r = Math.min(5, step / 2 - 1);
    const y0 = above + axis / 2;
    const fill = (mark: Mark) => (mark.inferred ? "var(--paper)" : "currentColor");
    const symbols = (marks: Mark[], y: (mark: Mark) => number, symbol: "circle" | "square") =>
        Plot.dot(marks, { x: "at", y, r, symbol, fill, stroke: "currentColor", strokeWidth: 1.5, title: "title" });
    const drawn = Plot.plot({
        width,
        height: above + axis + below,
        marginLeft: 24,
        marginRight: 24,
        marginTop: 0,
        marginBottom: 0,
        x: { type: "utc", domain: [new Date(first - DAY / 2), new Date(last + DAY / 2)], axis: null },
        y: { type: "identity", axis: null },
        marks: [
            Plot.ruleY([above], { stroke: "var(--line)" }),
            Plot.text(dayTicks(first, last, width), { x: (at: Date) => at, y: y0, text: (at: Date) => tickLabel(at), fontSize: 11.5, fill: "var(--muted)" }),
            deep > 0 ? Plot.ruleY([above + axis], { stroke: "var(--line)" }) : null,
            symbols(events, (mark) => above - 3 - (mark.row + 0.5) * step, "circle"),
            symbols(reports, (mark) => above + axis + 3 + (mark.row + 0.5) * step, "square"),
            Plot.text(["events"], { x: () => new Date(first - DAY / 2), dx: -20, y: 8, textAnchor: "start", fontSize: 11.5, fill: "var(--muted)" }),
            deep > 0
                ? Plot.text(["reports"], {
                      x: () => new Date(first - DAY / 2),
                      dx: -20,
                      y: above + axis + 8,
                      textAnchor: "start",
                      fontSize: 11.5,
                      fill: "var(--muted)",
                  })
                : null,
        ],
    });
    drawn.setAttribute("aria-hidden", "true");
    return drawn;
}

function tickLabel(at: Date): string {
    return day(at.toISOString().slice(0, 10), { year: false });
}

/** Days to label: as many as the width bears, evenly apart, the last one among them. */
function dayTicks(first: number, last: number, width: number): Date[] {
    const span = Math.round((last - first) / DAY);
    const every = Math.max(1, Math.ceil(((span + 1) * 58) / width));
    const ticks: Date[] = [];
    for (let at = last; at >= first; at -= every * DAY) ticks.push(new Date(at));
    return ticks;
}
