// A change as a person reads it: a unified diff in the file's own charset, secrets left out.
import { decodeText } from "@dedepay/alipay";
import { createTwoFilesPatch } from "diff";
import { textEncoding } from "../formats/text-encoding.ts";
import type { FileChange } from "./file-change.ts";
import { withoutSecrets } from "./gateway-settings.ts";

export type LineCount = { readonly added: number; readonly removed: number };

/** Unified diff with two lines around each change; line ends are shown as the terminal wants them. */
export function diffOfChange({ path, before, after }: FileChange): string {
  const patch = createTwoFilesPatch(
    before === undefined ? "/dev/null" : `a/${path}`,
    `b/${path}`,
    before === undefined ? "" : shown(before),
    shown(after),
    undefined,
    undefined,
    { context: 2 },
  );
  return withoutSecrets(patch.replace(/^=+\n/, ""));
}

export function countLines(diff: string): LineCount {
  const lines = diff.split("\n").slice(2);
  return {
    added: lines.filter((line) => line.startsWith("+")).length,
    removed: lines.filter((line) => line.startsWith("-")).length,
  };
}

function shown(bytes: Uint8Array): string {
  const charset = textEncoding(bytes) === "gbk" ? "gbk" : "utf-8";
  return decodeText(bytes, charset)
    .text.replace(/\r\n/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "\ufffd");
}
