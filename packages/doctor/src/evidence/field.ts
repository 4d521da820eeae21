// One name and value of a signed message, as bytes, in the order in which it came.
import type { ByteText } from "./byte-text.ts";

export type Field = {
  readonly name: ByteText;
  readonly value: ByteText;
  /** A button of a form, which a browser posts as one more field. */
  readonly button?: true;
  /** The value with what follows the quote which ended it too early. */
  readonly uncut?: ByteText;
};

export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}
