import { describe, expect, it } from "vitest";
import { startSimulator } from "../start-simulator.ts";
import { tradeOf } from "../testing/shop-visit.ts";
import { defaultWorld } from "./default-world.ts";
import { readWorld, WorldError } from "./read-world.ts";
import type { TradeSeed } from "./trade-seed.ts";
import type { World } from "./world.ts";

const seed = (changes: Partial<TradeSeed> = {}): TradeSeed => ({
  ...{ account: "mapi-all", product: "direct", outTradeNo: "S1", totalFen: 1000, subject: "茶", reached: "paid" },
  ...changes,
});

/** The problems of the default world with something in it changed. */
function problemsOf(change: (world: Record<string, never> & World) => void): string[] {
  const world = defaultWorld() as Record<string, never> & World;
  change(world);
  try {
    readWorld(JSON.parse(JSON.stringify(world)));
    return [];
  } catch (error) {
    if (error instanceof WorldError) return error.problems;
    throw error;
  }
}

/** An entry with a field replaced by whatever. */
const put = (entry: object | undefined, name: string, value: unknown): void => {
  Object.assign(entry ?? {}, { [name]: value });
};

describe("a world file", () => {
  it("is the default world, written down", () => {
    expect(readWorld(JSON.parse(JSON.stringify(defaultWorld())))).toEqual(defaultWorld());
  });

  it.each<[string, (world: World) => void, string]>([
    ["a key of another form", ({ accounts }) => put(accounts[0], "md5Key", "X"), "/accounts/0/md5Key: "],
    ["a missing field", ({ accounts }) => put(accounts[1], "sellerEmail", undefined), "/accounts/1/sellerEmail: 缺少"],
    ["a field too many", ({ accounts }) => put(accounts[0], "colour", 1), "/accounts/0/colour: 没有这个字段"],
    ["no protocol", ({ accounts }) => put(accounts[0], "protocol", "x"), "/accounts/0/protocol: 只能是 mapi、openapi"],
    [
      "a wrong date",
      ({ accounts }) => put(accounts[0]?.contracts[0], "to", "2025-01-01"),
      "/accounts/0/contracts/0/to: ",
    ],
    ["a wrong product", ({ accounts }) => put(accounts[0]?.contracts[0], "product", "x"), '("x")'],
    ["no money", ({ buyers }) => put(buyers[1], "balanceFen", -1), "/buyers/1/balanceFen: 不能小于 0"],
    ["no buyers", (world) => put(world, "buyers", []), "/buyers: 至少要 1 个"],
    ["an unknown switch", (world) => put(world, "switches", { x: 1 }), "/switches/x: 没有这个字段"],
    ["an unreadable key", ({ accounts }) => put(accounts.at(-1), "publicKey", "AAAA"), "publicKey can't be read"],
    ["a buyer who sells", ({ buyers }) => put(buyers[0], "userId", "2088101000000017"), "is also a seller"],
    ["an id twice", ({ accounts }) => put(accounts[1], "id", "mapi-all"), "account mapi-all is used twice"],
    ["trades which are none", (world) => put(world, "trades", [{ ...seed(), subject: "" }]), "/trades/0/subject: "],
    ["a trade of nobody", (world) => put(world, "trades", [seed({ account: "x" })]), "/trades/0/account: "],
    ["a trade twice", (world) => put(world, "trades", [seed(), seed()]), "/trades/1/outTradeNo: 用了两次"],
    ["a foreign product", (world) => put(world, "trades", [seed({ product: "page" })]), "/trades/0/product: "],
    ["nothing to ship", (world) => put(world, "trades", [seed({ reached: "shipped" })]), "/trades/0/reached: "],
    ["too much back", (world) => put(world, "trades", [seed({ refundedFen: 1000 })]), "/trades/0/refundedFen: 应小于"],
    [
      "nothing paid to give back",
      (world) => put(world, "trades", [seed({ refundedFen: 1, reached: "unpaid" })]),
      "/trades/0/refundedFen: 只用于",
    ],
    ["a poor buyer", (world) => put(world, "trades", [seed({ buyer: "2088202000000030" })]), "/trades/0/totalFen: "],
    ["an unknown buyer", (world) => put(world, "trades", [seed({ buyer: "2088" })]), "/trades/0/buyer: "],
  ])("with %s is refused by the name of the field", (_name, change, expected) => {
    const problems = problemsOf(change);
    expect(problems.join("\n")).toContain(expected);
    expect(problems).toHaveLength(1);
    expect(problems.join("")).not.toContain("AAAA");
  });

  it("begins with its trades, of all kinds and as far as they have come, and so does a reset", async () => {
    const kinds: ReadonlyArray<readonly [TradeSeed["product"], TradeSeed["reached"], string]> = [
      ["direct", "unpaid", "WAIT_BUYER_PAY"],
      ["direct", "paid", "TRADE_SUCCESS"],
      ["direct", "closed", "TRADE_CLOSED"],
      ["direct", "refunded", "TRADE_CLOSED"],
      ["direct", "finished", "TRADE_FINISHED"],
      ["escrow", "paid", "WAIT_SELLER_SEND_GOODS"],
      ["escrow", "shipped", "WAIT_BUYER_CONFIRM_GOODS"],
      ["escrow", "refund_asked", "WAIT_SELLER_SEND_GOODS"],
      ["dual", "finished", "TRADE_FINISHED"],
      ["page", "paid", "TRADE_SUCCESS"],
      ["wap", "unpaid", "WAIT_BUYER_PAY"],
      ["qr", "refunded", "TRADE_CLOSED"],
    ];
    const mapi = ["direct", "escrow", "dual"];
    const trades = kinds.map(([product, reached], index) =>
      seed({
        ...{ product, reached, outTradeNo: `K${index}`, notifyUrl: "http://127.0.0.1:1/n" },
        account: mapi.includes(product) ? "mapi-all" : "openapi-key",
      }),
    );
    const world = readWorld({ ...defaultWorld(), trades: [...trades, seed({ outTradeNo: "PART", refundedFen: 1 })] });
    const simulator = await startSimulator({ world, speed: 0 });
    try {
      for (const again of [false, true]) {
        if (again) await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
        for (const [index, [, , status]] of kinds.entries()) {
          const trade = await tradeOf(simulator, `K${index}`);
          expect(trade).toMatchObject({ status, notifications: [], notify_url: "http://127.0.0.1:1/n" });
          expect((await fetch(String(trade["cashier_url"]))).status).toBe(200);
        }
        expect(await tradeOf(simulator, "PART")).toMatchObject({ status: "TRADE_SUCCESS", refunded_fen: 1 });
      }
      const snapshot = await (await fetch(`${simulator.url}/sim/snapshot`)).text();
      const headers = { "content-type": "application/json" };
      expect((await fetch(`${simulator.url}/sim/snapshot`, { method: "POST", headers, body: snapshot })).status).toBe(
        200,
      );
      const { trades: restored } = JSON.parse(await (await fetch(`${simulator.url}/sim/trades`)).text()) as {
        trades: unknown[];
      };
      expect(restored).toHaveLength(kinds.length + 1);
    } finally {
      await simulator.close();
    }
  });
});
