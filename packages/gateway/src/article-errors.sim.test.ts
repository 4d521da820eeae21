// The errors which send shop owners to a search engine: first the naive way, which must show the very error, then ours.
import { createHash } from "node:crypto";
import { defaultWorld, type MapiPartner, type Simulator } from "@dedepay/simulator";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { plainBrowser } from "./http/testing/plain-browser.ts";
import { type Rehearsal, startRehearsal } from "./http/testing/rehearsal.ts";

let stage: Rehearsal;
let simulator: Simulator;
let orders = 0;

beforeAll(async () => {
  stage = await startRehearsal();
  simulator = stage.simulator;
});
afterAll(async () => {
  await stage?.close();
});

function partner(id: string): MapiPartner {
  const account = defaultWorld().accounts.find((one) => one.id === id);
  if (account?.protocol !== "mapi") throw new Error(`no partner ${id} in the world`);
  return account;
}

type Naive = { account: MapiPartner; fields: Record<string, string>; charset?: string; sentAs?: string };

/** A shop that signs what it has and sends the buyer off: what the buyer's browser shows. */
async function naively({ account, fields, charset = "utf-8", sentAs = charset }: Naive): Promise<string> {
  const all: Record<string, string> = {
    _input_charset: charset,
    service: "create_direct_pay_by_user",
    partner: account.partner,
    payment_type: "1",
    subject: "青瓷茶杯",
    seller_email: account.sellerEmail,
    total_fee: "19.99",
    ...fields,
  };
  const present = Object.entries(all).filter(([, value]) => value !== "");
  const text = present
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const sign = createHash("md5").update(iconv.encode(text, sentAs)).update(account.md5Key).digest("hex");
  const query = [...present, ["sign_type", "MD5"], ["sign", sign]]
    .map(([name, value = ""]) => `${name}=${percent(iconv.encode(value, sentAs))}`)
    .join("&");
  const reply = await fetch(`${simulator.mapiEndpoint}?${query}`);
  const bytes = Buffer.from(await reply.arrayBuffer());
  return iconv.decode(bytes, /gbk/i.test(reply.headers.get("content-type") ?? "") ? "gbk" : "utf-8");
}

function percent(bytes: Buffer): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

const errorOn = (page: string): string | undefined => /错误代码 <span class="code">(.+?)</.exec(page)?.[1];

async function order(changes: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }> {
  orders += 1;
  const usual = { order_no: `A-${orders}`, amount_fen: 1999, subject: "青瓷茶杯", goods: "physical" };
  return stage.site("POST", "/v1/payments", { ...usual, ...changes });
}

/** Presses the button of the pay page: the page where the buyer arrives. */
async function pressPay(payment: Record<string, unknown>): Promise<{ url: string; html: string }> {
  const browser = plainBrowser();
  return browser.submit(await browser.open(String(payment["pay_url"])), `/pay/${payment["id"]}`);
}

const arrives = (url: string): boolean => url.startsWith(`${simulator.url}/cashier/`);

describe("HAS_NO_PRIVILEGE: the service is not the contracted one", () => {
  const onlyEscrow = { product: "escrow", goods: "any", status: "active" };

  it("naively: the very page", async () => {
    expect(errorOn(await naively({ account: partner("mapi-lapsed"), fields: { out_trade_no: "N-1" } }))).toBe(
      "HAS_NO_PRIVILEGE",
    );
  });

  it("through us: the contracted service is chosen, says why, and reaches the cashier", async () => {
    await stage.registerAccount("mapi-all", { id: "escrow-only", contracts: [onlyEscrow] });
    const { status, body } = await order({ account: "escrow-only" });
    expect(status).toBe(201);
    expect(body["notices"]).toMatchObject([{ kind: "product_chosen", zh: expect.stringContaining("escrow") }]);
    const page = await pressPay(body);
    expect(arrives(page.url)).toBe(true);
    expect(page.html).toContain("create_partner_trade_by_buyer");
  });

  it("through us: what no contract allows is refused before the buyer sees it, and says what is allowed", async () => {
    const { status, body } = await order({ account: "escrow-only", product: "direct" });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 1010,
      param: "product",
      detail: expect.stringContaining("escrow"),
      contracted: ["escrow"],
    });
  });

  it("through us: an expired contract gives way to one in force", async () => {
    const expired = { product: "direct", goods: "any", status: "active", to: "2025-01-01T00:00:00+08:00" };
    await stage.registerAccount("mapi-all", { id: "half-lapsed", contracts: [expired, onlyEscrow] });
    const { body } = await order({ account: "half-lapsed" });
    expect(arrives((await pressPay(body)).url)).toBe(true);
    expect(body["product"]).toBe("escrow");
  });
});

