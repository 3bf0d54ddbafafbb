// How a number moved: a figure's claims against time, each at the day of its report, so that the later one that replaces
// an earlier one stands to its right. The marks are those of the charts on an axis of numbers (intervals.ts), upright:
// an open end is an arrow up or down. Each number is written beside its mark, copies once.
import * as Plot from "@observablehq/plot";
import { ticks } from "d3-array";
import type { Account, Claim, Figure } from "./account.ts";
import { MARKS } from "./intervals.ts";
import { grouped } from "./lists.ts";
import { asPicture } from "./plots.ts";
import { day, DAY, exactDay, numberOf, standing } from "./wording.ts";

export const MOVES_HEIGHT = 230;
/** Pixels of a letter of a label, and how far labels of one day are kept apart. */
const LETTER = 7;
const LABEL = 15;
const BESIDE = 11;
const MARK = 7;

/** Claims of one day with the same bounds. */
export interface Move {
    day: number;
    claim: Claim;
    count: number;
}

/** The claims of a figure by day; those of reports whose day is not known are left out. */
export function movesOf(account: Account, figure: Figure): Move[] {
    const dayOf = (claim: Claim) => exactDay(account.reports.get(claim.report)?.published)?.getTime() ?? null;
    const known = figure.claims.filter((claim) => dayOf(claim) !== null && (claim.low ?? claim.high) !== null);
    const key = (claim: Claim) => [dayOf(claim), claim.low, claim.high, claim.modifier, standing(claim)].join("|");
    return [...grouped(known, key).values()]
        .map((claims) => ({ day: dayOf(claims[0]!)!, claim: claims[0]!, count: claims.length }))
        .sort((a, b) => a.day - b.day || height(a) - height(b));
}

function height({ claim }: Move): number {
    return claim.low ?? claim.high ?? 0;
}

/** From which number to which the axis goes; it leaves out zero where all numbers are large and near one another. */
export function rangeOf(moves: Move[]): { from: number; to: number } {
    const tops = moves.map((move) =>
        move.claim.modifier === "vague" ? height(move) : (move.claim.high ?? height(move)),
    );
    const top = Math.max(...tops, 1);
    const low = Math.min(...moves.map(height));
    const from = low / top > 0.6 && top > 10 ? Math.max(0, low - (top - low || top * 0.2)) : 0;
    return { from, to: top + (top - from) * 0.18 };
}

export function drawMoves(moves: Move[], width: number, format: (value: number) => string): Element {
    const { from, to } = rangeOf(moves);
    const days = [...new Set(moves.map((move) => move.day))];
    const grid = ticks(from, to, 4).filter((tick) => Number.isInteger(tick) || to - from < 3);
    const left = Math.max(...grid.map((tick) => format(tick).length), 1) * LETTER + 12;
    const right = 12;
    const span = days[days.length - 1]! - days[0]!;
    const lastLabels = moves
        .filter((move) => move.day === days[days.length - 1])
        .map((move) => labelOf(move).length * LETTER);
    const room = Math.min(width / 3, Math.max(...lastLabels) + BESIDE);
    const pixels = (width - left - right - 16 - room) / Math.max(span, DAY);
    const x = (at: number) => left + 16 + (at - days[0]!) * pixels;
    const y = (value: number) => MOVES_HEIGHT - 26 - ((value - from) / (to - from)) * (MOVES_HEIGHT - 40);
    const labels = placeLabels(moves, x, y, width);
    const drawn = Plot.plot({
        width,
        height: MOVES_HEIGHT,
        margin: 0,
        x: { type: "identity", axis: null },
        y: { type: "identity", axis: null },
        marks: [
            Plot.link(grid, {
                x1: left,
                x2: width - right,
                y1: y,
                y2: y,
                stroke: (tick: number) => (tick === 0 ? "var(--line)" : "var(--grid)"),
            }),
            Plot.text(grid, { x: left - 6, y, text: format, textAnchor: "end", fontSize: 11.5, fill: "var(--muted)" }),
            Plot.text(dayLabels(days, x), {
                x,
                y: MOVES_HEIGHT - 8,
                text: (at: number) => day(new Date(at).toISOString(), { year: false }),
                fontSize: 11.5,
                fill: "var(--muted)",
            }),
            Plot.line(latest(moves), {
                x: (move: Move) => x(move.day),
                y: (move: Move) => y(height(move)),
                curve: "step-after",
                stroke: "currentColor",
                strokeOpacity: 0.35,
                strokeWidth: 1.5,
            }),
            moves.flatMap((move) => drawMove(move, x(move.day), y)),
            Plot.text(labels, {
                x: "x",
                y: "y",
                text: "text",
                textAnchor: "start",
                fontSize: 12.5,
                fontWeight: 600,
                fill: "var(--ink)",
                stroke: "var(--paper)",
                strokeWidth: 4,
            }),
        ],
    });
    const spoken = moves.map(
        (move) => `${day(new Date(move.day).toISOString(), { year: false })}: ${numberOf(move.claim)}`,
    );
    return asPicture(drawn, spoken.join("; "));
}

