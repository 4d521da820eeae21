import { describe, expect, it } from "vitest";
import { type FakeDatabase, fakeDatabase } from "../testing/fake-database.ts";
import {
  type FakeOptions,
  fakeInstallation,
  filesOf,
  goodSettings,
  storedConfig,
} from "../testing/fake-installation.ts";
import { inspectInstallation } from "./inspect-installation.ts";
import type { Finding } from "./inspection-finding.ts";
import type { KnownContract, KnownContracts } from "./known-contracts.ts";
import { needsAction } from "./summarise-inspection.ts";

const nowMs = Date.parse("2026-11-30T02:00:00Z");
const large = { orderNo: "S-P1795372888RN110", totalFen: 15_003_720n, state: 0 };
const cheap = { orderNo: "S-P1795372888RN112", totalFen: 701n, priceFen: 701n, goodsFen: 88_800n };
const twice = { orderNo: "S-P1795372888RN113", rows: 2, totalsFen: [8021n, 90_021n] };
const one = <T>(value: T) => ({ total: 1, first: [value] });

async function inspect(facts: FakeDatabase, options: FakeOptions = {}): Promise<readonly Finding[]> {
  const input = { nowMs, database: fakeDatabase(facts) };
  return (await inspectInstallation(filesOf(fakeInstallation(options)), input)) ?? [];
}

describe("the inspection of a database", () => {
  it.each<[string, FakeDatabase]>([
    ["payment-row-broken", { config: "b:0;" }],
    ["payment-row-broken", { config: "a:1:{" }],
    ["payment-row-missing", { alipay: null }],
    ["settings-differ-from-database", { config: storedConfig({ ...goodSettings, alipay_key: "0".repeat(32) }) }],
    ["database-charset-mismatch", { tables: [{ name: "member", engine: "InnoDB", characterSet: "latin1" }] }],
    ["connection-charset", { server: { version: "10.11.6-MariaDB" } }],
    ["rank-is-reserved", { server: { version: "8.0.36" } }],
    ["fee-is-no-number", { alipay: { fee: "free" } }],
    ["tables-without-transactions", { tables: [{ name: "member", engine: "MyISAM", characterSet: "utf8" }] }],
    ["read-only-not-enforced", { server: { readOnlyEnforced: false } }],
    ["float-damaged-orders", { orders: { floatTotals: one(large) } }],
    ["paid-orders-do-not-add-up", { orders: { rewritten: one({ ...cheap, state: 1 }) } }],
    ["order-number-doubled", { orders: { doubled: one(twice) } }],
    ["rounded-prices", { orders: { roundedPrices: 2 } }],
    ["unpaid-orders", { orders: { unpaid: [{ ...large, amountFen: 1n, kind: "goods", madeAtS: 1 }] } }],
  ])("says %s", async (id, facts) => {
    expect((await inspect(facts)).filter((finding) => finding.id === id)).toMatchObject([{ state: "open" }]);
    expect((await inspect({})).filter((finding) => finding.id === id)).toEqual([]);
  });

  it("names each unpaid order which would meet TRADE_DATA_MATCH_ERROR, and why", async () => {
    const rewritten = {
      total: 2,
      first: [
        { ...cheap, state: 0 },
        { ...cheap, orderNo: "S-P1RN1", state: 1 },
      ],
    };
    const orders = { floatTotals: one(large), doubled: one(twice), rewritten };
    const [finding] = (await inspect({ orders })).filter(({ id }) => id === "orders-at-match-risk");
    expect(finding?.title.zh).toContain("3 个");
    expect(finding?.proof?.zh).toBe(
      "S-P1795372888RN110（金额超过 131072 元，第二次提交差几分）; S-P1795372888RN113（同号不同价 80.21 / 900.21）; " +
        "S-P1795372888RN112（订单写 7.01，商品合计 888.00）",
    );
  });

  it("does not call an order doubled at risk while both rows say the same", async () => {
    const same = { ...twice, totalsFen: [8021n, 8021n] };
    expect((await inspect({ orders: { doubled: one(same) } })).map(({ id }) => id)).not.toContain(
      "orders-at-match-risk",
    );
  });

  it("shows both values of what differs from the file, without a whole key", async () => {
    const config = storedConfig({ ...goodSettings, alipay_partner: "2088999999999999", alipay_key: "b".repeat(32) });
    const [finding] = (await inspect({ config })).filter(({ id }) => id === "settings-differ-from-database");
    expect(finding?.proof?.zh).toContain("alipay_partner: 文件 2088101112223334, 数据库 2088999999999999");
    expect(finding?.proof?.zh).toContain("alipay_key: 文件 x1…ab (32), 数据库 bb…bb (32)");
  });

  it("takes an absent settings file lightly while Alipay is switched off", async () => {
    const find = async (enabled: boolean): Promise<Finding | undefined> =>
      (await inspect({ alipay: { enabled } }, { settings: null })).find(({ id }) => id === "settings-absent");
    expect(await find(true)).toMatchObject({ severity: "critical" });
    expect(await find(false)).toMatchObject({ severity: "note" });
  });

  it("says what was not looked at where there is no database", async () => {
    const findings = await inspectInstallation(filesOf(fakeInstallation()), { nowMs });
    expect(findings?.find(({ id }) => id === "database-not-looked-at")).toMatchObject({ severity: "note" });
  });
});

