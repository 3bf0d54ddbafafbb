// Marking words of the report that is open, with the mouse or with the keyboard alone: both use the browser's own selection,
// which is read back as code points of the report.
import type { Report, ReportSpan, Span } from "./account.ts";
import { pointText, type PointText } from "./text.ts";

interface Piece {
    text: PointText;
    /** The code point at which the node begins. */
    start: number;
}

const pieces = new WeakMap<Node, Piece>();

/** Remembers where in its text a node's words stand. */
export function placed<N extends Node>(node: N, text: PointText, start: number): N {
    pieces.set(node.firstChild ?? node, { text, start });
    return node;
}

function pieceNodes(within: Node): Text[] {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) if (pieces.has(walker.currentNode)) nodes.push(walker.currentNode as Text);
    return nodes;
}

/** Compared by their words: an account that was read anew has other objects for the same report. */
const isOf = (node: Node, text: PointText) => pieces.get(node)!.text.text === text.text;
const points = (text: string) => [...text].length;

function pointAt(node: Node, unit: number): number {
    return pieces.get(node)!.start + points((node.nodeValue ?? "").slice(0, unit));
}

function unitAt(node: Text, point: number): number {
    return [...node.data].slice(0, point - pieces.get(node)!.start).join("").length;
}

/** The words that are marked, without blanks at their ends; null where none of the report are. */
export function markedWords(report: Report, within: Node): ReportSpan | null {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const inside = pieceNodes(within).filter((node) => range.intersectsNode(node));
    const first = inside[0];
    if (!first) return null;
    const { text } = pieces.get(first)!;
    const last = inside.filter((node) => isOf(node, text)).at(-1)!;
    const start = first === range.startContainer ? pointAt(first, range.startOffset) : pointAt(first, 0);
    const end = last === range.endContainer ? pointAt(last, range.endOffset) : pointAt(last, last.data.length);
    const said = text.slice(start, end);
    const before = points(/^\s*/.exec(said)![0]);
    const behind = points(/\s*$/.exec(said)![0]);
    if (start + before >= end - behind) return null;
    const isTitle = text.text !== report.text && text.text === pointText(report, "title").text;
    return { report: report.id, start: start + before, end: end - behind, ...(isTitle ? { field: "title" } : {}) };
}

/** Moves and widens a mark word by word. */
export class WordMark {
    private readonly report_: Report;
    private readonly within_: Node;
    private readonly words_: Span[];
    private from_ = 0;
    private to_ = 0;

    /** Begins at the word at `at`. */
    constructor(report: Report, within: Node, at: Span) {
        this.report_ = report;
        this.within_ = within;
        this.words_ = [...wordsOf(report, "title"), ...wordsOf(report)];
        const first = this.words_.findIndex((word) => word.field === at.field && word.end > at.start);
        this.from_ = this.to_ = Math.max(0, first);
        this.show();
    }

    /** One word on, or back. */
    move(by: number): void {
        this.from_ = this.to_ = this.inside((by < 0 ? this.from_ : this.to_) + by);
        this.show();
    }

    /** One word more at the end, or one less. */
    widen(by: number): void {
        const to = this.inside(this.to_ + by);
        if (to < this.from_) this.from_ = to;
        if (this.words_[to]!.field === this.words_[this.from_]!.field) this.to_ = to;
        this.show();
    }

    get words(): string {
        return pointText(this.report_, this.words_[this.from_]?.field).slice(
            this.words_[this.from_]!.start,
            this.words_[this.to_]!.end,
        );
    }

    private inside(at: number): number {
        return Math.max(0, Math.min(this.words_.length - 1, at));
    }

    private show(): void {
        const [first, last] = [this.words_[this.from_], this.words_[this.to_]];
        if (!first || !last) return;
        const text = pointText(this.report_, first.field);
        const nodes = pieceNodes(this.within_).filter((node) => isOf(node, text));
        const nodeOf = (point: number) =>
            nodes.find((node) => {
                const { start } = pieces.get(node)!;
                return start <= point && point < start + points(node.data);
            });
        const [begin, end] = [nodeOf(first.start), nodeOf(last.end - 1)];
        if (!begin || !end) return;
        getSelection()!.setBaseAndExtent(begin, unitAt(begin, first.start), end, unitAt(end, last.end));
        begin.parentElement?.scrollIntoView({ block: "nearest" });
    }
}

/** Its words, without the marks around them. */
function wordsOf(report: Report, field?: "title"): Span[] {
    const { text } = pointText(report, field);
    const spans: Span[] = [];
    let units = 0;
    let at = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}$€£%](?:\S*[\p{L}\p{N}$€£%])?/gu)) {
        at += points(text.slice(units, match.index));
        units = match.index;
        const end = at + points(match[0]);
        spans.push({ start: at, end, ...(field ? { field } : {}) });
        at = end;
        units += match[0].length;
    }
    return spans;
}
