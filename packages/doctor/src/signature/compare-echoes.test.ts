import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";

const gateway =
  'app_id=2021000000000001&biz_content={"subject":"A&B"}&charset=utf-8&method=alipay.trade.page.pay&sign_type=RSA2&version=1.0';
const reply = JSON.stringify({
  alipay_trade_page_pay_response: {
    code: "40002",
    msg: "Invalid Arguments",
    sub_code: "isv.invalid-signature",
    sub_msg: `验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${gateway}`,
  },
});

function proven(program: string): readonly string[] {
  return diagnose([reply, `待签名字符串: ${program}`]).findings.flatMap(({ cause, confidence }) =>
    confidence === "proven" ? [cause] : [],
  );
}

describe("the gateway's string against the program's", () => {
  it("names an escaped value", () => {
    expect(proven(gateway.replace("A&B", "A&amp;B"))).toEqual(["value-html-escaped"]);
  });

  it("names a parameter which the gateway did not get, and one which was not signed", () => {
    expect(proven(gateway.replace("&method=", "&extra=1&method="))).toEqual(["signed-field-not-sent"]);
    expect(proven(gateway.replace("&version=1.0", ""))).toEqual(["unsigned-field-sent"]);
  });

  it("names sign_type left out", () => {
    expect(proven(gateway.replace("&sign_type=RSA2", ""))).toEqual(["sign-type-wrongly-signed"]);
  });

  it("proves nothing where both are equal", () => {
    expect(proven(gateway)).toEqual([]);
  });

  it("names what was lost between the request and the gateway", () => {
    const lost = gateway.replace("charset=utf-8&", "charset=utf-8&timestamp=2024-01-01 10:00:00&");
    const query = new URLSearchParams(
      [...lost.matchAll(/(?:^|&)([a-z_]+)=([^&]*(?:&B"\})?)/gu)].map(([, name = "", value = ""]): [string, string] => [
        name,
        value,
      ]),
    );
    query.set("notify_url", "https://shop.example/notify");
    const evidence = [
      reply.replace(JSON.stringify(gateway).slice(1, -1), JSON.stringify(lost).slice(1, -1)),
      `https://openapi.alipay.com/gateway.do?${query}&sign=${"A".repeat(342)}%3D%3D`,
    ];
    const [first] = diagnose(evidence).findings;
    expect(first).toMatchObject({ cause: "signed-field-not-sent", confidence: "proven" });
    expect(first?.proof?.text.en).toContain("the request at hand");
  });

  it("blames the key pair where the gateway's string is the request's own", () => {
    const query = gateway
      .split("&")
      .map((pair) => pair.replace(/=(.*)$/u, (_, value: string) => `=${encodeURIComponent(value)}`));
    const request = `app_id=2021000000000001&biz_content=${encodeURIComponent('{"subject":"A&B"}')}&${query.slice(3).join("&")}&sign=${"A".repeat(342)}%3D%3D`;
    const [first] = diagnose([reply, `https://openapi.alipay.com/gateway.do?${request}`]).findings;
    expect(first).toMatchObject({ cause: "key-of-another-account", confidence: "likely" });
  });
});
