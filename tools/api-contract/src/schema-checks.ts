// Compiles schemas of a description, each once. JSON Schema 2020-12, which OpenAPI 3.1 uses.
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { closedSchema } from "./closed-schema.ts";
import type { JsonSchema } from "./description.ts";

/** Keywords of OpenAPI which say nothing about a value. */
const annotations = ["example", "externalDocs", "xml", "discriminator"];

export class SchemaChecks {
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  });
  readonly #definitions: JsonSchema;
  readonly #compiled = new Map<JsonSchema, { open?: ValidateFunction; closed?: ValidateFunction }>();

  constructor(schemas: Readonly<Record<string, JsonSchema>>) {
    addFormats.default(this.#ajv);
    this.#ajv.addVocabulary(annotations);
    this.#definitions = { ...schemas };
  }

  /** What is wrong with `value`, in words. `strictness` closed: members that the schema does not list are wrong, too. */
  complaints(schema: JsonSchema, value: unknown, strictness: "open" | "closed"): string[] {
    const check = this.#check(schema, strictness);
    if (check(value)) return [];
    return (check.errors ?? []).map((error) => inWords(error));
  }

  #check(schema: JsonSchema, strictness: "open" | "closed"): ValidateFunction {
    const known = this.#compiled.get(schema) ?? {};
    this.#compiled.set(schema, known);
    known[strictness] ??= this.#ajv.compile(this.#standalone(schema, strictness));
    return known[strictness];
  }

  #standalone(schema: JsonSchema, strictness: "open" | "closed"): JsonSchema {
    const whole: JsonSchema = { ...schema, $defs: this.#definitions };
    return pointedAtDefinitions(strictness === "closed" ? closedSchema(whole) : whole) as JsonSchema;
  }
}

function pointedAtDefinitions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointedAtDefinitions);
  if (typeof value !== "object" || value === null) return value;
  const result: JsonSchema = {};
  for (const [name, inner] of Object.entries(value)) {
    const isReference = name === "$ref" && typeof inner === "string";
    result[name] = isReference ? inner.replace("#/components/schemas/", "#/$defs/") : pointedAtDefinitions(inner);
  }
  return result;
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const extra = params["additionalProperty"] ?? params["unevaluatedProperty"];
  const about = extra === undefined ? (message ?? "") : `has the member "${String(extra)}", which is not described`;
  const allowed = Array.isArray(params["allowedValues"]) ? `: ${params["allowedValues"].map(String).join(", ")}` : "";
  return `${instancePath === "" ? "the value" : instancePath} ${about}${allowed}`;
}
