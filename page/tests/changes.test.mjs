// What is told otherwise than before, in a real browser: the edits of a page lead to the words of both versions, changes
// since another account lead to their figures, and an account as of a day says so. Nothing of it is at fault for
// axe-core, light or dark, and none of it is there where the account has none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, missing } from "./browser.mjs";
import { account } from "./fixture.mjs";
import { storiesAccount } from "./stories.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HOSTILE = "<img src=x onerror='window.broken = true'>";

async function violations(page) {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
        const { violations } = await window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
    });
}

const story = account.stories[0];
const newest = account.reports.find((one) => one.id === story.reports[0]);
const older = { ...newest, id: "older", text: "At least 31 people were on board. The rest was said before.", version_of: newest.id, blocks: [], date_fetched: "2031-03-04T10:00:00Z" };
const place = (report, start, end, words) => ({ report, start, end, text: words, evidence: { start, end } });
const since = {
    old: { file: `monday ${HOSTILE}.json` },
    new: { file: "this account" },
    provenance: [{ name: "codebook", old: "news 1", new: "news 2" }],
    reports: {
        added: [{ id: "kestrel", text: "kestrel (Kestrel Wire), 2031-03-05" }],
        gone: [],
        replaced: [{ id: "older", text: "older", by: newest.id }],
    },
    stories: [
        {
            change: "changed",
            id: story.id,
            was: "s9",
            title: story.title,
            figures: [
                { change: "changed", id: story.figures[0].id, text: `killed: best 12, was 31 ${HOSTILE}` },
                { change: "gone", id: null, text: "injured: gone" },
            ],
            events: [],
            statements: [{ change: "gone", id: null, text: "Ines Čapek, “We are sorry”: withdrawn" }],
        },
    ],
};
const versions = [
    {
        address: "aveling.example/ferry",
        reports: ["older", newest.id],
        order: "fetched",
        order_text: "by when they were fetched",
        edits: [
            {
                kind: "figure_changed",
                from: "older",
                to: newest.id,
                quantity: "passengers",
                text: 'passengers: "At least 31" became "Twelve"',
                before: place("older", 0, 11, "At least 31"),
                after: place(newest.id, 0, 5, "words"),
                silent: true,
            },
            {
                kind: "sentence_gone",
                from: "older",
                to: newest.id,
                text: "gone",
                before: place("older", 34, 59, "The rest was said before."),
                after: null,
                silent: false,
                noted: place(newest.id, 0, 5, "words"),
            },
        ],
    },
];
const changedAccount = {
    ...account,
    since,
    as_of: { day: "2031-03-12", left_out: [{ report: "late", outlet: "Late Post", text: "published on 2031-03-14" }] },
    reports: [...account.reports, older],
    stories: [{ ...story, versions }],
};

describe("what is told otherwise than before", { skip: missing }, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    test("edits of a page lead to the words of the version that has them", async () => {
        const { page, complaints } = await browser.open(changedAccount);
        const rows = page.locator("#edits tbody tr");
        assert.equal(await rows.count(), 2);
        assert.match(await rows.nth(0).textContent(), /^Figure changed: passengers.*At least 31.*silently$/);
        assert.match(await rows.nth(1).textContent(), /^Sentence gone.*withdrawn.*owned up to$/);
        assert.match(await page.locator("#edits .meta").textContent(), /^2 versions, by when they were fetched: 2031-03-04/);
        await rows.nth(0).locator(".cell").first().click();
        assert.deepEqual(await page.locator(".viewer[open] mark.said").allTextContents(), ["At least 31"]);
        assert.deepEqual(complaints, []);
        await page.context().close();
    });

    test("changes since another account lead to their figures", async () => {
        const { page } = await browser.open(changedAccount);
        const items = page.locator("#since .changes li");
        assert.equal(await items.count(), 3);
        await items.nth(0).locator("a").click();
        assert.equal(await page.locator(`#figure-${story.figures[0].id}`).isVisible(), true);
        assert.match(await page.locator("#since").textContent(), /Since the account monday/);
        assert.equal(await page.evaluate(() => window.broken), undefined);
        await page.context().close();
    });

    test("an account as of a day says so, and what is left out", async () => {
        const { page } = await browser.open(changedAccount);
        assert.match(await page.locator(".as-of").textContent(), /^As of 12 Mar 2031/);
        await page.locator(".as-of summary").click();
        assert.equal(await page.locator(".as-of li").textContent(), "late (Late Post): published on 2031-03-14");
        await page.context().close();
    });

    test("the front tells which stories changed, and leads to them", async () => {
        const several = storiesAccount(5);
        const own = { ...since.stories[0], id: several.stories[2].id, title: "A changed story" };
        const { page } = await browser.open({ ...several, since: { ...since, stories: [own] } });
        assert.match(await page.locator("#since-last-time").textContent(), /A changed story: 3 changes/);
        assert.match(await page.locator("#since-last-time").textContent(), /another codebook/);
        await page.locator("#since-last-time a").click();
        await page.locator("#since .changes").waitFor();
        assert.match(page.url(), new RegExp(`story=${own.id}&part=since`));
        await page.context().close();
    });

    test("an account without any of it has no place for it", async () => {
        const { page } = await browser.open(account);
        assert.equal(await page.locator("#since, #edits, .as-of, #since-last-time").count(), 0);
        await page.context().close();
    });

    for (const colorScheme of ["light", "dark"])
        test(`axe-core finds nothing at fault, ${colorScheme}`, async () => {
            for (const one of [changedAccount, { ...storiesAccount(5), since }]) {
                const { page } = await browser.open(one, { colorScheme });
                await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
                assert.deepEqual(await violations(page), []);
                await page.context().close();
            }
        });
});
