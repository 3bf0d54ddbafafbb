// Where the sources contradict each other, apart from where a number moved with time and from claims that can all be true:
// each figure as one small chart. Copies of a claim are one row with "×3"; what else one witness says stands with it under
// one bracket. Figures that nobody disputes follow as a compact table.
import type { Account, AccountEvent, Claim, Figure, Span, Status, Story } from "./account.ts";
import { besideValue, ON_CLAIMS } from "./decisions.ts";
import { fold, foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf, type Evidence } from "./evidence.ts";
import { AXIS_HEIGHT, axisOf, drawAxis, drawClaim, drawGrid, type Axis } from "./intervals.ts";
import { byDate, grouped } from "./lists.ts";
import { drawMoves, MOVES_HEIGHT, movesOf, rangeOf } from "./moves.ts";
import { keepDrawn, PAPER_WIDTH } from "./plots.ts";
import {
    bounds,
    capital,
    days,
    eventDay,
    isOther,
    labels,
    listed,
    number,
    numberOf,
    outletOf,
    plural,
    readable,
    reading,
    scoped,
    sharedStanding,
    sourceKind,
    sourceWords,
    standing,
    STATUS,
    sureness,
    unit,
} from "./wording.ts";

const PAPER_AXIS = 380;
const SHOWN_FIGURES = 8;
const SHOWN_WITNESSES = 8;
const SHOWN_OF_WITNESS = 4;
const SHOWN_ROWS = 12;
/** Reasons whose sentence tells how many claims and witnesses there are. */
const NAMES_WITNESSES = new Set(["same_number", "one_witness", "fits_all"]);
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

export function figureAnchor(figure: Pick<Figure, "id">): string {
    return `figure-${figure.id}`;
}

/** The story's figures of one status, each with its chart; null where there is none. */
export function charts(account: Account, story: Story, status: Status): Child {
    const figures = story.figures.filter((figure) => figure.status === status);
    if (figures.length === 0) return null;
    const events = eventsOf(story);
    return foldAfter(figures, SHOWN_FIGURES, "more figures", (part) =>
        part.map((figure) => drawFigure(account, events, figure)),
    );
}

/** Conflicts, or a sentence that there is none. */
export function disagreements(account: Account, story: Story): Child {
    return (
        charts(account, story, "conflict") ??
        h("p", { class: "none" }, "No two claims about one figure contradict each other.")
    );
}

export function eventsOf(story: Story): Map<string, AccountEvent> {
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

/** The number that stands for a figure, large: the account's best, or from its lowest to its highest where none fits and
 * nobody decided on one. */
function verdictNumber(figure: Figure): Child {
    const { low, best, high } = figure;
    const suffix = unit(figure);
    const known = (value: number | null | undefined): value is number => value !== null && value !== undefined;
    const [text, means] =
        (figure.status === "conflict" && figure.best_rule !== "decided") || !known(best)
            ? known(low) && known(high) && low !== high
                ? [`${number(low)}–${number(high)}${suffix}`, "lowest to highest"]
                : ["", ""]
            : [bestWords(figure, best), figure.best_rule?.replaceAll("_", " ") ?? ""];
    return text !== "" && h("p", { class: "best" }, h("b", {}, text), " ", h("span", {}, means));
}

/** A claim and its copies: the same number of the same witness, in one text or of one source. */
type Family = Claim[];

function families(claims: Claim[]): Family[] {
    const teller = (claim: Claim) => claim.lineage ?? claim.source?.name ?? claim.source?.text ?? claim.report;
    const key = (claim: Claim) =>
        [claim.low, claim.high, claim.modifier, standing(claim), !claim.source, teller(claim)].join("|");
    return [...grouped(claims, key).values()];
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
export function where(event: AccountEvent): string {
    return [event.type, event.place?.name, event.date ? eventDay(event) : "day open"].filter(Boolean).join(", ");
}

/** "Strength, planned": with the standing that all its claims share. */
export function nameOf(figure: Figure): string {
    return [scoped(figure.quantity, figure.scope), sharedStanding(figure)].filter(Boolean).join(", ");
}

function drawFigure(account: Account, events: Map<string, AccountEvent>, figure: Figure): HTMLElement {
    const event = figure.event ? events.get(figure.event) : undefined;
    const witnesses = byWitness(account, figure);
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
            figure.reason && `${capital(readable(account, figure.reason.text ?? ""))} `,
            !NAMES_WITNESSES.has(figure.reason?.kind ?? "") &&
                h("span", { class: "meta tally" }, tallyOf(figure, witnesses.length)),
        ),
        chart(account, figure, witnesses),
    );
    return article;
}

