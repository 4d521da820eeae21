import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type PingReply, type PingRequest, type PingResult, pingSite } from "./ping-site.ts";
import { pingTexts } from "./ping-text.ts";

const plugin = Buffer.from("<?php\n// dedepay drop-in 2\n");
const library = Buffer.from("<?php\n// library\n");
const files = new Map([
  ["include/payment/alipay.php", plugin],
  ["include/dedepay/load.php", library],
]);
const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const crlf = (bytes: Buffer): Buffer => Buffer.from(bytes.toString().replaceAll("\n", "\r\n"));

async function ping(status: number, body: unknown): Promise<PingResult> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(async () => ({ status, body: Buffer.from(text) }));
}

function send(reply: (request: PingRequest) => Promise<PingReply>): Promise<PingResult> {
  const webhookUrl = "https://shop.example.com/cms/plus/dedepay.php";
  return pingSite({ webhookUrl, webhookSecret: "secret", files, nowMs: 1_795_400_000_999, send: reply });
}

describe("the question to a shop", () => {
  it("is signed over method, path, query, time and body", async () => {
    let asked: PingRequest | undefined;
    await send(async (request) => {
      asked = request;
      return { status: 404, body: Buffer.from("") };
    });
    const text = `GET\n/cms/plus/dedepay.php\n\n1795400000\n${hash(Buffer.from(""))}`;
    expect(asked?.headers).toEqual({
      "dedepay-timestamp": "1795400000",
      "dedepay-signature": `v1=${createHmac("sha256", "secret").update(text).digest("hex")}`,
    });
  });

  it("is answered well by the installed files, also with other line ends", async () => {
    const answer = { php: "8.2.1", plugin_sha256: hash(plugin) };
    expect(await ping(200, answer)).toEqual({ kind: "ok", php: "8.2.1", lineEndsChanged: false });
    const more = {
      ...answer,
      files: { "include/dedepay/load.php": hash(library), "plus/other.php": "?" },
      database: "ok",
    };
    expect(await ping(200, more)).toMatchObject({ kind: "ok" });
    expect(await ping(200, { ...answer, plugin_sha256: hash(crlf(plugin)) })).toMatchObject({
      kind: "ok",
      lineEndsChanged: true,
    });
  });

  it.each<[string, number, unknown, string]>([
    ["other_files", 200, { plugin_sha256: hash(library) }, "include/payment/alipay.php"],
    ["other_files", 200, { plugin_sha256: null }, "include/payment/alipay.php"],
    [
      "other_files",
      200,
      { plugin_sha256: hash(plugin), files: { "include/dedepay/load.php": "0" } },
      "include/dedepay/load.php",
    ],
    ["no_database", 200, { plugin_sha256: hash(plugin), database: "mysqli_missing" }, "mysqli_missing"],
    ["not_configured", 503, { outcome: "not_configured" }, "not_configured"],
    ["not_signed", 401, { outcome: "not_signed" }, "not_signed"],
    ["incomplete", 503, { outcome: "file_missing" }, "file_missing"],
    ["php_error", 503, { outcome: "error" }, "error"],
    ["php_error", 500, "Fatal error", ""],
    ["not_found", 404, "<html>", ""],
    ["redirected", 301, "", ""],
    ["not_ours", 200, "<html>", ""],
    ["not_ours", 200, "[]", ""],
    ["not_ours", 403, "forbidden", ""],
  ])("tells %s from %d %j", async (trouble, status, body, detail) => {
    expect(await ping(status, body)).toEqual({ kind: "trouble", trouble, status, detail });
    expect(Object.keys(pingTexts)).toContain(trouble);
  });

  it("is unreachable where nobody answers, and lets other errors through", async () => {
    expect(await send(() => Promise.reject(new TypeError("fetch failed")))).toMatchObject({ trouble: "unreachable" });
    expect(await send(() => Promise.reject(new DOMException("", "TimeoutError")))).toMatchObject({
      trouble: "unreachable",
    });
    await expect(send(() => Promise.reject(new RangeError("bug")))).rejects.toThrow("bug");
  });
});
