// An invented account for the browser tests: a ferry fire told by five reports. Some of it is hostile on purpose:
// markup in titles, names and texts, an emoji before the words that count, Arabic, an outlet whose name never ends.
// Spans are found by their words, in code points, as the program writes them.

export const LONG_OUTLET =
    "The Quarterly Gazette of the United Lighthouse Keepers Harbour Pilots Rope Makers Net Menders Sail Sewers Barge Owners " +
    "Lock Wardens and Ferry Passengers of Port Aveling Upper Wick Lower Wick and Sandholm";
export const HOSTILE_TITLE = '</script><img src=x onerror="window.broken = true"> Ferry burns off Port Aveling';
export const HOSTILE_OUTLET = "<b onclick=alert(1)>Kestrel</b> Wire";
export const HOSTILE_SENTENCE = "A note on the hull read <script>window.broken = true</script> in red paint.";

const texts = {
    post: [
        "🔥🔥 At least 12 people were killed when the ferry Marigold caught fire off Port Aveling on Tuesday, said harbour master Ines Čapek.",
        "“We counted twelve, and we are still counting,” Ms Čapek said, “for as long as it takes.”",
        "About 400 people stood on the quay. Passengers carried 30 crates of apples.",
        "READ MORE: How the Marigold was built",
    ],
    kestrel: [
        "The coast guard put the number of the dead at 19 on Wednesday.",
        HOSTILE_SENTENCE,
        "At least 12 people were killed when the ferry Marigold caught fire off Port Aveling, the harbour master said.",
    ],
    gazette: [
        "No fewer than 12 persons died as the ferry Marigold took fire off Port Aveling, according to the master of the harbour.",
        "The owners said no more than 9 people were killed.",
        "“We have counted twelve and we go on counting,” said Ines Capek.",
        "More than 5,000 people stood on the quay, the union said.",
    ],
    arabic: ["احترقت العبارة ماريغولد قبالة الميناء يوم الثلاثاء."],
    late: [
        "The inquiry into the fire opened a week after it. Dozens of relatives came; 31 people are still in hospital.",
    ],
};

const FACTS = {
    post: {
        outlet: "Harbour Post",
        title: "🚢 Twelve dead in ferry fire off Port Aveling",
        published: "2031-03-04",
        stated: true,
        agencies: [],
    },
    kestrel: { outlet: HOSTILE_OUTLET, title: HOSTILE_TITLE, published: "2031-03-05", stated: true, agencies: ["KW"] },
    gazette: { outlet: LONG_OUTLET, title: "Ferry takes fire", published: "2031-03-05", stated: false, agencies: [] },
    arabic: {
        outlet: "أخبار الميناء",
        title: "حريق في العبارة",
        published: "2031-03-04",
        stated: true,
        agencies: [],
        language: "ar",
        language_name: "Arabic",
        language_reason: "Its words are Arabic.",
        annotated: false,
    },
    late: { outlet: "Harbour Post", title: null, published: null, stated: false, agencies: [] },
};

const text = (id) => texts[id].join("\n\n");
const points = (string) => [...string].length;

/** The span of the words in the report's text (or title): { report, start, end }, in code points. */
export function at(report, words, field) {
    const whole = field === "title" ? FACTS[report].title : text(report);
    const index = whole.indexOf(words);
    if (index < 0) throw new Error(`not in ${report}: ${words}`);
    const start = points(whole.slice(0, index));
    return { report, start, end: start + points(words), ...(field ? { field } : {}) };
}

const range = (span) => ({ start: span.start, end: span.end });
const pair = (span) => [span.start, span.end];

function report(id) {
    const { outlet, title, published, stated, agencies, language = "en", ...more } = FACTS[id];
    return {
        id,
        sha256: points(id).toString(16).padStart(64, "0"),
        text: text(id),
        title,
        outlet,
        agencies,
        published,
        published_stated: stated,
        published_reason: published
            ? stated
                ? "A line at the head of the report."
                : "It says “Tuesday” of the fire, which another report dates."
            : null,
        published_evidence: published && !stated ? [at("post", "on Tuesday")] : [],
        url: null,
        language,
        ...more,
        blocks: texts[id].map((paragraph) => ({
            ...range(at(id, paragraph)),
            kind: paragraph.startsWith("READ MORE") ? "link" : "paragraph",
        })),
    };
}

function claim(id, words, sentence, low, high, modifier, witness, more = {}) {
    const { source, kind, ...rest } = more;
    return {
        ...at(id, words, rest.field),
        text: words,
        low,
        high,
        modifier,
        witness,
        denied: false,
        evidence: range(at(id, sentence, rest.field)),
        source: source ? { text: source, name: null, ...range(at(id, source)), chain: [], kind } : null,
        lineage: null,
        ...rest,
    };
}

