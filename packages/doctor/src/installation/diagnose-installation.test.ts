import { describe, expect, it } from "vitest";
import { diagnoseInstallation } from "./diagnose-installation.ts";
import type { AccountFacts, InstallationFacts, SiteFacts } from "./installation-facts.ts";

const nowMs = Date.parse("2026-06-01T04:00:00Z");
const dayMs = 86_400_000;

const account: AccountFacts = {
  ...{ id: "shop", environment: "production", protocol: "mapi", isDisabled: false, canQuery: "yes" },
  ...{ endpoint: "https://mapi.alipay.com/gateway.do", usualEndpoint: "https://mapi.alipay.com/gateway.do" },
  notifyUrl: "https://pay.example/notify/shop",
  checkedAtMs: nowMs,
  contracts: [{ product: "direct", goods: "virtual", status: "active" }],
  findings: [],
};
const site: SiteFacts = {
  ...{ id: "tea", mode: "live", isDisabled: false, webhookUrl: "https://tea.example/hook", adapter: "webhook" },
  ...{ account: "shop", workingKeys: 1, waiting: 0, oldestWaitingMs: undefined, parked: 0, dead: 0 },
};
const healthy: InstallationFacts = {
  ...{
    nowMs,
    publicUrl: "https://pay.example",
    isPublicUrlSet: true,
    recovery: "none",
    payments: 7,
    noticeChannels: 1,
  },
  readiness: [{ name: "store", ready: true, blocks: true, zh: "数据库可以读写。", en: "The database works." }],
  backUp: { lastMs: nowMs - 3_600_000 },
  accounts: [account],
  sites: [site],
  causes: [],
  unknownOutcomes: { payments: 0, refunds: 0 },
  clockAheadMs: undefined,
  ...{ asked: [], probedSites: [], probedGateway: [] },
};
const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

function namesOf(change: Partial<InstallationFacts>): string[] {
  return diagnoseInstallation({ ...healthy, ...change }).findings.map(({ name, severity }) => `${severity} ${name}`);
}

const sites = (change: Partial<SiteFacts>): Partial<InstallationFacts> => ({ sites: [{ ...site, ...change }] });
const accounts = (change: Partial<AccountFacts>): Partial<InstallationFacts> => ({
  accounts: [{ ...account, ...change }],
});

describe("an installation without fault", () => {
  it("has no finding, says what is in order, and what can't be known without asking", () => {
    const { findings, inOrder, unknown } = diagnoseInstallation(healthy);
    expect(findings).toEqual([]);
    expect(inOrder.map(({ en }) => en)).toEqual(["The database works.", "Last back-up: 60 minutes ago"]);
    expect(unknown.map(({ what, how }) => `${what.en}: ${how.en}`)).toEqual([
      "whether Alipay recognises the keys of shop: dedepay doctor --live",
      "how far the clock is off Alipay's: dedepay doctor --live",
      "how these sites answer now: tea: dedepay doctor --live",
      expect.stringContaining("dedepay account try shop"),
    ]);
  });

  it("is not blamed for a site that nobody sells by", () => {
    expect(namesOf(sites({ id: "dedepay-try", mode: "test", webhookUrl: undefined, workingKeys: 0 }))).toEqual([]);
  });
});

