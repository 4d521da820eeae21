import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

let test: TestGateway;
const by = { requestId: "req_k", actor: "cli:ada" };
const dayMs = 24 * 3600 * 1000;

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 10 * dayMs });
});
afterEach(async () => {
  await test.close();
});

async function standing(keyId: string): Promise<string | undefined> {
  return (await test.gateway.findSiteByKey(keyId))?.standing;
}

describe("a site's key", () => {
  it("has the scopes and lists that were given, and its secret once", async () => {
    const { siteId } = test;
    const made = await test.gateway.addSiteKey({
      ...by,
      siteId,
      label: "仓库 warehouse",
      scopes: ["read", "pay"],
      addresses: ["10.0.0.0/8", "2001:db8::/32"],
      origins: ["https://shop.example"],
    });
    expect(made).toMatchObject({ label: "仓库 warehouse", standing: "valid" });
    const key = await test.gateway.findSiteByKey(made.id);
    expect(key).toMatchObject({ scopes: ["pay", "read"], addresses: ["10.0.0.0/8", "2001:db8::/32"] });
    expect(key?.matches("x", createHmac("sha256", made.secret).update("x").digest("hex"))).toBe(true);
    expect(JSON.stringify(await test.gateway.listSiteKeys(siteId))).not.toContain(made.secret);
    expect(await test.gateway.allowsOrigin("https://shop.example")).toBe(true);
    await test.gateway.revokeKey({ ...by, keyId: made.id });
    expect(await test.gateway.allowsOrigin("https://shop.example")).toBe(false);
  });

  it("may do everything from everywhere unless told otherwise, but from no page", async () => {
    const made = await test.gateway.addSiteKey({ ...by, siteId: test.siteId });
    expect(made).toMatchObject({ scopes: ["pay", "refund", "read"], addresses: [], origins: [] });
  });

  it("is changed list by list, and the gateway beside sees it at once", async () => {
    const [first] = await test.gateway.listSiteKeys(test.siteId);
    const keyId = first?.id ?? "";
    const twin = await test.openTwin();
    await twin.changeSiteKey({ ...by, keyId, scopes: ["read"] });
    await twin.changeSiteKey({ ...by, keyId, addresses: ["203.0.113.7"] });
    await twin.close();
    expect(await test.gateway.findSiteByKey(keyId)).toMatchObject({ scopes: ["read"], addresses: ["203.0.113.7"] });
  });

  it("is rotated with an overlap: both work until the date, then only the new one", async () => {
    const [old] = await test.gateway.listSiteKeys(test.siteId);
    const keyId = old?.id ?? "";
    await test.gateway.changeSiteKey({ ...by, keyId, scopes: ["pay"] });
    const oldValidUntilMs = test.time.nowMs() + dayMs;
    const made = await test.gateway.rotateSiteKey({ ...by, keyId, oldValidUntilMs });
    expect(made.scopes).toEqual(["pay"]);
    expect([await standing(keyId), await standing(made.id)]).toEqual(["valid", "valid"]);
    await test.time.advance(dayMs - 1);
    expect(await standing(keyId)).toBe("valid");
    await test.time.advance(1);
    expect([await standing(keyId), await standing(made.id)]).toEqual(["expired", "valid"]);
    await expect(
      test.gateway.rotateSiteKey({ ...by, keyId, oldValidUntilMs: test.time.nowMs() }),
    ).rejects.toMatchObject({
      unified: 1010,
    });
  });

  it("is never given a longer life by being rotated twice", async () => {
    const [old] = await test.gateway.listSiteKeys(test.siteId);
    const keyId = old?.id ?? "";
    const nowMs = test.time.nowMs();
    await test.gateway.rotateSiteKey({ ...by, keyId, oldValidUntilMs: nowMs + dayMs });
    await test.gateway.rotateSiteKey({ ...by, keyId, oldValidUntilMs: nowMs + 5 * dayMs });
    const again = (await test.gateway.listSiteKeys(test.siteId)).find(({ id }) => id === keyId);
    expect(again?.validUntilMs).toBe(nowMs + dayMs);
  });

  it("is revoked at once and for good, however often", async () => {
    const [first] = await test.gateway.listSiteKeys(test.siteId);
    const keyId = first?.id ?? "";
    const revoked = await test.gateway.revokeKey({ ...by, keyId });
    await test.time.advance(1000);
    expect(await test.gateway.revokeKey({ ...by, keyId })).toEqual(revoked);
    expect(await standing(keyId)).toBe("revoked");
    const { data } = await test.gateway.listAudit({ subject: keyId, action: "site_key.revoked", limit: 10 });
    expect(data).toHaveLength(1);
  });

  it.each([
    ["scopes", { scopes: [] }],
    ["scopes", { scopes: ["admin" as "pay"] }],
    ["addresses", { addresses: ["10.0.0.0/40"] }],
    ["origins", { origins: ["https://shop.example/path"] }],
    ["label", { label: "two\nlines" }],
  ])("is refused with wrong %s", async (param, settings) => {
    await expect(test.gateway.addSiteKey({ ...by, siteId: test.siteId, ...settings })).rejects.toMatchObject({
      unified: 1002,
      param,
    });
  });

  it("is refused for an unknown site, and unknown keys are 1009", async () => {
    await expect(test.gateway.addSiteKey({ ...by, siteId: "nobody" })).rejects.toMatchObject({ unified: 1009 });
    await expect(test.gateway.revokeKey({ ...by, keyId: "key_nobody" })).rejects.toMatchObject({ unified: 1009 });
    const far = { ...by, keyId: "key_nobody", oldValidUntilMs: test.time.nowMs() + 91 * dayMs };
    await expect(test.gateway.rotateSiteKey(far)).rejects.toMatchObject({ unified: 1002, param: "old_valid_until" });
  });

  it("of release 1 has no settings and may do what it could before", async () => {
    const [first] = await test.gateway.listSiteKeys(test.siteId);
    await test.database.rows("delete from key_settings");
    await test.database.rows("delete from site_settings");
    expect(await test.gateway.findSiteByKey(first?.id ?? "")).toMatchObject({
      standing: "valid",
      scopes: ["pay", "refund", "read"],
    });
    expect(await test.gateway.getSite(test.siteId)).toMatchObject({ mode: "test", disabledAtMs: undefined });
  });
});
