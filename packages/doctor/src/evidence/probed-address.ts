// What came back when somebody posted to an address as Alipay does, with a signature that can't be right. That it was forged
// changes what a good answer is: refusing is right, and `success` is not.
import type { AnswerPiece, Piece, ProbeKind, UnreachedPiece } from "./piece.ts";

export type ProbedAddress = {
  readonly url: string;
  /** Who listens there: a program that answers Alipay itself, or one that takes the gateway's signed deliveries. */
  readonly kind: ProbeKind;
  readonly answer:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }
    | Pick<UnreachedPiece, "hop" | "code">;
};

/** One piece: the answer, or where on the way it ended. */
export function probedPiece({ url, kind, answer }: ProbedAddress): Piece {
  if ("hop" in answer) return { kind: "unreached", url, probe: kind, ...answer };
  const { status, headers, body } = answer;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    kind: "answer",
    status,
    headers: Object.fromEntries(named),
    body: Buffer.from(body).toString("latin1"),
    probe: kind,
    url,
  } satisfies AnswerPiece;
}
