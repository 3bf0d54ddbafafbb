// Deciding in a real browser, by keyboard: a journey from a wrong number to the next run with new reports; a file without a
// server; two who decide at once; rounds that are blind to one another. The program is the one that RECOUNT names.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, missing } from "./browser.mjs";
import { absent, PROGRAM, serve } from "./served.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

// The emoji stand before what is decided on: code points and UTF-16 units differ from there on.
const FIRST = {
    courier: {
        title: "Deadly fire in warehouse",
        date_publish: "2021-05-05",
        text: 'A fire at a furniture warehouse in Karsk killed four people on Tuesday, police said.\n\nAnother 17 people were injured in the fire, said Mayor Ana Orlo.\n\n"The doors of the warehouse were locked," she said.\n\nResidents marched to the old mill on Wednesday; about 50 people took part.',
    },
    herald: {
        title: "Fire service counts the dead",
        date_publish: "2021-05-06",
        text: "🔥🔥 Six people were killed in Tuesday's fire at the furniture warehouse in Karsk, the fire service said on Thursday.\n\nThe fire injured 19 people, hospital officials said.\n\nResidents marched to the town hall on Thursday; about 300 people took part.",
    },
    tribune: {
        title: "Union leader speaks of locked doors",
        date_publish: "2021-05-06",
        text: "The fire at a furniture warehouse in Karsk on Tuesday left five people dead, a union leader said.\n\nSome 21 people were injured, according to Anna Orlo, the mayor.",
    },
};
const LATER = {
    gazette: {
        title: "Karsk counts its dead",
        date_publish: "2021-05-07",
        text: "Seven people died in the fire at a furniture warehouse in Karsk on Tuesday, the fire service said on Friday.\n\nThe march to the town hall on Thursday drew 400 people, police said.",
    },
    observer: {
        title: "Managers of warehouse arrested",
        date_publish: "2021-05-08",
        text: "Police arrested two managers after the fire that killed seven people at a furniture warehouse in Karsk on Tuesday.",
    },
};

function writeReports(folder, reports) {
    mkdirSync(folder, { recursive: true });
    for (const [outlet, report] of Object.entries(reports))
        writeFileSync(join(folder, `${outlet}.json`), JSON.stringify({ id: outlet, outlet, ...report }));
}

const accountOf = (log, ...paths) =>
    execFileSync(PROGRAM, ["account", ...paths, "-q", "--decisions", log, "--format", "json"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
    });
const linesOf = (file) =>
    readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));

/** The faults that axe-core finds. */
async function faults(page) {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
        const { violations } = await window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
    });
}

/** Goes to a cell and opens it with the workbench beside it, by keyboard. */
async function open(page, selector, words) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await page.locator(selector, { hasText: words }).first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".viewer[open]").waitFor();
    if (!(await page.locator(".bench").isVisible())) await page.keyboard.press("d");
    await page.locator(".bench").waitFor();
}

/** The last decision's effect, once `verb` was kept. */
async function effect(page, verb) {
    const shown = page.locator(".bench-effect", { hasText: verb });
    await shown.waitFor();
    return (await shown.innerText()).replace(/\s+/g, " ");
}

async function choose(page, label, words) {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(words);
}

async function rewrite(page, label, words) {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(words);
}

const leave = async (page) => {
    await page.keyboard.press("Escape");
    // The address goes back once the page is drawn anew.
    await page.waitForFunction(() => !document.querySelector(".viewer[open]") && !location.hash.includes("at="));
};

const figures = (account) =>
    account.stories.flatMap((story) =>
        story.figures.map(
            (figure) =>
                `${figure.quantity}: ${figure.claims
                    .map((claim) => claim.text)
                    .sort()
                    .join(", ")}`,
        ),
    );

