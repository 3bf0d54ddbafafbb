// The forms by which things are changed, split and merged. Each gives the decisions that follow from what was filled in, and
// throws an Error with a sentence where that is none.
import type { Account, AccountEvent, Claim, Entity, Figure, ReportSpan, Statement, Story } from "./account.ts";
import { oldOf, targetOf, wholeReport, type Choice, type ClaimValue, type Deciding } from "./decisions.ts";
import { h, type Child } from "./dom.ts";
import { evidenceOf, quoted } from "./evidence.ts";
import { claimEvidence, nameOf, where } from "./figures.ts";
import { variantSpan } from "./subjects.ts";
import { pointText, words } from "./text.ts";
import { bounds, by, capital, eventDay, number, outlet, outletOf, quantity, reportDay, titleOf } from "./wording.ts";

export interface Form {
    title: string;
    body: Child[];
    submit: string;
    choices(): Choice[];
}

type Control = HTMLInputElement | HTMLSelectElement;

let fields = 0;

/** A labelled control. */
export function field(label: string, control: Control, note?: string): HTMLElement {
    control.id ||= `bench-field-${++fields}`;
    if (note) control.setAttribute("aria-describedby", `${control.id}-note`);
    return h(
        "p",
        { class: "field" },
        h("label", { for: control.id }, label),
        control,
        note && h("span", { class: "note", id: `${control.id}-note` }, note),
    );
}

function text(value = "", attributes: Record<string, string | number | boolean> = {}): HTMLInputElement {
    const input = h("input", { type: "text", autocomplete: "off", ...attributes });
    input.value = value;
    return input;
}

function decimal(value: number | null | undefined): HTMLInputElement {
    return text(value === null || value === undefined ? "" : String(value), { type: "number", step: "any" });
}

function options(chosen: string, all: [value: string, words: string][]): HTMLSelectElement {
    const select = h("select", {}, ...all.map(([value, name]) => h("option", { value }, name)));
    select.value = chosen;
    return select;
}

function suggesting(input: HTMLInputElement, values: string[]): Child[] {
    const list = h(
        "datalist",
        { id: `bench-list-${++fields}` },
        ...[...new Set(values)].map((value) => h("option", { value })),
    );
    input.setAttribute("list", list.id);
    return [list];
}

/** Boxes to tick, each with its words. */
function boxes<T>(items: T[], ticked: (item: T) => boolean, draw: (item: T) => Child): [HTMLElement, () => T[]] {
    const inputs = items.map((item) => {
        const input = h("input", { type: "checkbox" });
        input.checked = ticked(item);
        return { item, input };
    });
    const list = h(
        "ul",
        { class: "boxes" },
        ...inputs.map(({ item, input }) => h("li", {}, h("label", {}, input, h("span", {}, draw(item))))),
    );
    return [list, () => inputs.filter(({ input }) => input.checked).map(({ item }) => item)];
}

/** One to choose, each with its words. */
function radios<T>(items: T[], chosen: T | undefined, draw: (item: T) => Child): [HTMLElement, () => T | undefined] {
    const name = `bench-choice-${++fields}`;
    const inputs = items.map((item) => {
        const input = h("input", { type: "radio", name });
        input.checked = item === chosen;
        return { item, input };
    });
    const list = h(
        "ul",
        { class: "boxes" },
        ...inputs.map(({ item, input }) => h("li", {}, h("label", {}, input, h("span", {}, draw(item))))),
    );
    return [list, () => inputs.find(({ input }) => input.checked)?.item];
}

/** Puts the reason that was given into each of the decisions. */
function withReason(title: string, submit: string, body: Child[], choices: () => Choice[]): Form {
    const reason = text();
    return {
        title,
        submit,
        body: [...body, field("Why (if you like)", reason)],
        choices: () => {
            const why = reason.value.trim();
            return choices().map((choice) => ({ ...choice, ...(why ? { reason: why } : {}) }));
        },
    };
}

// ---- numbers

const QUOTED = (account: Account, claim: Claim) => [
    h("b", {}, bounds(claim)),
    ` ${by(account, claim)}: `,
    h("q", { dir: "auto" }, ...quoted(account, claimEvidence(claim))),
];

function quantities(deciding: Deciding, also: string): [string, string][] {
    const all = deciding.quantities.includes(also) || !also ? deciding.quantities : [also, ...deciding.quantities];
    return [...all.map((name): [string, string] => [name, quantity(name)]), ["other:", "Something else …"]];
}

