// From any cell to the words that say it. A cell is a button that holds pointers into reports; one click or Enter opens
// the report at those words, highlighted within their sentence; Escape, the browser's back or the button lead back to
// the cell. On paper the same pointers become footnotes (footnotes.ts).
import type { Account, Block, Report, ReportSpan, Span } from "./account.ts";
import { readAddress, shownStory, writeAddress } from "./address.ts";
import { citeButton, webAddress } from "./citation.ts";
import { h, type Child } from "./dom.ts";
import { placed } from "./marking.ts";
import { pointText, words, type PointText } from "./text.ts";
import { day, outlet, reportDay, titleOf } from "./wording.ts";

/** One place in one report: the words themselves, and around them what else is shown. */
export interface Evidence {
    report: string;
    /** The words that say it; more than one where an utterance is cut by its cue. */
    said: Span[];
    /** The sentence around them. */
    sentence?: Span | undefined;
    /** Who is named as the source, where the sentence names one. */
    source?: Span | undefined;
    /** Sentences on how the words are read. */
    reading?: string[];
}

export function evidenceOf(span: ReportSpan): Evidence {
    return { report: span.report, said: [span] };
}

const evidences = new WeakMap<Element, Evidence[]>();

/** A button that leads to its evidence. Without any, the same words as plain text. */
export function cell(
    evidence: Evidence[],
    attributes: { class?: string; label?: string },
    ...children: Child[]
): HTMLElement {
    if (evidence.length === 0) return h("span", { class: attributes.class }, ...children);
    const button = h(
        "button",
        {
            type: "button",
            class: `cell ${attributes.class ?? ""}`.trim(),
            "aria-label": attributes.label,
            "aria-haspopup": "dialog",
        },
        ...children,
    );
    evidences.set(button, evidence);
    return button;
}

/** The pointers of a cell, for footnotes. */
export function evidenceAt(element: Element): Evidence[] {
    return evidences.get(element) ?? [];
}

interface Highlight extends Span {
    as: "said" | "sentence" | "source";
}

/** The text from `from` to `to`, its highlighted stretches as <mark>; highlights may overlap. */
export function marked(text: PointText, from: number, to: number, highlights: Highlight[]): Node[] {
    const inside = highlights.filter((one) => one.start < to && one.end > from);
    const cuts = new Set([from, to]);
    for (const one of inside) {
        cuts.add(Math.max(from, one.start));
        cuts.add(Math.min(to, one.end));
    }
    const sorted = [...cuts].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((start, i) => {
        const end = sorted[i + 1]!;
        const as = inside.filter((one) => one.start <= start && one.end >= end).map((one) => one.as);
        const part = text.slice(start, end);
        const node = as.length ? h("mark", { class: [...new Set(as)].join(" ") }, part) : document.createTextNode(part);
        return placed(node, text, start);
    });
}

function highlightsOf(evidence: Evidence, field?: "title"): Highlight[] {
    const found: Highlight[] = evidence.said.map((span) => ({ ...span, as: "said" }));
    if (evidence.sentence) found.push({ ...evidence.sentence, as: "sentence" });
    if (evidence.source) found.push({ ...evidence.source, as: "source" });
    return found.filter((one) => one.field === field && one.end > one.start);
}

/** The report's blocks and, between them, whatever else holds words: no character of a report is left out. */
function stretches(report: Report): Block[] {
    const text = pointText(report);
    const blocks = [...(report.blocks ?? [])].sort((a, b) => a.start - b.start);
    const all: Block[] = [];
    let at = 0;
    const between = (end: number, kind: string) => {
        for (const line of text.slice(at, end).matchAll(/[^\n]*\S[^\n]*/g)) {
            const before = [...text.slice(at, end).slice(0, line.index)].length;
            all.push({ start: at + before, end: at + before + [...line[0]].length, kind });
        }
    };
    for (const block of blocks) {
        if (block.start > at) between(block.start, "furniture");
        if (block.end <= at) continue;
        all.push({ ...block, start: Math.max(block.start, at) });
        at = block.end;
    }
    between(text.length, blocks.length ? "furniture" : "paragraph");
    return all;
}

function reportBody(report: Report, highlights: Highlight[]): HTMLElement {
    const text = pointText(report);
    return h(
        "div",
        { class: "report-text", lang: report.language ?? false, dir: "auto" },
        ...stretches(report).map((block) => {
            const nodes = marked(text, block.start, block.end, highlights);
            const by = [block.kind, block.author, day(block.date), block.repeated && "repeated"]
                .filter(Boolean)
                .join(", ");
            return h(
                block.kind === "heading" ? "h3" : "p",
                { class: `block-${block.kind}`, dir: "auto" },
                LABELLED.has(block.kind) && h("span", { class: "block-kind" }, by),
                ...nodes,
            );
        }),
    );
}

const LABELLED = new Set(["caption", "embed", "link", "furniture"]);

