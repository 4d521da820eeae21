// RSA keys of the corpus, made for it and used nowhere else. Fixed, so that a seed makes the same bytes on every machine.
import { readFileSync } from "node:fs";

export type BenchKeyName =
  | "appOne"
  | "appTwo"
  | "sandboxApp"
  | "mapiShop"
  | "alipayOne"
  | "alipayTwo"
  | "alipaySandbox"
  | "alipayMapi"
  | "stranger"
  /** In no context: a signature of this key fits nothing at hand. */
  | "nobody";

type BenchKey = { readonly privatePkcs8: string; readonly privatePkcs1: string; readonly public: string };

const keys: Readonly<Record<BenchKeyName, BenchKey>> = JSON.parse(
  readFileSync(new URL("../../testdata/bench-keys.json", import.meta.url), "utf8"),
);

export function benchKey(name: BenchKeyName): BenchKey {
  return keys[name];
}

/** PEM text as PHP's openssl reads it. */
export function privatePem(name: BenchKeyName): string {
  const lines = keys[name].privatePkcs8.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}
