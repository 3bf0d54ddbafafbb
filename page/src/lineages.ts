// Which reports are copies. Each lineage is drawn: a bar for each report as long as its text, the shared passages as
// blocks at their places in it, thin lines from a passage to its copy, and arrows from the report that is copied to the
// one that copies. Pointing at a passage, or choosing its number, shows it in every report that carries it.
import * as Plot from "@observablehq/plot";
import type { Account, Lineage, Relation, ReportSpan, Story } from "./account.ts";
import { foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf } from "./evidence.ts";
import { byDate, grouped } from "./lists.ts";
import { asPicture, keepDrawn, PAPER_WIDTH } from "./plots.ts";
import { pointText, words } from "./text.ts";
import { days, listed, number, outlet, outletOf, plural } from "./wording.ts";

const SHOWN = 6;
const SHOWN_REPORTS = 16;
const ROW = 46;

export function lineages(account: Account, story: Story): Child {
    if (story.lineages.length === 0) return h("p", { class: "none" }, "No report shares its text with another.");
    const inLineage = new Set(story.lineages.flatMap((lineage) => lineage.reports));
    const alone = story.reports.filter((id) => !inLineage.has(id)).map((id) => outletOf(account, id));
    const share = alone.length === 1 ? "shares" : "share";
    return [
        foldAfter(story.lineages, SHOWN, "more lineages", (part) =>
            part.map((lineage) => drawLineage(account, lineage)),
        ),
        alone.length > 0 &&
            h(
                "p",
                { class: "alone" },
                `${plural(alone.length, "report")} ${share} no text with the others: ${listed(alone)}.`,
            ),
    ];
}

/** The reports of a lineage, those that others descend from first. */
function ordered(account: Account, lineage: Lineage): string[] {
    const copies = (lineage.relations ?? []).filter((relation) => relation.kind !== "shared");
    const origins = grouped(copies, (relation) => relation.to);
    const depth = (id: string, seen: Set<string>): number => {
        if (seen.has(id)) return 0;
        seen.add(id);
        return Math.max(0, ...(origins.get(id) ?? []).map((relation) => depth(relation.from, seen) + 1));
    };
    const published = (id: string) => account.reports.get(id)?.published;
    return lineage.reports
        .map((id) => ({ id, depth: depth(id, new Set()) }))
        .sort((a, b) => a.depth - b.depth || byDate(published(a.id), published(b.id)))
        .map((one) => one.id);
}

function heading(lineage: Lineage): string {
    const from = lineage.agency
        ? `${lineage.agency} copy`
        : lineage.kind === "reworded"
          ? "Reworded text"
          : lineage.kind === "shared"
            ? "Shared text"
            : "Copied text";
    return `${from} in ${plural(lineage.reports.length, "report")}`;
}

function drawLineage(account: Account, lineage: Lineage): HTMLElement {
    const order = ordered(account, lineage).slice(0, SHOWN_REPORTS);
    const passages = (lineage.passages ?? []).filter((passage) => passage.length > 1);
    const panel = h("div", { class: "passage", "aria-live": "polite" });
    const holder = h("div", { class: "plot lineage-plot" });
    const numbers = h("div", { class: "numbers", role: "group", "aria-label": "Shared passages" });
    let chosen = -1;
    const choose = (at: number) => {
        for (const element of holder.querySelectorAll("[data-passage]"))
            element.classList.toggle("chosen", element.getAttribute("data-passage") === String(at));
        [...numbers.children].forEach((button, i) => button.setAttribute("aria-pressed", String(i === at)));
        if (at !== chosen) panel.replaceChildren(...passageTexts(account, passages[at]!, order));
        chosen = at;
    };
    numbers.append(
        ...passages.map((passage, i) =>
            h(
                "button",
                {
                    type: "button",
                    onclick: () => choose(i),
                    onfocus: () => choose(i),
                    onmouseenter: () => choose(i),
                    "aria-label": `Passage ${i + 1}, in ${plural(passage.length, "report")}`,
                },
                String(i + 1),
            ),
        ),
    );
    if (passages.length) choose(0);
    keepDrawn(holder, { paper: PAPER_WIDTH, height: order.length * ROW + 4 }, (width) => {
        holder.replaceChildren(drawStrips(account, lineage, order, passages, width));
        for (const element of holder.querySelectorAll("[data-passage]")) {
            const at = Number(element.getAttribute("data-passage"));
            for (const event of ["mouseenter", "click"]) element.addEventListener(event, () => choose(at));
        }
        if (passages.length) choose(chosen);
    });
    const hidden = lineage.reports.filter((id) => !order.includes(id)).map((id) => outletOf(account, id));
    return h(
        "article",
        { class: "lineage", id: `lineage-${lineage.id}` },
        h("h3", {}, heading(lineage)),
        holder,
        hidden.length > 0 &&
            h("p", { class: "meta" }, `${plural(hidden.length, "more report")} of this lineage: ${listed(hidden)}.`),
        relationList(account, lineage, order),
        passages.length > 0 &&
            h(
                "p",
                { class: "numbers-label" },
                `${plural(passages.length, "shared passage")}; what they claim counts as one witness`,
            ),
        numbers,
        panel,
    );
}

