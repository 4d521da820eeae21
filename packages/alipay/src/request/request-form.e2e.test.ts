// The form in a real browser: what Chromium posts must be, byte for byte, what was signed.

import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Charset, encodeText } from "../charset.ts";
import { createMapiAccount } from "../mapi/mapi-account.ts";
import { verifyMapiMessage } from "../mapi/verify-mapi-message.ts";
import { buildRequest } from "./build-request.ts";
import { parseFormPairs } from "./form-pairs.ts";
import { requestForm } from "./request-form.ts";
import type { SignedRequest } from "./signed-request.ts";

const executablePath = "/usr/bin/chromium";
const charsets: readonly Charset[] = ["utf-8", "gbk"];

type Posted = { readonly url: string; readonly body: Buffer; readonly contentType: string };

describe.skipIf(!existsSync(executablePath))("the auto-submitting form in Chromium (/usr/bin/chromium)", () => {
  let browser: Browser;
  let server: Server;
  let endpoint: string;
  let form: ReturnType<typeof requestForm>;
  let onPosted: (posted: Posted) => void = () => {};

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    server = createServer((request, response) => {
      if (request.method === "GET") {
        const csp = "default-src 'none'; script-src 'nonce-n0nce'; form-action http:";
        response.writeHead(200, { "content-type": form.contentType, "content-security-policy": csp }).end(form.html);
        return;
      }
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        response.writeHead(200, { "content-type": "text/plain" }).end("ok");
        const contentType = request.headers["content-type"] ?? "";
        onPosted({ url: request.url ?? "", body: Buffer.concat(chunks), contentType });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    endpoint = `http://127.0.0.1:${port}/gateway.do`;
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => server?.close(resolve));
  });

  async function postBy(request: SignedRequest): Promise<Posted> {
    form = requestForm(request, { nonce: "n0nce" });
    const posted = new Promise<Posted>((resolve) => {
      onPosted = resolve;
    });
    const page = await browser.newPage();
    try {
      await page.goto(endpoint, { waitUntil: "commit" });
      return await posted;
    } finally {
      await page.close();
    }
  }

  describe.each(charsets)("in %s", (charset) => {
    const account = createMapiAccount({
      partner: "2088000000000001",
      signType: "MD5",
      md5Key: "0123456789abcdefghijklmnopqrstuv",
      charset,
    });

    test.each([
      "&quot;",
      "&amp;",
      "&amp;amp;amp &copy &#39;",
      "it's",
      '"quoted"',
      "<b>bold</b><!-- --></form>",
      "one\ntwo\r\nthree\rfour\tfive",
      "中文 测试商品",
      "  two  spaces  + % %41 ",
      "`x` ￥ · — ～ “”",
    ])("the browser sends the very bytes that were signed for the subject %j", async (subject) => {
      const request = buildRequest(
        account,
        "create_direct_pay_by_user",
        { out_trade_no: "T1", subject, payment_type: "1", total_fee: "0.01", seller_id: "2088000000000001" },
        { endpoint, nowMs: 0, method: "POST" },
      );
      const { url, body, contentType } = await postBy(request);
      expect(url).toBe(`/gateway.do?_input_charset=${charset}`);
      expect(contentType).toBe("application/x-www-form-urlencoded");
      const signed = request.fields.filter(([name]) => name !== "sign" && name !== "sign_type");
      expect(verifyMapiMessage(account, body)).toEqual({
        verified: true,
        fields: Object.fromEntries(signed),
        form: "mapi",
      });
    });
  });

  test.each<Charset>(["gbk", "gb2312"])(
    "every character that %s holds is sent as the bytes which we sign",
    async (charset) => {
      let everything = "";
      for (let unit = 0x80; unit < 0x10000; unit += 1) {
        const character = String.fromCharCode(unit);
        if (encodeText(character, charset).unmappable.length === 0) everything += character;
      }
      const { body } = await postBy({
        service: "create_direct_pay_by_user",
        httpMethod: "POST",
        endpoint,
        charset,
        fields: [["body", everything]],
        signedText: "",
      });
      const parsed = parseFormPairs(body);
      const sent = parsed.ok ? parsed.pairs[0]?.value : undefined;
      expect(sent?.equals(encodeText(everything, charset).bytes)).toBe(true);
    },
  );
});
