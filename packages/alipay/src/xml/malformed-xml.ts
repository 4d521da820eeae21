// The error for a reply that is no XML as we accept it.

import { AlipayError } from "../alipay-error.ts";

export type XmlRule =
  | "unknown_encoding"
  | "not_in_declared_encoding"
  | "too_large"
  | "too_deep"
  | "too_many_elements"
  | "doctype"
  | "processing_instruction"
  | "comment"
  | "tag"
  | "attribute"
  | "mismatched_tag"
  | "unclosed_tag"
  | "entity"
  | "character"
  | "text_outside_root"
  | "no_root"
  | "several_roots";

/** AlipayError `malformed_reply` for one rule of XML, with the position in the decoded text. */
export function malformedXml(rule: XmlRule, position?: number): AlipayError {
  const at = position === undefined ? "" : ` @${position}`;
  return new AlipayError("malformed_reply", `返回的 XML 有误 (malformed XML): ${rule}${at}`, {
    violations: [{ field: "xml", rule, ...(position === undefined ? {} : { limit: `position ${position}` }) }],
  });
}
