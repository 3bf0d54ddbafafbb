// What is told otherwise than before: what a page changed from one fetch to the next, what changed since an account that
// was made before, and which reports an account as of a day leaves out. The program found and worded all of it.
import type { Account, Edited, EditedPage, Story, StoryChanges } from "./account.ts";
import { here, writeAddress } from "./address.ts";
import { fold, foldAfter, h, type Child } from "./dom.ts";
import { cell, type Evidence } from "./evidence.ts";
import { capital, day, listed, plural } from "./wording.ts";

const SHOWN_EDITS = 12;
const SHOWN_CHANGES = 20;

// ---- versions of a page

function evidence(edited: Edited): Evidence {
    return { report: edited.report, said: [edited], sentence: edited.evidence };
}

/** The words of one version, leading to them; a word in their place where the version has none. */
function side(edited: Edited | null | undefined, none: string): Child {
    if (!edited) return h("span", { class: "none" }, none);
    return cell([evidence(edited)], { class: "edited" }, edited.text);
}

function editRow(edit: EditedPage["edits"][number]): HTMLElement {
    const what = [capital(edit.kind.replaceAll("_", " ")), edit.quantity].filter(Boolean).join(": ");
    return h(
        "tr",
        {},
        h("th", { scope: "row" }, what),
        h("td", { dir: "auto" }, side(edit.before, "not said")),
        h("td", { dir: "auto" }, side(edit.after, edit.kind.endsWith("_gone") ? "withdrawn" : "not said")),
        h("td", {}, edit.noted ? cell([evidence(edit.noted)], { class: "edited" }, "owned up to") : "silently"),
    );
}

function pageEdits(account: Account, page: EditedPage): HTMLElement {
    const versions = page.reports.map((id) => account.reports.get(id)).filter((report) => report !== undefined);
    const times = versions.map((report) => report.date_fetched ?? report.date_modified ?? report.published ?? report.id);
    return h(
        "div",
        { class: "page-versions" },
        h("h3", { dir: "auto" }, page.address),
        h(
            "p",
            { class: "meta" },
            `${plural(page.reports.length, "version")}, ${page.order_text ?? page.order}: ${listed(times)}.`,
            page.edits.length === 0 && " All have the same words.",
        ),
        page.edits.length > 0 &&
            foldAfter(page.edits, SHOWN_EDITS, "more edits", (part) =>
                h(
                    "table",
                    { class: "edits" },
                    h(
                        "thead",
                        {},
                        h(
                            "tr",
                            {},
                            ...["What", "It said", "It says now", "How"].map((name) => h("th", { scope: "col" }, name)),
                        ),
                    ),
                    h("tbody", {}, ...part.map(editRow)),
                ),
            ),
    );
}

/** What the story's pages changed; null where none was fetched twice. */
export function edits(account: Account, story: Story): Child {
    if (!story.versions?.length) return null;
    return story.versions.map((page) => pageEdits(account, page));
}

// ---- since an account that was made before

function lines(story: StoryChanges, link: boolean): HTMLElement[] {
    const told = [
        ...story.figures.map((one) => ({ text: one.text, figure: one.change === "gone" ? null : one.id })),
        ...story.statements.map((one) => ({ text: one.text, figure: null })),
        ...story.events.map((one) => ({ text: one.text, figure: null })),
    ];
    return told.map(({ text, figure }) =>
        h("li", { dir: "auto" }, link && figure ? h("a", { href: here({ figure }) }, text) : text),
    );
}

function list(items: HTMLElement[], more: string, count = SHOWN_CHANGES): Child {
    return foldAfter(items, count, more, (part) => h("ul", { class: "changes" }, ...part));
}

/** What changed in the story; null where the account was not held against another. */
export function changesOf(account: Account, story: Story): Child {
    const { since } = account;
    if (!since) return null;
    const about = `Since the account ${since.old.file}`;
    const own = since.stories.find((one) => one.id === story.id);
    if (own?.change === "added") return h("p", {}, `${about}, this story is new.`);
    const items = own ? lines(own, true) : [];
    if (items.length === 0) return h("p", {}, `${about}, nothing in this story is told otherwise.`);
    return [h("p", { class: "meta" }, `${about}:`), list(items, "more changes")];
}

/** How many changes that are. */
export function changeCount(account: Account, story: Story): string {
    const own = account.since?.stories.find((one) => one.id === story.id);
    return String(own ? own.figures.length + own.statements.length + own.events.length : 0);
}

/** For the front: all stories that changed; null where the account was not held against another. */
export function sinceLastTime(account: Account): Child {
    const { since } = account;
    if (!since) return null;
    const { added = [], gone = [], replaced = [] } = since.reports;
    const reports = [
        ...added.map((one) => `Added: ${one.text}`),
        ...gone.map((one) => `Gone: ${one.text}`),
        ...replaced.map((one) => `Replaced: ${one.text}, by ${one.by}`),
    ].map((text) => h("li", { dir: "auto" }, text));
    const stories = since.stories.filter((story) => story.change !== "none");
    const rows = stories.map((story) => {
        const title = story.title || "Untitled story";
        const count = story.figures.length + story.statements.length + story.events.length;
        const told = story.change === "changed" ? plural(count, "change") : story.change === "added" ? "new" : "gone";
        return h(
            "li",
            { dir: "auto" },
            story.id ? h("a", { href: writeAddress({ story: story.id, part: "since" }) }, title) : title,
            `: ${told}`,
        );
    });
    const others = since.provenance.map((one) => one.name.replaceAll("_", " "));
    return h(
        "section",
        { id: "since-last-time", class: "since", "aria-labelledby": "since-title" },
        h("h2", { id: "since-title" }, `Since last time (${since.old.file})`),
        others.length > 0 &&
            h("p", { class: "meta" }, `Made by another ${listed(others)}: some changes may come from that.`),
        rows.length + reports.length === 0 && h("p", {}, "Nothing is told otherwise."),
        rows.length > 0 && list(rows, "more stories"),
        reports.length > 0 && fold(plural(reports.length, "report"), list(reports, "more reports", 100)),
    );
}

// ---- as of a day

/** Until when reports are used and what is left out; null where the account has all. */
export function asOf(account: Account): Child {
    const { as_of: asOfDay } = account;
    if (!asOfDay) return null;
    const items = asOfDay.left_out.map((one) =>
        h("li", { dir: "auto" }, `${one.report}${one.outlet ? ` (${one.outlet})` : ""}: ${one.text}`),
    );
    return h(
        "section",
        { class: "as-of", "aria-label": "As of a day" },
        h("p", {}, `As of ${day(asOfDay.day)}: only what was published until the end of that day.`),
        items.length > 0 &&
            fold(`${plural(items.length, "report")} left out`, list(items, "more reports", 100)),
    );
}
