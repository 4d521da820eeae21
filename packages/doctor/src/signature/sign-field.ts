// One field of a signed text, with what the search asks of it again and again. Remembers what each change makes of it, so
// that thousands of drafts share the work.
import type { ByteText } from "../evidence/byte-text.ts";

/** Makes another value of a value; the same function is always given as the same object. */
export type FieldChange = { readonly change: (value: ByteText, name: ByteText) => ByteText };

/** Of a field which did not come with the message: behind all others. */
export const unknownPosition: number = Number.POSITIVE_INFINITY;

export class SignField {
  readonly name: ByteText;
  readonly value: ByteText;
  /** Place in the message as it came. */
  readonly position: number;
  /** `name=value`. */
  readonly pair: ByteText;
  /** Letters, digits, "_", "." and "-" only: no encoding or escaping changes such a value. */
  readonly isPlain: boolean;
  #outcomes: Map<FieldChange, SignField> | undefined;
  #ofValue: Map<ByteText, SignField> | undefined;

  constructor(name: ByteText, value: ByteText, position: number) {
    this.name = name;
    this.value = value;
    this.position = position;
    this.pair = `${name}=${value}`;
    this.isPlain = /^[\w.-]*$/u.test(value);
  }

  /** The field after the change; the field itself where nothing changes, and one object for equal outcomes. */
  after(change: FieldChange): SignField {
    this.#outcomes ??= new Map();
    let outcome = this.#outcomes.get(change);
    if (outcome === undefined) {
      outcome = this.with(change.change(this.value, this.name));
      this.#outcomes.set(change, outcome);
    }
    return outcome;
  }

  /** The same field with that value. */
  with(value: ByteText): SignField {
    if (value === this.value) return this;
    this.#ofValue ??= new Map();
    let field = this.#ofValue.get(value);
    if (field === undefined) {
      field = new SignField(this.name, value, this.position);
      this.#ofValue.set(value, field);
    }
    return field;
  }
}
