import { describe, expect, it } from "vitest";
import { goodSettings } from "../testing/fake-installation.ts";
import { importSettings } from "./import-settings.ts";
import type { InstallPlan } from "./install-plan.ts";
import { renderPlan } from "./render-plan.ts";
import { siteAddress } from "./site-address.ts";

const address = siteAddress("https://shop.example.com");
const imported = importSettings(
  new Map(Object.entries({ ...goodSettings, alipay_key: `${goodSettings["alipay_key"]}\n` })),
);
if (address === undefined || imported.kind !== "usable") throw new Error("bad fixture");

const why = { zh: "原因", en: "why" };
const file = (path: string, step: "drop-in" | "V5", before?: string) => ({
  ...{ path, step, why, like: path },
  before: before === undefined ? undefined : Buffer.from(before),
  after: Buffer.from(`${before ?? ""}<?php\nline();\n`),
});
const plan: InstallPlan = {
  ...{ folder: "/shop", address, gateway: "https://pay.example.com", version: "V57_GBK_SP2" },
  choice: { way: "webhook", why, others: [{ way: "database", why }] },
  account: { kind: "import", imported, accountId: "mapi-2088101112223334" },
  changes: [
    file("member/shops_products.php", "V5", "<?php\n"),
    file("include/dedepay/a.php", "drop-in"),
    file("include/dedepay/b.php", "drop-in"),
    file("include/payment/alipay.php", "drop-in", "<?php // stock\n"),
  ],
  notDone: [],
  warnings: [{ zh: "注意", en: "careful" }],
  unpaid: undefined,
  staysOpen: ["V3"],
};

function render(change: Partial<InstallPlan> = {}): string {
  const table = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(" | ")).join("\n");
  return renderPlan({ ...plan, ...change }, { table, wholeDiffPath: "/data/plan.diff", backupPath: "/data/shop" });
}

describe("the plan of an installation", () => {
  it("says way, account, files and diff, and shows no key", () => {
    const text = render();
    for (const expected of [
      "接入方式 · way in | 接入文件 + 网关回调 · drop-in + webhook",
      "不选 · not | 接入文件 + 数据库直连：原因",
      "已去掉 alipay_key 前面 0 个、后面 1 个空白",
      "create_direct_pay_by_user → 签约 direct",
      "  修改 edited | member/shops_products.php | +2 -0",
      "  新增 new | include/dedepay/ (2) | +4 -0",
      "  替换 replaced | include/payment/alipay.php",
      "+line();",
      "! 注意",
      "V3：",
      "/data/plan.diff",
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).not.toContain(goodSettings["alipay_key"]);
    expect(text).not.toContain("shop@example.com");
    expect(text).not.toContain("include/dedepay/a.php");
  });

  it("names an account which the gateway has already", () => {
    const account = { kind: "known", accountId: "mine", identity: "2088101112223334" } as const;
    expect(render({ account })).toContain("mine (2088101112223334)");
  });

  it("lists the unpaid orders of the last days, the first ten of them", () => {
    const order = (n: number) => ({
      orderNo: `S-P1795372888RN${100 + n}`,
      amountFen: 14_821n,
      kind: "goods" as const,
      madeAtS: n,
    });
    const text = render({ unpaid: Array.from({ length: 12 }, (_, n) => order(n)) });
    expect(text).toContain("未付款的支付宝订单 12 个");
    expect(text).toContain("S-P1795372888RN109  148.21");
    expect(text).not.toContain("S-P1795372888RN110");
    expect(text).toContain("还有 2 个");
    expect(render({ unpaid: [] })).toContain("没有未付款的支付宝订单");
    expect(render()).toContain("加 --db");
  });
});
