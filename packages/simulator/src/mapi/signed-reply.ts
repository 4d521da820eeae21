// The success form of MAPI's XML: an echo of the request, one element with the answer's fields, and their signature.
import type { GatewayReply } from "../wire/gateway-request.ts";
import { signKeysOf } from "./account-keys.ts";
import type { MapiCall } from "./mapi-call.ts";
import { mapiSign, mapiSignedText } from "./signed-text.ts";
import { escapeXml, requestEcho, xmlReply } from "./xml-reply.ts";

/** is_success T with `<response><element>…`; the signature is over the element's children by the rules of a request. */
export function signedReply(
  call: MapiCall,
  element: string,
  children: ReadonlyArray<readonly [string, string]>,
): GatewayReply {
  const inner = children.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join("");
  const { signType, charset, simulation, partner } = call;
  // A rule may ask for a signature which does not hold.
  const text = `${mapiSignedText(children)}${call.effects.wrongSignature ? "&wrong" : ""}`;
  const sign = mapiSign(text, {
    signType,
    charset,
    keys: signKeysOf(simulation.accounts, partner),
  });
  return xmlReply(
    `<is_success>T</is_success><request>${requestEcho(call.fields)}</request><response><${element}>${inner}</${element}></response>` +
      `<sign>${escapeXml(sign)}</sign><sign_type>${signType}</sign_type>`,
    charset,
  );
}
