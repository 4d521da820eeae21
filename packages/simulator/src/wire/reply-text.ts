// An answer as the log shows it.
import { decodeText } from "@dedepay/alipay";
import type { GatewayReply } from "./gateway-request.ts";

/** Where the browser is sent, or the body as text; says where a rule cut the line. */
export function replyText(reply: GatewayReply): string {
  if (reply.transport?.cut === true) return "(connection cut by a rule)";
  if (reply.location !== undefined) return `HTTP ${reply.status} → ${reply.location}`;
  if (typeof reply.body === "string") return reply.body;
  return /gbk/i.test(reply.contentType ?? "") ? decodeText(reply.body, "gbk").text : reply.body.toString("utf8");
}
