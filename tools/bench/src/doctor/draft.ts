// An item before PHP has made its bytes.
import type { Item, ItemEvidence } from "./item.ts";
import type { PhpAnswer, PhpJob } from "./php-site.ts";

export type Draft = {
  readonly item: Omit<Item, "evidence">;
  readonly job: PhpJob;
  evidence(bytes: Buffer, answer: PhpAnswer): ItemEvidence;
};

/** The item; undefined where the mistake left no trace, or PHP could not make it. */
export function finished(draft: Draft, answer: PhpAnswer | undefined): Item | undefined {
  if (answer === undefined || !answer.effective) return undefined;
  return { ...draft.item, evidence: draft.evidence(Buffer.from(answer.bytes, "base64"), answer) };
}
