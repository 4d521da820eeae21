import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { diagnosisJson, renderDiagnosis } from "./render-diagnosis.ts";

const key = "0123456789abcdefghijklmnopqrstuv";
const accounts = [{ name: "shop", protocol: "mapi" as const, partner: "2088000000000001", md5Key: `${key} ` }];

describe("a diagnosis as text", () => {
  const diagnosis = diagnose("错误代码 ILLEGAL_SIGN", { accounts });

  it("says cause, confidence, proof and fix in the language asked for", () => {
    const zh = renderDiagnosis(diagnosis);
    expect(zh).toContain("1. 密钥、PID 或邮箱带着空白  [已证明]");
    expect(zh).toContain("依据: 账户 shop 的 md5_key 的末尾有空白");
    const en = renderDiagnosis(diagnosis, { lang: "en" });
    expect(en).toContain("[proven]");
    expect(en).toContain("dedepay explain key-with-white-space");
  });

  it("has colour only where it is asked for", () => {
    expect(renderDiagnosis(diagnosis)).not.toContain("\u001b");
    expect(renderDiagnosis(diagnosis, { color: true })).toContain("\u001b[1m");
  });

  it("lets no control character of the evidence through", () => {
    const hostile = diagnose("service=a\u001b[2J&partner=2088000000000001&out_trade_no=\u001b]0;x&sign=1");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(renderDiagnosis(hostile)).not.toMatch(/[\0-\x09\x0b-\x1f]/u);
  });

  it("never shows a key", () => {
    const both = `${renderDiagnosis(diagnosis)}${JSON.stringify(diagnosisJson(diagnosis))}`;
    expect(both).not.toContain(key);
  });

  it("names the causes in its JSON form", () => {
    expect(diagnosisJson(diagnosis)["findings"]).toEqual([
      expect.objectContaining({
        cause: "key-with-white-space",
        title: expect.objectContaining({ zh: expect.any(String) }),
      }),
    ]);
  });
});