describe("deciding on a page that is served", { skip: missing || absent }, () => {
    let browser;
    let folder;
    let log;
    let server;
    const start = async (...options) => {
        server = await serve("-q", "--decisions", log, ...options);
    };
    const visit = async (options) => {
        const address = server.address();
        const { page, complaints } = await browser.visit(address, options);
        await page.locator("#reports").waitFor();
        const own = `asks for ${new URL(address).origin}/`;
        return { page, complaints: () => complaints.filter((words) => !words.startsWith(own)) };
    };
    before(async () => {
        browser = await launch();
        folder = mkdtempSync(join(DIST, "workbench-"));
        log = join(folder, "decisions.jsonl");
        writeReports(join(folder, "first"), FIRST);
        writeReports(join(folder, "later"), LATER);
    });
    after(async () => {
        await browser?.close();
        await server?.stop();
        if (folder) rmSync(folder, { recursive: true });
    });

    test("a journey: what was decided holds when reports are added, and what does not fit is told", async () => {
        await start(join(folder, "first"));
        const { page, complaints } = await visit();

        await open(page, "#undisputed .cell", "about 300");
        await rewrite(page, "Who decides", "Ana");
        await page.locator(".viewer article").focus();
        await page.keyboard.press("c");
        await choose(page, "What it counts", "Displaced");
        await rewrite(page, "Why (if you like)", "they fled 🔥");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "What it counts"), /Before Single Attendance/);
        assert.match(await effect(page, "What it counts"), /Now Single Displaced/);
        await leave(page);
        assert.match(await page.locator("#undisputed").innerText(), /Ana decided: Displaced\. Recount: Attendance\./);

        await open(page, ".event .cell.title", "to town hall");
        await page.keyboard.press("m");
        await page.locator(".bench-form label", { hasText: "to old mill" }).locator("input").focus();
        await page.keyboard.press("Space");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "One event"), /Before .*1 mention .*1 mention.* Now .*2 mentions/);
        await leave(page);

        await open(page, "#moved .cell", "Six");
        await page.keyboard.press("s");
        await page.keyboard.press("Enter");
        const split = await effect(page, "Two figures");
        assert.match(split, /Before .*Killed .* 3 claims.* Now .*2 claims.*1 claim/);
        await leave(page);

        await open(page, "#said .utterance", "doors of the warehouse");
        await page.keyboard.press("c");
        await rewrite(page, "Speaker", "Vera Malk");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "The speaker"), /Before Said by Ana Orlo .* Now Said by Vera Malk/);
        await leave(page);
        assert.match(await page.locator("#said").innerText(), /Ana decided: Vera Malk\. Recount: Ana Orlo\./);

        await open(page, "#names .cell, #said .utterance", "doors of the warehouse");
        await page.keyboard.press("u");
        assert.match(await effect(page, "Taken back"), /Before Said by Vera Malk .* Now Said by Ana Orlo/);
        await leave(page);
        await page.locator("#decisions").waitFor();
        await page.locator("#decisions li", { hasText: "The speaker" }).filter({ hasText: "Undone" }).waitFor();
        assert.deepEqual(complaints(), []);
        await page.context().close();
        await server.stop();
        server = null;

        const kept = linesOf(log);
        assert.deepEqual(
            kept.map(({ verb }) => verb),
            ["quantity", "one_event", "two_figures", "speaker", "undo"],
        );
        assert.ok(kept.every(({ by }) => by === "Ana"));
        assert.equal(kept[0].on[0].quote, "about 300");
        assert.equal([...FIRST.herald.text].slice(kept[0].on[0].start, kept[0].on[0].end).join(""), "about 300");

        // Somebody else adds a line that cannot be followed.
        const misfit = { ...kept[0], id: "dffffffffffffffff", new: "ghosts", by: "Bela", on: kept[2].on.slice(0, 1) };
        appendFileSync(log, `${JSON.stringify(misfit)}\n`);
        const folders = [join(folder, "first"), join(folder, "later")];
        const [account, ...again] = [folders, [...folders].reverse()].flatMap((paths) =>
            ["1", "4"].map((threads) => accountOf(log, ...paths, "--threads", threads)),
        );
        for (const other of again) assert.equal(other, account);
        const read = JSON.parse(account);
        assert.deepEqual(
            read.decisions.map(({ verb, outcome }) => `${verb} ${outcome}`),
            ["quantity holds", "one_event holds", "two_figures holds", "speaker undone", "quantity misfit"],
        );
        assert.match(read.decisions[4].why, /no quantity "ghosts"/);
        assert.ok(figures(read).includes("displaced: about 300"), figures(read).join("; "));

        await start(...folders);
        const second = await visit();
        const list = second.page.locator("#decisions li");
        assert.equal(await list.count(), 5);
        assert.match(await list.first().innerText(), /Does not fit: the codebook names no quantity "ghosts"/);
        assert.match(await second.page.locator("#decisions").innerText(), /5 decisions, 1 does not fit/);
        await list.first().getByRole("button", { name: "Take back" }).focus();
        await second.page.keyboard.press("Enter");
        await list.filter({ hasText: "Undone" }).nth(1).waitFor();
        assert.equal(linesOf(log).at(-1).of, misfit.id);
        await second.page.context().close();
        await server.stop();
        server = null;
    });

    test("the queue is gone through with one key each, and ends", async () => {
        log = join(folder, "queue.jsonl");
        await start(join(folder, "first"), join(folder, "later"));
        const { page, complaints } = await visit();
        await page.locator(".start-review").focus();
        await page.keyboard.press("Enter");
        const left = async () => Number(await page.locator(".bench-queue .left b").innerText());
        const all = await left();
        assert.ok(all >= 2, `${all} left`);
        const words = () => page.locator(".viewer mark.said").first().innerText();
        const first = await words();
        await page.keyboard.press("r");
        await page.locator(".bench-effect").waitFor();
        assert.equal(await left(), all - 1);
        assert.notEqual(await words(), first);
        await page.keyboard.press("u");
        await page.locator(".bench-effect", { hasText: "Taken back" }).waitFor();
        assert.equal(await left(), all);
        assert.equal(await words(), first);
        await page.keyboard.press("Space");
        assert.match(await page.locator(".bench-queue").innerText(), /1 skipped/);
        for (let at = all - 1; at > 0; --at) {
            assert.equal(await left(), at);
            await page.keyboard.press("r");
            await page.waitForFunction(
                (was) => Number(document.querySelector(".bench-queue .left b").innerText) < was,
                at,
            );
        }
        assert.match(await page.locator(".bench-queue").innerText(), /Nothing is left\s+All but what was skipped/);
        assert.deepEqual(await faults(page), []);
        await leave(page);
        await page.locator(".start-review", { hasText: /^Review 1 thing$/ }).waitFor();
        assert.deepEqual(complaints(), []);
        await page.context().close();
        await server.stop();
        server = null;
    });

    test("a number is added, a figure merged, a value final, a report renamed, a copy, left out", async () => {
        log = join(folder, "verbs.jsonl");
        await start(join(folder, "first"), join(folder, "later"));
        const { page, complaints } = await visit();

        await open(page, "#reports .cell.title", "Fire service counts the dead");
        await page.keyboard.press("a");
        for (let i = 0; i < 6; ++i) await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Shift+ArrowRight");
        const marked = await page.evaluate(() => getSelection().toString());
        await page.keyboard.press("Enter");
        await choose(page, "What it counts", "Missing");
        await rewrite(page, "From", "2");
        await rewrite(page, "To", "2");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "A number that was not read"), /Now Single Missing/);
        assert.equal(linesOf(log).at(-1).on[0].quote, marked);
        await leave(page);

        await open(page, ".event .cell.title", "to old mill");
        await page.keyboard.press("c");
        await rewrite(page, "Day", "5 May");
        await page.keyboard.press("Enter");
        assert.match(await page.locator(".bench-form .fault").innerText(), /Give the day as 2021-05-04/);
        await rewrite(page, "Day", "2021-05-03");
        await choose(page, "Type", "Rally");
        await rewrite(page, "Place", "Karsk");
        await page.keyboard.press("Enter");
        const changed = await effect(page, "When it happened");
        assert.match(changed, /When it happened: 2021-05-03; What kind of event: rally; Where it happened: Karsk/);
        assert.match(changed, /Before .*protest, .* Now .*rally, /);
        assert.deepEqual(await faults(page), []);
        await leave(page);
        const timeline = await page.locator("#timeline, .timeline").first().innerText();
        assert.match(timeline, /decided: 2021-05-03\. Recount: 2021-05-05\./i);
        assert.match(timeline, /decided: rally\. Recount: protest\./i);
        assert.match(timeline, /decided: Karsk\. Recount: not known\./i);

        await open(page, ".claim, #undisputed .cell", "19");
        await page.keyboard.press("f");
        await rewrite(page, "Value", "20");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "The final value: 20"), /Now .*Injured 20 /);
        await page.keyboard.press("s");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "Two figures"), /1 claim/);
        await page.keyboard.press("m");
        await page.keyboard.press("Space");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "One figure"), /Before .* Now /);
        await page.keyboard.press("w");
        await effect(page, "No number of this");
        await leave(page);

        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        await page.locator("#reports .cell.title", { hasText: "Union leader" }).focus();
        await page.keyboard.press("Enter");
        const reportKey = async () => {
            const tabs = page.locator(".bench .tabs button");
            for (let i = 0; i < (await tabs.count()); ++i)
                if ((await tabs.nth(i).innerText()).includes("Report")) await page.keyboard.press(String(i + 1));
        };
        await reportKey();
        await page.keyboard.press("c");
        await page.getByLabel("Outlet").focus();
        await rewrite(page, "Outlet", "Karsk Tribune");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "The report’s outlet"), /Now Karsk Tribune/);
        await reportKey();
        await page.keyboard.press("m");
        await page.keyboard.press("Space");
        await page.keyboard.press("Enter");
        await effect(page, "A copy");
        await reportKey();
        await page.keyboard.press("w");
        await page.waitForFunction(() => !document.querySelector(".viewer[open]"));
        await page.waitForFunction(() => !document.querySelector("#reports").innerText.includes("Union leader speaks"));
        assert.deepEqual(
            linesOf(log).map(({ verb }) => verb),
            [
                "claim",
                "event_day",
                "event_type",
                "event_place",
                "final",
                "two_figures",
                "one_figure",
                "not_a_claim",
                "outlet",
                "copy",
                "leave_out",
            ],
        );
        assert.deepEqual(complaints(), []);
        await page.context().close();
        await server.stop();
        server = null;
    });

    test("bounds, scope, source and event of a number, names and events are changed by keyboard", async () => {
        log = join(folder, "changes.jsonl");
        await start(join(folder, "first"));
        const { page, complaints } = await visit();

        await open(page, "#moved .cell", "19");
        await page.keyboard.press("c");
        await rewrite(page, "To", "25");
        await choose(page, "How", "Range");
        await rewrite(page, "Whom it counts", "workers");
        await rewrite(page, "Source", "nobody in the report");
        await page.keyboard.press("Enter");
        await page
            .locator(".fault", { hasText: "The report does not have the words “nobody in the report”." })
            .waitFor();
        await rewrite(page, "Source", "fire service");
        await choose(page, "Event", "6 May");
        await rewrite(page, "Why (if you like)", "misread");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "Its number: 19–25"), /Now .*Injured, workers/);
        await leave(page);

        await open(page, "#names .cell", "Anna Orlo");
        await page.keyboard.press("m");
        await page.locator(".bench-form label", { hasText: "Ana Orlo" }).locator("input").focus();
        await page.keyboard.press("Space");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "One person or thing"), /Before .*Anna Orlo.* Now .*3 mentions/);
        await page.keyboard.press("s");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "Two of one name"), /Now .*mentions? .*mention/);
        await leave(page);

        await open(page, "#names .cell", "Anna Orlo");
        await page.keyboard.press("x");
        assert.match(await effect(page, "Redacted"), /Before person Anna Orlo .* Now person Person 1 /);
        await leave(page);
        await page.locator("#names .cell", { hasText: "Person 1" }).waitFor({ state: "attached" });
        const served = () =>
            page.evaluate(async () => {
                const paths = ["api/account", "api/stories/s1", "api/decisions"];
                return (await Promise.all(paths.map(async (path) => (await fetch(path)).text()))).join("");
            });
        assert.ok(!(await served()).includes("Orlo"));
        await page.waitForFunction(() => !document.querySelector("main").innerText.includes("Orlo"));
        // What stands behind a pseudonym is decided on as ever, and the log has the report's own words.
        await open(page, "#undisputed .cell", "about 50");
        const shown = await page.locator(".viewer article").innerText();
        const [, pseudonym] = /said (Person \d)\./.exec(shown);
        await page.keyboard.press("c");
        await rewrite(page, "Source", pseudonym);
        await page.keyboard.press("Enter");
        await effect(page, `Its source: ${pseudonym}`);
        await leave(page);
        const { on, ...source } = linesOf(log).at(-1);
        assert.equal(source.new, "Mayor Ana Orlo");
        assert.equal(on[0].quote, "about 50");
        assert.equal([...FIRST.courier.text].slice(on[0].start, on[0].end).join(""), "about 50");

        await open(page, ".event .cell.title", "Fire at");
        await page.keyboard.press("s");
        await page.keyboard.press("Enter");
        assert.match(await effect(page, "Two events"), /Before .*6 mentions.* Now .*5 mentions.*1 mention/);
        await leave(page);
        assert.deepEqual(
            linesOf(log).map(({ verb }) => verb),
            ["scope", "bounds", "source", "event", "one_name", "two_names", "redact", "source", "two_events"],
        );
        const read = JSON.parse(accountOf(log, join(folder, "first")));
        assert.deepEqual(
            read.decisions.map(({ verb, outcome }) => `${verb} ${outcome}`).filter((one) => !one.endsWith(" holds")),
            ["one_name replaced"],
        );
        assert.deepEqual(complaints(), []);
        await page.context().close();
        await server.stop();
        server = null;
    });

    test("what others decide is shown as it comes", async () => {
        log = join(folder, "others.jsonl");
        await start(join(folder, "first"));
        const { page: ana } = await visit();
        const { page: bela } = await visit();
        await open(bela, "#moved .cell", "Six");
        await rewrite(bela, "Who decides", "Bela");
        await bela.locator(".viewer article").focus();
        await bela.keyboard.press("r");
        await effect(bela, "Right as it was read");
        await leave(bela);
        await ana.locator(".live", { hasText: "1 story changed." }).waitFor();
        await open(ana, "#moved .cell", "Six");
        await ana.keyboard.press("r");
        await effect(ana, "Right as it was read");
        await leave(ana);
        await ana.locator("#decisions li", { hasText: "Bela" }).waitFor();
        await bela.locator("#decisions li", { hasText: "A later one came after it" }).waitFor();
        for (const page of [ana, bela]) await page.context().close();
        await server.stop();
        server = null;
    });

    test("rounds are blind to one another, and what is decided gets the round", async () => {
        log = join(folder, "rounds.jsonl");
        await start(join(folder, "first"), "--round", "first");
        const one = await visit();
        await open(one.page, "#moved .cell", "Six");
        await one.page.keyboard.press("r");
        await effect(one.page, "Right as it was read");
        await one.page.context().close();
        await server.stop();
        assert.deepEqual(
            linesOf(log).map(({ round }) => round),
            ["first"],
        );
        await start(join(folder, "first"), "--round", "second");
        const other = await visit();
        assert.equal(await other.page.locator("#decisions").count(), 0);
        assert.equal(await other.page.evaluate(() => fetch("api/decisions").then((answer) => answer.text())), "");
        await other.page.context().close();
        await server.stop();
        server = null;
    });

    for (const colorScheme of ["light", "dark"])
        for (const width of [1280, 390])
            test(`axe-core finds nothing at fault in the workbench, ${colorScheme}, ${width} pixels`, async () => {
                log = join(folder, `axe-${colorScheme}-${width}.jsonl`);
                await start(join(folder, "first"));
                const { page } = await visit({ colorScheme, width });
                await page.locator(".start-review").focus();
                await page.keyboard.press("Enter");
                await page.locator(".bench-queue").waitFor();
                assert.deepEqual(await faults(page), [], "in the queue");
                for (const key of ["c", "s", "m", "f"]) {
                    await page.keyboard.press(key);
                    assert.deepEqual(await faults(page), [], `with the form of ${key}`);
                    if (await page.locator(".bench-form").count()) await page.keyboard.press("Escape");
                }
                await page.keyboard.press("?");
                await page.locator(".key-help[open]").waitFor();
                assert.deepEqual(await faults(page), [], "with the keys");
                await page.keyboard.press("Escape");
                await page.keyboard.press("w");
                await page.locator(".bench-effect").waitFor();
                assert.deepEqual(await faults(page), [], "with an effect");
                assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
                await leave(page);
                await page.locator("#decisions").waitFor();
                assert.deepEqual(await faults(page), [], "with decisions on the page");
                await page.context().close();
                await server.stop();
                server = null;
            });
});

