// Where the sources disagree, worst first: each figure as one small chart with a row a claim. Claims of one witness
// stand together under one bracket. Figures that nobody disputes follow as a compact table.
import type { Account, AccountEvent, Claim, Figure, Span, Story } from "./account.ts";
import { fold, foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf, type Evidence } from "./evidence.ts";
import { AXIS_HEIGHT, axisOf, drawAxis, drawClaim, drawGrid, type Axis } from "./intervals.ts";
import { byDate, grouped } from "./lists.ts";
import { keepDrawn } from "./plots.ts";
import { words } from "./text.ts";
import {
    bounds,
    capital,
    days,
    eventDay,
    isOther,
    labels,
    number,
    outlet,
    plural,
    reading,
    scoped,
    sharedStanding,
    sourceKind,
    STATUS,
    sureness,
    unit,
} from "./wording.ts";

const PAPER_WIDTH = 380;
const SHOWN_FIGURES = 8;
const SHOWN_WITNESSES = 8;
const SHOWN_ROWS = 12;
/** Reasons whose sentence tells how many claims and witnesses there are. */
const NAMES_WITNESSES = new Set(["same_number", "one_witness", "fits_all"]);
const HOW_SURE =
    "“Sure”, “likely” and “unsure” tell how far Recount trusts itself to read a number right, not whether the number is true.";

/** The place of a claim: its number, its sentence and its source; and how it is read. */
export function claimEvidence(claim: Claim): Evidence {
    const field = claim.field ? { field: claim.field } : {};
    const inField = (span: { start?: number; end?: number; field?: "title" } | null | undefined): Span | undefined =>
        span?.start === undefined || span.end === undefined || span.end <= span.start
            ? undefined
            : { ...field, ...(span.field ? { field: span.field } : {}), start: span.start, end: span.end };
    return {
        report: claim.report,
        said: [{ ...field, start: claim.start, end: claim.end }],
        sentence: inField(claim.evidence),
        source: inField(claim.source),
        reading: reading(claim),
    };
}

export function isDisputed(figure: Figure): boolean {
    return figure.status === "conflict" || figure.status === "evolving" || figure.status === "refines";
}

export function figureAnchor(figure: Figure): string {
    return `figure-${figure.id}`;
}

export function disagreements(account: Account, story: Story): Child {
    const figures = story.figures.filter(isDisputed);
    if (figures.length === 0) return h("p", { class: "none" }, "No two claims about one figure differ.");
    const events = eventsOf(story);
    return [
        figures.some((figure) => figure.claims.some(sureness)) && h("p", { class: "meta how-sure" }, HOW_SURE),
        ...foldAfter(figures, SHOWN_FIGURES, "more figures on which the claims differ", (part) =>
            part.map((figure) => drawFigure(account, events, figure)),
        ),
    ];
}

function eventsOf(story: Story): Map<string, AccountEvent> {
    return new Map(story.events.map((event) => [event.id, event]));
}

/** Claims of one witness together; what evolves in the order of its reports' days, all else from the largest number down. */
function byWitness(account: Account, figure: Figure): Claim[][] {
    const witnesses = grouped(figure.claims, (claim, at) => claim.witness ?? `claim ${at}`);
    const published = (claim: Claim) => account.reports.get(claim.report)?.published;
    const size = (claim: Claim) => claim.low ?? claim.high ?? 0;
    const larger = (a: Claim, b: Claim) => size(b) - size(a);
    const earlier = (a: Claim, b: Claim) => byDate(published(a), published(b)) || size(a) - size(b);
    const order = figure.status === "evolving" ? earlier : larger;
    const sorted = [...witnesses.values()].map((claims) => claims.sort(order));
    return sorted.sort((a, b) => order(a[0]!, b[0]!));
}

/** The best number as its claim bounds it: "≥ 7,000" where no claim says 7,000 and no more. */
function bestWords(figure: Figure, best: number): string {
    const giving = figure.claims.filter((claim) => (claim.low ?? claim.high) === best);
    const exact =
        giving.length === 0 || giving.some((claim) => claim.low === claim.high && claim.modifier !== "approx");
    return exact ? `${number(best)}${unit(figure)}` : bounds(giving[0]!, unit(figure));
}

/** The number that stands for a figure, large: the account's best, or from its lowest to its highest where none fits. */
function verdictNumber(figure: Figure): Child {
    const { low, best, high } = figure;
    const suffix = unit(figure);
    const known = (value: number | null | undefined): value is number => value !== null && value !== undefined;
    const [text, means] =
        figure.status === "conflict" || !known(best)
            ? known(low) && known(high) && low !== high
                ? [`${number(low)}–${number(high)}${suffix}`, "lowest to highest"]
                : ["", ""]
            : [bestWords(figure, best), figure.best_rule?.replaceAll("_", " ") ?? ""];
    return text !== "" && h("p", { class: "best" }, h("b", {}, text), " ", h("span", {}, means));
}

