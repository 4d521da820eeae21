// The signature of a JSON reply: over the raw node, by Alipay. Tells a rebuilt node and a wrong public key apart.
import type { Charset } from "@dedepay/alipay";
import type { DoctorContext } from "../doctor-context.ts";
import { toByteText } from "../evidence/byte-text.ts";
import type { ReplyPiece } from "../evidence/piece.ts";
import { restoreMojibake } from "../text/restore-mojibake.ts";
import { htmlUnescape } from "./hypotheses/html-escaped.ts";
import { replyWriters } from "./hypotheses/json-writers.ts";
import type { Mistake } from "./hypothesis.ts";
import { openSignature } from "./recovered-digests.ts";
import { signTexts } from "./sign-texts.ts";
import { rsaMatcher } from "./signature-matcher.ts";
import type { SignatureReading } from "./signature-reading.ts";

export type ReplySignature = Omit<SignatureReading, "message"> & { readonly reply: ReplyPiece };

type Rewrite = { readonly mistake: Mistake; readonly write: (node: string) => string | undefined };

const rewrites: readonly Rewrite[] = [
  ...replyWriters.map(({ relation, write }) => ({ mistake: { cause: "reply-json-reserialised", relation }, write })),
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
  const opened = openSignature({ role: "notification" }, { own, others, named: false }, signTexts(reply.sign));
  const [first] = opened.digests;
  if (first === undefined) {
    return { ...nothing, state: "no_key", ...(opened.ownKeyFits ? { ownKeyDidNotSign: true } : {}) };
  }
  const signer = { label: first.label, account: first.account };
  const matcher = rsaMatcher(opened.digests, undefined);
  for (const { mistakes, text } of candidates(reply)) {
    const match = matcher.match(text, 0);
    if (match === undefined) continue;
    const all = [...mistakes, ...match.mistakes];
    return { reply, signer, mistakes: all, state: all.length === 0 ? "valid" : "explained" };
  }
  return { ...nothing, state: "unexplained", signer };
}

type Candidate = { readonly text: string; readonly mistakes: readonly Mistake[] };

const converted: Mistake = {
  cause: "wrong-charset-bytes",
  relation: {
    zh: "对应答的 UTF-8 字节（拿到的是 GBK 字节）",
    en: "over the UTF-8 bytes of the reply, which was brought in GBK",
  },
};
const garbled: Mistake = {
  cause: "text-garbled-by-wrong-charset",
  relation: {
    zh: "还原应答里被错误编码读成乱码的文字",
    en: "over the text before its bytes were read in a wrong charset and converted",
  },
};

/** The node as it stands, then rewritten; each in the bytes of both charsets. */
function* candidates({ node, charset }: ReplyPiece): Iterable<Candidate> {
  yield* bytesOf(node, [], charset);
  const restored = restoreMojibake(node)?.original ?? "";
  if (restored !== "") yield* bytesOf(restored, [garbled], charset);
  for (const { mistake, write } of rewrites) {
    const written = write(node);
    if (written !== undefined && written !== node) yield* bytesOf(written, [mistake], charset);
  }
}

// UTF-8 text over whose GBK bytes the signature is right was decoded to be shown. The reverse is no display: whoever has
// GBK bytes of a UTF-8 reply has converted it.
function bytesOf(node: string, mistakes: readonly Mistake[], charset: Charset): Candidate[] {
  const [utf8, gbk] = [toByteText(node, "utf-8"), toByteText(node, "gbk")];
  const isConverted = charset !== "utf-8" && utf8 !== gbk;
  return [
    ...(isConverted || utf8 === undefined ? [] : [{ text: utf8, mistakes }]),
    ...(gbk === undefined ? [] : [{ text: gbk, mistakes }]),
    ...(isConverted && utf8 !== undefined ? [{ text: utf8, mistakes: [...mistakes, converted] }] : []),
  ];
}
