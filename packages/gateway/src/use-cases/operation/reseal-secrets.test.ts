import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../../create-gateway.ts";
import { openAdapter } from "../../store/open-adapter.ts";
import { listSealedRows, replaceSealedRow, sealedColumns } from "../../store/sealed-columns.ts";
import { Sealer } from "../../store/sealer.ts";
import { Store } from "../../store/store.ts";
import { seededRandomness } from "../../testing/seeded-randomness.ts";
import { openTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { masterKey, openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";

const newKey = Buffer.alloc(32, 11);
const by = { requestId: "req_s", actor: "cli:ada" };

describe("sealing everything anew", () => {
  let test: TestGateway;

  beforeEach(async () => {
    test = await openTestGateway();
    for (let n = 0; n < 3; n += 1) await test.gateway.registerSite({ name: `店 ${n}`, requestId: "r" });
  });
  afterEach(async () => {
    await test.close();
  });

  function openWith(...keys: Buffer[]): Promise<Gateway> {
    return createGateway({ ...test.database.choice, masterKey: () => keys, publicUrl: () => "https://pay.test" });
  }

  it("makes the new key the only one that is needed, and tells the way", async () => {
    const turning = await openWith(newKey, masterKey);
    const steps: string[] = [];
    const progressed = (done: number, total: number): void => void steps.push(`${done}/${total}`);
    const result = await turning.resealSecrets({ ...by, progressed });
    // Two accounts, four sites with a key each.
    expect(result).toEqual({ total: 10, resealed: 10, unreadable: [] });
    expect(steps.at(-1)).toBe("10/10");
    expect(await turning.resealSecrets(by)).toEqual({ total: 10, resealed: 0, unreadable: [] });
    const { data } = await turning.listAudit({ action: "master_key.resealed", limit: 9 });
    expect(data).toMatchObject([{ actor: "cli:ada", detail: { after: { resealed: 10 } } }]);
    await turning.close();
    const after = await openWith(newKey);
    expect((await after.listAccounts()).map(({ id }) => id)).toEqual(["mapi", "openapi"]);
    await after.close();
    await expect(openWith(masterKey)).rejects.toMatchObject({ name: "SealBroken" });
    await restore();
  });

  it("names what no key opens, and seals the rest", async () => {
    const turning = await openWith(newKey, masterKey);
    await test.database.rows(
      "update sites set webhook_secret_sealed = (select secrets_sealed from accounts where id = 'mapi')",
    );
    const result = await turning.resealSecrets(by);
    expect(result.unreadable).toHaveLength(4);
    expect(result.unreadable.every((place) => /^sites\/.*\/webhook_secret$/.test(place))).toBe(true);
    expect(result.resealed).toBe(6);
    await turning.close();
    await restore();
  });

  it("may stop at any row: both keys open everything at every moment, and the next run finishes", async () => {
    for (let stopAt = 1; stopAt <= 10; stopAt += 1) {
      const turning = await openWith(newKey, masterKey);
      const stopped = turning.resealSecrets({
        ...by,
        progressed: (done) => {
          if (done === stopAt) throw new Error("killed");
        },
      });
      await expect(stopped).rejects.toThrow("killed");
      expect((await turning.listAccounts()).length).toBe(2);
      await turning.close();
    }
    const finishing = await openWith(newKey, masterKey);
    expect((await finishing.resealSecrets(by)).unreadable).toEqual([]);
    await finishing.close();
    await (await openWith(newKey)).close();
    await restore();
  });

  it("goes on beside a gateway at work, whose changes are not lost", async () => {
    const turning = await openWith(newKey, masterKey);
    const made: string[] = [];
    const working = (async () => {
      for (let n = 0; n < 5; n += 1)
        made.push((await turning.rotateWebhookSecret({ ...by, siteId: test.siteId })).webhookSecret);
    })();
    await Promise.all([turning.resealSecrets(by), working]);
    test.site.secret = made.at(-1) ?? "";
    await turning.resealSecrets(by);
    await turning.close();
    await (await openWith(newKey)).close();
    await restore();
  });

  it("does not put back what somebody changed since the row was read", async () => {
    const store = await Store.open(openAdapter(test.database.choice), 0);
    const column = sealedColumns.find(({ table }) => table === "sites") ?? expect.fail();
    const rows = await store.run((db) => listSealedRows(db, column, { afterId: "", limit: 100 }));
    const row = rows.find(({ id }) => id === test.siteId) ?? expect.fail();
    const { webhookSecret } = await test.gateway.rotateWebhookSecret({ ...by, siteId: test.siteId });
    const sealed = new Sealer(newKey, seededRandomness("stale")).seal("the former secret", column.place(row.id));
    expect(await store.run((db) => replaceSealedRow(db, column, { row, sealed }))).toBe(false);
    const after = await store.run((db) => listSealedRows(db, column, { afterId: "", limit: 100 }));
    const present = after.find(({ id }) => id === test.siteId) ?? expect.fail();
    const open = new Sealer(masterKey, seededRandomness("open"));
    expect(open.open(present.sealed, column.place(row.id))).toBe(webhookSecret);
    await store.close();
  });

  /** So that the gateway of the rig, which knows the old key only, can be closed as usual. */
  async function restore(): Promise<void> {
    await test.database.rows("delete from sites");
    await test.database.rows("delete from site_keys");
    await test.database.rows("delete from accounts");
  }
});

describe("a gateway that runs while the key is rotated", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(async () => {
    await database.release();
  });

  it("seals with the new key at once and reads what others sealed with it, without a restart", async () => {
    let keys = [masterKey];
    const options = { ...database.choice, publicUrl: () => "https://pay.test" };
    const gateway = await createGateway({ ...options, masterKey: () => keys });
    await gateway.registerAccount({
      id: "mapi",
      environment: "simulator",
      endpoint: "https://alipay.test/gateway.do",
      protocol: "mapi",
      credentials: { partner: testPartner, signType: "MD5", md5Key: testMd5Key },
      contracts: [],
      requestId: "r",
    });
    const other = await createGateway({ ...options, masterKey: () => [newKey, masterKey] });
    await other.resealSecrets(by);
    await other.close();
    keys = [newKey, masterKey];
    expect(await gateway.listAccounts()).toHaveLength(1);
    const site = await gateway.registerSite({ name: "店", requestId: "r" });
    keys = [newKey];
    expect((await gateway.findSiteByKey(site.keyId))?.matches("x", "0".repeat(64))).toBe(false);
    await gateway.close();
    await (await createGateway({ ...options, masterKey: newKey })).close();
  });
});

it("knows every sealed column of the schema: one that is missing here would be lost with the old key", () => {
  const schema = readFileSync(new URL("../../store/testdata/schema.txt", import.meta.url), "utf8");
  const found: string[] = [];
  let table = "";
  for (const line of schema.split("\n")) {
    if (!line.startsWith(" ")) table = line.trim();
    const column = /^ {2}(\w+_sealed) /.exec(line)?.[1];
    if (column !== undefined) found.push(`${table}.${column}`);
  }
  expect(sealedColumns.map(({ table: name, column }) => `${name}.${column}`).sort()).toEqual(found.sort());
});