const figures = [
    {
        id: "f1",
        event: "fire",
        quantity: "killed",
        scope: "total",
        status: "conflict",
        reason: {
            kind: "no_common_number",
            claims: [5, 4],
            values: [9, 19],
            text: "the owners' 9 at most and the coast guard's 19 cannot both be true.",
        },
        low: 9,
        best: 12,
        high: 19,
        witnesses: 3,
        claims: [
            claim("post", "At least 12", texts.post[0], 12, null, "at_least", 1, {
                source: "harbour master Ines Čapek",
                lineage: "l1",
            }),
            claim("kestrel", "At least 12", texts.kestrel[2], 12, null, "at_least", 1, {
                source: "the harbour master",
                lineage: "l1",
            }),
            claim("gazette", "No fewer than 12", texts.gazette[0], 12, null, "at_least", 1, {
                source: "the master of the harbour",
                lineage: "l1",
            }),
            claim("post", "Twelve", FACTS.post.title, 12, 12, "exact", 1, { field: "title" }),
            claim("kestrel", "19", texts.kestrel[0], 19, 19, "exact", 2, { source: "The coast guard", kind: "official" }),
            claim("gazette", "no more than 9", texts.gazette[1], null, 9, "at_most", 3, { source: "The owners", kind: "party" }),
        ],
    },
    {
        id: "f2",
        event: "fire",
        quantity: "attendance",
        scope: "onlookers",
        status: "refines",
        reason: { kind: "fits_all", claims: [], values: [5001], text: "One number fits all 3 mentions, by 3 witnesses." },
        low: 24,
        best: 5000,
        high: 5000,
        best_rule: "most_exact",
        witnesses: 2,
        claims: [
            claim("post", "About 400", "About 400 people stood on the quay.", 400, 400, "approx", 1),
            claim("gazette", "More than 5,000", texts.gazette[3], 5000, null, "more_than", 2, { source: "the union" }),
            claim("late", "Dozens", "Dozens of relatives came;", 24, 99, "vague", 3),
        ],
    },
    {
        id: "f3",
        event: "inquiry",
        quantity: "hospitalized",
        scope: "total",
        status: "single",
        reason: { kind: "single", claims: [], values: [], text: "One mention only." },
        witnesses: 1,
        claims: [claim("late", "31", "31 people are still in hospital.", 31, 31, "exact", 1)],
    },
    {
        id: "f4",
        event: "fire",
        quantity: "other:crates",
        scope: "total",
        status: "single",
        reason: { kind: "single", claims: [], values: [], text: "One mention only." },
        witnesses: 1,
        claims: [claim("post", "30", "Passengers carried 30 crates of apples.", 30, 30, "exact", 1)],
    },
];

/** The account as the program gives it. */
export const account = {
    provenance: { program: "recount 0.1.0", codebook: "0123abcd", model: null },
    unread: [{ input: "photo<i>.png", reason: "a picture, not a report" }],
    reports: Object.keys(texts).map(report),
    stories: [
        {
            id: "s1",
            title: HOSTILE_TITLE,
            reports: Object.keys(texts),
            summary: {
                reports: 5,
                outlets: 4,
                witnesses: 4,
                first: "2031-03-04",
                last: "2031-03-12",
                places: ["Port Aveling"],
            },
            events: [
                {
                    id: "fire",
                    type: "disaster",
                    date: "2031-03-04",
                    date_end: null,
                    date_stated: true,
                    date_reason: "Stated.",
                    date_evidence: [],
                    place: { name: "Port Aveling <s>", id: null },
                    title: "Fire on the ferry <i>Marigold</i>",
                    actors: [],
                    reports: ["post", "kestrel", "gazette", "arabic"],
                    evidence: [
                        at("post", "the ferry Marigold caught fire off Port Aveling on Tuesday"),
                        at("kestrel", "the ferry Marigold caught fire"),
                        at("arabic", "احترقت العبارة"),
                    ],
                },
                {
                    id: "inquiry",
                    type: "investigation",
                    date: "2031-03-11",
                    date_end: null,
                    date_stated: false,
                    date_reason: "“A week after” the fire of 4 March.",
                    date_evidence: [at("late", "a week after it")],
                    place: null,
                    title: "Inquiry opens",
                    actors: [],
                    reports: ["late"],
                    evidence: [at("late", "The inquiry into the fire opened a week after it.")],
                },
                {
                    id: "built",
                    type: "launch",
                    date: null,
                    place: null,
                    title: "The Marigold is built",
                    actors: [],
                    reports: ["post"],
                    evidence: [at("post", "How the Marigold was built")],
                },
            ],
            figures,
            statements: [
                {
                    speaker: "Ines Čapek",
                    variants: [
                        {
                            report: "post",
                            spans: [
                                pair(at("post", "We counted twelve, and we are still counting")),
                                pair(at("post", "for as long as it takes")),
                            ],
                            direct: true,
                            embed: false,
                            cue: "said",
                        },
                        {
                            report: "gazette",
                            spans: [pair(at("gazette", "We have counted twelve and we go on counting"))],
                            direct: true,
                            embed: false,
                            cue: "said",
                            differences: [pair(at("gazette", "have")), pair(at("gazette", "go on"))],
                        },
                    ],
                },
                {
                    speaker: null,
                    variants: [
                        {
                            report: "gazette",
                            spans: [pair(at("gazette", "no more than 9 people were killed"))],
                            direct: false,
                            embed: false,
                            cue: "said",
                        },
                    ],
                },
            ],
            entities: [
                {
                    id: "e1",
                    name: "Ines Čapek",
                    type: "person",
                    aliases: [
                        { text: "Ines Čapek", ...at("post", "Ines Čapek") },
                        { text: "Ms Čapek", ...at("post", "Ms Čapek") },
                        { text: "Ines Capek", ...at("gazette", "Ines Capek") },
                    ],
                },
            ],
            lineages: [
                {
                    id: "l1",
                    agency: "KW",
                    kind: "reworded",
                    reports: ["post", "kestrel", "gazette"],
                    passages: [
                        [
                            at("post", texts.post[0].slice(5)),
                            at("kestrel", texts.kestrel[2]),
                            at("gazette", texts.gazette[0]),
                        ],
                        [at("post", texts.post[1]), at("gazette", texts.gazette[2])],
                    ],
                    relations: [
                        { from: "kestrel", to: "post", kind: "copy", share: 0.4 },
                        { from: "kestrel", to: "gazette", kind: "reworded", share: 0.25 },
                    ],
                },
            ],
        },
    ],
};

