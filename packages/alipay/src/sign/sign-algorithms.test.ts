import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMd5Key } from "../keys/md5-key.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { parsePublicKey } from "../keys/parse-public-key.ts";
import { type SignAlgorithm, type SignKey, signBytes, verifyBytes } from "./sign-algorithms.ts";

const read = (name: string): string => readFileSync(new URL(`../../testdata/keys/${name}`, import.meta.url), "utf8");
const md5Key = parseMd5Key("0123456789abcdefghijklmnopqrstuv");
const privateKey = parsePrivateKey(read("app-private-pkcs8.pem"));
const publicKey = parsePublicKey(read("app-public.pem"));
const bytes = Buffer.from("a=1&b=测试");
const pairs: [SignAlgorithm, SignKey, SignKey][] = [
  ["MD5", md5Key, md5Key],
  ["RSA", privateKey, publicKey],
  ["RSA2", privateKey, publicKey],
];

describe.each(pairs)("%s", (algorithm, signing, verifying) => {
  const signature = signBytes(algorithm, signing, bytes);

  it("verifies what it signed and nothing else", () => {
    expect(verifyBytes(algorithm, verifying, bytes, signature)).toBe(true);
    expect(verifyBytes(algorithm, verifying, Buffer.from("a=1&b=测式"), signature)).toBe(false);
  });

  it("takes only the canonical text of a signature", () => {
    const variants = [`${signature} `, `${signature}\n`, `${signature}=`, signature.replace(/=+$/, "")];
    if (algorithm === "MD5") variants.push(signature.toUpperCase());
    for (const text of variants.filter((variant) => variant !== signature)) {
      expect(verifyBytes(algorithm, verifying, bytes, text)).toBe(false);
    }
  });

  it("is false for any hostile signature", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.base64String()), (text) => {
        expect(verifyBytes(algorithm, verifying, bytes, text)).toBe(false);
      }),
    );
    for (const value of [undefined, null, [signature], { length: 32 }, 1, "A".repeat(1_000_000)]) {
      expect(verifyBytes(algorithm, verifying, bytes, value as string)).toBe(false);
    }
  });
});

it("takes one text for one signature and no other, whatever the modulus leaves over", () => {
  for (const [name, minBits] of [
    ["small", 1024],
    ["app", 2048],
  ] as const) {
    const key = parsePrivateKey(read(`${name}-private${name === "app" ? "-pkcs8" : ""}.pem`), { minBits });
    const open = parsePublicKey(read(`${name}-public.pem`), { minBits });
    const signature = signBytes("RSA", key, bytes);
    expect(verifyBytes("RSA", open, bytes, signature)).toBe(true);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \n";
    for (const at of [0, signature.length - 4, signature.length - 3, signature.length - 2, signature.length - 1]) {
      for (const character of alphabet) {
        const altered = signature.slice(0, at) + character + signature.slice(at + 1);
        if (altered !== signature) expect(verifyBytes("RSA", open, bytes, altered)).toBe(false);
      }
    }
    for (const altered of [
      signature.replaceAll("+", "-"),
      signature.replaceAll("/", "_"),
      signature.replace("A", "A\n"),
    ]) {
      if (altered !== signature) expect(verifyBytes("RSA", open, bytes, altered)).toBe(false);
    }
  }
});

describe("algorithms are told apart", () => {
  it("does not take an RSA signature where RSA2 is pinned, nor the reverse", () => {
    expect(verifyBytes("RSA2", publicKey, bytes, signBytes("RSA", privateKey, bytes))).toBe(false);
    expect(verifyBytes("RSA", publicKey, bytes, signBytes("RSA2", privateKey, bytes))).toBe(false);
  });

  it("refuses a key of another kind as an invalid_key error", () => {
    expect(() => signBytes("RSA2", md5Key, bytes)).toThrow(expect.objectContaining({ kind: "invalid_key" }));
    expect(() => signBytes("MD5", privateKey, bytes)).toThrow(expect.objectContaining({ kind: "invalid_key" }));
  });
});
