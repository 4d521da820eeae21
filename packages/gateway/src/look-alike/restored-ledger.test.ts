import { afterEach, beforeEach, expect, it } from "vitest";
import { type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";

const minuteMs = 60_000;

let stage: LookAlikeStage;
beforeEach(async () => {
  stage = await openStage();
  await stage.gateway.changeLookAlike({ siteId: stage.siteId, changes: { returns: "signed" }, requestId: "req_s" });
});
afterEach(() => stage.close());

/** As after a restore with a server's own tools. */
async function restore(): Promise<void> {
  const detail = JSON.stringify({ backupAtMs: stage.time.nowMs(), restoredAtMs: stage.time.nowMs() });
  await stage.database.rows(
    `insert into ledger_marks (name, detail_json, set_at_ms) values ('recovery', '${detail}', 0)`,
  );
  await stage.reopen();
}

async function order(orderNo: string): Promise<string> {
  stage.dedecms.expect(orderNo, "148.21");
  await stage.order(orderNo);
  return (await stage.paymentOf(orderNo)).id;
}

it("tells old shops nothing, by no way, before its gap was asked about and a person ended that", async () => {
  const told = await order("S-P1RN1");
  await stage.payAtAlipay(await stage.paymentOf("S-P1RN1"));
  await stage.time.advance(0);
  const waiting = await order("S-P1RN2");
  await restore();
  await stage.payAtAlipay(await stage.paymentOf("S-P1RN2"));
  await stage.time.advance(10 * minuteMs);
  expect((await stage.paymentOf("S-P1RN2")).state).toBe("paid");
  expect(stage.dedecms.visits.map(({ fields }) => fields["out_trade_no"])).toEqual(["S-P1RN1"]);
  for (const id of [told, waiting]) {
    expect(await stage.gateway.findWayBack(id)).toEqual({ kind: "redirect", url: "https://old.test/" });
  }
  await stage.gateway.endRecovery({ acceptUnclear: false, actor: "test", requestId: "req_e" });
  await stage.time.advance(minuteMs);
  expect(stage.dedecms.handedOut("S-P1RN2")).toBe(1);
  for (const id of [told, waiting]) {
    expect(await stage.gateway.findWayBack(id)).toMatchObject({ url: expect.stringContaining("sign=") });
  }
});

it("does not believe 已经处理 of a shop which it told in the gap, since it does not know of that", async () => {
  await order("S-P1RN3");
  await restore();
  await stage.payAtAlipay(await stage.paymentOf("S-P1RN3"));
  // The shop heard of it before the restore.
  const known = stage.dedecms.orders.get("S-P1RN3") ?? expect.fail();
  known.state = 1;
  await stage.time.advance(minuteMs);
  await stage.gateway.endRecovery({ acceptUnclear: false, actor: "test", requestId: "req_e" });
  await stage.time.advance(minuteMs);
  expect(stage.dedecms.handedOut("S-P1RN3")).toBe(0);
  const { data } = await stage.gateway.listIncidents();
  expect(data.map(({ cause }) => cause)).toContain("old-shop-answer-unclear");
});
