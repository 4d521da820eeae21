// Verifies a request of the partner protocol on the side that answers it: for whoever stands in Alipay's place before old
// shops. As strict as with what Alipay sends: one algorithm, the bytes as they came, no second try in another form.

import type { Verdict } from "../notification/verdict.ts";
import type { BytePair } from "../request/form-pairs.ts";
import type { ServiceDefinition } from "../services/service-definition.ts";
import { canonicalBytes } from "./canonical-string.ts";
import type { MapiAccount } from "./mapi-account.ts";
import { mapiServices } from "./mapi-services.ts";
import { decodeFields, signedFields } from "./verify-mapi-message.ts";

export type MapiRequestVerdict =
  | {
      readonly verified: true;
      /** The signed fields that hold something; `sign`, `sign_type` and empty ones are not among them. */
      readonly fields: Record<string, string>;
      /** Names of those that are no text of the account's charset and were read in another: the shop declares the wrong one. */
      readonly foreign: readonly string[];
    }
  | Extract<Verdict, { verified: false }>;

const definitions: Readonly<Record<string, ServiceDefinition>> = mapiServices;
const commonNames: readonly string[] = ["_input_charset", "notify_url", "partner", "return_url", "service"];
const fieldNames = new Set([
  ...commonNames,
  ...Object.values(definitions).flatMap((definition) => Object.keys(definition.fields)),
]);
const addressNames = new Set([
  ...["notify_url", "return_url"],
  ...Object.values(definitions).flatMap(({ fields }) =>
    Object.keys(fields).filter((name) => fields[name]?.type === "url"),
  ),
]);

/** Verdict over the pairs of a request, from its address and its body; whatever they hold, it is a value and never an exception. */
export function verifyMapiRequest(account: MapiAccount, pairs: readonly BytePair[]): MapiRequestVerdict {
  const { fields, malformed, foreign } = decodeFields(pairs, account.charset);
  const { sign = "", sign_type: signType } = fields;
  if (sign === "") return { verified: false, reason: "sign_missing", field: "sign", fields };
  if (signType !== account.signType) {
    return { verified: false, reason: "sign_type_differs", field: "sign_type", fields };
  }
  if (!account.verify(canonicalBytes(pairs), sign)) return { verified: false, reason: "signature_differs", fields };
  const field = malformed ?? hidingField(pairs);
  if (field !== undefined) return { verified: false, reason: "malformed", field, fields };
  return { verified: true, fields: signedFields(fields), foreign };
}

/**
 * A request passes through the buyer's browser. A text of the buyer's own in it, `x&discount=-9.00`, could be cut in two
 * there without touching the signed text. Addresses may hold "&name=": cut in two they lead to the same site or nowhere.
 */
function hidingField(pairs: readonly BytePair[]): string | undefined {
  for (const pair of pairs) {
    const name = pair.name.toString("latin1");
    if (addressNames.has(name)) continue;
    for (const [, hidden = ""] of pair.value.toString("latin1").matchAll(/&([A-Za-z_0-9]{1,40})=/gu)) {
      if (fieldNames.has(hidden)) return name;
    }
  }
  return undefined;
}
