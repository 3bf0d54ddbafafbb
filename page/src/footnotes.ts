// On paper nothing can be clicked: before printing, every cell gets a number and the page a list of footnotes with the
// sentence that each number stands for. After printing both are taken away again.
import type { Account } from "./account.ts";
import { h } from "./dom.ts";
import { evidenceAt, quoted, type Evidence } from "./evidence.ts";
import { outlet, reportDay } from "./wording.ts";

/** An event may be told dozens of times: on paper its first places are enough. */
const MOST_NOTES = 6;

export function footnotesOnPaper(account: Account, page: HTMLElement): void {
    let opened: HTMLDetailsElement[] = [];
    window.addEventListener("beforeprint", () => {
        opened = [...page.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
        for (const details of opened) details.open = true;
        addFootnotes(account, page);
    });
    window.addEventListener("afterprint", () => {
        for (const details of opened) details.open = false;
        for (const added of page.querySelectorAll(".footnote, .footnotes")) added.remove();
    });
}

function addFootnotes(account: Account, page: HTMLElement): void {
    const numbers = new Map<string, number>();
    const notes: HTMLElement[] = [];
    for (const cell of page.querySelectorAll(".cell")) {
        const own = evidenceAt(cell)
            .slice(0, MOST_NOTES)
            .map((evidence) => {
                const key = JSON.stringify([evidence.report, evidence.said]);
                let known = numbers.get(key);
                if (known === undefined) {
                    numbers.set(key, (known = numbers.size + 1));
                    notes.push(note(account, evidence));
                }
                return known;
            });
        (cell.querySelector(".number-words, q, .title") ?? cell).append(
            h("sup", { class: "footnote" }, [...new Set(own)].join(",")),
        );
    }
    if (notes.length) page.append(h("section", { class: "footnotes" }, h("h2", {}, "Evidence"), h("ol", {}, ...notes)));
}

function note(account: Account, evidence: Evidence): HTMLElement {
    const report = account.reports.get(evidence.report);
    const by = report ? `${outlet(report)}, ${reportDay(report)}: ` : "";
    return h("li", {}, by, h("q", { dir: "auto" }, ...quoted(account, evidence)));
}