interface ClaimFields {
    body: Child[];
    quantity(): string;
    scope(): string;
    low(): number | null;
    high(): number | null;
    modifier(): string;
    source(): string;
}

function claimFields(story: Story, deciding: Deciding, claim: Partial<Claim>, of: Figure | null): ClaimFields {
    const counts = options(of?.quantity ?? "", quantities(deciding, of?.quantity ?? ""));
    const other = text("", { placeholder: "in one word" });
    const otherField = field("What else it counts", other);
    otherField.hidden = true;
    counts.addEventListener("change", () => (otherField.hidden = counts.value !== "other:"));
    const scope = text(of?.scope ?? "total");
    const [low, high] = [decimal(claim.low), decimal(claim.high)];
    const modifier = options(
        claim.modifier ?? "exact",
        deciding.modifiers.map((name) => [name, capital(name.replaceAll("_", " "))]),
    );
    const source = text(claim.source?.text ?? "");
    const sources = story.figures
        .flatMap((figure) => figure.claims)
        .filter((one) => one.report === claim.report)
        .map((one) => one.source?.text ?? "")
        .filter(Boolean);
    const valueOf = (input: HTMLInputElement) => (input.value.trim() === "" ? null : Number(input.value));
    return {
        body: [
            field("What it counts", counts),
            otherField,
            h(
                "div",
                { class: "row" },
                field("From", low, "empty: open"),
                field("To", high, "empty: open"),
                field("How", modifier),
            ),
            field("Whom it counts", scope, "“total”, or words such as “children”"),
            field("Source", source, "Words of the report; empty: the report itself"),
            suggesting(source, sources),
        ],
        quantity: () => (counts.value === "other:" ? `other:${other.value.trim().replace(/\s+/g, "_")}` : counts.value),
        scope: () => scope.value.trim() || "total",
        low: () => valueOf(low),
        high: () => valueOf(high),
        modifier: () => modifier.value,
        source: () => source.value.trim(),
    };
}

function checkClaim(account: Account, report: string, fields: ClaimFields): void {
    if (fields.quantity() === "other:") throw new Error("Say in a word what it counts.");
    const [low, high] = [fields.low(), fields.high()];
    if (low === null && high === null) throw new Error("Give a number, from or to.");
    if (low !== null && high !== null && low > high) throw new Error("The lower number is larger than the higher one.");
    const source = fields.source();
    const of = account.reports.get(report);
    if (source && of && !of.text.includes(source) && !(of.title ?? "").includes(source))
        throw new Error(`The report does not have the words “${source}”.`);
}

export function changeClaim(account: Account, story: Story, deciding: Deciding, figure: Figure, claim: Claim): Form {
    const fields = claimFields(story, deciding, claim, figure);
    const events = story.events.filter((event) => event.evidence?.length);
    const event = options(figure.event ?? "", [
        ["", "of no event"],
        ...events.map((one): [string, string] => [one.id, `${eventDay(one)}: ${one.title}`]),
    ]);
    if (figure.event) event.options[0]!.remove();
    return withReason("What is right?", "Keep", [...fields.body, events.length > 0 && field("Event", event)], () => {
        checkClaim(account, claim.report, fields);
        const on = targetOf(account, claim);
        const choices: Choice[] = [];
        if (fields.quantity() !== figure.quantity)
            choices.push({ verb: "quantity", on: [on], old: figure.quantity, new: fields.quantity() });
        if (fields.scope() !== (figure.scope || "total"))
            choices.push({ verb: "scope", on: [on], old: figure.scope ?? "", new: fields.scope() });
        const [low, high, modifier] = [fields.low(), fields.high(), fields.modifier()];
        if (low !== claim.low || high !== claim.high || modifier !== claim.modifier)
            choices.push({ verb: "bounds", on: [on], old: oldOf(claim, "bounds"), new: { low, high, modifier } });
        if (fields.source() !== (claim.source?.text ?? "")) {
            const source = fields.source();
            choices.push({ verb: "source", on: [on], old: oldOf(claim, "source"), ...(source ? { new: source } : {}) });
        }
        if (event.value && event.value !== (figure.event ?? "")) {
            const chosen = events.find((one) => one.id === event.value)!;
            const mention = chosen.evidence!.find((one) => one.report === claim.report) ?? chosen.evidence![0]!;
            const old = story.events.find((one) => one.id === figure.event)?.title ?? "";
            choices.push({ verb: "event", on: [on, targetOf(account, mention)], old });
        }
        if (choices.length === 0) throw new Error("Nothing is changed.");
        return choices;
    });
}

