// The merchants of the corpus: one honest shop of each protocol, and the other accounts which its owner also has.
// Every shop is made from a seed; the RSA keys alone are fixed.
import type { DoctorAccount } from "@dedepay/doctor";
import type { Random } from "../random.ts";
import { type BenchKeyName, benchKey } from "./bench-keys.ts";

export type Shop = {
  readonly pid: string;
  readonly otherPid: string;
  readonly appId: string;
  readonly otherAppId: string;
  readonly sandboxAppId: string;
  readonly email: string;
  readonly host: string;
  readonly md5Key: string;
  readonly otherMd5Key: string;
};

const keyLetters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

function md5KeyOf(random: Random): string {
  const key = Array.from({ length: 31 }, () => random.pick(keyLetters)).join("");
  // A key of digits alone has no case.
  return `${key}k`;
}

export function shopOf(random: Random): Shop {
  const name = random.pick(["shop", "mall", "qiche", "shouji", "huadian", "tea-house"]) + random.digits(2);
  return {
    pid: `2088${random.digits(12)}`,
    otherPid: `2088${random.digits(12)}`,
    appId: `2021${random.digits(12)}`,
    otherAppId: `2019${random.digits(12)}`,
    sandboxAppId: `9021${random.digits(12)}`,
    email: `${name}@${random.pick(["qq.com", "163.com", "sina.com"])}`,
    host: `www.${name}-${random.digits(3)}.com`,
    md5Key: md5KeyOf(random),
    otherMd5Key: md5KeyOf(random),
  };
}

/** The shop's MAPI account, as its owner typed it. */
export function mapiAccountOf(shop: Shop, more: Partial<DoctorAccount> = {}): DoctorAccount {
  return {
    name: "shop-mapi",
    environment: "production",
    protocol: "mapi",
    partner: shop.pid,
    sellerId: shop.pid,
    sellerEmail: shop.email,
    signType: "MD5",
    md5Key: shop.md5Key,
    privateKey: benchKey("mapiShop").privatePkcs8,
    alipayPublicKey: benchKey("alipayMapi").public,
    ...more,
  };
}

export function openapiAccountOf(shop: Shop, more: Partial<DoctorAccount> = {}): DoctorAccount {
  return {
    name: "shop-app",
    environment: "production",
    protocol: "openapi",
    appId: shop.appId,
    sellerId: shop.pid,
    signType: "RSA2",
    privateKey: benchKey("appOne").privatePkcs8,
    alipayPublicKey: benchKey("alipayOne").public,
    ...more,
  };
}

const otherKeys: Readonly<Record<"other" | "sandbox", readonly [BenchKeyName, BenchKeyName]>> = {
  other: ["appTwo", "alipayTwo"],
  sandbox: ["sandboxApp", "alipaySandbox"],
};

/** Everything the owner has: the accounts among which a key can be mistaken. */
export function accountsOf(shop: Shop): DoctorAccount[] {
  const app = (which: "other" | "sandbox"): Partial<DoctorAccount> => ({
    name: `${which}-app`,
    appId: which === "other" ? shop.otherAppId : shop.sandboxAppId,
    environment: which === "other" ? "production" : "sandbox",
    privateKey: benchKey(otherKeys[which][0]).privatePkcs8,
    alipayPublicKey: benchKey(otherKeys[which][1]).public,
  });
  return [
    mapiAccountOf(shop),
    mapiAccountOf(shop, {
      name: "other-mapi",
      partner: shop.otherPid,
      sellerId: shop.otherPid,
      sellerEmail: `b${shop.email}`,
      md5Key: shop.otherMd5Key,
      privateKey: benchKey("stranger").privatePkcs8,
    }),
    openapiAccountOf(shop),
    openapiAccountOf(shop, app("other")),
    openapiAccountOf(shop, app("sandbox")),
  ];
}

/** The same accounts without a single credential: somebody who asks for help and shows no keys. */
export function withoutKeys(accounts: readonly DoctorAccount[]): DoctorAccount[] {
  return accounts.map((account) => {
    const { md5Key: _md5, privateKey: _private, alipayPublicKey: _alipay, appPublicKey: _app, ...left } = account;
    return left;
  });
}
