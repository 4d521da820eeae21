// query_timestamp: the stamp for anti_phishing_key. Unsigned request, signed answer.
import type { GatewayReply } from "../../wire/gateway-request.ts";
import type { ReadFields } from "../../wire/read-fields.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { MapiPartner } from "../../world/world.ts";
import { signKeysOf } from "../account-keys.ts";
import { antiPhishingStamp } from "../anti-phishing.ts";
import { mapiSign } from "../signed-text.ts";
import { requestEcho, xmlReply } from "../xml-reply.ts";

export function queryTimestamp(simulation: Simulation, partner: MapiPartner, read: ReadFields): GatewayReply {
  const stamp = antiPhishingStamp(simulation);
  const sign = mapiSign(`encrypt_key=${stamp}`, {
    signType: "MD5",
    charset: read.charset,
    keys: signKeysOf(simulation.accounts, partner),
  });
  return xmlReply(
    `<is_success>T</is_success><request>${requestEcho(read.fields)}</request><response><timestamp><encrypt_key>${stamp}</encrypt_key></timestamp></response>` +
      `<sign>${sign}</sign><sign_type>MD5</sign_type>`,
    read.charset,
  );
}
