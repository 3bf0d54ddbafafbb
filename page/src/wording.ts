// The words of the page for numbers, days, statuses and quantities: those of the contract, as English says them.
import type { Account, AccountEvent, Claim, Figure, Report, Source, Standing, Status } from "./account.ts";
import { opening, words } from "./text.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const TITLE_LENGTH = 90;
/** Words of at most so many letters stand for somebody who is named elsewhere ("it", "he", "they"). */
const PRONOUN = 4;
const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

export const STATUS: Record<Status, { title: string; means: string }> = {
    conflict: { title: "Conflict", means: "no number makes all claims true" },
    evolving: { title: "Evolving", means: "later claims replace earlier ones" },
    refines: { title: "Refines", means: "one number can make all claims true" },
    repeated: { title: "Repeated", means: "the same number, by one witness only" },
    agree: { title: "Agree", means: "the same number, by two witnesses or more" },
    single: { title: "Single", means: "one mention only" },
};

/** What a label means that stands beside a number that is not plainly asserted. */
const TOLD: Record<Exclude<Standing, "asserted">, string> = {
    denied: "The report says that this is not so.",
    planned: "Not counted yet: it is to come, demanded or supposed.",
    feared: "Not counted yet: it is feared.",
    earlier: "Of another happening, before the one that the report is about.",
    general: "Of no single happening.",
};

/** From these confidences on, a reading is called likely and sure. */
const LIKELY = 0.6;
const SURE = 0.9;

export function number(value: number): string {
    return NUMBER.format(value);
}

export function plural(count: number, one: string, many = `${one}s`): string {
    return `${number(count)} ${count === 1 ? one : many}`;
}

