import { AlipayClient, createMapiAccount, type MapiAccount } from "@dedepay/alipay";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { signedQuery } from "../testing/mapi-client.ts";
import { openCashier, payAt } from "../testing/shop-visit.ts";
import { postSim } from "../testing/sim-api.ts";
import { credentialsOf } from "../world/credentials-of.ts";
import { defaultWorld } from "../world/default-world.ts";

// Read by the product's own client, which was written apart from the simulator.
const day = "2026-03-01";
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, startMs: Date.parse(`${day}T10:00:00+08:00`) });
  for (const outTradeNo of ["L1", "L2", "L3"]) await pay(outTradeNo);
  await simulator.clock.advance(60_000);
  await postSim(simulator, "trades/L2/actions", { action: "refund", amount_fen: 300 });
});
afterAll(() => simulator.close());

function credentials(): Extract<ReturnType<typeof credentialsOf>, { protocol: "mapi" }> {
  const account = defaultWorld().accounts.find(({ id }) => id === "mapi-all");
  const found = account === undefined ? undefined : credentialsOf(account);
  if (found?.protocol !== "mapi") throw new Error("no partner");
  return found;
}

async function pay(outTradeNo: string): Promise<void> {
  const { partner, md5Key } = credentials();
  const fields = {
    ...{
      service: "create_direct_pay_by_user",
      partner,
      out_trade_no: outTradeNo,
      subject: "茶<叶>",
      payment_type: "1",
    },
    ...{ total_fee: "10.00", seller_id: partner },
  };
  await payAt(await openCashier(`${simulator.mapiEndpoint}?${signedQuery({ key: md5Key, fields })}`));
}

function client(): AlipayClient<MapiAccount> {
  return new AlipayClient(createMapiAccount({ ...credentials(), signType: "MD5", charset: "gbk" }), {
    endpoint: simulator.mapiEndpoint,
    now: () => simulator.clock.nowMs(),
  });
}

const today = { gmt_start_time: `${day} 00:00:00`, gmt_end_time: `${day} 23:59:59` };

describe("account.page.query", () => {
  it("gives the entries of a day with the balance after each, page by page", async () => {
    const first = await client().call("account.page.query", { page_no: "1", page_size: "3", ...today });
    expect(first.hasNextPage).toBe(true);
    expect(first.entries.map((entry) => [entry["merchant_out_order_no"], entry["income"], entry["balance"]])).toEqual([
      ["L1", "10.00", "10.00"],
      ["L2", "10.00", "20.00"],
      ["L3", "10.00", "30.00"],
    ]);
    expect(first.entries[0]?.["goods_title"]).toBe("茶<叶>");
    const second = await client().call("account.page.query", { page_no: "2", page_size: "3", ...today });
    expect(second).toMatchObject({ hasNextPage: false, entries: [{ outcome: "3.00", balance: "27.00" }] });
  });

  it.each([
    [{ merchant_out_order_no: "L2" }, 2],
    [{ iw_account_log_id: "100000000000003" }, 1],
    [{ trade_no: "2026" }, 0],
    [{ ...today, trans_code: "3011,6001" }, 4],
    [{ ...today, trans_code: "5004" }, 0],
  ])("finds by %j", async (asked, count) => {
    expect((await client().call("account.page.query", { page_no: "1", ...asked })).entries).toHaveLength(count);
  });
});
