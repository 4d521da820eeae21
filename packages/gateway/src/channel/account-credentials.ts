// Credentials as people enter them, for the two protocols, and as they are kept. They exist in memory and sealed in the store,
// nowhere else.

export type MapiCredentials = {
  partner: string;
  signType: "MD5" | "RSA";
  md5Key?: string;
  privateKey?: string;
  alipayPublicKey?: string;
  charset?: "utf-8" | "gbk" | "gb2312";
  sellerId?: string;
  sellerEmail?: string;
};
export type OpenapiCredentials = {
  appId: string;
  signType?: "RSA2" | "RSA";
  privateKey: string;
  alipayPublicKey?: string;
  certificates?: { app: string; alipay: string; alipayRoot: string };
  sellerId?: string;
  charset?: "utf-8" | "gbk" | "gb2312";
  aesKey?: string;
};
export type AccountCredentials =
  | { protocol: "mapi"; credentials: MapiCredentials }
  | { protocol: "openapi"; credentials: OpenapiCredentials };

export type FormerKeyKind = "md5_key" | "alipay_public_key" | "alipay_certificate";

/** What Alipay signed with before: verifies until a date, and signs nothing. */
export type FormerKey = { kind: FormerKeyKind; text: string; validUntilMs: number };

/** What stands under the seal of an account. */
export type KeptCredentials = { credentials: AccountCredentials; formerKeys: readonly FormerKey[] };

/** The text that is sealed; `keptCredentials` reads it. */
export function sealedText({ credentials, formerKeys }: KeptCredentials): string {
  return JSON.stringify(formerKeys.length === 0 ? credentials.credentials : { ...credentials.credentials, formerKeys });
}

export function keptCredentials(protocol: string, text: string): KeptCredentials {
  const { formerKeys = [], ...credentials } = JSON.parse(text) as { formerKeys?: FormerKey[] };
  return { credentials: { protocol, credentials } as AccountCredentials, formerKeys };
}
