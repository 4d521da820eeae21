// Signed things with one mistake, with two, and with none. The recipe of an item follows from its seed alone.

import { privatePem } from "./bench-keys.ts";
import type { Draft } from "./draft.ts";
import { bytesEvidence, type Family, type ItemEvidence } from "./item.ts";
import type { Need } from "./messages.ts";
import type { MadeMistake, Mistake, Scene } from "./mistake.ts";
import type { PhpAnswer, PhpJob } from "./php-site.ts";
import { receivedMistakes } from "./received-mistakes.ts";
import { honestKey, requestMistakes } from "./request-mistakes.ts";
import { accountsIn, type Side, sceneOf } from "./scene.ts";
import { withoutKeys } from "./shop.ts";

export type SignatureDraftOptions = {
  readonly seed: string;
  readonly side: Side;
  readonly mistakes: readonly Mistake[];
  readonly withKeys: boolean;
  readonly family?: Family;
  /** Mistakes which have no cause of their own. */
  readonly outside?: (scene: Scene) => MadeMistake;
};

export const endpoints = {
  mapi: "https://mapi.alipay.com/gateway.do",
  openapi: "https://openapi.alipay.com/gateway.do",
} as const;

const receivedShapes = ["body", "print_r", "var_export", "json", "json_unescaped"] as const;
const byteShapes = ["body", "print_r", "var_export"] as const;

function keyOfAlipay(scene: Scene): string {
  if (scene.signType === "MD5") return scene.shop.md5Key;
  return privatePem(scene.protocol === "mapi" ? "alipayMapi" : "alipayOne");
}

function jobOf(scene: Scene, options: SignatureDraftOptions, operations: PhpJob["mistakes"]): PhpJob {
  const { random, protocol, charset, signType, fields } = scene;
  const isRequest = options.side === "request";
  const shapes = charset === "utf-8" ? receivedShapes : byteShapes;
  return {
    id: options.seed,
    side: options.side,
    protocol,
    charset,
    fields,
    sign_type: signType,
    key: isRequest ? honestKey(scene) : keyOfAlipay(scene),
    mistakes: operations,
    shape: isRequest ? random.pick(["url", "url", "body", "form"]) : random.pick(shapes),
    endpoint: endpoints[protocol],
    method: random.pick(["get", "post"]),
  };
}

/** Without keys people say at least that it fails: nobody brings a signature that he takes for a good one. */
function evidenceOf(scene: Scene, o: { side: Side; plain: boolean; complaint: boolean }): Draft["evidence"] {
  const { random, protocol } = scene;
  const wrapped = !o.plain && (random.chance(0.3) || o.complaint);
  const echoed = wrapped && protocol === "openapi" && random.chance(0.5);
  const error = protocol === "mapi" ? "ILLEGAL_SIGN" : "isv.invalid-signature";
  const withWords = (bytes: Buffer, words: string): ItemEvidence => ({
    kind: "several",
    base64: [bytes.toString("base64"), Buffer.from(words).toString("base64")],
  });
  return (bytes: Buffer, answer: PhpAnswer): ItemEvidence => {
    if (!wrapped || o.side === "received") return o.complaint ? withWords(bytes, "验签失败") : bytesEvidence(bytes);
    const echo = echoed ? { signedText: Buffer.from(answer.gateway_text, "base64").toString("utf8") } : {};
    const text = bytes.toString("latin1");
    if (text.startsWith("https://")) return { kind: "request", url: text, error, ...echo };
    if (text.startsWith("<")) return withWords(bytes, error);
    return { kind: "request", bodyBase64: bytes.toString("base64"), error, ...echo };
  };
}

/** A draft; undefined where a mistake does not fit the scene. */
export function signatureDraft(options: SignatureDraftOptions): Draft | undefined {
  const { mistakes, side, withKeys, seed } = options;
  const needs = [...new Set<Need>(mistakes.flatMap((mistake) => mistake.needs ?? []))];
  const scene = sceneOf(seed, side, mistakes.length === 0 ? healthyNeeds(seed) : needs);
  const made: MadeMistake[] = [];
  for (const mistake of mistakes) {
    const one = mistake.make(scene);
    if (one === undefined) return undefined;
    made.push(one);
  }
  if (options.outside !== undefined) made.push(options.outside(scene));
  const operations = made.flatMap((one) => one.operations);
  const isPair = made.length === 2 && made.every((one) => one.operations.length > 0);
  const job = jobOf(scene, options, operations);
  const accounts = accountsIn(scene, Object.assign({}, ...made.map((one) => one.typed ?? {})));
  const family = options.family ?? (mistakes.length === 0 ? "healthy" : mistakes.length === 1 ? "signature" : "pair");
  return {
    item: {
      id: seed,
      family,
      protocol: scene.protocol,
      maker: "php",
      withKeys,
      labels: mistakes.map((mistake, index) => [
        mistake.cause,
        ...(mistake.alsoRight ?? []),
        ...(made[index]?.alsoRight ?? []),
      ]),
      recipe: `${side}, ${scene.signType}, ${scene.charset}, ${job.shape}: ${made.map((one) => one.recipe).join("; ") || "nothing wrong"}`,
      context: { accounts: withKeys ? accounts : withoutKeys(accounts) },
    },
    job: isPair ? { ...job, parts: made[0]?.operations.length ?? 0 } : job,
    evidence: evidenceOf(scene, { side, plain: family === "healthy", complaint: !withKeys && family !== "healthy" }),
  };
}

const everyNeed: readonly Need[] = [
  "quote",
  "apostrophe",
  "ampersand",
  "space",
  "edges",
  "backslash",
  "chinese",
  "percent",
  "plus",
  "angle",
];

/** Honest messages hold everything that careless code trips over, one or two at a time. */
function healthyNeeds(seed: string): Need[] {
  const number = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const first = everyNeed[number % everyNeed.length] ?? "chinese";
  const second = everyNeed[Math.floor(number / everyNeed.length) % everyNeed.length] ?? "chinese";
  return [...new Set<Need>([first, second])];
}

export const mistakesOf = (side: Side): readonly Mistake[] => (side === "request" ? requestMistakes : receivedMistakes);
