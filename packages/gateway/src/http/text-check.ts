// JSON can spell half a character ("\ud83d" alone). No charset can carry it, so it must not reach the store or a signature.
import { DedepayError } from "@dedepay/errors";

/** Errors: 1002 which names every field that holds one. */
export function refuseUnpairedSurrogates(input: unknown): void {
  const fields = [...findIn(input, "")];
  if (fields.length === 0) return;
  throw new DedepayError(1002, {
    param: fields[0] ?? "",
    detail: {
      zh: `${fields.join("、")} 里有不完整的 Unicode 字符（单独的代理项）。`,
      en: `${fields.join(", ")}: holds half of a Unicode character (an unpaired surrogate).`,
    },
    extra: { violations: fields.map((field) => ({ field, rule: "well-formed Unicode" })) },
  });
}

function* findIn(value: unknown, field: string): Generator<string> {
  if (typeof value === "string") {
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) yield field;
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* findIn(inner, field === "" ? name : `${field}.${name}`);
}
