// The string which Alipay's gateway says it put together itself: 网关生成的验签字符串为：app_id=…&biz_content=…
import type { EchoPiece } from "./piece.ts";

type Mark = { readonly by: EchoPiece["by"]; readonly words: RegExp };

const marks: readonly Mark[] = [
  { by: "gateway", words: /(?:网关)?生成的?验签字符串(?:为|是)?\s*[:：]\s*/u },
  { by: "program", words: /(?:待|要|原始|本地)(?:验?签)名?(?:的)?(?:字符)?串(?:为|是)?\s*[:：=]\s*/u },
  { by: "program", words: /(?:sign|signed|signing|canonical)[ _]?(?:string|content|data|text)\s*[:=]\s*/iu },
];
const maxLength = 20_000;

/** The strings that were signed or checked, each with whose it is; at most one of each. */
export function readEchoes(text: string): EchoPiece[] {
  const echoes = new Map<EchoPiece["by"], EchoPiece>();
  for (const { by, words } of marks) {
    const match = words.exec(text);
    if (match === null || echoes.has(by)) continue;
    const rest = text.slice(match.index + match[0].length).trimStart();
    const quoted = jsonStringEnd(rest);
    const line = ((quoted === -1 ? rest : rest.slice(0, quoted)).split("\n", 1)[0] ?? "").trim().slice(0, maxLength);
    const echoed = untilAdvice(line.replace(/^[“「"]/u, ""));
    if (!/^[A-Za-z_][\w.]*=/u.test(echoed) || !echoed.includes("&")) continue;
    // Inside a JSON reply the quotes of biz_content are escaped.
    echoes.set(by, { kind: "echo", by, text: quoted === -1 ? echoed : withoutEscapes(echoed) });
  }
  return [...echoes.values()];
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
    // The first quote of biz_content={" which nobody has escaped: this is no JSON string.
    else if (text[index] === '"') return /[{[=]/u.test(text[index - 1] ?? "") ? -1 : index;
  }
  return -1;
}

function withoutEscapes(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})|\\(["\\/])/gu, (_, hex: string | undefined, mark: string | undefined) =>
    hex === undefined ? (mark ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
