// From the schema check's findings to what a caller can act on: which field, which rule, which value.
// All findings at once; one number by precedence: missing (1012), then invalid (1002), then amounts (1011).
import { type BilingualText, DedepayError, type UnifiedCode } from "@dedepay/errors";

/** One finding of the schema check, as the validator words it. */
export type SchemaFinding = {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
};

export type FieldViolation = { field: string; rule: string; value?: string; limit?: string };

/** Fields of money: their violations are 1011, because the remedy differs. */
const amountFields: ReadonlySet<string> = new Set(["amount_fen"]);
const allowedAmount = { min_fen: 1, max_fen: 10_000_000_000 } as const;

/** The failure for a request part that broke its schema. `part` is where it was: body, querystring, params, headers. */
export function invalidRequest(findings: readonly SchemaFinding[], input: unknown, part: string): DedepayError {
  const notAnObject = findings.find((finding) => finding.keyword === "type" && finding.instancePath === "");
  if (notAnObject !== undefined) return wrongShape(input, part);
  const missing = missingFields(findings, input);
  const invalid = invalidFields(findings, input, new Set(missing));
  const extra = { ...(missing.length > 0 ? { missing } : {}), ...(invalid.length > 0 ? { violations: invalid } : {}) };
  if (missing.length > 0) {
    return new DedepayError(1012, {
      param: missing[0] ?? "",
      detail: {
        zh: `缺少必填字段：${missing.join("、")}。`,
        en: `Required and absent or empty: ${missing.join(", ")}.`,
      },
      extra,
    });
  }
  const other = invalid.filter((violation) => !amountFields.has(violation.field));
  const code: UnifiedCode = other.length > 0 ? 1002 : 1011;
  const named = other[0] ?? invalid[0] ?? { field: part, rule: "schema" };
  return new DedepayError(code, {
    param: named.field,
    detail: describeAll(code === 1002 ? [...other, ...invalid.filter((v) => !other.includes(v))] : invalid),
    extra: code === 1011 ? { ...extra, allowed: allowedAmount } : extra,
  });
}

function wrongShape(input: unknown, part: string): DedepayError {
  const found = input === null || input === undefined ? "nothing" : Array.isArray(input) ? "array" : typeof input;
  return new DedepayError(1002, {
    param: part,
    detail: {
      zh: `${part} 必须是一个 JSON 对象，收到的是 ${found}。`,
      en: `${part} must be a JSON object; found ${found}.`,
    },
    extra: { violations: [{ field: part, rule: "type object", value: found }] },
  });
}

function missingFields(findings: readonly SchemaFinding[], input: unknown): string[] {
  const missing: string[] = [];
  for (const finding of findings) {
    const base = fieldName(finding.instancePath);
    if (finding.keyword === "required") {
      for (const name of stringsOf(finding.params["requiredProperties"])) missing.push(join(base, name));
    } else if (finding.keyword === "minLength" && valueAt(input, finding.instancePath) === "") {
      missing.push(base);
    }
  }
  return [...new Set(missing)];
}

function invalidFields(
  findings: readonly SchemaFinding[],
  input: unknown,
  missing: ReadonlySet<string>,
): FieldViolation[] {
  const byField = new Map<string, FieldViolation>();
  for (const finding of findings) {
    if (finding.keyword === "required") continue;
    if (finding.keyword === "additionalProperties") {
      for (const name of stringsOf(finding.params["additionalProperties"])) {
        const field = join(fieldName(finding.instancePath), name);
        byField.set(field, { field, rule: "unknown field" });
      }
      continue;
    }
    if (finding.keyword === "boolean") continue; // the same unknown field, seen from inside
    const field = fieldName(finding.instancePath);
    if (missing.has(field)) continue;
    const violation = violationOf(finding, field, input);
    const earlier = byField.get(field);
    // Each literal of a list of values reports itself: they are one rule.
    if (earlier === undefined) byField.set(field, violation);
    else if (finding.keyword === "const") earlier.rule = `${earlier.rule} | ${String(finding.params["allowedValue"])}`;
  }
  return [...byField.values()];
}

function violationOf(finding: SchemaFinding, field: string, input: unknown): FieldViolation {
  const value = shown(field, valueAt(input, finding.instancePath));
  const { params } = finding;
  const base = value === undefined ? { field } : { field, value };
  switch (finding.keyword) {
    case "type":
      return { ...base, rule: `type ${String(params["type"])}` };
    case "const":
      return { ...base, rule: `one of: ${String(params["allowedValue"])}` };
    case "enum":
      return { ...base, rule: `one of: ${stringsOf(params["allowedValues"]).join(" | ")}` };
    case "pattern":
      return { ...base, rule: `pattern ${String(params["pattern"])}` };
    case "format":
      return { ...base, rule: `format ${String(params["format"])}` };
    default:
      return "limit" in params
        ? { ...base, rule: finding.keyword, limit: String(params["limit"]) }
        : { ...base, rule: finding.keyword };
  }
}

function describeAll(violations: readonly FieldViolation[]): BilingualText {
  const zh = violations.map((v) => `${v.field}${valueText(v, "的值 ", "")} 不符合规则“${ruleText(v)}”`);
  const en = violations.map((v) => `${v.field}${valueText(v, " is ", ",")} which breaks the rule "${ruleText(v)}"`);
  return { zh: `${zh.join(";")}。`, en: `${en.join("; ")}.` };
}

function valueText(violation: FieldViolation, before: string, after: string): string {
  return violation.value === undefined ? "" : `${before}${violation.value}${after}`;
}

function ruleText(violation: FieldViolation): string {
  return violation.limit === undefined ? violation.rule : `${violation.rule} ${violation.limit}`;
}

/** `/metadata/color` → `metadata.color` (JSON pointer, RFC 6901). */
function fieldName(pointer: string): string {
  return pointer.split("/").slice(1).map(unescapePointer).join(".");
}

function join(base: string, name: string): string {
  return base === "" ? name : `${base}.${name}`;
}

function unescapePointer(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function valueAt(input: unknown, pointer: string): unknown {
  let value = input;
  for (const step of pointer.split("/").slice(1).map(unescapePointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Passwords and keys stand below these: nothing of them is repeated. */
const secretParts: readonly string[] = ["credentials", "settings"];

/** The value as JSON, shortened. */
function shown(field: string, value: unknown): string | undefined {
  if (value === undefined || field.split(".").some((step) => secretParts.includes(step))) return undefined;
  const text = JSON.stringify(value) ?? "";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
