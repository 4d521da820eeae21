// A stand-in for Alipay's server side in the gateway's own tests: a few trades, signed answers, and every kind of bad day.
// It is no simulator; what a real Alipay would refuse is judged elsewhere.
import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { formatYuan, parseYuan, signTestNotification } from "@dedepay/alipay";
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpRequest, HttpResponse, HttpSend } from "../platform/platform.ts";
import { testAppId, testMd5Key, testPartner } from "./test-identity.ts";

export const appKeys: { privateKey: string; publicKey: string } = newKeys();
export const alipayKeys: { privateKey: string; publicKey: string } = newKeys();

export type FakeTrade = {
  outTradeNo: string;
  tradeNo: string;
  status: string;
  totalFen: bigint;
  sellerId: string;
  refundedFen?: bigint;
};

/** `lost`: Alipay carries the call out, its answer never arrives. */
export type Mood = "answers" | "times_out" | "unreachable" | "garbage" | "unsigned" | "lost" | { refuses: string };

export class FakeAlipay {
  readonly trades: Map<string, FakeTrade> = new Map();
  /** Refunds that were carried out, by the merchant's number. */
  readonly refunds: Map<string, { tradeNo: string; amountFen: bigint }> = new Map();
  readonly calls: { service: string; fields: Record<string, string> }[] = [];
  mood: Mood = "answers";
  /** OpenAPI answers 10000 without fund_change. */
  slowRefunds = false;
  /** What notify_verify says. */
  freshness: "true" | "false" = "true";
  /** What the Date of its answers says; undefined: they have none. */
  clockMs: (() => number) | undefined;
  #serial = 0;
  #held: Promise<void> | undefined;

  /** A buyer opened the cashier of this number and left it in this state. */
  trade(outTradeNo: string, o: { status: string; totalFen: bigint; sellerId?: string }): FakeTrade {
    this.#serial += 1;
    const trade = {
      outTradeNo,
      tradeNo: `20260101${String(this.#serial).padStart(20, "0")}`,
      status: o.status,
      totalFen: o.totalFen,
      sellerId: o.sellerId ?? testPartner,
    };
    this.trades.set(outTradeNo, trade);
    return trade;
  }

  callsOf(service: string): Record<string, string>[] {
    return this.calls.filter((call) => call.service === service).map((call) => call.fields);
  }

