// A merchant's MAPI client for tests, written from the facts with nothing of the simulator's or the product's own code.
import { createHash, createSign } from "node:crypto";
import iconv from "iconv-lite";

export interface MapiRequest {
  key: string;
  fields: Record<string, string>;
  charset?: "utf-8" | "gbk";
  /** Sign with this RSA key (PEM) instead of MD5. */
  rsaKey?: string;
  /** Replaces the signature. */
  sign?: string;
}

/** The query string of a signed call, percent-encoded in the charset. */
export function signedQuery(request: MapiRequest): string {
  const { key, charset = "utf-8", rsaKey } = request;
  const fields: Record<string, string> = { _input_charset: charset, ...request.fields };
  const text = Object.entries(fields)
    .filter(([name, value]) => value !== "" && name !== "sign" && name !== "sign_type")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const bytes = iconv.encode(text, charset);
  const signature =
    request.sign ??
    (rsaKey === undefined
      ? createHash("md5").update(bytes).update(key).digest("hex")
      : createSign("RSA-SHA1").update(bytes).sign(rsaKey, "base64"));
  return Object.entries({ sign_type: rsaKey === undefined ? "MD5" : "RSA", ...fields, sign: signature })
    .map(([name, value]) => `${name}=${encode(value, charset)}`)
    .join("&");
}

function encode(value: string, charset: string): string {
  return [...iconv.encode(value, charset)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/** Whether a notification or return, given as its raw query or body, carries the right MD5. */
export function md5Holds(raw: string, key: string, charset = "utf-8"): boolean {
  const pairs = raw.split("&").map((pair): [string, string] => {
    const [name = "", value = ""] = pair.split("=");
    return [name, decode(value, charset)];
  });
  const text = pairs
    .filter(([name, value]) => value !== "" && name !== "sign" && name !== "sign_type")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const given = pairs.find(([name]) => name === "sign")?.[1];
  return createHash("md5").update(iconv.encode(text, charset)).update(key).digest("hex") === given;
}

function decode(value: string, charset: string): string {
  const bytes = value
    .replaceAll("+", " ")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return iconv.decode(Buffer.from(bytes, "latin1"), charset);
}
