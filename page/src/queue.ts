// What is left to look at in a story, in the order in which the account has it. The page takes out only what was decided here
// and is not yet part of the account, and what the reader skipped.
import type { Account, ReportSpan, ReviewItem, Story, Why } from "./account.ts";
import { decisionsAt } from "./decisions.ts";
import { evidenceOf, type Evidence } from "./evidence.ts";
import { claimEvidence } from "./figures.ts";

export const WHY: Record<Why, { title: string; means: string }> = {
    conflict: { title: "Conflict", means: "Its sources contradict each other: was each number read right?" },
    maybe_two: {
        title: "Possibly two things",
        means: "The numbers lie far apart: do they count the same? If not, split them.",
    },
    maybe_one: {
        title: "Possibly one thing",
        means: "Two events of one type, day and place: are they one? Then merge them. If they are two, that is right.",
    },
    unsure: { title: "Low confidence", means: "Recount does not trust its own reading of this number." },
    one_witness: { title: "Rests on one witness", means: "Nobody else gives this figure: was it read right?" },
};

/** An item with what it stands on. */
export interface Task {
    item: ReviewItem;
    /** The same for the same words, in whatever account. */
    key: string;
    /** The claim's words, or a mention of each event. */
    words: ReportSpan[];
    evidence: Evidence;
}

const keyOf = (span: ReportSpan) => `${span.report} ${span.field ?? "text"} ${span.start}`;

function taskOf(story: Story, item: ReviewItem): Task | null {
    if (item.events) {
        const mentions = item.events.map((id) => story.events.find((event) => event.id === id)?.evidence?.[0]);
        const [one, other] = mentions;
        if (!one || !other) return null;
        return {
            item,
            key: [one, other].map(keyOf).sort().join("|"),
            words: [one, other],
            evidence: evidenceOf(other),
        };
    }
    const claim = story.figures
        .find((figure) => figure.id === item.figure)
        ?.claims.find((one) => one.id === item.claim);
    return claim ? { item, key: keyOf(claim), words: [claim], evidence: claimEvidence(claim) } : null;
}

/** What is left, the gravest first. */
export function tasks(account: Account, story: Story): Task[] {
    const all = (story.queue ?? []).map((item) => taskOf(story, item)).filter((task): task is Task => task !== null);
    const isKept = (words: ReportSpan) => decisionsAt(account, words).some((one) => one.outcome === "kept");
    return all.filter((task) => !task.words.every(isKept));
}
