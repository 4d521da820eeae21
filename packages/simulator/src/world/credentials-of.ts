// What a client needs to act as one of the world's accounts, in the shape of createMapiAccount and createOpenapiAccount.
import type { Account } from "./world.ts";

export type ClientCredentials =
  | {
      protocol: "mapi";
      partner: string;
      signType: "MD5" | "RSA";
      md5Key: string;
      privateKey?: string;
      alipayPublicKey?: string;
      sellerId: string;
      sellerEmail: string;
    }
  | {
      protocol: "openapi";
      appId: string;
      signType: "RSA2" | "RSA";
      privateKey: string;
      /** In key mode; in certificate mode Alipay's certificate holds it. */
      alipayPublicKey?: string;
      certificates?: { app: string; alipay: string; alipayRoot: string };
      sellerId: string;
      aesKey?: string;
    };

/** The client's side of an account's credentials. */
export function credentialsOf(account: Account): ClientCredentials {
  if (account.protocol === "mapi") {
    return {
      protocol: "mapi",
      partner: account.partner,
      signType: "MD5",
      md5Key: account.md5Key,
      ...(account.privateKey === undefined ? {} : { privateKey: account.privateKey }),
      ...(account.alipayPublicKey === undefined ? {} : { alipayPublicKey: account.alipayPublicKey }),
      sellerId: account.partner,
      sellerEmail: account.sellerEmail,
    };
  }
  return {
    protocol: "openapi",
    appId: account.appId,
    signType: account.signType,
    privateKey: account.privateKey,
    ...(account.certificates === undefined
      ? { alipayPublicKey: account.alipayPublicKey }
      : { certificates: account.certificates }),
    sellerId: account.sellerId,
    ...(account.aesKey === undefined ? {} : { aesKey: account.aesKey }),
  };
}
