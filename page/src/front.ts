// The front: all stories, first those that need a person. Sources that contradict each other come before numbers that
// moved, these before numbers that stand in several reports but rest on one witness. Each story tells its days, places,
// sources and its answer in one sentence; a search and filters narrow them down, and stand in the address.
import type { Account, StoryHead } from "./account.ts";
import { writeAddress } from "./address.ts";
import { changed, leading, sentenceOf } from "./answer.ts";
import { asOf, sinceLastTime } from "./changes.ts";
import { h, type Child } from "./dom.ts";
import { byDate } from "./lists.ts";
import { Search } from "./search.ts";
import { day, days, isOther, listed, number, plural } from "./wording.ts";

/** Rows drawn at once; the others come when they are asked for. */
const ROWS = 60;
const MORE = 200;

export type Need = "conflict" | "evolving" | "repeated";
const NEEDS: Need[] = ["conflict", "evolving", "repeated"];
const NEED_WORDS: Record<Need, { one: string; many: string; filter: string; means: string }> = {
    conflict: { one: "conflict", many: "conflicts", filter: "Conflict", means: "no number makes all claims true" },
    evolving: {
        one: "number moved",
        many: "numbers moved",
        filter: "Moved",
        means: "later claims replace earlier ones",
    },
    repeated: {
        one: "on one witness",
        many: "on one witness",
        filter: "One witness only",
        means: "told several times, but from one source",
    },
};
const ORDERS: Record<string, string> = {
    need: "What needs a person",
    newest: "Newest",
    sources: "Most witnesses",
    title: "Title",
};

interface Row {
    head: StoryHead;
    needs: Record<Need, number>;
    changed: string | null;
    /** Where the story stands when what needs a person comes first. */
    place: number;
    element?: HTMLElement;
}

/** What is chosen, as the address says it. */
type Choice = Record<string, string>;

function needsOf(head: StoryHead): Record<Need, number> {
    const of = (status: Need) =>
        head.figures.filter((figure) => figure.status === status && !isOther(figure.quantity)).length;
    const { reports = 0, witnesses } = head.summary ?? {};
    const copied = reports > 1 && witnesses === 1 ? 1 : 0;
    return { conflict: of("conflict"), evolving: of("evolving"), repeated: Math.max(of("repeated"), copied) };
}

/** Conflicts about an event weigh more than those about an age or a sum. */
function urgency(row: Row): number[] {
    const ofEvents = row.head.figures.filter((figure) => figure.status === "conflict" && figure.event).length;
    return [ofEvents, row.needs.conflict, row.needs.evolving, row.needs.repeated].map((count) => -count);
}

function byNeed(a: Row, b: Row): number {
    const [x, y] = [urgency(a), urgency(b)];
    const tier = (urgencies: number[]) => urgencies.findIndex((count) => count < 0) >>> 0;
    const first = tier(x) - tier(y) || x.reduce((so, value, i) => so || value - y[i]!, 0);
    return first || byDate(b.head.summary?.last ?? "", a.head.summary?.last ?? "");
}

export class Front {
    readonly element: HTMLElement;
    private readonly account_: Account;
    private readonly rows_: Row[];
    private readonly search_: Search;
    private readonly input_ = h("input", { type: "search", id: "find", autocomplete: "off", spellcheck: "false" });
    private readonly since_ = h("input", { type: "date", id: "since" });
    private readonly order_ = h(
        "select",
        { id: "order" },
        ...Object.entries(ORDERS).map(([value, name]) => h("option", { value }, name)),
    );
    private readonly witnesses_ = h(
        "select",
        { id: "witnesses" },
        ...["", "2", "3", "5"].map((least) => h("option", { value: least }, least ? `${least} or more` : "any")),
    );
    private readonly filters_ = new Map<Need, HTMLButtonElement>();
    private readonly told_ = h("p", { class: "found", role: "status" });
    private readonly list_ = h("ol", { class: "story-list" });
    private readonly rest_ = h("p", { class: "rest" });
    private choice_: Choice = {};
    private words_ = "";
    private shown_ = ROWS;