describe("ILLEGAL_PARTNER: virtual goods on a contract for physical ones", () => {
  it("naively: the very page", async () => {
    const fields = { out_trade_no: "N-2", goods_type: "0" };
    expect(errorOn(await naively({ account: partner("mapi-direct-physical"), fields }))).toBe("ILLEGAL_PARTNER");
  });

  it("through us: refused beforehand with the cause and what to do", async () => {
    await stage.registerAccount("mapi-direct-physical", { id: "physical" });
    const { status, body } = await order({ account: "physical", goods: "virtual" });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 1010,
      diagnosis: { cause: "goods-kind-not-contracted" },
      owner: "merchant",
      fix: [expect.stringContaining("虚拟商品")],
    });
    expect(await order({ account: "physical", goods: "physical" })).toMatchObject({ status: 201 });
  });
});

describe("ILLEGAL_PARTNER: a PID whose key does not fit", () => {
  // The article names this code for it; where nobody knows what Alipay answers the simulator can be told.
  const assume = (wrongKeyCode: string): Promise<Response> =>
    fetch(`${simulator.url}/sim/switches`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ wrongKeyCode }),
    });
  const foreign = { ...partner("mapi-all"), md5Key: partner("mapi-direct-physical").md5Key };
  const credentials = { partner: foreign.partner, signType: "MD5", md5Key: foreign.md5Key };

  beforeAll(() => assume("ILLEGAL_PARTNER"));
  afterAll(() => assume("ILLEGAL_SIGN"));

  it("naively: the very page", async () => {
    expect(errorOn(await naively({ account: foreign, fields: { out_trade_no: "N-7" } }))).toBe("ILLEGAL_PARTNER");
  });

  it("through us: the account is refused with Alipay's code when it is entered, and no order can name it", async () => {
    const entered = stage.registerAccount("mapi-all", { id: "foreign-key", credentials });
    const refusal = JSON.parse(String((await entered.catch((error: unknown) => error as Error))?.message));
    expect(refusal).toMatchObject({
      code: 1002,
      param: "credentials",
      alipay: { code: "ILLEGAL_PARTNER" },
      diagnosis: { cause: "pid-and-key-do-not-belong-together" },
      fix: [expect.stringContaining("PID")],
    });
    expect(JSON.stringify(refusal)).not.toContain(foreign.md5Key);
    expect(await order({ account: "foreign-key" })).toMatchObject({ status: 404, body: { code: 1009 } });
  });

  it("through us: one that was entered unasked is found by its check, before a buyer", async () => {
    await stage.registerAccount("mapi-all", { id: "unasked", credentials, ask_alipay: false });
    const check = await stage.admin("/admin/accounts/unasked/check", {});
    expect(check).toMatchObject({
      verdict: "wrong",
      steps: [{ code: "ILLEGAL_PARTNER" }, { result: "not_asked" }, { result: "not_asked" }],
    });
    expect((check["findings"] as unknown[])[0]).toMatchObject({ cause: "pid-and-key-do-not-belong-together" });
  });
});

describe("SELLER_NOT_EXIST: the account's e-mail was changed", () => {
  it("naively: the very page", async () => {
    const account = partner("mapi-all");
    const fields = { out_trade_no: "N-3", seller_email: account.formerEmails[0] ?? "" };
    expect(errorOn(await naively({ account, fields }))).toBe("SELLER_NOT_EXIST");
  });

  it.each(["direct", "escrow", "dual"])(
    "through us: %s names the seller by its id, whatever e-mail is stored",
    async (product) => {
      const account = partner("mapi-all");
      const credentials = {
        partner: account.partner,
        signType: "MD5",
        md5Key: account.md5Key,
        sellerEmail: account.formerEmails[0],
      };
      await stage.registerAccount("mapi-all", { id: `moved-${product}`, credentials });
      const { body } = await order({ account: `moved-${product}`, product });
      expect(arrives((await pressPay(body)).url)).toBe(true);
    },
  );
});

