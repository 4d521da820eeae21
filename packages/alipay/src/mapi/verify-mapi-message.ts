// Verifies what Alipay posts (notification) or sends the browser back with (return) in the partner protocol.
// Canonical and strict: the algorithm is the account's, the bytes are the message's own, decoded once; there is
// no second try with another key, charset or form.

import { type Charset, decodeText } from "../charset.ts";
import type { Verdict } from "../notification/verdict.ts";
import { type BytePair, parseFormPairs } from "../request/form-pairs.ts";
import { ambiguousField } from "./ambiguous-value.ts";
import { canonicalBytes } from "./canonical-string.ts";
import type { MapiAccount } from "./mapi-account.ts";

/** Verdict over a raw form body or query; whatever the bytes are, it is a value and never an exception. */
export function verifyMapiMessage(
  account: MapiAccount,
  body: Uint8Array,
  ownParameters: readonly string[] = [],
): Verdict {
  const parsed = parseFormPairs(body);
  if (!parsed.ok) {
    const { reason, field } = parsed;
    return { verified: false, reason, ...(field === undefined ? {} : { field }) };
  }
  const pairs = parsed.pairs.filter(({ name }) => !ownParameters.includes(name.toString("latin1")));
  const { fields, malformed } = decodeFields(pairs, account.charset);
  const refuse = (reason: (Verdict & { verified: false })["reason"], field?: string): Verdict => ({
    verified: false,
    reason,
    fields,
    ...(field === undefined ? {} : { field }),
  });
  const { sign = "", sign_type: signType } = fields;
  if (sign === "") return refuse("sign_missing", "sign");
  if (signType !== account.signType) return refuse("sign_type_differs", "sign_type");
  if (!account.verify(canonicalBytes(pairs), sign)) return refuse("signature_differs");
  if (malformed !== undefined) return refuse("malformed", malformed);
  const ambiguous = ambiguousField(pairs.map(({ name, value }) => [name.toString("latin1"), value.toString("latin1")]));
  if (ambiguous !== undefined) return refuse("malformed", ambiguous);
  return { verified: true, fields: signedFields(fields), form: "mapi" };
}

export interface DecodedFields {
  readonly fields: Record<string, string>;
  /** A name that is no text. */
  readonly malformed: string | undefined;
  /** Names of the values that are no text of the charset. */
  readonly foreign: readonly string[];
}

/**
 * The signature stands over the bytes, so text in another charset than the account's is as true as any: Alipay writes in that of
 * the request which began the trade, perhaps before the account changed it. Names are never anything but plain.
 */
export function decodeFields(pairs: readonly BytePair[], charset: Charset): DecodedFields {
  let malformed: string | undefined;
  const foreign: string[] = [];
  const entries = pairs.map(({ name, value }): [string, string] => {
    const decodedName = decodeText(name, charset);
    if (decodedName.malformed) malformed ??= decodedName.text;
    const decoded = decodeText(value, charset);
    if (!decoded.malformed) return [decodedName.text, decoded.text];
    foreign.push(decodedName.text);
    return [decodedName.text, readForeign(value, charset) ?? decoded.text];
  });
  // fromEntries defines own properties, so that a field named __proto__ is a field like any other.
  return { fields: Object.fromEntries(entries), malformed, foreign };
}

/** Where neither charset fits, U+FFFD stands in what people read; amounts, numbers and states are plain in all of them. */
function readForeign(value: Uint8Array, charset: Charset): string | undefined {
  const other = decodeText(value, charset === "utf-8" ? "gbk" : "utf-8");
  return other.malformed ? undefined : other.text;
}

/** The fields which the signature covers. */
export function signedFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== "" && name !== "sign" && name !== "sign_type"),
  );
}
