// The list of codes which the served services can give a merchant, each with the way to provoke it: by its real condition
// where it has one, by a rule otherwise. The list itself is data (codes.json of the package).
import { readFileSync } from "node:fs";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";

const entry = Type.Object({
  code: Type.String(),
  protocol: Type.Union([Type.Literal("mapi"), Type.Literal("openapi")]),
  number: Type.Optional(Type.String()),
  services: Type.Array(Type.String(), { minItems: 1 }),
  only: Type.Optional(Type.Literal("v3")),
  at: Type.Optional(Type.Literal("cashier")),
  by: Type.Union([Type.Literal("condition"), Type.Literal("rule")]),
  how: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
  source: Type.Array(Type.String()),
  inferred: Type.Boolean(),
});

export interface ProvokableCode {
  code: string;
  protocol: "mapi" | "openapi";
  /** Numeric code of OpenAPI's reply. */
  number?: string;
  /** The served services which give it. */
  services: string[];
  /** Known from HTTP v3 only. */
  only?: "v3";
  /** Shown to the buyer at the cashier; everything else a gateway answers. */
  at?: "cashier";
  by: "condition" | "rule";
  how: { zh: string; en: string };
  /** The rule to post to /sim/rules; every code has one, also those with a condition. */
  rule: {
    match: { service: string };
    effect: { kind: "code"; code: string; number?: string } | { kind: "refuse_payment"; code: string };
  };
  /** Ids of the error catalogue's sources. */
  source: string[];
  /** True where no document confirms it. */
  inferred: boolean;
}

/** All codes, by protocol and name. Reads the package's codes.json. */
export function provokableCodes(): ProvokableCode[] {
  const parsed: unknown = JSON.parse(readFileSync(new URL("../../codes.json", import.meta.url), "utf8"));
  return Value.Parse(Type.Array(entry), parsed).map(complete);
}

function complete(read: Static<typeof entry>): ProvokableCode {
  const { number, only, at, how, ...same } = read;
  const { code, services } = same;
  const numbered = number === undefined ? {} : { number };
  const rule: ProvokableCode["rule"] = {
    match: { service: services[0] ?? "" },
    effect: at === "cashier" ? { kind: "refuse_payment", code } : { kind: "code", code, ...numbered },
  };
  const byRule = {
    zh: `POST /sim/rules ${JSON.stringify(rule)}`,
    en: `POST /sim/rules ${JSON.stringify(rule)}`,
  };
  return { ...same, ...numbered, ...(only && { only }), ...(at && { at }), how: how ?? byRule, rule };
}
