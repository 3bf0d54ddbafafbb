// Tokens a second of wink-nlp and compromise over the texts of a file; one thread, the best of three rounds, each after a short warm-up.
// Prints one JSON line a measurement: {"name", "does", "tokens", "seconds"}.
//
// usage: javascript.mjs TEXTS.json      a JSON list of strings
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const texts = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ROUNDS = 3;

function measure(name, does, run) {
    texts.slice(0, 20).forEach(run);
    let best = Infinity, tokens = 0;
    for (let round = 0; round < ROUNDS; ++round) {
        tokens = 0;
        const start = process.hrtime.bigint();
        for (const text of texts) tokens += run(text);
        best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
    }
    console.log(JSON.stringify({ name, does, tokens, seconds: best }));
}

const version = (name) => require(`./node_modules/${name}/package.json`).version;

function wink() {
    const winkNLP = require("wink-nlp"), model = require("wink-eng-lite-web-model");
    const name = `wink-nlp ${version("wink-nlp")} (wink-eng-lite-web-model)`;
    const tagging = winkNLP(model, ["sbd", "pos"]), all = winkNLP(model, ["sbd", "pos", "ner"]);
    measure(name, "tokens, tags", (text) => tagging.readDoc(text).tokens().length());
    measure(name, "tokens, tags, dates and numbers", (text) => all.readDoc(text).tokens().length());
}

function compromise() {
    const nlp = require("compromise");
    const name = `compromise ${version("compromise")}`;
    measure(name, "tokens, tags", (text) => nlp(text).termList().length);
    measure(name, "tokens, tags, names", (text) => {
        const doc = nlp(text);
        doc.people().length + doc.places().length + doc.organizations().length;
        return doc.termList().length;
    });
}

for (const peer of [wink, compromise]) {
    try {
        peer();
    } catch (problem) {
        console.log(JSON.stringify({ name: peer.name, skipped: String(problem.message).split("\n")[0] }));
    }
}
