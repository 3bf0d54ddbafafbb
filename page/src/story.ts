// One story: its answer first, then its sections in the order in which a reader asks.
import type { Account, Claim, Story } from "./account.ts";
import { here } from "./address.ts";
import { leading, sentenceOf } from "./answer.ts";
import { asOf, changeCount, changesOf, edits } from "./changes.ts";
import { decided } from "./decided.ts";
import { decisionsOf } from "./decisions.ts";
import { h, type Child } from "./dom.ts";
import { cell } from "./evidence.ts";
import { charts, claimEvidence, disagreements, undisputed } from "./figures.ts";
import { grid } from "./grid.ts";
import { lineages } from "./lineages.ts";
import { map } from "./map.ts";
import { tasks } from "./queue.ts";
import { custody, gaps, names, reports, storyReports } from "./reports.ts";
import { statements } from "./statements.ts";
import { timeline } from "./timeline.ts";
import { days, listed, number, plural, STATUS, sureness } from "./wording.ts";

/** Titles of more letters are set smaller. */
const LONG_TITLE = 60;
/** Figures that the answer at the top tells. */
const ANSWERED = 4;

interface Section {
    id: string;
    title: string;
    /** In few words, what the section counts. */
    count?: string;
    body: Child;
}

function sections(account: Account, story: Story): Section[] {
    const of = (...statuses: string[]) =>
        number(story.figures.filter((figure) => statuses.includes(figure.status)).length);
    const all: Section[] = [
        {
            id: "since",
            title: "Since last time",
            count: changeCount(account, story),
            body: changesOf(account, story),
        },
        {
            id: "disagree",
            title: "Where the sources contradict each other",
            count: of("conflict"),
            body: disagreements(account, story),
        },
        { id: "moved", title: "What moved with time", count: of("evolving"), body: charts(account, story, "evolving") },
        {
            id: "fits",
            title: "What differs, but can all be true",
            count: of("refines"),
            body: charts(account, story, "refines"),
        },
        {
            id: "edits",
            title: "What pages changed",
            count: number((story.versions ?? []).reduce((count, page) => count + page.edits.length, 0)),
            body: edits(account, story),
        },
        { id: "grid", title: "Who gives which number", body: grid(account, story) },
        { id: "when", title: "What happened when", count: number(story.events.length), body: timeline(account, story) },
        { id: "where", title: "Where it happened", body: map(story) },
        {
            id: "said",
            title: "Who said what",
            count: number(story.statements.length),
            body: statements(account, story),
        },
        {
            id: "copies",
            title: "Which reports are copies",
            count: number(story.lineages.length),
            body: lineages(account, story),
        },
        {
            id: "undisputed",
            title: "Figures nobody disputes",
            count: of("agree", "repeated", "single"),
            body: undisputed(account, story),
        },
        { id: "gaps", title: "What was not understood", body: gaps(account, story) },
        { id: "names", title: "Names", body: names(account, story) },
        {
            id: "decisions",
            title: "What people decided",
            count: number(decisionsOf(account, story).length),
            body: decided(account, story),
        },
        { id: "reports", title: "The reports", count: number(story.reports.length), body: reports(account, story) },
        { id: "custody", title: "Chain of custody", body: custody(account, story) },
    ];
    return all.filter((section) => section.body !== null);
}

function heading(account: Account, story: Story, all: string | null): HTMLElement {
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
        all ? h("p", { class: "kicker" }, h("a", { href: "#" }, all)) : h("p", { class: "kicker" }, "Account"),
        h(
            "h1",
            { dir: "auto", tabindex: -1, class: (story.title ?? "").length > LONG_TITLE && "long" },
            story.title || "Untitled story",
        ),
        h("p", { class: "dek" }, [span, listed((summary.places ?? []).slice(0, 6))].filter(Boolean).join(" · ")),
        answer(account, story),
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
        asOf(account),
        verdicts(story),
        review(account, story),
        gloss(story),
    );
}

/** The way to the queue of what a person should look at. */
function review(account: Account, story: Story): Child {
    const left = tasks(account, story).length;
    if (!account.keeper) return null;
    return h(
        "p",
        { class: "review" },
        h(
            "button",
            { type: "button", class: "start-review", disabled: left === 0 },
            left === 0 ? "All has been looked at" : `Review ${plural(left, "thing")}`,
        ),
        left > 0 && h("span", { class: "meta" }, " What could mislead most comes first; each is decided with one key."),
    );
}

/** What the sources give, in a sentence a figure, each number a cell. */
function answer(account: Account, story: Story): Child {
    const figures = leading(story, ANSWERED);
    if (figures.length === 0) return null;
    const draw = (claims: Claim[], words: string) => cell(claims.map(claimEvidence), { class: "number" }, words);
    return h(
        "ul",
        { class: "answer" },
        ...figures.map((figure) =>
            h(
                "li",
                { class: figure.status },
                h("a", { class: "status", href: here({ figure: figure.id }) }, STATUS[figure.status].title),
                h("span", {}, ...sentenceOf(account, story, figure, draw)),
            ),
        ),
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
                        { href: here({ figure: one.figures[0]!.id }) },
                        h("b", {}, number(one.figures.length)),
                        ` ${STATUS[one.status].title.toLowerCase()}`,
                    ),
                    h("span", {}, STATUS[one.status].means),
                ),
            ),
    );
}

/** The words that a newcomer may not know, said once. */
function gloss(story: Story): Child {
    const told = story.figures.some((figure) => figure.claims.some(sureness));
    return h(
        "p",
        { class: "meta gloss" },
        "A witness is an independent source: copies of one text, and claims of one source, count as one; “×3” is a claim and its two copies.",
        told &&
            " “Sure”, “likely” and “unsure” tell how far Recount trusts itself to read a number right, not whether it is true.",
    );
}

/** The story's head and sections. `all` words the link back to the front, where there is one. */
export function drawStory(account: Account, story: Story, all: string | null): Node[] {
    const parts = sections(account, story);
    return [
        heading(account, story, all),
        h(
            "nav",
            { class: "sections", "aria-label": "Sections" },
            ...parts.map((part) =>
                h("a", { href: here({ part: part.id }) }, part.title, part.count && h("span", {}, ` ${part.count}`)),
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
