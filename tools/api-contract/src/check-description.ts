// Is a document an OpenAPI 3.1 description, do its examples keep to its own schemas, and is nothing in it left without words?
import { Validator } from "@seriousme/openapi-schema-validator";
import type { Content, Description, JsonSchema, Operation } from "./description.ts";
import { resolved } from "./resolved.ts";
import { SchemaChecks } from "./schema-checks.ts";

/** Every complaint as a sentence. */
export async function checkDescription(document: unknown): Promise<string[]> {
  const validity = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
  if (!validity.valid) return [`not OpenAPI: ${JSON.stringify(validity.errors)}`];
  const description = resolved(document);
  const checks = new SchemaChecks(description.components.schemas);
  return [
    ...operationsOf(description).flatMap(({ name, operation }) => examplesOf(checks, name, operation)),
    ...Object.entries(description.components.schemas).flatMap(([name, schema]) => undescribed(schema, name)),
    ...operationsOf(description).flatMap(({ name, operation }) => undescribedParts(operation, name)),
  ];
}

type Named = { name: string; operation: Operation };

function operationsOf({ paths, webhooks }: Description): Named[] {
  return Object.entries({ ...paths, ...webhooks }).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
}

function examplesOf(checks: SchemaChecks, name: string, operation: Operation): string[] {
  const parts: [string, Content | undefined][] = [
    ["request", operation.requestBody?.content],
    ...Object.entries(operation.responses).map(([status, one]): [string, Content | undefined] => [status, one.content]),
  ];
  return parts.flatMap(([part, content]) =>
    Object.entries(content ?? {}).flatMap(([type, { schema, example, examples }]) => {
      const values = [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples ?? {}).map((one) => one.value),
      ];
      const where = `${name} ${part} ${type}`;
      if (values.length === 0) return [`${where}: no example`];
      if (schema === undefined || !type.endsWith("json")) return [];
      return values.flatMap((value) =>
        checks.complaints(schema, value, "closed").map((one) => `${where}: its example: ${one}`),
      );
    }),
  );
}

function undescribedParts(operation: Operation, name: string): string[] {
  const complaints: string[] = [];
  const words = operation as { summary?: unknown; description?: unknown };
  if (!isBilingual(words.summary)) complaints.push(`${name}: summary is not in both languages`);
  if (!isBilingual(words.description)) complaints.push(`${name}: description is not in both languages`);
  for (const parameter of operation.parameters ?? []) {
    if (!isBilingual((parameter as { description?: unknown }).description))
      complaints.push(`${name}: parameter ${parameter.name} is not described in both languages`);
  }
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (schema !== undefined) complaints.push(...undescribed(schema, `${name} body`));
  return complaints;
}

/** Members without words in both languages. What is said of a referred schema is said there. */
function undescribed(schema: JsonSchema, where: string): string[] {
  const complaints: string[] = [];
  const members = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  for (const [name, member] of members) {
    const isText = isBilingual(member["description"]) || member["$ref"] !== undefined;
    if (!isText) complaints.push(`${where}.${name} is not described in both languages`);
    complaints.push(...undescribed(member, `${where}.${name}`));
  }
  for (const inner of [schema["items"], ...((schema["anyOf"] ?? []) as unknown[])])
    if (typeof inner === "object" && inner !== null) complaints.push(...undescribed(inner as JsonSchema, `${where}[]`));
  return complaints;
}

function isBilingual(text: unknown): boolean {
  return typeof text === "string" && /\p{Script=Han}/u.test(text) && /[a-z]{2,}/i.test(text);
}
