// The page as a server gives it (recount serve): the account comes in pieces as they are needed, and changes while it is
// read. A change is told in one line, and shown when the reader asks for it, so that nothing moves under their eyes.
import type { Decided, Line } from "./decisions.ts";
import { h } from "./dom.ts";
import type { Pieces } from "./pieces.ts";
import { plural } from "./wording.ts";

/** Milliseconds between two questions whether something changed. */
const PATIENCE = 2000;
/** Pieces that are kept, in characters. */
const ROOM = 64e6;

export interface Changes {
    version: number;
    /** More than the server remembers: everything may be new. */
    all: boolean;
    stories: string[];
}

/** What a server says of a decision: how it is kept, what became of it, and the stories that it changed. */
export interface Answer {
    decision: Line;
    outcome: Decided | null;
    version: number;
    stories: { id: string; piece: unknown }[];
}

export class Server implements Pieces {
    /** How far the account is that the page shows. */
    version = 0;
    /** How far it was when the last decision was kept. */
    decidedAt = 0;
    private readonly pieces_ = new Map<string, { text: string; version: number }>();
    private room_ = ROOM;

    /** The front of the account as JSON. */
    async account(): Promise<string> {
        const answer = await this.ask("api/account");
        this.version = Number(answer.headers.get("X-Recount-Version"));
        return answer.text();
    }

    piece(_: number, id: string): string | null {
        return this.pieces_.get(id)?.text ?? null;
    }

    async fetch(id: string): Promise<boolean> {
        if (this.pieces_.has(id)) return true;
        const answer = await fetch(`api/stories/${encodeURIComponent(id)}`);
        if (!answer.ok) return false;
        this.keep(id, await answer.text(), Number(answer.headers.get("X-Recount-Version")));
        return true;
    }

    async changes(since = this.version): Promise<Changes> {
        return (await this.ask(`api/changes?since=${since}`)).json();
    }

    /** The decisions as they are now, with what became of each; what else the page shows stays as it is. */
    async decisions(): Promise<Decided[]> {
        return (await (await this.ask("api/account")).json()).decisions ?? [];
    }

    /** Sends a decision, a line of JSON; what it changed stands in the pieces when it is done. */
    async decide(line: string): Promise<Answer> {
        const answer = await this.ask("api/decisions", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: line,
        });
        const decided: Answer = await answer.json();
        this.decidedAt = decided.version;
        for (const { id, piece } of decided.stories) this.keep(id, JSON.stringify(piece), decided.version);
        return decided;
    }

    /** Pieces of stories that changed are asked for anew; `but` is one that is known as it is now. */
    forget(changes: Changes, but = ""): void {
        const gone = changes.all ? [...this.pieces_.keys()] : changes.stories;
        for (const id of gone.filter((one) => one !== but)) {
            this.room_ += this.pieces_.get(id)?.text.length ?? 0;
            this.pieces_.delete(id);
        }
    }

    /** Not over a newer one: answers may come in another order than they were asked for. */
    private keep(id: string, text: string, version: number): void {
        const known = this.pieces_.get(id);
        if (known && known.version > version) return;
        this.pieces_.delete(id);
        this.pieces_.set(id, { text, version });
        this.room_ += (known?.text.length ?? 0) - text.length;
        for (const [other, { text: held }] of this.pieces_) {
            if (this.room_ >= 0 || other === id) break;
            this.pieces_.delete(other);
            this.room_ += held.length;
        }
    }

    private async ask(path: string, more?: RequestInit): Promise<Response> {
        const answer = await fetch(path, more);
        if (answer.ok) return answer;
        const { error } = await answer.json().catch(() => ({ error: `The server answers ${answer.status}.` }));
        throw new Error(error);
    }
}

/** The line that tells of changes; it asks for them as long as somebody looks. */
export class ChangeNotice {
    readonly element: HTMLElement;
    private readonly words_ = h("span", {});
    private readonly button_ = h("button", { type: "button", hidden: true }, "Show");
    private readonly server_: Server;
    private changes_: Changes | null = null;

    private told_ = 0;
    private readonly when_: (changes: Changes) => Promise<void>;

    /** `show` is called when the reader wants to see what changed, `when` as soon as something did. */
    constructor(
        server: Server,
        show: (changes: Changes) => Promise<void>,
        when: (changes: Changes) => Promise<void> = async () => {},
    ) {
        this.when_ = when;
        this.server_ = server;
        this.element = h("div", { class: "live", role: "status", hidden: true }, this.words_, this.button_);
        this.button_.addEventListener("click", () => {
            const changes = this.changes_;
            this.tell("", null);
            if (changes) show(changes).catch((problem) => this.tell(wordsOfProblem(problem), null));
        });
        setInterval(() => void this.look(), PATIENCE);
    }

    private async look(): Promise<void> {
        if (document.hidden) return;
        try {
            const changes = await this.server_.changes();
            if (changes.version === this.server_.version) this.tell("", null);
            else this.tell(wordsOf(changes), changes);
            if (changes.version !== this.server_.version && changes.version !== this.told_) await this.when_(changes);
            this.told_ = changes.version;
        } catch (problem) {
            this.tell(wordsOfProblem(problem), null);
        }
    }

    private tell(words: string, changes: Changes | null): void {
        this.changes_ = changes;
        this.element.hidden = !words;
        this.button_.hidden = !changes;
        if (this.words_.textContent !== words) this.words_.textContent = words;
    }
}

/** What a reader is told of something that went wrong between page and server. */
export function wordsOfProblem(problem: unknown): string {
    return problem instanceof TypeError ? "The server does not answer." : (problem as Error).message;
}

function wordsOf(changes: Changes): string {
    if (changes.all) return "The account changed.";
    if (changes.stories.length === 0) return "An input could not be read.";
    return `${plural(changes.stories.length, "story", "stories")} changed.`;
}
