// All keys of the workbench on one sheet, and the switch that turns single keys off for those whom they disturb.
import { h } from "./dom.ts";
import { keep, kept } from "./storage.ts";

const OFF_KEY = "recount:keys";

export function areKeysOn(): boolean {
    return kept(OFF_KEY) !== "off";
}

const KEYS: [key: string, does: string][] = [
    ["r", "right: it was read right; two events are two"],
    ["w", "wrong: this is no number of that; of a report: leave it out"],
    ["c", "change: what and whom a number counts, its bounds, source, event; an event’s day, type, place; a speaker; a report’s day and outlet"],
    ["s", "split: two figures, two events, two who share a name; no copy"],
    ["m", "merge: one figure, one event, one who has two names; a copy"],
    ["f", "the final value of a figure"],
    ["x", "redact a name: a pseudonym stands for it in what is served, and in the next account that is written"],
    ["a", "add a number: mark its words (← → move, Shift widens, Enter takes)"],
    ["Space", "skip"],
    ["q", "go through what is left"],
    ["u", "undo"],
    ["1 … 9", "number, event, statement, name or report at these words"],
    ["← →", "other places of the same cell"],
    ["d", "open or close the workbench"],
    ["Esc", "leave a form; then the report"],
    ["?", "these keys"],
];

export class KeyHelp {
    private readonly dialog_ = h("dialog", { class: "key-help", "aria-labelledby": "key-help-title" });

    constructor() {
        const on = h("input", { type: "checkbox", id: "keys-on" });
        on.checked = areKeysOn();
        on.addEventListener("change", () => keep(OFF_KEY, on.checked ? "on" : "off"));
        this.dialog_.append(
            h("h2", { id: "key-help-title", tabindex: -1 }, "Keys"),
            h("dl", {}, ...KEYS.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))),
            h("p", {}, h("label", {}, on, " Single keys decide")),
            h("button", { type: "button", onclick: () => this.dialog_.close() }, "Close ", h("kbd", {}, "Esc")),
        );
        this.dialog_.addEventListener("keydown", (event) => {
            event.stopPropagation();
            if (event.key === "?") this.dialog_.close();
        });
    }

    open(): void {
        if (!this.dialog_.isConnected) document.body.append(this.dialog_);
        if (!this.dialog_.open) this.dialog_.showModal();
        this.dialog_.querySelector("h2")!.focus();
    }
}
