// The page of an account: the front with all stories, or one story, as the address says. The front stands before this
// script in the file and is shown at once; the stories follow behind it and are read when they are opened. A page without
// an account asks the server that it comes from.
import { openStory, readAccount, type Account, type StoryHead } from "./account.ts";
import { here, readAddress, setStory, type Address } from "./address.ts";
import { h } from "./dom.ts";
import { ChangeNotice, Server, wordsOfProblem } from "./live.ts";
import { Viewer } from "./evidence.ts";
import { figureAnchor } from "./figures.ts";
import { footnotesOnPaper } from "./footnotes.ts";
import { Front } from "./front.ts";
import { piecesOfFile } from "./pieces.ts";
import { gaps } from "./reports.ts";
import { drawStory } from "./story.ts";
import { plural } from "./wording.ts";

/** What stands below the stories, or in place of them where there is none. */
function notUnderstood(account: Account): Node[] {
    const body = gaps(account, {
        id: "",
        reports: [],
        events: [],
        figures: [],
        statements: [],
        entities: [],
        lineages: [],
    });
    return body ? [h("section", { id: "gaps" }, h("h2", {}, "What was not understood"), body)] : [];
}

class Page {
    readonly main = h("main", {});
    private readonly account_: Account;
    private front_: Front | null = null;
    /** The story on the page; null for the front, undefined while neither is there. */
    private shown_: StoryHead | null | undefined;
    private isFirst_ = true;
    /** Where on it the reader went last: going back from a report must not go there again. */
    private place_ = "";
    private readonly skip_ = h("a", { class: "skip", href: "#" });

    constructor(account: Account) {
        this.account_ = account;
        document.body.append(this.skip_, this.main);
    }

    /** Shows what the address names. `scroll` is how far down the reader was, where the browser goes back. */
    show(scroll?: number): void {
        const address = readAddress(location.hash);
        const head = this.storyOf(address);
        if (!head && this.account_.stories.length === 0) return this.showNothing();
        if (!head) this.showFront(address);
        else if (this.shown_ !== head && !this.showStory(head)) return;
        const place = JSON.stringify([address.part, address.figure]);
        const isNew = !address.at && place !== this.place_;
        if (!address.at) this.place_ = place;
        if (scroll !== undefined) window.scrollTo(0, scroll);
        else if (head && isNew) this.reveal(address);
    }

    /** Brings the part or the figure of the address into view, and the keyboard with it. */
    reveal(address: Address): void {
        const target = document.getElementById(
            address.figure ? figureAnchor({ id: address.figure }) : (address.part ?? ""),
        );
        if (!target) return;
        for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
            fold.open = true;
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
        target.scrollIntoView();
    }

    /** Whether the story that the address names stands further down in a file that is still being read. */
    get isWaiting(): boolean {
        return this.shown_ === undefined && this.account_.stories.length > 0;
    }

    private storyOf(address: Address): StoryHead | null {
        const { stories } = this.account_;
        const { at } = address;
        if (address.story) return stories.find((story) => story.id === address.story) ?? null;
        if (at && stories.length > 1) return stories.find((story) => story.reports.includes(at.report)) ?? null;
        return stories.length === 1 ? stories[0]! : null;
    }

    /** The id of the story on the page; empty for the front. */
    get shownStory(): string {
        return this.shown_?.id ?? "";
    }

    /** Draws anew what is shown, of an account that is another one now. */
    redraw(): void {
        const scroll = window.scrollY;
        this.front_?.close();
        this.front_ = null;
        this.shown_ = undefined;
        this.isFirst_ = true;
        this.show(scroll);
    }

    private showFront(address: Address): void {
        this.front_ ??= new Front(this.account_);
        this.front_.show(address.front);
        if (this.shown_ === null) return;
        setStory("");
        document.title = `Account: ${plural(this.account_.stories.length, "story", "stories")}`;
        this.main.replaceChildren(this.front_.element, ...notUnderstood(this.account_));
        this.skipTo("To the search", "find", () => document.getElementById("find")?.focus());
        this.begin(null);
    }

    private showStory(head: StoryHead): boolean {
        const story = openStory(this.account_, head);
        if (!story) {
            this.shown_ = undefined;
            const told = h("p", { class: "opening", role: "status" }, "Opening the story …");
            this.main.replaceChildren(told);
            const { pieces } = this.account_;
            pieces.fetch?.(head.id).then(
                (isThere) => (isThere ? this.show() : (told.textContent = "This story is part of another one by now.")),
                (problem) => (told.textContent = wordsOfProblem(problem)),
            );
            return false;
        }
        setStory(story.id);
        document.title = story.title || "Account";
        const { length } = this.account_.stories;
        this.main.replaceChildren(
            ...drawStory(this.account_, story, length > 1 ? `All ${plural(length, "story", "stories")}` : null),
        );
        this.skipTo("To the contradictions", "disagree", () => {
            location.hash = here({ part: "disagree" });
            this.reveal(readAddress(location.hash));
        });
        const isFirst = this.isFirst_;
        this.begin(head);
        if (!isFirst) this.main.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
        return true;
    }

    /** The first link of the page: to the element `id`, where `go` brings the reader. */
    private skipTo(words: string, id: string, go: () => void): void {
        this.skip_.textContent = words;
        this.skip_.href = `#${id}`;
        this.skip_.onclick = (event) => {
            event.preventDefault();
            go();
        };
    }

    private begin(shown: StoryHead | null): void {
        this.shown_ = shown;
        this.isFirst_ = false;
        this.place_ = "[null,null]";
        window.scrollTo(0, 0);
    }

    private showNothing(): void {
        if (this.main.hasChildNodes()) return;
        this.main.append(
            h("p", { class: "none" }, "There is no story in this account."),
            ...notUnderstood(this.account_),
        );
    }
}

function start(account: Account): { page: Page; viewer: Viewer } {
    const page = new Page(account);
    history.scrollRestoration = "manual";
    page.show();
    // Before a link leaves, the history keeps where the reader was.
    document.addEventListener("click", (event) => {
        const link = (event.target as Element).closest?.("a[href^='#']");
        if (!link) return;
        history.replaceState({ scroll: window.scrollY }, "");
        if (link.getAttribute("href") === location.hash) page.reveal(readAddress(location.hash));
    });
    window.addEventListener("popstate", (event) => page.show((event.state as { scroll?: number } | null)?.scroll));
    footnotesOnPaper(account, page.main);
    const viewer = new Viewer(account);
    viewer.openAddress();
    return { page, viewer };
}

function startFromFile(front: string): void {
    const { page, viewer } = start(readAccount(front, piecesOfFile));
    document.addEventListener("DOMContentLoaded", () => {
        if (!page.isWaiting) return;
        page.show();
        viewer.openAddress();
    });
}

async function startFromServer(): Promise<void> {
    const server = new Server();
    const account = readAccount(await server.account(), server);
    const { page } = start(account);
    const notice = new ChangeNotice(server, async (changes) => {
        const front = await server.account();
        server.forget(changes);
        if (page.shownStory) await server.fetch(page.shownStory);
        Object.assign(account, readAccount(front, server));
        page.redraw();
    });
    document.body.append(notice.element);
}

const front = document.getElementById("front")!.textContent ?? "";
if (front.trim()) startFromFile(front);
else
    startFromServer().catch((problem: unknown) =>
        document.body.append(h("main", {}, h("p", { class: "none" }, wordsOfProblem(problem)))),
    );
