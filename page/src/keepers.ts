// Where decisions go: to the server that gave the page, which follows them at once, or into this browser, from which they are
// downloaded for the next run of the program. Both are asked in the same way.
import type { Account } from "./account.ts";
import { newId, type Choice, type Decided, type Line, type Place } from "./decisions.ts";
import type { Server } from "./live.ts";
import { keep, kept } from "./storage.ts";

/** What became of a decision. */
export interface Kept {
    id: string;
    /** As the account tells it; null of an undo. */
    decided: Decided | null;
    /** Stories that were made anew. */
    stories: string[];
}

export interface Keeper {
    /** Whether the account follows at once. */
    readonly isLive: boolean;
    decide(choice: Choice): Promise<Kept>;
}

const NAME_KEY = "recount:name";

/** Who decides, as they call themselves; kept in this browser. */
export function myName(): string {
    return kept(NAME_KEY) ?? "";
}

export function setMyName(name: string): void {
    keep(NAME_KEY, name.trim());
}

function lineOf(choice: Choice): Line {
    const by = myName();
    return { recount_decision: 1, id: newId(), ...(by ? { by } : {}), ...choice };
}

/** The server keeps them. */
export class ServerKeeper implements Keeper {
    readonly isLive = true;
    private readonly server_: Server;

    constructor(server: Server) {
        this.server_ = server;
    }

    async decide(choice: Choice): Promise<Kept> {
        const { decision, outcome, stories } = await this.server_.decide(JSON.stringify(lineOf(choice)));
        return { id: decision.id, decided: outcome, stories: stories.map((story) => story.id) };
    }
}

/** This browser keeps them, for this account of these reports. */
export class BrowserKeeper implements Keeper {
    readonly isLive = false;
    private readonly account_: Account;
    private readonly key_: string;

    constructor(account: Account) {
        this.account_ = account;
        const { program, codebook_sha256 } = account.provenance;
        this.key_ = ["recount", program, codebook_sha256, account.deciding?.reports, account.deciding?.round].join(":");
        this.tell();
    }

    /** All lines, in their order. */
    get lines(): Line[] {
        try {
            return JSON.parse(kept(this.key_) ?? "[]") as Line[];
        } catch {
            return [];
        }
    }

    async decide(choice: Choice): Promise<Kept> {
        const { round } = this.account_.deciding ?? {};
        const line = { ...lineOf(choice), at: new Date().toISOString(), ...(round ? { round } : {}) };
        keep(this.key_, JSON.stringify([...this.lines, line]));
        this.tell();
        return { id: line.id, decided: this.account_.decisions.find((one) => one.id === line.id) ?? null, stories: [] };
    }

    /** As a log: a line each. */
    asFile(): string {
        return this.lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    }

    /** Has the account tell them beside those that it was made by. */
    tell(): void {
        const { lines } = this;
        const own = new Set(lines.map((line) => line.id));
        const undone = new Set(lines.filter((line) => line.verb === "undo").map((line) => line.of));
        const told = this.account_.decisions.filter((one) => !own.has(one.id));
        for (const one of told) if (undone.has(one.id)) one.outcome = "undone";
        const here = lines.filter((line) => line.verb !== "undo").map((line) => this.decided(line));
        for (const one of here) if (undone.has(one.id)) one.outcome = "undone";
        this.account_.decisions = [...told, ...here];
    }

    private decided({ recount_decision: _, on, ...line }: Line): Decided {
        const places: Place[] = on.map(({ report, field, ...words }) => ({
            sha256: report,
            ...(field === "title" ? { field } : {}),
            ...words,
        }));
        return { ...line, on: places, outcome: "kept", cells: [] };
    }
}
