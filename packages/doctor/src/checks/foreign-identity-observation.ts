// The key of one account signed a message that names another: identity and key contradict each other.
import { accountLabel } from "../account/account-of-message.ts";
import type { Observation } from "../check.ts";
import { fieldValue } from "../evidence/field.ts";
import type { Examination } from "../examination.ts";

const identities = {
  mapi: { name: "partner", setting: "partner", shape: /^2088\d{12}$/u },
  openapi: { name: "app_id", setting: "appId", shape: /^(?!2088)\d{16}$/u },
} as const;

export function foreignIdentityObservation(
  examination: Examination,
  protocol: "mapi" | "openapi",
): Observation | undefined {
  const { name, setting, shape } = identities[protocol];
  for (const { message, signer, state } of examination.signatures) {
    if (message.protocol !== protocol || message.role !== "request" || (state !== "valid" && state !== "explained"))
      continue;
    const named = fieldValue(message.fields, name)?.trim();
    const owned = signer?.account?.[setting]?.trim();
    // What has another form is no identity of somebody else: it stands in a wrong place.
    if (named === undefined || !shape.test(named) || owned === undefined || owned === "" || named === owned) continue;
    const label = signer?.account === undefined ? "" : accountLabel(signer.account);
    return {
      confidence: "proven",
      proof: {
        text: {
          zh: `请求的 ${name} 是 ${named.slice(0, 32)}，签名却出自账户 ${label}（${owned}）的密钥`,
          en: `The request's ${name} is ${named.slice(0, 32)}, yet it is signed with the key of ${label} (${owned})`,
        },
      },
    };
  }
  return undefined;
}
