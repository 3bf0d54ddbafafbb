// Reports' words by their offsets. The account counts Unicode code points, JavaScript counts UTF-16 units; the two part
// at the first character beyond the basic plane (an emoji). Every slice of a report's words is cut here.
import type { Report, Span } from "./account.ts";

const SURROGATE = /[\uD800-\uDFFF]/;

/** A text that can be cut by code points. A text without surrogates is cut as it is; others by a table made once. */
export class PointText {
    readonly text: string;
    readonly length: number;
    private readonly units_: Uint32Array | null;

    constructor(text: string) {
        this.text = text;
        this.units_ = SURROGATE.test(text) ? unitsOf(text) : null;
        this.length = this.units_ ? this.units_.length - 1 : text.length;
    }

    /** The words from code point `start` up to `end`, cut to the text's own bounds. */
    slice(start: number, end: number): string {
        const from = Math.max(0, Math.min(start, this.length));
        const to = Math.max(from, Math.min(end, this.length));
        if (!this.units_) return this.text.slice(from, to);
        return this.text.slice(this.units_[from], this.units_[to]);
    }
}

/** For each code point the UTF-16 unit it begins at, and at the end the number of units. */
function unitsOf(text: string): Uint32Array {
    const units = new Uint32Array(text.length + 1);
    let points = 0;
    for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) units[points++] = unit;
    units[points] = text.length;
    return units.slice(0, points + 1);
}

const texts = new WeakMap<Report, PointText>();
const titles = new WeakMap<Report, PointText>();

/** The report's text, or its title for a span that points there. */
export function pointText(report: Report, field?: "title"): PointText {
    const known = field === "title" ? titles : texts;
    let text = known.get(report);
    if (!text) {
        text = new PointText((field === "title" ? report.title : report.text) ?? "");
        known.set(report, text);
    }
    return text;
}

/** The words of a span, with runs of white space as one blank. */
export function words(report: Report | undefined, span: Span): string {
    if (!report) return "";
    return pointText(report, span.field).slice(span.start, span.end).replace(/\s+/g, " ").trim();
}

/** Where a report begins to speak: its title, else its first heading or paragraph, else its first line. */
export function opening(report: Report): Span {
    if (report.title) return { start: 0, end: pointText(report, "title").length, field: "title" };
    const first = (kind: string) => report.blocks?.find((block) => block.kind === kind);
    const block = first("heading") ?? first("paragraph");
    if (block) return { start: block.start, end: block.end };
    const [blank = "", line = ""] = /^(\s*)([^\n]*)/.exec(report.text)?.slice(1) ?? [];
    return { start: [...blank].length, end: [...blank].length + [...line].length };
}
