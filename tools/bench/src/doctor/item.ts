// One labelled piece of the corpus: what somebody brings, what is known beside it, and what is really wrong.
import type { DoctorContext } from "@dedepay/doctor";

/** Which part of the report an item belongs to. */
export type Family =
  | "signature"
  | "pair"
  | "content"
  | "delivery"
  | "reported"
  | "healthy"
  /** Mistakes which are in nobody's list: nothing but an open answer is right. */
  | "outside";

export type ItemEvidence =
  | { readonly kind: "bytes"; readonly base64: string }
  | {
      readonly kind: "request";
      readonly url?: string;
      readonly bodyBase64?: string;
      readonly signedText?: string;
      readonly error?: string;
    }
  | { readonly kind: "several"; readonly base64: readonly string[] };

export type Item = {
  /** Seed and number: makes exactly this item again. */
  readonly id: string;
  readonly family: Family;
  readonly protocol: "mapi" | "openapi";
  /** Who made the mistake: PHP, the official SDK, Chromium, … */
  readonly maker: string;
  readonly withKeys: boolean;
  /** One entry a mistake; each holds every cause name that the evidence cannot tell from the true one, the true one first. */
  readonly labels: ReadonlyArray<readonly string[]>;
  /** The recipe, for people. */
  readonly recipe: string;
  readonly evidence: ItemEvidence;
  readonly context: DoctorContext;
};

/** Bytes of the evidence as one piece. */
export function bytesEvidence(bytes: Uint8Array | string): ItemEvidence {
  return { kind: "bytes", base64: Buffer.from(bytes).toString("base64") };
}
