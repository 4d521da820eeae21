// MAPI's XML replies, in the charset of the request.
import { type Charset, encodeText } from "@dedepay/alipay";
import type { GatewayReply } from "../wire/gateway-request.ts";

/** Text as XML character data; control characters which XML 1.0 can't hold are dropped. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}

/** An `<alipay>` document with this content. */
export function xmlReply(content: string, charset: Charset): GatewayReply {
  const name = charset === "utf-8" ? "utf-8" : "GBK";
  const text = `<?xml version="1.0" encoding="${name}"?>\n<alipay>${content}</alipay>`;
  return {
    status: 200,
    contentType: `text/xml;charset=${name}`,
    body: encodeText(text, charset === "utf-8" ? "utf-8" : "gbk").bytes,
  };
}

/** The caller's fields, as replies repeat them. */
export function requestEcho(fields: Iterable<readonly [name: string, value: string]>): string {
  return Array.from(fields)
    .filter(([name]) => name !== "sign" && name !== "sign_type")
    .map(([name, value]) => `<param name="${escapeXml(name)}">${escapeXml(value)}</param>`)
    .join("");
}

/** The failure form: is_success F and the code; unsigned, as in every sample. */
export function xmlFailure(code: string, charset: Charset): GatewayReply {
  return xmlReply(`<is_success>F</is_success><error>${escapeXml(code)}</error>`, charset);
}
