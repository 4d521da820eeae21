// A day on which the disk dies: a back-up in the morning, payments and refunds after it, and the ledger restored at night.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqlite } from "../platform/open-sqlite.ts";
import { mapiNotification, openapiNotification } from "../testing/fake-alipay.ts";
import { masterKey, openTestGateway, startMs, type TestGateway } from "../testing/test-gateway.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import { backUp } from "./back-up.ts";
import { restore } from "./restore.ts";

const minuteMs = 60_000;

let test: TestGateway;
let folder: string;
let databaseFile: string;

beforeEach(async () => {
  test = await openTestGateway();
  folder = mkdtempSync(join(tmpdir(), "dedepay-backup-"));
  databaseFile = test.database.choice.databaseFile ?? "";
});
afterEach(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const backUpNow = (): Promise<{ file: string }> =>
  backUp({ databaseFile, target: `${folder}/`, nowMs: test.time.nowMs() });

async function restoreFrom(file: string): Promise<void> {
  await test.gateway.close();
  await restore({ backupFile: file, databaseFile, masterKey, nowMs: test.time.nowMs() });
  await test.reopen();
}

/** Without a statement, which the driver of Node 20 would keep the file open for after it is closed. */
function change(sql: string): void {
  const file = openSqlite(databaseFile);
  file.exec(sql);
  file.close();
}

const numberOf = (payment: PaymentDocument): string => payment.attempts[0]?.out_trade_no ?? "";

/** The buyer pays, and Alipay says so. */
async function paid(payment: PaymentDocument, account: "openapi" | "mapi" = "openapi"): Promise<void> {
  const trade = test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
  const rawBody = account === "mapi" ? mapiNotification(trade) : openapiNotification(trade);
  const { answer } = await test.gateway.acceptNotification({ accountId: account, rawBody, requestId: "req_n" });
  expect(answer).toBe("success");
  await test.time.advance(0);
}

const newPayment = (): Promise<PaymentDocument> => test.pay({ account: "openapi", product: "page" });
const stateOf = async (payment: PaymentDocument): Promise<string> =>
  (await test.gateway.inspectPayment(payment.id)).payment.state;
const end = (acceptUnclear: boolean) =>
  test.gateway.endRecovery({ acceptUnclear, actor: "test", requestId: "req_end" });
const idsAtTheShop = (payment: PaymentDocument): string[] =>
  test.site.received.filter((one) => one.payment.id === payment.id).map(({ id, type }) => `${type} ${id}`);

describe("a payment made after the back-up", () => {
  it("is found again by asking Alipay, settled once, and reaches its shop under the id it had the first time", async () => {
    const opened = await newPayment();
    await test.gateway.openPayment({ paymentId: opened.id, device: "desktop", requestId: "req_o" });
    const untouched = await newPayment();
    const { file } = await backUpNow();
    for (const payment of [opened, untouched]) await paid(payment);
    const before = [idsAtTheShop(opened), idsAtTheShop(untouched)];
    expect(before.flat()).toHaveLength(2);

    await restoreFrom(file);
    expect(await stateOf(opened)).toBe("unpaid");
    await test.time.advance(5 * minuteMs);
    for (const payment of [opened, untouched]) {
      const { payment: found, postings, deliveries } = await test.gateway.inspectPayment(payment.id);
      expect(found.state).toBe("paid");
      expect(postings).toHaveLength(2);
      expect(deliveries).toMatchObject([{ type: "payment.paid", status: "pending", attempts: [] }]);
    }
    expect(await test.gateway.describeRecovery()).toMatchObject({
      state: "asked",
      backup_at: new Date(startMs).toISOString(),
      payments: { concerned: 2, unanswered: 0 },
      found: [{ event: "payment.paid" }, { event: "payment.paid" }],
      held: [{ kind: "webhook", rows: 2 }],
    });

    expect(await end(false)).toMatchObject({ state: "ended" });
    await test.time.advance(minuteMs);
    expect([idsAtTheShop(opened), idsAtTheShop(untouched)]).toEqual(before.map((ids) => [...ids, ...ids]));
  });

  it("of an order that the ledger has forgotten altogether is parked and shown, and has to be accepted", async () => {
    const { file } = await backUpNow();
    const forgotten = await newPayment();
    const trade = test.alipay.trade(numberOf(forgotten), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await restoreFrom(file);
    const rawBody = openapiNotification(trade);
    const answer = await test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: "req_n" });
    expect(answer).toMatchObject({ answer: "success", outcome: "parked" });
    expect(await test.gateway.describeRecovery()).toMatchObject({
      unclear: { parked: [{ account: "openapi", out_trade_no: numberOf(forgotten), trade_status: "TRADE_SUCCESS" }] },
    });
    await expect(end(false)).rejects.toMatchObject({ unified: 1010, extra: { reason: "recovery" } });
    expect(await end(true)).toMatchObject({ state: "ended" });
    const [audit] = await test.database.rows("select actor, detail_json from audit where action = 'recovery.ended'");
    expect(audit).toMatchObject({ actor: "test", detail_json: expect.stringContaining('"unclear":1') });
  });

  it("stays unclear while Alipay does not answer", async () => {
    const payment = await newPayment();
    const { file } = await backUpNow();
    test.alipay.mood = "times_out";
    await restoreFrom(file);
    await test.time.advance(minuteMs);
    expect(await test.gateway.describeRecovery()).toMatchObject({
      state: "asking",
      payments: { unanswered: 1 },
      unclear: { payments: [{ payment: payment.id, asked: true }], accounts_without_answers: ["openapi"] },
    });
    await expect(end(false)).rejects.toMatchObject({ unified: 1010 });
    test.alipay.mood = "answers";
    await test.time.advance(15 * minuteMs);
    expect(await end(false)).toMatchObject({ state: "ended" });
  });
});

