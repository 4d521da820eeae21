import { readdirSync } from "node:fs";
import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { md5Holds, signedQuery } from "../testing/mapi-client.ts";
import { type Merchant, type Received, startMerchant } from "../testing/merchant.ts";
import { advance, openCashier, tradeOf } from "../testing/shop-visit.ts";
import { postSim } from "../testing/sim-api.ts";
import { defaultWorld } from "../world/default-world.ts";
import { scenarios } from "./scenarios.ts";

const key = "simulatorkey0123456789abcdefghij";
const partner = "2088101000000017";
let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, startMs: Date.parse("2026-03-01T10:00:00+08:00") });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

function mapi(fields: Record<string, string>): string {
  return `${simulator.mapiEndpoint}?${signedQuery({ key, fields: { partner, ...fields } })}`;
}

function payment(service: string, outTradeNo = "S1"): string {
  return mapi({
    service,
    out_trade_no: outTradeNo,
    subject: "书",
    payment_type: "1",
    price: "10.00",
    quantity: "1",
    seller_id: partner,
    notify_url: `${merchant.url}/n`,
    ...(service === "create_direct_pay_by_user"
      ? {}
      : { logistics_type: "EXPRESS", logistics_fee: "0", logistics_payment: "SELLER_PAY" }),
  });
}

function sdk(): AlipaySdk {
  const app = defaultWorld().accounts.find((account) => account.id === "openapi-key");
  if (app?.protocol !== "openapi") throw new Error("no app");
  const { appId, privateKey, alipayPublicKey } = app;
  return new AlipaySdk({ appId, privateKey, keyType: "PKCS8", alipayPublicKey, gateway: simulator.openapiEndpoint });
}

async function openTrade(kind: "direct" | "escrow" | "openapi"): Promise<void> {
  const address =
    kind === "openapi"
      ? sdk().pageExecute("alipay.trade.page.pay", "GET", {
          bizContent: {
            out_trade_no: "S1",
            total_amount: "10.00",
            subject: "书",
            product_code: "FAST_INSTANT_TRADE_PAY",
          },
          notifyUrl: `${merchant.url}/n`,
        })
      : payment(kind === "direct" ? "create_direct_pay_by_user" : "create_partner_trade_by_buyer");
  await openCashier(address);
  await advance(simulator, 0);
  merchant.received.length = 0;
}

function holds({ body }: Received): boolean {
  return md5Holds(body.toString("latin1"), key);
}

/** Plays on a trade of the kind and answers what reached the merchant. */
async function play(name: string, kind: "direct" | "escrow" | "openapi" = "direct"): Promise<Received[]> {
  await openTrade(kind);
  const { status, json } = await postSim(simulator, `scenarios/${name}`, { out_trade_no: "S1" });
  if (status !== 200) throw new Error(JSON.stringify(json));
  return merchant.received;
}

const fieldOf = (received: Received | undefined, name: string): string | null => received?.fields.get(name) ?? null;
const status = async (): Promise<unknown> => (await tradeOf(simulator, "S1"))["status"];