/** A number that was not read, or read wrong, in words that were marked. */
export function addClaim(account: Account, story: Story, deciding: Deciding, span: ReportSpan): Form {
    const said = words(account.reports.get(span.report), span);
    const [digits] = /\d[\d,]*(?:\.\d+)?/.exec(said) ?? [];
    const read = digits ? Number(digits.replaceAll(",", "")) : null;
    const fields = claimFields(story, deciding, { low: read, high: read, report: span.report }, null);
    const title = h("p", {}, "In the words ", h("q", { dir: "auto" }, said));
    return withReason("A new number", "Keep", [title, ...fields.body], () => {
        if (!fields.quantity()) throw new Error("Say what it counts.");
        checkClaim(account, span.report, fields);
        const [scope, source] = [fields.scope(), fields.source()];
        const value: ClaimValue = {
            quantity: fields.quantity(),
            low: fields.low(),
            high: fields.high(),
            modifier: fields.modifier(),
            ...(scope === "total" ? {} : { scope }),
            ...(source ? { source } : {}),
        };
        return [{ verb: "claim", on: [targetOf(account, span)], new: value }];
    });
}

/** What a split asks and says: `one` is the word for what stays or goes. */
interface Split<T> {
    verb: Choice["verb"];
    name: string;
    items: T[];
    one: string;
    question: string;
    isAt: (item: T) => boolean;
    draw: (item: T) => Child;
}

/** Which of the items go; the first that stays tells what they part from. */
function split<T extends ReportSpan>(account: Account, { verb, name, items, one, question, isAt, draw }: Split<T>): Form {
    const [list, going] = boxes(items, isAt, draw);
    return withReason(`Split “${name}”`, "Split", [h("p", {}, question), list], () => {
        const gone = going();
        const stays = items.find((item) => !gone.includes(item));
        if (gone.length === 0 || !stays) throw new Error(`At least one ${one} stays, and one goes.`);
        return [{ verb, on: [stays, ...gone].map((item) => targetOf(account, item)), old: name }];
    });
}

/** The same of mentions, of which the one at a place is ticked. */
const splitMentions = (
    account: Account,
    asked: Pick<Split<ReportSpan>, "verb" | "name" | "items" | "question">,
    at: ReportSpan,
) =>
    split(account, {
        ...asked,
        one: "mention",
        isAt: (span) => span.report === at.report && span.start === at.start,
        draw: (span) => MENTION(account, span),
    });

export function splitFigure(account: Account, figure: Figure, claim: Claim): Form | string {
    if (figure.claims.length < 2) return "There is nothing to split: the figure has one claim.";
    return split(account, {
        verb: "two_figures",
        name: nameOf(figure),
        items: figure.claims,
        one: "claim",
        question: "Which claims count something else, and are a figure by themselves?",
        isAt: (one) => one === claim,
        draw: (one) => QUOTED(account, one),
    });
}

export function mergeFigure(account: Account, story: Story, figure: Figure, claim: Claim): Form | string {
    const others = story.figures.filter((one) => one !== figure && one.quantity === figure.quantity);
    if (others.length === 0)
        return `No other figure counts “${quantity(figure.quantity)}”. Change first what a number counts.`;
    const events = new Map(story.events.map((event) => [event.id, event]));
    const [list, chosen] = radios(others, undefined, (one) => [
        h("b", {}, nameOf(one)),
        one.event && events.get(one.event) ? ` ${where(events.get(one.event)!)}` : "",
        h("span", { class: "quoted" }, ...QUOTED(account, one.claims[0]!)),
    ]);
    const note = h("p", {}, "With which figure is it one?");
    return withReason(`Merge “${nameOf(figure)}”`, "Merge", [note, list], () => {
        const other = chosen();
        if (!other) throw new Error("Choose a figure.");
        const on = [claim, other.claims[0]!].map((one) => targetOf(account, one));
        return [{ verb: "one_figure", on, old: "two figures" }];
    });
}

