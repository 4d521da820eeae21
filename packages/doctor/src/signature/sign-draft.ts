// One way to put the signed text together: which fields, which values, which order. Hypotheses turn one draft into others.
import type { ByteText } from "../evidence/byte-text.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import { compareBytes, type FieldOrder, orderedFields } from "./field-order.ts";
import { SignField } from "./sign-field.ts";

export type SignDraft = {
  /** Sorted by name, without `sign`. */
  readonly fields: readonly SignField[];
  readonly keepSignType: boolean;
  readonly keepEmpty: boolean;
  readonly order: FieldOrder;
};

/** The drafts which are right for the message; the first is the usual one. */
export function rightDrafts(message: SignedMessage): readonly SignDraft[] {
  const fields = sortFields(
    message.fields.flatMap(({ name, value }, position) =>
      name === "sign" ? [] : [new SignField(name, value, position)],
    ),
  );
  const draft: SignDraft = { fields, keepSignType: false, keepEmpty: false, order: "sorted" };
  if (message.role === "wap_notification") return [{ ...draft, keepSignType: true, order: "wap_fixed" }];
  if (message.protocol === "mapi") {
    // The old WAP pair has no sign_type; sec_id is an ordinary field.
    return [draft];
  }
  if (message.role === "request") return [{ ...draft, keepSignType: true }];
  // Whether an empty field of a notification counts is not settled between Alipay's own SDKs: both are right.
  return fields.some(({ value }) => value === "") ? [{ ...draft, keepEmpty: true }, draft] : [draft];
}

export function sortFields(fields: readonly SignField[]): readonly SignField[] {
  return fields.toSorted((left, right) => compareBytes(left.name, right.name) || left.position - right.position);
}

/** The signed text of a draft. */
export function draftText(draft: SignDraft): ByteText {
  const pairs: ByteText[] = [];
  for (const { pair } of signedFields(draft)) pairs.push(pair);
  return pairs.join("&");
}

/** The fields which the text is made of, in their order. */
export function* signedFields({ fields, keepEmpty, keepSignType, order }: SignDraft): Iterable<SignField> {
  for (const field of order === "sorted" ? fields : orderedFields(fields, order)) {
    if ((keepEmpty || field.value !== "") && (keepSignType || field.name !== "sign_type")) yield field;
  }
}

/** The same draft with other fields. */
export function withFields(draft: SignDraft, fields: readonly SignField[]): SignDraft {
  return { ...draft, fields };
}
