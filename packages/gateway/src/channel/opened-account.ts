// An account with its keys parsed, among them the former ones which still verify. What is opened once serves until the row's
// secrets change or a former key's time is over.
import {
  type AlipayAccount,
  type AlipayKey,
  createMapiAccount,
  createOpenapiAccount,
  type OpenapiAccount,
  parseCertificate,
  parsePublicKey,
} from "@dedepay/alipay";
import type { AccountCredentials, FormerKey, KeptCredentials } from "./account-credentials.ts";

export type OpenedAccount = {
  /** Signs with the present key; an OpenAPI account verifies with former ones too. */
  account: AlipayAccount;
  /** The partner protocol's accounts with each former key: they only verify. */
  verifiers: readonly AlipayAccount[];
  /** When it has to be opened anew. */
  untilMs: number;
};

/** Throws AlipayError. */
export function openAccount({ credentials, formerKeys }: KeptCredentials, nowMs: number): OpenedAccount {
  const valid = formerKeys.filter((key) => key.validUntilMs > nowMs);
  const untilMs = Math.min(...valid.map((key) => key.validUntilMs), Number.POSITIVE_INFINITY);
  const account = parseCredentials(credentials);
  if (account.protocol === "openapi") return { account: withKeys(account, valid), verifiers: [], untilMs };
  const verifiers = valid.flatMap((key) => withFormerKey(credentials, key) ?? []);
  return { account, verifiers, untilMs };
}

/** From credentials as people enter them to an account of @dedepay/alipay. Throws its AlipayError. */
export function parseCredentials(input: AccountCredentials): AlipayAccount {
  return input.protocol === "mapi" ? createMapiAccount(input.credentials) : createOpenapiAccount(input.credentials);
}

function withKeys(account: OpenapiAccount, former: readonly FormerKey[]): OpenapiAccount {
  if (former.length === 0) return account;
  return Object.freeze({ ...account, alipayKeys: [...account.alipayKeys, ...former.map(alipayKey)] });
}

function alipayKey({ kind, text }: FormerKey): AlipayKey {
  if (kind !== "alipay_certificate") return { key: parsePublicKey(text, { minBits: 1024 }) };
  const { publicKey, serial } = parseCertificate(text);
  return { key: publicKey, serial };
}

function withFormerKey(input: AccountCredentials, { kind, text }: FormerKey): AlipayAccount | undefined {
  if (input.protocol !== "mapi") return undefined;
  const change = kind === "md5_key" ? { signType: "MD5" as const, md5Key: text } : { alipayPublicKey: text };
  return createMapiAccount({ ...input.credentials, ...change });
}