  /** Until it is released nothing is answered. */
  hold(): () => void {
    let release = (): void => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  /** Runs before an answer leaves: Alipay's notifications may be faster than its answers. */
  beforeAnswer: ((service: string) => Promise<void>) | undefined;

  readonly send: HttpSend = async (request) => {
    const fields = fieldsOf(request);
    const service = fields["service"] ?? fields["method"] ?? "";
    const business = JSON.parse(fields["biz_content"] ?? "{}") as Record<string, string>;
    this.calls.push({ service, fields: { ...fields, ...business } });
    await this.#held;
    if (this.mood === "times_out") throw new HttpFailure("timeout", { code: "UND_ERR_HEADERS_TIMEOUT", timeoutMs: 1 });
    if (this.mood === "unreachable") throw new HttpFailure("network", { code: "ECONNRESET", timeoutMs: 1 });
    if (this.mood === "garbage") return reply("<html>502 Bad Gateway</html>", 502);
    const said = service.startsWith("alipay.") ? this.#openapi(service, business) : this.#mapi(service, fields);
    await this.beforeAnswer?.(service);
    if (this.mood === "lost") throw new HttpFailure("timeout", { code: "UND_ERR_BODY_TIMEOUT", timeoutMs: 1 });
    if (this.clockMs === undefined) return said;
    return { ...said, headers: { ...said.headers, date: new Date(this.clockMs()).toUTCString() } };
  };

  #mapi(service: string, fields: Record<string, string>): HttpResponse {
    if (service === "notify_verify") return reply(this.freshness);
    if (typeof this.mood === "object")
      return reply(xml(`<is_success>F</is_success><error>${this.mood.refuses}</error>`));
    if (service.startsWith("refund_fastpay")) return this.#mapiRefund(service, fields);
    const asked = fields["out_trade_no"] ?? fields["out_order_no"] ?? "";
    const byNumber = (trade: FakeTrade): boolean => trade.tradeNo === fields["trade_no"];
    const trade = this.trades.get(asked) ?? [...this.trades.values()].find(byNumber);
    if (trade === undefined) return reply(xml("<is_success>F</is_success><error>TRADE_NOT_EXIST</error>"));
    if (service === "send_goods_confirm_by_platform") {
      if (!["WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS"].includes(trade.status))
        return reply(xml("<is_success>F</is_success><error>TRADE_STATUS_NOT_AVAILD</error>"));
      trade.status = "WAIT_BUYER_CONFIRM_GOODS";
    }
    if (service === "close_trade") {
      if (trade.status !== "WAIT_BUYER_PAY")
        return reply(xml("<is_success>F</is_success><error>TRADE_STATUS_NOT_AVAILD</error>"));
      trade.status = "TRADE_CLOSED";
    }
    if (service !== "single_trade_query") return reply(xml("<is_success>T</is_success>"));
    const children = Object.entries(tradeFields(trade)).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = children.map(([name, value]) => `${name}=${value}`).join("&");
    const sign =
      this.mood === "unsigned"
        ? "0".repeat(32)
        : createHash("md5")
            .update(text + testMd5Key)
            .digest("hex");
    const body = children.map(([name, value]) => `<${name}>${value}</${name}>`).join("");
    return reply(
      xml(
        `<is_success>T</is_success><request></request><response><trade>${body}</trade></response><sign>${sign}</sign><sign_type>MD5</sign_type>`,
      ),
    );
  }

  /** Carried out once per number, as Alipay does. False: there is not so much left. */
  #refund(requestNo: string, trade: FakeTrade, amountFen: bigint): boolean {
    if (this.refunds.has(requestNo)) return true;
    if ((trade.refundedFen ?? 0n) + amountFen > trade.totalFen) return false;
    this.refunds.set(requestNo, { tradeNo: trade.tradeNo, amountFen });
    trade.refundedFen = (trade.refundedFen ?? 0n) + amountFen;
    if (trade.refundedFen === trade.totalFen) trade.status = "TRADE_CLOSED";
    return true;
  }

  #mapiRefund(service: string, fields: Record<string, string>): HttpResponse {
    const batchNo = fields["batch_no"] ?? "";
    if (service === "refund_fastpay_query") {
      const done = this.refunds.get(batchNo);
      if (done === undefined) return reply("is_success=F&error_code=REFUND_NOT_EXIST");
      const details = `${batchNo}^${done.tradeNo}^${formatYuan(done.amountFen)}^SUCCESS`;
      return reply(`is_success=T&result_details=${details}`);
    }
    const [tradeNo = "", amount = ""] = (fields["detail_data"] ?? "").split("^");
    const trade = [...this.trades.values()].find((one) => one.tradeNo === tradeNo);
    if (trade !== undefined) this.#refund(batchNo, trade, parseYuan(amount));
    return reply(xml("<is_success>T</is_success>"));
  }

  #openapi(service: string, business: Record<string, string>): HttpResponse {
    const trade = this.trades.get(business["out_trade_no"] ?? "");
    if (typeof this.mood === "object") return this.#json(service, refusal(this.mood.refuses));
    if (service === "alipay.trade.precreate") {
      const outTradeNo = business["out_trade_no"];
      return this.#json(service, {
        ...ok,
        out_trade_no: outTradeNo,
        qr_code: `https://qr.alipay.test/${this.callsOf(service).length}`,
      });
    }
    if (trade === undefined) return this.#json(service, refusal("ACQ.TRADE_NOT_EXIST"));
    const requestNo = business["out_request_no"] ?? "";
    if (service === "alipay.trade.refund") {
      if (!this.#refund(requestNo, trade, parseYuan(business["refund_amount"] ?? "")))
        return this.#json(service, refusal("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"));
      const fundChange = this.slowRefunds ? {} : { fund_change: "Y", refund_fee: formatYuan(trade.refundedFen ?? 0n) };
      return this.#json(service, { ...ok, out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo, ...fundChange });
    }
    if (service === "alipay.trade.fastpay.refund.query") {
      const done = this.refunds.get(requestNo);
      const found = { out_request_no: requestNo, refund_status: "REFUND_SUCCESS" };
      const about = done === undefined ? {} : { ...found, refund_amount: formatYuan(done.amountFen) };
      return this.#json(service, { ...ok, out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo, ...about });
    }
    if (service === "alipay.trade.close") {
      if (trade.status !== "WAIT_BUYER_PAY") return this.#json(service, refusal("ACQ.REASON_TRADE_STATUS_INVALID"));
      trade.status = "TRADE_CLOSED";
    }
    return this.#json(service, {
      ...ok,
      out_trade_no: trade.outTradeNo,
      trade_no: trade.tradeNo,
      trade_status: trade.status,
      total_amount: formatYuan(trade.totalFen),
    });
  }

  #json(service: string, node: Record<string, unknown>): HttpResponse {
    const text = JSON.stringify(node);
    const sign = createSign("RSA-SHA256").update(text).sign(alipayKeys.privateKey, "base64");
    const signed = this.mood === "unsigned" ? "" : `,"sign":"${sign}"`;
    return reply(`{"${service.replaceAll(".", "_")}_response":${text}${signed}}`);
  }
}

