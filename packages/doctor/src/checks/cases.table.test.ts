import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";
import type { DoctorContext } from "../doctor-context.ts";
import type { EvidenceInput } from "../evidence/evidence.ts";
import type { ProbeKind, UnreachedPiece } from "../evidence/piece.ts";
import type { ProbedAddress } from "../evidence/probed-address.ts";
import { precedence } from "../precedence.ts";

type Encoded =
  | string
  | { readonly base64: string }
  | { readonly url: string }
  | { readonly probed: { readonly url: string; readonly kind: ProbeKind; readonly answer: ProbedAnswer } }
  | readonly Encoded[];
/** `body` with one character a byte. */
type ProbedAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | Pick<UnreachedPiece, "hop" | "code">;
type Case = {
  readonly title: string;
  readonly evidence: Encoded;
  readonly context?: DoctorContext;
  /** The first of them is the first finding. */
  readonly expect?: readonly { readonly cause: string; readonly confidence: string }[];
  readonly absent?: readonly string[];
};

const folder = new URL(".", import.meta.url);
const checks = readdirSync(folder).filter((name) => statSync(new URL(name, folder)).isDirectory());

function load(check: string): readonly Case[] {
  const cases = new URL(`${check}/cases/`, folder);
  return readdirSync(cases).map((name) => JSON.parse(readFileSync(new URL(name, cases), "utf8"), withFile) as Case);
}

// "file:keys/app-public.pem" stands for the file's text.
function withFile(_name: string, value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("file:")) return value;
  return readFileSync(new URL(`../../testdata/${value.slice(5)}`, import.meta.url), "utf8");
}

function decode(evidence: Encoded): EvidenceInput {
  if (typeof evidence === "string") return evidence;
  if (Array.isArray(evidence)) return (evidence as readonly Encoded[]).map(decode);
  if ("probed" in evidence) return { probed: { ...evidence.probed, answer: decodeAnswer(evidence.probed.answer) } };
  return "base64" in evidence ? Buffer.from(evidence.base64 as string, "base64") : (evidence as { url: string });
}

function decodeAnswer(answer: ProbedAnswer): ProbedAddress["answer"] {
  if ("hop" in answer) return answer;
  return { ...answer, headers: answer.headers ?? {}, body: Buffer.from(answer.body, "latin1") };
}

describe.each(checks)("%s", (check) => {
  const cases = load(check);

  it.each(cases.map((one) => [one.title, one] as const))(
    "%s",
    (_title, { evidence, context, expect: expected, absent }) => {
      const { findings } = diagnose(decode(evidence), context ?? {});
      const seen = findings.map(({ cause, confidence }) => ({ cause, confidence }));
      if (expected !== undefined) {
        expect(seen.slice(0, 1)).toEqual(expected.slice(0, 1));
        expect(seen).toEqual(expect.arrayContaining([...expected]));
      }
      for (const cause of absent ?? []) expect(seen.map((finding) => finding.cause)).not.toContain(cause);
    },
  );

  it("has a case in which it speaks and one in which it is silent", () => {
    expect(cases.some((one) => one.expect?.some(({ cause }) => cause === check))).toBe(true);
    expect(cases.some((one) => one.absent?.includes(check))).toBe(true);
  });

  it("stands in the order of precedence under its own name", () => {
    expect(precedence.filter(({ cause }) => cause === check)).toHaveLength(1);
  });
});