    constructor(account: Account) {
        this.account_ = account;
        this.rows_ = account.stories.map((head) => ({
            head,
            needs: needsOf(head),
            changed: changed(account, head),
            place: 0,
        }));
        [...this.rows_].sort(byNeed).forEach((row, place) => (row.place = place));
        this.element = h(
            "div",
            { class: "front" },
            this.heading(),
            asOf(account),
            sinceLastTime(account),
            this.finder(),
            this.told_,
            this.list_,
            this.rest_,
        );
        this.search_ = new Search(account, () => this.choice_["find"] && this.draw());
    }

    /** Shows what the address names. */
    show(choice: Choice): void {
        const words = JSON.stringify(choice);
        if (words === this.words_) return;
        this.words_ = words;
        this.choice_ = choice;
        this.shown_ = ROWS;
        this.input_.value = choice["find"] ?? "";
        this.since_.value = choice["since"] ?? "";
        this.witnesses_.value = choice["witnesses"] ?? "";
        this.order_.value = choice["order"] ?? "need";
        const shown = new Set((choice["show"] ?? "").split(","));
        for (const [need, button] of this.filters_) button.setAttribute("aria-pressed", String(shown.has(need)));
        this.draw();
    }

    /** What is shown then is no longer drawn. */
    close(): void {
        this.search_.close();
    }

    private heading(): HTMLElement {
        const { stories, reports } = this.account_;
        const firsts = stories
            .map((story) => story.summary?.first)
            .filter((date) => !!date)
            .sort();
        const lasts = stories
            .map((story) => story.summary?.last)
            .filter((date) => !!date)
            .sort();
        return h(
            "header",
            { class: "masthead" },
            h("p", { class: "kicker" }, "Account"),
            h("h1", {}, plural(stories.length, "story", "stories")),
            h(
                "p",
                { class: "dek" },
                [days(firsts[0], lasts[lasts.length - 1]), plural(reports.size, "report")].filter(Boolean).join(" · "),
            ),
        );
    }

    private finder(): HTMLElement {
        const count = (need: Need) => this.rows_.filter((row) => row.needs[need] > 0).length;
        for (const need of NEEDS) {
            const words = NEED_WORDS[need];
            const button = h(
                "button",
                {
                    type: "button",
                    class: need,
                    disabled: count(need) === 0,
                    "aria-pressed": "false",
                    onclick: () => this.toggle(need),
                },
                h("b", {}, number(count(need))),
                ` ${words.filter}`,
                h("span", {}, words.means),
            );
            this.filters_.set(need, button);
        }
        this.input_.addEventListener("input", () => this.choose("find", this.input_.value));
        this.since_.addEventListener("change", () => this.choose("since", this.since_.value));
        this.witnesses_.addEventListener("change", () => this.choose("witnesses", this.witnesses_.value));
        this.order_.addEventListener("change", () =>
            this.choose("order", this.order_.value === "need" ? "" : this.order_.value),
        );
        const field = (name: string, control: HTMLElement, wide = false) =>
            h("p", { class: wide ? "field wide" : "field" }, h("label", { for: control.id }, name), control);
        return h(
            "form",
            { class: "finder", role: "search", onsubmit: (event: Event) => event.preventDefault() },
            h(
                "div",
                { class: "needs-filter", role: "group", "aria-label": "Show only stories with" },
                ...this.filters_.values(),
            ),
            field("Search words, names, places, figures", this.input_, true),
            field("Changed since", this.since_),
            field("Witnesses", this.witnesses_),
            field("Order", this.order_),
        );
    }

    private toggle(need: Need): void {
        const shown = new Set((this.choice_["show"] ?? "").split(",").filter(Boolean));
        if (!shown.delete(need)) shown.add(need);
        this.choose("show", NEEDS.filter((one) => shown.has(one)).join(","));
    }

    private choose(key: string, value: string): void {
        const choice = { ...this.choice_, [key]: value };
        if (!value) delete choice[key];
        history.replaceState(history.state, "", writeAddress({ front: choice }));
        this.show(choice);
    }

