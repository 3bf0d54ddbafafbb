// Opens pages in headless Chromium for the tests: the built template with an account put in, as the program does.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
    "/usr/bin/google-chrome",
].find((path) => existsSync(path));
const TEMPLATE = fileURLToPath(new URL("../dist/page.html", import.meta.url));
const FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/** Why the browser tests cannot run here, or false. */
export const missing = CHROMIUM ? false : "SKIPPED: Chromium is not installed (apt-get install chromium)";
if (missing) console.log(missing);

const inert = (value) =>
    JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** What the front tells of a story, as src/show/front.cpp chooses it. */
function frontOf(story, reports) {
    const events = story.events ?? [];
    const told = (event) => event.reports?.length ?? 0;
    const main = events.reduce((most, event) => (!most || told(event) > told(most) ? event : most), null);
    const figures = (story.figures ?? []).filter(
        ({ status, event }) =>
            status === "conflict" ||
            status === "evolving" ||
            (event && status !== "single") ||
            (event && event === main?.id),
    );
    const named = new Set([main?.id, ...figures.map((figure) => figure.event)]);
    return {
        id: story.id,
        title: story.title,
        summary: story.summary,
        reports: story.reports.map((id) => {
            const { outlet, published, published_earliest, published_latest } = reports.get(id);
            return { id, outlet, published, published_earliest, published_latest };
        }),
        events: events.filter((event) => named.has(event.id)),
        figures,
    };
}

/** The page of an account, as src/show/page.cpp writes it: its front, then each story in an element of its own. */
export function pageOf({ provenance, unread, since, as_of, reports, stories }) {
    const byId = new Map(reports.map((report) => [report.id, report]));
    const reportsOf = (story) => [...story.reports, ...(story.versions ?? []).flatMap((one) => one.reports.slice(0, -1))];
    const told = new Set(stories.flatMap(reportsOf));
    const front = {
        provenance,
        unread,
        since,
        as_of,
        reports: reports.filter((report) => !told.has(report.id)),
        stories: stories.map((story) => frontOf(story, byId)),
    };
    const elements = stories.map(
        (story) =>
            `<script type="application/json" class="story">${inert({ reports: reportsOf(story).map((id) => byId.get(id)), story })}</script>\n`,
    );
    return readFileSync(TEMPLATE, "utf8")
        .replace("@CONNECT@", "")
        .replace("@FRONT@", () => inert(front))
        .replace("@STORIES@", () => elements.join(""));
}

export async function launch() {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    // Beside the built page: a Chromium that is a snap cannot read /tmp.
    const folder = mkdtempSync(join(dirname(TEMPLATE), "test-"));
    let pages = 0;
    /** The page at an address, with everything that the browser complained about in `complaints`. */
    const visit = async (address, { width = 1280, height = 900, colorScheme = "light" } = {}) => {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme });
        context.setDefaultTimeout(10_000);
        const page = await context.newPage();
        const complaints = [];
        page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
        page.on("pageerror", (error) => complaints.push(String(error)));
        page.on("request", (request) => {
            if (!/^(file|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
        });
        await page.goto(address);
        await page.waitForSelector("main h1, main .none");
        return { page, complaints };
    };
    return {
        visit,
        /** The page of the account. */
        open(account, options) {
            const file = join(folder, `${pages++}.html`);
            writeFileSync(file, pageOf(account));
            return visit(String(pathToFileURL(file)), options);
        },
        /** The browser's own protocol, for what a page cannot tell of itself. */
        session: () => browser.newBrowserCDPSession(),
        async close() {
            await browser.close();
            rmSync(folder, { recursive: true });
        },
    };
}
