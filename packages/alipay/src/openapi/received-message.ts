// A form body as the fields that came and the bytes that were signed, whatever way it was read.

import type { BlankFields } from "./blank-fields.ts";

/** What was read: each name once, values decoded once. */
export type ReceivedMessage = {
  /** In the order in which Alipay sorts them, `sign` and `sign_type` left out. */
  readonly names: readonly string[];
  /** The value of each of `names`. */
  readonly values: readonly string[];
  /** For `names`. */
  readonly blankFields: BlankFields;
  /** Empty where the field is missing. */
  readonly sign: string;
  readonly signType: string;
  readonly hasEmptyFields: boolean;
  /** Whether one of `values` holds "&", without which none can hide a field. */
  readonly hasAmpersand: boolean;
  /** The bytes over which the message was signed, with its empty fields or without them. */
  readonly signedBytes: (emptyFields: "kept" | "dropped") => Uint8Array;
  /** The first name whose text is broken in the message's charset, or `charset` where that one does not exist. */
  readonly broken?: string;
};

export type MessageReading =
  | { readonly ok: true; readonly message: ReceivedMessage }
  | { readonly ok: false; readonly reason: "malformed" | "duplicate_field"; readonly field?: string };