/** "3 claims by 2 witnesses" */
function tallyOf(figure: Figure, witnesses: number): string {
    const other = isOther(figure.quantity) ? "A quantity that no codebook names. " : "";
    const by = plural(figure.witnesses ?? witnesses, "witness", "witnesses");
    return `${other}${plural(figure.claims.length, "claim")} by ${by}.`;
}

/** What evolves against time, where its claims are of several days; all else on one axis of numbers, a row a claim. */
function chart(account: Account, figure: Figure, witnesses: Claim[][]): HTMLElement {
    const format = (value: number) => `${number(value)}${unit(figure)}`;
    const evolves = figure.status === "evolving";
    const moves = evolves ? movesOf(account, figure) : [];
    const inTime = new Set(moves.map((move) => move.day)).size > 1;
    const rows = (groups: Claim[][]) =>
        groups.map((claims) => witnessRows(account, claims, { days: evolves, plots: !inTime }));
    const listed_ = foldAfter(witnesses, SHOWN_WITNESSES, "more witnesses", rows);
    if (inTime) {
        const holder = h("div", { class: "plot moves-plot" });
        keepDrawn(holder, { paper: PAPER_WIDTH, height: MOVES_HEIGHT }, (width) =>
            holder.replaceChildren(drawMoves(moves, width, format)),
        );
        return h("div", { class: "chart in-time" }, holder, rangeOf(moves).from > 0 && cutNote(), ...listed_);
    }
    const axis = axisOf(figure.claims);
    const body = h(
        "div",
        { class: "chart" },
        h("div", { class: "axis" }, h("div", { class: "plot axis-plot" })),
        ...listed_,
        axisNote(axis),
    );
    drawRows(body, axis, figure, format);
    return body;
}

function axisNote(axis: Axis): Child {
    if (axis.type === "log")
        return h("p", { class: "axis-note" }, "Logarithmic axis: equal distances are equal factors.");
    return axis.cut && cutNote();
}

function cutNote(): Child {
    return h("p", { class: "axis-note" }, "The axis does not begin at zero.");
}

const drawn = new WeakMap<Element, Claim>();

interface Shown {
    /** Whether each row tells its reports' days. */
    days: boolean;
    /** Whether each row has its drawing. */
    plots: boolean;
}

function witnessRows(account: Account, claims: Claim[], shown: Shown): HTMLElement {
    const own = families(claims);
    const rows = own.map((family, i) =>
        claimRow(
            account,
            family,
            own.slice(0, i).some(([one]) => sameBounds(one!, family[0]!)),
            shown,
        ),
    );
    if (rows.length === 1) return h("div", { class: "witness" }, ...rows);
    return h(
        "div",
        { class: "witness several", role: "group", "aria-label": bond(claims) },
        h("p", { class: "bond" }, h("span", {}, bond(claims)), shown.plots && h("span", { class: "plot claim-plot" })),
        ...foldAfter(rows, SHOWN_OF_WITNESS, "more of this witness", (part) => part),
    );
}

function sameBounds(a: Claim, b: Claim): boolean {
    return a.low === b.low && a.high === b.high && a.modifier === b.modifier;
}

