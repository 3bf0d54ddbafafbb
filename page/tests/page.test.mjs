// What the page promises, held in a real browser: every cell leads to its words and back, nothing in a report runs,
// it works by keyboard, at the width of a phone, in light and dark, and on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, missing, pageOf } from "./browser.mjs";
import { account, bare, HOSTILE_OUTLET, HOSTILE_SENTENCE, HOSTILE_TITLE, LONG_OUTLET, many } from "./fixture.mjs";

const said = (page) => page.locator(".viewer[open] mark.said").allTextContents();
const claim = (page, words) => page.locator("#figure-f1 .claim", { hasText: words }).first();
/** Every chart is drawn, as it is once it has come near the window. */
const drawn = async (page) => {
    for (const chart of await page.locator(".figure").all()) {
        await chart.scrollIntoViewIfNeeded();
        await chart.locator("svg").first().waitFor();
    }
};
const unfold = (page) =>
    page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));

describe("the page", { skip: missing }, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    test("opens without a complaint of the browser", async () => {
        for (const one of [account, bare, many(20)]) {
            const { page, complaints } = await browser.open(one);
            await unfold(page);
            await page.waitForTimeout(200);
            assert.deepEqual(complaints, []);
            await page.context().close();
        }
    });

    test("says what it is about and how solid it is", async () => {
        const { page } = await browser.open(account);
        assert.equal(await page.locator("h1").textContent(), HOSTILE_TITLE);
        assert.match(await page.locator(".dek").textContent(), /4–12 Mar 2031 · Port Aveling/);
        assert.equal(await page.locator(".solidity").textContent(), "5 reports of 4 outlets, resting on 4 witnesses");
        assert.match(await page.locator(".verdicts").textContent(), /1 conflict.*1 refines.*2 single/);
    });

    // Each kind of cell, and the words at which its report must open.
    const kinds = [
        ["a claim behind an emoji", ".figure .claim:has-text('At least 12')", ["At least 12"]],
        ["a claim in a title, behind an emoji there", ".figure .claim:has-text('Twelve')", ["Twelve"]],
        ["a claim of a hostile report", ".figure .claim:has-text('19')", ["19"]],
        ["the event of a figure", ".cell.told", ["the ferry Marigold caught fire off Port Aveling on Tuesday"]],
        ["an event", ".event .cell.title >> nth=0", ["the ferry Marigold caught fire off Port Aveling on Tuesday"]],
        ["how a day was inferred", ".event .cell.how", ["a week after it"]],
        [
            "a statement cut by its cue",
            ".versions .utterance >> nth=0",
            ["We counted twelve, and we are still counting", "for as long as it takes"],
        ],
        ["another version of it", ".versions .utterance >> nth=1", ["We have counted twelve and we go on counting"]],
        [
            "a shared passage",
            ".passage .version >> nth=2",
            [
                "No fewer than 12 persons died as the ferry Marigold took fire off Port Aveling, according to the master of the harbour.",
            ],
        ],
        ["a form of a name", ".names .cell >> nth=2", ["Ines Capek"]],
        ["a figure with a single mention", "#undisputed .cell.number", ["31"]],
        ["a number that no codebook names", "#gaps .figures .cell", ["30"]],
        [
            "an event whose day is open",
            "#gaps .plain-list .cell:has-text('The Marigold is built')",
            ["How the Marigold was built"],
        ],
        ["how a report's day is known", ".reports .cell.plain:has-text('Tuesday')", ["on Tuesday"]],
        [
            "a report without a title",
            ".reports .cell.title:has-text('The inquiry into the fire')",
            [
                "The inquiry into the fire opened a week after it. Dozens of relatives came; 31 people are still in hospital.",
            ],
        ],
        ["a report", ".reports .cell.title:has-text('Ferry takes fire')", ["Ferry takes fire"]],
    ];
    for (const [name, selector, expected] of kinds) {
        test(`${name} leads to its words, and Escape back to it`, async () => {
            const { page } = await browser.open(account);
            await unfold(page);
            const cell = page.locator(selector).first();
            await cell.click();
            assert.deepEqual(await said(page), expected);
            assert.ok(await page.locator(".viewer mark.said").first().isVisible());
            await page.keyboard.press("Escape");
            assert.equal(await page.locator(".viewer[open]").count(), 0);
            assert.ok(
                await cell.evaluate((element) => element === document.activeElement),
                "focus is back on the cell",
            );
            await page.context().close();
        });
    }

    test("the way back keeps the place on the page, whatever section the address names", async () => {
        const { page } = await browser.open(account);
        await page.locator("nav.sections a").first().click();
        const cell = page.locator("#reports .cell.title").last();
        await cell.scrollIntoViewIfNeeded();
        const before = await page.evaluate(() => scrollY);
        await cell.focus();
        await page.keyboard.press("Enter");
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => location.hash === "#story=s1&part=disagree");
        assert.equal(await page.evaluate(() => scrollY), before);
        assert.ok(await cell.evaluate((element) => element === document.activeElement));
    });

    test("no cell leads nowhere", async () => {
        const { page, complaints } = await browser.open(account);
        await unfold(page);
        const cells = await page.locator("main .cell").count();
        assert.ok(cells > 30, `${cells} cells`);
        for (let i = 0; i < cells; ++i) {
            await page.evaluate((at) => document.querySelectorAll("main .cell")[at].click(), i);
            assert.equal(await page.locator(".viewer[open]").count(), 1, `cell ${i} opens`);
            await page.keyboard.press("Escape");
        }
        assert.deepEqual(complaints, []);
    });

    test("a claim's sentence and source are marked around its number", async () => {
        const { page } = await browser.open(account);
        await claim(page, "At least 12").click();
        const marks = await page.locator(".viewer mark.sentence").allTextContents();
        assert.equal(
            marks.join(""),
            "🔥🔥 At least 12 people were killed when the ferry Marigold caught fire off Port Aveling on Tuesday, said harbour master Ines Čapek.",
        );
        assert.equal(await page.locator(".viewer mark.source").textContent(), "harbour master Ines Čapek");
    });

    test("a cell of several places steps through them; the browser's back leads out", async () => {
        const { page } = await browser.open(account);
        await page.locator(".event .cell.title").first().click();
        assert.match(await page.locator(".steps").textContent(), /1 of 3/);
        await page.keyboard.press("ArrowRight");
        assert.deepEqual(await said(page), ["the ferry Marigold caught fire"]);
        await page.keyboard.press("ArrowRight");
        assert.deepEqual(await said(page), ["احترقت العبارة"]);
        assert.equal(await page.locator(".report-text").getAttribute("lang"), "ar");
        assert.equal(await page.locator(".report-text p").evaluate((p) => getComputedStyle(p).direction), "rtl");
        await page.goBack();
        assert.equal(await page.locator(".viewer[open]").count(), 0);
    });

    test("the address of an open report opens it again", async () => {
        const { page } = await browser.open(account);
        await claim(page, "no more than 9").click();
        const address = await page.evaluate(() => location.href);
        await page.goto("about:blank");
        await page.goto(address);
        assert.deepEqual(await said(page), ["no more than 9"]);
    });

    test("is walked by keyboard alone", async () => {
        const { page } = await browser.open(account);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.className), "cell told");
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.className), "cell claim");
        await page.keyboard.press("Enter");
        assert.deepEqual(await said(page), ["19"]);
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => document.activeElement.className === "cell claim");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        assert.deepEqual(await said(page), ["At least 12"]);
        await page.keyboard.press("Escape");
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.equal(outline, "solid");
    });

    test("hostile markup stays text", async () => {
        const { page } = await browser.open(account);
        await claim(page, "19").click();
        const text = await page.locator("body").innerText();
        for (const words of [
            HOSTILE_TITLE,
            HOSTILE_OUTLET,
            HOSTILE_SENTENCE,
            "Fire on the ferry <i>Marigold</i>",
            "photo<i>.png",
        ])
            assert.ok(text.includes(words), words);
        assert.equal(await page.evaluate(() => window.broken), undefined);
        assert.equal(await page.locator("body script").count(), 3, "the front, the page's own and the story");
        assert.equal(await page.locator("main i, main s, body img, main [onclick]").count(), 0);
    });

    test("the policy refuses any script but the page's own", async () => {
        const html = pageOf(account).replace(
            "</body>",
            "<script>window.broken = true</script><p onclick=x style='color:red'></p></body>",
        );
        assert.match(html, /window\.broken = true<\/script><p/);
        const { page, complaints } = await browser.open(account);
        await page.setContent(html);
        assert.equal(await page.evaluate(() => window.broken), undefined);
        assert.ok(complaints.some((complaint) => complaint.includes("Content Security Policy")));
    });

    test("draws every claim, copies as one row, what else their witness says under one bracket", async () => {
        const { page } = await browser.open(account);
        await drawn(page);
        assert.equal(await page.locator("#figure-f1 .claim").count(), 4);
        assert.equal(await page.locator("#figure-f1 .witness").count(), 3);
        assert.equal(await page.locator("#figure-f1 .witness.several .claim").count(), 2);
        assert.match(await claim(page, "At least 12").innerText(), /At least 12\s+×3/);
        await claim(page, "At least 12").click();
        assert.match(await page.locator(".steps").textContent(), /1 of 3/);
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
        assert.deepEqual(await said(page), ["No fewer than 12"]);
        await page.keyboard.press("Escape");
        // Open ends are arrows, known numbers dots without one.
        const arrows = (words) => claim(page, words).locator("[aria-label=arrow] path").count();
        assert.deepEqual([await arrows("At least 12"), await arrows("19"), await arrows("no more than 9")], [1, 0, 1]);
        assert.match(await page.locator("#figure-f2").textContent(), /Logarithmic axis/);
        assert.doesNotMatch(await page.locator("#figure-f1").textContent(), /Logarithmic axis/);
    });

    test("a claim is drawn where the axis says it is", async () => {
        const { page } = await browser.open(account);
        await drawn(page);
        const x = (locator) =>
            locator.evaluate((element) => element.getBoundingClientRect()).then((box) => box.x + box.width / 2);
        const tick = (label) => x(page.locator("#figure-f1 .axis-plot text").getByText(label, { exact: true }));
        const [five, twenty] = [await tick("5"), await tick("20")];
        const dot = await x(claim(page, "19").locator("circle"));
        assert.ok(
            Math.abs((dot - five) / (twenty - five) - 14 / 15) < 0.02,
            "19 lies fourteen fifteenths from 5 to 20",
        );
    });

    test("gives the number that stands for a figure: none best where claims conflict", async () => {
        const { page } = await browser.open(account);
        assert.equal(await page.locator("#figure-f1 .best").textContent(), "9–19 lowest to highest");
        assert.equal(await page.locator("#figure-f2 .best").textContent(), "> 5,000 most exact");
    });

    /** The account, whose figure f1 has another status. */
    const withStatus = (status) => {
        const [story] = account.stories;
        const figures = story.figures.map((figure) => (figure.id === "f1" ? { ...figure, status } : figure));
        return { ...account, stories: [{ ...story, figures }] };
    };

    test("orders what evolves by its reports' days, all else from the largest number down", async () => {
        const { page } = await browser.open(account);
        const values = await page.locator("#figure-f1 .claim .number-words").allTextContents();
        assert.deepEqual(values, ["19", "At least 12", "Twelve", "no more than 9"]);
        await page.context().close();
        const { page: evolving } = await browser.open(withStatus("evolving"));
        const days = await evolving.locator("#figure-f1 .claim .who").allTextContents();
        assert.match(days[0], /4–5 Mar/);
        assert.match(days[days.length - 1], /5 Mar/);
        await evolving.context().close();
    });

    test("draws what evolves against time: later claims to the right, larger ones higher", async () => {
        const { page } = await browser.open(withStatus("evolving"));
        await drawn(page);
        const label = (words) =>
            page.locator("#figure-f1 .moves-plot text").getByText(words, { exact: true }).first().boundingBox();
        const [twelve, nineteen] = [await label("Twelve"), await label("19")];
        assert.ok(nineteen.x > twelve.x + 100, "5 March lies to the right of 4 March");
        assert.ok(nineteen.y < twelve.y, "19 stands above twelve");
        assert.equal(await page.locator("#figure-f1 .claim-plot svg").count(), 0, "no second drawing a row");
        assert.match(await page.locator("#moved").textContent(), /Killed/);
        assert.doesNotMatch(await page.locator("#disagree").textContent(), /Killed/);
        await page.context().close();
    });

    test("keeps contradictions apart from what can all be true", async () => {
        const { page } = await browser.open(account);
        assert.deepEqual(await page.locator("#disagree .figure").evaluateAll((all) => all.map((one) => one.id)), [
            "figure-f1",
        ]);
        assert.deepEqual(await page.locator("#fits .figure").evaluateAll((all) => all.map((one) => one.id)), [
            "figure-f2",
        ]);
        assert.equal(await page.locator("#moved").count(), 0, "no section for what there is none of");
        await page.context().close();
    });

    test("opens with the answer, each of its numbers a cell", async () => {
        const { page } = await browser.open(account);
        const answers = await page.locator(".answer li").allInnerTexts();
        assert.equal(
            answers[0].replace(/\s+/g, " "),
            "Conflict Killed Fire on the ferry <i>Marigold</i>: the coast guard (official) 19, harbour master Ines Čapek at least 12, " +
                "the owners (party concerned) no more than 9.",
        );
        await page.locator(".answer .cell", { hasText: "at least 12" }).click();
        assert.deepEqual(await said(page), ["At least 12"]);
        await page.context().close();
    });

    test("each source stands once in the grid, beneath each figure what it gives", async () => {
        const { page } = await browser.open(account);
        const heads = await page.locator(".source-grid thead th a").allTextContents();
        assert.deepEqual(heads, ["Killed", "Attendance, onlookers"]);
        const row = page.locator(".source-grid tbody tr", { hasText: "Harbour Post" });
        assert.equal(await row.count(), 1);
        assert.deepEqual(await row.locator("td").allInnerTexts(), ["Twelve", "About 400\nDozens"]);
        await row.locator(".cell", { hasText: "About 400" }).click();
        assert.deepEqual(await said(page), ["About 400"]);
        await page.context().close();
    });

    test("draws the events' places on a map that asks no network", async () => {
        const [story] = account.stories;
        const placed = (name, lat, lon, more) => ({ place: { name, lat, lon }, ...more });
        const events = [
            { ...story.events[0], ...placed("Lisbon", 38.72, -9.14) },
            { ...story.events[1], ...placed("Portugal", 39.5, -8, { precision: { place: "country" } }) },
        ];
        const { page, complaints } = await browser.open({ ...account, stories: [{ ...story, events }] });
        await page.locator("#where").scrollIntoViewIfNeeded();
        await page.waitForSelector(".map-plot svg");
        const names = await page.locator(".map-plot text").allTextContents();
        for (const name of ["Lisbon", "Portugal", "Spain"]) assert.ok(names.includes(name), `${name} in ${names}`);
        assert.equal(await page.locator(".map-plot circle").count(), 1, "a country is no dot");
        const x = async (name) =>
            (await page.locator(".map-plot text").getByText(name, { exact: true }).boundingBox()).x;
        assert.ok((await x("Lisbon")) < (await x("Spain")), "Lisbon lies west of Spain");
        await page.locator(".spots .cell", { hasText: "Lisbon" }).click();
        assert.deepEqual(await said(page), ["the ferry Marigold caught fire off Port Aveling on Tuesday"]);
        assert.deepEqual(complaints, []);
        await page.context().close();
    });

    test("a story without coordinates has no map", async () => {
        const { page } = await browser.open(account);
        assert.equal(await page.locator("#where").count(), 0);
        await page.context().close();
    });

    test("links a report's own address, and none that could run", async () => {
        const reports = account.reports.map((report) => {
            if (report.id === "kestrel") return { ...report, url: "https://kestrel.example/ferry?a=1" };
            return report.id === "gazette" ? { ...report, url: "javascript:window.broken=true" } : report;
        });
        const { page } = await browser.open({ ...account, reports });
        await claim(page, "19").click();
        const link = page.locator(".viewer-facts a");
        assert.equal(await link.getAttribute("href"), "https://kestrel.example/ferry?a=1");
        assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
        await page.keyboard.press("Escape");
        await claim(page, "no more than 9").click();
        assert.match(await page.locator(".viewer-facts").textContent(), /javascript:window/);
        assert.equal(await page.locator(".viewer a").count(), 0);
        await page.context().close();
    });

    test("lists copies of one agency's text as one row", async () => {
        const { page } = await browser.open(account);
        const rows = page.locator("#reports table.reports > tbody > tr");
        const outlets = await page.locator("table.reports > tbody > tr > th").allInnerTexts();
        const copied = page.locator("table.reports details.fold", { hasText: "The same text in 1 more report" });
        assert.equal(await copied.count(), 1, "the report that is a copy has no row of its own");
        assert.equal(outlets.length, account.stories[0].reports.length - 1, await rows.allInnerTexts());
        await copied.locator("summary").first().click();
        await copied.locator(".cell.title").click();
        assert.match(await page.locator(".viewer").innerText(), /./);
    });

    test("copies a place as a citation", async () => {
        const reports = account.reports.map((report) => ({ ...report, url: `https://news.example/${report.id}` }));
        const { page } = await browser.open({ ...account, reports });
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await claim(page, "no more than 9").click();
        await page.locator(".cite button").click();
        await page.waitForFunction(() => document.querySelector(".cite [role=status]").textContent.includes("Copied"));
        assert.equal(
            await page.evaluate(() => navigator.clipboard.readText()),
            `“The owners said no more than 9 people were killed.” ${LONG_OUTLET}, “Ferry takes fire”, 5 Mar 2031, inferred, https://news.example/gazette`,
        );
        await page.context().close();
    });

    test("never calls a file's name an outlet", async () => {
        const unnamed = new Set(["kestrel", "gazette"]);
        const reports = account.reports.map((report) => ({
            ...report,
            outlet: unnamed.has(report.id) ? null : report.outlet,
        }));
        const { page } = await browser.open({ ...account, reports });
        await unfold(page);
        const text = await page.evaluate(() => {
            document.getElementById("custody").remove();
            return document.querySelector("main").innerText;
        });
        assert.doesNotMatch(text, /\bkestrel\b|\bgazette\b/);
        assert.match(text, /outlet not named \(1\)/);
        assert.match(text, /outlet not named \(2\)/);
        await page.context().close();
    });

    /** The account, figure f1 of which has its claims changed by `change`. */
    const changed = (change) => {
        const [story] = account.stories;
        const figures = story.figures.map((figure) =>
            figure.id === "f1" ? { ...figure, claims: figure.claims.map(change) } : figure,
        );
        return { ...account, stories: [{ ...story, figures }] };
    };
    const number = (one, low) => one.low === low && one.high === low;

    test("says beside a claim how sure it is, in a word and a number", async () => {
        const confidences = { at_least: 0.974, exact: 0.74, at_most: 0.599 };
        const { page } = await browser.open(changed((one) => ({ ...one, confidence: confidences[one.modifier] })));
        const notes = (words) => claim(page, words).locator(".notes").innerText();
        assert.match(await notes("At least 12"), /sure 97%$/);
        assert.match(await notes("19"), /likely 74%$/);
        assert.match(await notes("no more than 9"), /unsure 59%$/);
        assert.equal(
            (await page.locator("main").innerText()).split("how far Recount trusts itself").length,
            2,
            "said once",
        );
        assert.ok(
            await page
                .getByRole("button", { name: /^19 Recount is likely 74%/ })
                .first()
                .isVisible(),
        );
        await claim(page, "no more than 9").click();
        assert.equal(await page.locator(".viewer-reading").textContent(), "Read right with a probability of 59%.");
    });

    test("an account that does not tell how sure it is shows no sureness", async () => {
        const { page } = await browser.open(account);
        assert.equal(await page.locator(".notes").count(), 0);
        assert.doesNotMatch(await page.locator(".gloss").textContent(), /unsure/);
        await claim(page, "19").click();
        assert.equal(await page.locator(".viewer-reading").count(), 0);
    });

    test("never calls a reading certain", async () => {
        const { page } = await browser.open(changed((one) => ({ ...one, confidence: number(one, 19) ? 1 : 0.001 })));
        assert.match(await claim(page, "19").locator(".notes").innerText(), /sure >99%$/);
        assert.match(await claim(page, "no more than 9").locator(".notes").innerText(), /unsure <1%$/);
    });

    test("a number that is not told as so has its own mark and word", async () => {
        for (const standing of ["planned", "feared", "earlier", "general"]) {
            const { page } = await browser.open(changed((one) => (number(one, 19) ? { ...one, standing } : one)));
            await drawn(page);
            const [told, plain] = [claim(page, "19"), claim(page, "Twelve")];
            assert.equal(await told.locator(".notes").innerText(), standing);
            assert.equal(await plain.locator(".notes").count(), 0);
            const shape = (row) => row.locator("[aria-label=dot]").innerHTML();
            assert.match(await shape(told), /^<path/);
            assert.match(await shape(plain), /^<circle/);
            assert.doesNotMatch(await page.locator("#figure-f1 h3").textContent(), new RegExp(standing));
            await told.click();
            assert.match(await page.locator(".viewer-reading").textContent(), new RegExp(`^${standing}`, "i"));
            await page.context().close();
        }
    });

    test("a figure of which all claims are planned is called so", async () => {
        const { page } = await browser.open(changed((one) => ({ ...one, standing: "planned" })));
        assert.match(await page.locator("#figure-f1 h3").textContent(), /^Killed, planned /);
    });

    test("denied numbers and victims without a number are labelled", async () => {
        const { page } = await browser.open(
            changed((one) => (number(one, 19) ? { ...one, denied: true, standing: "denied", implicit: true } : one)),
        );
        await drawn(page);
        assert.deepEqual(await claim(page, "19").locator(".notes b").allTextContents(), [
            "denied",
            "one, not stated as a number",
        ]);
        const line = await claim(page, "19")
            .locator(".number-words")
            .evaluate((words) => getComputedStyle(words).textDecorationLine);
        assert.equal(line, "line-through");
        const cross = await claim(page, "19").locator("[aria-label=dot] path").getAttribute("d");
        const ring = await claim(page, "Twelve").locator("[aria-label=dot] circle").count();
        assert.ok(cross && ring === 1, "a denied number has a cross where others have a dot");
        await claim(page, "19").click();
        assert.deepEqual(await said(page), ["19"]);
        assert.equal(
            await page.locator(".viewer-reading").textContent(),
            "Denied. The report says that this is not so. One, not stated as a number.",
        );
    });

    test("labels the numbers of figures nobody disputes too", async () => {
        const [story] = account.stories;
        const more = { standing: "earlier", confidence: 0.88 };
        const figures = story.figures.map((figure) =>
            figure.id === "f3" ? { ...figure, claims: figure.claims.map((one) => ({ ...one, ...more })) } : figure,
        );
        const { page } = await browser.open({ ...account, stories: [{ ...story, figures }] });
        await unfold(page);
        assert.match(await page.locator("#undisputed td.value").innerText(), /31\s+earlier\s+Recount is\s+likely 88%/);
        assert.match(await page.locator("#undisputed th[scope=row]").innerText(), /^Hospitalized, earlier/);
    });

    test("tells stated and inferred days apart, in words too", async () => {
        const { page } = await browser.open(account);
        assert.equal(await page.locator(".event").count(), 2);
        assert.equal(await page.locator(".event.inferred").count(), 1);
        assert.match(await page.locator(".event.inferred").textContent(), /day inferred/);
        assert.match(await page.locator(".reports").textContent(), /5 Mar 2031 inferred/);
    });

    test("draws every event and report of the strip, piles on one day counted", async () => {
        const marks = (page) => page.locator(".strip [aria-label=dot] > *");
        const { page } = await browser.open(account);
        await page.locator(".strip").scrollIntoViewIfNeeded();
        await page.waitForSelector(".strip svg");
        assert.equal(await marks(page).count(), 2 + 4);
        await page.context().close();
        const { page: piled } = await browser.open(many(100));
        await piled.locator(".strip").scrollIntoViewIfNeeded();
        await piled.waitForSelector(".strip svg");
        assert.equal(await marks(piled).count(), 100 + 10);
        assert.ok(
            (await piled.locator(".strip").textContent()).includes("+90"),
            "90 of the 100 reports of one day are counted",
        );
        const heights = await marks(piled).evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect().height));
        assert.ok(Math.min(...heights) > 6, "each is large enough to see");
    });

    test("gives the reason as the account words it, and the tally where that does not tell it", async () => {
        const { page } = await browser.open(account);
        assert.equal(
            await page.locator("#figure-f1 .reason").textContent(),
            "The owners' 9 at most and the coast guard's 19 cannot both be true. 6 claims by 3 witnesses.",
        );
        assert.equal(
            await page.locator("#figure-f2 .reason").textContent(),
            "One number fits all 3 mentions, by 3 witnesses. ",
        );
        await page.context().close();
    });

    test("tells of which kind a source is, beside its name", async () => {
        const { page } = await browser.open(account);
        const told = await page.locator("#figure-f1 .through").allTextContents();
        assert.ok(told.some((words) => words.startsWith("official, in ")));
        assert.ok(told.some((words) => words.startsWith("party concerned, in ")));
        assert.ok(
            told.some((words) => words.startsWith("in ")),
            "none beside a source whose kind is not known",
        );
        await page.context().close();
    });

    test("names reports by their outlets and days by their names in the account's sentences", async () => {
        const [story] = account.stories;
        const events = story.events.map((event, i) =>
            i === 0
                ? { ...event, date_stated: false, date_reason: 'Told in "post" of kestrel, a report of 2031-03-05.' }
                : event,
        );
        const { page } = await browser.open({ ...account, stories: [{ ...story, events }] });
        assert.match(
            await page.locator(".event").first().textContent(),
            new RegExp(
                `Told in "post" of ${HOSTILE_OUTLET.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}, a report of 5 Mar 2031`,
            ),
        );
        await page.context().close();
    });

    test("events that one sentence tells on one day stand under it together", async () => {
        const [story] = account.stories;
        const [fire] = story.events;
        const events = [fire, { ...fire, id: "rescue", type: "release", date_stated: false }, ...story.events.slice(1)];
        const { page } = await browser.open({ ...account, stories: [{ ...story, events }] });
        assert.equal(await page.locator(".event").count(), 2);
        const told = page.locator(".event").first();
        assert.deepEqual(await told.locator(".meta > b").allTextContents(), ["Disaster", "Release"]);
        assert.match(await told.locator(".meta").nth(1).textContent(), /day inferred/);
    });

    test("marks the words in which versions differ", async () => {
        const { page } = await browser.open(account);
        assert.deepEqual(await page.locator(".versions mark").allTextContents(), ["have", "go on"]);
    });

    test("choosing a passage shows it in every report that carries it", async () => {
        const { page } = await browser.open(account);
        await page.locator(".lineage").scrollIntoViewIfNeeded();
        await page.waitForSelector(".lineage rect[data-passage]");
        assert.equal(await page.locator(".passage .version").count(), 3);
        await page.locator(".numbers button").nth(1).focus();
        assert.equal(await page.locator(".passage .version").count(), 2);
        assert.equal(await page.locator(".lineage rect.chosen").count(), 2);
        await page.locator(".lineage rect[data-passage='0']").first().hover();
        assert.equal(await page.locator(".passage .version").count(), 3);
    });

    test("names what was not understood", async () => {
        const { page } = await browser.open(account);
        const text = await page.locator("#gaps").textContent();
        for (const words of [
            "photo<i>.png a picture, not a report",
            "1 report in another language",
            "not annotated: Arabic",
            "1 report whose day is open",
            "1 event whose day is open",
            "1 number that no codebook names",
        ]) {
            assert.ok(text.includes(words), `${words} in ${text}`);
        }
        assert.match(await page.locator("#custody").textContent(), /recount 0\.1\.0.*0123abcd/);
    });

    test("an account with nothing optional is shown", async () => {
        const { page } = await browser.open(bare);
        assert.match(await page.locator("main").innerText(), /No two claims about one figure contradict each other/);
        await unfold(page);
        await page.locator("#undisputed .cell").click();
        assert.deepEqual(await said(page), ["Ten"]);
    });

    test("reports in other languages alone are listed, and open", async () => {
        const foreign = account.reports.find((report) => report.id === "arabic");
        const { page } = await browser.open({ ...bare, reports: [foreign], stories: [] });
        assert.match(await page.locator("main").innerText(), /no story[^]*1 report in another language/);
        await page.locator("#gaps .cell").click();
        assert.equal(await page.locator(".viewer-outlet").textContent(), foreign.outlet);
    });

    for (const width of [360, 768, 1280]) {
        test(`nothing sticks out at ${width} pixels`, async () => {
            const { page } = await browser.open(account, { width, height: 740 });
            await unfold(page);
            await page.waitForTimeout(300);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(wide <= width, `${wide} pixels wide`);
            await claim(page, "no more than 9").click();
            assert.equal(await page.locator(".viewer-outlet").textContent(), LONG_OUTLET);
            const inside = await page
                .locator(".viewer")
                .evaluate(
                    (viewer) =>
                        viewer.querySelector("article").scrollWidth <= viewer.clientWidth &&
                        viewer.getBoundingClientRect().right <= innerWidth,
                );
            assert.ok(inside, "the report fits");
            await page.context().close();
        });
    }

    for (const colorScheme of ["light", "dark"]) {
        test(`text has the contrast of WCAG 2.2 AA in ${colorScheme}`, async () => {
            const { page } = await browser.open(account, { colorScheme });
            await unfold(page);
            await drawn(page);
            await page.locator(".figure .claim").first().click();
            const weak = await page.evaluate(weakContrasts);
            assert.deepEqual(weak, []);
        });
    }

    test("prints with its evidence as footnotes", async () => {
        const { page } = await browser.open(account);
        await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
        await page.emulateMedia({ media: "print" });
        const notes = await page.locator(".footnotes li").allInnerTexts();
        const note = async (words) => notes[Number(await claim(page, words).locator("sup").innerText()) - 1];
        assert.equal(
            await note("19"),
            `${HOSTILE_OUTLET}, 5 Mar 2031: The coast guard put the number of the dead at 19 on Wednesday.`,
        );
        assert.match(await claim(page, "At least 12").locator("sup").innerText(), /^\d+,\d+,\d+$/);
        assert.equal(
            await note("no more than 9"),
            `${LONG_OUTLET}, 5 Mar 2031, inferred: The owners said no more than 9 people were killed.`,
        );
        assert.equal(await note("Twelve"), "Harbour Post, 4 Mar 2031: 🚢 Twelve dead in ferry fire off Port Aveling");
        assert.equal(await page.locator("details:not([open])").count(), 0, "folds are open on paper");
        await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
        assert.equal(await page.locator(".footnote, .footnotes").count(), 0);
    });

    test("a hundred reports stay under 2 MB and are there within a second", async () => {
        const large = many(100);
        assert.ok(Buffer.byteLength(pageOf(large)) < 2_000_000);
        const times = [];
        for (let i = 0; i < 3; ++i) {
            const { page } = await browser.open(large);
            times.push(
                await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd),
            );
            await page.context().close();
        }
        assert.ok(Math.min(...times) < 1000, `${times} ms`);
    });
});

/** Runs in the page: texts whose contrast with what lies behind them is under 4.5 (3 where they are large). */
function weakContrasts() {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((value) =>
            value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = rgba(getComputedStyle(at).backgroundColor);
            if (color[3] === 255) return color;
        }
        return [255, 255, 255, 255];
    };
    const weak = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (
            !walker.currentNode.data.trim() ||
            !element.checkVisibility() ||
            element.closest("script, style, noscript, :disabled")
        )
            continue;
        const style = getComputedStyle(element);
        const ink = rgba(element.closest("svg") ? style.fill : style.color);
        const [a, b] = [luminance(ink), luminance(behind(element))].sort((x, y) => y - x);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < (large ? 3 : 4.5)) weak.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
    }
    return weak;
}
