// The workbench beside an open report: what stands at the words, what can be decided on it with one key each, what the last
// decision did, and what is left to look at. The report with the words stays in sight all the while. The page decides
// nothing by itself: it writes down what a person says (keepers.ts), and shows what the account makes of it.
import type { Account, AccountEvent, ReportSpan, Story } from "./account.ts";
import { actionsOn, type Action, type Doing } from "./actions.ts";
import { beside, card, decisionWords, effectCard, type Effect } from "./cards.ts";
import { decisionsAt, verbWords, type Choice, type Decided } from "./decisions.ts";
import { h, type Child } from "./dom.ts";
import { thingsAt, type Told } from "./effects.ts";
import { evidenceOf, type Beside, type Evidence, type Viewer } from "./evidence.ts";
import { claimEvidence } from "./figures.ts";
import * as forms from "./forms.ts";
import { areKeysOn, KeyHelp } from "./key_help.ts";
import { myName, setMyName, type Keeper, type Kept } from "./keepers.ts";
import { wordsOfProblem } from "./live.ts";
import { markedWords, WordMark } from "./marking.ts";
import { tasks, WHY, type Task } from "./queue.ts";
import { keep, kept } from "./storage.ts";
import { isSame, KIND, kindOf, subjectsAt, type Subject } from "./subjects.ts";
import { number, STATUS } from "./wording.ts";

/** What the workbench needs of the page. */
export interface Desk {
    account: Account;
    keeper: Keeper;
    /** The story that is open. */
    story(): Story | null;
    /** Takes over what a decision made of it. */
    adopt(kept: Kept): void;
    /** What is to be done once there is nothing left to look at: a link to the next story; null where there is none. */
    next(): Child;
}

/** The places of a decision's words in the account. */
function wordsOn(decided: Decided): ReportSpan[] {
    return decided.on
        .filter((place) => place.report !== undefined && place.start !== undefined)
        .map(({ report, start, end, field }) => ({
            report: report!,
            start: start!,
            end: end!,
            ...(field ? { field } : {}),
        }));
}

const OPEN_KEY = "recount:workbench";

export class Workbench implements Beside {
    readonly element = h("aside", { class: "bench", "aria-label": "Decide" });
    private readonly said_ = h("p", { class: "bench-said", role: "status" });
    private readonly body_ = h("div", { class: "bench-body" });
    private readonly desk_: Desk;
    private readonly viewer_: Viewer;
    private readonly help_ = new KeyHelp();
    private evidence_: Evidence | null = null;
    private subjects_: Subject[] = [];
    private chosen_ = 0;
    private form_: forms.Form | null = null;
    private effect_: Effect | null = null;
    private mark_: WordMark | null = null;
    /** What is being looked at; null where a cell was opened. */
    private task_: Task | null = null;
    private isReviewing_ = false;
    private readonly skipped_ = new Set<string>();
    /** Ids of what was decided here, a list for each time. */
    private readonly done_: string[][] = [];
    private isBusy_ = false;

    constructor(desk: Desk, viewer: Viewer) {
        this.desk_ = desk;
        this.viewer_ = viewer;
        this.element.append(this.said_, this.body_);
        document.addEventListener("selectionchange", () => this.offerMarked());
    }

    // ---- the queue

    /** Begins with the gravest. */
    review(): void {
        this.isReviewing_ = true;
        this.skipped_.clear();
        this.effect_ = null;
        this.say("");
        this.goOn();
    }

    private left(): Task[] {
        const story = this.desk_.story();
        return story ? tasks(this.desk_.account, story).filter((task) => !this.skipped_.has(task.key)) : [];
    }

    /** To the first that is left behind `after`, else to the first of all. */
    private goOn(after: string[] = []): void {
        const left = this.left();
        this.form_ = null;
        this.task_ = left.find((task) => after.includes(task.key)) ?? left[0] ?? null;
        if (this.task_) this.viewer_.open([this.task_.evidence]);
        else if (this.viewer_.isOpen) this.draw();
        else this.viewer_.open(this.anything());
    }

    /** A place to stand at where nothing is left. */
    private anything(): Evidence[] {
        const claim = this.desk_.story()?.figures[0]?.claims[0];
        return claim ? [claimEvidence(claim)] : [];
    }

