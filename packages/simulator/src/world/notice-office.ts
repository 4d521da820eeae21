// Sends notifications until the merchant acknowledges with exactly `success`, by Alipay's schedule, on the virtual
// clock; remembers which notify_id is still worth a notify_verify. It must not know what a notification says.
import type { PostForm, PostOutcome } from "../platform/post-form.ts";
import type { RandomSource } from "../platform/random.ts";
import type { MomentSeal } from "./moment-seal.ts";
import type { NoticePlan } from "./notice-plan.ts";
import { nextGapMs } from "./notice-schedule.ts";
import type { NoticeTarget, NoticeWriter } from "./notice-writer.ts";
import type { NoticeAttempt, NoticeSummary } from "./trade.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface NoticeSend {
  target: NoticeTarget;
  url: string;
  fields: ReadonlyMap<string, string>;
  outcome: PostOutcome;
  acknowledged: boolean;
  signedText: string;
  plan: NoticePlan;
}

export interface NoticeOfficeOptions {
  clock: VirtualClock;
  random: RandomSource;
  seal: MomentSeal;
  post: PostForm;
  firstGapMinutes: () => number;
  timeoutMs: () => number;
  onSend: (send: NoticeSend) => void;
}

/** One thing to tell: the fields under a given notify_id, and where people will find what became of it. */
export interface Notice {
  facts: (notifyId: string) => Map<string, string>;
  /** What it tells, for people: mostly a trade_status. */
  label: string;
  keep: (summary: NoticeSummary) => void;
}

/** A notification which still has to be sent, as a snapshot keeps it. */
export interface UnsentNotice {
  notifyId: string;
  url: string;
  facts: ReadonlyMap<string, string>;
  plan: NoticePlan;
  /** How often it has been sent. */
  sends: number;
  nextAtMs: number;
}

interface Pending extends UnsentNotice {
  target: NoticeTarget;
  summary: NoticeSummary;
  writer: NoticeWriter;
}

/** On a return_url the id can be checked for about a minute, any number of times. */
const returnIdLifeMs = 60_000;
/** Ids of returns were seen with an encoded slash, which has to survive one decoding of the address. */
const returnIdHead = "RqPnCoPT3K9%2Fvwbh3I";
const nothing: ReadonlyMap<string, string> = new Map();
const acknowledgement = Buffer.from("success", "latin1");

export class NoticeOffice {
  readonly #options: NoticeOfficeOptions;
  readonly #pending = new Map<string, Pending>();

  constructor(options: NoticeOfficeOptions) {
    this.#options = options;
  }

