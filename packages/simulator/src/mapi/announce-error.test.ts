import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { md5Holds, signedQuery } from "../testing/mapi-client.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance } from "../testing/shop-visit.ts";
import { defaultWorld } from "../world/default-world.ts";

const key = "simulatorkey0123456789abcdefghij";
let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  const world = defaultWorld();
  for (const account of world.accounts) {
    if (account.id === "mapi-all" && account.protocol === "mapi") account.errorNotices = true;
  }
  simulator = await startSimulator({ world, speed: 0 });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

async function order(changes: Record<string, string>, signedWith = key): Promise<void> {
  const fields = {
    ...{ service: "create_direct_pay_by_user", partner: "2088101000000017", out_trade_no: "E1", subject: "x" },
    ...{ payment_type: "1", total_fee: "1.00", seller_email: "former-seller@simulator.test" },
    error_notify_url: `${merchant.url}/error`,
    ...changes,
  };
  await fetch(`${simulator.mapiEndpoint}?${signedQuery({ key: signedWith, fields })}`, { redirect: "manual" });
  await advance(simulator, 0);
}

describe("error_notify_url", () => {
  it("hears of the error page of a signed request, under a signature, until it is acknowledged", async () => {
    merchant.answer = () => ({ body: merchant.received.length > 1 ? "success" : "fail" });
    await order({});
    await advance(simulator, 3_600_000);
    expect(merchant.received).toHaveLength(2);
    const [first] = merchant.received;
    expect(Object.fromEntries(first?.fields ?? [])).toMatchObject({
      error_code: "SELLER_NOT_EXIST",
      out_trade_no: "E1",
      partner: "2088101000000017",
      seller_email: "former-seller@simulator.test",
      notify_id: merchant.received[1]?.fields.get("notify_id"),
    });
    expect(md5Holds(first?.body.toString("latin1") ?? "", key)).toBe(true);
  });

  it.each([
    ["a signature of somebody else", {}, "another0key0123456789abcdefghijk"],
    ["a payment without an error", { seller_email: "seller@simulator.test" }, key],
    ["no address", { error_notify_url: "" }, key],
  ])("hears nothing of %s", async (_what, changes, signedWith) => {
    await order(changes, signedWith);
    expect(merchant.received).toEqual([]);
  });

  it("hears nothing where the account does not have it", async () => {
    await simulator.close();
    simulator = await startSimulator({ speed: 0 });
    await order({});
    expect(merchant.received).toEqual([]);
  });
});
