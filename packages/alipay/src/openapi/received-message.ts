// A form body as the fields that came and the bytes that were signed, whatever way it was read.

/** What was read: each name once, values decoded once. */
export type ReceivedMessage = {
  /** In the order in which Alipay sorts them, `sign` and `sign_type` left out. */
  readonly names: readonly string[];
  /** "name=value" for each of `names`. */
  readonly fields: readonly string[];
  /** Empty where the field is missing. */
  readonly sign: string;
  readonly signType: string;
  readonly hasEmptyFields: boolean;
  /** The bytes over which the message was signed, with its empty fields or without them. */
  readonly signedBytes: (emptyFields: "kept" | "dropped") => Uint8Array;
  /** The first name whose text is broken in the message's charset, or `charset` where that one does not exist. */
  readonly broken?: string;
};

/** The value of the field at `index`. */
export function valueAt({ names, fields }: ReceivedMessage, index: number): string {
  return (fields[index] ?? "").slice((names[index] ?? "").length + 1);
}

export type MessageReading =
  | { readonly ok: true; readonly message: ReceivedMessage }
  | { readonly ok: false; readonly reason: "malformed" | "duplicate_field"; readonly field?: string };
