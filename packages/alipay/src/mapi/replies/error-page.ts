// The HTML page on which Alipay shows an error of a browser service. The merchant's server never sees it:
// it comes in where somebody pastes or saves the page. Both protocols show the same page.

import { type Charset, decodeText } from "../../charset.ts";

export type ErrorPage = { readonly code: string; readonly description?: string };

const maxBytes = 1_048_576;

/** Code and explanation of an error page (GBK, GB2312 or utf-8); undefined where it is no such page. */
export function readErrorPage(body: Uint8Array): ErrorPage | undefined {
  if (body.length > maxBytes) return undefined;
  const text = plainText(decodePage(body));
  const code = /(?:错误代码|错误码|error code)\s*[:：]?\s*([A-Za-z0-9][A-Za-z0-9_.-]{2,79})/iu.exec(text)?.[1];
  if (code === undefined) return undefined;
  const description = /(?:说明|错误原因)\s*[:：]?\s*([^\n]{1,300})/u.exec(text)?.[1]?.trim();
  return description === undefined || description === "" ? { code } : { code, description };
}

function decodePage(body: Uint8Array): string {
  // Pages name gb2312 and hold GBK; a page that is well-formed utf-8 with Chinese in it is never GBK by accident.
  const order: readonly Charset[] = ["utf-8", "gbk"];
  for (const charset of order) {
    const { text, malformed } = decodeText(body, charset);
    if (!malformed) return text;
  }
  return decodeText(body, "gbk").text;
}

const lineEnds = /^\/?(?:br|p|div|li|tr|h\d|dd|dt)\b/iu;
const entities: Readonly<Record<string, string>> = { nbsp: " ", quot: '"', lt: "<", gt: ">", amp: "&" };

/** What a reader of the page would see. One pass: each character is looked at a constant number of times. */
function plainText(html: string): string {
  const pieces: string[] = [];
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf("<", position);
    pieces.push(html.slice(position, open === -1 ? html.length : open));
    if (open === -1) break;
    const close = html.indexOf(">", open);
    if (close === -1) break;
    const tag = html.slice(open + 1, Math.min(close, open + 20));
    pieces.push(lineEnds.test(tag) ? "\n" : " ");
    const hidden = /^(script|style)\b/iu.exec(tag)?.[1]?.toLowerCase();
    position = hidden === undefined ? close + 1 : endOfHidden(html, hidden, close);
  }
  return pieces
    .join("")
    .replace(/&(nbsp|quot|lt|gt|amp);/gu, (all, name: string) => entities[name] ?? all)
    .replace(/\s+/gu, (space) => (space.includes("\n") ? "\n" : " "));
}

function endOfHidden(html: string, name: string, from: number): number {
  for (let end = html.indexOf("</", from); end !== -1; end = html.indexOf("</", end + 2)) {
    if (html.slice(end + 2, end + 2 + name.length).toLowerCase() === name) return end;
  }
  return html.length;
}
