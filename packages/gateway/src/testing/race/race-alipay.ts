// Alipay and its buyers in the simulation: trades appear when a buyer arrives, change only as Alipay lets them, and each change
// is a message which is sent until it is acknowledged, in any order and more than once.
import { formatYuan, parseYuan } from "@dedepay/alipay";
import { HttpFailure } from "../../platform/http-failure.ts";
import type { HttpRequest, HttpResponse, HttpSend } from "../../platform/platform.ts";
import { FakeAlipay, type FakeTrade, mapiNotification, openapiNotification } from "../fake-alipay.ts";

/** What a buyer holds after the pay page let him go: the address of a cashier. */
export type Link = {
  account: "mapi" | "openapi";
  outTradeNo: string;
  totalFen: bigint;
  subject: string;
  /** The money stays with Alipay until the buyer has confirmed. */
  escrow: boolean;
  untilMs: number;
};
export type Message = { accountId: string; outTradeNo: string; status: string; rawBody: Uint8Array; sent: number };

type Content = Omit<Link, "outTradeNo">;

const paidStatuses: readonly string[] = ["TRADE_SUCCESS", "TRADE_FINISHED"];

export class RaceAlipay {
  readonly fake: FakeAlipay = new FakeAlipay();
  readonly unacknowledged: Message[] = [];
  readonly acknowledged: Message[] = [];
  /** What a real buyer would have complained about. */
  readonly complaints: string[] = [];
  /** Trades which their buyer gave up or which ran out, by number. */
  readonly endedThere: Set<string> = new Set();
  /** Everything paid, by number, in fen. */
  readonly paid: Map<string, bigint> = new Map();
  readonly #contents = new Map<string, Content>();
  readonly #random: () => number;
  readonly #nowMs: () => number;
  #events = 0;
  /** How often a call fails; from 0 to 1. */
  roughness = 0;

  constructor(random: () => number, nowMs: () => number) {
    this.#random = random;
    this.#nowMs = nowMs;
  }

  readonly send: HttpSend = async (request) => {
    const luck = this.#random();
    if (luck < this.roughness * 0.3) throw new HttpFailure("network", { code: "ECONNRESET", timeoutMs: 1 });
    if (luck < this.roughness * 0.4) return garbage;
    const reply = await this.#carryOut(request);
    if (luck < this.roughness) throw new HttpFailure("timeout", { code: "UND_ERR_BODY_TIMEOUT", timeoutMs: 1 });
    return reply;
  };

