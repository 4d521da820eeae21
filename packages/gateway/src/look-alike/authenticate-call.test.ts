import { type Diagnosis, diagnose } from "@dedepay/doctor";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Diagnostician } from "../platform/diagnostician.ts";
import type { IncidentDocument } from "../use-cases/incidents/describe-incident.ts";
import { legacyCodeOf } from "./legacy-refusal.ts";
import { failureOf, issuedPair, type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";
import { dedecmsOrder, type Fields, type OldShop, signedQuery } from "./testing/old-shop.ts";

/** The real doctor, in this thread. */
const doctor: Diagnostician = {
  examine: async ({ evidence, context }) => ({ kind: "done", diagnosis: diagnose(evidence, context) }),
  close: async () => {},
};

/** Also on a machine that is busy with other things. */
const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 20_000 });

let stage: LookAlikeStage;
let serial = 0;
beforeAll(async () => {
  stage = await openStage({ diagnostician: doctor });
});
afterAll(() => stage.close());

/** A shop of its own for each mistake: incidents are one per key and reason. */
async function newShop(): Promise<OldShop> {
  const { partner, key } = await issuedPair(stage.gateway, stage.siteId);
  return { ...stage.shop, partner, key };
}

function fieldsOf(shop: OldShop, changes: Fields = {}): Fields {
  serial += 1;
  return dedecmsOrder(shop, `S-P9RN${serial}`, changes);
}

async function incidentOf({ partner }: OldShop): Promise<IncidentDocument> {
  const found = (await stage.gateway.listIncidents({ limit: 100 })).data.find(
    (one) => one.evidence["partner"] === partner,
  );
  if (found === undefined) throw new Error(`no incident about ${partner}`);
  return found;
}

describe("a request whose signature is wrong", () => {
  const wrong: [string, (shop: OldShop) => string, string | undefined][] = [
    ["is forged", (shop) => signedQuery({ ...shop, key: "0".repeat(32) }, fieldsOf(shop)), undefined],
    [
      "signs its empty seller, as DedeCMS does",
      (shop) => signedQuery(shop, fieldsOf(shop, { seller_email: "" })),
      "empty-value-signed",
    ],
    [
      "signs with white space behind the key",
      (shop) => signedQuery({ ...shop, key: `${shop.key} ` }, fieldsOf(shop)),
      "key-with-white-space",
    ],
    [
      "signs with the key that the site's Alipay account has",
      (shop) => signedQuery({ ...shop, key: "0123456789abcdefghijklmnopqrstuv" }, fieldsOf(shop)),
      "key-of-another-account",
    ],
    [
      "signs other bytes than it sends",
      (shop) => {
        const fields = fieldsOf(shop, { _input_charset: "gb2312" });
        const { sign } = Object.fromEntries(new URLSearchParams(signedQuery({ ...shop, charset: "utf-8" }, fields)));
        return signedQuery({ ...shop, charset: "gb2312" }, fields, { sign: sign ?? "" });
      },
      "wrong-charset-bytes",
    ],
  ];

  it.each(wrong)("because it %s tells a stranger nothing but its number", async (_, query, cause) => {
    const shop = await newShop();
    const failure = await failureOf(stage.call(query(shop)));
    expect([failure.unified, legacyCodeOf(failure, "")]).toEqual([1003, "ILLEGAL_SIGN"]);
    const shown = JSON.stringify([failure.detail, failure.fix, failure.extra, failure.param, failure.diagnosis]);
    expect(shown).not.toMatch(/seller_email|gb2312|空值|charset|key-/);
    const incident = await eventually(async () => {
      const found = await incidentOf(shop);
      expect(found.diagnosis).not.toBeNull();
      return found;
    });
    expect(incident).toMatchObject({ cause: "look-alike-request-refused", evidence: { requestId: "req_call" } });
    const diagnosis = incident.diagnosis as unknown as Diagnosis;
    if (cause !== undefined) expect(diagnosis.findings[0]).toMatchObject({ cause, confidence: "proven" });
    expect(JSON.stringify(await stage.gateway.listIncidents())).not.toContain(shop.key);
  });
});

