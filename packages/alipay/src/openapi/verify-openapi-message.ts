// Verifies what Alipay posts (notification) or sends the browser back with (return) under the OpenAPI. Strict: algorithm
// and keys are the account's, the signed bytes are the message's own, decoded once. Alipay's documents and SDKs disagree
// whether empty fields are signed: the two readings are two named forms, and an empty field is data in neither.
import { type Charset, decodeText } from "../charset.ts";
import type { RefusalReason, Verdict } from "../notification/verdict.ts";
import { type BytePair, parseFormPairs } from "../request/form-pairs.ts";
import { verifyBytes } from "../sign/sign-algorithms.ts";
import { hidesField } from "./hidden-field.ts";
import type { OpenapiAccount } from "./openapi-account.ts";

type NamedPair = { readonly name: string; readonly pair: BytePair };

const charsets: Readonly<Record<string, Charset>> = { "utf-8": "utf-8", utf8: "utf-8", gbk: "gbk", gb2312: "gb2312" };
const equals = Buffer.from("=");
const ampersand = Buffer.from("&");

function compareNames(left: NamedPair, right: NamedPair): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

// Names are compared as single bytes, which is the order in which Alipay sorts them.
function namedPairs(pairs: readonly BytePair[], ownParameters: readonly string[]): NamedPair[] {
  return pairs
    .map((pair) => ({ name: pair.name.toString("latin1"), pair }))
    .filter(({ name }) => !ownParameters.includes(name));
}

function canonicalBytes(sorted: readonly NamedPair[]): Buffer {
  const parts: Buffer[] = [];
  for (const { pair } of sorted) {
    if (parts.length > 0) parts.push(ampersand);
    parts.push(pair.name, equals, pair.value);
  }
  return Buffer.concat(parts);
}

function verifies(account: OpenapiAccount, signed: readonly NamedPair[], sign: string): boolean {
  const bytes = canonicalBytes(signed);
  return account.alipayKeys.some(({ key }) => verifyBytes(account.signType, key, bytes, sign));
}

// A notification names its own charset; one that names none is in the charset of the requests.
function charsetOf(account: OpenapiAccount, named: readonly NamedPair[]): Charset | undefined {
  const stated = named.find(({ name }) => name === "charset")?.pair.value.toString("latin1");
  if (stated === undefined || stated === "") return account.charset;
  const lower = stated.toLowerCase();
  return Object.hasOwn(charsets, lower) ? charsets[lower] : undefined;
}

function decodeFields(
  named: readonly NamedPair[],
  charset: Charset,
): { fields: Record<string, string>; broken?: string } {
  let broken: string | undefined;
  const entries = named.map(({ pair }): [string, string] => {
    const name = decodeText(pair.name, charset);
    const value = decodeText(pair.value, charset);
    if (name.malformed || value.malformed) broken ??= name.text.slice(0, 80);
    return [name.text, value.text];
  });
  // fromEntries defines own properties: a field named __proto__ is a field like any other.
  const fields = Object.fromEntries(entries);
  return broken === undefined ? { fields } : { fields, broken };
}

function formOf(
  account: OpenapiAccount,
  named: readonly NamedPair[],
  sign: string,
): "openapi_empty_kept" | "openapi_empty_dropped" | undefined {
  const signed = named.filter(({ name }) => name !== "sign" && name !== "sign_type").toSorted(compareNames);
  if (verifies(account, signed, sign)) return "openapi_empty_kept";
  const present = signed.filter(({ pair }) => pair.value.length > 0);
  if (present.length === signed.length) return undefined;
  return verifies(account, present, sign) ? "openapi_empty_dropped" : undefined;
}

/** Verdict over a raw form body or query; whatever the bytes are, it is a value and never an exception. */
export function verifyOpenapiMessage(
  account: OpenapiAccount,
  body: Uint8Array,
  ownParameters: readonly string[] = [],
): Verdict {
  const parsed = parseFormPairs(body);
  if (!parsed.ok) {
    const { reason, field } = parsed;
    return { verified: false, reason, ...(field === undefined ? {} : { field }) };
  }
  const named = namedPairs(parsed.pairs, ownParameters);
  const charset = charsetOf(account, named);
  const { fields, broken } = decodeFields(named, charset ?? account.charset);
  const refuse = (reason: RefusalReason, field?: string): Verdict => ({
    verified: false,
    reason,
    fields,
    ...(field === undefined ? {} : { field }),
  });
  const { sign = "", sign_type: signType } = fields;
  if (sign === "") return refuse("sign_missing", "sign");
  if (signType !== account.signType) return refuse("sign_type_differs", "sign_type");
  const form = formOf(account, named, sign);
  if (form === undefined) return refuse("signature_differs");
  if (charset === undefined) return refuse("malformed", "charset");
  if (broken !== undefined) return refuse("malformed", broken);
  const given = Object.entries(fields).filter(
    ([name, value]) => value !== "" && name !== "sign" && name !== "sign_type",
  );
  const hiding = given.find(([, value]) => hidesField(value));
  if (hiding !== undefined) return refuse("malformed", hiding[0]);
  return { verified: true, fields: Object.fromEntries(given), form };
}