describe("TRADE_DATA_MATCH_ERROR: a used number with other content", () => {
  const escrow = {
    service: "create_partner_trade_by_buyer",
    ...{ total_fee: "", price: "19.99", quantity: "1" },
    ...{ logistics_type: "EXPRESS", logistics_fee: "0.00", logistics_payment: "SELLER_PAY" },
  };

  it("naively: the price was changed between two tries", async () => {
    const account = partner("mapi-all");
    const fields = { ...escrow, out_trade_no: "N-4" };
    expect(errorOn(await naively({ account, fields }))).toBeUndefined();
    const again = await naively({ account, fields: { ...fields, price: "17.99" } });
    expect(errorOn(again)).toBe("TRADE_DATA_MATCH_ERROR");
  });

  it("naively: the subject came out garbled at the second try", async () => {
    const account = partner("mapi-all");
    const fields = { ...escrow, out_trade_no: "N-5" };
    expect(errorOn(await naively({ account, fields }))).toBeUndefined();
    const garbled = iconv.decode(Buffer.from("青瓷茶杯", "utf8"), "gbk");
    const again = await naively({ account, fields: { ...fields, subject: garbled } });
    expect(errorOn(again)).toBe("TRADE_DATA_MATCH_ERROR");
  });

  it("through us: the other content is refused with its fields, and the buyer still reaches the old price", async () => {
    const first = await order({ order_no: "M-1" });
    expect(arrives((await pressPay(first.body)).url)).toBe(true);
    const changed = await order({ order_no: "M-1", amount_fen: 1799, subject: "青瓷茶杯（小）" });
    expect(changed).toMatchObject({
      status: 409,
      body: {
        code: 1013,
        existing_id: first.body["id"],
        differing_fields: [{ field: "amount_fen" }, { field: "subject" }],
      },
    });
    expect(arrives((await pressPay(first.body)).url)).toBe(true);
  });

  it("through us: a replaced order goes out under a new number and is paid once", async () => {
    const first = await order({ order_no: "M-2" });
    await pressPay(first.body);
    const replaced = await stage.site("POST", `/v1/payments/${first.body["id"]}/replace`, {
      amount_fen: 1799,
      subject: "青瓷茶杯",
      goods: "physical",
    });
    expect(replaced).toMatchObject({ status: 200, body: { amount_fen: 1799 } });
    const browser = plainBrowser();
    const cashier = await pressPay(replaced.body);
    expect(arrives(cashier.url)).toBe(true);
    await browser.submit({ ...cashier, status: 200, headers: new Headers(), hops: [] }, "/pay");
    await vi.waitFor(async () =>
      expect((await stage.site("GET", `/v1/payments/${first.body["id"]}`)).body).toMatchObject({
        state: "paid",
        amount_fen: 1799,
      }),
    );
  });
});

describe("text that the charset can't hold", () => {
  it("naively: UTF-8 bytes under a GBK declaration do not reach the cashier", async () => {
    const account = partner("mapi-all");
    // Nine bytes: the last one has no partner in GBK.
    const fields = { out_trade_no: "N-6", subject: "青瓷杯" };
    const page = await naively({ account, fields, charset: "gbk", sentAs: "utf-8" });
    expect(errorOn(page)).toBe("ILLEGAL_SIGN");
  });

  it("through us: it is replaced, said so, and goes out the same at every try", async () => {
    const account = partner("mapi-all");
    const credentials = { partner: account.partner, signType: "MD5", md5Key: account.md5Key, charset: "gbk" };
    await stage.registerAccount("mapi-all", { id: "gbk", credentials });
    const { body } = await order({ account: "gbk", subject: "青瓷茶杯🍵€" });
    expect(body["notices"]).toContainEqual(expect.objectContaining({ kind: "unmappable_replaced", field: "subject" }));
    for (const _ of [1, 2]) {
      const page = await pressPay(body);
      expect(arrives(page.url)).toBe(true);
      expect(page.html).toContain("青瓷茶杯");
    }
  });
});
