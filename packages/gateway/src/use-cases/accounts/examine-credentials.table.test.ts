import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { credentialsOf, defaultWorld } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway } from "../../create-gateway.ts";
import { examineHere } from "../../platform/examiner.ts";
import { alipayKeys, appKeys } from "../../testing/fake-alipay.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { masterKey, openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";
import { VirtualTime } from "../../testing/virtual-time.ts";
import type { RegisterAccountInput } from "./register-account.ts";

let test: TestGateway;

beforeAll(async () => {
  test = await openTestGateway({ examine: examineHere });
});
afterAll(async () => {
  await test.close();
});

const mapi = { partner: testPartner, signType: "MD5" as const, md5Key: testMd5Key };
const openapi = { appId: "2021000000000009", privateKey: appKeys.privateKey, alipayPublicKey: alipayKeys.publicKey };
const base = { environment: "sandbox" as const, contracts: [], requestId: "r" };
const ofMapi = (change: object, more: object = {}): RegisterAccountInput =>
  ({ ...base, protocol: "mapi", credentials: { ...mapi, ...change }, ...more }) as RegisterAccountInput;
const ofOpenapi = (change: object, more: object = {}): RegisterAccountInput =>
  ({ ...base, protocol: "openapi", credentials: { ...openapi, ...change }, ...more }) as RegisterAccountInput;
const oneLine = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, "");

const certified = defaultWorld().accounts.find(({ id }) => id === "openapi-certificate");
const { protocol: _, ...withCertificates } = credentialsOf(certified ?? fail());
const certificates = "certificates" in withCertificates ? (withCertificates.certificates ?? fail()) : fail();
const foreign = readFileSync(new URL("../../../../alipay/testdata/keys/untrusted.crt", import.meta.url), "utf8");

function fail(): never {
  throw new Error("the default world has no account with certificates");
}

async function refusal(input: RegisterAccountInput): Promise<Record<string, unknown>> {
  const before = (await test.gateway.listAccounts()).length;
  const error: unknown = await test.gateway.registerAccount(input).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(await test.gateway.listAccounts()).toHaveLength(before);
  return error as Record<string, unknown>;
}