/** The relations that the drawing has no arrow for. */
function relationList(account: Account, lineage: Lineage, order: string[]): Child {
    const drawn = new Set(arrows(lineage, new Map(order.map((id, i) => [id, i]))).map((arc) => arc.relation));
    const relations = (lineage.relations ?? []).filter((relation) => !drawn.has(relation));
    if (relations.length === 0) return null;
    return foldAfter(relations, 4, "more", (part) =>
        h(
            "ul",
            { class: "relations" },
            ...part.map((relation) => h("li", {}, `Also: ${relationSentence(account, relation)}`)),
        ),
    );
}

/** "003 rewords 002, 20 % of its text"; without its subject where that stands before it already. */
function relationSentence(account: Account, relation: Relation, subject = true): string {
    const verb = relation.kind === "copy" ? "copies" : relation.kind === "reworded" ? "rewords" : "shares text with";
    const share = typeof relation.share === "number" ? `, ${number(Math.round(relation.share * 100))} %` : "";
    return `${subject ? `${outletOf(account, relation.to)} ` : ""}${verb} ${outletOf(account, relation.from)}${share}`;
}

function passageTexts(account: Account, passage: ReportSpan[], order: string[]): Node[] {
    const sorted = [...passage].sort((a, b) => order.indexOf(a.report) - order.indexOf(b.report));
    return sorted.map((span) => {
        const report = account.reports.get(span.report);
        return cell(
            [evidenceOf(span)],
            { class: "version" },
            h("q", { class: "indirect", dir: "auto", lang: report?.language }, words(report, span)),
            h(
                "span",
                { class: "through" },
                h("b", {}, outlet(report)),
                report?.published ? ` · ${days(report.published, report.published_end)}` : "",
            ),
        );
    });
}

interface Block {
    passage: number;
    row: number;
    from: number;
    to: number;
}

