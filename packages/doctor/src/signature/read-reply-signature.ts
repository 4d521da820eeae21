// The signature of a JSON reply: over the raw node, by Alipay. Tells a rebuilt node and a wrong public key apart.

import type { DoctorContext } from "../doctor-context.ts";
import { fromByteText, toByteText } from "../evidence/byte-text.ts";
import type { ReplyPiece } from "../evidence/piece.ts";
import { htmlUnescape } from "./hypotheses/html-escaped.ts";
import { jsonWriters } from "./hypotheses/json-reserialised.ts";
import type { Mistake } from "./hypothesis.ts";
import { recoveredDigests } from "./recovered-digests.ts";
import { signTexts } from "./sign-texts.ts";
import { rsaMatcher } from "./signature-matcher.ts";
import type { SignatureReading } from "./signature-reading.ts";

export type ReplySignature = Omit<SignatureReading, "message"> & { readonly reply: ReplyPiece };

type Rewrite = { readonly mistake: Mistake; readonly write: (node: string) => string | undefined };

const rebuilt = "reply-json-reserialised";
const rewrites: readonly Rewrite[] = [
  {
    mistake: {
      cause: rebuilt,
      relation: { zh: "把应答节点里的 / 换回 \\/", en: "over the node with / turned back into \\/" },
    },
    write: (node) => node.replace(/\\?\//gu, "\\/"),
  },
  {
    mistake: {
      cause: rebuilt,
      relation: { zh: "把应答节点里的 \\/ 换回 /", en: "over the node with \\/ turned back into /" },
    },
    write: (node) => node.replaceAll("\\/", "/"),
  },
  ...jsonWriters.map(({ relation, write }) => ({ mistake: { cause: rebuilt, relation }, write })),
  {
    mistake: {
      cause: "value-html-escaped",
      relation: { zh: "把应答里的 HTML 实体还原", en: "over the node with its HTML entities turned back" },
    },
    write: htmlUnescape,
  },
];

/** What can be known about a reply's signature with the public keys at hand. */
export function readReplySignature(reply: ReplyPiece, context: DoctorContext): ReplySignature {
  const nothing = { reply, mistakes: [] };
  if (reply.sign === undefined || reply.sign === "") return { ...nothing, state: "no_sign" };
  const accounts = context.accounts ?? [];
  const own = accounts.filter(({ protocol }) => protocol === "openapi");
  const others = accounts.filter(({ protocol }) => protocol !== "openapi");
  const digests = recoveredDigests({ role: "notification" }, { own, others, named: false }, signTexts(reply.sign));
  const [first] = digests;
  if (first === undefined) return { ...nothing, state: "no_key" };
  const signer = { label: first.label, account: first.account };
  const matcher = rsaMatcher(digests, undefined);
  const text = toByteText(reply.node, "utf-8") ?? reply.node;
  const texts = [text, toByteText(reply.node, "gbk") ?? text];
  for (const candidate of texts) {
    const match = matcher.match(candidate, 1);
    if (match !== undefined)
      return { reply, signer, mistakes: match.mistakes, state: match.mistakes.length === 0 ? "valid" : "explained" };
  }
  for (const { mistake, write } of rewrites) {
    const node = write(fromByteText(text, "utf-8") ?? text);
    if (node === undefined) continue;
    for (const charset of ["utf-8", "gbk"] as const) {
      const bytes = toByteText(node, charset);
      const match = bytes === undefined ? undefined : matcher.match(bytes, 1);
      if (match !== undefined) return { reply, signer, mistakes: [mistake, ...match.mistakes], state: "explained" };
    }
  }
  return { ...nothing, state: "unexplained", signer };
}
