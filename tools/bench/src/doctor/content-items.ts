// Drafts of requests with wrong contents, of requests which are wrong beside what is known, and of notifications whose amount is not the order's.
import type { ContentMistake } from "./content-mistakes.ts";
import { contentMistakes } from "./content-mistakes.ts";
import type { Draft } from "./draft.ts";
import { bytesEvidence, type ItemEvidence } from "./item.ts";
import { contextMistakes } from "./known-context.ts";
import type { Scene } from "./mistake.ts";
import { honestKey } from "./request-mistakes.ts";
import { accountsIn, sceneOf } from "./scene.ts";
import { endpoints, signatureDraft } from "./signature-items.ts";

/** A content draft of this seed; undefined where the scene has not what the mistake needs. */
export function contentDraft(seed: string, number: number): Draft | undefined {
  const all = [...contentMistakes, ...contextMistakes];
  const mistake = all[number % all.length];
  if (mistake === undefined) return undefined;
  const scene = sceneOf(seed, "request", ["chinese"]);
  if (mistake.protocol !== undefined && mistake.protocol !== scene.protocol) return undefined;
  // Damaged text is made of UTF-8, whatever it is read as.
  if (mistake.operations !== undefined && scene.charset !== "utf-8") return undefined;
  const fields = mistake.change === undefined ? scene.fields : mistake.change(scene);
  if (fields === undefined) return undefined;
  return {
    item: {
      id: seed,
      family: "content",
      protocol: scene.protocol,
      maker: "php",
      withKeys: true,
      labels: [[mistake.cause, ...(mistake.alsoRight ?? [])]],
      recipe: `request, ${scene.signType}, ${scene.charset}: ${mistake.cause}`,
      context: { accounts: accountsIn(scene), ...mistake.context?.(scene) },
    },
    job: {
      id: seed,
      side: "request",
      protocol: scene.protocol,
      charset: scene.charset,
      fields,
      sign_type: scene.signType,
      key: honestKey(scene),
      mistakes: mistake.operations ?? [],
      shape: scene.random.pick(["url", "body"]),
      endpoint: mistake.endpoint ?? endpoints[scene.protocol],
      method: "post",
    },
    evidence: (bytes) => contentEvidence(bytes, scene, mistake),
  };
}

function contentEvidence(bytes: Buffer, scene: Scene, mistake: ContentMistake): ItemEvidence {
  const text = bytes.toString("latin1");
  const error = mistake.error === undefined ? {} : { error: mistake.error };
  const endpoint = mistake.endpoint ?? endpoints[scene.protocol];
  if (text.startsWith("https://")) {
    return mistake.error === undefined ? bytesEvidence(bytes) : { kind: "request", url: text, ...error };
  }
  return { kind: "request", url: endpoint, bodyBase64: bytes.toString("base64"), ...error };
}

/** A notification in order, and an order whose amount in the shop's database is another. */
export function amountDraft(seed: string): Draft | undefined {
  const draft = signatureDraft({ seed, side: "received", mistakes: [], withKeys: true, family: "content" });
  if (draft === undefined) return undefined;
  const value = (wanted: readonly string[]): string =>
    draft.job.fields?.find(([name]) => wanted.includes(name))?.[1] ?? "";
  const paid = Number(value(["total_fee", "total_amount"]));
  const order = { outTradeNo: value(["out_trade_no"]), amount: (paid + 12.5).toFixed(2), state: "unpaid" };
  return {
    ...draft,
    item: {
      ...draft.item,
      labels: [["notified-amount-differs-from-order"]],
      recipe: `${draft.item.recipe}, but the order says ${order.amount}`,
      context: { ...draft.item.context, orders: [order] },
    },
  };
}
