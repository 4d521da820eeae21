// The JSON of POST /sim/rules, in the words of the API, and its reading into a rule.
import { type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { schemaProblems } from "../wire/schema-problems.ts";
import { placeOf, type Rule, type RuleEffect, type RuleMatch } from "../world/rule.ts";

const ms = Type.Number({ minimum: 0, maximum: 366 * 86_400_000 });
const realMs = Type.Number({ minimum: 0, maximum: 600_000 });
const text = Type.String({ minLength: 1, maxLength: 200 });
const count = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const match = Type.Object(
  {
    protocol: Type.Optional(Type.Enum(["mapi", "openapi"])),
    service: Type.Optional(text),
    account: Type.Optional(text),
    out_trade_no: Type.Optional(text),
    amount_fen: Type.Optional(Type.Integer({ minimum: 0 })),
    trade_status: Type.Optional(text),
    nth: Type.Optional(count),
    times: Type.Optional(count),
  },
  { additionalProperties: false },
);

const closed = { additionalProperties: false } as const;
const effect = Type.Union([
  Type.Object(
    {
      kind: Type.Literal("code"),
      code: text,
      number: Type.Optional(Type.String({ pattern: "^[0-9]{5}$" })),
      message: Type.Optional(Type.String({ maxLength: 500 })),
      executed: Type.Optional(Type.Boolean()),
      gbk: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal("delay"), ms: realMs }, closed),
  Type.Object({ kind: Type.Literal("lost_request") }, closed),
  Type.Object({ kind: Type.Literal("lost_reply") }, closed),
  Type.Object({ kind: Type.Literal("garbage"), text: Type.Optional(Type.String({ maxLength: 10_000 })) }, closed),
  Type.Object({ kind: Type.Literal("wrong_signature") }, closed),
  Type.Object({ kind: Type.Literal("bad_gateway") }, closed),
  Type.Object(
    { kind: Type.Literal("slow_bytes"), bytes_per_second: Type.Number({ minimum: 1, maximum: 10_000_000 }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal("refund_pending"), ms }, closed),
  Type.Object({ kind: Type.Literal("refuse_payment"), code: text }, closed),
  Type.Object({ kind: Type.Literal("withhold") }, closed),
  Type.Object({ kind: Type.Literal("duplicate"), copies: Type.Integer({ minimum: 2, maximum: 50 }) }, closed),
  Type.Object({ kind: Type.Literal("delay_notice"), ms }, closed),
  Type.Object(
    {
      kind: Type.Literal("change_fields"),
      fields: Type.Record(Type.String({ maxLength: 100 }), Type.Union([Type.String({ maxLength: 2000 }), Type.Null()])),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal("forge") }, closed),
]);

const rule = Type.Object({ match: Type.Optional(match), effect }, closed);
const effects = new Map<string, TSchema>(effect.anyOf.map((one) => [one.properties.kind.const, one]));
/** The same with nothing asked of the effect but its kind, so that a mistake in it is named as that of its kind. */
const frame = Type.Object(
  { match: Type.Optional(match), effect: Type.Object({ kind: Type.Enum([...effects.keys()]) }) },
  closed,
);

/** JSON schema of a rule. */
export const ruleSchema: TSchema = rule;

export type ReadRule = { ok: true; rule: Rule } | { ok: false; problems: string[] };

/** The rule which the JSON describes; the effect decides where it acts. */
export function readRule(json: unknown): ReadRule {
  const problems = ruleProblems(json);
  if (problems.length > 0 || !Value.Check(rule, json)) return { ok: false, problems };
  const effectOf: RuleEffect =
    json.effect.kind === "slow_bytes"
      ? { kind: "slow_bytes", bytesPerSecond: json.effect.bytes_per_second }
      : json.effect;
  const { out_trade_no, amount_fen, trade_status, ...same } = json.match ?? {};
  const matchOf: RuleMatch = {
    ...same,
    on: placeOf(effectOf),
    ...(out_trade_no === undefined ? {} : { outTradeNo: out_trade_no }),
    ...(amount_fen === undefined ? {} : { amountFen: amount_fen }),
    ...(trade_status === undefined ? {} : { tradeStatus: trade_status }),
  };
  return { ok: true, rule: { match: matchOf, effect: effectOf } };
}

function ruleProblems(json: unknown): string[] {
  if (!Value.Check(frame, json)) return schemaProblems(frame, json);
  const schema = effects.get(json.effect.kind);
  return schema === undefined ? [] : schemaProblems(schema, json.effect, "/effect");
}
