// Fields that hold JSON or XML by definition: where they are neither, something changed them, and undoing it shows what.
import type { ByteText } from "../evidence/byte-text.ts";
import type { Field } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";

const jsonNames = new Set(["biz_content", "fund_bill_list", "voucher_detail_list", "dback_amount_list"]);

/** Fields of the message which should hold JSON and hold something else. */
export function brokenJsonFields({ fields }: SignedMessage): readonly Field[] {
  return fields.filter(({ name, value }) => jsonNames.has(name) && value !== "" && !isJson(value));
}

/** Whether the bytes are JSON; bytes outside ASCII stand inside of strings and do not matter. */
export function isJson(value: ByteText): boolean {
  if (!/^\s*[{[]/u.test(value)) return false;
  try {
    JSON.parse(value.replace(/[\x80-\uffff]/gu, "x"));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
