// The front with all stories: what needs a person comes first, a search finds words, names, places and figures, filters
// narrow down, and every state has an address to which the browser's Back returns.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, missing } from "./browser.mjs";
import { account as ferry } from "./fixture.mjs";
import { storiesAccount } from "./stories.mjs";

const COUNT = 24;
const titles = (page) => page.locator(".story-row h2").allTextContents();
const rows = (page) => page.locator(".story-row").allInnerTexts();
const find = async (page, words) => {
    await page.locator("#find").fill(words);
    await page.waitForFunction(() => !document.querySelector(".found").textContent.includes("searched by now"));
};

describe("the front", { skip: missing }, () => {
    let browser;
    const account = storiesAccount(COUNT);
    const open = async (options) => (await browser.open(account, options)).page;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    test("lists all stories, contradictions before what moved, then what rests on one witness", async () => {
        const { page, complaints } = await browser.open(account);
        assert.equal(await page.locator("h1").textContent(), "24 stories");
        const needs = await page
            .locator(".story-row")
            .evaluateAll((all) => all.map((row) => row.className.replace("story-row", "").trim()));
        assert.equal(needs.length, COUNT);
        const sorted = [...needs].sort(
            (a, b) =>
                ["conflict", "evolving", "repeated", ""].indexOf(a) -
                ["conflict", "evolving", "repeated", ""].indexOf(b),
        );
        assert.deepEqual(needs, sorted);
        assert.deepEqual(
            [needs.filter((one) => one === "conflict").length, needs.filter((one) => one === "evolving").length],
            [8, 4],
        );
        assert.deepEqual(complaints, []);
        await page.context().close();
    });

    test("tells of each story its day, place, sources and answer", async () => {
        const page = await open();
        const row = (title) =>
            page.locator(".story-row", { has: page.getByRole("link", { name: title, exact: true }) });
        const conflict = await row("Flood in Vellmar").innerText();
        assert.match(conflict, /1 conflict/);
        assert.match(conflict, /1–2 Jan 2031 · Vellmar · 4 reports · 4 witnesses/);
        assert.match(
            conflict,
            /Killed Flood, Vellmar: Ilan Brezh \(official\) 30, Sofie Tannenberg \(official\) 20, Marta Oduya \(official\) 10/,
        );
        assert.match(
            await row("Strike march in Sunnvik").innerText(),
            /Attendance Strike march, Sunnvik: 14 on 5 Jan, then 23 on 6 Jan\./,
        );
        assert.match(await row("Warehouse fire in Maré").innerText(), /15, by one witness only\./);
        await page.context().close();
    });

    test("finds words, names, places and figures, in any case, without accents, by their beginnings", async () => {
        const page = await open();
        await find(page, "maré");
        assert.deepEqual(await titles(page), ["Flood in Maré 1", "Warehouse fire in Maré"]);
        await find(page, "MARE warehouse");
        assert.deepEqual((await titles(page))[0], "Warehouse fire in Maré");
        await find(page, "ferrand hurt");
        assert.ok((await titles(page)).every((title) => title.startsWith("Warehouse fire")));
        await find(page, '"sandbags along the embankment"');
        assert.equal((await titles(page)).length, COUNT);
        await find(page, '"embankment along the sandbags"');
        assert.equal(await page.locator(".found").textContent(), "No story has all of this.");
        await find(page, "attendance 23");
        assert.ok((await titles(page)).includes("Strike march in Sunnvik"));
        await page.context().close();
    });

    test("finds a number whether or not its thousands are parted", async () => {
        const [story] = ferry.stories;
        const two = {
            ...ferry,
            stories: [
                story,
                {
                    ...story,
                    id: "s2",
                    title: "Another",
                    reports: [],
                    figures: [],
                    statements: [],
                    entities: [],
                    events: [],
                },
            ],
        };
        const { page } = await browser.open(two);
        for (const words of ["5000 quay", "5,000 quay"]) {
            await find(page, words);
            assert.equal((await titles(page)).length, 1, words);
        }
        await page.context().close();
    });

    test("filters, and keeps what is chosen in the address", async () => {
        const page = await open();
        await page.getByRole("button", { name: /One witness only/ }).click();
        const repeated = await titles(page);
        assert.ok(repeated.length > 0 && repeated.length < COUNT);
        await page.getByRole("button", { name: /Conflict/ }).click();
        assert.equal((await titles(page)).length, repeated.length + 8);
        await page.waitForURL(/#show=conflict%2Crepeated$/);
        const address = page.url();
        await page.goto("about:blank");
        await page.goto(address);
        assert.equal((await titles(page)).length, repeated.length + 8);
        assert.equal(await page.getByRole("button", { name: /Conflict/ }).getAttribute("aria-pressed"), "true");
        await page.context().close();
    });

    test("shows what changed since a day", async () => {
        const page = await open();
        await page.locator("#since").fill("2031-01-18");
        const all = await rows(page);
        assert.ok(all.length > 0 && all.length < 12);
        for (const row of all) assert.ok(/last changed (\d+) Jan/.exec(row)[1] >= 18, row);
        await page.context().close();
    });

    test("opens a story; Back returns to the search and to the place", async () => {
        const page = await open({ width: 1280, height: 700 });
        await find(page, "flood");
        const link = page.locator(".story-row h2 a").last();
        await link.scrollIntoViewIfNeeded();
        const scrolled = await page.evaluate(() => scrollY);
        const title = await link.textContent();
        await link.click();
        assert.equal(await page.locator("h1").textContent(), title);
        await page.waitForURL(/#story=s\d+$/);
        assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
        await page.goBack();
        assert.equal(await page.locator("#find").inputValue(), "flood");
        assert.equal(await page.evaluate(() => scrollY), scrolled);
        await page.goForward();
        assert.equal(await page.locator("h1").textContent(), title);
        await page.locator(".kicker a").click();
        assert.equal((await titles(page)).length, COUNT);
        await page.context().close();
    });

    test("the address of a cell opens its story and its words", async () => {
        const page = await open();
        await page.goto(page.url().replace(/#.*$/, "") + "#story=s4");
        await page.locator(".answer .cell").first().click();
        const address = await page.evaluate(() => location.href);
        const words = await page.locator(".viewer[open] mark.said").textContent();
        await page.goto("about:blank");
        await page.goto(address);
        assert.equal(await page.locator(".viewer[open] mark.said").textContent(), words);
        await page.keyboard.press("Escape");
        assert.equal(await page.locator("h1").textContent(), "Flood in Port Aldo");
        await page.waitForURL(/#story=s4$/);
        await page.context().close();
    });

    test("the address of a figure opens the fold that it lies in", async () => {
        const page = await open();
        await page.goto(page.url().replace(/#.*$/, "") + "#story=s2&figure=f3");
        const figure = page.locator("#figure-f3");
        assert.ok(await figure.isVisible());
        assert.ok(await figure.evaluate((element) => element === document.activeElement));
        await page.context().close();
    });

    test("an address of no story shows the front", async () => {
        const page = await open();
        await page.goto(page.url().replace(/#.*$/, "") + "#story=s999");
        assert.equal(await page.locator("h1").textContent(), "24 stories");
        await page.context().close();
    });

    test("is walked by keyboard: to the search, its filters, and into a story", async () => {
        const page = await open();
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "find");
        await page.keyboard.type("oranto");
        await page.waitForFunction(() => document.querySelectorAll(".story-row").length === 3);
        while ((await page.evaluate(() => document.activeElement.tagName)) !== "A") await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        assert.match(await page.locator("h1").textContent(), /Oranto/);
        await page.context().close();
    });

    test("hostile titles stay text", async () => {
        const [story] = ferry.stories;
        const { page, complaints } = await browser.open({ ...ferry, stories: [story, { ...story, id: "s2" }] });
        assert.equal((await titles(page))[0], story.title);
        assert.equal(await page.evaluate(() => window.broken), undefined);
        assert.equal(await page.locator("main img, main i, main script").count(), 0);
        assert.deepEqual(complaints, []);
        await page.context().close();
    });

    test("names what was not understood below the stories", async () => {
        const { page } = await browser.open({
            ...account,
            unread: [{ input: "x.png", reason: "a picture, not a report" }],
        });
        assert.match(await page.locator("#gaps").innerText(), /x\.png a picture, not a report/);
        await page.context().close();
    });

    for (const width of [360, 1280]) {
        test(`nothing sticks out at ${width} pixels`, async () => {
            const page = await open({ width, height: 740 });
            assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
            await page.context().close();
        });
    }
});
