// What can be done with a thing, each with its key: at once, or by a form.
import type { Account, AccountEvent, Story } from "./account.ts";
import { targetOf, wholeReport, type Choice } from "./decisions.ts";
import { nameOf } from "./figures.ts";
import * as forms from "./forms.ts";
import type { Subject } from "./subjects.ts";
import { bounds, titleOf } from "./wording.ts";

export interface Action {
    key: string;
    name: string;
    run(): void;
}

/** How actions are done; a form that cannot be had is the sentence that says why. */
export interface Doing {
    open(form: forms.Form | string): void;
    take(choice: Choice): void;
}

/** `pair`: two events that are asked about together. */
export function actionsOn(
    account: Account,
    story: Story,
    subject: Subject,
    pair: AccountEvent[],
    doing: Doing,
): Action[] {
    const open = (key: string, name: string, make: () => forms.Form | string): Action => ({
        key,
        name,
        run: () => doing.open(make()),
    });
    const take = (key: string, name: string, choice: () => Choice): Action => ({
        key,
        name,
        run: () => doing.take(choice()),
    });
    switch (subject.kind) {
        case "claim": {
            const { figure, claim } = subject;
            const on = () => [targetOf(account, claim)];
            const old = `${nameOf(figure)}: ${bounds(claim)}`;
            return [
                take("r", "Right", () => ({ verb: "right", on: on(), old })),
                take("w", "Wrong: no number of this", () => ({ verb: "not_a_claim", on: on(), old })),
                open("c", "Change", () => forms.changeClaim(account, story, account.deciding!, figure, claim)),
                open("s", "Split", () => forms.splitFigure(account, figure, claim)),
                open("m", "Merge", () => forms.mergeFigure(account, story, figure, claim)),
                open("f", "Final value", () => forms.finalValue(account, figure)),
            ];
        }
        case "event": {
            const [first, other] = pair;
            return [
                ...(first && other
                    ? [
                          take("r", "Right: they are two", () => ({
                              verb: "two_events",
                              on: [first, other].map((one) => targetOf(account, one.evidence![0]!)),
                              old: "two events",
                          })),
                      ]
                    : []),
                open("c", "Change day, type or place", () =>
                    forms.changeEvent(account, story, account.deciding!, subject.event, subject.at),
                ),
                open("s", "Split", () => forms.splitEvent(account, subject.event, subject.at)),
                open("m", "Merge", () =>
                    forms.mergeEvent(account, story, first ?? subject.event, first ? other : undefined),
                ),
            ];
        }
        case "statement":
            return [
                open("c", "Change the speaker", () =>
                    forms.changeSpeaker(account, story, subject.statement, subject.at),
                ),
            ];
        case "name":
            return [
                open("s", "Split", () => forms.splitName(account, subject.entity, subject.at)),
                open("m", "Merge", () => forms.mergeName(account, story, subject.entity, subject.at)),
                take("x", "Redact", () => ({
                    verb: "redact",
                    on: [targetOf(account, subject.at)],
                    old: subject.entity.name,
                })),
            ];
        case "report": {
            const report = account.reports.get(subject.report)!;
            return [
                take("w", "Wrong here: leave it out", () => ({
                    verb: "leave_out",
                    on: [wholeReport(report)],
                    old: titleOf(report),
                })),
                open("c", "Change day or outlet", () => forms.changeReport(account, report.id)),
                open("m", "A copy of …", () => forms.copyOf(account, story, report.id, true)),
                open("s", "Not a copy of …", () => forms.copyOf(account, story, report.id, false)),
            ];
        }
    }
}
