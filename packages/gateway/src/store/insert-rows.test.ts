import { expect, it } from "vitest";
import { useTestStore } from "../testing/test-store.ts";
import { insertRows } from "./insert-rows.ts";
import type { AuditTable } from "./tables/audit.ts";

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
