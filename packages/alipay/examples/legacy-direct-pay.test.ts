import { createMapiAccount, verifyReturn } from "@dedepay/alipay";
import { expect, test } from "vitest";
import { legacyPayUrl } from "./legacy-direct-pay.ts";

test("the legacy example gives a URL of the old gateway whose signature verifies", () => {
  const md5Key = "0123456789abcdefghijklmnopqrstuv";
  const url = new URL(legacyPayUrl({ number: "T20240101001", title: "测试商品", amountFen: 1n }, md5Key));
  expect(url.origin + url.pathname).toBe("https://mapi.alipay.com/gateway.do");
  const account = createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key });
  expect(verifyReturn(account, url.search)).toMatchObject({
    verified: true,
    fields: { service: "create_direct_pay_by_user", subject: "测试商品", total_fee: "0.01" },
  });
});
