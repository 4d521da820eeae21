// The order which a paying OpenAPI method asks for.
import { parseYuan } from "@dedepay/alipay";
import type { Order } from "../world/trade.ts";
import { productOf } from "./check-contract.ts";
import { bizText, type OpenapiCall } from "./openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";

const nothingKept: ReadonlyMap<string, string> = new Map();
const dayMs = 86_400_000;
const defaultLifeMs = 15 * dayMs;
const beijingOffsetMs = 8 * 3_600_000;

/** The order of a call whose fields were checked, or why its times do not fit. */
export function readOrder(call: OpenapiCall): Order | OpenapiRefusal {
  const { app, fields, simulation, method } = call;
  const nowMs = simulation.clock.nowMs();
  const totalFen = parseYuan(bizText(call, "total_amount"), { decimals: "up_to_two" });
  const expiry = bizText(call, "time_expire");
  const expiresAtMs = expiry === "" ? undefined : Date.parse(`${expiry.replace(" ", "T")}+08:00`);
  if (expiresAtMs !== undefined && expiresAtMs <= nowMs) {
    return openapiRefuse("40004", "ACQ.INVALID_PARAMETER", {
      zh: `参数有误：time_expire=${expiry} 已经过去。`,
      en: `Invalid parameter: time_expire=${expiry} is in the past.`,
    });
  }
  const subject = bizText(call, "subject");
  const body = bizText(call, "body");
  const notifyUrl = fields.get("notify_url") ?? "";
  const returnUrl = fields.get("return_url") ?? "";
  const passback = bizText(call, "passback_params");
  return {
    account: app,
    sellerId: app.sellerId,
    service: method,
    product: productOf(method) ?? "page",
    kind: "direct",
    outTradeNo: bizText(call, "out_trade_no"),
    totalFen,
    subject,
    body,
    charset: call.charset,
    signType: call.signType,
    notifyUrl: simulation.addresses.keep(notifyUrl),
    returnUrl: simulation.addresses.keep(returnUrl),
    lifeMs: lifeOf(bizText(call, "timeout_express"), { nowMs, method, faceToFace: isFaceToFace(call) }),
    expiresAtMs,
    fields: passback === "" ? nothingKept : new Map([["passback_params", passback]]),
  };
}

/** Paid at the counter: by a scanned code, or by a code to scan unless it is named as one for orders. */
function isFaceToFace(call: OpenapiCall): boolean {
  const code = bizText(call, "product_code");
  return (
    call.method === "alipay.trade.pay" ||
    (call.method === "alipay.trade.precreate" && (code === "" || code === "FACE_TO_FACE_PAYMENT"))
  );
}

/** timeout_express in milliseconds. On a phone less than five minutes counts as five. */
function lifeOf(text: string, at: { nowMs: number; method: string; faceToFace: boolean }): number {
  if (text === "1c") return dayMs - ((at.nowMs + beijingOffsetMs) % dayMs);
  const parts = /^(\d+)([mhd])$/.exec(text);
  if (parts === null) return at.faceToFace ? 3 * 3_600_000 : defaultLifeMs;
  const unit = parts[2] === "m" ? 60_000 : parts[2] === "h" ? 3_600_000 : dayMs;
  const ms = Number(parts[1]) * unit;
  const onPhone = at.method === "alipay.trade.wap.pay" || at.method === "alipay.trade.app.pay";
  return onPhone ? Math.max(ms, 5 * 60_000) : ms;
}
