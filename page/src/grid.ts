// Who gives which number: sources down, figures across, so that one sees at a glance who speaks of what and where they
// part. Only figures that two sources or more give have a column; each number leads to its words.
import type { Account, Claim, Figure, Story } from "./account.ts";
import { here } from "./address.ts";
import { foldAfter, h, type Child } from "./dom.ts";
import { cell } from "./evidence.ts";
import { claimEvidence, eventsOf, nameOf } from "./figures.ts";
import { grouped } from "./lists.ts";
import { capital, isOther, number, numberOf, outletOf, sourceKind, standing, STATUS, voice } from "./wording.ts";

const COLUMNS = 8;
const ROWS = 12;

/** A source's own key: by its name or words, or a report's outlet in its own voice. */
function sourceOf(account: Account, claim: Claim): string {
    return claim.source ? `by ${voice(account, claim)}`.toLowerCase() : `in ${outletOf(account, claim.report)}`;
}

function sourcesOf(account: Account, figure: Figure): number {
    return new Set(figure.claims.map((claim) => sourceOf(account, claim))).size;
}

/** Null where no two figures can be held against each other. */
export function grid(account: Account, story: Story): Child {
    const columns = story.figures
        .filter((figure) => !isOther(figure.quantity) && figure.event && sourcesOf(account, figure) > 1)
        .slice(0, COLUMNS);
    const sources = grouped(
        columns.flatMap((figure) => figure.claims.map((claim) => ({ claim, figure }))),
        (one) => sourceOf(account, one.claim),
    );
    if (columns.length < 2 || sources.size < 2) return null;
    const breadth = (cells: { figure: Figure }[]) => new Set(cells.map((one) => one.figure)).size;
    const rows = [...sources.values()].sort((a, b) => breadth(b) - breadth(a) || b.length - a.length);
    const events = eventsOf(story);
    const head = h(
        "thead",
        {},
        h(
            "tr",
            {},
            h("th", { scope: "col" }, "Source"),
            ...columns.map((figure) =>
                h(
                    "th",
                    { scope: "col", class: figure.status },
                    h("a", { href: here({ figure: figure.id }) }, nameOf(figure)),
                    h("span", { class: "of" }, events.get(figure.event!)?.title ?? ""),
                    h("span", { class: "verdict-word" }, STATUS[figure.status].title),
                ),
            ),
        ),
    );
    const table = (part: { claim: Claim; figure: Figure }[][]) =>
        h(
            "div",
            { class: "grid-scroll", role: "region", "aria-label": "Sources by figures", tabindex: 0 },
            h(
                "table",
                { class: "source-grid" },
                head.cloneNode(true),
                h("tbody", {}, ...part.map((cells) => row(account, columns, cells))),
            ),
        );
    return foldAfter(rows, ROWS, "more sources", table);
}

function row(account: Account, columns: Figure[], cells: { claim: Claim; figure: Figure }[]): HTMLElement {
    const first = cells[0]!.claim;
    const kind = first.source ? sourceKind({ ...first.source, text: voice(account, first) }) : "in its own voice";
    return h(
        "tr",
        {},
        h(
            "th",
            { scope: "row", dir: "auto" },
            first.source ? capital(voice(account, first)) : voice(account, first),
            kind && [" ", h("span", { class: "through" }, kind)],
        ),
        ...columns.map((figure) => {
            const own = cells.filter((one) => one.figure === figure).map((one) => one.claim);
            return h("td", {}, numbers(own));
        }),
    );
}

/** Each number that the source gives for a figure once, with how often. */
function numbers(claims: Claim[]): Child {
    const same = grouped(claims, (claim) => [claim.low, claim.high, claim.modifier, standing(claim)].join("|"));
    return [...same.values()].map((family) =>
        h(
            "div",
            {},
            cell(
                family.map(claimEvidence),
                { class: `number${standing(family[0]!) === "denied" ? " denied" : ""}` },
                numberOf(family[0]!),
            ),
            family.length > 1 && h("span", { class: "through" }, ` ×${number(family.length)}`),
            standing(family[0]!) && h("span", { class: "through" }, ` ${standing(family[0]!)}`),
        ),
    );
}
