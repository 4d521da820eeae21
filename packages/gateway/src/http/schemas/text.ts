// The strings our API takes. One schema gives the check, the type and the API description.
import { type TString, Type } from "typebox";

/** No control characters: a NUL would cut the text in the store, a line break would forge a line in a log or a form. */
const printable = "^[^\\u0000-\\u001f\\u007f]*$";

export function printableText(maxLength: number, description: string, minLength = 1): TString {
  return Type.String({ minLength, maxLength, pattern: printable, description });
}

/** Free text of several lines: tab and line breaks are allowed. */
export function longText(maxLength: number, description: string): TString {
  return Type.String({ maxLength, pattern: "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$", description });
}

export function identifier(description: string): TString {
  return Type.String({ minLength: 1, maxLength: 64, pattern: "^[A-Za-z0-9_.:-]*$", description });
}

export function webAddress(description: string): TString {
  return Type.String({
    minLength: 1,
    maxLength: 2048,
    pattern: "^https?://[^\\s\\u0000-\\u001f\\u007f]*$",
    description,
  });
}

export function moment(description: string): TString {
  return Type.String({ format: "date-time", description: `${description} (ISO 8601 with a zone)` });
}
