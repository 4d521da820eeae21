import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, openCashier, payAt } from "../testing/shop-visit.ts";

// Plain PHP of Debian's php-cli is the merchant: no code of ours on its side.
const script = fileURLToPath(new URL("./testdata/merchant.php", import.meta.url));
const hasPhp = spawnSync("php", ["-v"]).status === 0;

let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

const services = [
  ["create_direct_pay_by_user", ["TRADE_SUCCESS"]],
  ["create_partner_trade_by_buyer", ["WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS"]],
  ["trade_create_by_buyer", ["WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS"]],
] as const;

describe.skipIf(!hasPhp)("a merchant in plain PHP", () => {
  for (const charset of ["utf-8", "gbk", "gb2312"]) {
    it.each(services)(`is paid by %s in ${charset}, and verifies every notification`, async (service, statuses) => {
      const url = execFileSync("php", [
        script,
        "url",
        simulator.mapiEndpoint,
        service,
        charset,
        "PHP1",
        `${merchant.url}/n`,
      ]).toString("latin1");
      await payAt(await openCashier(url));
      await advance(simulator, 0);
      const subject = iconv.encode("支付订单号：S-P1001RN7", charset).toString("hex");
      const answers = merchant.received.map(({ body }) =>
        execFileSync("php", [script, "check", "simulatorkey0123456789abcdefghij"], { input: body }).toString(),
      );
      expect(answers).toEqual(statuses.map((status) => `success ${status} ${subject}`));
    });
  }

  it("refuses a notification which was changed on the way", async () => {
    const url = execFileSync("php", [
      script,
      "url",
      simulator.mapiEndpoint,
      services[0][0],
      "utf-8",
      "PHP2",
      `${merchant.url}/n`,
    ]).toString("latin1");
    await payAt(await openCashier(url));
    await advance(simulator, 0);
    const changed = merchant.received[0]?.body.toString("latin1").replace("total_fee=12.30", "total_fee=0.01") ?? "";
    expect(
      execFileSync("php", [script, "check", "simulatorkey0123456789abcdefghij"], { input: changed }).toString(),
    ).toMatch(/^fail/);
  });
});
