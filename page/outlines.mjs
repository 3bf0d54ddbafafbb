// The outlines for the page's map: Natural Earth's countries at 1:50 million (npm: world-atlas), simplified to what can be
// seen at the width of a page. Countries with their names, each ring a string: its points' differences in steps, written
// as digits of five bits (src/map.ts reads them).
import { readFile } from "node:fs/promises";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

/** Square degrees below which a bend or an island is left out, and the degrees of one step. */
const LEAST_AREA = 0.006;
const STEP = 0.02;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export async function outlines() {
    const source = new URL("node_modules/world-atlas/countries-50m.json", import.meta.url);
    const world = JSON.parse(await readFile(source, "utf8"));
    const simple = simplify(presimplify(world), LEAST_AREA);
    const kept = filter(simple, filterWeight(simple, LEAST_AREA));
    const countries = feature(kept, kept.objects.countries).features.filter((country) => country.geometry);
    // One that lies within another is drawn over it.
    countries.sort((a, b) => size(b) - size(a));
    return JSON.stringify({ step: STEP, countries: countries.map(encodeCountry) });
}

function polygonsOf({ geometry }) {
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** Lakes within a country are left out: the map shows where countries are. */
function encodeCountry(country) {
    return [country.properties.name, polygonsOf(country).map(([outer]) => encodeRing(outer))];
}

/** The box around a country, in square degrees. */
function size(country) {
    const points = polygonsOf(country).flat(2);
    const reach = (axis) => {
        const values = points.map((point) => point[axis]);
        return Math.max(...values) - Math.min(...values);
    };
    return reach(0) * reach(1);
}

function encodeRing(ring) {
    let text = "";
    let before = [0, 0];
    ring.forEach((point, i) => {
        const now = point.map((degrees) => Math.round(degrees / STEP));
        const moved = now.map((value, axis) => value - before[axis]);
        if (i > 0 && !moved[0] && !moved[1]) return;
        text += moved.map(digits).join("");
        before = now;
    });
    return text;
}

function digits(value) {
    let rest = value < 0 ? (-value << 1) | 1 : value << 1;
    let text = "";
    do {
        const more = rest > 31;
        text += DIGITS[(rest & 31) | (more ? 32 : 0)];
        rest >>= 5;
    } while (rest > 0);
    return text;
}
