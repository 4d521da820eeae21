// One set of credentials of the legacy partner protocol. The algorithm is pinned here: no message chooses it.
// The keys live in private fields, so neither JSON nor a log line can show them.

import type { KeyObject } from "node:crypto";
import { AlipayError, type Violation } from "../alipay-error.ts";
import type { Charset } from "../charset.ts";
import { type Md5Key, parseMd5Key } from "../keys/md5-key.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { parsePublicKey } from "../keys/parse-public-key.ts";
import { signBytes, verifyBytes } from "../sign/sign-algorithms.ts";

export type MapiAccountOptions = {
  /** PID: 16 digits beginning with 2088. */
  readonly partner: string;
  readonly signType: "MD5" | "RSA";
  /** For MD5: the 32-character key (安全校验码). */
  readonly md5Key?: string;
  /** For RSA: the merchant's private key and Alipay's public key, in any form. */
  readonly privateKey?: string;
  readonly alipayPublicKey?: string;
  /** Charset of requests and of what Alipay posts; utf-8 unless stated. */
  readonly charset?: Charset;
  readonly sellerId?: string;
  readonly sellerEmail?: string;
};

type AccountKeys = { readonly signing: Md5Key | KeyObject; readonly verifying: Md5Key | KeyObject };

/** Credentials of the partner protocol; made by createMapiAccount. */
export class MapiAccount {
  readonly protocol = "mapi";
  readonly partner: string;
  readonly signType: "MD5" | "RSA";
  readonly charset: Charset;
  declare readonly sellerId?: string;
  declare readonly sellerEmail?: string;
  readonly #keys: AccountKeys;

  constructor(options: MapiAccountOptions, keys: AccountKeys) {
    this.partner = options.partner;
    this.signType = options.signType;
    this.charset = options.charset ?? "utf-8";
    if (options.sellerId !== undefined) this.sellerId = options.sellerId;
    if (options.sellerEmail !== undefined) this.sellerEmail = options.sellerEmail;
    this.#keys = keys;
  }

  /** Signature text of the bytes: lower-case hex for MD5, base64 for RSA. */
  sign(bytes: Uint8Array): string {
    return signBytes(this.signType, this.#keys.signing, bytes);
  }

  /** Whether the text is Alipay's signature of the bytes; never throws on what a message brings. */
  verify(bytes: Uint8Array, signatureText: string): boolean {
    return verifyBytes(this.signType, this.#keys.verifying, bytes, signatureText);
  }
}

/** Credentials of the partner protocol, keys parsed once; AlipayError `invalid_argument` or `invalid_key` names what is wrong. */
export function createMapiAccount(options: MapiAccountOptions): MapiAccount {
  const violations = accountMistakes(options);
  if (violations.length > 0) {
    const named = violations.map(({ field, rule }) => `${field} ${rule}`).join(", ");
    throw new AlipayError("invalid_argument", `合作伙伴账号配置有误 (partner account options): ${named}`, {
      violations,
    });
  }
  return new MapiAccount(options, accountKeys(options));
}

function accountKeys(options: MapiAccountOptions): AccountKeys {
  if (options.signType === "MD5") {
    const key = parseMd5Key(options.md5Key ?? "");
    return { signing: key, verifying: key };
  }
  return {
    signing: parsePrivateKey(options.privateKey ?? "", { minBits: 1024 }),
    verifying: parsePublicKey(options.alipayPublicKey ?? "", { minBits: 1024 }),
  };
}

function accountMistakes(options: MapiAccountOptions): Violation[] {
  if (typeof options !== "object" || options === null) return [{ field: "options", rule: "not_an_object" }];
  const { partner, signType, md5Key, privateKey, alipayPublicKey, charset, sellerId } = options;
  const usesMd5 = signType === "MD5";
  const usesRsa = signType === "RSA";
  const charsets: readonly unknown[] = [undefined, "utf-8", "gbk", "gb2312"];
  const rules: ReadonlyArray<readonly [holds: boolean, violation: Violation]> = [
    [isUserId(partner), { field: "partner", rule: "pattern", limit: "2088 + 12 digits" }],
    [usesMd5 || usesRsa, { field: "signType", rule: "not_allowed", limit: "MD5, RSA" }],
    [!usesMd5 || typeof md5Key === "string", { field: "md5Key", rule: "required" }],
    [!usesRsa || typeof privateKey === "string", { field: "privateKey", rule: "required" }],
    [!usesRsa || typeof alipayPublicKey === "string", { field: "alipayPublicKey", rule: "required" }],
    [charsets.includes(charset), { field: "charset", rule: "not_allowed", limit: "utf-8, gbk, gb2312" }],
    [sellerId === undefined || isUserId(sellerId), { field: "sellerId", rule: "pattern", limit: "2088 + 12 digits" }],
  ];
  return rules.filter(([holds]) => !holds).map(([, violation]) => violation);
}

function isUserId(value: unknown): boolean {
  return typeof value === "string" && /^2088\d{12}$/u.test(value);
}
