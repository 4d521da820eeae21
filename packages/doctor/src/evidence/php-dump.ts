// Arrays as programs print them: PHP's print_r, var_export and var_dump, and what lands in the logs of other languages
// (Python, Ruby, Node, Java, Go).
import type { Charset } from "@dedepay/alipay";
import { toByteText } from "./byte-text.ts";
import { declaredCharset } from "./declared-charset.ts";
import type { Field } from "./field.ts";
import { goMapPairs, javaMapPairs, type Pairs, quotedPairs } from "./printed-maps.ts";
import { createSignedMessage, type SignedMessage } from "./signed-message.ts";

const maxFields = 300;
const maxBlocks = 10;

// PHP prints the bytes it has; the others have decoded them.
const readers: readonly { pairsIn: (text: string) => Pairs[]; isPhp: boolean }[] = [
  { pairsIn: printRPairs, isPhp: true },
  { pairsIn: varDumpPairs, isPhp: true },
  { pairsIn: (text) => quotedPairs(text, "php"), isPhp: true },
  { pairsIn: (text) => quotedPairs(text, "other"), isPhp: false },
  { pairsIn: goMapPairs, isPhp: false },
  { pairsIn: javaMapPairs, isPhp: false },
];

/** Messages found in dumps inside the text; `withoutJson` is the same text with blanks for what was read as JSON. */
export function dumpMessages(text: string, withoutJson: string, charset: Charset): SignedMessage[] {
  for (const { pairsIn, isPhp } of readers) {
    const messages = pairsIn(isPhp ? text : withoutJson).flatMap((pairs) => {
      const declared = declaredCharset(pairs) ?? charset;
      const fields = pairs.slice(0, maxFields).flatMap(([name, value]): Field[] => {
        const bytes = toByteText(value, declared) ?? toByteText(value, "utf-8");
        return bytes === undefined ? [] : [{ name, value: bytes }];
      });
      const message = createSignedMessage({ fields, form: "dump" });
      return message === undefined ? [] : [isPhp ? { ...message, printed: charset } : message];
    });
    if (messages.length > 0) return messages;
  }
  return [];
}

// print_r shows no end of a value: it ends where the next "    [name] =>" or the closing parenthesis stands.
function printRPairs(text: string): Pairs[] {
  return blocks(text, /\bArray\s*\(\s*\n/gu, /^\s*\)\s*$/mu).map((block) => {
    const all = [...block.matchAll(/^([ \t]*)\[([A-Za-z_][\w.]*)\] => ?/gmu)];
    // A line of a value may look like an entry; entries share the first one's indentation.
    const marks = all.filter((mark) => mark[1] === all[0]?.[1]);
    return marks.map((mark, index): [string, string] => {
      const start = mark.index + mark[0].length;
      const next = marks[index + 1];
      const raw = block.slice(start, next === undefined ? undefined : next.index);
      return [mark[2] ?? "", raw.replace(/\r?\n[ \t]*$/u, "")];
    });
  });
}

function blocks(text: string, open: RegExp, close: RegExp): string[] {
  return [...text.matchAll(open)].slice(0, maxBlocks).map((match) => {
    const rest = text.slice(match.index + match[0].length);
    const end = close.exec(rest);
    return end === null ? rest : rest.slice(0, end.index);
  });
}

function varDumpPairs(text: string): Pairs[] {
  const pairs = [...text.matchAll(/\["([A-Za-z_][\w.]*)"\]\s*=>\s*string\((\d{1,6})\)\s*"/gu)].map(
    (match): [string, string] => {
      const start = match.index + match[0].length;
      // The length counts bytes; the text may be decoded already, so the closing quote decides and the length bounds.
      const end = text.slice(start, start + Number(match[2] ?? 0) + 2).search(/"\s*(?:\n|$|<)/u);
      return [
        match[1] ?? "",
        end === -1 ? text.slice(start, start + Number(match[2] ?? 0)) : text.slice(start, start + end),
      ];
    },
  );
  return pairs.length === 0 ? [] : [pairs];
}
