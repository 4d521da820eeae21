// Opens the zip in which a bill comes. The names inside are GBK without the flag that would say so.
import { unzipSync } from "fflate";
import { AlipayError } from "../alipay-error.ts";
import { decodeText } from "../charset.ts";

/** One file of the zip. */
export type BillFile = { readonly name: string; readonly bytes: Uint8Array };

// A month of a busy shop has some ten megabytes; what claims more is no bill, or one to be read in parts.
const largestFile = 256 * 1024 * 1024;
const mostFiles = 64;

// Without the UTF-8 flag the unpacker gives each byte of a name as one character.
function fileName(name: string): string {
  if (!/^[\0-\xff]*$/.test(name)) return name;
  const { text, malformed } = decodeText(Buffer.from(name, "latin1"), "gbk");
  return malformed ? name : text;
}

/** The error for a bill that is none. */
export function malformedBill(reason: { zh: string; en: string }, rule: string): AlipayError {
  return new AlipayError("malformed_reply", `对账单读不懂：${reason.zh} (the bill can't be read: ${reason.en})`, {
    violations: [{ field: "bill", rule }],
  });
}

/** Unpacks a bill. Throws AlipayError `malformed_reply` for what is no zip, or one that is far too large. */
export function unpackBill(zip: Uint8Array): BillFile[] {
  let files = 0;
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(zip, {
      filter: ({ originalSize }) => {
        files += 1;
        if (files > mostFiles || originalSize > largestFile) {
          throw malformedBill({ zh: "文件过多或过大", en: "too many files, or one too large" }, "too_large");
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AlipayError) throw error;
    // The unpacker's own errors, or a RangeError of a length that lies: the bytes are no zip.
    throw malformedBill({ zh: "不是 zip 文件", en: "not a zip file" }, "not_a_zip");
  }
  return Object.entries(unpacked).map(([name, bytes]) => ({ name: fileName(name), bytes }));
}
