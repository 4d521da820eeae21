import { expect, it } from "vitest";
import { useTestStore } from "../testing/test-store.ts";
import type { Db } from "./db.ts";
import { statementOf } from "./statement-of.ts";

const test = useTestStore();

const find = (db: Db, actor: string, action: string, parameters: readonly unknown[]) =>
  statementOf(db, {
    shape: "audit by actor and action",
    parameters,
    make: () => db.selectFrom("audit").selectAll().where("actor", "=", actor).where("action", "=", action).compile(),
  });

it("uses a text again with parameters of its own each time", async () => {
  await test.store.run(async (db) => {
    const first = find(db, "a", "b", ["a", "b"]);
    const second = find(db, "not asked", "not asked", ["c", "d"]);
    expect(second.sql).toBe(first.sql);
    expect([first.parameters, second.parameters]).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });
});

it("refuses parameters in another order than the text has", async () => {
  await test.store.run(async (db) => {
    expect(() => find(db, "a", "b", ["b", "a"])).toThrow("have another order");
    expect(() => find(db, "a", "b", ["a"])).toThrow("have another order");
  });
});
