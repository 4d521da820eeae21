// Verifies what Alipay posts (notification) or sends the browser back with (return) under the OpenAPI. Strict: algorithm
// and keys are the account's, the signed bytes are the message's own, decoded once. Alipay's documents and SDKs disagree
// whether empty fields are signed: the two readings are two named forms, and an empty field is data in neither.
import type { RefusalReason, Verdict } from "../notification/verdict.ts";
import { verifyBytes } from "../sign/sign-algorithms.ts";
import { hidesField } from "./hidden-field.ts";
import type { OpenapiAccount } from "./openapi-account.ts";
import { readAnyMessage } from "./read-any-message.ts";
import { readPlainMessage } from "./read-plain-message.ts";
import type { MessageReading, ReceivedMessage } from "./received-message.ts";

type Form = "openapi_empty_kept" | "openapi_empty_dropped";

const noNames: readonly string[] = [];

function readMessage(account: OpenapiAccount, body: Uint8Array, ownParameters: readonly string[]): MessageReading {
  // The plain way takes a message without charset for UTF-8, and knows nothing of foreign parameters.
  if (account.charset === "utf-8" && ownParameters.length === 0) {
    const message = readPlainMessage(body);
    if (message !== undefined) return { ok: true, message };
  }
  return readAnyMessage(body, { charset: account.charset, ownParameters });
}

function verifies(account: OpenapiAccount, message: ReceivedMessage, emptyFields: "kept" | "dropped"): boolean {
  const bytes = message.signedBytes(emptyFields);
  for (const { key } of account.alipayKeys) {
    if (verifyBytes(account.signType, key, bytes, message.sign)) return true;
  }
  return false;
}

function formOf(account: OpenapiAccount, message: ReceivedMessage): Form | undefined {
  if (verifies(account, message, "kept")) return "openapi_empty_kept";
  return message.hasEmptyFields && verifies(account, message, "dropped") ? "openapi_empty_dropped" : undefined;
}

function fill(fields: Record<string, string>, { names, values }: ReceivedMessage): Record<string, string> {
  for (let index = 0; index < names.length; index++) fields[names[index] ?? ""] = values[index] ?? "";
  return fields;
}

function fieldsToBelieve(message: ReceivedMessage): Record<string, string> {
  const fields = fill({ ...message.blankFields.signed }, message);
  if (!message.hasEmptyFields) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

function fieldsToDiagnose(message: ReceivedMessage): Record<string, string> {
  const { blankFields, sign, signType } = message;
  const fields = fill(sign !== "" && signType !== "" ? { ...blankFields.all } : { ...blankFields.signed }, message);
  if (sign !== "") fields["sign"] = sign;
  if (signType !== "") fields["sign_type"] = signType;
  return fields;
}

function refusal(message: ReceivedMessage, reason: RefusalReason, field?: string): Verdict {
  const fields = fieldsToDiagnose(message);
  return field === undefined ? { verified: false, reason, fields } : { verified: false, reason, fields, field };
}

/** Verdict over a raw form body or query; whatever the bytes are, it is a value and never an exception. */
export function verifyOpenapiMessage(
  account: OpenapiAccount,
  body: Uint8Array,
  ownParameters: readonly string[] = noNames,
): Verdict {
  const reading = readMessage(account, body, ownParameters);
  if (!reading.ok) {
    const { reason, field } = reading;
    return { verified: false, reason, ...(field === undefined ? {} : { field }) };
  }
  const { message } = reading;
  if (message.sign === "") return refusal(message, "sign_missing", "sign");
  if (message.signType !== account.signType) return refusal(message, "sign_type_differs", "sign_type");
  const form = formOf(account, message);
  if (form === undefined) return refusal(message, "signature_differs");
  if (message.broken !== undefined) return refusal(message, "malformed", message.broken);
  if (message.hasAmpersand) {
    const hiding = message.values.findIndex(hidesField);
    if (hiding !== -1) return refusal(message, "malformed", message.names[hiding]);
  }
  return { verified: true, fields: fieldsToBelieve(message), form };
}
