// Where it happened: the events' places on Natural Earth's outlines of countries, which stand in this file, so that no map
// service is asked. A mark is as large as the number of events there; the list below leads to their words. What is known
// to be in a country only is that country, shaded; a region is a hollow mark.
import * as Plot from "@observablehq/plot";
import outlines from "outlines";
import type { AccountEvent, Story } from "./account.ts";
import { h, type Child } from "./dom.ts";
import { cell, evidenceOf } from "./evidence.ts";
import { grouped } from "./lists.ts";
import { asPicture, keepDrawn, PAPER_WIDTH } from "./plots.ts";
import { listed, plural } from "./wording.ts";

/** Degrees around the places; at least so many are shown each way. */
const MARGIN = 0.35;
const LEAST = 3;
const LABELS = 14;
/** Pixels around the middle of a country's name, and points a side that are tried for it. */
const ROOM = 11;
const STEPS = 20;

/** Countries as names and rings; a ring's points are differences in units of `step` degrees, as variable-length digits. */
interface Outlines {
    step: number;
    countries: [name: string, rings: string[]][];
}

interface Country {
    name: string;
    shape: { type: "MultiPolygon"; coordinates: [number, number][][][] };
    west: number;
    east: number;
    south: number;
    north: number;
}

interface Spot {
    name: string;
    lat: number;
    lon: number;
    precision: "exact" | "region" | "country";
    events: AccountEvent[];
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Numbers from digits of five bits each, the sixth of which says that more follow; the last bit is the sign. */
function decoded(text: string): number[] {
    const numbers: number[] = [];
    let value = 0;
    let shift = 0;
    for (const letter of text) {
        const digit = DIGITS.indexOf(letter);
        value |= (digit & 31) << shift;
        shift += 5;
        if (digit & 32) continue;
        numbers.push(value & 1 ? -(value >> 1) : value >> 1);
        value = shift = 0;
    }
    return numbers;
}

let known: Country[] | null = null;

/** Read at the first map that is drawn. */
function countries(): Country[] {
    if (known) return known;
    const { step, countries: all } = JSON.parse(outlines) as Outlines;
    return (known = all.map(([name, rings]) => {
        const lines = rings.map((ring) => points(ring, step));
        const [lons, lats] = [0, 1].map((axis) => lines.flat().map((point) => point[axis]!)) as [number[], number[]];
        return {
            name,
            shape: { type: "MultiPolygon", coordinates: lines.map((line) => [line]) },
            west: Math.min(...lons),
            east: Math.max(...lons),
            south: Math.min(...lats),
            north: Math.max(...lats),
        };
    }));
}

function points(ring: string, step: number): [number, number][] {
    const numbers = decoded(ring);
    const line: [number, number][] = [];
    let [lon, lat] = [0, 0];
    for (let i = 0; i < numbers.length; i += 2) {
        lon += numbers[i]!;
        lat += numbers[i + 1]!;
        line.push([lon * step, lat * step]);
    }
    return line;
}

function spotsOf(story: Story): Spot[] {
    const placed = story.events.filter(
        (event) => typeof event.place?.lat === "number" && typeof event.place.lon === "number",
    );
    const spots = [...grouped(placed, (event) => event.place!.name)].map(([name, events]) => ({
        name,
        lat: events[0]!.place!.lat!,
        lon: events[0]!.place!.lon!,
        precision: precisionOf(events),
        events,
    }));
    return spots.sort((a, b) => b.events.length - a.events.length);
}

function precisionOf(events: AccountEvent[]): Spot["precision"] {
    const all = (precision: string) => events.every((event) => event.precision?.place === precision);
    return all("country") ? "country" : all("region") ? "region" : "exact";
}

/** Null where no event has a place with coordinates. */
export function map(story: Story): Child {
    const spots = spotsOf(story);
    if (spots.length === 0) return null;
    const view = viewOf(spots);
    const holder = h("div", { class: "plot map-plot" });
    keepDrawn(holder, { paper: PAPER_WIDTH, height: 300 }, (width) =>
        holder.replaceChildren(drawMap(spots, view, width)),
    );
    return [
        holder,
        h("p", { class: "axis-note" }, "Outlines: Natural Earth, borders as they are held in fact."),
        h(
            "ul",
            { class: "spots" },
            ...spots.map((spot) =>
                h(
                    "li",
                    {},
                    cell(
                        spot.events.flatMap((event) => event.evidence ?? []).map(evidenceOf),
                        { class: "title" },
                        spot.name,
                    ),
                    h("span", { class: "through" }, ` ${plural(spot.events.length, "event")}`),
                ),
            ),
        ),
    ];
}

interface View {
    west: number;
    east: number;
    south: number;
    north: number;
}

/** What is shown: the places and some land around them. */
function viewOf(spots: Spot[]): View {
    const [lons, lats] = [spots.map((spot) => spot.lon), spots.map((spot) => spot.lat)];
    const reach = (low: number, high: number, least: number) => {
        const pad = Math.max((high - low) * MARGIN, least);
        return [low - pad, high + pad] as const;
    };
    const [south, north] = reach(Math.min(...lats), Math.max(...lats), LEAST);
    const [west, east] = reach(Math.min(...lons), Math.max(...lons), LEAST * 2);
    return {
        west: Math.max(-180, west),
        east: Math.min(180, east),
        south: Math.max(-58, south),
        north: Math.min(80, north),
    };
}

function drawMap(spots: Spot[], view: View, width: number): Element {
    const height = Math.round(Math.min(380, Math.max(220, width * 0.45)));
    const corners = {
        type: "MultiPoint",
        coordinates: [
            [view.west, view.south],
            [view.east, view.north],
        ],
    };
    const seen = countries().filter(
        (land) =>
            land.east > view.west - 40 &&
            land.west < view.east + 40 &&
            land.north > view.south - 25 &&
            land.south < view.north + 25,
    );
    const size = (spot: Spot) => 3.5 + 2 * Math.sqrt(spot.events.length);
    const isCountry = (land: Country) =>
        spots.some((spot) => spot.precision === "country" && (spot.name === land.name || holdsSpot(land, spot)));
    const marks = spots.filter((spot) => spot.precision !== "country");
    const names = labelled(seen, view, marks, { width, height });
    const drawn = Plot.plot({
        width,
        height,
        margin: 0,
        r: { type: "identity" },
        projection: {
            type: view.east - view.west > 150 ? "equirectangular" : "mercator",
            domain: corners as never,
            clip: "frame",
        },
        marks: [
            [false, true].map((told) =>
                Plot.geo(
                    seen.filter((land) => isCountry(land) === told).map((land) => land.shape),
                    { fill: told ? "var(--told-land)" : "var(--land)", stroke: "var(--border)", strokeWidth: 0.8 },
                ),
            ),
            [false, true].map((told) =>
                Plot.text(
                    names.filter((name) => isCountry(name.land) === told),
                    {
                        x: "x",
                        y: "y",
                        text: "name",
                        fontSize: told ? 13 : 11.5,
                        fontWeight: told ? 600 : 400,
                        fill: told ? "var(--ink)" : "var(--muted)",
                    },
                ),
            ),
            [true, false].map((region) =>
                Plot.dot(
                    marks.filter((spot) => (spot.precision === "region") === region),
                    {
                        x: "lon",
                        y: "lat",
                        r: size,
                        fill: region ? "none" : "var(--passage)",
                        fillOpacity: 0.8,
                        stroke: "var(--ink)",
                        strokeWidth: 1.25,
                        ...(region ? { strokeDasharray: "3 2" } : {}),
                    },
                ),
            ),
            marks.slice(0, LABELS).map((spot) =>
                Plot.text([spot], {
                    x: "lon",
                    y: "lat",
                    text: "name",
                    dx: size(spot) + 5,
                    textAnchor: "start",
                    fontSize: 13,
                    fontWeight: 600,
                    fill: "var(--ink)",
                    stroke: "var(--land)",
                    strokeWidth: 3,
                }),
            ),
        ],
    });
    return asPicture(drawn, `A map of ${listed(spots.map((spot) => spot.name))}.`);
}

interface Name {
    land: Country;
    name: string;
    x: number;
    y: number;
}

/** The names of the countries in view, each where it has most room. */
function labelled(seen: Country[], view: View, marks: Spot[], size: { width: number; height: number }): Name[] {
    return seen.flatMap((land) => {
        const middle = middleOf(land, view, marks, size);
        return middle ? [{ land, name: land.name, ...middle }] : [];
    });
}

/** Of a grid of points that of the land which is farthest from borders, marks and the frame; null where all are near. */
function middleOf(
    land: Country,
    view: View,
    marks: Spot[],
    size: { width: number; height: number },
): { x: number; y: number } | null {
    const [across, up] = [size.width / (view.east - view.west), size.height / (view.north - view.south)];
    const [west, east] = [Math.max(land.west, view.west), Math.min(land.east, view.east)];
    const [south, north] = [Math.max(land.south, view.south), Math.min(land.north, view.north)];
    if (east <= west || north <= south) return null;
    // Its name stands on its largest part: an exclave far away is none to be named after.
    const rings = [land.shape.coordinates.map(([ring]) => ring!).reduce((a, b) => (breadth(b) > breadth(a) ? b : a))];
    const half = land.name.length * 3.2;
    let best: { x: number; y: number; room: number } | null = null;
    for (let i = 1; i < STEPS; ++i) {
        for (let j = 1; j < STEPS; ++j) {
            const [x, y] = [west + ((east - west) * i) / STEPS, south + ((north - south) * j) / STEPS];
            if (!rings.some((ring) => holds(ring, x, y))) continue;
            const away = (lon: number, lat: number) => Math.hypot((lon - x) * across, (lat - y) * up);
            const room = Math.min(
                ...rings.map((ring) => ring.reduce((least, [lon, lat]) => Math.min(least, away(lon, lat)), Infinity)),
                // A mark has its own name to its right.
                ...marks.map((spot) => Math.min(away(spot.lon, spot.lat), away(spot.lon + 40 / across, spot.lat)) / 2),
                (x - view.west) * across - half,
                (view.east - x) * across - half,
                (y - view.south) * up,
                (view.north - y) * up,
            );
            if (!best || room > best.room) best = { x, y, room };
        }
    }
    return best && best.room >= ROOM ? { x: best.x, y: best.y } : null;
}

/** The size of the box around a ring. */
function breadth(ring: [number, number][]): number {
    const reach = (axis: 0 | 1) => {
        let [least, most] = [Infinity, -Infinity];
        for (const point of ring) [least, most] = [Math.min(least, point[axis]), Math.max(most, point[axis])];
        return most - least;
    };
    return reach(0) * reach(1);
}

function holdsSpot(land: Country, spot: Spot): boolean {
    return land.shape.coordinates.some(([ring]) => holds(ring!, spot.lon, spot.lat));
}

/** Whether a point lies within a ring: a line from it to the east crosses the ring an odd number of times. */
function holds(ring: [number, number][], x: number, y: number): boolean {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[ax, ay], [bx, by]] = [ring[i]!, ring[j]!];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
}