describe("what stands in the ledger", () => {
  it.each<[string, Partial<InstallationFacts>, string]>([
    ["no public URL", { isPublicUrlSet: false }, "money public-url-not-set"],
    ["a public URL without TLS", { publicUrl: "http://pay.example" }, "soon public-url-without-tls"],
    ["a clock that is off", { clockAheadMs: -90_000 }, "money clock-or-time-zone-wrong"],
    ["no back-up", { backUp: { lastMs: undefined } }, "soon no-recent-back-up"],
    ["an old back-up", { backUp: { lastMs: nowMs - 9 * dayMs } }, "soon no-recent-back-up"],
    ["unknown outcomes", { unknownOutcomes: { payments: 1, refunds: 0 } }, "broken outcome-unknown"],
    ["nobody who is told", { noticeChannels: 0 }, "note nobody-is-told"],
    [
      "a store that can't be written",
      { readiness: [{ name: "store", ready: false, blocks: true, zh: "不可写", en: "no" }] },
      "money not-ready-store",
    ],
    [
      "real money through a foreign address",
      accounts({ endpoint: "http://127.0.0.1:8802/gateway.do" }),
      "money sandbox-and-production-mixed",
    ],
    ["no contract", accounts({ contracts: [] }), "money no-contract-registered"],
    [
      "the only contract over",
      accounts({ contracts: [{ product: "direct", goods: "any", status: "active", toMs: nowMs - dayMs }] }),
      "money contract-expired-or-suspended",
    ],
    [
      "a contract that ends soon",
      accounts({ contracts: [{ product: "direct", goods: "any", status: "active", toMs: nowMs + 5 * dayMs }] }),
      "soon contract-expired-or-suspended",
    ],
    [
      "a contract in review",
      accounts({ contracts: [{ product: "direct", goods: "any", status: "under_review" }] }),
      "money contract-still-in-review",
    ],
    ["no right to query", accounts({ canQuery: "no" }), "broken contract-does-not-cover-service"],
    ["a site without webhook", sites({ webhookUrl: undefined }), "money site-without-webhook"],
    ["a site without key", sites({ workingKeys: 0 }), "money site-without-key"],
    ["a site that takes nothing", sites({ waiting: 3, oldestWaitingMs: nowMs - dayMs }), "money webhook-failing"],
    ["a delivery for a person", sites({ parked: 1 }), "money delivery-needs-person"],
  ])("names %s", (_what, change, expected) => {
    expect(namesOf(change)).toEqual([expected]);
  });

  it("names a live site with play money and the exact change", () => {
    const { findings } = diagnoseInstallation({
      ...healthy,
      ...accounts({ environment: "simulator", usualEndpoint: undefined }),
    });
    expect(findings.map(({ name, severity, change }) => [name, severity, change?.setting, change?.from])).toEqual([
      ["sandbox-and-production-mixed", "money", "site tea default_account", "shop"],
    ]);
  });

  it("says once, and of real money, what is wrong with the address of all accounts", () => {
    const findings = [{ cause: "notify-url-private", confidence: "proven" as const, fix: [] }];
    const play = { ...account, id: "play", environment: "simulator" as const, usualEndpoint: undefined, findings };
    const facts = { ...healthy, accounts: [play, { ...account, findings }] };
    const report = diagnoseInstallation(facts);
    expect(report.findings).toMatchObject([
      {
        name: "notify-url-private",
        severity: "money",
        change: { setting: "DEDEPAY_PUBLIC_URL", from: "https://pay.example" },
      },
    ]);
    const key = { cause: "key-with-white-space", confidence: "proven" as const, fix: [] };
    expect(namesOf(accounts({ findings: [key] }))).toEqual(["money key-with-white-space"]);
  });

  it("does not look at what is switched off", () => {
    expect(namesOf(accounts({ isDisabled: true, contracts: [], canQuery: "no" }))).toEqual([
      "money site-account-disabled",
    ]);
    expect(namesOf(sites({ isDisabled: true, webhookUrl: undefined, workingKeys: 0, dead: 4 }))).toEqual([]);
  });

  it("takes play money for a note only", () => {
    const play = { environment: "sandbox" as const, endpoint: "https://mapi.alipaydev.com/gateway.do", contracts: [] };
    const facts = {
      ...accounts({ ...play, usualEndpoint: play.endpoint }),
      sites: [{ ...site, mode: "test" as const, dead: 2 }],
    };
    expect(namesOf(facts)).toEqual(["note no-contract-registered", "note delivery-needs-person"]);
  });

  it("tells of incidents with their money and the page's advice where the doctor has none", () => {
    const cause = {
      ...{ cause: "surplus", severity: "money" as const, title: { zh: "多收", en: "surplus" } },
      ...{ incidents: 2, count: 3, payments: 2, amountFen: 1234, lastSeenMs: nowMs, isReal: true, findings: [] },
    };
    const [finding] = diagnoseInstallation({ ...healthy, causes: [cause] }).findings;
    expect(finding).toMatchObject({ name: "surplus", severity: "money", confidence: "proven" });
    expect(finding?.proof.en).toContain("12.34 yuan, last at 2026-06-01 12:00");
    expect(finding?.fix[0]?.zh).toMatch(/[\u4e00-\u9fff]/);
    const [play] = diagnoseInstallation({ ...healthy, causes: [{ ...cause, isReal: false }] }).findings;
    expect(play).toMatchObject({ severity: "note", about: { environment: "simulator" } });
  });
});