export function finalValue(account: Account, figure: Figure): Form {
    const value = decimal(figure.best);
    const [list, resting] = boxes(
        figure.claims,
        (one) => figure.best === null || figure.best === undefined || one.low === figure.best,
        (one) => QUOTED(account, one),
    );
    return withReason(
        `The final value of “${nameOf(figure)}”`,
        "Keep",
        [field("Value", value), h("p", {}, "On which claims does it rest?"), list],
        () => {
            const claims = resting();
            if (value.value.trim() === "") throw new Error("Give a number.");
            if (claims.length === 0) throw new Error("It rests on one claim at least.");
            const old = figure.best === null || figure.best === undefined ? "" : number(figure.best);
            const on = claims.map((one) => targetOf(account, one));
            return [{ verb: "final", on, old, new: { value: Number(value.value) } }];
        },
    );
}

// ---- events

const MENTION = (account: Account, span: ReportSpan) => {
    const report = account.reports.get(span.report);
    const around = report ? pointText(report, span.field) : null;
    const from = Math.max(0, span.start - 60);
    return [
        h("b", {}, words(report, span)),
        ` in ${outletOf(account, span.report)}: `,
        h("q", { dir: "auto" }, `… ${around?.slice(from, span.end + 60).replace(/\s+/g, " ") ?? ""} …`),
    ];
};

export function eventWords(event: AccountEvent): string {
    return [eventDay(event), event.type, event.place?.name].filter(Boolean).join(", ");
}

/** "2021-05-04", or "2021-05-03/2021-05-04"; empty where it is not known. */
function datesOf(event: AccountEvent): string {
    return [event.date, event.date_end].filter(Boolean).join("/");
}

const DATES = /^\d{4}(-\d\d(-\d\d)?)?(\/\d{4}(-\d\d(-\d\d)?)?)?$/;

export function changeEvent(
    account: Account,
    story: Story,
    deciding: Deciding,
    event: AccountEvent,
    at: ReportSpan,
): Form {
    const types = deciding.events.includes(event.type) ? deciding.events : [event.type, ...deciding.events];
    const day = text(datesOf(event));
    const type = options(
        event.type,
        types.map((name): [string, string] => [name, capital(name)]),
    );
    const place = text(event.place?.name ?? "");
    const known = story.entities.filter((entity) => entity.type === "place").map((entity) => entity.name);
    return withReason(
        "What is right?",
        "Keep",
        [
            h("p", {}, h("b", { dir: "auto" }, event.title)),
            field("Day", day, "2021-05-04, or 2021-05-03/2021-05-04; empty: not known"),
            field("Type", type),
            field("Place", place, "A place that the story names; empty: not known"),
            suggesting(place, known),
        ],
        () => {
            const on = [targetOf(account, at)];
            const choices: Choice[] = [];
            const decide = (verb: Choice["verb"], old: string, value: string) => {
                if (value !== old) choices.push({ verb, on, old, ...(value ? { new: value } : {}) });
            };
            const [days, named] = [day.value.replaceAll(" ", ""), place.value.trim()];
            if (days && !DATES.test(days)) throw new Error("Give the day as 2021-05-04.");
            decide("event_day", datesOf(event), days);
            decide("event_type", event.type, type.value);
            decide("event_place", event.place?.name ?? "", named);
            if (choices.length === 0) throw new Error("Nothing is changed.");
            return choices;
        },
    );
}

export function splitEvent(account: Account, event: AccountEvent, at: ReportSpan): Form | string {
    const items = event.evidence ?? [];
    if (items.length < 2) return "There is nothing to split: the event has one mention.";
    const question = "Which words tell of another event?";
    return splitMentions(account, { verb: "two_events", name: event.title, items, question }, at);
}

/** Those of its type first; `with_`: the one that is probably meant. */
export function mergeEvent(account: Account, story: Story, event: AccountEvent, with_?: AccountEvent): Form | string {
    const others = story.events.filter((one) => one !== event && one.evidence?.length);
    if (others.length === 0 || !event.evidence?.length) return "There is no other event.";
    const far = (one: AccountEvent) => Number(one.type !== event.type) * 2 + Number(one.date !== event.date);
    others.sort((a, b) => far(a) - far(b));
    const [list, chosen] = radios(others, with_ ?? undefined, (one) => [
        h("b", {}, one.title),
        h("span", { class: "quoted" }, `${eventWords(one)}, told in ${(one.reports ?? []).length} reports`),
    ]);
    const note = h("p", {}, `With which event is it one? Day and type stay: ${eventWords(event)}.`);
    return withReason(`Merge “${event.title}”`, "Merge", [note, list], () => {
        const other = chosen();
        if (!other) throw new Error("Choose an event.");
        const on = [event.evidence![0]!, other.evidence![0]!].map((one) => targetOf(account, one));
        return [{ verb: "one_event", on, old: "two events" }];
    });
}

