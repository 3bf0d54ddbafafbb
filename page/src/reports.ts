// The reports themselves, what was not understood in them, the names, and the chain of custody.
import type { Account, AccountEvent, Alias, Entity, Report, Story } from "./account.ts";
import { fold, foldAfter, h, type Child } from "./dom.ts";
import { cell, evidenceOf, type Evidence } from "./evidence.ts";
import { figureTable, isDisputed } from "./figures.ts";
import { byDate, grouped } from "./lists.ts";
import { opening } from "./text.ts";
import { capital, days, isOther, outlet, plural, readable, titleOf } from "./wording.ts";

const SHOWN_REPORTS = 20;
const SHOWN_NAMES = 12;

export function storyReports(account: Account, story: Story): Report[] {
    return story.reports
        .map((id) => account.reports.get(id))
        .filter((report): report is Report => report !== undefined);
}

/** Those, and the older versions of their pages. */
function allReports(account: Account, story: Story): Report[] {
    const older = (story.versions ?? []).flatMap((page) => page.reports.slice(0, -1));
    return storyReports(account, { ...story, reports: [...story.reports, ...older] });
}

/** The whole report, from its beginning. */
function beginning(report: Report): Evidence {
    return { report: report.id, said: [opening(report)] };
}

/** Of each report that copies an agency's text word for word: the first of those that print it. */
function printedFirst(story: Story, all: Report[]): Map<string, string> {
    const place = new Map(all.map((report, i) => [report.id, i]));
    const first = new Map<string, string>();
    const firstOf = (id: string): string => {
        const before = first.get(id);
        return before === undefined ? id : firstOf(before);
    };
    for (const lineage of story.lineages.filter((one) => one.agency))
        for (const { from, to } of (lineage.relations ?? []).filter((relation) => relation.kind === "copy")) {
            const [one, other] = [firstOf(from), firstOf(to)];
            if (one === other || !place.has(one) || !place.has(other)) continue;
            if (place.get(one)! < place.get(other)!) first.set(other, one);
            else first.set(one, other);
        }
    return new Map([...first.keys()].map((id) => [id, firstOf(id)]));
}

export function reports(account: Account, story: Story): Child {
    const all = storyReports(account, story).sort((a, b) => byDate(a.published, b.published));
    const first = printedFirst(story, all);
    const copies = grouped(
        all.filter((report) => first.has(report.id)),
        (report) => first.get(report.id)!,
    );
    const texts = all.filter((report) => !first.has(report.id));
    return foldAfter(texts, SHOWN_REPORTS, "more reports", (part) =>
        h(
            "table",
            { class: "reports" },
            h(
                "thead",
                {},
                h(
                    "tr",
                    {},
                    ...["Outlet", "Report", "Day, and how it is known", "Agencies"].map((name) =>
                        h("th", { scope: "col" }, name),
                    ),
                ),
            ),
            h("tbody", {}, ...part.map((report) => reportRow(account, report, copies.get(report.id) ?? []))),
        ),
    );
}

/** One row for a text; the reports that copy it are folded away under it. */
function reportRow(account: Account, report: Report, copies: Report[]): HTMLElement {
    const known = report.published ? days(report.published, report.published_end) : "open";
    const how = report.published ? (report.published_stated === false ? "inferred" : "stated") : "";
    const reason = report.published_reason ? capital(readable(account, report.published_reason)) : "";
    return h(
        "tr",
        {},
        h("th", { scope: "row", dir: "auto" }, outlet(report)),
        h(
            "td",
            { dir: "auto" },
            cell([beginning(report)], { class: "title" }, titleOf(report)),
            copies.length > 0 &&
                fold(
                    `The same text in ${plural(copies.length, "more report")}`,
                    h(
                        "ul",
                        { class: "plain-list copies" },
                        ...copies.map((copy) =>
                            h(
                                "li",
                                {},
                                h("b", { dir: "auto" }, outlet(copy)),
                                " ",
                                cell([beginning(copy)], { class: "title" }, titleOf(copy)),
                                copy.published && ` ${days(copy.published, copy.published_end)}`,
                            ),
                        ),
                    ),
                ),
        ),
        h(
            "td",
            {},
            h("span", { class: "known" }, h("b", {}, known), how && ` ${how}`),
            reason &&
                h(
                    "span",
                    { class: "through" },
                    cell((report.published_evidence ?? []).map(evidenceOf), { class: "plain" }, reason),
                ),
        ),
        h("td", {}, report.agencies?.join(", ") || "–"),
    );
}

