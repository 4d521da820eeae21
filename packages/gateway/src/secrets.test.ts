import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createGateway } from "./create-gateway.ts";
import { silentLog } from "./platform/log.ts";
import { mapiNotification } from "./testing/fake-alipay.ts";
import { sawBody, takeLeaks, watchedLog, watchedVerbs } from "./testing/leak-watch.ts";
import { masterKey, openTestGateway, type TestGateway } from "./testing/test-gateway.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), "utf8");
}

/** The secret itself, without the armour of a PEM, and as a database or a log might hold it. */
function shapesOf(secret: string): string[] {
  const bare = secret.replace(/-----[A-Z ]+-----|\s/g, "");
  return [secret, bare, bare.slice(40, 120), JSON.stringify(secret).slice(1, -1)].filter((shape) => shape.length >= 16);
}

function assertAbsent(text: string): void {
  for (const secret of test.secrets) for (const shape of shapesOf(secret)) expect(text.includes(shape)).toBe(false);
}

async function useEverything(): Promise<unknown[]> {
  const outputs: unknown[] = [];
  for (const account of ["mapi", "openapi"]) {
    const payment = await test.pay({ account, product: "auto", goods: "virtual" });
    outputs.push(
      payment,
      await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_1" }),
    );
    for (const mood of ["times_out", "garbage", "unsigned", { refuses: "ILLEGAL_SIGN" }, "answers"] as const) {
      test.alipay.mood = mood;
      outputs.push(await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "req_2" }));
      await test.time.advance(5000);
    }
    outputs.push(await test.gateway.inspectPayment(payment.id));
  }
  const trade = test.alipay.trade("unknown", { status: "TRADE_SUCCESS", totalFen: 1n });
  const rawBody = mapiNotification(trade);
  outputs.push(await test.gateway.acceptNotification({ accountId: "mapi", rawBody, requestId: "req_3" }));
  outputs.push(await test.gateway.listAccounts(), await test.incidents());
  return outputs;
}

it("keeps no secret in clear in any file of the database", async () => {
  await useEverything();
  const folder = dirname(test.database.choice.databaseFile ?? "");
  const files = readdirSync(folder).map((name) => join(folder, name));
  expect(files.some((file) => existsSync(file))).toBe(true);
  for (const file of files) assertAbsent(readFileSync(file, "latin1"));
  expect(files.map((file) => readFileSync(file)).some((bytes) => bytes.includes(masterKey))).toBe(false);
});

it("writes no secret into the log and gives none out", async () => {
  const outputs = await useEverything();
  assertAbsent(test.logLines.join("\n"));
  for (const output of outputs) assertAbsent(inspect(output, { depth: 20, showHidden: true }));
  assertAbsent(inspect(test.gateway, { depth: 20, showHidden: true }));
});

it("is watched for in the whole suite: no test opens a gateway but with the watch of leaks", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.test\.ts$/.test(name),
  );
  const opening = files.filter((name) =>
    /(?:createGateway|startGateway|createPublicServer|createAdminServer)\(/.test(read(name)),
  );
  expect(opening.length).toBeGreaterThan(5);
  expect(
    opening.filter((name) => !/leak-watch|testing\/(?:test-gateway|test-server|rehearsal)/.test(read(name))),
  ).toEqual([]);
  for (const rig of ["testing/test-gateway.ts", "http/testing/test-server.ts", "http/testing/rehearsal.ts"])
    expect(read(rig)).toMatch(/leak-watch/);
});

it("would be found in a log line, an answer, an error and a body, in any shape", async () => {
  const [md5Key = "", privateKey = "", keySecret = ""] = test.secrets;
  const bare = privateKey.replace(/-----[A-Z ]+-----|\s/g, "");
  const wrong = watchedVerbs({
    leak: async () => ({ deep: { key: keySecret } }),
    fail: () => Promise.reject(new Error(md5Key)),
  });
  watchedLog(silentLog).warn({ text: `x ${bare.slice(30, 400)}` }, "leaky line");
  await wrong.leak();
  await wrong.fail().catch(() => undefined);
  sawBody("GET /admin/accounts", JSON.stringify({ key: privateKey }));
  sawBody("POST /admin/sites", JSON.stringify({ key_secret: keySecret }));
  const found = takeLeaks().join("; ");
  expect(found).toMatch(/log line "leaky line" holds privateKey of accounts\/openapi/);
  expect(found).toMatch(/answer of leak holds secret of site_keys/);
  expect(found).toMatch(/error of fail holds md5Key of accounts\/mapi/);
  expect(found).toMatch(/body of GET \/admin\/accounts holds privateKey/);
  // Where it is made it may be shown, once.
  expect(found).not.toContain("POST /admin/sites");
});

it("names a wrong key without repeating it", async () => {
  const key = "AAAAB3NzaC1yc2EAAAADAQABAAABAQ-this-is-a-secret";
  const registering = test.gateway.registerAccount({
    environment: "simulator",
    endpoint: "https://alipay.test/gateway.do",
    protocol: "openapi",
    credentials: { appId: "2021000000000002", privateKey: key, alipayPublicKey: "x" },
    contracts: [],
    requestId: "req_x",
  });
  const error: unknown = await registering.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ unified: 1002, param: "credentials.privateKey" });
  expect(inspect(error, { depth: 20 })).not.toContain("this-is-a-secret");
});

it("does not start under another master key than the database's", async () => {
  await test.gateway.close();
  const other = createGateway({
    ...test.database.choice,
    masterKey: Buffer.alloc(32, 9),
    publicUrl: () => "https://pay.test",
  });
  await expect(other).rejects.toMatchObject({ name: "SealBroken", place: "accounts/mapi/secrets" });
  await test.reopen();
});
