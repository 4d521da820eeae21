// The orders in which programs join the fields: the right one, and what the sorting functions of their languages make.
import type { ByteText } from "../evidence/byte-text.ts";
import type { SignField } from "./sign-field.ts";

export type FieldOrder =
  | "sorted"
  | "as_sent"
  | "descending"
  /** Folded to upper case, so that "_" stands behind the letters. */
  | "upper_case"
  | "lower_case"
  | "by_value"
  /** Java's HashMap with so many buckets; within one as sent, or as sorted. */
  | `hash_map_${16 | 32 | 64 | 128}_${"sent" | "sorted"}`
  /** service, v, sec_id, notify_data. */
  | "wap_fixed";

/** Byte text compares as bytes do. */
export function compareBytes(left: ByteText, right: ByteText): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const wapOrder = ["service", "v", "sec_id", "notify_data"];

/** Fields that come sorted by name, in another order. */
export function orderedFields(fields: readonly SignField[], order: FieldOrder): readonly SignField[] {
  const by = (key: (field: SignField) => string): readonly SignField[] =>
    fields.toSorted((left, right) => compareBytes(key(left), key(right)));
  switch (order) {
    case "sorted":
      return fields;
    case "as_sent":
      return asSent(fields);
    case "descending":
      return fields.toReversed();
    case "upper_case":
      return by(({ name }) => name.toUpperCase());
    case "lower_case":
      return by(({ name }) => name.toLowerCase());
    case "by_value":
      return by(({ value }) => value);
    case "wap_fixed":
      return wapOrder.flatMap((name) => fields.filter((field) => field.name === name));
    default:
      return hashMapOrder(fields, order);
  }
}

function asSent(fields: readonly SignField[]): readonly SignField[] {
  return fields.toSorted((left, right) => left.position - right.position);
}

// java.util.HashMap: bucket = (hash ^ hash >>> 16) & (buckets - 1); a bucket keeps the order of insertion.
function hashMapOrder(fields: readonly SignField[], order: `hash_map_${string}`): readonly SignField[] {
  const [, , buckets = "16", within] = order.split("_");
  const mask = Number(buckets) - 1;
  const inserted = within === "sorted" ? fields : asSent(fields);
  return inserted.toSorted((left, right) => bucketOf(left.name, mask) - bucketOf(right.name, mask));
}

function bucketOf(name: ByteText, mask: number): number {
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & mask;
}