function drawStrips(
    account: Account,
    lineage: Lineage,
    order: string[],
    passages: ReportSpan[][],
    width: number,
): Element {
    const rows = new Map(order.map((id, i) => [id, i]));
    const reports = order.map((id) => account.reports.get(id));
    const lengths = reports.map((report) => (report ? pointText(report).length : 0));
    const arcs = arrows(lineage, rows);
    const left = arcs.length ? 44 : 2;
    const blocks: Block[] = passages.flatMap((passage, i) =>
        passage
            .filter((span) => rows.has(span.report) && !span.field)
            .map((span) => ({ passage: i, row: rows.get(span.report)!, from: span.start, to: span.end })),
    );
    const top = (row: number) => row * ROW + 22;
    const middle = (row: number) => top(row) + 7;
    const lines = links(blocks);
    const labels = Plot.text(order, {
        x: () => 0,
        y: (_: string, i: number) => i * ROW + 11,
        text: (id: string) =>
            rowLabel(
                account,
                id,
                arcs.find((arc) => order[arc.to] === id),
            ),
        textAnchor: "start",
        fontSize: 12.5,
        fill: "currentColor",
        stroke: "var(--paper)",
        strokeWidth: 5,
        lineWidth: (width - left) / 12.5 - 0.5,
        textOverflow: "ellipsis-end",
    });
    const drawn = Plot.plot({
        width,
        height: order.length * ROW + 4,
        marginLeft: left,
        marginRight: 2,
        marginTop: 0,
        marginBottom: 0,
        x: { domain: [0, Math.max(1, ...lengths)], axis: null },
        y: { type: "identity", axis: null },
        marks: [
            Plot.rect(lengths, {
                x1: 0,
                x2: (length: number) => length,
                y1: (_: number, i: number) => top(i),
                y2: (_: number, i: number) => top(i) + 14,
                fill: "var(--strip)",
            }),
            Plot.link(lines, {
                x1: "x1",
                x2: "x2",
                y1: (line: Link) => top(line.row1) + 14,
                y2: (line: Link) => top(line.row2),
                stroke: "var(--copy)",
                strokeOpacity: 0.55,
                strokeWidth: 1,
                render: named(lines),
            }),
            labels,
            Plot.rect(blocks, {
                x1: "from",
                x2: "to",
                y1: (block: Block) => top(block.row),
                y2: (block: Block) => top(block.row) + 14,
                fill: "var(--passage)",
                stroke: "var(--paper)",
                strokeWidth: 0.75,
                render: named(blocks),
            }),
            arcs.map((arc) =>
                Plot.arrow([arc], {
                    x1: 0,
                    x2: 0,
                    dx: -6,
                    y1: middle(arc.from),
                    y2: middle(arc.to),
                    bend: arc.to > arc.from ? -70 : 70,
                    headLength: arc.relation.kind === "shared" ? 0 : 8,
                    stroke: "currentColor",
                    strokeWidth: 1.5,
                    ...(arc.relation.kind === "reworded"
                        ? { strokeDasharray: "4 3" }
                        : arc.relation.kind === "shared"
                          ? { strokeDasharray: "1 3" }
                          : {}),
                }),
            ),
        ],
    });
    const arcOf = (id: string) => arcs.find((arc) => order[arc.to] === id);
    return asPicture(drawn, order.map((id) => rowLabel(account, id, arcOf(id))).join("; "));
}

/** Tells each drawn block which passage it belongs to, so that pointing at one can show all. */
function named(drawn: { passage: number }[]): Plot.RenderFunction {
    return (index, scales, values, dimensions, context, next) => {
        const group = next!(index, scales, values, dimensions, context)!;
        [...group.children].forEach((child, i) =>
            child.setAttribute("data-passage", String(drawn[index[i]!]!.passage)),
        );
        return group;
    };
}

function rowLabel(account: Account, id: string, arc: Arc | undefined): string {
    const report = account.reports.get(id);
    const when = report?.published ? days(report.published, report.published_end) : "day open";
    return [
        outlet(report),
        when,
        report?.agencies?.length ? `credits ${report.agencies.join(", ")}` : "",
        arc ? relationSentence(account, arc.relation, false) : "",
    ]
        .filter(Boolean)
        .join(" · ");
}

interface Link {
    passage: number;
    x1: number;
    x2: number;
    row1: number;
    row2: number;
}

/** Lines from each passage's block to the next row below that carries the same passage. */
function links(blocks: Block[]): Link[] {
    const found: Link[] = [];
    for (const group of grouped(blocks, (block) => block.passage).values()) {
        group.sort((a, b) => a.row - b.row);
        group.slice(1).forEach((block, i) => {
            const above = group[i]!;
            if (above.row !== block.row)
                found.push({
                    passage: block.passage,
                    x1: (above.from + above.to) / 2,
                    x2: (block.from + block.to) / 2,
                    row1: above.row,
                    row2: block.row,
                });
        });
    }
    return found;
}

interface Arc {
    from: number;
    to: number;
    relation: Relation;
}

/** For each report the relation that ties it most: more arrows than that cannot be told apart. */
function arrows(lineage: Lineage, rows: Map<string, number>): Arc[] {
    const strongest = new Map<string, Relation>();
    for (const relation of lineage.relations ?? []) {
        const known = strongest.get(relation.to);
        if (!known || (relation.share ?? 0) > (known.share ?? 0)) strongest.set(relation.to, relation);
    }
    return [...strongest.values()]
        .filter((relation) => rows.has(relation.from) && rows.has(relation.to))
        .map((relation) => ({ from: rows.get(relation.from)!, to: rows.get(relation.to)!, relation }));
}
