// Builds dist/page.html: one file with all styles and scripts inside, and placeholders: @FRONT@ and @STORIES@, where the
// program writes an account's JSON, and @CONNECT@, where it lets a page that it serves ask for that. The content security policy names the hashes of exactly the script and the styles that
// stand in the file, so nothing else can run or style it, whatever a report contains.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { outlines } from "./outlines.mjs";

const PLACEHOLDER = /@CONNECT@|@FRONT@|@STORIES@/;
/** In the order in which they stand in the page. */
const STYLES = ["src/style.css", "src/workbench.css"];
const here = (path) => new URL(path, import.meta.url);
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** The style element that Observable Plot puts into every drawing, read from its source so that its hash stays true. */
async function plotStyle() {
    const source = await readFile(here("node_modules/@observablehq/plot/src/plot.js"), "utf8");
    const styles = await readFile(here("node_modules/@observablehq/plot/src/style.js"), "utf8");
    const style = /append\("style"\)\.text\(\s*`([^`]*)`/.exec(source)?.[1];
    const name = /if \(name === undefined\) return "([\w-]+)"/.exec(styles)?.[1];
    if (!style || !name)
        throw new Error("Observable Plot no longer writes its style as this build expects: see plotStyle()");
    return style.replaceAll("${className}", name);
}

/** The map's outlines as a module, one string: it is read when the first map is drawn. */
const mapOutlines = {
    name: "outlines",
    setup(bundler) {
        bundler.onResolve({ filter: /^outlines$/ }, () => ({ path: "outlines", namespace: "outlines" }));
        bundler.onLoad({ filter: /.*/, namespace: "outlines" }, async () => ({
            contents: await outlines(),
            loader: "text",
        }));
    },
};

const bundle = await build({
    plugins: [mapOutlines],
    entryPoints: [here("src/main.ts").pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
});
const script = bundle.outputFiles[0].text.trim();
const style = (
    await transform((await Promise.all(STYLES.map((name) => readFile(here(name), "utf8")))).join("\n"), { loader: "css", minify: true })
).code.trim();
for (const [name, text] of [
    ["script", script],
    ["style", style],
]) {
    if (PLACEHOLDER.test(text) || /<\/(script|style)/i.test(text)) throw new Error(`the ${name} would break the page`);
}

const parts = {
    "@SCRIPT_HASH@": hash(script),
    "@STYLE_HASHES@": `${hash(style)} ${hash(await plotStyle())}`,
    "@STYLE@": style,
    "@SCRIPT@": script,
};
let page = await readFile(here("src/template.html"), "utf8");
page = page.replace(new RegExp(Object.keys(parts).join("|"), "g"), (name) => parts[name]);

await mkdir(here("dist/"), { recursive: true });
await writeFile(here("dist/page.html"), page);
console.log(`page/dist/page.html: ${Math.round(Buffer.byteLength(page) / 1024)} KiB`);
