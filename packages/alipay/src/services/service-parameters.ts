// The TypeScript type of a service's parameters, inferred from its registry entry.

import type { FieldDefinition, FieldTable } from "./field-definition.ts";
import type { ServiceDefinition } from "./service-definition.ts";

type RequiredName<Fields extends FieldTable> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly required: true } ? Name : never;
}[keyof Fields];

/** Value of one field: text as Alipay writes it, a union of the allowed values, or JSON. */
export type FieldValue<Field extends FieldDefinition> = Field extends {
  readonly type: "choice";
  readonly values: readonly (infer Value)[];
}
  ? Value
  : Field extends { readonly type: "object"; readonly fields: infer Fields extends FieldTable }
    ? FieldValues<Fields>
    : Field extends { readonly type: "list"; readonly item: infer Item extends FieldDefinition }
      ? readonly FieldValue<Item>[]
      : string;

/** Values of a table of fields; an optional one may be left out, undefined or empty. */
export type FieldValues<Fields extends FieldTable> = {
  readonly [Name in RequiredName<Fields>]: FieldValue<Fields[Name]>;
} & {
  readonly [Name in Exclude<keyof Fields, RequiredName<Fields>>]?: FieldValue<Fields[Name]> | "" | undefined;
};

/** Parameters of a service under Alipay's own field names. */
export type ServiceParameters<Service> =
  Service extends ServiceDefinition<string, infer Fields> ? FieldValues<Fields> : never;