/** Why several claims are one witness, as far as they themselves tell. */
function bond(claims: Claim[]): string {
    const same = (of: (claim: Claim) => string | null | undefined) =>
        !!of(claims[0]!) && claims.every((claim) => of(claim) === of(claims[0]!));
    const mentions = plural(claims.length, "mention");
    if (same((claim) => claim.lineage)) return `One witness, ${mentions}: copies of one text`;
    if (same((claim) => claim.source?.name ?? claim.source?.text)) return `One witness, ${mentions}: the same source`;
    if (same((claim) => claim.report)) return `One witness, ${mentions}: one report in its own voice`;
    return `One witness, ${mentions}`;
}

/** "rally, Minsk, 16 Aug 2020" */
function where(event: AccountEvent): string {
    return [event.type, event.place?.name, event.date ? eventDay(event) : "day open"].filter(Boolean).join(", ");
}

/** "Strength, planned": with the standing that all its claims share. */
function nameOf(figure: Figure): string {
    return [scoped(figure.quantity, figure.scope), sharedStanding(figure)].filter(Boolean).join(", ");
}

function drawFigure(account: Account, events: Map<string, AccountEvent>, figure: Figure): HTMLElement {
    const event = figure.event ? events.get(figure.event) : undefined;
    const witnesses = byWitness(account, figure);
    const axis = axisOf(figure.claims);
    const suffix = unit(figure);
    const showDays = figure.status === "evolving";
    const rows = (groups: Claim[][]) => groups.map((claims) => witnessRows(account, claims, showDays));
    const body = h(
        "div",
        { class: "chart" },
        h("div", { class: "axis" }, h("div", { class: "plot axis-plot" })),
        ...foldAfter(witnesses, SHOWN_WITNESSES, "more witnesses", rows),
        axisNote(axis),
    );
    const article = h(
        "article",
        { class: `figure ${figure.status}`, id: figureAnchor(figure) },
        h("p", { class: "status" }, STATUS[figure.status].title),
        verdictNumber(figure),
        h("h3", {}, nameOf(figure), " ", event && h("span", { class: "of" }, where(event))),
        event && cell((event.evidence ?? []).map(evidenceOf), { class: "told" }, event.title),
        h(
            "p",
            { class: "reason" },
            figure.reason && `${capital(figure.reason.text)} `,
            !NAMES_WITNESSES.has(figure.reason?.kind ?? "") &&
                h("span", { class: "meta tally" }, tallyOf(figure, witnesses.length)),
        ),
        body,
    );
    drawRows(article, axis, figure, (value) => `${number(value)}${suffix}`);
    return article;
}

/** "3 claims by 2 witnesses" */
function tallyOf(figure: Figure, witnesses: number): string {
    const other = isOther(figure.quantity) ? "A quantity that no codebook names. " : "";
    const by = plural(figure.witnesses ?? witnesses, "witness", "witnesses");
    return `${other}${plural(figure.claims.length, "claim")} by ${by}.`;
}

function axisNote(axis: Axis): Child {
    if (axis.type === "log")
        return h("p", { class: "axis-note" }, "Logarithmic axis: equal distances are equal factors.");
    if (axis.cut) return h("p", { class: "axis-note" }, "The axis does not begin at zero.");
    return null;
}

const drawn = new WeakMap<Element, Claim>();

function witnessRows(account: Account, claims: Claim[], showDays: boolean): HTMLElement {
    const rows = claims.map((claim, i) =>
        claimRow(
            account,
            claim,
            claims.slice(0, i).some((one) => sameBounds(one, claim)),
            showDays,
        ),
    );
    if (claims.length === 1) return h("div", { class: "witness" }, ...rows);
    return h(
        "div",
        { class: "witness several", role: "group", "aria-label": bond(claims) },
        h("p", { class: "bond" }, h("span", {}, bond(claims)), h("span", { class: "plot claim-plot" })),
        ...rows,
    );
}

function sameBounds(a: Claim, b: Claim): boolean {
    return a.low === b.low && a.high === b.high && a.modifier === b.modifier;
}

function claimRow(account: Account, claim: Claim, copy: boolean, showDays: boolean): HTMLElement {
    const report = account.reports.get(claim.report);
    const plot = h("span", { class: `plot claim-plot${copy ? " copy" : ""}` });
    drawn.set(plot, claim);
    const when = showDays && report?.published ? `, ${days(report.published, report.published_end, { year: false })}` : "";
    return cell(
        [claimEvidence(claim)],
        { class: "claim" },
        h(
            "span",
            { class: "value", dir: "auto" },
            h("span", { class: "number-words" }, numberOf(account, claim)),
            notes(claim),
        ),
        h("span", { class: "who" }, ...whoSays(claim, outlet(report, claim.report), when)),
        plot,
    );
}

