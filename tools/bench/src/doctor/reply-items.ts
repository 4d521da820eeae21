// Replies of the OpenAPI: as they came, and rebuilt by somebody's JSON library before they are verified.

import { randomOf } from "../random.ts";
import { benchKey, privatePem } from "./bench-keys.ts";
import type { Draft } from "./draft.ts";
import { bytesEvidence } from "./item.ts";
import { javaMapJson } from "./java-style.ts";
import { replyNode } from "./messages.ts";
import { pythonJson } from "./python-style.ts";
import { accountsOf, openapiAccountOf, shopOf, withoutKeys } from "./shop.ts";

type ReplyMistake = {
  readonly cause: string;
  readonly alsoRight?: readonly string[];
  readonly maker: string;
  readonly operations: ReadonlyArray<readonly unknown[]>;
  readonly trusted?: string;
};

const jsonFlags = { slashesBare: 64, unicodeBare: 256, pretty: 128 } as const;

function replyMistakes(entries: ReadonlyArray<readonly [string, string]>): readonly ReplyMistake[] {
  const rebuilt = (maker: string, ...operation: readonly unknown[]): ReplyMistake => ({
    cause: "reply-json-reserialised",
    maker,
    operations: [operation],
  });
  return [
    rebuilt("php", "php_json", 0),
    rebuilt("php", "php_json", jsonFlags.slashesBare),
    rebuilt("php", "php_json", jsonFlags.unicodeBare),
    rebuilt("php", "php_json", jsonFlags.pretty | jsonFlags.unicodeBare),
    rebuilt("java", "given", javaMapJson(entries, "bare")),
    rebuilt("java", "given", javaMapJson(entries, "escaped")),
    rebuilt("python", "given", pythonJson(entries, { ensureAscii: true, sortKeys: false })),
    rebuilt("python", "given", pythonJson(entries, { ensureAscii: false, sortKeys: false })),
    rebuilt("python", "given", pythonJson(entries, { ensureAscii: true, sortKeys: true })),
    { cause: "wrong-charset-bytes", alsoRight: ["text-garbled-by-wrong-charset"], maker: "php", operations: [["gbk"]] },
    {
      cause: "wrong-charset-bytes",
      alsoRight: ["text-garbled-by-wrong-charset"],
      maker: "php",
      operations: [["latin1_as_utf8"]],
    },
    { cause: "base64-padding-lost", maker: "php", operations: [["padding"]] },
    { cause: "value-html-escaped", maker: "php", operations: [["html"]] },
    {
      cause: "app-public-key-used-as-alipay-public-key",
      maker: "php",
      operations: [],
      trusted: benchKey("appOne").public,
    },
    { cause: "key-of-another-account", maker: "php", operations: [], trusted: benchKey("alipayTwo").public },
    {
      cause: "key-of-another-account",
      alsoRight: ["sandbox-and-production-mixed"],
      maker: "php",
      operations: [],
      trusted: benchKey("alipaySandbox").public,
    },
  ];
}

export type ReplyDraftOptions = {
  readonly seed: string;
  readonly number: number;
  readonly healthy: boolean;
  readonly withKeys: boolean;
};

/** A reply with the mistake of this number, or as it came. */
export function replyDraft({ seed, number, healthy, withKeys }: ReplyDraftOptions): Draft {
  const random = randomOf(seed);
  const shop = shopOf(random);
  const { name, node, entries } = replyNode(random, [
    random.pick(["chinese", "quote", "ampersand", "space"] as const),
    "chinese",
  ]);
  const all = replyMistakes(entries);
  const mistake = healthy ? undefined : all[number % all.length];
  const others = accountsOf(shop).filter((account) => account.appId !== shop.appId);
  // A wrong key in the settings is no mistake that anybody could see without the settings.
  const hasKeys = withKeys || mistake?.trusted !== undefined;
  const trusted = mistake?.trusted === undefined ? {} : { alipayPublicKey: mistake.trusted };
  const accounts = [openapiAccountOf(shop, trusted), ...others];
  return {
    item: {
      id: seed,
      family: healthy ? "healthy" : "signature",
      protocol: "openapi",
      maker: mistake?.maker ?? "php",
      withKeys: hasKeys,
      labels: mistake === undefined ? [] : [[mistake.cause, ...(mistake.alsoRight ?? [])]],
      recipe: `reply: ${mistake === undefined ? "as it came" : `${mistake.maker} ${JSON.stringify(mistake.operations[0]?.slice(0, 1) ?? "key")} ${mistake.operations[0]?.[0] === "php_json" ? String(mistake.operations[0][1]) : ""}`}`,
      // A reply does not say whose it is: only the account which asked is known.
      context: { accounts: hasKeys ? accounts : withoutKeys(accounts) },
    },
    job: {
      id: seed,
      side: "reply",
      charset: "utf-8",
      sign_type: "RSA2",
      key: privatePem("alipayOne"),
      mistakes: mistake?.operations ?? [],
      node,
      node_name: name,
    },
    evidence: (bytes) => bytesEvidence(bytes),
  };
}
