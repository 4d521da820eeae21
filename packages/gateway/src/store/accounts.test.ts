import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTestStore } from "../testing/test-store.ts";
import { findAccount, findAccountLately, insertAccount, putAccountState, updateAccountKeys } from "./accounts.ts";
import type { AccountsTable } from "./tables/accounts.ts";

const test = useTestStore();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const account = (id: string): AccountsTable => ({
  ...{ id, protocol: "mapi", environment: "production", settingsJson: "{}", createdAtMs: 0 },
  ...{ endpoint: "https://alipay.test", identity: "2088000000000001", pid: "2088000000000001" },
  secretsSealed: Buffer.from(`sealed ${id}`),
});

async function keep(...ids: string[]): Promise<void> {
  for (const id of ids) await test.store.inTransaction((db) => insertAccount(db, account(id), []));
}

/** Its settings as somebody sees them who asks lately. */
async function settings(id: string): Promise<string | undefined> {
  return (await test.store.run((db) => findAccountLately(db, id)))?.settingsJson;
}

/** As another process would change it. */
async function changeElsewhere(id: string, settingsJson: string): Promise<void> {
  await test.store.run((db) => db.updateTable("accounts").set({ settingsJson }).where("id", "=", id).execute());
}

it("finds accounts as they were a moment ago, and what another process changed after that", async () => {
  await keep("a", "b");
  expect(await Promise.all([settings("a"), settings("b"), settings("a"), settings("c")])).toEqual([
    ...["{}", "{}", "{}"],
    undefined,
  ]);
  await changeElsewhere("a", '{"n":1}');
  await keep("c");
  vi.advanceTimersByTime(99);
  expect(await Promise.all([settings("a"), settings("c")])).toEqual(["{}", "{}"]);
  vi.advanceTimersByTime(1);
  expect(await settings("a")).toBe('{"n":1}');
});

it("finds what this process changed at once", async () => {
  await keep("a");
  expect(await settings("a")).toBe("{}");
  await test.store.inTransaction((db) =>
    updateAccountKeys(db, account("a"), { secretsSealed: Buffer.from("new"), settingsJson: '{"n":2}' }),
  );
  expect(await settings("a")).toBe('{"n":2}');
  await test.store.inTransaction((db) => putAccountState(db, "a", { disabledAtMs: 5 }));
  expect(await test.store.run((db) => findAccountLately(db, "a"))).toMatchObject({ disabledAtMs: 5 });
});

it("never keeps an account from whoever has to know it as it is", async () => {
  await keep("a");
  expect(await settings("a")).toBe("{}");
  await changeElsewhere("a", '{"n":3}');
  expect(await test.store.run((db) => findAccount(db, "a"))).toMatchObject({ settingsJson: '{"n":3}' });
});
