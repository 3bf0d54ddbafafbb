// Any number of invented stories for the tests of the front: floods, strikes and fires in invented towns, each told by four
// reports that are as long as news usually is. The same number gives the same stories. Every third story has sources that
// contradict each other, every fourth a number that moved, every fifth a number that stands in copies only.

const TOWNS = [
    "Vellmar",
    "Oranto",
    "Kesh",
    "Port Aldo",
    "Sunnvik",
    "Maré",
    "Tolbaz",
    "Quill Bay",
    "Hadersund",
    "Esk Mills",
];
const KINDS = [
    { type: "disaster", title: "Flood", quantity: "killed", told: "people were killed when the river rose" },
    { type: "protest", title: "Strike march", quantity: "attendance", told: "people marched through the old town" },
    {
        type: "disaster",
        title: "Warehouse fire",
        quantity: "injured",
        told: "people were hurt when a warehouse burned",
    },
];
const OUTLETS = ["Morning Lantern", "Valley Courier", "Coast Wire", "The Evening Plough"];
const PEOPLE = ["Marta Oduya", "Ilan Brezh", "Sofie Tannenberg", "Karim Voss", "Lucía Ferrand", "Petra Holm"];
const FILLER = [
    "Schools stayed closed and buses ran on half their lines.",
    "Neighbours brought blankets to the sports hall, where cots stood in four rows.",
    "The council meets again in the evening to hear what the engineers have found.",
    "A baker on the corner gave away bread until his shelves were empty.",
    "Trains to the coast left two hours late, the railway said.",
    "Many asked why the warning had come so late, and who had signed it.",
    "Volunteers carried sandbags along the embankment until it was dark.",
    "The hospital called back its night shift and asked visitors to stay away.",
];

/** One report's text of about 3,500 letters, and where in it the words stand that the account points to. */
function write(seed, sentences) {
    let text = "";
    const places = [];
    sentences.forEach((sentence, i) => {
        places.push({ start: text.length, end: text.length + sentence.length });
        text += sentence;
        for (let k = 0; k < 9; ++k) text += ` ${FILLER[(seed * 7 + i * 3 + k * 5) % FILLER.length]}`;
        text += "\n\n";
    });
    return { text, places };
}

function story(n) {
    const town = `${TOWNS[n % TOWNS.length]}${n >= TOWNS.length ? ` ${Math.floor(n / TOWNS.length)}` : ""}`;
    const kind = KINDS[n % KINDS.length];
    const date = new Date(Date.UTC(2031, 0, 1 + (n % 300))).toISOString().slice(0, 10);
    const next = new Date(Date.UTC(2031, 0, 2 + (n % 300))).toISOString().slice(0, 10);
    const base = 10 + (n % 90);
    const status = n % 3 === 0 ? "conflict" : n % 4 === 0 ? "evolving" : n % 5 === 0 ? "repeated" : "agree";
    const counts =
        status === "conflict"
            ? [base, base * 3, base * 2, base]
            : status === "evolving"
              ? [base, base, base + 7, base + 9]
              : [base, base, base, base];
    const reports = [];
    const claims = [];
    const statements = [];
    const mentions = [];
    counts.forEach((count, i) => {
        const person = PEOPLE[(n + i) % PEOPLE.length];
        const id = `r${n}-${i}`;
        const first = `${person} said ${count.toLocaleString("en")} ${kind.told} in ${town} on Monday.`;
        const { text, places } = write(n + i, [
            first,
            `“We will not forget this week,” ${person} said.`,
            `In ${town} the lights came back at noon.`,
            `More was not known of ${town}.`,
            `${person} left for the capital.`,
            `The road to ${town} stayed shut.`,
        ]);
        const number = first.indexOf(String(count.toLocaleString("en")));
        reports.push({
            id,
            sha256: "0".repeat(64),
            text,
            title: `${kind.title} in ${town}: ${count.toLocaleString("en")}, says ${person}`,
            outlet: OUTLETS[i],
            url: `https://news.example/${id}`,
            language: "en",
            annotated: true,
            published: i < 2 ? date : next,
            published_stated: true,
            published_reason: "Its metadata tell.",
            blocks: places.map((place) => ({ ...place, kind: "paragraph" })),
        });
        claims.push({
            report: id,
            start: number,
            end: number + count.toLocaleString("en").length,
            text: count.toLocaleString("en"),
            low: count,
            high: count,
            modifier: "exact",
            evidence: { start: 0, end: first.length },
            denied: false,
            confidence: 0.97,
            source: { text: person, name: person, start: 0, end: person.length, chain: [], kind: "official" },
            witness: status === "repeated" ? 1 : i + 1,
            lineage: null,
        });
        for (let k = 0; k < 8; ++k)
            statements.push({
                speaker: person,
                variants: [
                    {
                        report: id,
                        spans: [[places[1].start, places[1].start + 30]],
                        direct: true,
                        embed: false,
                        cue: "said",
                        differences: [],
                    },
                ],
            });
        for (const place of places) mentions.push({ text: person, report: id, start: place.start, end: place.end });
    });
    const figure = (id, more) => ({
        id,
        event: "e0",
        quantity: kind.quantity,
        scope: "total",
        status,
        reason: {
            kind: status === "evolving" ? "moved" : "fits_all",
            claims: status === "evolving" ? [0, 3] : [],
            values: [],
            text: "A sentence that says why.",
        },
        low: Math.min(...counts),
        best: base,
        high: Math.max(...counts),
        witnesses: status === "repeated" ? 1 : 4,
        claims,
        ...more,
    });
    return {
        reports,
        story: {
            id: `s${n + 1}`,
            title: `${kind.title} in ${town}`,
            reports: reports.map((report) => report.id),
            summary: {
                reports: 4,
                outlets: 4,
                witnesses: status === "repeated" ? 1 : 4,
                first: date,
                last: next,
                places: [town],
            },
            events: Array.from({ length: 6 }, (_, i) => ({
                id: `e${i}`,
                type: kind.type,
                date,
                date_stated: true,
                place: { name: town, lat: -50 + ((n * 7) % 110), lon: -170 + ((n * 37) % 340) },
                title: i ? `Aftermath ${i}, ${town}` : `${kind.title}, ${town}`,
                reports: i ? [reports[i % 4].id] : reports.map((report) => report.id),
                evidence: reports.map((report) => ({ report: report.id, start: 0, end: 40 })),
            })),
            figures: [
                figure("f0"),
                ...Array.from({ length: 14 }, (_, i) =>
                    figure(`f${i + 1}`, {
                        event: `e${1 + (i % 5)}`,
                        quantity: "money",
                        scope: `part ${i}`,
                        status: "single",
                        claims: [claims[i % 4]],
                        witnesses: 1,
                    }),
                ),
            ],
            statements,
            entities: PEOPLE.map((name, i) => ({
                id: `p${i}`,
                name,
                type: "person",
                aliases: mentions.map((one) => ({ ...one, text: name })),
            })),
            lineages: [],
        },
    };
}

/** The account of `count` stories. */
export function storiesAccount(count) {
    const all = Array.from({ length: count }, (_, n) => story(n));
    return {
        provenance: { program: "recount 0.1.0", codebook: "0123abcd", model: null },
        unread: [],
        reports: all.flatMap((one) => one.reports),
        stories: all.map((one) => one.story),
    };
}
