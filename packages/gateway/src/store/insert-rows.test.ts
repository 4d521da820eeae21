import { expect, it } from "vitest";
import { useTestStore } from "../testing/test-store.ts";
import { insertRows } from "./insert-rows.ts";
import type { AuditTable } from "./tables/audit.ts";
import type { NotificationsTable } from "./tables/notifications.ts";

const test = useTestStore();

const row = (id: string): AuditTable => ({
  ...{ id, actor: `actor ${id}`, action: "b", subject: "c", detailJson: "{}", requestId: `r ${id}`, createdAtMs: 5 },
});

/** The same members in another order. */
const turned = (id: string): AuditTable =>
  Object.fromEntries(Object.entries(row(id)).reverse()) as unknown as AuditTable;

it("writes each value into its own column, with a new text and with one that is used again", async () => {
  const insert = (...rows: AuditTable[]): Promise<bigint> => test.store.run((db) => insertRows(db, "audit", rows));
  expect(await insert(row("a"), turned("b"))).toBe(2n);
  expect(await insert(turned("c"), row("d"))).toBe(2n);
  expect(await insert(row("e"), turned("f"))).toBe(2n);
  expect(await insert(turned("g"))).toBe(1n);
  expect(await insert(row("g"))).toBe(0n);
  const kept = await test.store.run((db) => db.selectFrom("audit").selectAll().orderBy("id").execute());
  expect(kept).toEqual(["a", "b", "c", "d", "e", "f", "g"].map(row));
});

it("keeps bytes as they are, whether they could be text or not", async () => {
  const raws = ["a=1&b=%E4%B8%80+%5C", "\\x41\\", `'"\\'`, "\u0000\r\n\t", "", "é", "~ [\\]^"].map((text) =>
    Buffer.from(text, "latin1"),
  );
  const rows = raws.map(
    (raw, index): NotificationsTable => ({
      ...{ id: `n${index}`, accountId: "a", messageKey: `${index}`, paymentId: null, attemptId: null, raw },
      ...{ contentType: "", remoteAddress: "", verified: 1, outcome: "moved", reason: "", tradeNo: null },
      ...{ outTradeNo: null, tradeStatus: null, copies: 1, requestId: "r", receivedAtMs: 0, lastReceivedAtMs: 0 },
    }),
  );
  await test.store.run((db) => insertRows(db, "notifications", rows));
  const kept = await test.store.run((db) => db.selectFrom("notifications").select("raw").orderBy("id").execute());
  expect(kept.map(({ raw }) => Buffer.from(raw).toString("latin1"))).toEqual(raws.map((raw) => raw.toString("latin1")));
});