describe("the order", () => {
  it("is worst first, and sure before likely", () => {
    const names = namesOf({
      ...{ isPublicUrlSet: false, noticeChannels: 0, backUp: { lastMs: undefined } },
      ...{ unknownOutcomes: { payments: 0, refunds: 1 }, sites: [{ ...site, workingKeys: 0 }] },
    });
    expect(names).toEqual([
      ...["money site-without-key", "money public-url-not-set", "broken outcome-unknown", "soon no-recent-back-up"],
      "note nobody-is-told",
    ]);
  });
});

describe("what Alipay answered", () => {
  const text = { zh: "查询", en: "query" };
  const step = (result: string, code?: string) => [{ name: "query" as const, result, code, tookMs: 9, text }];
  const asked = (change: object): Partial<InstallationFacts> => ({
    asked: [
      { account: "shop", verdict: "unknown", steps: step("unknown"), findings: [], unreached: undefined, ...change },
    ],
  });

  it.each<[string, object, string]>([
    ["a wrong key", { verdict: "wrong", steps: step("not_recognised", "ILLEGAL_SIGN") }, "money"],
    ["a wrong PID", { verdict: "wrong", steps: step("not_recognised", "ILLEGAL_PARTNER") }, "money"],
    ["an app that is not known", { verdict: "wrong", steps: step("not_recognised", "isv.invalid-app-id") }, "money"],
    [
      "no contract for the query",
      { verdict: "works", steps: step("not_allowed", "HAS_NO_PRIVILEGE") },
      "broken contract-does-not-cover-service",
    ],
    ["a clock that Alipay refuses", { steps: step("unknown", "isv.invalid-timestamp") }, "broken"],
    ["no name server", { unreached: { hop: "dns", code: "ENOTFOUND" } }, "broken connection-to-alipay-failed"],
    [
      "no root certificates",
      { unreached: { hop: "tls", code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" } },
      "broken tls-root-certificates-missing",
    ],
    ["silence", { unreached: { hop: "timeout", code: "UND_ERR_HEADERS_TIMEOUT" } }, "broken no-answer-in-time"],
  ])("names %s", (_what, change, expected) => {
    const names = namesOf(asked(change));
    expect(names).toHaveLength(1);
    expect(names[0]).toContain(expected);
  });

  it("names a key that was never uploaded, and an app without the product, by the answer to our own question", () => {
    const missing = { verdict: "wrong", steps: step("not_recognised", "isv.missing-signature-config") };
    expect(namesOf(asked(missing))[0]).toBe("money public-key-not-uploaded");
    const unbound = { verdict: "works", steps: step("not_allowed", "isv.insufficient-isv-permissions") };
    expect(namesOf(asked(unbound))).toEqual(["broken product-not-bound-to-app"]);
  });

  it("measures the line to Alipay", () => {
    const slow = { verdict: "works", steps: [{ ...step("allowed")[0], tookMs: 4321 }] };
    const [finding] = diagnoseInstallation({ ...healthy, ...asked(slow) }).findings;
    expect(finding).toMatchObject({ name: "no-answer-in-time", proof: { en: expect.stringContaining("4321 ms") } });
  });

  it("is no verdict on the keys where nobody was reached", () => {
    const report = diagnoseInstallation({
      ...healthy,
      ...asked({ unreached: { hop: "connect", code: "ECONNREFUSED" } }),
    });
    expect(report.findings[0]?.proof.en).toContain("Nothing is proven about the keys");
    expect(report.unknown[0]?.what.en).toBe("whether the keys of shop are right: Alipay gave no clear answer");
    expect(JSON.stringify(report.findings)).not.toMatch(/key-of-another|belong-together/);
  });

  it("hurts nobody where the local Alipay is switched off", () => {
    const play = accounts({ environment: "simulator", usualEndpoint: undefined });
    const facts = { ...healthy, ...play, sites: [], ...asked({ unreached: { hop: "connect", code: "ECONNREFUSED" } }) };
    const [finding] = diagnoseInstallation(facts).findings;
    expect(finding).toMatchObject({ severity: "note", fix: [{ zh: "演练时先启动它：dedepay simulate" }] });
  });
});

describe("what a probe showed", () => {
  const headers = { "content-type": "text/html" };
  const probed = (answer: object, more: object = {}): Partial<InstallationFacts> => ({
    probedSites: [
      {
        ...{ site: "tea", url: "https://tea.example/hook", kind: "webhook", tookMs: 5, ...more },
        answer: { status: 200, headers, body: bytes(""), ...answer },
      },
    ],
  });

  it("is in order where the site refuses a forgery", () => {
    const { findings, inOrder } = diagnoseInstallation({
      ...healthy,
      ...probed({ status: 401, headers: {}, body: bytes('{"outcome":"not_signed"}') }),
    });
    expect(findings).toEqual([]);
    expect(inOrder.at(-2)?.en).toContain("Site tea refused the forged notification");
  });

  it("names a redirect with the exact change", () => {
    const facts = { ...healthy, ...probed({ status: 301, headers: { location: "https://www.tea.example/hook" } }) };
    const [finding] = diagnoseInstallation(facts).findings;
    expect(finding).toMatchObject({
      ...{ name: "notify-url-redirects", severity: "money" },
      change: { setting: "site tea webhook_url", from: "https://tea.example/hook", to: "https://www.tea.example/hook" },
      fix: [{ en: "dedepay site set tea --webhook-url https://www.tea.example/hook" }, {}],
    });
  });

  it.each<[string, object, string]>([
    [
      "the stock plugin that came back",
      { plugin: "foreign", keylessFiles: [], database: "ok" },
      "money dedecms-stock-plugin-returned",
    ],
    [
      "payment settings without a key",
      { plugin: "ours", keylessFiles: ["data/payment/alipay.php"], database: "ok" },
      "money dedecms-stock-plugin-returned",
    ],
    [
      "a shop without database",
      { plugin: "ours", keylessFiles: [], database: "connect failed" },
      "money site-database-unusable",
    ],
    ["another secret in the shop", { failed: "http_401" }, "money key-of-another-account"],
  ])("names %s", (_what, dropIn, expected) => {
    const answer = { status: 401, headers: {}, body: bytes("{}") };
    expect(namesOf(probed(answer, { dropIn }))).toEqual([expected]);
  });

  const gateway = (standing: string | undefined, answer: object): Partial<InstallationFacts> => ({
    probedGateway: [
      {
        account: "shop",
        url: account.notifyUrl,
        tookMs: 3,
        standing,
        answer: { status: 200, headers, body: bytes("fail"), ...answer },
      },
    ],
  });

  it.each<[string, Partial<InstallationFacts>, string[]]>([
    ["our own gateway", gateway("ready", {}), []],
    ["a gateway on other data", gateway("unknown-account", {}), ["money public-url-of-other-data"]],
    ["somebody else", gateway(undefined, {}), ["money notify-url-not-reachable"]],
    ["a 404", gateway(undefined, { status: 404 }), ["money notify-url-not-reachable"]],
    [
      "a redirect",
      gateway(undefined, { status: 302, headers: { location: "https://x.example/" } }),
      ["money notify-url-redirects"],
    ],
  ])("knows %s behind the public URL", (_what, facts, expected) => {
    expect(namesOf(facts)).toEqual(expected);
  });
});
