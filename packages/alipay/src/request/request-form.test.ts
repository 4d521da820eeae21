import { describe, expect, test } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { decodeText } from "../charset.ts";
import { createMapiAccount } from "../mapi/mapi-account.ts";
import { buildRequest } from "./build-request.ts";
import { requestForm } from "./request-form.ts";
import type { SignedRequest } from "./signed-request.ts";

const account = createMapiAccount({
  partner: "2088000000000001",
  signType: "MD5",
  md5Key: "0123456789abcdefghijklmnopqrstuv",
  charset: "gbk",
});
const request = buildRequest(
  account,
  "create_direct_pay_by_user",
  {
    out_trade_no: "T1",
    subject: `<b>"茶" & 'x' &quot;`,
    payment_type: "1",
    total_fee: "0.01",
    seller_id: "2088000000000001",
  },
  { endpoint: "https://mapi.alipay.com/gateway.do", nowMs: 0, method: "POST" },
);

function page(from: SignedRequest, nonce?: string): string {
  return decodeText(requestForm(from, nonce === undefined ? {} : { nonce }).html, "gbk").text;
}

describe("the auto-submitting form", () => {
  test("page and content type are in the request's charset, and the action names it", () => {
    const { html, contentType } = requestForm(request);
    expect(contentType).toBe("text/html; charset=gbk");
    expect(decodeText(html, "gbk").malformed).toBe(false);
    expect(page(request)).toContain('action="https://mapi.alipay.com/gateway.do?_input_charset=gbk"');
  });

  test("values are escaped, the ampersand of an entity included", () => {
    expect(page(request)).toContain('name="subject" value="&lt;b&gt;&quot;茶&quot; &amp; &#39;x&#39; &amp;quot;"');
  });

  test("no button and no other control has a name but the fields that were signed", () => {
    const names = [...page(request).matchAll(/\sname="([^"]*)"/gu)].map(([, name]) => name);
    expect(names).toEqual(["viewport", ...request.fields.map(([name]) => name)]);
    expect(page(request)).toMatch(/<button type="submit">/u);
  });

  test("the script carries the nonce, escaped, and none where none is given", () => {
    expect(page(request, 'a"b')).toContain('<script nonce="a&quot;b">');
    expect(page(request)).toContain("<script>");
  });

  test.each(["a\nb", "a\rb", "a\n\rb", "a\0b", "😀", "\ud800"])(
    "a value %j that a browser would change is refused",
    (value) => {
      const altered = { ...request, fields: [["subject", value]] as const };
      expect(() => requestForm(altered)).toThrow(AlipayError);
    },
  );
});