/** The address of the evidence, within the story and the part of it that the page shows. */
function position(evidence: Evidence): string {
    const { story, part, figure } = readAddress(location.hash);
    const span = evidence.said[0] ?? evidence.sentence ?? { start: 0, end: 0 };
    return writeAddress({ story: story ?? shownStory(), part, figure, at: { report: evidence.report, span } });
}

function atPosition(hash: string): Evidence | null {
    const { at } = readAddress(hash);
    return at ? { report: at.report, said: [at.span] } : null;
}

/** The same address without the report that lies over the page. */
function withoutReport(): string {
    return writeAddress({ ...readAddress(location.hash), at: undefined });
}

/** What stands beside an open report: the workbench. */
export interface Beside {
    readonly element: HTMLElement;
    readonly isOpen: boolean;
    toggle(): void;
    show(evidence: Evidence): void;
    /** Whether it took the key. */
    key(event: KeyboardEvent): boolean;
    /** Whether Escape had something to leave there. */
    cancel(): boolean;
    closed(): void;
}

/** Shows reports in a panel over the page. One for the page; listens for cells wherever they are. */
export class Viewer {
    private readonly account_: Account;
    private readonly dialog_: HTMLDialogElement;
    private evidence_: Evidence[] = [];
    private at_ = 0;
    /** Where the reader was: the focus returns there. */
    private opener_: HTMLElement | null = null;
    private first_: Evidence | null = null;
    /** Whether this panel added an entry to the browser's history that closing must take away. */
    private pushed_ = false;
    /** Whether closing asked the browser to go back and it has not yet done so. */
    private leaving_ = false;
    private beside_: Beside | null = null;
    /** Called when the panel closes; gives the cell to which the focus returns where the page was drawn anew. */
    whenClosed: (evidence: Evidence | null) => HTMLElement | null = () => null;

    constructor(account: Account) {
        this.account_ = account;
        this.dialog_ = h("dialog", { class: "viewer", "aria-labelledby": "viewer-title" });
        document.body.append(this.dialog_);
        document.addEventListener("click", (event) => {
            const button = (event.target as Element).closest?.(".cell");
            if (button) this.open(evidenceAt(button));
        });
        this.dialog_.addEventListener("click", (event) => {
            if (event.target === this.dialog_) this.dialog_.close();
        });
        this.dialog_.addEventListener("keydown", (event) => this.key(event));
        this.dialog_.addEventListener("cancel", (event) => {
            if (this.beside_?.cancel()) event.preventDefault();
        });
        this.dialog_.addEventListener("close", () => {
            this.beside_?.closed();
            this.opener_ = this.whenClosed(this.first_) ?? this.opener_;
            if (this.pushed_) {
                this.pushed_ = false;
                this.leaving_ = true;
                history.back();
            } else if (atPosition(location.hash)) {
                history.replaceState(history.state, "", withoutReport());
            }
        });
        window.addEventListener("popstate", () => {
            if (this.leaving_) {
                this.leaving_ = false;
                if (this.dialog_.open) this.push();
                // Closing gave the focus back already; whoever has moved on since is not called back.
                else if (document.activeElement === document.body) this.opener_?.focus({ preventScroll: true });
                return;
            }
            this.pushed_ = false;
            if (!atPosition(location.hash)) this.dialog_.close();
            else this.openAddress();
        });
    }

    /** What stands beside reports from now on. */
    putBeside(beside: Beside): void {
        this.beside_ = beside;
        if (this.dialog_.open) this.show();
    }

    get isOpen(): boolean {
        return this.dialog_.open;
    }

    /** The report on the panel. */
    get article(): HTMLElement {
        return this.dialog_.querySelector("article")!;
    }

    close(): void {
        this.dialog_.close();
    }

    /** Opens the first of the places; the others are one arrow key away. */
    open(evidence: Evidence[], at = 0): void {
        if (evidence.length === 0) return;
        this.evidence_ = evidence;
        this.at_ = at;
        if (!this.dialog_.open) {
            this.opener_ = document.activeElement as HTMLElement | null;
            this.first_ = evidence[at]!;
            if (!this.leaving_) this.push();
        } else history.replaceState(null, "", position(evidence[at]!));
        this.show();
    }

    private key(event: KeyboardEvent): void {
        const field = (event.target as Element).closest?.("input, select, textarea");
        // Escape is taken here too: a browser asks only once whether a dialog may close.
        if (event.key === "Escape" ? this.beside_?.cancel() : this.beside_?.isOpen && this.beside_.key(event))
            event.preventDefault();
        else if (field) return;
        else if (event.key === "d" && this.beside_ && !event.ctrlKey && !event.metaKey && !event.altKey)
            this.toggleBeside();
        else if (event.key === "ArrowRight") this.step(1);
        else if (event.key === "ArrowLeft") this.step(-1);
    }

    private toggleBeside(): void {
        this.beside_!.toggle();
        this.show();
    }

