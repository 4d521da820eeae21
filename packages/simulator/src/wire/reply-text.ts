// An answer as the log shows it.
import { decodeText } from "@dedepay/alipay";
import type { GatewayReply } from "./gateway-request.ts";

/** Where the browser is sent, or the body as text (what a person sees of a page); says where a rule cut the line. */
export function replyText(reply: GatewayReply): string {
  if (reply.transport?.cut === true) return "(connection cut by a rule)";
  if (reply.location !== undefined) return `HTTP ${reply.status} → ${reply.location}`;
  const text = bodyText(reply);
  return reply.clear === undefined ? text : `${text}\n(decrypted) ${reply.clear}`;
}

function bodyText({ body, contentType = "" }: GatewayReply): string {
  const text =
    typeof body === "string" ? body : /gbk/i.test(contentType) ? decodeText(body, "gbk").text : body.toString("utf8");
  return text.startsWith("<!doctype html>") ? visibleText(text) : text;
}

/** Our own pages only: no script, no comment, and no text with an angle bracket. */
function visibleText(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .trim();
}
