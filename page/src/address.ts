// The address of everything on the page, behind the "#": `story=s1` a story, with `part=when` one of its sections, with
// `figure=f7` a figure, with `at=REPORT:12-20` the words behind a cell; without a story the front, with what is searched
// and chosen there. An address that is kept or sent opens the same again.
import type { Span } from "./account.ts";

export interface Address {
    story?: string | undefined;
    part?: string | undefined;
    figure?: string | undefined;
    /** A report and the words in it. */
    at?: { report: string; span: Span } | undefined;
    /** What the front shows: see front.ts. */
    front: Record<string, string>;
}

const FRONT_KEYS = ["find", "show", "since", "witnesses", "order"];

export function readAddress(hash: string): Address {
    const values = new URLSearchParams(hash.replace(/^#/, ""));
    const value = (key: string) => values.get(key) ?? undefined;
    const front: Record<string, string> = {};
    for (const key of FRONT_KEYS) if (value(key)) front[key] = value(key)!;
    return { story: value("story"), part: value("part"), figure: value("figure"), at: place(value("at")), front };
}

function place(words: string | undefined): Address["at"] {
    const parts = /^(.*?):(title:)?(\d+)-(\d+)$/s.exec(words ?? "");
    if (!parts) return undefined;
    const span: Span = { start: Number(parts[3]), end: Number(parts[4]) };
    if (parts[2]) span.field = "title";
    return { report: decodeURIComponent(parts[1]!), span };
}

/** `#…` for an address; `#` for the front as it opens. */
export function writeAddress(address: Partial<Address>): string {
    const { at } = address;
    const parts = [
        ["story", address.story],
        ["part", address.part],
        ["figure", address.figure],
        ...FRONT_KEYS.map((key) => [key, address.front?.[key]]),
    ]
        .filter(([, value]) => value)
        .map(([key, value]) => `${key}=${encodeURIComponent(value!)}`);
    // The report's id is encoded twice, so that a colon in it is none of the address.
    if (at)
        parts.push(
            `at=${encodeURIComponent(encodeURIComponent(at.report))}:${at.span.field ? "title:" : ""}${at.span.start}-${at.span.end}`,
        );
    return `#${parts.join("&")}`;
}

let shown = "";

/** Says which story is on the page. */
export function setStory(id: string): void {
    shown = id;
}

export function shownStory(): string {
    return shown;
}

/** An address within the story that is on the page. */
export function here(within: Pick<Partial<Address>, "part" | "figure" | "at"> = {}): string {
    return writeAddress({ ...(shown ? { story: shown } : {}), ...within });
}
