// Posts one signed message to an old shop and reads the answer. Only to an origin that is registered for the site.

import type { Charset } from "@dedepay/alipay";
import { signTestNotification } from "@dedepay/alipay";
import { HttpFailure } from "../platform/http-failure.ts";
import { findLookAlikeKey } from "../store/look-alike-sites.ts";
import { findSite } from "../store/sites.ts";
import type { LookAlikeNoticesTable } from "../store/tables/look-alike.ts";
import { callOut } from "../use-cases/call-out.ts";
import type { Context } from "../use-cases/context.ts";
import { originsOf } from "./check-address.ts";
import { messageFields } from "./message-fields.ts";
import { answerExcerpt, readAnswer, readFailure, type ShopAnswer } from "./read-answer.ts";
import { openKey } from "./site-key.ts";

export type MessageContext = Pick<Context, "store" | "sealer" | "platform" | "nowMs">;

export type Message = {
  siteId: string;
  notice: LookAlikeNoticesTable;
  url: string;
  charset: Charset;
  /** Besides notify_type, notify_id and notify_time; none of them empty. */
  fields: Readonly<Record<string, string>>;
};

export type ForbiddenWhy = "foreign_address" | "private_address" | "key_gone";

export type Reply = {
  answer: ShopAnswer | { kind: "forbidden"; why: ForbiddenWhy };
  httpStatus?: number;
  excerpt?: string;
};

/** PHP ends a script after 30 s; what is still at work then is not waited for. */
const timeoutMs = 35_000;
const maxAnswerBytes = 8 * 1024;

export async function sendMessage(context: MessageContext, message: Message): Promise<Reply> {
  const { siteId, notice, url, charset, fields } = message;
  const { site, key } = await context.store.run(async (db) => ({
    site: await findSite(db, siteId),
    key: await findLookAlikeKey(db, notice.partner),
  }));
  if (site === undefined) return { answer: { kind: "forbidden", why: "foreign_address" } };
  if (key === undefined) return { answer: { kind: "forbidden", why: "key_gone" } };
  const signed = { ...messageFields(notice.id, context.nowMs()), ...fields };
  const keys = { protocol: "mapi", signType: "MD5", md5Key: openKey(context, key), charset } as const;
  const body = signTestNotification(keys, signed);
  try {
    const reply = await callOut(context, {
      registeredOrigins: originsOf(site),
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": "Mozilla/4.0 (dedepay)" },
      body,
      timeoutMs,
      maxAnswerBytes,
    });
    return { answer: readAnswer(reply), httpStatus: reply.status, excerpt: answerExcerpt(reply.body, charset) };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    if (error.kind !== "refused") return { answer: readFailure(error) };
    const why = error.code === "PRIVATE_ADDRESS" ? "private_address" : "foreign_address";
    return { answer: { kind: "forbidden", why } };
  }
}
