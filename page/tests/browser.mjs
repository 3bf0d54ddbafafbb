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

/** The page of an account, its JSON escaped as src/show/page.cpp does it. */
export function pageOf(account) {
    const json = JSON.stringify(account)
        .replaceAll("<", "\\u003c")
        .replaceAll("\u2028", "\\u2028")
        .replaceAll("\u2029", "\\u2029");
    return readFileSync(TEMPLATE, "utf8").replace("@ACCOUNT@", () => json);
}

export async function launch() {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    // Beside the built page: a Chromium that is a snap cannot read /tmp.
    const folder = mkdtempSync(join(dirname(TEMPLATE), "test-"));
    let pages = 0;
    /** The page at an address, with everything that the browser complained about in `complaints`. */
    const visit = async (address, { width = 1280, height = 900, colorScheme = "light" } = {}) => {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme });
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
        async close() {
            await browser.close();
            rmSync(folder, { recursive: true });
        },
    };
}
