// One way to put the signed text together: which fields, which values, which order. Hypotheses turn one draft into others.
import type { ByteText } from "../evidence/byte-text.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";

export type SignField = {
  readonly name: ByteText;
  readonly value: ByteText;
  /** Place in the message as it came. */
  readonly position: number;
};

export type SignDraft = {
  /** Sorted by name, without `sign`. */
  readonly fields: readonly SignField[];
  readonly keepSignType: boolean;
  readonly keepEmpty: boolean;
  readonly order: "sorted" | "as_sent" | "ignoring_case" | "wap_fixed";
};

/** The drafts which are right for the message; the first is the usual one. */
export function rightDrafts(message: SignedMessage): readonly SignDraft[] {
  const fields = sortFields(
    message.fields.flatMap(({ name, value }, position) => (name === "sign" ? [] : [{ name, value, position }])),
  );
  const draft: SignDraft = { fields, keepSignType: false, keepEmpty: false, order: "sorted" };
  if (message.role === "wap_notification") return [{ ...draft, keepSignType: true, order: "wap_fixed" }];
  if (message.protocol === "mapi") {
    // The old WAP pair has no sign_type; sec_id is an ordinary field.
    return [draft];
  }
  if (message.role === "request") return [{ ...draft, keepSignType: true }];
  // Whether an empty field of a notification counts is not settled between Alipay's own SDKs: both are right.
  return [{ ...draft, keepEmpty: true }, draft];
}

export function sortFields(fields: readonly SignField[]): readonly SignField[] {
  return fields.toSorted((left, right) => compareBytes(left.name, right.name) || left.position - right.position);
}

/** Byte text compares as bytes do. */
export function compareBytes(left: ByteText, right: ByteText): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const wapOrder = ["service", "v", "sec_id", "notify_data"];

/** The fields that are signed, in the order in which they are signed. */
export function signedFields(draft: SignDraft): readonly SignField[] {
  const { keepEmpty, keepSignType } = draft;
  const fields = draft.fields.filter(
    ({ name, value }) => (keepEmpty || value !== "") && (keepSignType || name !== "sign_type"),
  );
  switch (draft.order) {
    case "sorted":
      return fields;
    case "as_sent":
      return fields.toSorted((left, right) => left.position - right.position);
    case "ignoring_case":
      return fields.toSorted((left, right) => compareBytes(left.name.toLowerCase(), right.name.toLowerCase()));
    case "wap_fixed":
      return wapOrder.flatMap((name) => fields.filter((field) => field.name === name));
  }
}

/** The signed text of a draft. */
export function draftText(draft: SignDraft): ByteText {
  let text = "";
  for (const { name, value } of signedFields(draft)) text += text === "" ? `${name}=${value}` : `&${name}=${value}`;
  return text;
}

/** The same draft with other fields. */
export function withFields(draft: SignDraft, fields: readonly SignField[]): SignDraft {
  return { ...draft, fields };
}