export function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a, b and c" */
export function listed(items: string[]): string {
    if (items.length < 2) return items.join("");
    return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** Strips a time of day: the page speaks of days. */
function dayOf(date: string): string {
    return date.length > 10 ? date.slice(0, 10) : date;
}

/** Milliseconds. */
export const DAY = 86_400_000;

/** The day of a date that tells one; null of a month, a year or none. */
export function exactDay(date: string | null | undefined): Date | null {
    return date && /^\d{4}-\d{2}-\d{2}/.test(date) ? new Date(`${dayOf(date)}T00:00:00Z`) : null;
}

/** "16 Aug 2020", "Aug 2020" or "2020", as much as is known; anything else as it stands. */
export function day(date: string | null | undefined, options: { weekday?: boolean; year?: boolean } = {}): string {
    if (!date) return "";
    const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
    if (!parts) return date;
    const [, year, month, number_] = parts;
    const name = month ? MONTHS[Number(month) - 1] : undefined;
    if (!name) return year!;
    const tail = options.year === false ? name : `${name} ${year}`;
    if (!number_) return `${name} ${year}`;
    const weekday = options.weekday ? `${WEEKDAYS[new Date(dayOf(date)).getUTCDay()] ?? ""} ` : "";
    return `${weekday}${Number(number_)} ${tail}`;
}

/** "16–24 Aug 2020", "30 Aug – 2 Sept 2020", or one day. */
export function days(
    first: string | null | undefined,
    last: string | null | undefined,
    options: { year?: boolean } = {},
): string {
    if (!first || !last || dayOf(first) === dayOf(last)) return day(first ?? last, options);
    const [a, b] = [dayOf(first), dayOf(last)];
    if (a.length < 10 || b.length < 10) return `${day(a)} – ${day(b)}`;
    if (a.slice(0, 7) === b.slice(0, 7)) return `${Number(a.slice(8))}–${day(b, options)}`;
    return `${day(a, { year: a.slice(0, 4) !== b.slice(0, 4) })} – ${day(b, options)}`;
}

export function isOther(quantity: string): boolean {
    return quantity.startsWith("other:") || quantity === "other";
}

/** "Vote share", "Buses" for other:buses. */
export function quantity(name: string): string {
    return capital(name.replace(/^other:/, "").replaceAll("_", " "));
}

/** What follows each number on a figure's axis. */
export function unit(figure: Figure): string {
    return figure.unit ? ` ${figure.unit}` : figure.quantity === "vote_share" ? " %" : "";
}

export function scoped(quantityName: string, scope: string | undefined): string {
    return scope && scope !== "total" ? `${quantity(quantityName)}, ${scope}` : quantity(quantityName);
}

/** What a claim says of its number, in symbols: "≥ 100,000", "≤ 100,000", "20,000–99,999", "≈ 5,000". */
export function bounds(claim: Pick<Claim, "low" | "high" | "modifier">, suffix = ""): string {
    const { low, high, modifier } = claim;
    if (low === null && high === null) return "no bound";
    if (high === null) return `${modifier === "more_than" ? ">" : "≥"} ${number(low!)}${suffix}`;
    if (low === null) return `${modifier === "less_than" ? "<" : "≤"} ${number(high)}${suffix}`;
    if (low === high) return `${modifier === "approx" ? "≈ " : ""}${number(low)}${suffix}`;
    return `${number(low)}–${number(high)}${suffix}`;
}

/** "planned", "denied"; null where a claim is plainly asserted. */
export function standing(claim: Claim): Exclude<Standing, "asserted"> | null {
    if (claim.denied) return "denied";
    return claim.standing && claim.standing in TOLD ? (claim.standing as Exclude<Standing, "asserted">) : null;
}

/** The standing that all claims of a figure share, where they tell of nothing that is already so. */
export function sharedStanding(figure: Figure): string | null {
    const [first, ...others] = figure.claims.map(standing);
    return first && first !== "denied" && others.every((one) => one === first) ? first : null;
}

/** What stands beside a claim's number apart from how sure it is: "planned", "one, not stated as a number". */
export function labels(claim: Claim): string[] {
    return [standing(claim), claim.implicit && "one, not stated as a number"].filter((one) => typeof one === "string");
}

/** "74%", rounded down so that it fits the word before it; never "100%" or "0%", for no reading is beyond doubt. */
function percent(confidence: number): string {
    const whole = Math.floor(Math.round(confidence * 1000) / 10);
    return whole > 99 ? ">99%" : whole < 1 ? "<1%" : `${whole}%`;
}

/** "sure 97%", "likely 74%", "unsure 41%": how well Recount trusts its reading of a claim. Null where it does not tell. */
export function sureness(claim: Claim): { word: string; percent: string } | null {
    const { confidence } = claim;
    if (confidence === undefined) return null;
    const word = confidence >= SURE ? "sure" : confidence >= LIKELY ? "likely" : "unsure";
    return { word, percent: percent(confidence) };
}

/** The same and the labels in sentences, for the report that opens behind a claim. */
export function reading(claim: Claim): string[] {
    const told = standing(claim);
    const sure = sureness(claim);
    return [
        told && `${capital(told)}. ${TOLD[told]}`,
        claim.implicit && "One, not stated as a number.",
        sure && `Read right with a probability of ${sure.percent}.`,
    ].filter((one) => typeof one === "string");
}

/** Who counts, in a word or two: "expert", "party concerned". Null where its own words tell that already ("Police"). */
export function sourceKind(source: Source): string | null {
    const kind = source.kind === "party" ? "party concerned" : source.kind;
    return kind && !source.text.toLowerCase().includes(kind) ? kind : null;
}

/** How a report is called: by its outlet. A file's name is none; several without one in a story are counted. */
export function outlet(report: Report | undefined): string {
    const name = report?.outlet?.replace(/^www\./, "");
    return name || (report?.unnamed ? `outlet not named (${report.unnamed})` : "outlet not named");
}

export function outletOf(account: Account, id: string): string {
    return outlet(account.reports.get(id));
}

/** Who gives a number, in few words: "Doina Prisăcaru", "the health ministry", else the outlet in its own voice. */
export function voice(account: Account, claim: Claim): string {
    const { source } = claim;
    if (!source) return outletOf(account, claim.report);
    return sourceWords(source, true).replace(/^(An?|The) /, (article) => article.toLowerCase());
}

/** "the health ministry, in Times of Malta", or the outlet alone in its own voice. */
export function by(account: Account, claim: Claim): string {
    const outlet_ = outletOf(account, claim.report);
    return claim.source ? `${voice(account, claim)}, in ${outlet_}` : outlet_;
}

/** A source by its words and its name: both only where neither holds the other. A name alone stands for a pronoun. */
export function sourceWords(source: Source, brief = false): string {
    const { text, name } = source;
    if (!name || name === text) return text;
    if (brief || name.includes(text) || text.length <= PRONOUN) return name;
    return text.includes(name) ? text : `${text} (${name})`;
}

/** A claim's number as worded; of a victim without a number word, whose words are "a", the number itself. */
export function numberOf(claim: Claim): string {
    return (!claim.implicit && claim.text?.replace(/\s+/g, " ").trim()) || bounds(claim);
}

/**
 * A sentence of the account as people read it: reports by their outlet instead of their id, days as "16 Aug 2020". What
 * stands in quotation marks are a report's own words and stay.
 */
export function readable(account: Account, sentence: string): string {
    return sentence.replace(/"[^"]*"|“[^”]*”|[^\s"“”(),;]+/g, (token) => {
        const [, word = "", tail = ""] = /^(.*?)([.:]*)$/.exec(token) ?? [];
        const report = account.reports.get(word);
        if (report) return outlet(report) + tail;
        return /^\d{4}-\d{2}-\d{2}$/.test(word) ? day(word) + tail : token;
    });
}

/** How a report is titled: else by the words it begins with. */
export function titleOf(report: Report): string {
    const line = words(report, opening(report));
    return line.length > TITLE_LENGTH && !report.title
        ? `${line.slice(0, TITLE_LENGTH).replace(/\s+\S*$/, "")} …`
        : line || "untitled report";
}

/** "23 Aug 2020, inferred" */
export function reportDay(report: Report): string {
    if (!report.published) return "day open";
    const known = days(report.published, report.published_end);
    return report.published_stated === false ? `${known}, inferred` : known;
}

export function eventDay(event: AccountEvent, options: { weekday?: boolean } = {}): string {
    if (!event.date) return "day open";
    return event.date_end && event.date_end !== event.date
        ? days(event.date, event.date_end)
        : day(event.date, options);
}
