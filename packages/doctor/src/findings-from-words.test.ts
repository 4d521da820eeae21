import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";

// Symptoms as people wrote them in issues; the causes are those found there.
const symptoms: readonly (readonly [words: string, cause: string])[] = [
  ["Return-URL verification fails; data has an extra key s.", "extra-field-in-notification"],
  ["[CALLBACK] 签名验证失败; official verification tool says ok. &quot; in the log", "value-html-escaped"],
  ["Notify verification fails when sign ends with '='", "base64-padding-lost"],
  ["支付宝返回数据被篡改。请检查网络是否安全", "app-public-key-used-as-alipay-public-key"],
  ["异步回调签名不正确, payments work", "app-public-key-used-as-alipay-public-key"],
  ["商品名称是乱码", "text-garbled-by-wrong-charset"],
  ["Money arrives, page does not move on. Cloudflare in front", "notify-blocked-by-firewall-or-cdn"],
];

describe("words without a code", () => {
  it.each(symptoms)("%s", (words, cause) => {
    const { findings } = diagnose(words);
    expect(findings.slice(0, 3).map((finding) => finding.cause)).toContain(cause);
    expect(findings.every(({ confidence }) => confidence !== "proven")).toBe(true);
  });

  it("say nothing where no symptom is named", () => {
    expect(diagnose("您好，请问支付宝接口怎么申请？").findings).toEqual([]);
  });

  it("are not listened to where a signed message is at hand", () => {
    const message =
      "service=single_trade_query&partner=2088000000000001&out_trade_no=1&sign=00000000000000000000000000000000";
    const causes = diagnose(`验签失败，多了一个参数\n${message}`).findings.map(({ cause }) => cause);
    expect(causes).not.toContain("extra-field-in-notification");
  });
});
