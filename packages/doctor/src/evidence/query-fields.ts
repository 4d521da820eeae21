// Splits a raw query or form body into fields, decoded once. Takes anything: a broken percent sign stays as it is.
import { type ByteText, percentDecode } from "./byte-text.ts";
import type { Field } from "./field.ts";

const maxFields = 500;

export function queryFields(raw: ByteText): Field[] {
  const fields: Field[] = [];
  for (const part of raw.split("&", maxFields)) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = equals === -1 ? part : part.slice(0, equals);
    const value = equals === -1 ? "" : part.slice(equals + 1);
    fields.push({ name: percentDecode(name, true), value: percentDecode(value, true) });
  }
  return fields;
}
