// What a request asks for, as text: the fields of MAPI, or those inside biz_content of the OpenAPI.
import { readableText } from "../evidence/byte-text.ts";
import { jsonObjectOf } from "../evidence/json-object.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";

/** Names and values; a field of biz_content wins over one outside. */
export function requestValues({ fields }: Pick<SignedMessage, "fields">): ReadonlyMap<string, string> {
  const values = new Map(fields.map(({ name, value }) => [name, readableText(value)]));
  for (const [name, value] of Object.entries(jsonObjectOf(values.get("biz_content")))) {
    if (typeof value === "string" || typeof value === "number") values.set(name, String(value));
  }
  return values;
}
