import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";

const md5Key = "0123456789abcdefghijklmnopqrstuv";
const context = { accounts: [{ protocol: "mapi" as const, partner: "2088000000000001", md5Key }] };
const text = "_input_charset=utf-8&out_trade_no=T1&partner=2088000000000001&service=single_trade_query";
const sign = createHash("md5").update(`${text}${md5Key}`).digest("hex");
const right = (evidence: string): string =>
  diagnose(evidence, context)
    .inOrder.map(({ en }) => en)
    .join();

describe("a request written down whole", () => {
  it("is read from its head and its body", () => {
    const request = [
      "POST /gateway.do?_input_charset=utf-8&service=single_trade_query HTTP/1.1",
      "Host: mapi.alipay.com",
      "Content-Type: application/x-www-form-urlencoded",
      "",
      `partner=2088000000000001&out_trade_no=T1&sign=${sign}&sign_type=MD5`,
    ];
    for (const end of ["\n", "\r\n"]) expect(right(request.join(end))).toContain("signature is right");
  });

  it("is read from a curl command over several lines", () => {
    const command = `$ curl -X POST 'https://mapi.alipay.com/gateway.do?_input_charset=utf-8' \\
  -d 'service=single_trade_query&partner=2088000000000001' \\
  --data-urlencode "out_trade_no=T1" -d sign=${sign} -d sign_type=MD5
{"nothing":"else"}`;
    expect(right(command)).toContain("signature is right");
  });

  it("is read from the form that is for Alipay, behind another form of the page", () => {
    const hidden = [...new URLSearchParams(`${text}&sign=${sign}&sign_type=MD5`)]
      .map(([name, value]) => `<input type=hidden name="${name}" value="${value}">`)
      .join("");
    const page = `<form action="/search"><input name="q"></form><form action="https://mapi.alipay.com/gateway.do" method="post">${hidden}</form>`;
    expect(right(page)).toContain("signature is right");
  });
});
