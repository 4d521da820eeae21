// What is wrong with a JSON value, for the person who wrote it: place, rule, and the value unless it may be a secret.
import type { TSchema } from "typebox";
import { Value } from "typebox/value";

/** One line for each problem: `/buyers/0/balanceFen: 应不小于 0 · must be >= 0 (-1)`; none where the value is right. */
export function schemaProblems(schema: TSchema, value: unknown, at = ""): string[] {
  if (Value.Check(schema, value)) return [];
  const lines = Value.Errors(schema, value).flatMap(({ keyword, instancePath, schemaPath, params, message }) => {
    const place = `${at}${instancePath}`;
    const say = (zh: string, en: string): string[] => [`${place || "/"}: ${zh} · ${en}${shown(value, instancePath)}`];
    const known: Readonly<Record<string, unknown>> = { ...params };
    switch (keyword) {
      // The next error names the object as a whole; this one names the field.
      case "boolean":
        return [`${place}: 没有这个字段 · no such field`];
      case "additionalProperties":
        return [];
      case "required":
        return texts(known["requiredProperties"]).map((name) => `${place}/${name}: 缺少 · is missing`);
      case "enum":
        return say(`只能是 ${texts(known["allowedValues"]).join("、")}`, `must be one of the allowed values`);
      case "pattern":
        return say(`格式应为 ${descriptionAt(schema, schemaPath) ?? known["pattern"]}`, "must have this form");
      case "type":
        return say(`类型应为 ${known["type"]}`, `must be ${known["type"]}`);
      case "minimum":
      case "exclusiveMinimum":
        return say(`不能小于 ${known["limit"]}`, message);
      case "maximum":
        return say(`不能大于 ${known["limit"]}`, message);
      case "minLength":
      case "minItems":
        return say(`至少要 ${known["limit"]} 个`, message);
      case "maxLength":
      case "maxItems":
        return say(`最多 ${known["limit"]} 个`, message);
      default:
        return say("不符合要求", message);
    }
  });
  return [...new Set(lines)].slice(0, 20);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** What the schema itself says of the place, as `#/properties/contracts/items/properties/to`. */
function descriptionAt(schema: TSchema, path: string): string | undefined {
  const found = walk(schema, path);
  const description = typeof found === "object" && found !== null && "description" in found ? found.description : "";
  return typeof description === "string" && description !== "" ? description : undefined;
}

function walk(root: unknown, path: string): unknown {
  return path
    .split("/")
    .slice(1)
    .reduce<unknown>((at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined), root);
}

const mayBeSecret = /key|cert|secret|password/i;

function shown(root: unknown, path: string): string {
  if (mayBeSecret.test(path)) return "";
  const value = walk(root, path);
  if (typeof value === "object" || value === undefined) return "";
  const text = JSON.stringify(value);
  return ` (${text.length > 40 ? `${text.slice(0, 40)}…` : text})`;
}