describe("deciding in a file", { skip: missing || absent }, () => {
    let browser;
    let folder;
    let file;
    before(async () => {
        browser = await launch();
        folder = mkdtempSync(join(DIST, "decided-"));
        writeReports(join(folder, "reports"), FIRST);
        file = join(folder, "account.html");
        execFileSync(PROGRAM, ["account", "-q", join(folder, "reports"), "-o", file], { stdio: "ignore" });
    });
    after(async () => {
        await browser?.close();
        if (folder) rmSync(folder, { recursive: true });
    });

    test("decisions are kept in the browser, undone, downloaded, and followed by the next run", async () => {
        const { page, complaints } = await browser.visit(String(pathToFileURL(file)));
        await open(page, "#moved .cell", "Six");
        await page.keyboard.press("w");
        assert.match(
            await effect(page, "No number of this"),
            /Kept in this browser\. Figures are computed anew at the next run/,
        );
        await leave(page);
        await open(page, "#undisputed .cell", "about 300");
        await page.keyboard.press("r");
        await effect(page, "Right as it was read");
        await page.keyboard.press("u");
        await effect(page, "Taken back");
        await leave(page);
        assert.deepEqual(await faults(page), []);
        await page.reload();
        const section = page.locator("#decisions");
        assert.match(await section.innerText(), /No number of this Counts at the next run/);
        assert.match(await section.innerText(), /Right as it was read Undone/);
        assert.match(await section.innerText(), /figures are computed anew at the next run/);
        const [download] = await Promise.all([
            page.waitForEvent("download"),
            section.getByRole("button", { name: "Download decisions.jsonl" }).press("Enter"),
        ]);
        assert.equal(download.suggestedFilename(), "decisions.jsonl");
        const log = join(folder, "decisions.jsonl");
        await download.saveAs(log);
        assert.deepEqual(
            linesOf(log).map(({ verb }) => verb),
            ["not_a_claim", "right", "undo"],
        );
        assert.deepEqual(
            complaints.filter((words) => !words.startsWith("asks for blob:")),
            [],
        );
        await page.context().close();

        const read = JSON.parse(accountOf(log, join(folder, "reports")));
        assert.deepEqual(
            read.decisions.map(({ outcome }) => outcome),
            ["holds", "undone"],
        );
        assert.ok(figures(read).includes("killed: five, four"), figures(read).join("; "));
        execFileSync(PROGRAM, ["account", "-q", join(folder, "reports"), "--decisions", log, "-o", file], {
            stdio: "ignore",
        });
        const next = await browser.visit(String(pathToFileURL(file)));
        assert.match(await next.page.locator("#decisions").innerText(), /No number of this Recount: Killed\. Followed/);
        await next.page.context().close();
    });

    test("another account has decisions of its own", async () => {
        writeReports(join(folder, "more"), LATER);
        const other = join(folder, "other.html");
        execFileSync(PROGRAM, ["account", "-q", join(folder, "more"), "-o", other], { stdio: "ignore" });
        const { page } = await browser.visit(String(pathToFileURL(other)));
        assert.equal(await page.locator("#decisions").count(), 0);
        await page.context().close();
    });
});
