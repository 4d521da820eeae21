import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { parseMd5Key } from "./md5-key.ts";
import { parsePrivateKey } from "./parse-private-key.ts";
import { parsePublicKey } from "./parse-public-key.ts";

const read = (name: string): string => readFileSync(new URL(`../../testdata/keys/${name}`, import.meta.url), "utf8");
const oneLine = (pem: string): string => pem.replace(/-----[A-Z0-9 ]+-----/g, "").replace(/\s/g, "");
const privateText = read("app-private-pkcs8.pem");
const publicText = read("app-public.pem");
const partner = "2088000000000001";

function refusal(action: () => unknown): AlipayError {
  try {
    action();
  } catch (error) {
    if (error instanceof AlipayError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const rule = (action: () => unknown): string | undefined => refusal(action).violations?.[0]?.rule;

describe("a private key is read in any form", () => {
  const expected = parsePrivateKey(privateText);
  const forms: Record<string, string> = {
    "PKCS#1 PEM": read("app-private-pkcs1.pem"),
    "PKCS#8 on one line": oneLine(privateText),
    "PKCS#1 on one line": oneLine(read("app-private-pkcs1.pem")),
    "wrapped at 20 characters without header": oneLine(privateText).replace(/.{20}/g, "$&\r\n  "),
    "BOM before the header": `\ufeff${privateText}`,
    "spaces and tabs around": `  \t\n${privateText}\n\n  `,
    "line ends spelt out as \\n": privateText.replaceAll("\n", "\\n"),
    "zero-width space inside": oneLine(privateText).replace(/^(.{50})/, "$1\u200b"),
    "PKCS#1 under a PKCS#8 header": read("app-private-pkcs1.pem").replaceAll("RSA PRIVATE", "PRIVATE"),
    "header which lost a dash": privateText.replace("-----BEGIN", "----BEGIN"),
    "header without footer": privateText.replace(/-----END.*/, ""),
    "PEM after a certificate": read("app.crt") + privateText,
    "PEM squeezed on one line": privateText.replaceAll("\n", ""),
  };
  it.each(Object.entries(forms))("%s", (_, text) => {
    expect(parsePrivateKey(text).equals(expected)).toBe(true);
  });
});

describe("a public key is read in any form", () => {
  const expected = parsePublicKey(publicText);
  const forms: Record<string, string> = {
    "PKCS#1 PEM": read("app-public-pkcs1.pem"),
    "SPKI on one line": oneLine(publicText),
    "PKCS#1 on one line": oneLine(read("app-public-pkcs1.pem")),
    certificate: read("app.crt"),
    "certificate on one line": oneLine(read("app.crt")),
    "BOM, carriage returns": `\ufeff${publicText.replaceAll("\n", "\r\n")}`,
  };
  it.each(Object.entries(forms))("%s", (_, text) => {
    expect(parsePublicKey(text).equals(expected)).toBe(true);
  });

  it("takes the leaf of a certificate file with its issuer behind it", () => {
    expect(parsePublicKey(read("alipay-public.crt")).equals(parsePublicKey(read("alipay-public.pem")))).toBe(true);
  });
});

const damaged = (() => {
  const text = oneLine(read("app-private-pkcs1.pem"));
  const at = 100;
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
})();

describe("a refused key says what it really is", () => {
  const privateCases: [rule: string, text: string][] = [
    ["empty", " \n"],
    ["partner_id", partner],
    ["app_id", "2021000000000001"],
    ["email", "shop@example.com"],
    ["file_path", "/etc/alipay/app_private.pem"],
    ["md5_key", "0123456789abcdefghijklmnopqrstuv"],
    ["public_key", publicText],
    ["public_key", read("app-public-pkcs1.pem")],
    ["certificate", read("app.crt")],
    ["certificate_request", read("app.csr")],
    ["encrypted", read("app-private-encrypted.pem")],
    ["encrypted", oneLine(read("app-private-encrypted.pem"))],
    ["encrypted", read("app-private-encrypted-legacy.pem")],
    ["pkcs12", read("app.p12.base64")],
    ["ec_key", read("ec-private.pem")],
    ["ssh_key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----"],
    ["xml_key", "<RSAKeyValue><Modulus>AA==</Modulus></RSAKeyValue>"],
    ["not_base64", oneLine(privateText).replace(/^(.{9})./, "$1*")],
    ["truncated", oneLine(privateText).slice(0, 1000)],
    ["trailing_bytes", `${oneLine(privateText).replace(/=*$/, "")}AAAA`],
    ["unreadable", Buffer.from("hello world, not a key at all").toString("base64")],
    ["too_small", read("small-private.pem")],
    ["damaged", damaged],
    ["too_long", "A".repeat(70_000)],
  ];
  it.each(privateCases)("privateKey: %s", (expected, text) => {
    expect(rule(() => parsePrivateKey(text))).toBe(expected);
  });

  const publicCases: [rule: string, text: string][] = [
    ["private_key", privateText],
    ["private_key", read("app-private-pkcs1.pem")],
    ["private_key", oneLine(read("app-private-encrypted.pem"))],
    ["certificate_request", read("app.csr")],
    ["too_small", read("small-public.pem")],
    ["md5_key", "0123456789abcdefghijklmnopqrstuv"],
    ["truncated", oneLine(publicText).slice(0, 200)],
  ];
  it.each(publicCases)("alipayPublicKey: %s", (expected, text) => {
    expect(rule(() => parsePublicKey(text))).toBe(expected);
  });

  const md5Cases: [rule: string, text: string][] = [
    ["empty", ""],
    ["partner_id", partner],
    ["rsa_key", publicText],
    ["rsa_key", oneLine(privateText)],
    ["md5_length", "0123456789abcdefghijklmnopqrstu"],
    ["md5_character", "0123456789abcdefghijklmnopqrstu-"],
    ["md5_character", "0123456789abcdef ghijklmnopqrstuv"],
  ];
  it.each(md5Cases)("md5Key: %s", (expected, text) => {
    expect(rule(() => parseMd5Key(text))).toBe(expected);
  });

  it("names the field, the size found and the size needed, in Chinese and English", () => {
    const { message, kind } = refusal(() => parsePrivateKey(read("small-private.pem")));
    expect(kind).toBe("invalid_key");
    expect(message).toContain("1024 位");
    expect(message).toContain("1024 bits");
    expect(message).toContain("2048");
  });

  it("never repeats the refused text", () => {
    for (const text of [privateText, damaged, oneLine(privateText).slice(0, 1000)]) {
      const error = refusal(() => parsePublicKey(text));
      expect(JSON.stringify({ ...error, message: error.message })).not.toContain(oneLine(text).slice(40, 60));
    }
  });
});

describe("sizes and secrecy", () => {
  it("takes 1024 bits where the account is pinned to the old RSA", () => {
    expect(parsePublicKey(read("small-public.pem"), { minBits: 1024 }).asymmetricKeyDetails?.modulusLength).toBe(1024);
  });

  it("drops white space around an MD5 key and shows the key nowhere", () => {
    const text = "0123456789abcdefghijklmnopqrstuv";
    const key = parseMd5Key(`\ufeff ${text}\t\r\n`);
    expect(key.digest(Buffer.from("a"))).toBe(parseMd5Key(text).digest(Buffer.from("a")));
    expect(JSON.stringify(key)).toBe("{}");
  });
});

describe("hostile text", () => {
  const parsers = [parseMd5Key, (text: string) => parsePrivateKey(text), (text: string) => parsePublicKey(text)];
  const bytesAsPem = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("base64"));
  const altered = fc
    .tuple(
      fc.constantFrom(privateText, publicText, read("app.crt")),
      fc.nat(1500),
      fc.string({ unit: "binary", maxLength: 3 }),
    )
    .map(([text, at, insert]) => text.slice(0, at) + insert + text.slice(at + 1));

  it("gives a key or an AlipayError of kind invalid_key, nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), bytesAsPem, altered), (text) => {
        for (const parse of parsers) {
          try {
            parse(text);
          } catch (error) {
            expect(error).toBeInstanceOf(AlipayError);
            expect(error).toHaveProperty("kind", "invalid_key");
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
