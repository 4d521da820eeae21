// Says what a DER structure really is, by its outline only (tags and lengths, no cryptography), so that a key that was
// put into the wrong field can be named. Must not know about PEM, files or Alipay.
import { childrenOf, type DerElement, readElement } from "./der-element.ts";

/** What the outermost DER sequence turns out to be. */
export type DerShape =
  | "pkcs1_private"
  | "pkcs8_private"
  | "pkcs8_encrypted"
  | "ec_private"
  | "pkcs1_public"
  | "spki_public"
  | "certificate"
  | "certificate_request"
  | "pkcs12"
  | "truncated"
  | "trailing_bytes"
  | "unknown";

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;

function smallInteger(der: Uint8Array, element: DerElement): number | undefined {
  return element.tag === INTEGER && element.end - element.start === 1 ? der[element.start] : undefined;
}

function shapeOfSequence(der: Uint8Array, children: readonly DerElement[]): DerShape {
  const [first, second, third] = children;
  if (first === undefined || second === undefined) return "unknown";
  if (first.tag === INTEGER) {
    const version = smallInteger(der, first);
    if (version === 0 && second.tag === SEQUENCE && third?.tag === OCTET_STRING) return "pkcs8_private";
    if (version === 0 && second.tag === INTEGER && children.length >= 9) return "pkcs1_private";
    if (version === 1 && second.tag === OCTET_STRING) return "ec_private";
    if (version === 3 && second.tag === SEQUENCE) return "pkcs12";
    return children.length === 2 && second.tag === INTEGER ? "pkcs1_public" : "unknown";
  }
  if (first.tag !== SEQUENCE) return "unknown";
  const inner = childrenOf(der, first);
  if (second.tag === BIT_STRING && inner[0]?.tag === OBJECT_ID) return "spki_public";
  if (second.tag === OCTET_STRING && inner[0]?.tag === OBJECT_ID) return "pkcs8_encrypted";
  if (second.tag === SEQUENCE && third?.tag === BIT_STRING) {
    const isCertificate = inner[0]?.tag === CONTEXT_0 || inner.length >= 6;
    return isCertificate ? "certificate" : "certificate_request";
  }
  return "unknown";
}

/** Names the outermost structure of `der`; "truncated" when the announced length exceeds the bytes there. */
export function derShape(der: Uint8Array): DerShape {
  const outer = readElement(der, 0);
  if (outer === undefined || outer.tag !== SEQUENCE) return "unknown";
  if (outer.end > der.length) return "truncated";
  if (outer.end < der.length) return "trailing_bytes";
  return shapeOfSequence(der, childrenOf(der, outer));
}