const checks: Record<string, () => Promise<void>> = {
  "notify-forged": async () => {
    // Asked as a merchant asks: before it answers. A forger's id is not known to Alipay, and he does not follow its schedule.
    const verdicts: string[] = [];
    merchant.answer = async ({ fields }) => {
      const asked = new URLSearchParams({
        service: "notify_verify",
        partner,
        notify_id: fields.get("notify_id") ?? "",
      });
      verdicts.push(await (await fetch(`${simulator.mapiEndpoint}?${asked}`)).text());
      return { body: "fail" };
    };
    const [notice] = await play("notify-forged");
    expect(verdicts).toEqual(["false"]);
    expect([fieldOf(notice, "trade_status"), notice && holds(notice)]).toEqual(["TRADE_SUCCESS", false]);
    await advance(simulator, 30 * 3_600_000);
    expect(merchant.received).toHaveLength(1);
    expect(await status()).toBe("WAIT_BUYER_PAY");
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    const [forOpenapi] = await play("notify-forged", "openapi");
    expect(sdk().checkNotifySignV2(Object.fromEntries(forOpenapi?.fields ?? []))).toBe(false);
  },
  "notify-wrong-amount": async () => {
    const [notice] = await play("notify-wrong-amount");
    expect([fieldOf(notice, "total_fee"), notice && holds(notice)]).toEqual(["9.00", true]);
    expect(fieldOf(notice, "trade_status")).toBe("TRADE_SUCCESS");
  },
  "notify-wrong-seller-id": async () => {
    const [notice] = await play("notify-wrong-seller-id");
    expect([fieldOf(notice, "seller_id"), notice && holds(notice)]).toEqual(["2088999999999999", true]);
  },
  "notify-wrong-app-id": async () => {
    const [notice] = await play("notify-wrong-app-id", "openapi");
    expect(fieldOf(notice, "app_id")).toBe("2021999999999999");
    expect(sdk().checkNotifySignV2(Object.fromEntries(notice?.fields ?? []))).toBe(true);
  },
  "notify-unknown-order": async () => {
    const [notice] = await play("notify-unknown-order");
    expect([fieldOf(notice, "out_trade_no"), notice && holds(notice)]).toEqual(["NOBODY0000000001", true]);
  },
  "notify-duplicated": async () => {
    const notices = await play("notify-duplicated");
    expect(notices).toHaveLength(3);
    expect(new Set(notices.map((notice) => fieldOf(notice, "notify_id"))).size).toBe(1);
  },
  "notify-replayed": async () => {
    const notices = await play("notify-replayed");
    expect(notices).toHaveLength(2);
    expect(notices[1]?.body.equals(notices[0]?.body ?? Buffer.alloc(0))).toBe(true);
    expect(notices.every(holds)).toBe(true);
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    const again = await play("notify-replayed", "openapi");
    expect(again[1]?.body.equals(again[0]?.body ?? Buffer.alloc(0))).toBe(true);
  },
  "notify-reordered": async () => {
    const notices = await play("notify-reordered", "escrow");
    expect(notices.map((notice) => fieldOf(notice, "trade_status"))).toEqual([
      "WAIT_SELLER_SEND_GOODS",
      "WAIT_BUYER_PAY",
    ]);
    expect(await status()).toBe("WAIT_SELLER_SEND_GOODS");
  },
  "notify-late-after-close": async () => {
    const notices = await play("notify-late-after-close", "openapi");
    expect(notices.map((notice) => fieldOf(notice, "trade_status"))).toEqual(["TRADE_CLOSED", "TRADE_SUCCESS"]);
  },
  "notify-extra-field": async () => {
    const [notice] = await play("notify-extra-field");
    expect([fieldOf(notice, "brand_new_field"), notice && holds(notice)]).toEqual(["新字段 + % &", true]);
  },
  "notify-empty-field": async () => {
    const [notice] = await play("notify-empty-field");
    expect([fieldOf(notice, "extra_empty"), notice && holds(notice)]).toEqual(["", true]);
  },
  "notify-in-gbk": async () => {
    const [notice] = await play("notify-in-gbk", "direct");
    const raw = notice?.body.toString("latin1") ?? "";
    expect([raw.includes("subject=%CA%E9"), md5Holds(raw, key, "gbk"), md5Holds(raw, key)]).toEqual([
      true,
      true,
      false,
    ]);
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    const [forOpenapi] = await play("notify-in-gbk", "openapi");
    expect(fieldOf(forOpenapi, "charset")).toBe("GBK");
    expect(forOpenapi?.body.toString("latin1")).toContain("subject=%CA%E9");
  },
  "notify-never-sent": async () => {
    await play("notify-never-sent");
    await advance(simulator, 30 * 3_600_000);
    expect(merchant.received).toEqual([]);
    expect(await status()).toBe("TRADE_SUCCESS");
  },
  "notify-without-content-type": async () => {
    const [notice] = await play("notify-without-content-type");
    expect(notice?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  },
  "return-before-notification": async () => {
    expect(await play("return-before-notification")).toEqual([]);
    await advance(simulator, 60_000);
    expect(merchant.received).toHaveLength(1);
  },
  "refund-reply-lost": async () => {
    await openTrade("openapi");
    await postSim(simulator, "trades/S1/actions", { action: "pay", buyer: "2088202000000014" });
    await postSim(simulator, "scenarios/refund-reply-lost", { out_trade_no: "S1" });
    const refund = { bizContent: { out_trade_no: "S1", refund_amount: "10.00", out_request_no: "r" } };
    // The official client repeats a call whose connection broke, and so sees a refund which moves nothing.
    expect(await sdk().exec("alipay.trade.refund", refund)).toMatchObject({ code: "10000", fundChange: "N" });
    const { exchanges } = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as {
      exchanges: Array<{ reply: string }>;
    };
    expect(exchanges.filter(({ reply }) => reply.includes("cut by a rule"))).toHaveLength(1);
    expect(await status()).toBe("TRADE_CLOSED");
    expect(await sdk().exec("alipay.trade.refund", refund)).toMatchObject({ code: "10000", fundChange: "N" });
  },
  "counter-payment-reply-lost": async () => {
    await play("counter-payment-reply-lost", "openapi");
    const bizContent = { out_trade_no: "S9", total_amount: "10.00", subject: "x", auth_code: "282088202000000014" };
    // As the refund: the official client calls again by itself, and learns that the money had moved.
    const paid = sdk().exec("alipay.trade.pay", { bizContent: { ...bizContent, scene: "bar_code" } });
    expect(await paid).toMatchObject({ subCode: "ACQ.TRADE_HAS_SUCCESS" });
    expect((await tradeOf(simulator, "S9"))["status"]).toBe("TRADE_SUCCESS");
  },
  "refund-in-console": async () => {
    const notices = await play("refund-in-console");
    expect(notices.map((notice) => fieldOf(notice, "refund_status"))).toEqual([null, "REFUND_SUCCESS"]);
    expect((await tradeOf(simulator, "S1"))["refunded_fen"]).toBe(500);
  },
  "price-changed-by-seller": async () => {
    const notices = await play("price-changed-by-seller", "escrow");
    expect(notices.map((notice) => [fieldOf(notice, "total_fee"), fieldOf(notice, "is_total_fee_adjust")])).toEqual([
      ["9.99", "Y"],
      ["9.99", "Y"],
    ]);
  },
  "buyer-asks-refund": async () => {
    const notices = await play("buyer-asks-refund", "escrow");
    expect(notices.map((notice) => [fieldOf(notice, "trade_status"), fieldOf(notice, "refund_status")])).toEqual([
      ["WAIT_SELLER_SEND_GOODS", null],
      ["WAIT_SELLER_SEND_GOODS", "WAIT_SELLER_AGREE"],
    ]);
    await postSim(simulator, "trades/S1/actions", { action: "dispute", step: "agree" });
    expect(await status()).toBe("TRADE_CLOSED");
  },
  "clock-jumps": async () => {
    const before = simulator.clock.nowMs();
    await play("clock-jumps");
    expect(simulator.clock.nowMs() - before).toBe(86_400_000);
  },
  "key-rotated": async () => {
    const [notice] = await play("key-rotated");
    expect(notice && holds(notice)).toBe(false);
    expect(await status()).toBe("TRADE_SUCCESS");
    const world = (await (await fetch(`${simulator.url}/sim/world`)).json()) as {
      accounts: Array<{ id: string; credentials: { md5Key: string } }>;
    };
    const next = world.accounts.find(({ id }) => id === "mapi-all")?.credentials.md5Key ?? "";
    expect(md5Holds(notice?.body.toString("latin1") ?? "", next)).toBe(true);
  },
  "contract-ends": async () => {
    await play("contract-ends");
    expect((await fetch(payment("create_direct_pay_by_user"))).headers.get("simulator-error")).toBe("HAS_NO_PRIVILEGE");
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    expect((await fetch(payment("create_direct_pay_by_user"))).headers.get("simulator-error")).toBe(null);
  },
  "seller-frozen": async () => {
    const [notice] = await play("seller-frozen");
    expect(fieldOf(notice, "trade_status")).toBe("TRADE_PENDING");
  },
  "query-fails": async () => {
    await play("query-fails");
    const answers: boolean[] = [];
    for (let call = 0; call < 4; call += 1) {
      const reply = await fetch(mapi({ service: "single_trade_query", out_trade_no: "S1" }));
      answers.push((await reply.text()).includes("SYSTEM_ERROR"));
    }
    expect(answers).toEqual([true, true, true, false]);
  },
  "unavailable-in-gbk": async () => {
    await play("unavailable-in-gbk", "openapi");
    const url = sdk().pageExecute("alipay.trade.query", "GET", { bizContent: { out_trade_no: "S1" } });
    const text = new TextDecoder("gbk").decode(await (await fetch(url)).arrayBuffer());
    expect(text).toContain("服务暂不可用");
  },
  "refund-window-ends": async () => {
    const notices = await play("refund-window-ends");
    expect(notices.map((notice) => fieldOf(notice, "trade_status"))).toEqual(["TRADE_SUCCESS", "TRADE_FINISHED"]);
  },
  "second-attempt-paid": async () => {
    const notices = await play("second-attempt-paid");
    expect(notices.map((notice) => fieldOf(notice, "out_trade_no")).sort()).toEqual(["S1", "S1_2"]);
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    await openCashier(payment("create_direct_pay_by_user", "S0"));
    await play("second-attempt-paid");
    expect(merchant.received.map((notice) => fieldOf(notice, "out_trade_no")).sort()).toEqual(["S0", "S1"]);
  },
};

describe("scenario", () => {
  it.each(scenarios.map(({ name }) => name))("%s does what it says", async (name) => {
    const check = checks[name];
    if (check === undefined) throw new Error(`no check for ${name}`);
    await check();
  });

  it("files are all registered under their own names", () => {
    const files = readdirSync(new URL(".", import.meta.url))
      .map((file) => file.replace(/(\.test)?\.ts$/, ""))
      .filter((name) => !["scenario", "scenarios", "only"].includes(name));
    expect(scenarios.map(({ name }) => name).sort()).toEqual([...new Set(files)].sort());
  });

  it("names nobody knows are 404, and so is a trade nobody knows", async () => {
    await openTrade("direct");
    expect((await postSim(simulator, "scenarios/none", { out_trade_no: "S1" })).status).toBe(404);
    expect((await postSim(simulator, "scenarios/key-rotated", { out_trade_no: "none" })).status).toBe(404);
  });

  it("which means nothing on a trade of this kind is refused", async () => {
    await openTrade("direct");
    for (const name of ["notify-wrong-app-id", "unavailable-in-gbk", "buyer-asks-refund"]) {
      expect((await postSim(simulator, `scenarios/${name}`, { out_trade_no: "S1" })).status).toBe(409);
    }
  });

  it("reports what happened while it waits, and judges the answers", async () => {
    await openTrade("direct");
    const play = { out_trade_no: "S1", wait_ms: 50 };
    const { json } = await postSim(simulator, "scenarios/notify-forged", play);
    expect(json).toMatchObject({
      verdict: { ok: false },
      exchanges: [{ kind: "notification", result: "believed", signature: "forged", deserves: "refusal" }],
    });
    merchant.answer = () => ({ body: "fail" });
    expect((await postSim(simulator, "scenarios/notify-forged", play)).json).toMatchObject({ verdict: { ok: true } });
    expect((await postSim(simulator, "scenarios/notify-extra-field", play)).json).toMatchObject({
      verdict: { ok: false },
    });
  });
});

describe("an action on a trade", () => {
  it("does what buyer and seller can do, and says why it can't", async () => {
    await openTrade("escrow");
    const act = async (body: Record<string, unknown>): Promise<unknown> =>
      (await postSim(simulator, "trades/S1/actions", body)).json["done"];
    expect(await act({ action: "ship" })).toBe(false);
    expect(await act({ action: "change_price", total_fen: 900 })).toBe(true);
    expect(await act({ action: "pay", buyer: "2088202000000014" })).toBe(true);
    expect(await act({ action: "change_price", total_fen: 800 })).toBe(false);
    expect(await act({ action: "dispute", step: "ask" })).toBe(true);
    expect(await act({ action: "dispute", step: "refuse" })).toBe(true);
    expect(await act({ action: "dispute", step: "withdraw" })).toBe(true);
    expect(await act({ action: "ship" })).toBe(true);
    expect(await act({ action: "confirm" })).toBe(true);
    expect(await act({ action: "refund" })).toBe(false);
    expect((await postSim(simulator, "trades/S1/actions", { action: "explode" })).status).toBe(400);
  });

  it("takes goods back before it gives the money back, and tells of each step", async () => {
    await openTrade("escrow");
    const act = (body: Record<string, unknown>): Promise<{ json: Record<string, unknown> }> =>
      postSim(simulator, "trades/S1/actions", body);
    const step = async (name: string): Promise<unknown> => (await act({ action: "dispute", step: name })).json["done"];
    await act({ action: "pay", buyer: "2088202000000014" });
    await act({ action: "ship" });
    expect(await step("send_back")).toBe(false);
    for (const name of ["ask", "agree", "send_back", "confirm_return"]) expect(await step(name)).toBe(true);
    expect(await step("ask")).toBe(false);
    await advance(simulator, 0);
    expect(
      merchant.received.map((notice) => [fieldOf(notice, "trade_status"), fieldOf(notice, "refund_status")]),
    ).toEqual([
      ["WAIT_SELLER_SEND_GOODS", null],
      ["WAIT_BUYER_CONFIRM_GOODS", null],
      ["WAIT_BUYER_CONFIRM_GOODS", "WAIT_SELLER_AGREE"],
      ["WAIT_BUYER_CONFIRM_GOODS", "WAIT_BUYER_RETURN_GOODS"],
      ["WAIT_BUYER_CONFIRM_GOODS", "WAIT_SELLER_CONFIRM_GOODS"],
      ["TRADE_CLOSED", "REFUND_SUCCESS"],
    ]);
  });

  it("lets a frozen seller receive again: what waited arrives, and can be refunded", async () => {
    const balance = async (userId: string): Promise<string | undefined> => {
      const taken = (await (await fetch(`${simulator.url}/sim/snapshot`)).json()) as { balances: [string, string][] };
      return new Map(taken.balances).get(userId);
    };
    await play("seller-frozen");
    expect([await status(), await balance(partner)]).toEqual(["TRADE_PENDING", "0"]);
    const settle = (): Promise<{ json: Record<string, unknown> }> =>
      postSim(simulator, "trades/S1/actions", { action: "settle" });
    expect((await settle()).json["done"]).toBe(true);
    expect((await settle()).json["done"]).toBe(false);
    await advance(simulator, 0);
    expect([await status(), await balance(partner)]).toEqual(["TRADE_SUCCESS", "1000"]);
    expect(merchant.received.map((notice) => fieldOf(notice, "trade_status"))).toEqual([
      "TRADE_PENDING",
      "TRADE_SUCCESS",
    ]);
    await advance(simulator, 366 * 86_400_000);
    expect(await status()).toBe("TRADE_FINISHED");
  });
});