    private push(): void {
        history.pushState(null, "", position(this.evidence_[this.at_]!));
        this.pushed_ = true;
    }

    /** Opens the report that the address names, if it names one of an open story. */
    openAddress(): void {
        const evidence = atPosition(location.hash);
        if (!evidence || !this.account_.reports.get(evidence.report)?.text) return;
        this.evidence_ = [evidence];
        this.at_ = 0;
        this.show();
    }

    private step(by: number): void {
        const next = this.at_ + by;
        if (next < 0 || next >= this.evidence_.length) return;
        this.at_ = next;
        history.replaceState(null, "", position(this.evidence_[next]!));
        this.show();
    }

    private show(): void {
        const evidence = this.evidence_[this.at_]!;
        const report = this.account_.reports.get(evidence.report);
        if (!report) return;
        const title = pointText(report, "title");
        const several = this.evidence_.length > 1;
        const beside = this.beside_?.isOpen ? this.beside_ : null;
        this.dialog_.classList.toggle("with-bench", !!beside);
        // What stands beside stays in its place, so that what it says is heard.
        for (const child of [...this.dialog_.children]) if (child !== beside?.element) child.remove();
        beside?.show(evidence);
        this.dialog_.prepend(
            h(
                "header",
                {},
                h(
                    "button",
                    { type: "button", class: "back", onclick: () => this.dialog_.close() },
                    "Back ",
                    h("kbd", {}, "Esc"),
                ),
                several &&
                    h(
                        "p",
                        { class: "steps" },
                        h(
                            "button",
                            {
                                type: "button",
                                disabled: this.at_ === 0,
                                "aria-label": "Previous place",
                                onclick: () => this.step(-1),
                            },
                            "←",
                        ),
                        h("span", { "aria-live": "polite" }, `${this.at_ + 1} of ${this.evidence_.length}`),
                        h(
                            "button",
                            {
                                type: "button",
                                disabled: this.at_ === this.evidence_.length - 1,
                                "aria-label": "Next place",
                                onclick: () => this.step(1),
                            },
                            "→",
                        ),
                    ),
                this.beside_ &&
                    h(
                        "button",
                        {
                            type: "button",
                            class: "to-bench",
                            "aria-expanded": String(!!beside),
                            onclick: () => this.toggleBeside(),
                        },
                        "Decide ",
                        h("kbd", {}, "d"),
                    ),
            ),
            h(
                "article",
                { tabindex: "0" },
                h("p", { class: "viewer-outlet" }, outlet(report)),
                h(
                    "h2",
                    { id: "viewer-title", dir: "auto" },
                    ...marked(title, 0, title.length, highlightsOf(evidence, "title")),
                    !title.length && titleOf(report),
                ),
                h("p", { class: "viewer-facts" }, facts(report), ...ownAddress(report)),
                citeButton(this.account_, evidence),
                evidence.reading?.length && h("p", { class: "viewer-reading" }, evidence.reading.join(" ")),
                reportBody(report, highlightsOf(evidence)),
            ),
        );
        if (beside && !beside.element.isConnected) this.dialog_.append(beside.element);
        if (!this.dialog_.open) this.dialog_.showModal();
        this.focusWords();
    }

    /** Brings the words into view, and the keyboard with them. */
    focusWords(): void {
        const said = this.dialog_.querySelector<HTMLElement>("mark.said, mark.sentence");
        if (said) {
            said.tabIndex = -1;
            said.focus({ preventScroll: true });
            said.scrollIntoView({ block: "center" });
        } else {
            this.dialog_.querySelector("article")!.scrollTop = 0;
            this.dialog_.querySelector<HTMLElement>("article")!.focus();
        }
    }
}

function facts(report: Report): string {
    const agencies = report.agencies?.length ? `credits ${report.agencies.join(", ")}` : "";
    return [reportDay(report), agencies].filter(Boolean).join(" · ");
}

/** A link to where the report stands on the web; what is no web address, as words. */
function ownAddress(report: Report): Child[] {
    if (!report.url) return [];
    const href = webAddress(report.url);
    return [" · ", href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, report.url) : report.url];
}

/** The sentence around the evidence with the words that say it marked: for footnotes and for side-by-side views. */
export function quoted(account: Account, evidence: Evidence): Node[] {
    const report = account.reports.get(evidence.report);
    const first = evidence.said[0];
    if (!report || !first) return [];
    const text = pointText(report, first.field);
    const around = evidence.sentence ?? {
        start: Math.min(...evidence.said.map((span) => span.start)),
        end: Math.max(...evidence.said.map((span) => span.end)),
    };
    return marked(text, around.start, around.end, highlightsOf(evidence, first.field));
}

/** The words of the spans, cut pieces joined by an ellipsis. */
export function saidWords(account: Account, evidence: Evidence): string {
    const report = account.reports.get(evidence.report);
    return evidence.said.map((span) => words(report, span)).join(" … ");
}
