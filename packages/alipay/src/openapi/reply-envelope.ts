// The outside of a v2 reply: which member is the answer, its raw text, its signature. Decides nothing about trust.
import { AlipayError } from "../alipay-error.ts";
import { type Charset, decodeText } from "../charset.ts";
import { readRawMembers } from "./reply-node.ts";

/** What came back over HTTP. */
export type RawReply = { readonly status: number; readonly body: Uint8Array; readonly traceId?: string | undefined };

export type ReplyEnvelope = {
  /** The charset in which the reply really is: a 20000 may be GBK whatever was asked. */
  readonly charset: Charset;
  /** The answer as it stands in the reply, to the byte; what Alipay signed. */
  readonly rawNode: string;
  readonly node: unknown;
  readonly sign?: string;
  /** Serial number of the Alipay certificate that signed (certificate mode). */
  readonly certSerial?: string;
};

function malformed(service: string, raw: RawReply, reason: { zh: string; en: string }): AlipayError {
  return new AlipayError(
    "malformed_reply",
    `${service} 的应答读不懂：${reason.zh}，HTTP ${raw.status} (the reply can't be read: ${reason.en}, HTTP ${raw.status})`,
    { outcomeKnown: false, rawBytes: raw.body, httpStatus: raw.status, traceId: raw.traceId ?? "", service },
  );
}

function decodeReply(body: Uint8Array): { text: string; charset: Charset } | undefined {
  const utf8 = decodeText(body, "utf-8");
  if (!utf8.malformed) return { text: utf8.text, charset: "utf-8" };
  const gbk = decodeText(body, "gbk");
  return gbk.malformed ? undefined : { text: gbk.text, charset: "gbk" };
}

function textMember(raw: string | undefined): string | undefined {
  const value: unknown = raw === undefined ? undefined : JSON.parse(raw);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Opens the reply of `service`. Throws AlipayError `malformed_reply` (outcome unknown) where it is no such reply. */
export function openReply(service: string, raw: RawReply): ReplyEnvelope {
  const decoded = decodeReply(raw.body);
  if (decoded === undefined) throw malformed(service, raw, { zh: "既非 UTF-8 也非 GBK", en: "neither UTF-8 nor GBK" });
  const members = readRawMembers(decoded.text);
  if (members === undefined) throw malformed(service, raw, { zh: "不是 JSON 对象", en: "not a JSON object" });
  const rawNode = members.get(`${service.replaceAll(".", "_")}_response`) ?? members.get("error_response");
  if (rawNode === undefined) throw malformed(service, raw, { zh: "没有应答节点", en: "no response member" });
  const sign = textMember(members.get("sign"));
  const certSerial = textMember(members.get("alipay_cert_sn"));
  return {
    charset: decoded.charset,
    rawNode,
    node: JSON.parse(rawNode),
    ...(sign === undefined ? {} : { sign }),
    ...(certSerial === undefined ? {} : { certSerial }),
  };
}
