// The last trouble of a payment, as it is kept with it and shown to site and buyer.

import { type DedepayError, type UnifiedCode, unifiedErrors } from "@dedepay/errors";
import { assertNever } from "../../assert-never.ts";
import type { LastError, Outcome, StateName } from "./payment-document.ts";

/** What the column holds. */
export type KeptError = {
  code: UnifiedCode;
  detail: { zh: string; en: string };
  owner: string;
  money: string;
  alipay?: { code: string; subCode?: string; subMsg?: string };
  atMs: number;
};

export function keepError(error: DedepayError, atMs: number): KeptError {
  return {
    code: error.unified,
    detail: error.detail,
    owner: error.owner,
    money: error.money,
    ...(error.alipay === undefined ? {} : { alipay: error.alipay }),
    atMs,
  };
}

export function readKeptError(json: string | null): KeptError | undefined {
  return json === null ? undefined : (JSON.parse(json) as KeptError);
}

export function describeError(kept: KeptError): LastError {
  const usual = unifiedErrors[kept.code];
  return {
    code: kept.code,
    name: usual.name,
    detail: kept.detail,
    buyer_message: { zh: usual.buyerZh, en: usual.buyerEn },
    ...(kept.alipay === undefined
      ? {}
      : {
          alipay: {
            code: kept.alipay.code,
            ...(kept.alipay.subCode === undefined ? {} : { sub_code: kept.alipay.subCode }),
            ...(kept.alipay.subMsg === undefined ? {} : { sub_msg: kept.alipay.subMsg }),
          },
        }),
    at: new Date(kept.atMs).toISOString(),
  };
}

/** 未支付, 支付失败 or 参数错误 while there is no money; an unknown outcome is never a failure. */
export function outcomeOf(state: StateName, kept: KeptError | undefined): Outcome {
  switch (state) {
    case "paid":
    case "finished":
    case "escrow_paid":
    case "escrow_shipped":
    case "held":
      return "paid";
    case "refunded":
      return "refunded";
    case "unpaid":
    case "closed":
      if (kept === undefined || kept.money === "unknown") return "unpaid";
      return kept.owner === "merchant" || kept.owner === "site" ? "parameter_error" : "payment_failed";
    default:
      return assertNever(state);
  }
}
