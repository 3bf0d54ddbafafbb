// Takes a picture of a page for the README: node picture.mjs ACCOUNT.html PICTURE.png
import { pathToFileURL } from "node:url";
import { launch } from "./tests/browser.mjs";

const [, , file, picture] = process.argv;
if (!picture) throw new Error("usage: node picture.mjs ACCOUNT.html PICTURE.png");
const browser = await launch();
const { page } = await browser.visit(String(pathToFileURL(file)), { width: 1200, height: 1400 });
await page.waitForSelector(".claim-plot svg");
await page.screenshot({ path: picture });
await browser.close();
