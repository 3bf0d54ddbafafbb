// Searching all stories: words of reports and titles, names, places, outlets and figures. Words are compared without case,
// accents and punctuation; a search finds a word by its beginning, words in quotation marks as they stand, and a number
// whether or not its thousands are parted. The words are taken from the stories one after another while the browser has
// nothing else to do; a search before that looks at what is there and goes on as more comes.
import { storyWords, type Account, type StoryHead } from "./account.ts";
import { quantity } from "./wording.ts";

/** Milliseconds for which words are taken before the browser gets its turn. */
const SLICE = 12;
/** Stories that a server is asked for together. */
const AT_ONCE = 8;

export interface Found {
    head: StoryHead;
    /** 3: in the title; 2: in names, places, outlets or figures; 1: in the reports' words. */
    rank: number;
}

interface Words {
    title: string;
    names: string;
    text: string;
}

/** " the ferry cafe burned 12000 " */
export function plain(text: string): string {
    const folded = text
        .normalize("NFD")
        .replace(/\p{M}+/gu, "")
        .toLowerCase()
        .replace(/(\d)[,\u00a0\u202f](?=\d{3})/g, "$1")
        .replace(/[^\p{L}\p{N}]+/gu, " ");
    return ` ${folded.trim()} `;
}

/** What a search looks for: each as it must stand in plain words. */
function terms(query: string): string[] {
    const parts = [...query.matchAll(/"([^"]+)"|“([^”]+)”|(\S+)/g)];
    return parts.flatMap(([, straight, curly, word]) => {
        const phrase = straight ?? curly;
        if (phrase) return plain(phrase).trim() ? [plain(phrase)] : [];
        return plain(word!)
            .trim()
            .split(" ")
            .filter(Boolean)
            .map((one) => ` ${one}`);
    });
}

export class Search {
    private readonly account_: Account;
    private readonly words_: Words[] = [];
    private readonly grown_: () => void;
    private begun_ = false;
    private closed_ = false;

    /** `grown` is called as more stories can be searched. */
    constructor(account: Account, grown: () => void) {
        this.account_ = account;
        this.grown_ = grown;
        // Words that must be asked for are taken when somebody searches.
        if (!account.pieces.fetch) this.begin();
    }

    /** Takes no more words: what is searched is another account now. */
    close(): void {
        this.closed_ = true;
    }

    private begin(): void {
        if (this.begun_) return;
        this.begun_ = true;
        const next = () => this.take(next);
        later(next);
    }

    /** How many stories can be searched by now. */
    get size(): number {
        return this.words_.length;
    }

    get complete(): boolean {
        return this.size === this.account_.stories.length;
    }

    find(query: string): Found[] {
        const wanted = terms(query);
        if (wanted.length === 0) return this.account_.stories.map((head) => ({ head, rank: 0 }));
        this.begin();
        const found: Found[] = [];
        this.words_.forEach((words, at) => {
            let rank = 3;
            for (const term of wanted) {
                const of = words.title.includes(term)
                    ? 3
                    : words.names.includes(term)
                      ? 2
                      : words.text.includes(term)
                        ? 1
                        : 0;
                if (of === 0) return;
                rank = Math.min(rank, of);
            }
            found.push({ head: this.account_.stories[at]!, rank });
        });
        return found;
    }

    private take(next: () => void): void {
        if (this.closed_) return;
        const end = performance.now() + SLICE;
        const before = this.size;
        while (!this.complete && performance.now() < end) {
            const words = this.wordsOf(this.size);
            if (!words) break;
            this.words_.push(words);
        }
        if (this.size > before) this.grown_();
        if (this.complete) return;
        const { pieces, stories } = this.account_;
        if (pieces.fetch) {
            const ask = (head: StoryHead | undefined) => head && pieces.fetch!(head.id).catch(() => false);
            const coming = stories.slice(this.size, this.size + AT_ONCE).map(ask);
            void Promise.all(coming).then(([first]) => first && later(next));
            return;
        }
        if (this.size === before && document.readyState !== "loading") return;
        later(next);
    }

    private wordsOf(at: number): Words | null {
        const whole = storyWords(this.account_, at);
        if (!whole) return null;
        const head = this.account_.stories[at]!;
        const figures = head.figures.map(
            (figure) => `${quantity(figure.quantity)} ${figure.scope ?? ""} ${numbersOf(figure.claims)}`,
        );
        return {
            title: plain(head.title ?? ""),
            names: plain([...whole.names, ...(head.summary?.places ?? []), ...figures].join(" · ")),
            text: plain(whole.texts.join("\n")),
        };
    }
}

function numbersOf(claims: { low: number | null; high: number | null }[]): string {
    return [...new Set(claims.flatMap((claim) => [claim.low, claim.high]).filter((value) => value !== null))].join(" ");
}

function later(work: () => void): void {
    if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 200 });
    else setTimeout(work, 16);
}
