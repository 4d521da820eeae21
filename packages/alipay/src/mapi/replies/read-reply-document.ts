// Opens an XML reply of the partner protocol: <alipay> with is_success, and an error where that is F.

import { AlipayError } from "../../alipay-error.ts";
import { readXml } from "../../xml/read-xml.ts";
import { onlyChild, type XmlElement } from "../../xml/xml-element.ts";
import { readErrorPage } from "./error-page.ts";
import type { ReplyContext } from "./reply-context.ts";
import { malformedReply, refusalError } from "./reply-error.ts";

export type ReplyDocument = { readonly root: XmlElement; readonly success: "T" | "P" };

/** The document of a reply that says T or P; AlipayError with Alipay's code where it says F, `malformed_reply` where it says nothing we know. */
export function readReplyDocument(context: ReplyContext): ReplyDocument {
  const root = parse(context);
  if (root.name !== "alipay") throw malformedReply(context, "root_element");
  const success = onlyChild(root, "is_success")?.text;
  if (success === "F") {
    const code = onlyChild(root, "error")?.text.trim() ?? "";
    if (!/^[A-Za-z0-9_.-]{1,80}$/u.test(code)) throw malformedReply(context, "error_code");
    throw refusalError(context, code);
  }
  if (success !== "T" && success !== "P") throw malformedReply(context, "is_success");
  return { root, success };
}

function parse(context: ReplyContext): XmlElement {
  try {
    return readXml(context.raw.body).root;
  } catch (error) {
    // No XML: it may be the page that browsers get, which the gateway also sends where it understood nothing.
    if (!(error instanceof AlipayError)) throw error;
    const page = readErrorPage(context.raw.body);
    if (page !== undefined) throw refusalError(context, page.code, page.description);
    throw malformedReply(context, error.violations?.[0]?.rule ?? "xml", error);
  }
}