describe("a wrong key is refused with what it is, before it is stored:", () => {
  it.each<[string, RegisterAccountInput, string]>([
    ["an app_id for the PID", ofMapi({ partner: "2021000000000009" }), "credentials-in-wrong-places"],
    ["an e-mail for the PID", ofMapi({ partner: "shop@example.com" }), "credentials-in-wrong-places"],
    ["the PID for the e-mail", ofMapi({ sellerEmail: testPartner }), "credentials-in-wrong-places"],
    ["the PID for the MD5 key", ofMapi({ md5Key: testPartner }), "credentials-in-wrong-places"],
    ["an RSA key for the MD5 key", ofMapi({ md5Key: oneLine(appKeys.privateKey) }), "credentials-in-wrong-places"],
    ["the PID for the app_id", ofOpenapi({ appId: testPartner }), "credentials-in-wrong-places"],
    ["a public key for the private one", ofOpenapi({ privateKey: appKeys.publicKey }), "credentials-in-wrong-places"],
    ["a private key for Alipay's", ofOpenapi({ alipayPublicKey: appKeys.privateKey }), "credentials-in-wrong-places"],
    ["the MD5 key for the private one", ofOpenapi({ privateKey: testMd5Key }), "credentials-in-wrong-places"],
    ["white space after the MD5 key", ofMapi({ md5Key: `${testMd5Key}\t` }), "key-with-white-space"],
    ["white space before the PID", ofMapi({ partner: ` ${testPartner}` }), "key-with-white-space"],
    ["an MD5 key in capitals", ofMapi({ md5Key: testMd5Key.toUpperCase() }), "key-in-wrong-case"],
    [
      "a private key that was cut",
      ofOpenapi({ privateKey: oneLine(appKeys.privateKey).slice(0, 900) }),
      "key-not-readable",
    ],
    [
      "the application's own public key for Alipay's",
      ofOpenapi({ alipayPublicKey: appKeys.publicKey }),
      "app-public-key-used-as-alipay-public-key",
    ],
    [
      "a private key of another pair than was uploaded",
      ofOpenapi({}, { appPublicKey: alipayKeys.publicKey }),
      "key-of-another-account",
    ],
    [
      "a certificate of Alipay's from elsewhere",
      ofOpenapi({
        ...withCertificates,
        alipayPublicKey: undefined,
        certificates: { ...certificates, alipay: foreign },
      }),
      "certificate-expired-or-unknown",
    ],
    [
      "production's account at the sandbox's address",
      ofOpenapi({}, { environment: "production", endpoint: "https://openapi-sandbox.dl.alipaydev.com/gateway.do" }),
      "sandbox-and-production-mixed",
    ],
    [
      "an app_id of the sandbox's range in production",
      ofOpenapi({ appId: "9021000000000009" }, { environment: "production" }),
      "sandbox-and-production-mixed",
    ],
    ["the sample key of DedeCMS", ofMapi({ sellerEmail: "yuan12345xin@163.com" }), "sample-credentials-in-use"],
  ])("%s", async (_what, input, cause) => {
    const error = await refusal(input);
    expect(error).toMatchObject({ unified: 1002, diagnosis: { cause } });
    expect(String(error["param"])).toMatch(/^credentials/);
    const shown = inspect(error, { depth: 20 });
    for (const secret of [testMd5Key, oneLine(appKeys.privateKey).slice(100, 160)]) expect(shown).not.toContain(secret);
    expect((error["detail"] as { zh: string }).zh).toMatch(/\p{Script=Han}/u);
    expect((error["fix"] as unknown[]).length).toBeGreaterThan(0);
  });

  it("a certificate of another key, in the parser's own words", async () => {
    const other = { ...certificates, app: certificates.alipay };
    const error = await refusal(ofOpenapi({ ...withCertificates, alipayPublicKey: undefined, certificates: other }));
    expect(error).toMatchObject({ unified: 1002, param: "credentials.certificates.app" });
  });

  it("a public key that is none, for comparing", async () => {
    expect(await refusal(ofOpenapi({}, { appPublicKey: "nonsense" }))).toMatchObject({
      unified: 1002,
      param: "credentials.appPublicKey",
    });
  });

  it("a certificate that has expired by the gateway's clock", async () => {
    const database = await openTestDatabase();
    const time = new VirtualTime(Date.parse("2200-01-01T00:00:00Z"));
    const gateway = await createGateway({
      ...database.choice,
      masterKey,
      publicUrl: () => "https://pay.test",
      platform: {
        ...{ clock: time, timers: time, randomness: { bytes: (n) => new Uint8Array(n) } },
        ...{ http: test.alipay.send, egress: test.alipay.send, mail: () => Promise.reject(new Error("no mail")) },
      },
    });
    const input = ofOpenapi({ ...withCertificates, alipayPublicKey: undefined, certificates });
    await expect(gateway.registerAccount(input)).rejects.toMatchObject({
      unified: 1002,
      diagnosis: { cause: "certificate-expired-or-unknown" },
    });
    await gateway.close();
    await database.release();
  });
});

describe("what is right is stored:", () => {
  it.each<[string, RegisterAccountInput]>([
    ["an account of the partner protocol", ofMapi({ sellerEmail: "shop@example.com" })],
    ["a key with line breaks and header", ofOpenapi({})],
    ["a key on one line", ofOpenapi({ privateKey: oneLine(appKeys.privateKey) })],
    ["a pair that was compared", ofOpenapi({}, { appPublicKey: appKeys.publicKey })],
    ["certificates that belong together", ofOpenapi({ ...withCertificates, certificates, alipayPublicKey: undefined })],
    [
      "the simulator's account in production's clothes",
      ofMapi({}, { environment: "simulator", endpoint: "http://127.0.0.1:1/gateway.do" }),
    ],
  ])("%s", async (_what, input) => {
    const account = await test.gateway.registerAccount(input);
    expect(account.environment).toBe(input.environment);
  });

  it("and a doubt which the owner has looked at, but never a proof", async () => {
    const capitals = ofMapi({ md5Key: testMd5Key.toUpperCase() });
    const doubt = await refusal(capitals);
    expect((doubt["fix"] as { zh: string }[]).at(-1)?.zh).toContain("--accept key-in-wrong-case");
    await test.gateway.registerAccount({ ...capitals, acceptedDoubts: ["key-in-wrong-case"] });
    const acceptedDoubts = ["app-public-key-used-as-alipay-public-key", "key-not-readable"];
    await refusal({ ...ofOpenapi({ alipayPublicKey: appKeys.publicKey }), acceptedDoubts });
  });
});
