// Questions about numbers that cannot exist. They move nothing; the code that comes back says whether Alipay accepts our
// signature and lets the account use the service. Source of the codes' meaning: the catalogue of @dedepay/errors.
import { AlipayError } from "@dedepay/alipay";
import type { ProtocolCalls } from "./protocol-calls.ts";

/** What an account may do beyond taking payments. */
export type ProbeName = "query" | "close" | "refund";

export type ProbeAnswer =
  /** Alipay looked for the trade and has none: keys and service are in order. */
  | { kind: "allowed"; code: string | undefined }
  /** Keys are in order, the service is not open to the account. */
  | { kind: "not_allowed"; code: string; error: AlipayError }
  /** Alipay does not know who asks, or the signature is not the account's. */
  | { kind: "not_recognised"; code: string; error: AlipayError }
  /** Alipay answers us, but its own answer does not verify: the key of Alipay's at hand is another one. */
  | { kind: "reply_not_verified"; code: string | undefined; error: AlipayError }
  /** No answer, or one that says nothing about the account. */
  | { kind: "unknown"; code: string | undefined; error: AlipayError };

/** `unused` is a text of letters and digits that no order of the account bears; `today` the day in Beijing, yyyyMMdd. */
export type ProbeNumbers = { unused: string; today: string; sellerId: string };

/** Trade numbers begin with their day; there were none in 1970. */
const impossibleTradeNo = "1970010100000000000000000000";

const absentCodes: readonly string[] = ["TRADE_NOT_EXIST", "TRADE_NOT_EXISTS", "ACQ.TRADE_NOT_EXIST"];
const notAllowedCodes: readonly string[] = [
  ...["HAS_NO_PRIVILEGE", "ILLEGAL_PARTNER_EXTERFACE", "ILLEGAL_SERVICE"],
  ...["isv.insufficient-isv-permissions", "isv.insufficient-user-permissions", "ACQ.ACCESS_FORBIDDEN"],
];
const notRecognisedCodes: readonly string[] = [
  ...["ILLEGAL_SIGN", "ILLEGAL_PARTNER", "HAS_NO_PUBLICKEY", "ILLEGAL_SIGN_TYPE", "ILLEGAL_SECURITY_PROFILE"],
  ...["isv.invalid-app-id", "isv.missing-app-id", "isv.not-online-app", "isv.invalid-signature"],
  ...["isv.missing-signature-config", "isv.invalid-signature-type", "isv.missing-app-cert-sn"],
  ...["isv.app-cert-not-exist", "isv.missing-alipay-root-cert-sn", "isv.invalid-alipay-root-cert-sn"],
];

const servicesOf: Readonly<Record<ProbeName, readonly string[]>> = {
  query: ["single_trade_query", "alipay.trade.query"],
  close: ["close_trade", "alipay.trade.close"],
  refund: ["refund_fastpay_by_platform_nopwd", "alipay.trade.refund"],
};

/** What a refusal in daily work says the account may not do; undefined where it says nothing of that. */
export function capabilityRefused(error: AlipayError): ProbeName | undefined {
  if (!notAllowedCodes.includes(error.subCode ?? error.code ?? "")) return undefined;
  const names: readonly ProbeName[] = ["query", "close", "refund"];
  return names.find((name) => servicesOf[name].includes(error.service ?? ""));
}

export async function probeAccount(calls: ProtocolCalls, name: ProbeName, numbers: ProbeNumbers): Promise<ProbeAnswer> {
  try {
    await ask(calls, name, numbers);
    return { kind: "allowed", code: undefined };
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    return answerOf(error);
  }
}

async function ask(calls: ProtocolCalls, name: ProbeName, numbers: ProbeNumbers): Promise<unknown> {
  const { unused, today, sellerId } = numbers;
  switch (name) {
    case "query":
      return calls.query(unused);
    case "close":
      return calls.close(unused);
    case "refund":
      return calls.refund({
        outTradeNo: unused,
        tradeNo: impossibleTradeNo,
        // The partner protocol's batch numbers begin with the day of the call.
        requestNo: calls.account.protocol === "mapi" ? `${today}${unused.slice(-16)}` : unused,
        amountFen: 1n,
        reason: "account check",
        sellerId,
        notifyUrl: undefined,
      });
  }
}

function answerOf(error: AlipayError): ProbeAnswer {
  const code = error.subCode ?? error.code;
  if (code === undefined) return { kind: "unknown", code, error };
  if (notRecognisedCodes.includes(code)) return { kind: "not_recognised", code, error };
  if (error.kind === "signature") return { kind: "reply_not_verified", code, error };
  if (absentCodes.includes(code)) return { kind: "allowed", code };
  if (notAllowedCodes.includes(code)) return { kind: "not_allowed", code, error };
  return { kind: "unknown", code, error };
}