describe("what was owed at the time of the back-up", () => {
  it("goes to the shop when recovery is over, under its id, and not before", async () => {
    test.site.nextAnswers.push(500);
    const payment = await newPayment();
    await paid(payment);
    const { file } = await backUpNow();
    await test.time.advance(2000);
    const ids = idsAtTheShop(payment);
    expect(ids).toHaveLength(2);
    await restoreFrom(file);
    await test.time.advance(10 * minuteMs);
    expect(idsAtTheShop(payment)).toHaveLength(2);
    await end(false);
    await test.time.advance(minuteMs);
    expect(new Set(idsAtTheShop(payment))).toEqual(new Set([ids[0]]));
    expect(idsAtTheShop(payment)).toHaveLength(3);
  });
});

describe("a refund", () => {
  const refund = (payment: PaymentDocument, refundNo = "R-1") =>
    test.gateway.requestRefund({
      siteId: test.siteId,
      paymentId: payment.id,
      amountFen: 500n,
      refundNo,
      actor: "site",
      requestId: "req_r",
    });

  it("is refused while the gap is open", async () => {
    const payment = await newPayment();
    await paid(payment);
    const { file } = await backUpNow();
    await restoreFrom(file);
    await expect(refund(payment)).rejects.toMatchObject({ unified: 1010, extra: { reason: "recovery" } });
    await test.time.advance(minuteMs);
    await end(false);
    expect(await refund(payment)).toMatchObject({ refund: { state: "succeeded" } });
    expect(test.alipay.refunds.size).toBe(1);
  });

  it("that was made after the back-up and is asked for again is the same one at Alipay", async () => {
    const payment = await newPayment();
    await paid(payment);
    const { file } = await backUpNow();
    await refund(payment);
    expect(test.alipay.refunds.size).toBe(1);
    await restoreFrom(file);
    await test.time.advance(minuteMs);
    await end(false);
    expect(await refund(payment)).toMatchObject({ created: true, refund: { state: "succeeded" } });
    expect(test.alipay.refunds.size).toBe(1);
    expect(test.alipay.trades.get(numberOf(payment))?.refundedFen).toBe(500n);
  });

  it("that the partner protocol made after the back-up is found, and no other one is made until a person looked", async () => {
    const payment = await test.pay({ account: "mapi" });
    await paid(payment, "mapi");
    const { file } = await backUpNow();
    await refund(payment);
    await restoreFrom(file);
    await test.time.advance(minuteMs);
    expect(await test.gateway.describeRecovery()).toMatchObject({
      found: expect.arrayContaining([expect.objectContaining({ event: "refund.external" })]),
    });
    await end(false);
    await expect(refund(payment)).rejects.toMatchObject({ extra: { reason: "refund_found_after_restore" } });
    await expect(refund(payment, "R-2")).rejects.toMatchObject({ unified: 1010 });
    expect(test.alipay.refunds.size).toBe(1);
  });

  it("that waited to be sent when the back-up was taken is asked about, not sent again", async () => {
    const payment = await test.pay({ account: "mapi" });
    await paid(payment, "mapi");
    await refund(payment);
    change("update refunds set state = 'requested', submissions = 0, last_sent_at_ms = null");
    change("update outbox set status = 'pending', available_at_ms = 0 where kind = 'submit_refund'");
    const { file } = await backUpNow();
    await restoreFrom(file);
    await test.time.advance(10 * minuteMs);
    expect(test.alipay.callsOf("refund_fastpay_by_platform_nopwd")).toHaveLength(1);
    expect(await stateOfRefund()).toBe("succeeded");
    await end(false);
    await test.time.advance(10 * minuteMs);
    expect(test.alipay.callsOf("refund_fastpay_by_platform_nopwd")).toHaveLength(1);
  });

  const stateOfRefund = async (): Promise<unknown> =>
    (await test.database.rows("select state from refunds"))[0]?.["state"];

  it("of a payment too old to be asked about at the restore is asked about first", async () => {
    const payment = await test.pay({ account: "mapi" });
    await paid(payment, "mapi");
    change("update payments set created_at_ms = 1");
    const { file } = await backUpNow();
    await refund(payment);
    await restoreFrom(file);
    await test.time.advance(minuteMs);
    expect(await test.gateway.describeRecovery()).toMatchObject({ payments: { concerned: 0 } });
    await end(false);
    await expect(refund(payment)).rejects.toMatchObject({ extra: { reason: "refund_found_after_restore" } });
    expect(test.alipay.refunds.size).toBe(1);
  });
});

