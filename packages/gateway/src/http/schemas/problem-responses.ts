// Which failures a route may answer with, as its description lists them: by status, each with its numbers and an example.
import type { UnifiedCode } from "@dedepay/errors";
import type { TSchema } from "typebox";
import { both } from "./both-languages.ts";
import { problemExample } from "./problem-examples.ts";
import { replyHeaders } from "./reply-headers.ts";

type ProblemResponse = {
  description: string;
  headers: Readonly<Record<string, object>>;
  content: Readonly<Record<"application/problem+json", { schema: object; examples: Readonly<Record<string, object>> }>>;
};
export type ProblemResponses = Readonly<Record<string, ProblemResponse>>;

type Answer = { status: number; code: UnifiedCode };

const at = (status: number, ...codes: readonly UnifiedCode[]): Answer[] => codes.map((code) => ({ status, code }));

/** Any signed request. 1006 is the method; the address itself is another one then, so it stands with no route. */
const always = [...at(400, 1002), ...at(401, 1003, 1005), ...at(403, 1004), ...at(429, 1008), ...at(500, 1001)];
const withBody = [...at(400, 1007, 1012), ...at(413, 1007), ...at(415, 1007)];
/** Alipay was asked and did not answer, or refused the gateway's own call. */
const fromAlipay = [
  ...at(502, 1003, 1004, 1005, 1015, 1002, 1006, 1007, 1012),
  ...at(503, 1016),
  ...at(504, 1014),
  ...at(404, 1009),
  ...at(409, 1013),
  ...at(422, 1010, 1011),
];

const own: Readonly<Partial<Record<UnifiedCode, Answer[]>>> = {
  1006: at(405, 1006),
  1009: at(404, 1009),
  1010: at(422, 1010),
  1011: at(422, 1011),
  1013: at(409, 1013),
  1014: at(504, 1014),
};

/** `body`: the route takes one. `alipay`: it asks Alipay while the site waits. `codes`: what its own rules refuse with. */
export function problems(
  o: { body?: boolean; alipay?: boolean; codes?: readonly UnifiedCode[] } = {},
): ProblemResponses {
  const answers = [
    ...always,
    ...(o.body === true ? withBody : []),
    ...(o.alipay === true ? fromAlipay : []),
    ...(o.codes ?? []).flatMap((code) => own[code] ?? []),
  ];
  const statuses = [...new Set(answers.map(({ status }) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = new Set(answers.filter((one) => one.status === status).map(({ code }) => code));
      return [String(status), response(status, [...codes].sort())];
    }),
  );
}

function response(status: number, codes: readonly UnifiedCode[]): ProblemResponse {
  const examples = codes.map((code) => [String(code), { value: problemExample(code, status) }] as const);
  const schema: TSchema = {
    allOf: [{ $ref: "Problem#" }, { properties: { status: { const: status }, code: { enum: codes } } }],
  } as unknown as TSchema;
  return {
    description: `${codes.map((code) => `${code} ${problemExample(code, status).name}`).join(", ")} (${both("错误", "failure")})`,
    headers: replyHeaders({ problem: true, retryAfter: codes.some((code) => retriedLater.includes(code)) }),
    content: { "application/problem+json": { schema, examples: Object.fromEntries(examples) } },
  };
}

const retriedLater: readonly UnifiedCode[] = [1003, 1008, 1010, 1014, 1015, 1016];
