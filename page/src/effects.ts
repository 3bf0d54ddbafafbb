// What a decision did: the figures, events, statements, names or reports at its words, as they were before and as they are now.
import type { Account, ReportSpan, Story } from "./account.ts";
import { nameOf } from "./figures.ts";
import { eventAt, figureAt, entityAt, statementAt, variantSpan, type Subject } from "./subjects.ts";
import { bounds, eventDay, number, outlet, plural, reportDay, STATUS, unit } from "./wording.ts";

/** One thing of the account in few words. */
export interface Told {
    name: string;
    /** Its number, or what stands for it. */
    value: string;
    /** Below it, small. */
    more: string;
    /** A figure's. */
    status?: keyof typeof STATUS;
}

/** The things of one kind at these words, each once, and all words that they rest on. */
export interface Things {
    told: Told[];
    words: ReportSpan[];
}

export function thingsAt(account: Account, story: Story | null, kind: Subject["kind"], at: ReportSpan[]): Things {
    if (!story) return { told: [], words: at };
    if (kind === "claim") return collect(at, (words) => figureAt(story, words)?.figure ?? null, toldFigure);
    if (kind === "event")
        return collect(
            at,
            (words) => eventAt(story, words),
            (event) => ({
                told: {
                    name: event.title,
                    value: [event.type, eventDay(event)].join(", "),
                    more: plural(event.evidence?.length ?? 0, "mention"),
                },
                words: event.evidence ?? [],
            }),
        );
    if (kind === "statement")
        return collect(
            at,
            (words) => statementAt(story, words),
            (statement) => ({
                told: {
                    name: "Said by",
                    value: statement.speaker ?? "speaker not told",
                    more: plural(statement.variants.length, "version"),
                },
                words: statement.variants.map((variant) => variantSpan(variant)),
            }),
        );
    if (kind === "name")
        return collect(
            at,
            (words) => entityAt(story, words),
            (entity) => ({
                told: { name: entity.type, value: entity.name, more: plural(entity.aliases?.length ?? 0, "mention") },
                words: entity.aliases ?? [],
            }),
        );
    return collect(
        at,
        (words) => (story.reports.includes(words.report) ? words.report : null),
        (id) => ({ told: toldReport(account, story, id), words: at }),
    );
}

function collect<T>(
    at: ReportSpan[],
    find: (words: ReportSpan) => T | null,
    tell: (thing: T) => { told: Told; words: ReportSpan[] },
): Things {
    const things = [...new Set(at.map(find).filter((one): one is NonNullable<typeof one> => one !== null))];
    const told = things.map(tell);
    return { told: told.map((one) => one.told), words: [...at, ...told.flatMap((one) => one.words)] };
}

function toldFigure(figure: Story["figures"][number]): { told: Told; words: ReportSpan[] } {
    const { low, best, high } = figure;
    const known = (value: number | null | undefined): value is number => value !== null && value !== undefined;
    const value = known(best)
        ? `${number(best)}${unit(figure)}`
        : known(low) && known(high)
          ? `${number(low)}–${number(high)}${unit(figure)}`
          : [...new Set(figure.claims.map((claim) => bounds(claim)))].join(", ");
    const more = [
        plural(figure.claims.length, "claim"),
        figure.best_rule === "decided" && "decided",
        known(best) && known(low) && known(high) && low !== high && `${number(low)}–${number(high)}`,
    ];
    return {
        told: { name: nameOf(figure), value, more: more.filter(Boolean).join(", "), status: figure.status },
        words: figure.claims,
    };
}

function toldReport(account: Account, story: Story, id: string): Told {
    const report = account.reports.get(id);
    const kin = story.lineages.find((lineage) => lineage.reports.includes(id));
    return {
        name: outlet(report),
        value: report ? reportDay(report) : "",
        more: kin ? `one text with ${plural(kin.reports.length - 1, "other report")}` : "a text of its own",
    };
}

export function isSameTold(a: Told[], b: Told[]): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
}