describe("a request that is let in nowhere", () => {
  it("names a partner number that was not issued, or one with white space around it", async () => {
    const shop = await newShop();
    const fields = { ...fieldsOf(shop), partner: "2088000000000404" };
    const failure = await failureOf(stage.call(signedQuery(shop, fields)));
    expect([failure.unified, legacyCodeOf(failure, "")]).toEqual([1004, "ILLEGAL_PARTNER"]);
    expect((await incidentOf({ ...shop, partner: "2088000000000404" })).cause).toBe("look-alike-unknown-partner");
    await failureOf(stage.call(signedQuery(shop, { ...fieldsOf(shop), partner: `${shop.partner} ` })));
    expect((await incidentOf({ ...shop, partner: `${shop.partner} ` })).title.zh).toContain("空白");
  });

  it("comes with a revoked key, which only its holder is told", async () => {
    const shop = await newShop();
    const { siteId } = stage;
    await stage.gateway.revokeLookAlikeKey({ siteId, partner: shop.partner, requestId: "req_revoke" });
    const known = await failureOf(stage.call(signedQuery(shop, fieldsOf(shop))));
    expect(known.detail.zh).toContain("已经停用");
    const stranger = await failureOf(stage.call(signedQuery({ ...shop, key: "0".repeat(32) }, fieldsOf(shop))));
    expect(stranger.unified).toBe(1003);
  });

  it("comes from a site that is disabled, whatever it asks for", async () => {
    const site = { name: "停用", returnOrigins: ["https://old.test"], requestId: "req_setup" };
    const { siteId } = await stage.gateway.registerSite(site);
    const shop = { ...stage.shop, ...(await issuedPair(stage.gateway, siteId)) };
    const disable = (disabled: boolean) => stage.gateway.changeSite({ siteId, disabled, requestId: "req_d" });
    const query = signedQuery(shop, fieldsOf(shop));
    await disable(true);
    const failure = await failureOf(stage.call(query));
    expect([failure.unified, legacyCodeOf(failure, ""), failure.detail.zh]).toEqual([
      ...[1004, "HAS_NO_PRIVILEGE"],
      expect.stringContaining("停用"),
    ]);
    await disable(false);
    expect(await failureOf(stage.call(query))).not.toMatchObject({ detail: failure.detail });
  });

  it("asks for RSA, which is not what the key is for", async () => {
    const shop = await newShop();
    const query = signedQuery(shop, fieldsOf(shop)).replace("sign_type=MD5", "sign_type=RSA");
    expect(await failureOf(stage.call(query))).toMatchObject({ unified: 1003 });
    expect(await incidentOf(shop)).toMatchObject({ evidence: { reason: "sign_type_differs" } });
  });

  it("floods the door, and is written down once in five seconds", async () => {
    const shop = await newShop();
    for (let run = 0; run < 5; run += 1) await failureOf(stage.call(signedQuery(shop, fieldsOf(shop), { sign: "x" })));
    expect((await incidentOf(shop)).count).toBe(1);
    await stage.time.advance(5000);
    await failureOf(stage.call(signedQuery(shop, fieldsOf(shop), { sign: "x" })));
    expect((await incidentOf(shop)).count).toBe(2);
  });

  it("asks for a service that nobody serves, or for none", async () => {
    for (const service of ["create_forex_trade", "", "toString"]) {
      const failure = await failureOf(stage.ask(service, {}));
      expect([failure.unified, legacyCodeOf(failure, service)]).toEqual([1006, "ILLEGAL_SERVICE"]);
    }
  });

  it("is no form, or declares a charset that nobody knows", async () => {
    expect(await failureOf(stage.call("service=%zz"))).toMatchObject({ unified: 1007 });
    expect(await failureOf(stage.call("service=a&service=b"))).toMatchObject({ unified: 1007, param: "service" });
    const big5 = { ...fieldsOf(stage.shop), _input_charset: "big5" };
    const failure = await failureOf(stage.call(signedQuery(stage.shop, big5)));
    expect([failure.unified, legacyCodeOf(failure, "")]).toEqual([1002, "ILLEGAL_CHARSET"]);
  });
});

describe("the keys of a site", () => {
  it("have the form in which Alipay gave them out, and are shown once", async () => {
    const issued = await stage.gateway.issueLookAlikeKey({ siteId: stage.siteId, requestId: "req_k" });
    expect(issued.partner).toMatch(/^2088\d{12}$/);
    expect(issued.key).toMatch(/^[a-z0-9]{32}$/);
    expect(issued.gatewayUrl).toBe("https://pay.test/gateway.do?");
    const view = await stage.gateway.viewLookAlike(stage.siteId);
    expect(view.keys.map(({ partner }) => partner)).toContain(issued.partner);
    expect(JSON.stringify(view)).not.toContain(issued.key);
  });

  it("may be the old ones of Alipay, with a warning, for one site only", async () => {
    const reuse = { partner: "2088000000000999", key: "abcdefghijklmnopqrstuvwxyz012345" };
    const { siteId } = stage;
    const issued = await stage.gateway.issueLookAlikeKey({ siteId, reuse, requestId: "req_k" });
    expect(issued).toMatchObject({ partner: reuse.partner, key: null, origin: "alipay" });
    expect(issued.warnings[0]?.zh).toContain("查询确认");
    expect(
      await stage.call(signedQuery({ ...stage.shop, ...reuse }, fieldsOf({ ...stage.shop, ...reuse }))),
    ).toMatchObject({
      kind: "redirect",
    });
    const again = stage.gateway.issueLookAlikeKey({ siteId, reuse, requestId: "req_k" });
    expect(await failureOf(again)).toMatchObject({ unified: 1013 });
    for (const wrong of [{ key: `${reuse.key} ` }, { key: "short" }, { partner: "2021000000000001" }]) {
      const input = { siteId, reuse: { ...reuse, ...wrong }, requestId: "req_k" };
      expect(await failureOf(stage.gateway.issueLookAlikeKey(input))).toMatchObject({ unified: 1002, param: "reuse" });
    }
  });
});
