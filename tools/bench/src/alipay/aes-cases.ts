// Content encryption: 1 KiB and 64 KiB, there and back. The SDK offers decryption only.
import assert from "node:assert/strict";
import { createCipheriv, createDecipheriv, createSecretKey } from "node:crypto";
import { aesDecrypt, aesEncrypt, parseAesKey } from "@dedepay/alipay";
import type { Case } from "../benchmark.ts";
import type { Fixtures } from "./fixtures.ts";

function casesOf(label: string, text: string, { sdk, aesKeyText }: Fixtures): Case[] {
  const key = parseAesKey(aesKeyText);
  const raw = createSecretKey(Buffer.from(aesKeyText, "base64"));
  const iv = Buffer.alloc(16);
  const floorEncrypt = (): string => {
    const cipher = createCipheriv("aes-128-cbc", raw, iv);
    return cipher.update(text, "utf8", "base64") + cipher.final("base64");
  };
  const encrypted = floorEncrypt();
  const floorDecrypt = (): string => {
    const decipher = createDecipheriv("aes-128-cbc", raw, iv);
    return decipher.update(encrypted, "base64", "utf8") + decipher.final("utf8");
  };
  const ourDecrypt = (): string | undefined => aesDecrypt(key, encrypted)?.toString("utf8");
  return [
    {
      name: `AES encrypt ${label}`,
      contenders: [
        { name: "OpenSSL floor", run: floorEncrypt },
        { name: "dedepay", run: () => aesEncrypt(key, text) },
      ],
      check: () => assert.equal(aesEncrypt(key, text), encrypted, `AES encrypt ${label}: ours differs`),
    },
    {
      name: `AES decrypt ${label}`,
      contenders: [
        { name: "OpenSSL floor", run: floorDecrypt },
        { name: "dedepay", run: ourDecrypt },
        { name: "alipay-sdk", run: () => sdk.aesDecrypt(encrypted) },
      ],
      check: () => {
        for (const decrypt of [floorDecrypt, ourDecrypt, () => sdk.aesDecrypt(encrypted)]) {
          assert.equal(decrypt(), text, `AES decrypt ${label}: outputs differ`);
        }
      },
    },
  ];
}

/** The cases of encryption. */
export function aesCases(fixtures: Fixtures): Case[] {
  const kibibyte = '{"subject":"测试商品","n":1}'.padEnd(1000, "x");
  return [...casesOf("1 KiB", kibibyte, fixtures), ...casesOf("64 KiB", kibibyte.repeat(64), fixtures)];
}