/** The least that the contract allows: no blocks, no summary, nothing optional. */
export const bare = {
    provenance: {},
    reports: [
        {
            id: "one",
            sha256: "00",
            text: "Ten people were hurt.",
            title: null,
            outlet: null,
            agencies: [],
            published: null,
            published_stated: false,
            published_evidence: [],
        },
    ],
    stories: [
        {
            id: "s",
            title: null,
            reports: ["one"],
            events: [],
            figures: [
                {
                    id: "f",
                    event: null,
                    quantity: "injured",
                    scope: "total",
                    status: "single",
                    reason: null,
                    low: 10,
                    best: 10,
                    high: 10,
                    witnesses: 1,
                    claims: [
                        {
                            report: "one",
                            start: 0,
                            end: 3,
                            text: "Ten",
                            low: 10,
                            high: 10,
                            modifier: "exact",
                            evidence: { start: 0, end: 21 },
                            denied: false,
                            source: null,
                            lineage: null,
                        },
                    ],
                },
            ],
            statements: [],
            entities: [],
            lineages: [],
        },
    ],
};

/** An account of many reports, as long as news usually is: for the size of the page and its first second. */
export function many(reports) {
    const filler = texts.post.concat(texts.kestrel, texts.gazette).join("\n\n").repeat(3).slice(0, 3600);
    const ids = Array.from({ length: reports }, (_, i) => `r${i}`);
    const figure = (n, status, claims) => ({
        id: `m${n}`,
        event: "fire",
        quantity: "killed",
        scope: `ward ${n}`,
        status,
        reason: { kind: "fits_all", claims: [], values: [], text: "A sentence that says why." },
        witnesses: claims,
        claims: Array.from({ length: claims }, (_, i) => ({
            report: ids[(n * 7 + i) % reports],
            start: 9,
            end: 11,
            text: "12",
            low: 10 + i * n,
            high: 10 + i * n,
            modifier: "exact",
            witness: i + 1,
            evidence: { start: 0, end: 120 },
            denied: false,
            source: null,
            lineage: null,
        })),
    });
    return {
        ...account,
        reports: ids.map((id) => ({ ...report("kestrel"), id, outlet: `Outlet ${id}`, text: filler, blocks: [] })),
        stories: [
            {
                ...account.stories[0],
                reports: ids,
                events: Array.from({ length: reports }, (_, i) => ({
                    id: `e${i}`,
                    type: "attack",
                    date: `2031-03-${String((i % 28) + 1).padStart(2, "0")}`,
                    title: `Event ${i}`,
                    reports: [ids[i]],
                    evidence: [{ report: ids[i], start: 0, end: 40 }],
                    date_stated: i % 3 > 0,
                })),
                figures: [
                    ...Array.from({ length: 30 }, (_, i) => figure(i, "conflict", 8)),
                    ...Array.from({ length: 300 }, (_, i) => figure(100 + i, "single", 1)),
                ],
                statements: Array.from({ length: 3 * reports }, (_, i) => ({
                    speaker: `Speaker ${i % 40}`,
                    variants: [{ report: ids[i % reports], spans: [[0, 80]], direct: true, embed: false, cue: "said" }],
                })),
                entities: [],
                lineages: [],
            },
        ],
    };
}
