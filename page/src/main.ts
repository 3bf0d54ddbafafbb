// The page of an account: the front with all stories, or one story, as the address says. The front stands before this
// script in the file and is shown at once; the stories follow behind it and are read when they are opened. A page without
// an account asks the server that it comes from.
import { openStory, readAccount, type Account, type Story, type StoryHead } from "./account.ts";
import { here, readAddress, setStory, writeAddress, type Address } from "./address.ts";
import { decided, decisionList } from "./decided.ts";
import { h, type Child } from "./dom.ts";
import { ChangeNotice, Server, wordsOfProblem } from "./live.ts";
import { evidenceAt, Viewer, type Evidence } from "./evidence.ts";
import { figureAnchor } from "./figures.ts";
import { footnotesOnPaper } from "./footnotes.ts";
import { Front } from "./front.ts";
import { BrowserKeeper, ServerKeeper, type Kept } from "./keepers.ts";
import { piecesOfFile } from "./pieces.ts";
import { gaps } from "./reports.ts";
import { drawStory } from "./story.ts";
import { plural } from "./wording.ts";
import { Workbench } from "./workbench.ts";

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

/** By which a fold is found again when the page is drawn anew; numbers in it may have changed. */
function nameOfFold(fold: Element): string {
    const words = fold.querySelector("summary")?.textContent ?? "";
    return `${fold.closest("section[id]")?.id ?? ""}: ${words.replace(/\d+/g, "")}`;
}

class Page {
    readonly main = h("main", {});
    private readonly account_: Account;
    private front_: Front | null = null;
    /** The story on the page; null for the front, undefined while neither is there. */
    private shown_: StoryHead | null | undefined;
    private story_: Story | null = null;
    /** The page shows what was there before a decision. */
    private isStale_ = false;
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

    get story(): Story | null {
        return this.shown_ ? this.story_ : null;
    }

    /** Takes the story as it is now; the page is drawn anew when it can be seen again. */
    adopt(): void {
        const id = this.shownStory;
        if (!id) return;
        const head = this.account_.stories.find((story) => story.id === id);
        this.story_ = head ? openStory(this.account_, head) : null;
        this.shown_ = head && this.story_ ? head : undefined;
        this.isStale_ = true;
        this.front_?.close();
        this.front_ = null;
    }