/** Of each day the largest number that is told as so: the line goes through it. */
function latest(moves: Move[]): Move[] {
    const told = moves.filter(
        (move) => !standing(move.claim) && move.claim.low !== null && move.claim.modifier !== "vague",
    );
    return [...grouped(told, (move) => move.day).values()].map((ofDay) => ofDay[ofDay.length - 1]!);
}

function drawMove({ claim }: Move, x: number, y: (value: number) => number): Plot.Markish[] {
    const { low, high, modifier } = claim;
    const told = standing(claim);
    const mark = MARKS[told ?? ""];
    const at = low ?? high!;
    const ends = { x1: [x], x2: [x], stroke: "currentColor", ...(mark ? { strokeDasharray: "5 3" } : {}) };
    const arrow = (to: number) => Plot.arrow([0], { ...ends, y1: [y(at)], y2: [to], strokeWidth: 2, headLength: 8 });
    const dot = Plot.dot([0], {
        x: [x],
        y: [y(at)],
        r: 5.5,
        symbol: mark ?? "circle",
        stroke: "currentColor",
        strokeWidth: 2,
        fill: mark || modifier === "more_than" || modifier === "less_than" ? "var(--paper)" : "currentColor",
    });
    if (modifier === "vague")
        return [
            Plot.arrow([0], {
                ...ends,
                y1: [y(at)],
                y2: [y(at) - 34],
                strokeWidth: 2,
                strokeDasharray: "2 4",
                headLength: 7,
            }),
            Plot.link([0], { ...ends, x1: [x - 7], x2: [x + 7], y1: [y(at)], y2: [y(at)], strokeWidth: 2 }),
        ];
    if (high === null) return [arrow(y(at) - 26), dot];
    if (low === null) return [arrow(y(at) + 26), dot];
    if (low < high) return [Plot.link([0], { ...ends, y1: [y(low)], y2: [y(high)], strokeWidth: 6 })];
    return [dot];
}

/** The days that can be labelled without touching one another, the first and the last before the others. */
function dayLabels(days: number[], x: (at: number) => number): number[] {
    const shown: number[] = [];
    for (const at of [days[0]!, days[days.length - 1]!, ...days])
        if (shown.every((other) => Math.abs(x(other) - x(at)) >= 52)) shown.push(at);
    return shown;
}

interface Label {
    x: number;
    y: number;
    text: string;
}

/** Beside each mark its number; where it would touch another number or mark, it gives way downwards. */
function placeLabels(moves: Move[], x: (at: number) => number, y: (value: number) => number, width: number): Label[] {
    const placed: Label[] = [];
    const marks = moves.map((move) => ({ x: x(move.day), y: y(height(move)) }));
    for (const move of [...moves].sort((a, b) => height(b) - height(a))) {
        const text = labelOf(move);
        const long = text.length * LETTER;
        const fits = x(move.day) + BESIDE + long < width;
        const label = { x: fits ? x(move.day) + BESIDE : x(move.day) - BESIDE - long, y: y(height(move)), text };
        const meets = (top: number, from: number, to: number) =>
            Math.abs(top - label.y) < LABEL && label.x < to && from < label.x + long;
        const isTaken = () =>
            placed.some((other) => meets(other.y, other.x, other.x + other.text.length * LETTER)) ||
            marks.some((mark) => meets(mark.y, mark.x - MARK, mark.x + MARK));
        while (isTaken() && label.y < MOVES_HEIGHT) label.y += 3;
        placed.push(label);
    }
    return placed.filter((label) => label.y < MOVES_HEIGHT - 16);
}

function labelOf({ claim, count }: Move): string {
    const told = standing(claim);
    return [numberOf(claim), count > 1 ? ` ×${count}` : "", told ? `, ${told}` : ""].join("");
}
