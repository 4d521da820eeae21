// Checks all parameters of a call against the service's registry entry, before anything is signed.

import type { Violation } from "../alipay-error.ts";
import { isPresent } from "./is-present.ts";
import type { ServiceDefinition } from "./service-definition.ts";
import { validateTable } from "./validate-field.ts";
import { validateGroup } from "./validate-groups.ts";

/** Every broken rule at once, in the order of the registry entry; empty when all is well. Never throws, whatever `parameters` is. */
export function validateParameters(service: ServiceDefinition, parameters: object): Violation[] {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    return [{ field: "", rule: "not_an_object" }];
  }
  const given = new Map<string, unknown>(Object.entries(parameters).filter(([, value]) => isPresent(value)));
  return [
    ...validateTable(service.fields, parameters),
    ...service.groups.flatMap((group) => validateGroup(group, given)),
  ];
}
