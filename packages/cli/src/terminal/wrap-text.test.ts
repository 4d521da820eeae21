import { describe, expect, it } from "vitest";
import { displayWidth } from "./display-width.ts";
import { wrapText } from "./wrap-text.ts";

describe("breaking lines", () => {
  it("keeps to the width in both scripts, and no comma begins a line", () => {
    const lines = wrapText("支付宝不认可这个账户的密钥，请重新复制 MD5 安全校验码 and paste it as it is", 20);
    for (const line of lines) {
      expect(displayWidth(line)).toBeLessThanOrEqual(22);
      expect(line).not.toMatch(/^[，。 ]/);
    }
    expect(lines.join("").replaceAll(" ", "")).toContain("支付宝不认可这个账户的密钥，请重新复制MD5安全校验码");
  });

  it("leaves an address whole, so that it can be copied", () => {
    const url = "https://shop.example/plus/carbuyaction.php?dopost=return";
    expect(wrapText(`go to ${url} now`, 20)).toEqual(["go to", url, "now"]);
  });
});