/** A claim's number as worded; of a victim without a number word, whose words are "a", the number itself. */
function numberOf(account: Account, claim: Claim): string {
    return (!claim.implicit && words(account.reports.get(claim.report), claim)) || bounds(claim);
}

/** Below a number, small: how it is told where that is not plainly, and how sure its reading is. */
function notes(claim: Claim): Child {
    const sure = sureness(claim);
    const parts: Child[] = labels(claim).map((label) => h("b", {}, label));
    if (sure)
        parts.push(
            h("span", { class: sure.word }, h("span", { class: "unheard" }, "Recount is "), `${sure.word} ${sure.percent}`),
        );
    return parts.length > 0 && h("span", { class: "notes", dir: "ltr" }, parts.map((part) => [" ", part]));
}

/** "Lukashenko's press service" / "official, in Times of Malta", or "Times of Malta" / "in its own voice". */
function whoSays(claim: Claim, by: string, when: string): Child[] {
    const { source } = claim;
    if (!source) return [h("b", { dir: "auto" }, by), " ", h("span", { class: "through" }, `in its own voice${when}`)];
    const name = source.name && !source.text.includes(source.name) ? ` (${source.name})` : "";
    const chain = source.chain?.length ? ` via ${source.chain.join(" via ")}` : "";
    return [
        h("b", { dir: "auto" }, source.text, name),
        " ",
        h("span", { class: "through" }, `${[sourceKind(source), `in ${by}${when}${chain}`].filter(Boolean).join(", ")}`),
    ];
}

/** Draws the axis and every row of a figure at one width. */
function drawRows(article: HTMLElement, axis: Axis, figure: Figure, format: (value: number) => string): void {
    const head = article.querySelector<HTMLElement>(".axis-plot")!;
    keepDrawn(head, { paper: PAPER_WIDTH, height: AXIS_HEIGHT }, (width) => {
        head.replaceChildren(drawAxis(axis, width, format));
        const grid = drawGrid(axis, width, figure.status === "conflict" ? null : figure.best);
        for (const plot of article.querySelectorAll(".claim-plot")) {
            const claim = drawn.get(plot);
            plot.replaceChildren(grid.cloneNode(true));
            if (claim) plot.append(drawClaim(claim, axis, width, plot.classList.contains("copy")));
        }
    });
}

/** Figures that nobody disputes: by two witnesses or more, by one, and the single mentions folded away. */
export function undisputed(account: Account, story: Story): Child {
    const events = eventsOf(story);
    const known = story.figures.filter((figure) => !isDisputed(figure) && !isOther(figure.quantity));
    const repeated = known.filter((figure) => figure.status !== "single");
    const single = known.filter((figure) => figure.status === "single");
    return [
        foldAfter(repeated, SHOWN_ROWS, "more figures", (part) =>
            part.length ? figureTable(account, events, part) : null,
        ),
        single.length > 0 &&
            fold(`${plural(single.length, "figure")} with a single mention`, figureTable(account, events, single)),
    ];
}

/** A compact table, a row a figure. */
export function figureTable(account: Account, events: Map<string, AccountEvent>, figures: Figure[]): HTMLElement {
    return h(
        "table",
        { class: "figures" },
        h(
            "thead",
            {},
            h("tr", {}, ...["Figure", "Number", "Says who", "Status"].map((name) => h("th", { scope: "col" }, name))),
        ),
        h("tbody", {}, ...figures.map((figure) => figureRow(account, events, figure))),
    );
}

function figureRow(account: Account, events: Map<string, AccountEvent>, figure: Figure): HTMLElement {
    const event = figure.event ? events.get(figure.event) : undefined;
    const first = figure.claims[0];
    const sources = [...new Set(figure.claims.map((claim) => speaker(account, claim)))];
    return h(
        "tr",
        { id: figureAnchor(figure) },
        h(
            "th",
            { scope: "row" },
            nameOf(figure),
            event && h("span", { class: "of" }, where(event)),
            event && h("span", { class: "told" }, event.title),
        ),
        h(
            "td",
            { class: "value" },
            first &&
                cell(
                    figure.claims.map(claimEvidence),
                    { class: "number" },
                    numberOf(account, first),
                ),
            first && notes(first),
        ),
        h("td", {}, sources.slice(0, 3).join("; "), sources.length > 3 && ` and ${sources.length - 3} more`),
        h(
            "td",
            { class: `verdict ${figure.status}` },
            h("b", {}, STATUS[figure.status].title),
            figure.status !== "single" && ` ${tally(figure)}`,
        ),
    );
}

function tally(figure: Figure): string {
    return `${plural(figure.claims.length, "mention")}, ${plural(figure.witnesses ?? 1, "witness", "witnesses")}`;
}

function speaker(account: Account, claim: Claim): string {
    const by = outlet(account.reports.get(claim.report), claim.report);
    if (!claim.source) return by;
    return `${[claim.source.name ?? claim.source.text, sourceKind(claim.source)].filter(Boolean).join(", ")} (${by})`;
}
