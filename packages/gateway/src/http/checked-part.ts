// A part of a body whose schema depends on another member: checked by hand, with the same failures as the rest.
import type { Validator } from "typebox/compile";
import { invalidRequest, type SchemaFinding } from "./violations.ts";

/** `name` is the member that holds it. Errors: 1012, 1002. */
export function checkedPart<T>(check: Validator, input: unknown, name: string): T {
  if (check.Check(input)) return input as T;
  const findings = (check.Errors(input) as unknown as SchemaFinding[]).map((finding) => ({
    ...finding,
    instancePath: `/${name}${finding.instancePath}`,
  }));
  throw invalidRequest(findings, { [name]: input }, "body");
}
