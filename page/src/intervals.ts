// The drawing of a figure: claims as intervals on one axis. A known number is a dot; "at least 84" a dot with an arrow
// that leaves to the right, "up to 100,000" one that leaves to the left; a bound that is itself excluded ("more than")
// is a hollow dot; a range is a bar with ends; a vague word ("thousands") a soft bar that goes on to the right, for it
// bounds from below only. Each row is a drawing of its own, so that the words beside it may wrap at any width and on
// paper; all rows of a figure share the axis. What tells of no number that is already so (planned, feared, earlier,
// general) has another mark than a dot, hollow, and dashed lines; what is denied has a cross.
import * as Plot from "@observablehq/plot";
import { ticks } from "d3-array";
import type { Claim } from "./account.ts";
import { standing } from "./wording.ts";

export interface Axis {
    type: "linear" | "log";
    domain: [number, number];
    ticks: number[];
    /** Whether a linear axis leaves out zero. */
    cut: boolean;
}

const MARGIN = 14;
export const AXIS_HEIGHT = 20;
const ROW = 26;
/** From this spread on, small numbers would all lie on top of each other on a linear axis. */
const LOG_SPREAD = 30;
/** "About" is ten percent either way (the contract). */
const APPROX = 0.1;

/** The axis on which all the claims' bounds can be told apart. */
export function axisOf(claims: Pick<Claim, "low" | "high" | "modifier">[]): Axis {
    const values = claims.flatMap(drawnBounds);
    const low = Math.min(...values);
    const high = Math.max(...values);
    if (low > 0 && high / low >= LOG_SPREAD) return logAxis(low, high);
    const cut = low / high > 0.6 && high > 10;
    const room = (high - low) * 0.3 || Math.max(1, high * 0.2);
    const from = cut ? Math.max(0, low - room) : Math.min(0, low);
    const to = high + (cut ? room : Math.max(1, high) * 0.12);
    return {
        type: "linear",
        domain: [from, to],
        ticks: ticks(from, to, to - from < 5 ? Math.max(1, Math.floor(to - from)) : 5),
        cut: from > 0,
    };
}

/** The numbers between which a claim is drawn, open ends apart. */
function drawnBounds({ low, high, modifier }: Pick<Claim, "low" | "high" | "modifier">): number[] {
    const known = [low, high].filter((value) => value !== null);
    return modifier === "approx" ? known.flatMap((value) => [value * (1 - APPROX), value * (1 + APPROX)]) : known;
}

function logAxis(low: number, high: number): Axis {
    const domain: [number, number] = [low / 1.6, high * 1.8];
    const powers: number[] = [];
    for (let power = Math.floor(Math.log10(domain[0])); 10 ** power <= domain[1]; ++power) powers.push(10 ** power);
    const steps = powers.length > 4 ? powers : powers.flatMap((power) => [power, 2 * power, 5 * power]);
    return { type: "log", domain, ticks: steps.filter((tick) => tick >= domain[0] && tick <= domain[1]), cut: false };
}

function frame(axis: Axis, width: number, height: number, marks: Plot.Markish[], top = 0): Element {
    const drawn = Plot.plot({
        width,
        height,
        marginLeft: MARGIN,
        marginRight: MARGIN,
        marginTop: top,
        marginBottom: 0,
        x: { type: axis.type, domain: axis.domain, axis: null },
        y: { type: "identity", axis: null },
        marks,
    });
    drawn.setAttribute("aria-hidden", "true");
    return drawn;
}

/** The axis' labels, for the head of the figure. */
export function drawAxis(axis: Axis, width: number, format: (value: number) => string): Element {
    // Labels that would run into one another are thinned, always evenly.
    const longest = Math.max(...axis.ticks.map((tick) => format(tick).length), 1);
    const most = Math.max(2, Math.floor(width / (longest * 7 + 14)));
    const every = Math.ceil(axis.ticks.length / most);
    const isShown =
        axis.type === "log"
            ? (tick: number) => axis.ticks.length <= most || Number.isInteger(Number(Math.log10(tick).toFixed(9)))
            : (_: number, i: number) => i % every === 0;
    const shown = axis.ticks.filter(isShown);
    return frame(axis, width, AXIS_HEIGHT, [
        Plot.text(shown, {
            x: (tick: number) => tick,
            y: 8,
            text: format,
            fontSize: 11.5,
            fontVariant: "tabular-nums",
            fill: "var(--muted)",
        }),
        Plot.ruleX(axis.ticks, { y1: AXIS_HEIGHT - 4, y2: AXIS_HEIGHT, stroke: "var(--line)" }),
    ]);
}

