import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { insertEnvelope } from "./attempts.ts";
import { createSqliteAdapter } from "./sqlite-adapter.ts";
import { Store } from "./store.ts";

it("keeps the first envelope of an attempt and the newest, however often the page is opened", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-envelopes-"));
  const store = await Store.open(createSqliteAdapter(join(folder, "store.db")), 0);
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
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
