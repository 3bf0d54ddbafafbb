// What axe-core finds at fault in the page, by the rules of WCAG 2.2 A and AA and its own best practice: nothing, on the
// front and in a story, in light and dark, wide and narrow, with all folds and a report open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, missing } from "./browser.mjs";
import { account, many } from "./fixture.mjs";
import { storiesAccount } from "./stories.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that the page breaks, each with the elements that break it. */
async function violations(page) {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
        const { violations, passes } = await window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        if (passes.length < 10) return [`only ${passes.length} rules were tried`];
        return violations.map(
            (one) =>
                `${one.id}: ${one.nodes
                    .slice(0, 3)
                    .map((node) => node.html.slice(0, 120))
                    .join(" | ")}`,
        );
    });
}

/** Brings every drawing to the page. */
async function seen(page) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    for (const plot of await page.locator(".plot:visible").all()) await plot.scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
}

describe("axe-core finds nothing at fault", { skip: missing }, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    for (const colorScheme of ["light", "dark"]) {
        for (const width of [1280, 390]) {
            test(`on the front, ${colorScheme}, ${width} pixels`, async () => {
                const { page } = await browser.open(storiesAccount(12), { colorScheme, width });
                assert.deepEqual(await violations(page), []);
                await page.getByRole("button", { name: /Conflict/ }).click();
                assert.deepEqual(await violations(page), [], "with a filter pressed");
                await page.context().close();
            });

            test(`in a story, ${colorScheme}, ${width} pixels`, async () => {
                const { page } = await browser.open(account, { colorScheme, width });
                await seen(page);
                assert.deepEqual(await violations(page), []);
                await page.locator(".figure .claim").first().click();
                assert.deepEqual(await violations(page), [], "with a report open");
                await page.context().close();
            });
        }
    }

    test("in a story with a map, moving numbers and what is denied", async () => {
        const several = storiesAccount(5);
        const [, , , , story] = several.stories;
        const figures = story.figures.map((one) =>
            one.id === "f0"
                ? {
                      ...one,
                      claims: one.claims.map((claim, i) =>
                          i === 2 ? { ...claim, denied: true, standing: "denied" } : claim,
                      ),
                  }
                : one,
        );
        const { page } = await browser.open({ ...several, stories: [{ ...story, figures }] });
        await seen(page);
        assert.equal(await page.locator(".moves-plot svg, .map-plot svg").count(), 2);
        assert.deepEqual(await violations(page), []);
        await page.context().close();
    });

    test("in a large story", async () => {
        const { page } = await browser.open(many(20));
        assert.deepEqual(await violations(page), []);
        await page.context().close();
    });
});
