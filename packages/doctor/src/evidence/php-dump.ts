// Arrays as PHP prints them: print_r, var_export, var_dump; also Python's dict and Java's Map as they land in logs.
import type { Charset } from "@dedepay/alipay";
import { toByteText } from "./byte-text.ts";
import { declaredCharset } from "./declared-charset.ts";
import type { Field } from "./field.ts";
import { createSignedMessage, type SignedMessage } from "./signed-message.ts";

const maxFields = 300;

/** Messages found in dumps inside the text. */
export function dumpMessages(text: string, charset: Charset): SignedMessage[] {
  const readers = [printRPairs, varExportPairs, varDumpPairs, pythonPairs];
  for (const reader of readers) {
    const messages = reader(text).flatMap((pairs) => {
      const declared = declaredCharset(pairs) ?? charset;
      const fields = pairs.slice(0, maxFields).flatMap(([name, value]): Field[] => {
        const bytes = toByteText(value, declared) ?? toByteText(value, "utf-8");
        return bytes === undefined ? [] : [{ name, value: bytes }];
      });
      const message = createSignedMessage({ fields, form: "dump" });
      return message === undefined ? [] : [message];
    });
    if (messages.length > 0) return messages;
  }
  return [];
}

type Pairs = [name: string, value: string][];

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
  return [...text.matchAll(open)].slice(0, 10).map((match) => {
    const rest = text.slice(match.index + match[0].length);
    const end = close.exec(rest);
    return end === null ? rest : rest.slice(0, end.index);
  });
}

function varExportPairs(text: string): Pairs[] {
  return [...text.matchAll(/\b(?:array\s*\(|\[)\s*(?=')/gu)].slice(0, 10).map((match) => {
    const pairs: Pairs = [];
    const pair = /\s*'((?:[^'\\]|\\.)*)'\s*=>\s*(?:'((?:[^'\\]|\\.)*)'|(NULL|true|false|-?[\d.]+))\s*,?/uy;
    pair.lastIndex = match.index + match[0].length;
    for (let found = pair.exec(text); found !== null && pairs.length < maxFields; found = pair.exec(text)) {
      const value = found[2] === undefined ? scalar(found[3] ?? "") : unquote(found[2]);
      pairs.push([unquote(found[1] ?? ""), value]);
    }
    return pairs;
  });
}

function unquote(text: string): string {
  return text.replace(/\\(['\\])/gu, "$1");
}

function scalar(word: string): string {
  return word === "NULL" || word === "false" ? "" : word === "true" ? "1" : word;
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

function pythonPairs(text: string): Pairs[] {
  return [...text.matchAll(/\{(?=')/gu)].slice(0, 10).map((match) => {
    const pairs: Pairs = [];
    const pair = /\s*u?'([A-Za-z_][\w.]*)'\s*:\s*u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*,?/uy;
    pair.lastIndex = match.index + 1;
    for (let found = pair.exec(text); found !== null && pairs.length < maxFields; found = pair.exec(text)) {
      pairs.push([found[1] ?? "", unquote(found[2] ?? found[3] ?? "")]);
    }
    return pairs;
  });
}