    private isChosen(row: Row): boolean {
        const { show, since, witnesses } = this.choice_;
        if (show && !show.split(",").some((need) => row.needs[need as Need] > 0)) return false;
        if (since && (!row.changed || row.changed < since)) return false;
        return !witnesses || (row.head.summary?.witnesses ?? 0) >= Number(witnesses);
    }

    private draw(): void {
        const rows = new Map(this.rows_.map((row) => [row.head, row]));
        const found = this.search_.find(this.choice_["find"] ?? "");
        const rank = new Map(found.map((one) => [one.head, one.rank]));
        const chosen = found.map((one) => rows.get(one.head)!).filter((row) => this.isChosen(row));
        const order = this.choice_["order"];
        const compare: Record<string, (a: Row, b: Row) => number> = {
            newest: (a, b) => byDate(b.head.summary?.last ?? "0", a.head.summary?.last ?? "0"),
            sources: (a, b) => (b.head.summary?.witnesses ?? 0) - (a.head.summary?.witnesses ?? 0),
            title: (a, b) => (a.head.title ?? "").localeCompare(b.head.title ?? "", "en"),
        };
        const inTitle = (row: Row) => (rank.get(row.head) === 3 ? 0 : 1);
        chosen.sort((a, b) => (compare[order ?? ""]?.(a, b) ?? inTitle(a) - inTitle(b)) || a.place - b.place);
        this.list_.replaceChildren(...chosen.slice(0, this.shown_).map((row) => (row.element ??= this.row(row))));
        this.tell(chosen.length);
        const rest = chosen.length - this.shown_;
        const more = () => {
            this.shown_ += MORE;
            this.draw();
            this.list_.querySelectorAll<HTMLElement>("h2 a")[this.shown_ - MORE]?.focus();
        };
        this.rest_.replaceChildren(
            ...(rest > 0
                ? [
                      h(
                          "button",
                          { type: "button", onclick: more },
                          `${plural(Math.min(rest, MORE), "more story", "more stories")}`,
                      ),
                  ]
                : []),
        );
    }

    private tell(count: number): void {
        const all = this.rows_.length;
        const partly =
            this.choice_["find"] && !this.search_.complete
                ? `, ${number(this.search_.size)} of them searched by now`
                : "";
        const words =
            count === 0 && !partly
                ? "No story has all of this."
                : `${number(count)} of ${plural(all, "story", "stories")}${partly}`;
        if (this.told_.textContent !== words) this.told_.textContent = words;
    }

    private row(row: Row): HTMLElement {
        const { head, needs } = row;
        const { reports = head.reports.length, witnesses, first, last, places = [] } = head.summary ?? {};
        const marks = NEEDS.filter((need) => needs[need] > 0).map((need) => {
            const { one, many } = NEED_WORDS[need];
            return h("li", { class: need }, h("b", {}, number(needs[need])), ` ${needs[need] === 1 ? one : many}`);
        });
        const facts = [
            days(first, last),
            listed(places.slice(0, 3)),
            plural(reports, "report"),
            witnesses !== undefined ? plural(witnesses, "witness", "witnesses") : "",
            row.changed ? `last changed ${day(row.changed)}` : "",
            this.account_.keeper && head.to_review ? `${number(head.to_review)} to review` : "",
        ];
        return h(
            "li",
            { class: `story-row ${NEEDS.find((need) => needs[need] > 0) ?? ""}` },
            h("ul", { class: "needs" }, ...marks),
            h(
                "div",
                {},
                h(
                    "h2",
                    {},
                    h("a", { href: writeAddress({ story: head.id }), dir: "auto" }, head.title || "Untitled story"),
                ),
                h("p", { class: "meta" }, facts.filter(Boolean).join(" · ")),
                h("p", { class: "lead" }, ...this.sentence(head)),
            ),
        );
    }

    /** Its answer where it has one, else what most of its reports tell. */
    private sentence(head: StoryHead): Child[] {
        const [figure] = leading(head, 1);
        if (figure) return sentenceOf(this.account_, head, figure, (_, words) => h("b", {}, words));
        const title = head.events[0]?.title;
        return [title && title !== head.title ? `${title}.` : "No number in it is given by two sources."];
    }
}