    /** Draws anew after decisions; gives the cell with this evidence then. */
    refresh(evidence: Evidence | null): HTMLElement | null {
        if (!this.isStale_) return null;
        this.redraw();
        const key = (one: Evidence | undefined) => one && JSON.stringify([one.report, one.said[0]]);
        const cell = [...this.main.querySelectorAll<HTMLElement>(".cell")].find(
            (one) => evidence && key(evidenceAt(one)[0]) === key(evidence),
        );
        for (let fold = cell?.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
            fold.open = true;
        return cell ?? this.main.querySelector<HTMLElement>("button.start-review, h1");
    }

    /** Draws the list of decisions anew, and nothing else. */
    redrawDecisions(): void {
        const section = document.getElementById("decisions");
        const body = this.story ? decided(this.account_, this.story) : this.allDecisions();
        if (section && body) section.replaceChildren(section.firstElementChild!, h("div", {}, body));
    }

    private allDecisions(): Child {
        return this.account_.decisions.length > 0 && decisionList(this.account_, this.account_.decisions);
    }

    /** Draws anew what is shown, of an account that is another one now. */
    redraw(): void {
        this.isStale_ = false;
        const scroll = window.scrollY;
        const open = new Set([...this.main.querySelectorAll("details[open]")].map(nameOfFold));
        this.front_?.close();
        this.front_ = null;
        this.shown_ = undefined;
        this.isFirst_ = true;
        this.show(scroll);
        for (const fold of this.main.querySelectorAll("details")) fold.open ||= open.has(nameOfFold(fold));
        window.scrollTo(0, scroll);
    }

    private showFront(address: Address): void {
        this.front_ ??= new Front(this.account_);
        this.front_.show(address.front);
        if (this.shown_ === null) return;
        setStory("");
        document.title = `Account: ${plural(this.account_.stories.length, "story", "stories")}`;
        const decisions = this.allDecisions();
        this.main.replaceChildren(
            this.front_.element,
            ...(decisions ? [h("section", { id: "decisions" }, h("h2", {}, "What people decided"), decisions)] : []),
            ...notUnderstood(this.account_),
        );
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
        this.story_ = story;
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

/** Puts the workbench beside open reports, where the page can keep decisions; `sync` follows what it changed. */
function putWorkbench(account: Account, page: Page, viewer: Viewer, sync: () => void): void {
    if (!account.keeper) return;
    const next = () => {
        const head = account.stories.find((story) => story.id !== page.shownStory && (story.to_review ?? 0) > 0);
        return (
            head &&
            h(
                "p",
                {},
                "Next: ",
                h(
                    "a",
                    { href: writeAddress({ story: head.id }), onclick: () => viewer.close() },
                    head.title || "another story",
                ),
            )
        );
    };
    const adopt = (kept: Kept) => {
        if (kept.decided) {
            const { id } = kept.decided;
            account.decisions = [...account.decisions.filter((one) => one.id !== id), kept.decided];
        }
        page.adopt();
        sync();
    };
    const bench = new Workbench({ account, keeper: account.keeper, story: () => page.story, adopt, next }, viewer);
    account.takeBack = (decided) => {
        void bench.undo([decided.id]).then(() => {
            page.refresh(null);
            document.getElementById("decisions-title")?.focus();
        });
    };
    viewer.whenClosed = (evidence) => page.refresh(evidence);
    viewer.putBeside(bench);
    document.addEventListener("click", (event) => {
        if ((event.target as Element).closest?.(".start-review")) bench.review();
    });
}

function startFromFile(front: string): void {
    const account = readAccount(front, piecesOfFile);
    if (account.deciding) account.keeper = new BrowserKeeper(account);
    const { page, viewer } = start(account);
    putWorkbench(account, page, viewer, () => {});
    document.addEventListener("DOMContentLoaded", () => {
        if (!page.isWaiting) return;
        page.show();
        viewer.openAddress();
    });
}

async function startFromServer(): Promise<void> {
    const server = new Server();
    const account = readAccount(await server.account(), server);
    if (account.deciding)
        account.keeper = account.deciding.kept ? new ServerKeeper(server) : new BrowserKeeper(account);
    const { page, viewer } = start(account);
    const take = (front: string) => {
        Object.assign(account, readAccount(front, server));
        if (account.keeper instanceof BrowserKeeper) account.keeper.tell();
    };
    putWorkbench(
        account,
        page,
        viewer,
        coalesced(async () => {
            const { version } = server;
            const front = await server.account();
            const shown = page.shownStory;
            const later = await server.changes(server.decidedAt);
            server.forget(await server.changes(version), later.all || later.stories.includes(shown) ? "" : shown);
            if (shown) await server.fetch(shown);
            take(front);
            page.adopt();
            if (viewer.isOpen) return;
            const focused = document.activeElement && evidenceAt(document.activeElement)[0];
            const cell = page.refresh(focused ?? null);
            if (focused) cell?.focus({ preventScroll: true });
        }),
    );
    const notice = new ChangeNotice(
        server,
        async (changes) => {
            const front = await server.account();
            server.forget(changes);
            if (page.shownStory) await server.fetch(page.shownStory);
            take(front);
            page.redraw();
        },
        async () => {
            account.decisions = await server.decisions();
            if (account.keeper instanceof BrowserKeeper) account.keeper.tell();
            page.redrawDecisions();
        },
    );
    document.body.append(notice.element);
}

/** One run at a time, and one more where it was asked for meanwhile. */
function coalesced(work: () => Promise<void>): () => void {
    let isRunning = false;
    let isWanted = false;
    const run = async (): Promise<void> => {
        isWanted = true;
        if (isRunning) return;
        isRunning = true;
        while (isWanted) {
            isWanted = false;
            await work().catch(() => {}); // the notice tells of a server that does not answer
        }
        isRunning = false;
    };
    return () => void run();
}

const front = document.getElementById("front")!.textContent ?? "";
if (front.trim()) startFromFile(front);
else
    startFromServer().catch((problem: unknown) =>
        document.body.append(h("main", {}, h("p", { class: "none" }, wordsOfProblem(problem)))),
    );