/** Numbers without a codebook word, other languages, open days, inputs that could not be read. Null when all is well. */
export function gaps(account: Account, story: Story): Child {
    const others = story.figures.filter((figure) => isOther(figure.quantity) && !isDisputed(figure));
    const foreign = [...account.reports.values()].filter((report) => report.annotated === false);
    const openReports = storyReports(account, story).filter((report) => !report.published);
    const openEvents = story.events.filter((event) => !event.date);
    const events = new Map<string, AccountEvent>(story.events.map((event) => [event.id, event]));
    const parts: Child[] = [
        account.unread.length > 0 && [
            h("h3", { class: "part" }, `${plural(account.unread.length, "input")} could not be read`),
            h(
                "ul",
                { class: "plain-list" },
                ...account.unread.map((one) => h("li", {}, h("b", {}, one.input), ` ${one.reason}`)),
            ),
        ],
        foreign.length > 0 && [
            h("h3", { class: "part" }, `${plural(foreign.length, "report")} in another language`),
            h(
                "ul",
                { class: "plain-list" },
                ...foreign.map((report) =>
                    h(
                        "li",
                        {},
                        cell([beginning(report)], { class: "title" }, titleOf(report)),
                        ` ${outlet(report)}, not annotated: ${report.language_name ?? report.language}`,
                        report.language_reason && h("span", { class: "through" }, report.language_reason),
                    ),
                ),
            ),
        ],
        openReports.length > 0 && [
            h("h3", { class: "part" }, `${plural(openReports.length, "report")} whose day is open`),
            h(
                "ul",
                { class: "plain-list" },
                ...openReports.map((report) =>
                    h(
                        "li",
                        {},
                        cell([beginning(report)], { class: "title" }, titleOf(report)),
                        ` ${outlet(report)}`,
                        report.published_reason && `: ${readable(account, report.published_reason)}`,
                    ),
                ),
            ),
        ],
        openEvents.length > 0 && [
            h("h3", { class: "part" }, `${plural(openEvents.length, "event")} whose day is open`),
            foldAfter(openEvents, 6, "more", (part) =>
                h(
                    "ul",
                    { class: "plain-list" },
                    ...part.map((event) =>
                        h(
                            "li",
                            {},
                            cell((event.evidence ?? []).map(evidenceOf), { class: "title" }, event.title),
                            ` ${event.type}`,
                        ),
                    ),
                ),
            ),
        ],
        others.length > 0 && [
            h("h3", { class: "part" }, `${plural(others.length, "number")} that no codebook names`),
            fold("Show them", figureTable(account, events, others)),
        ],
    ];
    return parts.some(Boolean) ? parts : null;
}

/** Who goes by which names. */
export function names(account: Account, story: Story): Child {
    const several = story.entities.filter((entity) => forms(entity).size > 1);
    const list = (part: Entity[]) => h("ul", { class: "names" }, ...part.map((entity) => nameRow(account, entity)));
    // Names in one form alone tell a reader nothing; who decides may know that two of them are one.
    const single = account.keeper ? story.entities.filter((entity) => forms(entity).size === 1) : [];
    if (several.length + single.length === 0) return null;
    return [
        several.length > 0 && foldAfter(several, SHOWN_NAMES, "more names", list),
        single.length > 0 && fold(`${plural(single.length, "name")} in one form`, list(single)),
    ];
}

function forms(entity: Entity): Map<string, Alias[]> {
    return grouped(entity.aliases ?? [], (alias) => alias.text);
}

function nameRow(account: Account, entity: Entity): HTMLElement {
    const places = (aliases: Alias[]) => aliases.filter((alias) => account.reports.has(alias.report)).map(evidenceOf);
    return h(
        "li",
        {},
        h("b", { dir: "auto" }, entity.name),
        h("span", { class: "through" }, ` ${entity.type}: `),
        ...[...forms(entity)].map(([text, aliases]) => cell(places(aliases), { class: "alias" }, text)),
    );
}

export function custody(account: Account, story: Story): Child {
    return [
        h(
            "dl",
            { class: "versions-of" },
            ...Object.entries(account.provenance)
                .filter(([, value]) => value)
                .map(([name, value]) =>
                    h("div", {}, h("dt", {}, capital(name.replaceAll("_", " "))), h("dd", {}, String(value))),
                ),
        ),
        foldAfter(allReports(account, story), SHOWN_REPORTS, "more", (part) =>
            h(
                "table",
                { class: "custody" },
                h(
                    "thead",
                    {},
                    h("tr", {}, h("th", { scope: "col" }, "Report"), h("th", { scope: "col" }, "SHA-256 of the input")),
                ),
                h(
                    "tbody",
                    {},
                    ...part.map((report) =>
                        h(
                            "tr",
                            {},
                            h("th", { scope: "row" }, report.id),
                            h("td", { class: "hash" }, report.sha256 ?? "–"),
                        ),
                    ),
                ),
            ),
        ),
    ];
}
