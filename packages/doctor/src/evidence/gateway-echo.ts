// The string which Alipay's gateway says it put together itself: 网关生成的验签字符串为：app_id=…&biz_content=…
import type { EchoPiece } from "./piece.ts";

const marks = [
  /(?:网关)?生成的?验签字符串(?:为|是)?\s*[:：]\s*/u,
  /待验签(?:字符)?串(?:为|是)?\s*[:：]\s*/u,
  /sign(?:ed)? ?string(?: of the gateway)?\s*[:=]\s*/iu,
];

const maxLength = 20_000;

/** The echoed string; undefined where the text holds none. */
export function readEcho(text: string): EchoPiece | undefined {
  for (const mark of marks) {
    const match = mark.exec(text);
    if (match === null) continue;
    const rest = text.slice(match.index + match[0].length).trimStart();
    const quoted = jsonStringEnd(rest);
    const line = ((quoted === -1 ? rest : rest.slice(0, quoted)).split("\n", 1)[0] ?? "").trim().slice(0, maxLength);
    const echoed = untilAdvice(line.replace(/^[“「]/u, ""));
    if (!/^[A-Za-z_][\w.]*=/u.test(echoed) || !echoed.includes("&")) continue;
    // Inside a JSON reply the quotes of biz_content are escaped.
    return { kind: "echo", text: quoted === -1 ? echoed : withoutEscapes(echoed) };
  }
  return undefined;
}

// What the gateway adds behind the string: a closing quote, a full stop, advice.
const ends = ["”", "」", "，建议", ",建议", ", 建议", " 建议", "。"];

function untilAdvice(line: string): string {
  const found = ends.map((end) => line.indexOf(end)).filter((index) => index !== -1);
  return found.length === 0 ? line : line.slice(0, Math.min(...found));
}

// The closing quote of the JSON string in which the echo stands; -1 outside of JSON.
function jsonStringEnd(text: string): number {
  if (!text.includes('\\"') && !/"\s*[,}]\s*("|$|\n)/u.test(text)) return -1;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === '"') return index;
  }
  return -1;
}

function withoutEscapes(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})|\\(["\\/])/gu, (_, hex: string | undefined, mark: string | undefined) =>
    hex === undefined ? (mark ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
