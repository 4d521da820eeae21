// A request against the registry of services: what is missing, malformed or too long. One look for several checks.
import {
  mapiServices,
  openapiServices,
  type ServiceDefinition,
  type Violation,
  validateParameters,
} from "@dedepay/alipay";
import { readableText } from "../evidence/byte-text.ts";
import { fieldValue } from "../evidence/field.ts";
import { jsonObjectOf } from "../evidence/json-object.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Examination } from "../examination.ts";
import { brokenJsonFields } from "../traces/json-fields.ts";

export type ServiceRequest = {
  readonly message: SignedMessage;
  readonly name: string;
  /** Undefined where no such service is known here. */
  readonly service?: ServiceDefinition;
  readonly violations: readonly Violation[];
};

// Whatever stands around the business fields; Alipay checks it before them.
const envelope = new Set([
  "service",
  "partner",
  "_input_charset",
  "sign",
  "sign_type",
  "notify_url",
  "return_url",
  "agent",
]);

/** Requests of the evidence with what is wrong about them. */
export function serviceRequests(examination: Examination): readonly ServiceRequest[] {
  return examination.requests.flatMap((message): ServiceRequest[] => {
    const name = fieldValue(message.fields, "service") ?? fieldValue(message.fields, "method");
    if (name === undefined || name === "") return [];
    const service = definitionOf(name);
    if (service === undefined) return [{ message, name, violations: [] }];
    const altered = examination.alteredFields(message);
    const fields = altered.has("biz_content") ? undefined : businessFields(message);
    if (fields === undefined) return [{ message, name, service, violations: [] }];
    const violations = validateParameters(service, fields).filter(({ field }) => !altered.has(field));
    return [{ message, name, service, violations }];
  });
}

function definitionOf(name: string): ServiceDefinition | undefined {
  const registry: Readonly<Record<string, ServiceDefinition>> = { ...mapiServices, ...openapiServices };
  return Object.hasOwn(registry, name) ? registry[name] : undefined;
}

type Fields = Parameters<typeof validateParameters>[1];

// Undefined where they can't be read: what is wrong with the text is told by others.
function businessFields(message: SignedMessage): Fields | undefined {
  if (message.protocol === "openapi") {
    if (brokenJsonFields(message).length > 0) return undefined;
    return jsonObjectOf(readableText(fieldValue(message.fields, "biz_content") ?? "")) as Fields;
  }
  return Object.fromEntries(
    message.fields
      .filter(({ name, value }) => !envelope.has(name) && value !== "")
      .map(({ name, value }) => [name, readableText(value)]),
  );
}
