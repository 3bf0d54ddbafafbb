// The account as the program writes it into the page: first what its front tells of all stories, then story after story, each
// of which is read when it is opened (pieces.ts). Every field beyond the contract's core is optional, so that an
// account of an older or a newer program is still shown. The page never changes an account and never judges: what
// stands here is displayed, filtered and sorted, nothing more.
import type { Decided, Deciding } from "./decisions.ts";
import type { Keeper } from "./keepers.ts";
import type { Pieces } from "./pieces.ts";

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
    /** Empty until the report's story is opened. */
    text: string;
    title?: string | null;
    outlet?: string | null;
    agencies?: string[];
    /** Among the reports of a story without an outlet, which one it is; set by the page where there are several. */
    unnamed?: number;
    url?: string | null;
    /** When its page was fetched, and when it says that it was changed last. */
    date_fetched?: string;
    date_modified?: string;
    /** The newer version of its page, which stands in its place. */
    version_of?: string;
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
    precision?: { date?: string; place?: string };
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
    id?: string;
    /** The number as the report words it. */
    text?: string;
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

/** Words of one version of a page that another version does not have. */
export interface Edited extends ReportSpan {
    text: string;
    evidence?: Span;
}

/** A page that was fetched several times, and what was changed in it. */
export interface EditedPage {
    address: string;
    /** Its versions, the oldest first. */
    reports: string[];
    order: string;
    /** What the order rests on, in words. */
    order_text?: string;
    edits: {
        kind: string;
        from: string;
        to: string;
        quantity?: string;
        text: string;
        before: Edited | null;
        after: Edited | null;
        silent?: boolean;
        /** Words of the newer version that own up to a change. */
        noted?: Edited;
    }[];
}

type Change = "added" | "gone" | "changed" | "none";

/** What changed in a story since another account, each in a sentence. */
export interface StoryChanges {
    change: Change;
    id: string | null;
    was: string | null;
    title: string | null;
    figures: { change: Change; id: string | null; text: string }[];
    events: { change: Change; id: string | null; text: string }[];
    statements: { change: Change; id: string | null; text: string }[];
}

interface ChangedReport {
    id: string;
    text: string;
    by?: string;
}

export interface Since {
    old: { file: string };
    provenance: { name: string }[];
    reports: { added?: ChangedReport[]; gone?: ChangedReport[]; replaced?: ChangedReport[] };
    stories: StoryChanges[];
}

export interface AsOf {
    day: string;
    left_out: { report: string; outlet?: string | null; text: string }[];
}

export interface Summary {
    reports?: number;
    outlets?: number;
    witnesses?: number;
    first?: string | null;
    last?: string | null;
    places?: string[];
}

/** Why something is to be looked at; the gravest first. */
export type Why = "conflict" | "maybe_two" | "maybe_one" | "unsure" | "one_witness";

/** A claim of a figure, or two events, that a person should look at. */
export interface ReviewItem {
    why: Why[];
    figure?: string;
    claim?: string;
    events?: [string, string];
}

/** What the front tells of a story: of its events and figures those that may need a person. */
export interface StoryHead {
    id: string;
    title?: string | null;
    reports: string[];
    summary?: Summary;
    events: AccountEvent[];
    figures: Figure[];
    /** How many things a person should look at. */
    to_review?: number;
}

export interface Story extends StoryHead {
    statements: Statement[];
    entities: Entity[];
    lineages: Lineage[];
    /** What a person should look at, the gravest first. */
    queue?: ReviewItem[];
    versions?: EditedPage[];
}

export interface Unread {
    input: string;
    reason: string;
}

export interface Account {
    provenance: Record<string, string | number | null>;
    unread: Unread[];
    /** All reports; those of a story that is not yet opened with outlet and day only. */
    reports: Map<string, Report>;
    stories: StoryHead[];
    pieces: Pieces;
    /** Of people, in the order of their log. */
    decisions: Decided[];
    /** What can be decided with; none in the accounts of older programs. */
    deciding?: Deciding;
    /** Where decisions go; none where the page cannot keep any. */
    keeper?: Keeper;
    takeBack?: (decided: Decided) => void;
    /** What changed since an account that was made before, where it was held against one. */
    since?: Since;
    /** The day until which reports are used, where that is not the end of time. */
    as_of?: AsOf;
}

interface RawHead extends Partial<Omit<StoryHead, "reports">> {
    id: string;
    reports?: Report[];
}

/** Reads the front; lists that are absent become empty ones. */
export function readAccount(json: string, pieces: Pieces): Account {
    const raw = JSON.parse(json);
    const account: Account = {
        provenance: raw.provenance ?? {},
        unread: raw.unread ?? [],
        since: raw.since,
        as_of: raw.as_of,
        reports: new Map(),
        stories: [],
        pieces,
        decisions: raw.decisions ?? [],
        ...(raw.deciding ? { deciding: raw.deciding } : {}),
    };
    for (const report of raw.reports ?? []) account.reports.set(report.id, withInterval(report));
    for (const head of (raw.stories ?? []) as RawHead[]) {
        const reports = head.reports ?? [];
        addReports(account, reports);
        account.stories.push({
            ...head,
            reports: reports.map((report) => report.id),
            events: head.events ?? [],
            figures: head.figures ?? [],
        });
    }
    return account;
}

interface RawStory {
    story: Partial<Story> & Pick<Story, "id">;
    reports: Report[];
    queue?: ReviewItem[];
}

function readStory(account: Account, at: number): RawStory | null {
    const piece = account.pieces.piece(at, account.stories[at]!.id);
    return piece === null ? null : JSON.parse(piece);
}

/** The whole story, its reports from now on with their texts; null as long as it is not there. */
export function openStory(account: Account, head: StoryHead): Story | null {
    const raw = readStory(account, account.stories.indexOf(head));
    if (!raw) return null;
    addReports(account, raw.reports);
    const { story, queue = [] } = raw;
    return {
        ...story,
        queue,
        reports: story.reports ?? [],
        events: story.events ?? [],
        figures: story.figures ?? [],
        statements: story.statements ?? [],
        entities: story.entities ?? [],
        lineages: story.lineages ?? [],
    };
}

/** The words of a story for searching, without keeping the story. */
export function storyWords(account: Account, at: number): { texts: string[]; names: string[] } | null {
    const raw = readStory(account, at);
    if (!raw) return null;
    const names = (raw.story.entities ?? []).flatMap((entity) => [
        entity.name,
        ...new Set((entity.aliases ?? []).map((alias) => alias.text)),
    ]);
    for (const report of raw.reports) names.push(report.outlet ?? "");
    return { texts: raw.reports.map((report) => `${report.title ?? ""}\n${report.text ?? ""}`), names };
}

function addReports(account: Account, reports: Report[]): void {
    const unnamed = reports.filter((report) => !report.outlet);
    for (const report of reports) {
        const which = unnamed.length > 1 ? unnamed.indexOf(report) + 1 : 0;
        account.reports.set(report.id, withInterval(which ? { ...report, unnamed: which } : report));
    }
}

/** Where the day is not known, the page shows the days between which it lies. */
function withInterval(report: Report): Report {
    return {
        ...report,
        text: report.text ?? "",
        published: report.published ?? report.published_earliest ?? null,
        published_end: report.published_latest ?? null,
    };
}
