// Credentials as people enter them, for the two protocols. They exist in memory and sealed in the store, nowhere else.

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
