// The account as the program writes it into the page. Every field beyond the contract's core is optional, so that an
// account of an older or a newer program is still shown. The page never changes an account and never judges: what
// stands here is displayed, filtered and sorted, nothing more.

/** Code points [start, end) of a report's text, or of its title where `field` says so. */
export interface Span {
    start: number;
    end: number;
    field?: "title";
}

export interface ReportSpan extends Span {
    report: string;
}

export interface Block extends Span {
    kind: string;
    author?: string | null;
    date?: string | null;
    /** The same words stand in an earlier block of the report. */
    repeated?: boolean;
}

export interface Report {
    id: string;
    sha256?: string;
    text: string;
    title?: string | null;
    outlet?: string | null;
    agencies?: string[];
    url?: string | null;
    language?: string | null;
    /** In English. */
    language_name?: string | null;
    /** Why this is its language. */
    language_reason?: string | null;
    /** False: its language is one that the codebook does not know, and it stands in no story. */
    annotated?: boolean;
    /** The day; the account gives it where it is known to the day. The page puts the earliest one here where it is not. */
    published?: string | null;
    /** The days between which the report's lies. */
    published_earliest?: string;
    published_latest?: string;
    /** The latest day, set by the page. */
    published_end?: string | null;
    published_stated?: boolean;
    published_reason?: string | null;
    published_evidence?: ReportSpan[];
    blocks?: Block[];
}

export interface Place {
    name: string;
    lat?: number | null;
    lon?: number | null;
}

export interface AccountEvent {
    id: string;
    type: string;
    date: string | null;
    date_end?: string | null;
    date_stated?: boolean;
    date_reason?: string | null;
    date_evidence?: ReportSpan[];
    place?: Place | null;
    title: string;
    actors?: string[];
    reports?: string[];
    evidence?: ReportSpan[];
}

export interface Source {
    text: string;
    name?: string | null;
    start?: number;
    end?: number;
    field?: "title";
    chain?: string[];
    /** Who counts; absent where no word tells. */
    kind?: string;
}

/** How a claim is told; what is neither asserted nor denied tells of no number that is already so. */
export type Standing = "asserted" | "denied" | "planned" | "feared" | "earlier" | "general";

export interface Claim extends ReportSpan {
    low: number | null;
    high: number | null;
    modifier?: string;
    evidence?: Span;
    denied?: boolean;
    /** The probability that its quantity and bounds are read right. */
    confidence?: number;
    standing?: Standing;
    /** One victim without a number word. */
    implicit?: boolean;
    source?: Source | null;
    lineage?: string | null;
    witness?: number;
}

export type Status = "conflict" | "evolving" | "refines" | "repeated" | "agree" | "single";

/** Why a figure has its status. */
export interface Reason {
    kind: string;
    /** The claims that decide it, as places in the figure's list; none where it rests on all. */
    claims?: number[];
    values?: number[];
    text: string;
}

export interface Figure {
    id: string;
    event?: string | null;
    quantity: string;
    scope?: string;
    /** What a number is of, where it is no count: "%", "km". */
    unit?: string | null;
    status: Status;
    reason?: Reason | null;
    low?: number | null;
    best?: number | null;
    high?: number | null;
    /** Which rule of the codebook gave the best number; null where none is honest. */
    best_rule?: string | null;
    witnesses?: number;
    claims: Claim[];
}

export interface Variant {
    report: string;
    spans: [number, number][];
    field?: "title";
    direct?: boolean;
    embed?: boolean;
    cue?: string | null;
    date?: string | null;
    /** What it is to its statement: its words, or indirect speech that says the same. */
    relation?: "quotation" | "paraphrase";
    /** The speaker as this report has it. */
    speaker?: string | null;
    /** Who passes it on, nearest to the report first. */
    chain?: string[];
    /** The version that it is compared with, into `variants`. */
    against?: number;
    differences?: [number, number][];
    changes?: WordChange[];
}

/** A piece of a version that differs: `of` points into the version compared with. */
export interface WordChange {
    kind: "cut" | "left_out" | "added" | "form" | "word" | "number" | "negation";
    sense: "same" | "open" | "changed";
    of: [number, number][];
    spans: [number, number][];
}

export interface Statement {
    id?: string;
    speaker: string | null;
    speaker_way?: string;
    confidence?: number;
    /** Words that give the speaker the name, where no version's own source does. */
    speaker_evidence?: ReportSpan[];
    variants: Variant[];
    /** Statements of others with the same words. */
    other_speakers?: { statement: string; speaker: string | null }[];
}

export interface Alias extends ReportSpan {
    text: string;
}

export interface Entity {
    id: string;
    name: string;
    type: string;
    aliases?: Alias[];
    lat?: number | null;
    lon?: number | null;
}

export interface Relation {
    from: string;
    to: string;
    kind?: string;
    share?: number | null;
}

export interface Lineage {
    id: string;
    agency?: string | null;
    kind?: string;
    reports: string[];
    passages?: ReportSpan[][];
    relations?: Relation[];
}

export interface Summary {
    reports?: number;
    outlets?: number;
    witnesses?: number;
    first?: string | null;
    last?: string | null;
    places?: string[];
}

export interface Story {
    id: string;
    title?: string | null;
    reports: string[];
    summary?: Summary;
    events: AccountEvent[];
    figures: Figure[];
    statements: Statement[];
    entities: Entity[];
    lineages: Lineage[];
}

export interface Unread {
    input: string;
    reason: string;
}

export interface Account {
    provenance: Record<string, string | number | null>;
    unread: Unread[];
    reports: Map<string, Report>;
    stories: Story[];
}

/** Reads the account that stands in the page; lists that are absent become empty ones. */
export function readAccount(json: string): Account {
    const raw = JSON.parse(json);
    return {
        provenance: raw.provenance ?? {},
        unread: raw.unread ?? [],
        reports: new Map((raw.reports ?? []).map((report: Report) => [report.id, withInterval(report)])),
        stories: (raw.stories ?? []).map((story: Partial<Story> & Pick<Story, "id">) => ({
            ...story,
            reports: story.reports ?? [],
            events: story.events ?? [],
            figures: story.figures ?? [],
            statements: story.statements ?? [],
            entities: story.entities ?? [],
            lineages: story.lineages ?? [],
        })),
    };
}

/** Where the day is not known, the page shows the days between which it lies. */
function withInterval(report: Report): Report {
    return { ...report, published: report.published ?? report.published_earliest ?? null, published_end: report.published_latest ?? null };
}
