import { signTestNotification } from "@dedepay/alipay";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { examineHere } from "../../platform/examiner.ts";
import {
  alipayKeys,
  appKeys,
  type FakeTrade,
  mapiNotification,
  openapiNotification,
} from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key } from "../../testing/test-identity.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

let test: TestGateway;
const by = { requestId: "req_a", actor: "cli:ada" };
const dayMs = 24 * 3600 * 1000;
const newMd5Key = "vutsrqponmlkjihgfedcba9876543210";

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 10 * dayMs });
});
afterEach(async () => {
  await test.close();
});

async function leave(change: object = {}): Promise<{ payment: PaymentDocument; trade: FakeTrade }> {
  const payment = await test.pay(change);
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "r" });
  const number = payment.attempts[0]?.out_trade_no ?? "";
  return { payment, trade: test.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: 1234n }) };
}

async function notify(accountId: string, rawBody: Buffer): Promise<string> {
  return (await test.gateway.acceptNotification({ accountId, rawBody, requestId: "r" })).outcome;
}

function signedWith(md5Key: string, trade: FakeTrade): Buffer {
  const fields = Object.fromEntries(new URLSearchParams(mapiNotification(trade).toString("utf8")));
  const { sign, sign_type, ...content } = fields;
  return signTestNotification({ protocol: "mapi", signType: "MD5", md5Key }, content);
}

describe("a disabled account", () => {
  it("starts no payments, but verifies and settles what is open, and asks and refunds", async () => {
    const { payment, trade } = await leave();
    const asked = await leave();
    await test.gateway.changeAccount({ ...by, accountId: "mapi", disabled: true });
    await expect(test.pay()).rejects.toMatchObject({ unified: 1010, param: "account" });
    expect(await notify("mapi", mapiNotification(trade))).toBe("moved");
    await test.gateway.confirmByQuery({ paymentId: asked.payment.id, requestId: "r" });
    for (const { id } of [payment, asked.payment]) {
      expect(await test.gateway.getPayment({ siteId: test.siteId, paymentId: id })).toMatchObject({ state: "paid" });
    }
    const refund = { siteId: test.siteId, paymentId: payment.id, actor: "a", requestId: "r" };
    expect((await test.gateway.requestRefund(refund)).created).toBe(true);
    await test.gateway.changeAccount({ ...by, accountId: "mapi", disabled: false });
    await test.pay();
  });

  it("takes no replaced order either, and is not the one that is meant where none is named", async () => {
    const payment = await test.pay();
    await test.gateway.changeAccount({ ...by, accountId: "mapi", disabled: true });
    const changed = { subject: "new", goods: "physical" as const, amountFen: 5n, requestId: "r" };
    const replacing = test.gateway.replacePayment({ ...changed, siteId: test.siteId, paymentId: payment.id });
    await expect(replacing).rejects.toMatchObject({ unified: 1010 });
    const order = { siteId: test.siteId, orderNo: "X-1", amountFen: 1n, subject: "s", goods: "virtual" as const };
    const made = await test.gateway.createPayment({ ...order, requestId: "r" });
    expect(made.payment.account).toBe("openapi");
  });

  it("is shown as such, and written down once", async () => {
    await test.time.advance(1);
    await test.gateway.changeAccount({ ...by, accountId: "mapi", disabled: true });
    const account = await test.gateway.getAccount("mapi");
    expect(account.disabledAtMs).toBe(test.time.nowMs());
    const { data } = await test.gateway.listAudit({ subject: "mapi", limit: 1 });
    expect(data[0]).toMatchObject({
      actor: "cli:ada",
      detail: { before: { disabled: false }, after: { disabled: true } },
    });
  });
});