describe("a back-up", () => {
  it("is taken while the gateway works, is whole, readable by its owner only, and holds no master key", async () => {
    const payment = await newPayment();
    const seen: number[] = [];
    const made = await backUp({
      databaseFile,
      target: join(folder, "mine.db"),
      nowMs: startMs,
      onProgress: (bytes) => seen.push(bytes),
    });
    await paid(payment);
    expect(made).toMatchObject({ file: join(folder, "mine.db"), payments: 1, takenAtMs: startMs });
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    expect(readFileSync(made.file).includes(masterKey)).toBe(false);
    expect(existsSync(`${made.file}.partial`)).toBe(false);
  });

  it("overwrites nothing, and leaves nothing behind where the disk or the folder does not take it", async () => {
    const target = join(folder, "there.db");
    writeFileSync(target, "mine");
    await expect(backUp({ databaseFile, target, nowMs: 0 })).rejects.toMatchObject({ name: "OperationRefused" });
    expect(readFileSync(target, "utf8")).toBe("mine");
    const nowhere = join(folder, "no", "such", "x.db");
    await expect(backUp({ databaseFile, target: nowhere, nowMs: 0 })).rejects.toMatchObject({
      name: "OperationRefused",
    });
    await expect(backUp({ databaseFile: `${folder}/none.db`, target: `${folder}/`, nowMs: 0 })).rejects.toMatchObject({
      name: "OperationRefused",
    });
  });
});

describe("a back-up", () => {
  it("is noted in the ledger with its time, and is made where that can't be noted", async () => {
    await backUpNow();
    const noted = await test.database.rows("select set_at_ms from ledger_marks where name = 'backed_up'");
    expect(noted.map(({ set_at_ms: ms }) => Number(ms))).toEqual([test.time.nowMs()]);
    change(
      "create trigger refuse before update on ledger_marks when new.name = 'backed_up' begin select raise(abort, 'no'); end",
    );
    await test.time.advance(minuteMs);
    expect(existsSync((await backUpNow()).file)).toBe(true);
  });
});

describe("a restore", () => {
  it("is refused while a gateway has the ledger open, and leaves everything as it was", async () => {
    const { file } = await backUpNow();
    await expect(restore({ backupFile: file, databaseFile, masterKey, nowMs: 0 })).rejects.toMatchObject({
      text: { en: expect.stringContaining("running gateway") },
    });
    expect(await test.gateway.describeRecovery()).toEqual({ state: "none" });
  });

  it("refuses damaged files, other files, and another master key, before it touches anything", async () => {
    const { file } = await backUpNow();
    const damaged = join(folder, "damaged.db");
    const bytes = readFileSync(file);
    writeFileSync(damaged, bytes.fill(0xff, 8192, 12_288 + 4096));
    const text = join(folder, "text.db");
    writeFileSync(text, "no database");
    await test.gateway.close();
    for (const backupFile of [damaged, text, join(folder, "absent.db")]) {
      const failure = await restore({ backupFile, databaseFile, masterKey, nowMs: 0 }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: "OperationRefused" });
    }
    const otherKey = restore({ backupFile: file, databaseFile, masterKey: Buffer.alloc(32, 9), nowMs: 0 });
    await expect(otherKey).rejects.toMatchObject({ name: "SealBroken" });
    await test.reopen();
    expect(await test.gateway.describeRecovery()).toEqual({ state: "none" });
  });

  it("keeps the ledger that it replaces, and takes a plain copy only with its time", async () => {
    await newPayment();
    const { file } = await backUpNow();
    await test.gateway.close();
    const copy = join(folder, "copy.db");
    copyFileSync(databaseFile, copy);
    const unsaid = restore({ backupFile: copy, databaseFile, masterKey, nowMs: startMs });
    await expect(unsaid).rejects.toMatchObject({ text: { fixEn: expect.stringContaining("--taken-at") } });
    const said = await restore({ backupFile: copy, databaseFile, masterKey, nowMs: startMs, takenAtMs: 7 });
    expect(said).toMatchObject({ takenAtMs: 7, payments: 1, setAside: expect.stringContaining(".replaced-2026") });
    expect(existsSync(said.setAside ?? "")).toBe(true);
    rmSync(databaseFile);
    const again = await restore({ backupFile: file, databaseFile, masterKey, nowMs: startMs });
    expect(again).toMatchObject({ takenAtMs: startMs, setAside: undefined });
    await test.reopen();
    expect(await test.gateway.describeRecovery()).toMatchObject({ state: "asking" });
  });
});