    private skip(): void {
        if (!this.task_) return;
        const behind = this.behind();
        this.skipped_.add(this.task_.key);
        this.say("");
        this.goOn(behind);
    }

    /** The keys of what comes after the one that is being looked at. */
    private behind(): string[] {
        const left = this.left();
        const at = left.findIndex((task) => task.key === this.task_?.key);
        return left.slice(at + 1).map((task) => task.key);
    }

    // ---- beside the viewer

    get isOpen(): boolean {
        return this.isReviewing_ || kept(OPEN_KEY) === "open";
    }

    toggle(): void {
        if (this.isOpen) {
            this.isReviewing_ = false;
            this.task_ = null;
            keep(OPEN_KEY, "closed");
        } else keep(OPEN_KEY, "open");
    }

    show(evidence: Evidence): void {
        const story = this.desk_.story();
        this.evidence_ = evidence;
        this.form_ = null;
        this.mark_ = null;
        this.subjects_ = story ? subjectsAt(this.desk_.account, story, evidence) : [];
        this.chosen_ = 0;
        if (this.task_ && this.task_.evidence.report !== evidence.report) this.task_ = this.taskAt(evidence);
        this.draw();
        this.element.scrollTop = 0;
    }

    private taskAt(evidence: Evidence): Task | null {
        const [said] = evidence.said;
        if (!this.isReviewing_ || !said) return null;
        return (
            this.left().find((task) =>
                task.words.some((words) => isSame(words, { ...said, report: evidence.report })),
            ) ?? null
        );
    }

    closed(): void {
        this.isReviewing_ = false;
        this.task_ = null;
        this.form_ = null;
        this.mark_ = null;
        this.effect_ = null;
        this.say("");
    }

    /** Escape leaves the form, or the marking of words, before it leaves the report. */
    cancel(): boolean {
        if (!this.form_ && !this.mark_) return false;
        this.form_ = null;
        this.mark_ = null;
        getSelection()?.removeAllRanges();
        this.say("");
        this.draw();
        this.viewer_.focusWords();
        return true;
    }

    key(event: KeyboardEvent): boolean {
        if (event.ctrlKey || event.metaKey || event.altKey) return false;
        if (this.mark_) return this.keyWhileMarking(event);
        const { target } = event;
        if (target instanceof HTMLElement && target.closest("input, select, textarea")) return false;
        if (!areKeysOn() && event.key !== "?") return false;
        if (event.key === " " && target instanceof HTMLElement && target.closest("button, a, summary")) return false;
        const digit = Number(event.key);
        if (digit >= 1 && digit <= this.subjects_.length) return this.choose(digit - 1);
        const action = this.actions().find((one) => one.key === event.key.toLowerCase());
        if (!action) return false;
        action.run();
        return true;
    }