describe("the payment method", () => {
  const direct: KnownContract = { product: "direct", goods: "any", status: "active" };
  async function method(value: string, contracts?: KnownContract[], sellsVirtual = false): Promise<string[]> {
    const known: KnownContracts | undefined = contracts && { source: "gateway", contracts };
    const input = { nowMs, database: fakeDatabase({ orders: { sellsVirtual } }), contractsOf: () => known };
    const settings = { ...goodSettings, alipay_pay_method: value };
    const findings = (await inspectInstallation(filesOf(fakeInstallation({ settings })), input)) ?? [];
    return findings.flatMap(({ id, state, bugs }) =>
      /method|contract/.test(id) && !bugs.includes("V1") ? [`${state} ${id}`] : [],
    );
  }

  it("is left uncompared where no contract is known", async () => {
    expect(await method("2")).toEqual(["open payment-method"]);
  });

  it.each<[string, KnownContract[], string]>([
    ["2", [direct], "closed payment-method"],
    ["1", [direct], "open contract-does-not-cover-method"],
    ["2", [], "open contract-does-not-cover-method"],
    ["2", [{ ...direct, status: "paused" }], "open contract-not-effective"],
    ["2", [{ ...direct, toMs: nowMs }], "open contract-not-effective"],
    ["2", [{ ...direct, fromMs: nowMs + 1 }], "open contract-not-effective"],
    ["2", [{ ...direct, toMs: nowMs }, direct], "closed payment-method"],
    ["7", [direct], "open payment-method-unknown"],
  ])("%s with %j is %s", async (value, contracts, expected) => {
    expect(await method(value, contracts)).toEqual([expected]);
  });

  it("needs a contract for virtual goods where such are for sale", async () => {
    const physical = { ...direct, goods: "physical" } as const;
    expect(await method("2", [physical], true)).toEqual(["open goods-kind-not-contracted", "closed payment-method"]);
    expect(await method("2", [physical], false)).toEqual(["closed payment-method"]);
    expect(await method("2", [physical, direct], true)).toEqual(["closed payment-method"]);
  });

  it("makes escrow worse where virtual goods are for sale", async () => {
    const settings = { ...goodSettings, alipay_pay_method: "1" };
    const severity = async (sellsVirtual: boolean): Promise<string | undefined> =>
      (await inspect({ orders: { sellsVirtual } }, { settings })).find(({ id }) => id === "escrow-counts-as-paid")
        ?.severity;
    expect([await severity(false), await severity(true)]).toEqual(["warning", "serious"]);
  });
});

describe("what the drop-in leaves behind", () => {
  const files = { "plus/dedepay.php": "<?php\n", "data/dedepay.config.php": "<?php\n" };

  it("is told when an upgrade has brought the stock plugin back", async () => {
    const [first] = await inspect({}, { files });
    expect(first).toMatchObject({ severity: "critical", state: "open" });
    expect((await inspect({}, { files })).map(({ id }) => id)).toContain("drop-in-overwritten");
  });

  it("is told when one of its files is missing", async () => {
    const plugin = { "include/payment/alipay.php": "<?php // dedepay drop-in 1\n" };
    const incomplete = await inspect({}, { files: { ...files, ...plugin, "plus/dedepay.php": null } });
    expect(incomplete[0]).toMatchObject({ id: "drop-in-incomplete", proof: { en: "missing: plus/dedepay.php" } });
    expect(
      (await inspect({}, { files: { ...files, ...plugin } })).filter(needsAction).map(({ id }) => id),
    ).not.toContain("drop-in-incomplete");
  });

  it("tells calls which PHP 8 has removed, but not guarded ones", async () => {
    const found = async (source: string): Promise<boolean> =>
      (await inspect({}, { files: { "include/common.inc.php": source } })).some(({ id }) => id === "fatal-on-php8");
    expect(await found("<?php $cfg_soft_lang='utf-8'; if (get_magic_quotes_gpc()) {}")).toBe(true);
    expect(await found("<?php if (function_exists('get_magic_quotes_gpc') && get_magic_quotes_gpc()) {}")).toBe(false);
  });
});
