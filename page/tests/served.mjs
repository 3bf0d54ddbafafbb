// Starts the program's server for tests; and the keys by which they reach cells. The program is the one that RECOUNT names.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const PROGRAM = process.env.RECOUNT ?? fileURLToPath(new URL("../../build/recount", import.meta.url));

/** Why what needs the program cannot be tested here, or false. */
export const absent = existsSync(PROGRAM) ? false : `SKIPPED: ${PROGRAM} is not built`;

/** Starts recount serve; `address()` gives the one that lets the next browser in. */
export async function serve(...options) {
    const program = spawn(PROGRAM, ["serve", "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
    const addresses = [];
    await new Promise((ready) =>
        createInterface({ input: program.stdout }).on("line", (line) => {
            addresses.push(line.slice(line.indexOf("http")));
            ready();
        }),
    );
    return {
        address: () => addresses.at(-1),
        stop: () => new Promise((over) => program.on("exit", over) && program.kill("SIGINT")),
    };
}