describe("a new MD5 key", () => {
  const rotate = (more: object = {}) =>
    test.gateway.rotateAccountKey({ ...by, accountId: "mapi", keys: { md5Key: newMd5Key }, ...more });

  it("signs and verifies from then on; the former one verifies until its date and not a moment longer", async () => {
    const [early, late, fresh] = [await leave(), await leave(), await leave()];
    await rotate({ formerValidUntilMs: test.time.nowMs() + dayMs });
    expect((await test.gateway.getAccount("mapi")).formerKeys).toEqual([
      { kind: "md5_key", validUntilMs: test.time.nowMs() + dayMs },
    ]);
    expect(await notify("mapi", signedWith(testMd5Key, early.trade))).toBe("moved");
    expect(await notify("mapi", signedWith(newMd5Key, fresh.trade))).toBe("moved");
    expect(await notify("mapi", signedWith("0".repeat(32), late.trade))).toBe("unverified");
    await test.time.advance(dayMs);
    expect(await notify("mapi", signedWith(testMd5Key, late.trade))).toBe("unverified");
    const { payment } = await leave();
    const opened = await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "r" });
    const sent = opened.kind === "redirect" ? new URL(opened.url).searchParams : new URLSearchParams();
    const { createHash } = await import("node:crypto");
    const text = [...sent]
      .filter(([name]) => name !== "sign" && name !== "sign_type")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    expect(sent.get("sign")).toBe(
      createHash("md5")
        .update(text + newMd5Key, "utf8")
        .digest("hex"),
    );
  });

  it("leaves the former one no time where no date is given", async () => {
    const { trade } = await leave();
    await rotate();
    expect(await notify("mapi", signedWith(testMd5Key, trade))).toBe("unverified");
  });

  it("is seen by a gateway beside this one without a restart", async () => {
    const { trade } = await leave();
    const twin = await test.openTwin();
    await twin.rotateAccountKey({ ...by, accountId: "mapi", keys: { md5Key: newMd5Key } });
    await twin.close();
    expect(await notify("mapi", signedWith(newMd5Key, trade))).toBe("moved");
  });

  it("is looked at by the doctor like the first one", async () => {
    await test.close();
    test = await openTestGateway({ examine: examineHere });
    const { trade } = await leave();
    await expect(rotate({ keys: { md5Key: `${newMd5Key} ` } })).rejects.toMatchObject({
      unified: 1002,
      diagnosis: { cause: "key-with-white-space" },
    });
    await expect(rotate({ keys: { md5Key: newMd5Key.toUpperCase() } })).rejects.toMatchObject({
      diagnosis: { cause: "key-in-wrong-case" },
    });
    expect(await notify("mapi", signedWith(testMd5Key, trade))).toBe("moved");
  });

  it("of somebody else in the same moment is not undone", async () => {
    const both = await Promise.allSettled([rotate(), rotate({ keys: { md5Key: "a".repeat(32) } })]);
    const refused = both.filter((one) => one.status === "rejected");
    // One after the other is also right; what must not happen is that the later one overwrites what it has not seen.
    expect(refused.length).toBeLessThanOrEqual(1);
    for (const one of refused) expect((one as PromiseRejectedResult).reason).toMatchObject({ unified: 1013 });
  });
});

describe("a new key of Alipay's (OpenAPI)", () => {
  const rotate = (more: object) => test.gateway.rotateAccountKey({ ...by, accountId: "openapi", keys: {}, ...more });

  it("verifies from then on, the former one until its date: notifications and answers alike", async () => {
    const [first, second, third] = [
      await leave({ account: "openapi", product: "page" }),
      await leave({ account: "openapi", product: "page" }),
      await leave({ account: "openapi", product: "page" }),
    ];
    // What Alipay will sign with after its next change; until then it signs with the former one.
    const { publicKey } = (await import("node:crypto")).generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    await rotate({ keys: { alipayPublicKey: publicKey }, formerValidUntilMs: test.time.nowMs() + dayMs });
    expect(await notify("openapi", openapiNotification(first.trade))).toBe("moved");
    await test.gateway.confirmByQuery({ paymentId: second.payment.id, requestId: "r" });
    const paid = await test.gateway.getPayment({ siteId: test.siteId, paymentId: second.payment.id });
    expect(paid).toMatchObject({ state: "paid" });
    await test.time.advance(dayMs + 1);
    expect(await notify("openapi", openapiNotification(third.trade))).toBe("unverified");
  });

  it("may not be the application's own, and other keys of the protocol can't be put there", async () => {
    await expect(rotate({ keys: { alipayPublicKey: appKeys.publicKey } })).rejects.toMatchObject({ unified: 1002 });
    await expect(rotate({ keys: { md5Key: newMd5Key } })).rejects.toMatchObject({
      unified: 1002,
      param: "keys.md5Key",
    });
    await expect(rotate({})).rejects.toMatchObject({ unified: 1002 });
    const long = {
      keys: { alipayPublicKey: alipayKeys.publicKey },
      formerValidUntilMs: test.time.nowMs() + 400 * dayMs,
    };
    await expect(rotate(long)).rejects.toMatchObject({ unified: 1002, param: "former_valid_until" });
  });
});

describe("the seller's login", () => {
  it("has one place to be changed, and the keys stay", async () => {
    const { trade } = await leave();
    const changed = await test.gateway.changeAccount({ ...by, accountId: "mapi", sellerEmail: "new@shop.test" });
    expect(changed.sellerEmail).toBe("new@shop.test");
    expect(await notify("mapi", mapiNotification(trade))).toBe("moved");
    const without = await test.gateway.changeAccount({ ...by, accountId: "mapi", sellerEmail: null });
    expect(without.sellerEmail).toBeUndefined();
  });

  it("is refused where it is none, or where the protocol has none", async () => {
    const set = (accountId: string, sellerEmail: string) =>
      test.gateway.changeAccount({ ...by, accountId, sellerEmail });
    await expect(set("mapi", "2088000000000001")).rejects.toMatchObject({ unified: 1002, param: "seller_email" });
    await expect(set("mapi", " a@b.c")).rejects.toMatchObject({ unified: 1002 });
    await expect(set("openapi", "a@b.test")).rejects.toMatchObject({ unified: 1002 });
    await expect(set("nobody", "a@b.test")).rejects.toMatchObject({ unified: 1009 });
  });
});
