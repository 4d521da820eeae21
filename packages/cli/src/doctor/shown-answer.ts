// What came back from a probe, as Alipay reads it: status, the headers that matter, the first bytes in hex and as text. Nothing of
// a stranger's page reaches the terminal as a control character, and no cookie's value is shown.
import type { ProbedAddress } from "@dedepay/doctor";

export interface ShownAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** The first bytes. */
  readonly hex: string;
  readonly text: string;
  /** Read as UTF-8, or GBK where it is not that. */
  readonly charset: "utf-8" | "gbk" | "binary";
  readonly bom: boolean;
}

/** Which decide whether Alipay gets through, or tell who stood in the way. */
const telling: readonly string[] = [
  ...["location", "content-type", "content-encoding", "www-authenticate", "server", "via", "x-powered-by", "cf-ray"],
  ...["cf-mitigated", "x-waf-uuid", "x-sucuri-block", "x-iinfo", "x-cache", "retry-after", "dedepay-notify"],
];
const shownBytes = 64;
const shownCharacters = 200;
const longest = 200;

export function shownAnswer(answer: Extract<ProbedAddress["answer"], { status: number }>): ShownAnswer {
  const { status, headers, body } = answer;
  const shown = telling.flatMap((name): [string, string][] => {
    const value = headers[name];
    return value === undefined ? [] : [[name, printable(value).slice(0, longest)]];
  });
  const cookies = headers["set-cookie"];
  if (cookies !== undefined) shown.push(["set-cookie", `${/^[\w.-]{1,60}/.exec(cookies)?.[0] ?? "?"}=***`]);
  const { text, charset } = readBytes(body);
  return {
    ...{ status, headers: Object.fromEntries(shown), bytes: body.byteLength, charset },
    hex: Buffer.from(body.subarray(0, shownBytes)).toString("hex"),
    text: printable(text).slice(0, shownCharacters),
    bom: Buffer.from(body.subarray(0, 3)).toString("hex") === "efbbbf",
  };
}

/** Rows of sixteen bytes: place, bytes, characters. */
export function hexRows(hex: string): string[] {
  const bytes = hex.match(/../g) ?? [];
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += 16) {
    const row = bytes.slice(start, start + 16);
    const text = row.map((byte) => asciiOf(Number.parseInt(byte, 16))).join("");
    rows.push(`${start.toString(16).padStart(4, "0")}  ${row.join(" ").padEnd(47)}  |${text}|`);
  }
  return rows;
}

function asciiOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
}

function readBytes(body: Uint8Array): { text: string; charset: ShownAnswer["charset"] } {
  // The end may be cut in the middle of a character.
  const start = body.subarray(0, 4 * shownCharacters);
  for (const charset of ["utf-8", "gbk"] as const) {
    const text = new TextDecoder(charset).decode(start, { stream: true });
    if (!text.includes("\ufffd")) return { text, charset };
  }
  return { text: Buffer.from(start).toString("latin1"), charset: "binary" };
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => {
    if (character === "\n") return "⏎";
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
