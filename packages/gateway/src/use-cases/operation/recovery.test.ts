// Recovery as any database has it: the mark is set by hand, as after a restore with a server's own tools.
import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

const minuteMs = 60_000;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function restoredNow(): Promise<void> {
  const detail = JSON.stringify({ backupAtMs: test.time.nowMs(), restoredAtMs: test.time.nowMs() });
  await test.database.rows(
    `insert into ledger_marks (name, detail_json, set_at_ms) values ('recovery', '${detail}', 0)`,
  );
}

it("asks, holds back, says that it is not ready, and goes on in every process when one of them ended it", async () => {
  const payment = await test.pay({ account: "openapi", product: "page" });
  test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 1234n });
  await restoredNow();
  await test.reopen();
  const twin = await test.openTwin();
  await test.time.advance(minuteMs);
  expect((await test.gateway.inspectPayment(payment.id)).payment.state).toBe("paid");
  expect(test.site.received).toEqual([]);
  const notReady = (await twin.checkReadiness()).filter(({ ready }) => !ready);
  expect(notReady.map(({ name, blocks }) => [name, blocks])).toEqual([["recovery", false]]);
  expect((await twin.listIncidents()).data).toMatchObject([{ cause: "ledger-restored", count: 1 }]);
  await test.gateway.quiesce();
  await test.gateway.endRecovery({ acceptUnclear: false, actor: "test", requestId: "req_e" });
  await test.time.advance(2 * test.database.pollMs);
  expect(test.site.types).toEqual(["payment.paid"]);
  expect((await twin.checkReadiness()).filter(({ ready }) => !ready)).toEqual([]);
  await twin.close();
});

it("is planned by two processes at once as by one", async () => {
  for (let n = 0; n < 5; n += 1) await test.pay();
  await restoredNow();
  await test.gateway.close();
  const [first, second] = await Promise.all([test.openTwin(), test.openTwin()]);
  await Promise.all([test.time.advance(minuteMs), test.time.advance(minuteMs)]);
  expect(await first.describeRecovery()).toMatchObject({ state: "asked", payments: { concerned: 5, unanswered: 0 } });
  const asked = test.alipay.callsOf("single_trade_query").map((fields) => fields["out_trade_no"]);
  expect(new Set(asked).size).toBe(5);
  expect((await second.listIncidents()).data).toHaveLength(1);
  await Promise.all([first.close(), second.close()]);
  await test.reopen();
});

it("does not begin where nothing was restored, and has nothing to end", async () => {
  expect(await test.gateway.describeRecovery()).toEqual({ state: "none" });
  const ending = test.gateway.endRecovery({ acceptUnclear: true, actor: "test", requestId: "req_e" });
  await expect(ending).rejects.toMatchObject({ unified: 1010 });
});
