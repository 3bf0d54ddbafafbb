// The page of an account: reads the JSON that stands in it and lays the stories out, one at a time, in the order in
// which a reader asks.
import { readAccount, type Account, type Story } from "./account.ts";
import { h, type Child } from "./dom.ts";
import { Viewer } from "./evidence.ts";
import { disagreements, isDisputed, undisputed } from "./figures.ts";
import { footnotesOnPaper } from "./footnotes.ts";
import { lineages } from "./lineages.ts";
import { custody, gaps, names, reports, storyReports } from "./reports.ts";
import { statements } from "./statements.ts";
import { timeline } from "./timeline.ts";
import { days, listed, number, plural, STATUS } from "./wording.ts";

/** Titles of more letters are set smaller. */
const LONG_TITLE = 60;

interface Section {
    id: string;
    title: string;
    /** In few words, what the section counts. */
    count?: string;
    body: Child;
}

function sections(account: Account, story: Story): Section[] {
    const all: Section[] = [
        {
            id: "disagree",
            title: "Where the sources disagree",
            count: count(story.figures.filter(isDisputed).length),
            body: disagreements(account, story),
        },
        { id: "when", title: "What happened when", count: count(story.events.length), body: timeline(account, story) },
        { id: "said", title: "Who said what", count: count(story.statements.length), body: statements(account, story) },
        {
            id: "copies",
            title: "Which reports are copies",
            count: count(story.lineages.length),
            body: lineages(account, story),
        },
        {
            id: "undisputed",
            title: "Figures nobody disputes",
            count: count(story.figures.length - story.figures.filter(isDisputed).length),
            body: undisputed(account, story),
        },
        { id: "gaps", title: "What was not understood", body: gaps(account, story) },
        { id: "names", title: "Names", body: names(account, story) },
        { id: "reports", title: "The reports", count: count(story.reports.length), body: reports(account, story) },
        { id: "custody", title: "Chain of custody", body: custody(account, story) },
    ];
    return all.filter((section) => section.body !== null);
}

function count(items: number): string {
    return number(items);
}

function heading(account: Account, story: Story): HTMLElement {
    const summary = story.summary ?? {};
    const known = storyReports(account, story);
    const published = known
        .map((report) => report.published)
        .filter((date): date is string => !!date)
        .sort();
    const span = days(summary.first ?? published[0], summary.last ?? published[published.length - 1]);
    const outlets = summary.outlets ?? new Set(known.map((report) => report.outlet ?? report.id)).size;
    return h(
        "header",
        { class: "masthead" },
        h("p", { class: "kicker" }, "Account"),
        h(
            "h1",
            { dir: "auto", class: (story.title ?? "").length > LONG_TITLE && "long" },
            story.title || "Untitled story",
        ),
        h("p", { class: "dek" }, [span, listed((summary.places ?? []).slice(0, 6))].filter(Boolean).join(" · ")),
        h(
            "p",
            { class: "solidity" },
            h("b", {}, number(summary.reports ?? story.reports.length)),
            ` ${(summary.reports ?? story.reports.length) === 1 ? "report" : "reports"} of `,
            h("b", {}, number(outlets)),
            ` ${outlets === 1 ? "outlet" : "outlets"}`,
            summary.witnesses !== undefined && [
                ", resting on ",
                h("b", {}, number(summary.witnesses)),
                ` ${summary.witnesses === 1 ? "witness" : "witnesses"}`,
            ],
        ),
        verdicts(story),
    );
}

/** How many figures of each status, each leading to where they stand. */
function verdicts(story: Story): Child {
    if (story.figures.length === 0) return null;
    const counts = Object.keys(STATUS).map((status) => ({
        status: status as keyof typeof STATUS,
        figures: story.figures.filter((figure) => figure.status === status),
    }));
    return h(
        "ul",
        { class: "verdicts", "aria-label": `${plural(story.figures.length, "figure")} by status` },
        ...counts
            .filter((one) => one.figures.length > 0)
            .map((one) =>
                h(
                    "li",
                    { class: one.status },
                    h(
                        "a",
                        { href: `#figure-${one.figures[0]!.id}` },
                        h("b", {}, number(one.figures.length)),
                        ` ${STATUS[one.status].title.toLowerCase()}`,
                    ),
                    h("span", {}, STATUS[one.status].means),
                ),
            ),
    );
}

function drawStory(account: Account, story: Story): Node[] {
    const parts = sections(account, story);
    return [
        heading(account, story),
        h(
            "nav",
            { class: "sections", "aria-label": "Sections" },
            ...parts.map((part) =>
                h("a", { href: `#${part.id}` }, part.title, part.count && h("span", {}, ` ${part.count}`)),
            ),
        ),
        ...parts.map((part) =>
            h(
                "section",
                { id: part.id, "aria-labelledby": `${part.id}-title` },
                h("h2", { id: `${part.id}-title` }, part.title),
                part.body,
            ),
        ),
    ];
}

/** What stands in place of the stories where there is none. */
function notUnderstood(account: Account): Node[] {
    const body = gaps(account, { id: "", reports: [], events: [], figures: [], statements: [], entities: [], lineages: [] });
    return body ? [h("section", { id: "gaps" }, h("h2", {}, "What was not understood"), body)] : [];
}

function storyChooser(account: Account, show: (story: Story) => void): Child {
    if (account.stories.length < 2) return null;
    const select = h(
        "select",
        { onchange: () => show(account.stories[Number(select.value)]!) },
        ...account.stories.map((story, i) =>
            h("option", { value: i }, `${story.title || story.id} (${plural(story.reports.length, "report")})`),
        ),
    );
    return h("label", { class: "stories" }, `${plural(account.stories.length, "story", "stories")}: `, select);
}

/** A link to what lies in a fold opens the fold before the browser goes there. */
function openFoldsOfLinks(): void {
    document.addEventListener("click", (event) => {
        const link = (event.target as Element).closest?.("a[href^='#']");
        const target = link ? document.getElementById(link.getAttribute("href")!.slice(1)) : null;
        for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details"))
            fold.open = true;
    });
}

function start(): void {
    const account = readAccount(document.getElementById("account")!.textContent ?? "");
    const main = h("main", {});
    const show = (story: Story) => {
        document.title = story.title || "Account";
        main.replaceChildren(...drawStory(account, story));
    };
    document.body.append(h("a", { class: "skip", href: "#disagree" }, "To the disagreements"));
    const chooser = storyChooser(account, show);
    if (chooser) document.body.append(chooser as Node);
    document.body.append(main);
    if (account.stories[0]) show(account.stories[0]);
    else main.append(h("p", { class: "none" }, "There is no story in this account."), ...notUnderstood(account));
    footnotesOnPaper(account, main);
    new Viewer(account);
    openFoldsOfLinks();
}

start();