// ---- statements and names

export function changeSpeaker(account: Account, story: Story, statement: Statement, at: ReportSpan): Form {
    const speaker = text(statement.speaker ?? "");
    const known = [
        ...story.entities.filter((entity) => entity.type !== "place").map((entity) => entity.name),
        ...story.statements.map((one) => one.speaker ?? "").filter(Boolean),
    ];
    const variant = statement.variants.find((one) => one.report === at.report) ?? statement.variants[0]!;
    return withReason(
        "Who said it?",
        "Keep",
        [
            h("p", {}, h("q", { dir: "auto" }, ...quoted(account, evidenceOf(variantSpan(variant))))),
            field("Speaker", speaker),
            suggesting(speaker, known),
        ],
        () => {
            const name = speaker.value.trim();
            if (!name) throw new Error("Give a name.");
            if (name === statement.speaker) throw new Error("Nothing is changed.");
            return [{ verb: "speaker", on: [targetOf(account, at)], old: statement.speaker ?? "", new: name }];
        },
    );
}

export function splitName(account: Account, entity: Entity, at: ReportSpan): Form | string {
    const items = entity.aliases ?? [];
    if (items.length < 2) return "There is nothing to split: the name stands in one place.";
    const question = "Which of these are somebody else, or something else?";
    return splitMentions(account, { verb: "two_names", name: entity.name, items, question }, at);
}

export function mergeName(account: Account, story: Story, entity: Entity, at: ReportSpan): Form | string {
    const others = story.entities.filter((one) => one !== entity && one.aliases?.length);
    if (others.length === 0) return "There is no other name.";
    others.sort((a, b) => Number(a.type !== entity.type) - Number(b.type !== entity.type));
    const [list, chosen] = radios(others, undefined, (one) => [h("b", {}, one.name), ` ${one.type}`]);
    const note = h("p", {}, "With whom, or with what, is it one?");
    return withReason(`Merge “${entity.name}”`, "Merge", [note, list], () => {
        const other = chosen();
        if (!other) throw new Error("Choose a name.");
        const on = [at, other.aliases![0]!].map((one) => targetOf(account, one));
        return [{ verb: "one_name", on, old: "two names" }];
    });
}

// ---- reports

export function changeReport(account: Account, id: string): Form {
    const report = account.reports.get(id)!;
    const day = text(report.published ?? "", { type: "date" });
    const from = text(report.outlet ?? "");
    return withReason("The report", "Keep", [field("Day", day), field("Outlet", from)], () => {
        const choices: Choice[] = [];
        const on = [wholeReport(report)];
        if (day.value && (day.value !== report.published || report.published_end !== null))
            choices.push({ verb: "day", on, old: reportDay(report), new: day.value });
        const name = from.value.trim();
        if (name && name !== (report.outlet ?? ""))
            choices.push({ verb: "outlet", on, old: report.outlet ?? "", new: name });
        if (choices.length === 0) throw new Error("Nothing is changed.");
        return choices;
    });
}

export function copyOf(account: Account, story: Story, id: string, is: boolean): Form | string {
    const report = account.reports.get(id)!;
    const kin = new Set(
        story.lineages.filter((lineage) => lineage.reports.includes(id)).flatMap((lineage) => lineage.reports),
    );
    const others = story.reports.filter((one) => one !== id && (is || kin.has(one)));
    if (others.length === 0) return is ? "There is no other report." : "It is held to be a copy of none.";
    const [list, chosen] = radios(others, others.length === 1 ? others[0] : undefined, (one) => {
        const other = account.reports.get(one)!;
        return [h("b", {}, outlet(other)), ` ${reportDay(other)}: ${titleOf(other)}`];
    });
    const title = is ? "What was it copied from?" : "Of which report is it no copy?";
    return withReason(title, "Keep", [list], () => {
        const other = chosen();
        if (!other) throw new Error("Choose a report.");
        const on = [wholeReport(report), wholeReport(account.reports.get(other)!)];
        return [{ verb: is ? "copy" : "not_a_copy", on, old: is ? "" : "a copy" }];
    });
}