/** One row for a claim and its copies; it leads to the words in each. */
function claimRow(account: Account, family: Family, repeats: boolean, shown: Shown): HTMLElement {
    const claim = family[0]!;
    const plot = h("span", { class: `plot claim-plot${repeats ? " copy" : ""}` });
    if (shown.plots) drawn.set(plot, claim);
    return cell(
        family.map(claimEvidence),
        { class: `claim${standing(claim) === "denied" ? " denied" : ""}` },
        h(
            "span",
            { class: "value", dir: "auto" },
            h("span", { class: "number-words" }, numberOf(claim)),
            family.length > 1 && [" ", h("b", { class: "times" }, `×${family.length}`)],
            notes(account, family),
        ),
        h("span", { class: "who" }, ...whoSays(account, family, shown.days ? dayOf(account, family) : "")),
        shown.plots && plot,
    );
}

/** ", 8 Feb", or ", 8–9 Feb" where the copies are of several days. */
function dayOf(account: Account, family: Family): string {
    const reports = family.map((claim) => account.reports.get(claim.report));
    const firsts = reports
        .map((report) => report?.published)
        .filter((day) => !!day)
        .sort();
    const lasts = reports
        .map((report) => report?.published_end ?? report?.published)
        .filter((day) => !!day)
        .sort();
    return firsts.length ? `, ${days(firsts[0], lasts[lasts.length - 1], { year: false })}` : "";
}

/** Below a number, small: how it is told where that is not plainly, and how sure its reading is. */
function notes(account: Account, claims: Claim[]): Child {
    const claim = claims[0]!;
    const decided = besideValue(account, claims, ON_CLAIMS);
    const sure = sureness(claim);
    const parts: Child[] = labels(claim).map((label) => h("b", {}, label));
    if (sure)
        parts.push(
            h(
                "span",
                { class: sure.word },
                h("span", { class: "unheard" }, "Recount is "),
                `${sure.word} ${sure.percent}`,
            ),
        );
    if (decided) parts.push(h("span", { class: "decided" }, decided));
    return (
        parts.length > 0 &&
        h(
            "span",
            { class: "notes", dir: "ltr" },
            parts.map((part) => [" ", part]),
        )
    );
}

/** "Lukashenko's press service" / "official, in Times of Malta", or "Times of Malta" / "in its own voice". */
function whoSays(account: Account, family: Family, when: string): Child[] {
    const { source } = family[0]!;
    const [by, ...others] = [...new Set(family.map((claim) => outletOf(account, claim.report)))];
    const more = others.length > 2 ? [...others.slice(0, 1), `${others.length - 1} more`] : others;
    if (!source)
        return [
            h("b", { dir: "auto" }, by!),
            " ",
            h("span", { class: "through" }, more.length > 0 && `and ${listed(more)} `, `in its own voice${when}`),
        ];
    const chain = source.chain?.length ? ` via ${source.chain.join(" via ")}` : "";
    return [
        h("b", { dir: "auto" }, sourceWords(source)),
        " ",
        h(
            "span",
            { class: "through" },
            `${[sourceKind(source), `in ${listed([by!, ...more])}${when}${chain}`].filter(Boolean).join(", ")}`,
        ),
    ];
}

/** Draws the axis and every row of a figure at one width. */
function drawRows(body: HTMLElement, axis: Axis, figure: Figure, format: (value: number) => string): void {
    const head = body.querySelector<HTMLElement>(".axis-plot")!;
    keepDrawn(head, { paper: PAPER_AXIS, height: AXIS_HEIGHT }, (width) => {
        head.replaceChildren(drawAxis(axis, width, format));
        const grid = drawGrid(axis, width, figure.status === "conflict" ? null : figure.best);
        for (const plot of body.querySelectorAll(".claim-plot")) {
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
            first && cell(figure.claims.map(claimEvidence), { class: "number" }, numberOf(first)),
            first && notes(account, figure.claims),
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
    const by = outletOf(account, claim.report);
    if (!claim.source) return by;
    return `${[sourceWords(claim.source, true), sourceKind(claim.source)].filter(Boolean).join(", ")} (${by})`;
}
