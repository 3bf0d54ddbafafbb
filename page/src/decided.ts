// The decisions of a story: what does not fit first, with its reason; each leads to its words, and can be taken back. Those
// that this browser keeps are downloaded from here.
import type { Account, ReportSpan, Story } from "./account.ts";
import { decisionWords } from "./cards.ts";
import { decisionsOf, tally, type Decided } from "./decisions.ts";
import { foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf } from "./evidence.ts";
import { BrowserKeeper } from "./keepers.ts";
import { outlet, outletOf } from "./wording.ts";

const SHOWN_DECISIONS = 12;
const SHOWN_QUOTES = 4;

/** Null where nobody decided anything. */
export function decided(account: Account, story: Story): Child {
    const all = decisionsOf(account, story);
    return all.length > 0 ? decisionList(account, all) : null;
}

/** The decisions, and where they are kept. */
export function decisionList(account: Account, all: Decided[]): Child {
    return [
        h("p", { class: "meta" }, `${tally(all)}. `, whereKept(account)),
        foldAfter(all, SHOWN_DECISIONS, "more", (part) =>
            h("ul", { class: "decided-list" }, ...part.map((one) => decisionRow(account, one))),
        ),
    ];
}

function whereKept(account: Account): Child {
    const { keeper } = account;
    if (!(keeper instanceof BrowserKeeper) || keeper.lines.length === 0) return null;
    const download = () => {
        const url = URL.createObjectURL(new Blob([keeper.asFile()], { type: "application/x-ndjson" }));
        h("a", { href: url, download: "decisions.jsonl" }).click();
        URL.revokeObjectURL(url);
    };
    return [
        "Decisions made here are kept in this browser; figures are computed anew at the next run, ",
        h("code", {}, "recount account --decisions decisions.jsonl"),
        ". ",
        h("button", { type: "button", class: "download", onclick: download }, "Download decisions.jsonl"),
    ];
}

function decisionRow(account: Account, decided: Decided): HTMLElement {
    const ids = new Map([...account.reports.values()].map((report) => [report.sha256, report.id]));
    const places: ReportSpan[] = decided.on
        .filter((place) => place.start !== undefined)
        .map((place) => ({
            report: place.report ?? ids.get(place.sha256) ?? "",
            start: place.start!,
            end: place.end!,
            ...(place.field === "title" ? { field: "title" as const } : {}),
        }))
        .filter((place) => account.reports.get(place.report)?.text);
    const quotes = [
        ...new Set(decided.on.map((place) => place.quote ?? outlet(account.reports.get(ids.get(place.sha256) ?? "")))),
    ];
    return h(
        "li",
        { class: decided.outcome },
        h("p", {}, ...decisionWords(decided)),
        h(
            "p",
            {},
            cell(
                places.map(evidenceOf),
                { class: "plain" },
                h("q", { dir: "auto" }, quotes.slice(0, SHOWN_QUOTES).join(" … ")),
            ),
            places[0] && h("span", { class: "meta" }, ` ${outletOf(account, places[0].report)}`),
        ),
        account.takeBack &&
            decided.outcome !== "undone" &&
            decided.outcome !== "replaced" &&
            h("button", { type: "button", class: "take-back", onclick: () => account.takeBack!(decided) }, "Take back"),
    );
}
