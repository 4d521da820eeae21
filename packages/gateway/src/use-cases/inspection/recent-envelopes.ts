// What left with buyers lately, for whoever must help: which service, when, under which number. The signed text names what was
// sold, so only the names and lengths of its fields go out, and the values that are the gateway's own.
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";

export type RecentEnvelope = {
  id: string;
  service: string;
  out_trade_no: string;
  device: string;
  at: string;
  /** Of the signed text: name and value; of what may tell of a buyer or a shop only the length. */
  fields: Record<string, string>;
};

const shown: ReadonlySet<string> = new Set([
  ...["service", "method", "_input_charset", "charset", "sign_type", "version", "format", "payment_type", "timestamp"],
  ...["notify_url", "return_url", "total_fee", "partner", "app_id", "seller_id", "it_b_pay"],
]);
const secretQuery = /[?#].*$/;

export async function recentEnvelopes(context: Pick<Context, "store">, limit: number): Promise<RecentEnvelope[]> {
  const rows = await context.store.run((db) =>
    db
      .selectFrom("envelopes")
      .innerJoin("attempts", "attempts.id", "envelopes.attemptId")
      .select(["envelopes.id", "envelopes.service", "envelopes.signedText", "envelopes.device"])
      .select(["envelopes.createdAtMs", "attempts.outTradeNo"])
      .orderBy("envelopes.createdAtMs", "desc")
      .limit(limit)
      .execute(),
  );
  return rows.map(({ id, service, signedText, device, createdAtMs, outTradeNo }) => ({
    ...{ id, service, device, out_trade_no: outTradeNo, at: isoTime(createdAtMs), fields: fieldsOf(signedText) },
  }));
}

/** A parameter of an address may be anything. */
function fieldsOf(signedText: string): Record<string, string> {
  if (!/^[a-z_]{1,40}=/i.test(signedText)) return {};
  const pairs = signedText.split("&").flatMap((pair): [string, string][] => {
    const [, name, value = ""] = /^([a-z_]{1,40})=(.*)$/isu.exec(pair) ?? [];
    if (name === undefined) return [];
    return [[name, shown.has(name) ? value.replace(secretQuery, "") : `(${value.length})`]];
  });
  return Object.fromEntries(pairs);
}