    private keyWhileMarking(event: KeyboardEvent): boolean {
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step && event.shiftKey) this.mark_!.widen(step);
        else if (step) this.mark_!.move(step);
        else if (event.key === "Enter") this.takeMarked();
        else return false;
        if (step) this.say(`Marked: “${this.mark_!.words}”`);
        return true;
    }

    // ---- drawing

    private get subject(): Subject | undefined {
        return this.subjects_[this.chosen_];
    }

    private choose(at: number): boolean {
        this.chosen_ = at;
        this.form_ = null;
        this.draw();
        return true;
    }

    private draw(): void {
        this.body_.replaceChildren(
            ...[
                this.drawQueue(),
                this.effect_ && effectCard(this.effect_, this.desk_.keeper.isLive, this.undoButton()),
                this.isReviewing_ && !this.task_ && this.left().length === 0 ? null : this.drawSubject(),
                this.drawFoot(),
            ].filter((one): one is HTMLElement => one !== null),
        );
    }

    private drawQueue(): HTMLElement | null {
        if (!this.isReviewing_) return null;
        const left = this.left().length;
        const skipped = this.skipped_.size > 0 ? `, ${number(this.skipped_.size)} skipped` : "";
        const [first, ...more] = this.task_?.item.why ?? [];
        return h(
            "section",
            { class: "bench-queue", "aria-label": "What is left" },
            h("p", { class: "left" }, h("b", {}, number(left)), ` left to look at${skipped}`),
            first
                ? [
                      h("h3", { class: first }, WHY[first].title),
                      h("p", {}, WHY[first].means),
                      more.length > 0 &&
                          h(
                              "p",
                              { class: "meta" },
                              `Also: ${more.map((why) => WHY[why].title.toLowerCase()).join(", ")}`,
                          ),
                  ]
                : left === 0 && [
                      h("h3", {}, "Nothing is left"),
                      h("p", {}, skipped ? "All but what was skipped has been looked at." : "All has been looked at."),
                      this.desk_.next(),
                  ],
        );
    }

    private drawSubject(): HTMLElement {
        const { subject } = this;
        const tabs = this.subjects_.length > 1 && this.drawTabs();
        const story = this.desk_.story();
        if (!subject || !story) return h("section", {}, h("p", { class: "meta" }, "Nothing here can be decided on."));
        const view = {
            account: this.desk_.account,
            story,
            open: (evidence: Evidence[]) => this.viewer_.open(evidence),
        };
        const pair = this.pair(story);
        return h(
            "section",
            { class: "bench-subject", "aria-label": KIND[subject.kind] },
            tabs,
            this.form_
                ? [card(view, subject, pair), this.drawForm(this.form_)]
                : [card(view, subject, pair), this.drawActions(), this.drawDecisions(), beside(view, subject)],
        );
    }

    /** The two events that are asked about; none where it is something else. */
    private pair(story: Story): AccountEvent[] {
        return (this.task_?.item.events ?? [])
            .map((id) => story.events.find((event) => event.id === id))
            .filter((event) => event !== undefined);
    }

    private drawTabs(): HTMLElement {
        return h(
            "div",
            { class: "tabs", role: "group", "aria-label": "What stands at these words" },
            ...this.subjects_
                .slice(0, 9)
                .map((one, i) =>
                    h(
                        "button",
                        { type: "button", "aria-pressed": String(i === this.chosen_), onclick: () => this.choose(i) },
                        h("kbd", {}, String(i + 1)),
                        ` ${KIND[one.kind]}`,
                    ),
                ),
        );
    }

    private drawActions(): HTMLElement {
        return h(
            "div",
            { class: "actions", role: "group", "aria-label": "Decide" },
            ...this.actions()
                .filter((action) => action.key !== "u" && action.key !== "?")
                .map((action) =>
                    h(
                        "button",
                        {
                            type: "button",
                            onclick: () => action.run(),
                            "aria-keyshortcuts": action.key === " " ? "Space" : action.key,
                        },
                        h("kbd", {}, action.key === " " ? "Space" : action.key),
                        ` ${action.name}`,
                    ),
                ),
        );
    }

    private drawForm(form: forms.Form): HTMLElement {
        const fault = h("p", { class: "fault", role: "alert" });
        const submit = (event: Event) => {
            event.preventDefault();
            try {
                void this.take(form.choices());
            } catch (problem) {
                fault.textContent = (problem as Error).message;
            }
        };
        return h(
            "form",
            { class: "bench-form", onsubmit: submit, "aria-label": form.title, novalidate: true },
            h("h4", {}, form.title),
            ...form.body,
            fault,
            h(
                "p",
                { class: "submit" },
                h("button", { type: "submit" }, form.submit),
                h("button", { type: "button", onclick: () => this.cancel() }, "Cancel ", h("kbd", {}, "Esc")),
            ),
        );
    }

    /** What people decided on these words. */
    private drawDecisions(): Child {
        const { evidence_: evidence, desk_: desk } = this;
        const said = evidence?.said[0];
        if (!evidence || !said) return null;
        const report = desk.account.reports.get(evidence.report);
        const on =
            this.subject?.kind === "report"
                ? desk.account.decisions.filter(
                      (one) =>
                          one.outcome !== "undone" &&
                          one.on.some((place) => place.sha256 === report?.sha256 && place.start === undefined),
                  )
                : decisionsAt(desk.account, { ...said, report: evidence.report });
        if (on.length === 0) return null;
        return h(
            "ul",
            { class: "decided-here" },
            ...on.map((one) => h("li", {}, ...decisionWords(one), " ", this.takeBack(one))),
        );
    }

    private takeBack(decided: Decided): HTMLElement {
        return h("button", { type: "button", class: "turn", onclick: () => void this.undo([decided.id]) }, "Take back");
    }

    private undoButton(): Child {
        if (this.effect_?.isUndone || this.done_.length === 0) return null;
        return h(
            "button",
            { type: "button", class: "undo", onclick: () => void this.undoLast(), "aria-keyshortcuts": "u" },
            h("kbd", {}, "u"),
            " Undo",
        );
    }

    private drawFoot(): HTMLElement {
        const name = h("input", { type: "text", autocomplete: "name", id: "bench-name" });
        name.value = myName();
        name.addEventListener("change", () => setMyName(name.value));
        return h(
            "footer",
            { class: "bench-foot" },
            h("p", { class: "field" }, h("label", { for: "bench-name" }, "Who decides"), name),
            h(
                "button",
                { type: "button", onclick: () => this.help_.open(), "aria-keyshortcuts": "?" },
                h("kbd", {}, "?"),
                " Keys",
            ),
        );
    }

    private say(words: string, look = "bench-said"): void {
        this.said_.className = look;
        this.said_.textContent = words;
    }

    // ---- deciding

    private actions(): Action[] {
        const { subject } = this;
        const story = this.desk_.story();
        const doing: Doing = {
            open: (form) => this.openForm(form),
            take: (choice) => void this.take([choice]),
        };
        const all: Action[] =
            subject && story ? actionsOn(this.desk_.account, story, subject, this.pair(story), doing) : [];
        if (this.desk_.account.reports.get(this.evidence_?.report ?? "")?.text)
            all.push({ key: "a", name: "Add a number", run: () => this.mark() });
        if (this.task_) all.push({ key: " ", name: "Skip", run: () => this.skip() });
        else if (!this.isReviewing_ && this.left().length > 0)
            all.push({ key: "q", name: "Go through what is left", run: () => this.review() });
        all.push({ key: "u", name: "Undo", run: () => void this.undoLast() });
        all.push({ key: "?", name: "Keys", run: () => this.help_.open() });
        return all;
    }

    private openForm(form: forms.Form | string): void {
        if (typeof form === "string") return this.say(form);
        this.say("");
        this.form_ = form;
        this.draw();
        const first =
            this.body_.querySelector<HTMLElement>("form input:checked") ??
            this.body_.querySelector<HTMLElement>("form input, form select");
        first?.focus();
        first?.scrollIntoView({ block: "nearest" });
    }

    /** The places at which the effect shows: those of the subject, and of what the choices are on. */
    private placesOf(choices: Choice[]): ReportSpan[] {
        const { account } = this.desk_;
        const ids = new Map([...account.reports.values()].map((report) => [report.sha256, report.id]));
        return choices.flatMap((choice) =>
            choice.on.map((target) => ({
                report: ids.get(target.report) ?? "",
                start: target.start ?? 0,
                end: target.end ?? 0,
                ...(target.field === "title" ? { field: "title" as const } : {}),
            })),
        );
    }

    private async take(choices: Choice[]): Promise<void> {
        const kind = choices[0]?.verb === "claim" ? "claim" : (this.subject?.kind ?? "claim");
        const places = this.placesOf(choices);
        const before = thingsAt(this.desk_.account, this.desk_.story(), kind, places);
        const behind = this.behind();
        const done = await this.send(choices);
        if (!done) return;
        this.done_.push(done.map((one) => one.id));
        const decided = done.map((one) => one.decided).filter((one): one is Decided => one !== null);
        // Where a name is taken out, all that stands behind it in its report moves.
        const moved = decided.filter((one) => one.verb === "redact").flatMap((one) => wordsOn(one));
        if (moved[0]) this.evidence_ = evidenceOf(moved[0]);
        this.tell(choices, kind, before.told, moved.length > 0 ? moved : before.words, decided, false);
        this.after(behind);
    }

    private tell(
        choices: Choice[],
        kind: Subject["kind"],
        before: Told[],
        words: ReportSpan[],
        decided: Decided[],
        isUndone: boolean,
    ): void {
        const after = thingsAt(this.desk_.account, this.desk_.story(), kind, words).told;
        this.effect_ = { choices, before, after, decided, isUndone };
        const misfit = decided.find((one) => one.outcome === "misfit");
        const what = choices.map((choice) => verbWords(choice.verb)).join(", ");
        // Seen, it stands below with more.
        const now = after.map(
            (one) => `${one.name} ${one.value}${one.status ? `, ${STATUS[one.status].title.toLowerCase()}` : ""}`,
        );
        this.say(
            misfit
                ? `Cannot be followed: ${misfit.why ?? ""}.`
                : `${isUndone ? "Taken back" : "Decided"}: ${what}.${this.desk_.keeper.isLive && now.length ? ` Now: ${now.join("; ")}.` : ""}`,
            "unheard",
        );
    }

    /** Shows the words again, or the next ones that are left. */
    private after(behind: string[]): void {
        this.form_ = null;
        this.mark_ = null;
        getSelection()?.removeAllRanges();
        const story = this.desk_.story();
        if (!story || (this.evidence_ && !story.reports.includes(this.evidence_.report))) {
            if (this.isReviewing_ && story) this.goOn(behind);
            else this.viewer_.close();
        } else if (this.isReviewing_) this.goOn(behind);
        else this.viewer_.open([this.evidence_!]);
    }

    private async send(choices: Choice[]): Promise<Kept[] | null> {
        if (this.isBusy_) return null;
        this.isBusy_ = true;
        const done: Kept[] = [];
        try {
            for (const choice of choices) {
                const kept = await this.desk_.keeper.decide(choice);
                done.push(kept);
                this.desk_.adopt(kept);
            }
        } catch (problem) {
            this.say(`Not kept: ${wordsOfProblem(problem)}`);
            if (done.length === 0) return null;
        } finally {
            this.isBusy_ = false;
        }
        return done;
    }

    private async undoLast(): Promise<void> {
        const last = this.done_.at(-1);
        if (!last) return this.say("Nothing was decided here that could be undone.");
        if (await this.undo(last)) this.done_.pop();
    }

    /** Takes decisions back, whoever made them; true where that was kept. */
    async undo(ids: string[]): Promise<boolean> {
        const { account } = this.desk_;
        const undone = account.decisions.filter((one) => ids.includes(one.id));
        const choices = undone.map((one): Choice => ({
            verb: one.verb,
            on: one.on.map(({ sha256, field, start, end }) => ({
                report: sha256,
                ...(field ? { field } : {}),
                ...(start === undefined ? {} : { start, end: end! }),
            })),
            ...(one.new === undefined ? {} : { new: one.new }),
        }));
        const kind = undone[0] ? kindOf(undone[0]) : "claim";
        const before = thingsAt(account, this.desk_.story(), kind, this.placesOf(choices));
        const done = await this.send([...ids].reverse().map((id) => ({ verb: "undo", on: [], of: id })));
        if (!done) return false;
        this.tell(choices, kind, before.told, before.words, [], true);
        if (!this.viewer_.isOpen) return true;
        // The names are back, and nothing stands where it stood.
        if (this.desk_.keeper.isLive && undone.some((one) => one.verb === "redact")) {
            this.viewer_.close();
            return true;
        }
        if (this.isReviewing_) {
            const places = this.placesOf(choices);
            const task = this.left().find((one) =>
                one.words.some((words) => places.some((place) => isSame(place, words))),
            );
            this.goOn(task ? [task.key] : []);
        } else if (this.evidence_) this.viewer_.open([this.evidence_]);
        return true;
    }

    // ---- marking words

    /** Takes the words that the mouse marked; else the keyboard marks some. */
    private mark(): void {
        const report = this.desk_.account.reports.get(this.evidence_?.report ?? "");
        const said = this.evidence_?.said[0];
        if (!report) return;
        if (markedWords(report, this.viewer_.article)) return this.takeMarked();
        this.mark_ = new WordMark(report, this.viewer_.article, said ?? { start: 0, end: 0 });
        this.viewer_.focusWords();
        this.say("Mark the number: ← → move, Shift widens, Enter takes it, Escape leaves.");
    }

    private takeMarked(): void {
        const { account } = this.desk_;
        const story = this.desk_.story();
        const report = account.reports.get(this.evidence_?.report ?? "");
        const span = report && markedWords(report, this.viewer_.article);
        if (!span || !story) return this.say("No words of the report are marked.");
        this.mark_ = null;
        this.openForm(forms.addClaim(account, story, account.deciding!, span));
    }

    /** Says what can be done with words that the mouse marked. */
    private offerMarked(): void {
        if (!this.isOpen || !this.viewer_.isOpen || this.mark_ || this.form_) return;
        const report = this.desk_.account.reports.get(this.evidence_?.report ?? "");
        const span = report && markedWords(report, this.viewer_.article);
        if (span) this.say("Press a to add the number in the marked words.");
    }
}
