import { expect, it } from "vitest";
import { useTestStore } from "../testing/test-store.ts";
import { claimNoticeSending, findLookAlikeNotice, insertLookAlikeNotice } from "./look-alike-orders.ts";
import { takeLookAlikeCall } from "./look-alike-sites.ts";
import type { LookAlikeNoticesTable } from "./tables/look-alike.ts";

const test = useTestStore();

const notice: LookAlikeNoticesTable = {
  id: "n",
  partner: "2088999900000001",
  paymentId: "p",
  kind: "notify",
  createdAtMs: 0,
  sentAtMs: null,
  validUntilMs: null,
  acknowledgedAtMs: null,
};

it("lets one of those who read the same notice send it, the first time and again", async () => {
  await test.store.run((db) => insertLookAlikeNotice(db, notice));
  const claim = (read: LookAlikeNoticesTable, nowMs: number): Promise<boolean> =>
    test.store.run((db) => claimNoticeSending(db, read, nowMs));
  expect([await claim(notice, 10), await claim(notice, 11)]).toEqual([true, false]);
  const read = await test.store.run((db) => findLookAlikeNotice(db, "n"));
  expect(read?.sentAtMs).toBe(10);
  expect([await claim(read ?? notice, 20), await claim(read ?? notice, 21)]).toEqual([true, false]);
});

it("gives a day's calls out once each, also to those who ask at once", async () => {
  const take = (): Promise<boolean> =>
    test.store.inTransaction((db) => takeLookAlikeCall(db, { siteId: "s", day: "20260101" }, 3));
  const taken = await Promise.all([take(), take(), take(), take(), take()]);
  expect(taken.filter(Boolean)).toHaveLength(3);
});