/** The vertical lines behind a row, one more where the best number stands; stretches to the height of the row. */
export function drawGrid(axis: Axis, width: number, best: number | null | undefined): Element {
    const grid = frame(axis, width, 10, [
        Plot.ruleX(axis.ticks, { y1: 0, y2: 10, stroke: "var(--grid)" }),
        axis.domain[0] <= 0 && axis.type === "linear"
            ? Plot.ruleX([0], { y1: 0, y2: 10, stroke: "var(--line)" })
            : null,
        typeof best === "number"
            ? Plot.ruleX([best], { y1: 0, y2: 10, stroke: "currentColor", strokeOpacity: 0.5, strokeWidth: 1.5 })
            : null,
    ]);
    grid.setAttribute("preserveAspectRatio", "none");
    grid.classList.add("grid");
    return grid;
}

/** The marks of what is not told as so; an asserted number is a dot. */
export const MARKS: Record<string, Plot.SymbolType> = {
    denied: "times",
    planned: "diamond",
    feared: "diamond",
    earlier: "square",
    general: "triangle",
};

/** One claim's interval. `copy` draws it lighter: the same witness already stands above. */
export function drawClaim(claim: Claim, axis: Axis, width: number, copy: boolean): Element {
    const y = ROW / 2;
    const ink = copy ? "var(--copy)" : "currentColor";
    const [left, right] = axis.domain;
    const { low, high, modifier } = claim;
    const mark = MARKS[standing(claim) ?? ""];
    const dashes = mark ? { strokeDasharray: "5 3" } : {};
    const line = (x1: number, x2: number, options: object = {}) =>
        Plot.link([0], {
            x1: [x1],
            x2: [x2],
            y1: [y],
            y2: [y],
            stroke: ink,
            strokeWidth: 2.5,
            strokeLinecap: "butt",
            ...dashes,
            ...options,
        });
    const arrow = (x1: number, x2: number, options: object = {}) =>
        Plot.arrow([0], {
            x1: [x1],
            x2: [x2],
            y1: [y],
            y2: [y],
            stroke: ink,
            strokeWidth: 2,
            headLength: 9,
            headAngle: 55,
            ...dashes,
            ...options,
        });
    const dot = (x: number, hollow = false) =>
        Plot.dot([x], {
            x: (d: number) => d,
            y: [y],
            r: copy ? 4.5 : 5.5,
            symbol: mark ?? "circle",
            stroke: ink,
            strokeWidth: 2,
            fill: hollow || mark ? "var(--paper)" : ink,
        });
    const end = (x: number) => Plot.ruleX([x], { y1: y - 7, y2: y + 7, stroke: ink, strokeWidth: 2 });

    if (low === null && high === null) return frame(axis, width, ROW, []);
    if (high === null) return frame(axis, width, ROW, [arrow(low!, right), dot(low!, modifier === "more_than")]);
    if (low === null) return frame(axis, width, ROW, [arrow(high, left), dot(high, modifier === "less_than")]);
    if (modifier === "vague") {
        return frame(axis, width, ROW, [
            line(low, high, { strokeWidth: 10, strokeOpacity: 0.45 }),
            arrow(high, right, { strokeDasharray: "2 4", strokeWidth: 1.5 }),
            end(low),
        ]);
    }
    if (low < high) return frame(axis, width, ROW, [line(low, high, { strokeWidth: 6 }), end(low), end(high)]);
    if (modifier === "approx") {
        const wide = line(Math.max(left, low * (1 - APPROX)), Math.min(right, low * (1 + APPROX)), {
            strokeWidth: 9,
            strokeOpacity: 0.35,
        });
        return frame(axis, width, ROW, [wide, dot(low)]);
    }
    return frame(axis, width, ROW, [dot(low)]);
}
