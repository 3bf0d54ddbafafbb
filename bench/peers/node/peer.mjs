// Pages a second of Readability.js, over jsdom and over linkedom, as bench/pages.py asks for it.
//
// usage: node peer.mjs FOLDER ROUNDS      run where the packages are installed; a line for each DOM
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { Readability } = require("@mozilla/readability");
const version = (name) => JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8")).version;

const [folder, rounds] = process.argv.slice(2);
const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort().map((name) => readFileSync(join(folder, name), "utf8"));

const doms = {
  jsdom: () => {
    const { JSDOM, VirtualConsole } = require("jsdom");
    const silent = new VirtualConsole();
    return (page) => new JSDOM(page, { url: "https://example.com/", virtualConsole: silent }).window.document;
  },
  linkedom: () => {
    const { parseHTML } = require("linkedom");
    return (page) => parseHTML(page).document;
  },
};

for (const [name, load] of Object.entries(doms)) {
  let parse;
  try {
    parse = load();
  } catch {
    console.log(`Readability.js over ${name}\tnot installed`);
    continue;
  }
  let best = 0;
  for (let round = 0; round < Number(rounds); ++round) {
    const start = process.cpuUsage();
    for (const page of pages) {
      try {
        new Readability(parse(page)).parse();
      } catch {
        // a page that it cannot read costs it no more
      }
    }
    const { user, system } = process.cpuUsage(start);
    best = Math.max(best, pages.length / ((user + system) / 1e6));
  }
  console.log(`Readability.js ${version("@mozilla/readability")} over ${name} ${version(name)}\t${best.toFixed(1)}`);
}
