// What the workbench shows of things: the number, event, statement, name or report that is decided on, what stands beside
// it, what a decision did, and decisions in words.
import type { Account, AccountEvent, Story } from "./account.ts";
import { machineWords, OUTCOME, valueWords, verbWords, type Choice, type Decided } from "./decisions.ts";
import { h, type Child } from "./dom.ts";
import { isSameTold, thingsAt, type Told } from "./effects.ts";
import { evidenceOf, quoted, type Evidence } from "./evidence.ts";
import { claimEvidence, nameOf, where } from "./figures.ts";
import { eventWords } from "./forms.ts";
import { variantSpan, type Subject } from "./subjects.ts";
import { bounds, by, outletOf, plural, STATUS, sureness, titleOf, voice } from "./wording.ts";

const SHOWN_OTHERS = 12;
const SHOWN_MENTIONS = 6;

/** What is drawn of, and how other words are opened in the report's place. */
export interface View {
    account: Account;
    story: Story;
    open(evidence: Evidence[]): void;
}

/** What a decision did. */
export interface Effect {
    choices: Choice[];
    before: Told[];
    after: Told[];
    decided: Decided[];
    isUndone: boolean;
}

/** What is decided on, in few words; of a pair of events both. */
export function card(view: View, subject: Subject, pair: AccountEvent[]): Child {
    const { account, story } = view;
    if (subject.kind === "claim") return claimCard(view, subject);
    if (subject.kind === "event") {
        return (pair.length > 1 ? pair : [subject.event]).map((event) =>
            h(
                "div",
                { class: "card" },
                h("h3", { dir: "auto" }, event.title),
                h("p", { class: "meta" }, eventWords(event)),
                h(
                    "ul",
                    { class: "mentions" },
                    ...(event.evidence ?? [])
                        .slice(0, SHOWN_MENTIONS)
                        .map((span) => h("li", {}, turnTo(view, evidenceOf(span), outletOf(account, span.report)))),
                ),
            ),
        );
    }
    if (subject.kind === "statement")
        return h(
            "div",
            { class: "card" },
            h("h3", { dir: "auto" }, subject.statement.speaker ?? "Speaker not told"),
            h(
                "ul",
                { class: "mentions" },
                ...subject.statement.variants.map((variant) => {
                    const evidence = evidenceOf(variantSpan(variant));
                    return h(
                        "li",
                        {},
                        turnTo(view, evidence, outletOf(account, variant.report)),
                        " ",
                        h("q", { dir: "auto" }, ...quoted(account, evidence)),
                    );
                }),
            ),
        );
    if (subject.kind === "name")
        return h(
            "div",
            { class: "card" },
            h("h3", { dir: "auto" }, subject.entity.name),
            h(
                "p",
                { class: "meta" },
                `${subject.entity.type}, ${plural(subject.entity.aliases?.length ?? 0, "mention")}`,
            ),
        );
    const report = account.reports.get(subject.report)!;
    const [told] = thingsAt(account, story, "report", [{ report: report.id, start: 0, end: 0 }]).told;
    return h(
        "div",
        { class: "card" },
        h("h3", { dir: "auto" }, titleOf(report)),
        h("p", { class: "meta" }, [told?.name, told?.value, told?.more].filter(Boolean).join(" · ")),
    );
}

function claimCard({ account, story }: View, subject: Subject & { kind: "claim" }): Child {
    const { figure, claim } = subject;
    const event = story.events.find((one) => one.id === figure.event);
    const sure = sureness(claim);
    return h(
        "div",
        { class: `card ${figure.status}` },
        h("p", { class: "status" }, STATUS[figure.status].title),
        h("h3", {}, nameOf(figure), " ", event && h("span", { class: "of" }, where(event))),
        h(
            "p",
            { class: "this" },
            h("b", {}, bounds(claim)),
            ` ${voice(account, claim)}`,
            sure && h("span", { class: "meta" }, ` Read with ${sure.percent}.`),
        ),
    );
}

/** The other claims of the figure, in their sentences. */
export function beside(view: View, subject: Subject): Child {
    if (subject.kind !== "claim") return null;
    const { account } = view;
    const others = subject.figure.claims.filter((one) => one !== subject.claim);
    return (
        others.length > 0 && [
            h("p", { class: "meta" }, `Beside ${plural(others.length, "other claim")}:`),
            h(
                "ul",
                { class: "others" },
                ...others
                    .slice(0, SHOWN_OTHERS)
                    .map((one) =>
                        h(
                            "li",
                            {},
                            turnTo(view, claimEvidence(one), bounds(one)),
                            ` ${by(account, one)}: `,
                            h("q", { dir: "auto" }, ...quoted(account, claimEvidence(one))),
                        ),
                    ),
                others.length > SHOWN_OTHERS &&
                    h("li", { class: "meta" }, `and ${plural(others.length - SHOWN_OTHERS, "more claim")}`),
            ),
        ]
    );
}

/** A button that opens other words in the report's place. */
function turnTo(view: View, evidence: Evidence, label: string): HTMLElement {
    return h("button", { type: "button", class: "turn", onclick: () => view.open([evidence]) }, label);
}

/** What was before, and what is now; or why it is not. */
export function effectCard(effect: Effect, isLive: boolean, undo: Child): HTMLElement {
    const misfits = effect.decided.filter((one) => one.outcome === "misfit");
    const told = (title: string, all: Told[]) =>
        h(
            "div",
            { class: "things" },
            h("p", { class: "meta" }, title),
            all.length === 0 && h("p", {}, "nothing"),
            ...all.map((one) =>
                h(
                    "p",
                    { class: one.status ?? "" },
                    one.status && h("span", { class: "status" }, `${STATUS[one.status].title} `),
                    `${one.name} `,
                    h("b", {}, one.value),
                    h("span", { class: "meta" }, ` ${one.more}`),
                ),
            ),
        );
    const isSame = isSameTold(effect.before, effect.after);
    return h(
        "section",
        { class: "bench-effect", "aria-label": "What the last decision did" },
        h(
            "p",
            { class: "what" },
            effect.isUndone ? "Taken back: " : "Decided: ",
            h(
                "b",
                {},
                effect.choices
                    .map((choice) => [verbWords(choice.verb), valueWords(choice)].filter(Boolean).join(": "))
                    .join("; "),
            ),
        ),
        ...misfits.map((one) => h("p", { class: "fault" }, `Cannot be followed: ${one.why ?? ""}.`)),
        isLive
            ? isSame
                ? h("p", { class: "meta" }, "All numbers stay as they are.")
                : h("div", { class: "before-after" }, told("Before", effect.before), told("Now", effect.after))
            : h("p", { class: "meta" }, "Kept in this browser. Figures are computed anew at the next run of Recount."),
        undo,
    );
}

/** "What it counts: Arrested (Recount: Attendance). Followed, by Ana" */
export function decisionWords(decided: Decided): Child[] {
    const value = valueWords(decided);
    const machine = machineWords(decided);
    return [
        h("b", {}, [verbWords(decided.verb), value].filter(Boolean).join(": ")),
        machine && h("span", { class: "machine" }, ` Recount: ${machine}.`),
        h("span", { class: `outcome ${decided.outcome}` }, ` ${OUTCOME[decided.outcome]}`),
        decided.why && decided.outcome === "misfit" && `: ${decided.why}`,
        decided.by && h("span", { class: "meta" }, ` ${decided.by}`),
        decided.reason && h("span", { class: "meta" }, ` “${decided.reason}”`),
    ];
}
