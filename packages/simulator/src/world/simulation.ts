// Everything that one simulated Alipay holds in memory, wired together. A reset makes a new one. No protocol here: what a
// notification says comes in through the writers.
import { BillDesk } from "../bill/bill-desk.ts";
import type { PostForm } from "../platform/post-form.ts";
import type { RandomSource } from "../platform/random.ts";
import type { RealTime } from "../platform/real-time.ts";
import { Accounts } from "./accounts.ts";
import { AddressBook } from "./address-book.ts";
import { ExchangeLog } from "./exchange-log.ts";
import { MomentSeal } from "./moment-seal.ts";
import { NonceBook } from "./nonce-book.ts";
import { type Notice, NoticeOffice, type UnsentNotice } from "./notice-office.ts";
import { honestPlan, type NoticePlan } from "./notice-plan.ts";
import type { NoticeTarget, NoticeWriter, TradeEvent } from "./notice-writer.ts";
import { RefundBatches } from "./refund-batch.ts";
import { RefundWindows } from "./refund-windows.ts";
import { RuleBook } from "./rule-book.ts";
import { defaultSwitches, type Switches } from "./switches.ts";
import type { NoticeSummary, Trade } from "./trade.ts";
import { TradeBook } from "./trade-book.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { VisitBook } from "./visit-book.ts";
import type { World } from "./world.ts";

export interface SimulationOptions {
  world: World;
  real: RealTime;
  random: RandomSource;
  post: PostForm;
  writers: Record<"mapi" | "openapi", NoticeWriter>;
  startMs?: number | undefined;
  speed?: number | undefined;
  /** Serial of the first trade it makes; 1 unless it goes on from a snapshot. */
  nextTrade?: number | undefined;
  onError: (error: unknown) => void;
}

export class Simulation {
  readonly world: World;
  readonly switches: Switches;
  readonly accounts: Accounts;
  readonly trades: TradeBook = new TradeBook();
  /** Makes what only this simulation may have issued: anti-phishing stamps, ids of returns. */
  readonly seal: MomentSeal;
  readonly addresses: AddressBook = new AddressBook();
  readonly visits: VisitBook;
  readonly nonces: NonceBook = new NonceBook();
  readonly billDesk: BillDesk;
  readonly refundBatches: RefundBatches;
  readonly refundWindows: RefundWindows;
  readonly exchanges: ExchangeLog;
  readonly rules: RuleBook = new RuleBook();
  readonly clock: VirtualClock;
  readonly notices: NoticeOffice;
  readonly random: RandomSource;
  readonly #writers: Record<"mapi" | "openapi", NoticeWriter>;
  #nextTrade: number;

  constructor(options: SimulationOptions) {
    const { real, random, post, startMs, speed, onError } = options;
    // A copy: keys and contracts may change while it runs, and a reset begins with what was given.
    const world = structuredClone(options.world);
    this.world = world;
    this.switches = { ...defaultSwitches, ...world.switches };
    this.accounts = new Accounts(world);
    this.random = random;
    this.#nextTrade = options.nextTrade ?? 1;
    this.seal = new MomentSeal(random);
    this.#writers = options.writers;
    this.clock = new VirtualClock({
      real,
      onTimerError: onError,
      ...(startMs === undefined ? {} : { startMs }),
      ...(speed === undefined ? {} : { speed }),
    });
    this.visits = new VisitBook(random);
    this.billDesk = new BillDesk(random);
    this.refundBatches = new RefundBatches(random);
    this.refundWindows = new RefundWindows({
      clock: this.clock,
      windowMs: () => this.switches.refundWindowDays * 86_400_000,
      announce: (trade) => this.announce(trade, "status_changed"),
    });
    this.exchanges = new ExchangeLog();
    this.notices = new NoticeOffice({
      clock: this.clock,
      random,
      seal: this.seal,
      post,
      firstGapMinutes: () => this.switches.firstRetryGapMinutes,
      timeoutMs: () => this.switches.notifyTimeoutSeconds * 1000,
      onSend: (send) => this.exchanges.noteSend(send, this.clock.nowMs()),
    });
  }

  /** Changes what the simulation assumes from now on; a snapshot carries it. */
  assume(changes: Partial<Switches>): void {
    Object.assign(this.switches, changes);
    this.world.switches = { ...this.switches };
  }

  /** A serial for the next trade, 1 and up. */
  takeTradeSerial(): number {
    const serial = this.#nextTrade;
    this.#nextTrade += 1;
    return serial;
  }

  /** The serial which the next trade will get. */
  get nextTrade(): number {
    return this.#nextTrade;
  }

  /** Goes on sending a notification which a snapshot had under way. */
  resumeNotice(of: { target: NoticeTarget; notices: readonly NoticeSummary[] }, notice: UnsentNotice): void {
    const { target, notices } = of;
    const summary = notices.findLast(({ notifyId }) => notifyId === notice.notifyId);
    if (summary === undefined) return;
    this.notices.resume({ ...notice, target, summary, writer: this.#writers[target.account.protocol] });
  }

  /** Notifies the merchant, where the switches say that Alipay would. */
  async announce(trade: Trade, event: TradeEvent): Promise<void> {
    if (this.#wouldAnnounce(trade, event)) await this.announceAs(trade, event);
  }

  /** Notifies the merchant whatever the switches say, with what a scenario does to the notification. */
  async announceAs(trade: Trade, event: TradeEvent, changes?: Partial<NoticePlan>): Promise<void> {
    const { account, service, outTradeNo } = trade.order;
    const writer = this.#writers[account.protocol];
    const ruled = this.rules.isEmpty
      ? honestPlan
      : this.rules.noticePlan({
          protocol: account.protocol,
          service,
          account: account.id,
          outTradeNo,
          amountFen: trade.totalFen,
          tradeStatus: trade.status,
        });
    const immediateRetries = trade.order.product === "qr" ? this.switches.faceToFaceImmediateRetries : 0;
    const plan = changes === undefined && immediateRetries === 0 ? ruled : { ...ruled, immediateRetries, ...changes };
    const notice: Notice = {
      facts: (notifyId) => writer.facts(trade, { notifyId, event }),
      label: trade.status,
      keep: (summary) => {
        trade.notices = trade.notices.concat(summary);
      },
    };
    await this.notices.announce(trade.order, notice, { writer, plan });
  }

  /** Notifies the merchant about something which is no trade: a batch of refunds. */
  async announceOther(target: NoticeTarget, notice: Notice, service: string): Promise<void> {
    const { account, outTradeNo } = target;
    const occasion = { protocol: account.protocol, service, account: account.id, outTradeNo, amountFen: undefined };
    const plan = this.rules.noticePlan(occasion);
    await this.notices.announce(target, notice, { writer: this.#writers[account.protocol], plan });
  }

  close(): void {
    this.clock.close();
    this.exchanges.end();
  }

  #wouldAnnounce(trade: Trade, event: TradeEvent): boolean {
    const { order, status } = trade;
    const isOpenapi = order.account.protocol === "openapi";
    if (event === "refunded" || event === "refund_status_changed") return this.switches.notifyRefunds;
    if (status === "WAIT_BUYER_PAY")
      return this.switches.notifyWaitBuyerPay.includes(isOpenapi ? "openapi" : order.kind);
    if (isOpenapi && status === "TRADE_CLOSED") return this.switches.notifyOpenapiClosed;
    if (isOpenapi && status === "TRADE_FINISHED" && trade.paidMs !== this.clock.nowMs()) {
      return this.switches.notifyOpenapiFinished;
    }
    return true;
  }
}