const ok = { code: "10000", msg: "Success" };

function refusal(code: string): Record<string, string> {
  return code.startsWith("ACQ.")
    ? { code: "40004", msg: "Business Failed", sub_code: code, sub_msg: code }
    : { code: "20000", msg: "Service Currently Unavailable", sub_code: code, sub_msg: code };
}

function tradeFields(trade: FakeTrade): Record<string, string> {
  return {
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
    total_fee: formatYuan(trade.totalFen),
    seller_id: trade.sellerId,
    ...(trade.refundedFen === undefined ? {} : { to_buyer_fee: formatYuan(trade.refundedFen) }),
  };
}

/** The body that Alipay would post about a trade of the partner protocol. */
export function mapiNotification(trade: FakeTrade, extra: Record<string, string> = {}): Buffer {
  return signTestNotification(
    { protocol: "mapi", signType: "MD5", md5Key: testMd5Key },
    {
      notify_type: "trade_status_sync",
      notify_time: "2026-01-01 12:00:00",
      notify_id: createHash("md5").update(`${trade.outTradeNo}:${trade.status}`).digest("hex"),
      subject: "测试商品",
      ...tradeFields(trade),
      ...extra,
    },
  );
}

export function openapiNotification(
  trade: FakeTrade,
  extra: Record<string, string> = {},
  alipayPrivateKey: string = alipayKeys.privateKey,
): Buffer {
  return signTestNotification(
    { protocol: "openapi", alipayPrivateKey },
    {
      notify_type: "trade_status_sync",
      notify_time: "2026-01-01 12:00:00",
      notify_id: createHash("md5").update(`${trade.outTradeNo}:${trade.status}`).digest("hex"),
      charset: "utf-8",
      version: "1.0",
      app_id: testAppId,
      out_trade_no: trade.outTradeNo,
      trade_no: trade.tradeNo,
      trade_status: trade.status,
      total_amount: formatYuan(trade.totalFen),
      seller_id: trade.sellerId,
      ...extra,
    },
  );
}

function fieldsOf(request: HttpRequest): Record<string, string> {
  const query = new URL(request.url).searchParams;
  const body = new URLSearchParams(request.body === undefined ? "" : Buffer.from(request.body).toString("utf8"));
  return { ...Object.fromEntries(query), ...Object.fromEntries(body) };
}

function xml(inner: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><alipay>${inner}</alipay>`;
}

function reply(text: string, status = 200): HttpResponse {
  return { status, headers: { "content-type": "text/plain" }, body: Buffer.from(text) };
}

function newKeys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}
