import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { insertAttempt, insertEnvelope } from "./attempts.ts";
import { createSqliteAdapter } from "./sqlite-adapter.ts";
import { Store } from "./store.ts";
import type { AttemptsTable } from "./tables/attempts.ts";

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-attempts-"));
  store = await Store.open(createSqliteAdapter(join(folder, "store.db")), 0);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it("takes a number once per PID, whichever of its accounts brings it, and again under another PID", async () => {
  const attempt = (id: string, over: Partial<AttemptsTable>): AttemptsTable => ({
    ...{ id, paymentId: `pay_${id}`, accountId: "a", pid: "2088000000000001", outTradeNo: "S1x", sequence: 1 },
    ...{ product: "direct", service: "create_direct_pay_by_user", contentJson: "{}", state: "open", tradeNo: null },
    ...{ qrCode: null, qrValidUntilMs: null, openedAtMs: null, createdAtMs: 0 },
    ...over,
  });
  const insert = (row: AttemptsTable): Promise<boolean> => store.inTransaction((db) => insertAttempt(db, row));
  expect(await insert(attempt("1", {}))).toBe(true);
  expect(await insert(attempt("2", { accountId: "b" }))).toBe(false);
  expect(await insert(attempt("3", { pid: "2088000000000002" }))).toBe(true);
});

it("keeps the first envelope of an attempt and the newest, however often the page is opened", async () => {
  for (let n = 0; n < 30; n += 1) {
    for (const attemptId of ["a", "b"]) {
      const texts = { service: "s", signedText: `n=${n}`, device: "phone", requestId: "r" };
      const row = { id: `${attemptId}${String(n).padStart(3, "0")}`, attemptId, createdAtMs: n, ...texts };
      await store.inTransaction((db) => insertEnvelope(db, row, 5));
    }
  }
  const rows = await store.run((db) => db.selectFrom("envelopes").select("id").orderBy("id").execute());
  expect(rows.map((row) => row.id)).toEqual([
    ...["a000", "a026", "a027", "a028", "a029"],
    ...["b000", "b026", "b027", "b028", "b029"],
  ]);
});
