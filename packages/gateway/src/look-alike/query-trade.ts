// single_trade_query: how an order stands, signed with the key of the caller.
import { signTestTradeReply } from "@dedepay/alipay";
import type { Context } from "../use-cases/context.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { findTrade } from "./find-trade.ts";
import { type LegacyDocument, xmlDocument } from "./legacy-answer.ts";
import { legacyRefusal, noSuchTrade } from "./legacy-refusal.ts";
import { legacyTrade, queryFields } from "./legacy-trade.ts";
import { openKey } from "./site-key.ts";

/** Throws 1012 (neither number) and 1009 (no such trade: also one that its buyer never opened at Alipay). */
export async function queryTrade(context: Context, caller: LegacyCaller): Promise<LegacyDocument> {
  const { fields, site, key, call } = caller;
  const numbers = { tradeNo: fields["trade_no"], outTradeNo: fields["out_trade_no"] };
  if (numbers.tradeNo === undefined && numbers.outTradeNo === undefined) {
    throw legacyRefusal(1012, "ILLEGAL_ARGUMENT", {
      param: "out_trade_no",
      detail: { zh: "缺少 trade_no 或 out_trade_no", en: "trade_no or out_trade_no is missing" },
      extra: { missing: ["out_trade_no"] },
    });
  }
  const found = await context.store.run((db) => findTrade(db, site.id, numbers));
  const opened = found?.attempts.some((attempt) => attempt.openedAtMs !== null) ?? false;
  if (found === undefined || !opened) {
    throw noSuchTrade();
  }
  const trade = legacyTrade(found);
  const charset = call.charset;
  const keys = { protocol: "mapi", signType: "MD5", md5Key: openKey(context, key), charset } as const;
  // The kept words are written in the charset of the order; this call may declare another.
  const answered = queryFields({ ...trade, kept: { ...trade.kept, charset } });
  return xmlDocument(signTestTradeReply(keys, answered), charset);
}
