// A place in a report as a citation: the sentence, who is quoted, the report's title, outlet and day, its own address. It
// is plain text, to be pasted anywhere.
import type { Account } from "./account.ts";
import { h } from "./dom.ts";
import type { Evidence } from "./evidence.ts";
import { words } from "./text.ts";
import { outlet, reportDay } from "./wording.ts";

/** `“At least 12 people were killed …” Harbour Post, “Twelve dead in ferry fire”, 4 Mar 2031, https://…` */
export function citation(account: Account, evidence: Evidence): string {
    const report = account.reports.get(evidence.report);
    if (!report) return "";
    const sentence = evidence.sentence
        ? words(report, evidence.sentence)
        : evidence.said.map((span) => words(report, span)).join(" … ");
    const facts = [outlet(report), report.title && `“${report.title}”`, reportDay(report), webAddress(report.url)];
    return `“${sentence}” ${facts.filter(Boolean).join(", ")}`;
}

/** An address that can be linked: a web page's, nothing that could run. */
export function webAddress(url: string | null | undefined): string | null {
    return url && /^https?:\/\/[^\s]+$/i.test(url) ? url : null;
}

/** A button that puts the citation on the clipboard and says so. */
export function citeButton(account: Account, evidence: Evidence): HTMLElement {
    const told = h("span", { role: "status" });
    const copy = async () => {
        told.textContent = (await toClipboard(citation(account, evidence)))
            ? " Copied"
            : " The browser does not allow it";
    };
    return h("p", { class: "cite" }, h("button", { type: "button", onclick: copy }, "Copy as citation"), told);
}

/** By the browser's clipboard where a page from a file may use it, else by a selection. */
async function toClipboard(text: string): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = h("textarea", { class: "unheard", "aria-hidden": "true", tabindex: -1 });
        area.value = text;
        (document.querySelector("dialog[open]") ?? document.body).append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        return done;
    }
}
