import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../platform/log.ts";
import { openAdapter } from "../store/open-adapter.ts";
import { insertOutboxRow } from "../store/outbox-rows.ts";
import { Store } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import { openTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { VirtualTime } from "../testing/virtual-time.ts";
import type { Handler, HandlerResult } from "./handler.ts";
import { Relay } from "./relay.ts";

let database: TestDatabase;
let time: VirtualTime;
let store: Store;
let tokens = 0;
let recovering = false;

beforeEach(async () => {
  database = await openTestDatabase();
  time = new VirtualTime(0);
  store = await openStore();
  recovering = false;
});
afterEach(async () => {
  await store.close();
  await database.release();
});

function openStore(): Promise<Store> {
  return Store.open(openAdapter(database.choice), 0);
}

function relayOn(on: Store, handle: (row: OutboxTable) => Promise<HandlerResult>): Relay {
  const handler: Handler = {
    handle,
    afterFailure: async (row, nowMs) => (nowMs - row.createdAtMs >= 10_000 ? "give_up" : 1000),
    leaseMs: 5000,
    perSite: 2,
  };
  const newToken = (): string => {
    tokens += 1;
    return `lease-${tokens}`;
  };
  const handlers = { task: handler, harmless: { ...handler, worksInRecovery: true as const } };
  return new Relay({
    store: on,
    clock: time,
    timers: time,
    log: silentLog,
    handlers,
    isRecovering: async () => recovering,
    newToken,
    pollMs: 500,
    capacity: 4,
  });
}

async function owe(id: string, over: Partial<OutboxTable> = {}): Promise<void> {
  await store.run((db) =>
    insertOutboxRow(db, {
      id,
      uniqueKey: id,
      kind: "task",
      paymentId: null,
      siteId: null,
      sequence: 0,
      payloadJson: "{}",
      status: "pending",
      attempts: 0,
      availableAtMs: 0,
      leaseUntilMs: null,
      leaseToken: null,
      createdAtMs: 0,
      doneAtMs: null,
      ...over,
    }),
  );
}

async function statuses(): Promise<Record<string, string>> {
  const rows = await store.run((db) => db.selectFrom("outbox").select(["id", "status"]).execute());
  return Object.fromEntries(rows.map((row) => [row.id, row.status]));
}

describe("the relay", () => {
  it("carries out each row once, however many relays share the database", async () => {
    const other = await openStore();
    const seen: string[] = [];
    const handle = async (row: OutboxTable): Promise<HandlerResult> => {
      seen.push(row.id);
      return { kind: "done" };
    };
    for (let n = 0; n < 30; n += 1) await owe(`row-${n}`);
    const relays = [relayOn(store, handle), relayOn(other, handle), relayOn(store, handle)];
    for (const relay of relays) relay.start();
    await time.advance(2000);
    expect(seen.toSorted()).toEqual(Array.from({ length: 30 }, (_, n) => `row-${n}`).toSorted());
    await Promise.all(relays.map((relay) => relay.stop()));
    await other.close();
  });

  it("takes a row over whose holder went away, and only after its lease", async () => {
    await owe("left", { status: "leased", leaseToken: "dead process", leaseUntilMs: 3000, attempts: 1 });
    const seen: number[] = [];
    const relay = relayOn(store, async () => {
      seen.push(time.nowMs());
      return { kind: "done" };
    });
    relay.start();
    await time.advance(2999);
    expect(seen).toEqual([]);
    await time.advance(1);
    expect(seen).toEqual([3000]);
    expect(await statuses()).toEqual({ left: "done" });
    await relay.stop();
  });

  it("does not let a holder whose lease ran out overwrite the next holder's result", async () => {
    await owe("slow");
    let finish: (result: HandlerResult) => void = () => {};
    const answers = [
      () =>
        new Promise<HandlerResult>((resolve) => {
          finish = resolve;
        }),
      async (): Promise<HandlerResult> => ({ kind: "done" }),
    ];
    const relay = relayOn(store, async () => (answers.shift() ?? (() => Promise.reject(new Error("a third try"))))());
    const other = relayOn(store, async () => (answers.shift() ?? (() => Promise.reject(new Error("a third try"))))());
    relay.start();
    const first = time.advance(0);
    await until(() => answers.length === 1);
    other.start();
    const second = time.advance(6000);
    await until(async () => (await statuses())["slow"] === "done");
    finish({ kind: "retry", why: "too late" });
    await Promise.all([first, second]);
    expect(await statuses()).toEqual({ slow: "done" });
    await Promise.all([relay.stop(), other.stop()]);
  });

  it("keeps a row whose handler throws, and gives it up at its end", async () => {
    await owe("broken");
    let tries = 0;
    const relay = relayOn(store, async () => {
      tries += 1;
      throw new TypeError("a bug");
    });
    relay.start();
    await time.advance(5000);
    expect(await statuses()).toEqual({ broken: "pending" });
    expect(tries).toBe(6);
    await time.advance(6000);
    expect(await statuses()).toEqual({ broken: "dead" });
    await relay.stop();
  });

  it("does not make the rows of others wait for a slow receiver", async () => {
    await owe("slow");
    const seen: string[] = [];
    let finish: () => void = () => {};
    const relay = relayOn(store, async (row) => {
      seen.push(row.id);
      if (row.id === "slow")
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      return { kind: "done" };
    });
    relay.start();
    const first = time.advance(0);
    await until(() => seen.length === 1);
    await owe("quick");
    const second = time.advance(500);
    await until(() => seen.length === 2);
    finish();
    await Promise.all([first, second]);
    expect(seen).toEqual(["slow", "quick"]);
    await relay.stop();
  });

  it("gives a site with a long queue only its part, and the rest to the others", async () => {
    for (let n = 0; n < 10; n += 1) await owe(`slow-${n}`, { siteId: "slow" });
    await owe("quick-0", { siteId: "quick", availableAtMs: 0, sequence: 1 });
    const seen: string[] = [];
    const finish: (() => void)[] = [];
    const relay = relayOn(store, async (row) => {
      seen.push(row.id);
      if (row.siteId === "slow") await new Promise<void>((resolve) => finish.push(resolve));
      return { kind: "done" };
    });
    relay.start();
    const passes = [time.advance(0)];
    await until(async () => (await statuses())["quick-0"] === "done");
    passes.push(time.advance(1000));
    await until(async () => time.pendingTimers === 1);
    expect(seen.toSorted()).toEqual(["quick-0", expect.stringMatching(/^slow/), expect.stringMatching(/^slow/)]);
    await until(() => {
      for (const end of finish.splice(0)) end();
      passes.push(time.advance(0));
      return seen.length === 11 && finish.length === 0;
    });
    await Promise.all(passes);
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(["done"]));
    await relay.stop();
  });

  it("goes on when the database was away for a while", async () => {
    const relay = relayOn(store, async () => ({ kind: "done" }));
    relay.start();
    await owe("late");
    await store.run((db) => db.schema.alterTable("outbox").renameTo("hidden").execute());
    await time.advance(2000);
    await store.run((db) => db.schema.alterTable("hidden").renameTo("outbox").execute());
    await time.advance(1000);
    expect(await statuses()).toEqual({ late: "done" });
    await relay.stop();
  });

  it("finishes what it has in hand before it stops", async () => {
    await owe("in-hand");
    let finish: (() => void) | undefined;
    const relay = relayOn(store, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { kind: "done" };
    });
    relay.start();
    const running = time.advance(0);
    // Not the row's status: the lease is in the database before the handler has begun.
    await until(() => finish !== undefined);
    const stopping = relay.stop();
    finish?.();
    await Promise.all([running, stopping]);
    expect(await statuses()).toEqual({ "in-hand": "done" });
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

it("carries out only what is harmless while a restored ledger is recovered, and the rest afterwards", async () => {
  for (let n = 0; n < 6; n += 1) await owe(`held-${n}`);
  await owe("asks", { kind: "harmless" });
  recovering = true;
  const carried: string[] = [];
  const relay = relayOn(store, async (row) => {
    carried.push(row.id);
    return { kind: "done" };
  });
  relay.start();
  await time.advance(2000);
  expect(carried).toEqual(["asks"]);
  recovering = false;
  await time.advance(500);
  expect(carried.toSorted()).toEqual(["asks", "held-0", "held-1", "held-2", "held-3", "held-4", "held-5"]);
  await relay.stop();
});