  async #carryOut(request: HttpRequest): Promise<HttpResponse> {
    const before = new Map([...this.fake.trades].map(([number, trade]) => [number, { ...trade }]));
    const reply = await this.fake.send(request);
    for (const [number, trade] of this.fake.trades) {
      const was = before.get(number);
      if (was === undefined || (was.status === trade.status && was.refundedFen === trade.refundedFen)) continue;
      this.#tell(trade);
    }
    return reply;
  }

  /** The buyer comes to the cashier. Undefined: Alipay does not let him in. */
  arrive(link: Link): FakeTrade | undefined {
    const known = this.fake.trades.get(link.outTradeNo);
    const content = this.#contents.get(link.outTradeNo);
    if (known === undefined || content === undefined) {
      if (this.#nowMs() >= link.untilMs) return undefined;
      this.#contents.set(link.outTradeNo, link);
      return this.fake.trade(link.outTradeNo, { status: "WAIT_BUYER_PAY", totalFen: link.totalFen });
    }
    if (content.totalFen !== link.totalFen || content.subject !== link.subject)
      this.complaints.push(`TRADE_DATA_MATCH_ERROR for ${link.outTradeNo}`);
    return known.status === "WAIT_BUYER_PAY" ? known : undefined;
  }

  subjectOf(outTradeNo: string): string | undefined {
    return this.#contents.get(outTradeNo)?.subject;
  }

  pay(trade: FakeTrade): void {
    if (trade.status !== "WAIT_BUYER_PAY") return;
    const escrow = this.#contents.get(trade.outTradeNo)?.escrow === true;
    trade.status = escrow ? "WAIT_SELLER_SEND_GOODS" : this.#random() < 0.15 ? "TRADE_FINISHED" : "TRADE_SUCCESS";
    this.paid.set(trade.outTradeNo, trade.totalFen);
    this.#tell(trade);
  }

  /** The buyer has the goods of an escrow trade. */
  confirm(trade: FakeTrade): void {
    if (trade.status !== "WAIT_BUYER_CONFIRM_GOODS") return;
    trade.status = "TRADE_FINISHED";
    this.#tell(trade);
  }

  giveUp(trade: FakeTrade): void {
    if (trade.status !== "WAIT_BUYER_PAY") return;
    trade.status = "TRADE_CLOSED";
    this.endedThere.add(trade.outTradeNo);
    this.#tell(trade);
  }

  /** Trades that nobody paid in time end by themselves. */
  letRunOut(): void {
    for (const trade of this.fake.trades.values()) {
      const untilMs = this.#contents.get(trade.outTradeNo)?.untilMs ?? Number.POSITIVE_INFINITY;
      if (this.#nowMs() >= untilMs) this.giveUp(trade);
    }
  }

  refundByHand(trade: FakeTrade, fen: bigint): void {
    const rest = trade.totalFen - (trade.refundedFen ?? 0n);
    if (trade.status !== "TRADE_SUCCESS" || rest <= 0n) return;
    trade.refundedFen = (trade.refundedFen ?? 0n) + (fen < rest ? fen : rest);
    if (trade.refundedFen === trade.totalFen) trade.status = "TRADE_CLOSED";
    this.#tell(trade);
  }

  #tell(trade: FakeTrade): void {
    const account = this.#contents.get(trade.outTradeNo)?.account ?? "openapi";
    this.#events += 1;
    const refund = trade.refundedFen === undefined ? {} : refundFields(account, trade);
    const extra = { notify_id: `n${this.#events}`, ...(paidStatuses.includes(trade.status) && paidAt), ...refund };
    // The partner protocol's notification says that something was refunded, and not how much.
    const { refundedFen: _, ...plain } = trade;
    const rawBody = account === "mapi" ? mapiNotification(plain, extra) : openapiNotification(plain, extra);
    const { outTradeNo, status } = trade;
    this.unacknowledged.push({ accountId: account, outTradeNo, status, rawBody, sent: 0 });
  }
}

const paidAt = { gmt_payment: "2026-01-01 12:00:30" };
const garbage: HttpResponse = { status: 502, headers: {}, body: Buffer.from("<html>502 Bad Gateway</html>") };

function refundFields(account: "mapi" | "openapi", trade: FakeTrade): Record<string, string> {
  const sum = formatYuan(trade.refundedFen ?? 0n);
  if (account === "openapi") return { refund_fee: sum, gmt_refund: "2026-01-01 12:10:00" };
  return { refund_status: "REFUND_SUCCESS", gmt_refund: "2026-01-01 12:10:00" };
}

/** Out of what the pay page sent the browser to. */
export function linkOf(url: string): Link {
  const fields = Object.fromEntries(new URL(url).searchParams);
  if (fields["biz_content"] !== undefined)
    return contentLink(JSON.parse(fields["biz_content"]) as Record<string, string>);
  return {
    account: "mapi",
    outTradeNo: fields["out_trade_no"] ?? "",
    totalFen: parseYuan(fields["total_fee"] ?? fields["price"] ?? ""),
    subject: fields["subject"] ?? "",
    escrow: fields["service"] === "create_partner_trade_by_buyer",
    untilMs: Number.POSITIVE_INFINITY,
  };
}

/** Out of the content of an OpenAPI order. */
export function contentLink(content: Readonly<Record<string, string>>): Link {
  return {
    account: "openapi",
    outTradeNo: content["out_trade_no"] ?? "",
    totalFen: parseYuan(content["total_amount"] ?? ""),
    subject: content["subject"] ?? "",
    escrow: false,
    untilMs: Date.parse(`${content["time_expire"]?.replace(" ", "T")}+08:00`),
  };
}
