// The page as a server gives it, in a real browser: the token lets it in once, pieces come as they are needed, and what
// changes meanwhile is told and shown without a restart. The program is the one that RECOUNT names.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, missing } from "./browser.mjs";
import { absent, serve } from "./served.mjs";

const REPORTS = fileURLToPath(new URL("../../examples/market-hall/reports", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("the page that is served", { skip: missing || absent }, () => {
    let browser;
    let server;
    let folder;
    let incoming;
    before(async () => {
        browser = await launch();
        folder = mkdtempSync(join(tmpdir(), "recount-live-"));
        incoming = join(folder, "incoming");
        mkdirSync(incoming);
        for (const name of readdirSync(REPORTS).slice(0, 7)) cpSync(join(REPORTS, name), join(incoming, name));
        server = await serve("-q", incoming, "--watch", incoming, "--decisions", join(folder, "decisions.jsonl"));
    });
    after(async () => {
        await browser?.close();
        await server?.stop();
        if (folder) rmSync(folder, { recursive: true });
    });
    /** Opens it with a token; what the browser complains about, but for what the page asks its own server. */
    const visit = async (hash = "") => {
        const address = server.address();
        const own = new URL(address).origin;
        const { page, complaints } = await browser.visit(address + hash);
        return { page, own, complaints: () => complaints.filter((words) => !words.startsWith(`asks for ${own}/`)) };
    };

    test("lets a browser in by its token, once, and takes the token out of the address", async () => {
        const used = server.address();
        const { page, own, complaints } = await visit();
        await page.locator(".answer").first().waitFor();
        assert.equal(page.url(), `${own}/`);
        assert.equal(await page.evaluate(() => document.cookie), "");
        await page.reload();
        await page.locator(".answer").first().waitFor();
        assert.deepEqual(complaints(), []);
        const context = await page.context().browser().newContext();
        const other = await context.newPage();
        assert.equal((await other.goto(used)).status(), 403);
        assert.equal((await other.goto(own)).status(), 403);
        await context.close();
        await page.context().close();
    });

    test("shows the account of a file: each number leads to its words", async () => {
        const { page, complaints } = await visit();
        const first = page.locator(".answer li").first();
        await first.waitFor();
        const cell = first.locator(".cell").first();
        const words = await cell.innerText();
        await cell.click();
        assert.deepEqual(await page.locator(".viewer[open] mark.said").allTextContents(), [words]);
        assert.deepEqual(complaints(), []);
        await page.context().close();
    });

    test("may ask nobody but its server", async () => {
        const { page } = await visit();
        const asked = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(String, (problem) => problem.name));
        assert.equal(asked, "TypeError");
        assert.equal(await page.evaluate(() => fetch("api/changes?since=0").then((answer) => answer.status)), 200);
        await page.context().close();
    });

    test("a foreign page can neither read nor change the account, nor frame it", async () => {
        const { page, own } = await visit();
        const foreign = await page.context().newPage();
        await foreign.route("http://foreign.example/", (route) =>
            route.fulfill({ contentType: "text/html", body: `<h1>foreign</h1><iframe src="${own}/"></iframe>` }),
        );
        await foreign.goto("http://foreign.example/");
        const results = await foreign.evaluate(async (base) => {
            const tell = (answer) => answer.then((got) => `${got.type} ${got.status}`).catch((problem) => problem.name);
            const body = "{}";
            return Promise.all([
                tell(fetch(`${base}/api/account`, { credentials: "include" })),
                tell(fetch(`${base}/api/decisions`, { method: "POST", body, credentials: "include" })),
                tell(fetch(`${base}/api/decisions`, { method: "POST", body, mode: "no-cors", credentials: "include" })),
            ]);
        }, own);
        assert.deepEqual(results.slice(0, 2), ["TypeError", "TypeError"]);
        assert.notEqual(results[2].split(" ")[1], "200");
        const framed = foreign.frames().find((frame) => frame !== foreign.mainFrame());
        assert.ok(!framed || !(await framed.content()).includes('id="front"'));
        assert.equal(await page.evaluate(() => fetch("api/decisions").then((answer) => answer.text())), "");
        await page.context().close();
    });

    test("tells of reports that come in, and shows them when asked", async () => {
        const { page, complaints } = await visit();
        await page.locator("#reports").waitFor();
        const count = () => page.locator("h1 + *, .dek").first().innerText();
        const was = await count();
        for (const name of readdirSync(REPORTS).slice(7)) cpSync(join(REPORTS, name), join(incoming, name));
        await page.locator(".live button").waitFor({ timeout: 30_000 });
        assert.match(await page.locator(".live").innerText(), /^1 story changed\./);
        assert.equal(await count(), was);
        await page.evaluate(AXE);
        const faults = await page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id }) => id));
        assert.deepEqual(faults, []);
        await page.locator(".live button").focus();
        await page.keyboard.press("Enter");
        await page.waitForFunction((before) => document.querySelector("h1 + *, .dek")?.innerText !== before, was);
        assert.ok(await page.locator(".live").isHidden());
        assert.deepEqual(complaints(), []);
        await page.context().close();
    });

    test("says so when its server is gone", async () => {
        const { page } = await visit();
        await page.locator(".answer").first().waitFor();
        await server.stop();
        server = null;
        await page.locator(".live", { hasText: "The server does not answer." }).waitFor({ timeout: 30_000 });
        await page.context().close();
    });
});
