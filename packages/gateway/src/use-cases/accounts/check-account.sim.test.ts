import { credentialsOf, defaultWorld, type Simulator, startSimulator, type World } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../../create-gateway.ts";
import { silentLog } from "../../platform/log.ts";
import { watchedLog, watchedVerbs } from "../../testing/leak-watch.ts";
import { openTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import type { RegisterAccountInput } from "./register-account.ts";

let simulator: Simulator;
let gateway: Gateway;
let database: TestDatabase;

const by = { requestId: "req_check" };

function world(): World {
  const { accounts, ...others } = defaultWorld();
  const may = (id: string, capabilities: ("query" | "close" | "refund")[]) => {
    const like = accounts.find((account) => account.id === id);
    if (like === undefined) throw new Error(id);
    return { ...like, capabilities };
  };
  return {
    ...others,
    accounts: [...accounts.filter(({ id }) => id !== "mapi-lapsed" && id !== "openapi-certificate")].concat([
      { ...may("mapi-lapsed", []), contracts: may("mapi-all", []).contracts },
      may("openapi-certificate", ["close"]),
    ]),
  };
}

beforeAll(async () => {
  simulator = await startSimulator({ world: world() });
  database = await openTestDatabase();
  gateway = watchedVerbs(
    await createGateway({
      ...database.choice,
      masterKey: Buffer.alloc(32, 3),
      publicUrl: () => "https://pay.test",
      log: watchedLog(silentLog),
    }),
  );
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
  await database.release();
});

function registration(id: string, change: object = {}, more: object = {}): RegisterAccountInput {
  const account = simulator.world.accounts.find((one) => one.id === id);
  if (account === undefined) throw new Error(`no account ${id} in the world`);
  const { protocol, ...credentials } = credentialsOf(account);
  const endpoint = protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint;
  const base = { ...by, environment: "simulator", endpoint, contracts: [] };
  return { ...base, protocol, credentials: { ...credentials, ...change }, ...more } as RegisterAccountInput;
}

async function check(input: RegisterAccountInput) {
  const { id } = await gateway.registerAccount(input);
  return { id, ...(await gateway.checkAccount({ ...by, accountId: id })) };
}

describe("asking Alipay about an account", () => {
  it.each(["mapi-all", "openapi-key", "openapi-encrypted"])("finds %s in order, and may do everything", async (id) => {
    const checked = await check(registration(id));
    expect(checked).toMatchObject({ verdict: "works", findings: [], warnings: [] });
    expect(checked.steps.map(({ name, result }) => [name, result])).toEqual([
      ["query", "allowed"],
      ["close", "allowed"],
      ["refund", "allowed"],
    ]);
    const { capabilities, checkedAtMs } = await gateway.getAccount(checked.id);
    expect(capabilities).toEqual({ query: "yes", close: "yes", refund: "yes" });
    expect(checkedAtMs).toBeGreaterThan(0);
  });

  it("leaves nothing behind at Alipay, and tells nobody of a refund", async () => {
    await check(registration("mapi-all"));
    const reply = await fetch(`${simulator.url}/sim/trades`);
    const trades = (await reply.json()) as { trades?: unknown[] };
    expect(JSON.stringify(trades)).not.toContain("dedepaycheck");
  });

  it("learns what the account may not, and says that a lost notification can't be recovered", async () => {
    const old = await check(registration("mapi-lapsed"));
    expect(old.verdict).toBe("works");
    expect(old.steps.map(({ result }) => result)).toEqual(["not_allowed", "not_allowed", "not_allowed"]);
    expect(old.warnings.map(({ en }) => en).join(" ")).toMatch(/cannot recover a lost notification.*payment password/);
    expect((await gateway.getAccount(old.id)).capabilities).toEqual({ query: "no", close: "no", refund: "no" });
    const app = await check(registration("openapi-certificate"));
    expect((await gateway.getAccount(app.id)).capabilities).toEqual({ query: "no", close: "yes", refund: "no" });
  });

  it.each([
    ["a PID with another's MD5 key", "mapi-all", { md5Key: "directphysicalkey0123456789abcde" }, "ILLEGAL_SIGN"],
    ["a PID that is not active", "mapi-inactive", {}, "ILLEGAL_PARTNER"],
    ["an unknown app_id", "openapi-key", { appId: "2021000999999999" }, "isv.invalid-app-id"],
  ])("names %s as wrong, with Alipay's code and a finding", async (_what, id, change, code) => {
    const checked = await check(registration(id, change));
    expect(checked.verdict).toBe("wrong");
    expect(checked.steps.map(({ result }) => result)).toEqual(["not_recognised", "not_asked", "not_asked"]);
    expect(checked.steps[0]?.code).toBe(code);
    expect(checked.findings.length).toBeGreaterThan(0);
    expect((await gateway.getAccount(checked.id)).capabilities.query).toBe("unknown");
  });

  it("names the pair of PID and key that do not belong together", async () => {
    const checked = await check(registration("mapi-all", { md5Key: "lapsedcontractkey0123456789abcde" }));
    expect(checked.findings[0]).toMatchObject({ cause: "pid-and-key-do-not-belong-together" });
  });

  it("sees that Alipay's own answer does not verify: the key of Alipay's is another app's", async () => {
    const other = simulator.world.accounts.find(({ id }) => id === "openapi-certificate");
    const alipayPublicKey = other?.protocol === "openapi" ? other.alipayPublicKey : "";
    const checked = await check(registration("openapi-key", { alipayPublicKey }));
    expect(checked.verdict).toBe("wrong");
    expect(checked.steps[0]).toMatchObject({ result: "reply_not_verified", code: "ACQ.TRADE_NOT_EXIST" });
    expect(checked.findings.length).toBeGreaterThan(0);
  });

  it("claims nothing where nobody answers", async () => {
    const checked = await check(registration("openapi-key", {}, { endpoint: "http://127.0.0.1:9/gateway.do" }));
    expect(checked).toMatchObject({ verdict: "unknown", findings: [] });
    expect(checked.steps.map(({ result }) => result)).toEqual(["unknown", "not_asked", "not_asked"]);
  });

  it("is written down, without a key in it", async () => {
    const { id } = await check(registration("mapi-all"));
    const { data } = await gateway.listAudit({ subject: id, limit: 5 });
    expect(data.map(({ action }) => action).sort()).toEqual(["account.checked", "account.registered"]);
    expect(data.find(({ action }) => action === "account.checked")?.detail).toMatchObject({
      after: { verdict: "works", canQuery: "yes" },
    });
    expect(JSON.stringify(data)).not.toContain("simulatorkey");
  });
});

describe("credentials which Alipay is asked about before they are stored", () => {
  const wrongKey = { md5Key: "directphysicalkey0123456789abcde" };

  it("are refused with the finding where Alipay does not recognise them", async () => {
    const before = (await gateway.listAccounts()).length;
    const registering = gateway.registerAccount(registration("mapi-all", wrongKey, { askAlipay: true }));
    await expect(registering).rejects.toMatchObject({
      unified: 1002,
      alipay: { code: "ILLEGAL_SIGN" },
      diagnosis: { cause: "pid-and-key-do-not-belong-together" },
    });
    expect(await gateway.listAccounts()).toHaveLength(before);
  });

  it("are stored where Alipay knows them, and with the doubt stated where it is not there to be asked", async () => {
    const known = await gateway.registerAccount(registration("mapi-all", {}, { askAlipay: true }));
    expect(known.check).toMatchObject({ verdict: "works", warnings: [] });
    const nowhere = { askAlipay: true, endpoint: "http://127.0.0.1:9/gateway.do" };
    const doubtful = await gateway.registerAccount(registration("mapi-all", {}, nowhere));
    expect(doubtful.check).toMatchObject({ verdict: "unknown", findings: [] });
    expect(doubtful.check?.warnings[0]?.en).toContain("nothing proves them");
    const unasked = await gateway.registerAccount(registration("mapi-all"));
    expect(unasked).not.toHaveProperty("check");
    const said = async (subject: string) => (await gateway.listAudit({ subject, limit: 1 })).data[0]?.detail;
    expect(await said(doubtful.id)).toMatchObject({ after: { alipay: "unknown" } });
    expect(await said(unasked.id)).toMatchObject({ after: { alipay: "not_asked" } });
  });

  it("are not put in the place of working ones", async () => {
    const { id } = await gateway.registerAccount(registration("mapi-all"));
    const rotating = gateway.rotateAccountKey({ ...by, accountId: id, keys: wrongKey, askAlipay: true });
    await expect(rotating).rejects.toMatchObject({ unified: 1002, alipay: { code: "ILLEGAL_SIGN" } });
    expect((await gateway.checkAccount({ ...by, accountId: id })).verdict).toBe("works");
  });
});
