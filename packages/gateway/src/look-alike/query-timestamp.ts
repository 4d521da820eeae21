// query_timestamp: old shops with Alipay's anti-phishing switched on ask for this before each order. The key is random and is
// not looked at again: what it guarded against is guarded by our own pay page. Unsigned, because its caller is not known.
import { findLookAlikeKey } from "../store/look-alike-sites.ts";
import type { Context } from "../use-cases/context.ts";
import { unknownPartner } from "./authenticate-call.ts";
import { type LegacyDocument, xmlAnswer } from "./legacy-answer.ts";
import type { LegacyCall } from "./legacy-call.ts";

/** Throws 1004. */
export async function queryTimestamp(context: Context, call: LegacyCall): Promise<LegacyDocument> {
  if ((await context.store.run((db) => findLookAlikeKey(db, call.partner))) === undefined) throw unknownPartner();
  const key = Buffer.from(context.platform.randomness.bytes(16)).toString("hex");
  const timestamp = `<timestamp><encrypt_key>${key}</encrypt_key></timestamp>`;
  return xmlAnswer(`<is_success>T</is_success><response>${timestamp}</response>`, call.charset);
}
