// The page that the program itself writes, of the project's sample story: what the other tests hold of accounts written by
// hand is held here of the program's own JSON. The program is the one that RECOUNT names.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, missing } from "./browser.mjs";

const PROGRAM = process.env.RECOUNT ?? fileURLToPath(new URL("../../build/recount", import.meta.url));
const REPORTS = fileURLToPath(new URL("../../examples/market-hall/reports", import.meta.url));
const absent = existsSync(PROGRAM) ? false : `SKIPPED: ${PROGRAM} is not built`;

describe("the page of the sample story", { skip: missing || absent }, () => {
    let browser;
    let folder;
    let open;
    before(async () => {
        browser = await launch();
        // Beside the built page: a Chromium that is a snap cannot read /tmp.
        folder = mkdtempSync(fileURLToPath(new URL("../dist/program-", import.meta.url)));
        const file = join(folder, "account.html");
        execFileSync(PROGRAM, ["account", REPORTS, "-o", file], { stdio: "ignore" });
        open = (hash = "") => browser.visit(String(pathToFileURL(file)) + hash);
    });
    after(async () => {
        await browser?.close();
        if (folder) rmSync(folder, { recursive: true });
    });

    test("opens with the march's rival counts, each number leading to its words", async () => {
        const { page, complaints } = await open();
        const first = page.locator(".answer li").first();
        assert.match(await first.innerText(), /^Conflict\s+Attendance/);
        for (const words of ["12,000", "about 6,000", "3,500"]) {
            await first.locator(".cell", { hasText: words }).click();
            assert.deepEqual(await page.locator(".viewer[open] mark.said").allTextContents(), [words]);
            await page.keyboard.press("Escape");
        }
        assert.deepEqual(complaints, []);
        await page.context().close();
    });

    test("draws the dead against time, copies folded, and the town on the map", async () => {
        const { page } = await open("#part=moved");
        assert.match(await page.locator("#moved").innerText(), /×3/);
        await page.locator("#moved .moves-plot svg").first().waitFor();
        await page.locator("#where").scrollIntoViewIfNeeded();
        await page.locator(".map-plot svg").waitFor();
        assert.ok((await page.locator(".map-plot text").allTextContents()).includes("Bălți"));
        await page.context().close();
    });

    test("every cell leads to words that stand in its report", async () => {
        const { page, complaints } = await open();
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        const empty = await page.evaluate(() => {
            const cells = [...document.querySelectorAll("main .cell")];
            const bad = [];
            for (const cell of cells) {
                cell.click();
                const said = document.querySelector(".viewer[open] mark.said");
                if (!said?.textContent.trim()) bad.push(cell.textContent.slice(0, 60));
            }
            return cells.length > 100 ? bad : [`only ${cells.length} cells`];
        });
        assert.deepEqual(empty, []);
        assert.deepEqual(complaints, []);
        await page.context().close();
    });
});
