import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../create-gateway.ts";
import { openapiNotification } from "../testing/fake-alipay.ts";
import { watchedVerbs } from "../testing/leak-watch.ts";
import { openBareDatabase, type TestDatabase, testServers, useServer } from "../testing/test-database.ts";
import { masterKey, openTestGateway, startMs, type TestGateway } from "../testing/test-gateway.ts";
import { cancelMove, type Moved, type MoveProgress, moveLedger } from "./move-ledger.ts";

let test: TestGateway;
let target: TestDatabase;

async function fill(): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    const payment = await test.pay({ account: "openapi", product: "page", subject: "青瓷茶杯 😀 'quoted' \\ back" });
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    const number = payment.attempts[0]?.out_trade_no ?? "";
    const trade = test.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: 1234n });
    const input = { accountId: "openapi", rawBody: openapiNotification(trade), requestId: "req_n" };
    await test.gateway.acceptNotification(input);
  }
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: Buffer.from([0, 255, 128, 10]), requestId: "r" });
  await test.time.advance(0);
  await test.gateway.requestRefund({
    siteId: test.siteId,
    paymentId: (await test.gateway.listPayments({ siteId: test.siteId, limit: 1 })).data[0]?.id ?? "",
    amountFen: 100n,
    actor: "site",
    requestId: "req_r",
  });
}

const file = (): string => test.database.choice.databaseFile ?? "";

function move(onProgress?: (progress: MoveProgress) => void): Promise<Moved> {
  return moveLedger({
    databaseFile: file(),
    databaseUrl: target.choice.databaseUrl ?? "",
    nowMs: startMs,
    newToken: () => `token-${Math.random()}`,
    ...(onProgress && { onProgress }),
  });
}

const startOn = async (choice: TestDatabase["choice"]): Promise<Gateway> =>
  watchedVerbs(await createGateway({ ...choice, masterKey, publicUrl: () => "https://pay.test" }));

describe.each([testServers.mariadb, testServers.postgres])("moving to $name", (server) => {
  describe.skipIf(server.url === undefined)(`(${server.variable})`, () => {
    beforeEach(async () => {
      useServer(undefined);
      test = await openTestGateway();
      await fill();
      await test.gateway.close();
      useServer(server);
      target = await openBareDatabase();
    });
    afterEach(async () => {
      await test.database.release();
      await target.release();
    });
    afterAll(() => useServer(undefined));

    it("brings every row over as it is, and from then on only the new one is served", async () => {
      const { tables, resumed } = await move();
      expect(resumed).toBe(false);
      expect(tables.find(({ table }) => table === "payments")).toMatchObject({ rows: 3 });
      expect(tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(10);
      expect(tables.every(({ checksum }) => /^[0-9a-f]{64}$/.test(checksum))).toBe(true);
      await expect(startOn(test.database.choice)).rejects.toMatchObject({ reason: "moved" });
      await expect(move()).rejects.toMatchObject({ text: { en: expect.stringContaining("was moved to") } });
      await expect(cancelMove({ databaseFile: file(), nowMs: 0 })).rejects.toMatchObject({ name: "OperationRefused" });
      const gateway = await startOn(target.choice);
      const { data } = await gateway.listPayments({ siteId: test.siteId, limit: 10 });
      expect(data.map(({ subject, state }) => `${state} ${subject}`)).toEqual(
        Array(3).fill("paid 青瓷茶杯 😀 'quoted' \\ back"),
      );
      await gateway.close();
      const [raw] = await target.rows("select raw from notifications where verified = 0");
      expect(Buffer.from(raw?.["raw"] as Uint8Array)).toEqual(Buffer.from([0, 255, 128, 10]));
    });

    it("goes on where it was interrupted; meanwhile neither side is served", async () => {
      let told = 0;
      const interrupted = move(() => {
        told += 1;
        if (told > 8) throw new Error("power cut");
      });
      await expect(interrupted).rejects.toThrow("power cut");
      await expect(startOn(test.database.choice)).rejects.toMatchObject({ reason: "moving" });
      await expect(startOn(target.choice)).rejects.toMatchObject({ reason: "moving" });
      expect(await move()).toMatchObject({ resumed: true });
      const gateway = await startOn(target.choice);
      expect((await gateway.listPayments({ siteId: test.siteId, limit: 10 })).data).toHaveLength(3);
      await gateway.close();
    });

    it("notices a row that did not arrive as it was, and can be given up: the old ledger is as before", async () => {
      const untilCompared = move(({ step }) => {
        if (step === "compare") throw new Error("power cut");
      });
      await expect(untilCompared).rejects.toThrow("power cut");
      await target.rows("update payments set subject = 'x'");
      await expect(move()).rejects.toMatchObject({ text: { en: expect.stringContaining("Table payments differs") } });
      await cancelMove({ databaseFile: file(), nowMs: 0 });
      const gateway = await startOn(test.database.choice);
      expect((await gateway.listPayments({ siteId: test.siteId, limit: 10 })).data).toHaveLength(3);
      await gateway.close();
      await expect(move()).rejects.toMatchObject({ text: { en: expect.stringContaining("holds a ledger's rows") } });
    });

    it("is refused while a gateway uses the old ledger, and into a database that holds one", async () => {
      const gateway = await startOn(test.database.choice);
      await expect(move()).rejects.toMatchObject({ text: { en: expect.stringContaining("running gateway") } });
      await gateway.close();
      const other = await startOn(target.choice);
      await other.registerSite({ name: "there", requestId: "r" });
      await other.close();
      await expect(move()).rejects.toMatchObject({ text: { en: expect.stringContaining("holds a ledger's rows") } });
      await (await startOn(test.database.choice)).close();
    });
  });
});