  /** Tells the merchant. Resolves after the first send; later ones follow on the clock. */
  announce(target: NoticeTarget, notice: Notice, how: { writer: NoticeWriter; plan: NoticePlan }): Promise<void> {
    const url = target.notifyUrl;
    if (url === undefined) return Promise.resolve();
    const { clock } = this.#options;
    const { writer, plan } = how;
    const suffix = target.account.protocol === "mapi" ? "97g" : "smp";
    const notifyId = plan.notifyId ?? `${this.#options.random.hex(16)}${suffix}`;
    const facts = notice.facts(notifyId);
    const state = plan.withheld ? "withheld" : "pending";
    const summary: NoticeSummary = { notifyId, status: notice.label, state, attempts: [] };
    if (plan.sender !== "alipay") summary.sender = plan.sender;
    notice.keep(summary);
    if (plan.withheld) return Promise.resolve();
    for (const [name, value] of Object.entries(plan.change)) {
      if (value === null) facts.delete(name);
      else facts.set(name, value);
    }
    const nextAtMs = clock.nowMs() + plan.delayMs;
    const pending: Pending = { notifyId, target, url, summary, facts, writer, plan, sends: 0, nextAtMs };
    this.#pending.set(notifyId, pending);
    if (plan.delayMs > 0) {
      clock.setTimer(plan.delayMs, () => this.#send(pending));
      return Promise.resolve();
    }
    return clock.track(this.#send(pending));
  }

  /** What still has to be sent, and to whom. One which is on its way this moment counts as not sent. */
  unsent(): ReadonlyArray<{ target: NoticeTarget; notice: UnsentNotice }> {
    return Array.from(this.#pending.values(), (pending) => {
      const { notifyId, target, url, facts, plan, sends, nextAtMs } = pending;
      return { target, notice: { notifyId, url, facts, plan, sends, nextAtMs } };
    });
  }

  /** Goes on with a notification of a snapshot at its time. */
  resume(pending: Pending): void {
    const { clock } = this.#options;
    this.#pending.set(pending.notifyId, pending);
    clock.setTimer(pending.nextAtMs - clock.nowMs(), () => this.#send(pending));
  }

  /** An id for a browser return, checkable for a minute. */
  issueReturnId(sellerId: string): string {
    const { clock, seal } = this.#options;
    return `${returnIdHead}${seal.issue(`return ${sellerId}`, clock.nowMs())}`;
  }

  /** What notify_verify answers: whether Alipay sent this id to this seller and it is still fresh. */
  isFresh(sellerId: string, notifyId: string): boolean {
    const pending = this.#pending.get(notifyId);
    if (pending?.plan.sender === "alipay") return pending.target.sellerId === sellerId;
    if (!notifyId.startsWith(returnIdHead)) return false;
    const { clock, seal } = this.#options;
    const issuedMs = seal.issuedMs(`return ${sellerId}`, notifyId.slice(returnIdHead.length));
    return issuedMs !== undefined && clock.nowMs() <= issuedMs + returnIdLifeMs;
  }

  async #send(pending: Pending): Promise<void> {
    const copies = pending.sends === 0 ? Math.max(1, pending.plan.copies) : 1;
    let acknowledged = false;
    for (let copy = 0; copy < copies; copy += 1) acknowledged = (await this.#sendOnce(pending)) || acknowledged;
    const further = pending.sends === 0 ? pending.plan.immediateRetries : 0;
    for (let retry = 0; retry < further && !acknowledged; retry += 1) acknowledged = await this.#sendOnce(pending);
    pending.sends += 1;
    const { summary } = pending;
    if (acknowledged) return this.#finish(pending, "acknowledged");
    // Nobody but Alipay tries again by Alipay's schedule.
    const gapMs =
      pending.plan.sender !== "alipay" ? undefined : nextGapMs(pending.sends, this.#options.firstGapMinutes());
    if (gapMs === undefined) return this.#finish(pending, "given_up");
    summary.state = "pending";
    // By then the merchant may have the new key.
    if (pending.plan.deserves === "refusal") pending.plan = { ...pending.plan, deserves: "either" };
    const { clock } = this.#options;
    pending.nextAtMs = clock.nowMs() + gapMs;
    clock.setTimer(gapMs, () => this.#send(pending));
  }

  async #sendOnce(pending: Pending): Promise<boolean> {
    const { target, url, writer, facts, summary, plan } = pending;
    const { clock, post, timeoutMs, onSend } = this.#options;
    const atMs = clock.nowMs();
    const fields = new Map(facts);
    if (!("notify_time" in plan.change)) fields.set("notify_time", writer.time(atMs));
    const { body, contentType, signedText } = writer.form(
      { ...target, charset: plan.charset ?? target.charset },
      fields,
      {
        forge: plan.sender === "forger",
      },
    );
    const outcome = await post({ url, body, contentType: plan.contentType ?? contentType, timeoutMs: timeoutMs() });
    const acknowledged = isAcknowledged(outcome);
    summary.attempts = summary.attempts.concat(attemptOf(outcome, acknowledged, atMs));
    onSend({ target, url, fields, outcome, acknowledged, signedText, plan });
    return acknowledged;
  }

  #finish(pending: Pending, state: "acknowledged" | "given_up"): void {
    pending.summary.state = state;
    // The collector of garbage finds what was deleted from a map late; this is most of what a notification weighs.
    pending.facts = nothing;
    this.#pending.delete(pending.summary.notifyId);
  }
}

/** Only the seven bytes `success` under HTTP 200 count. */
function isAcknowledged(outcome: PostOutcome): boolean {
  return outcome.kind === "answered" && outcome.status === 200 && acknowledgement.equals(outcome.body);
}

function attemptOf(outcome: PostOutcome, acknowledged: boolean, atMs: number): NoticeAttempt {
  if (acknowledged) return atMs;
  if (outcome.kind === "unreachable") return { atMs, outcome: outcome.reason, answer: undefined };
  return { atMs, outcome: `HTTP ${outcome.status}`, answer: outcome.body.toString("utf8").slice(0, 200) };
}
