import { createSign, createVerify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { defaultWorld } from "../world/default-world.ts";
import { publicKeyOf } from "../world/key-of.ts";
import type { OpenapiApp } from "../world/world.ts";

const [app, certificateApp, pageOnly] = ["openapi-key", "openapi-certificate", "openapi-encrypted"].map(appOf) as [
  OpenapiApp,
  OpenapiApp,
  OpenapiApp,
];

function appOf(id: string): OpenapiApp {
  const found = defaultWorld().accounts.find((account) => account.id === id);
  if (found?.protocol !== "openapi") throw new Error(`no app ${id}`);
  return found;
}

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

interface Call {
  fields?: Record<string, string>;
  biz?: Record<string, unknown> | string;
  key?: string;
  sign?: string;
  drop?: string;
}

/** A signed call, written from the facts alone. */
function queryOf(method: string, call: Call = {}): string {
  const fields: Record<string, string> = {
    app_id: app.appId,
    method,
    charset: "utf-8",
    sign_type: "RSA2",
    timestamp: "2026-03-01 10:00:00",
    version: "1.0",
    biz_content: typeof call.biz === "string" ? call.biz : JSON.stringify(call.biz ?? {}),
    ...call.fields,
  };
  if (call.drop !== undefined) delete fields[call.drop];
  const text = Object.entries(fields)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const pem = `-----BEGIN PRIVATE KEY-----\n${call.key ?? app.privateKey}\n-----END PRIVATE KEY-----`;
  const digest = fields["sign_type"] === "RSA2" ? "RSA-SHA256" : "RSA-SHA1";
  const sign = call.sign ?? createSign(digest).update(text, "utf8").sign(pem, "base64");
  return new URLSearchParams({ ...fields, ...(sign === "" ? {} : { sign }) }).toString();
}

async function ask(query: string): Promise<{ node: Record<string, string>; signed: boolean; raw: string }> {
  const response = await fetch(`${simulator.openapiEndpoint}?${query}`, { method: "POST" });
  const raw = await response.text();
  const parsed = JSON.parse(raw) as Record<string, unknown>;
  const [name = ""] = Object.keys(parsed);
  const text = raw.slice(raw.indexOf(":") + 1, raw.lastIndexOf(',"sign"'));
  const sign = parsed["sign"];
  const signed =
    typeof sign === "string" &&
    createVerify("RSA-SHA256").update(text, "utf8").verify(publicKeyOf(app.alipayPublicKey), sign, "base64");
  return { node: parsed[name] as Record<string, string>, signed, raw };
}

const pay = { out_trade_no: "X1", total_amount: "1.00", subject: "x" };

describe("the v2 gateway refuses", () => {
  it.each<[string, string, string, string, boolean]>([
    ["no app_id", queryOf("alipay.trade.query", { drop: "app_id" }), "40001", "isv.missing-app-id", false],
    [
      "an unknown app_id, even under a wrong signature",
      queryOf("alipay.trade.query", { fields: { app_id: "2021999999999999" }, sign: "x" }),
      "40002",
      "isv.invalid-app-id",
      false,
    ],
    [
      "a PID as app_id",
      queryOf("alipay.trade.query", { fields: { app_id: app.sellerId } }),
      "40002",
      "isv.invalid-app-id",
      false,
    ],
    [
      "a signature by another key",
      queryOf("alipay.trade.query", { key: certificateApp.privateKey }),
      "40002",
      "isv.invalid-signature",
      true,
    ],
    ["no signature", queryOf("alipay.trade.query", { sign: "" }), "40001", "isv.missing-signature", true],
    [
      "a missing sign_type, which means RSA",
      queryOf("alipay.trade.query", { drop: "sign_type" }),
      "40003",
      "isv.missing-signature-config",
      false,
    ],
    [
      "an unknown sign_type",
      queryOf("alipay.trade.query", { fields: { sign_type: "MD5" } }),
      "40002",
      "isv.invalid-signature-type",
      false,
    ],
    [
      "an unknown charset",
      queryOf("alipay.trade.query", { fields: { charset: "latin1" } }),
      "40002",
      "isv.invalid-charset",
      false,
    ],
    ["no method", queryOf("", {}), "40001", "isv.missing-method", true],
    ["an unknown method", queryOf("alipay.trade.qury"), "40002", "isv.invalid-method", true],
    ["no version", queryOf("alipay.trade.query", { drop: "version" }), "40001", "isv.missing-version", true],
    ["no timestamp", queryOf("alipay.trade.query", { drop: "timestamp" }), "40001", "isv.missing-timestamp", true],
    [
      "a timestamp in another form",
      queryOf("alipay.trade.query", { fields: { timestamp: "2026-03-01T10:00:00Z" } }),
      "40002",
      "isv.invalid-timestamp",
      true,
    ],
    [
      "a format which is not JSON",
      queryOf("alipay.trade.query", { fields: { format: "xml" } }),
      "40002",
      "isv.invalid-format",
      true,
    ],
    ["broken JSON", queryOf("alipay.trade.query", { biz: "{" }), "40002", "isv.illegal-json", true],
    [
      "cipher without a key",
      queryOf("alipay.trade.query", { fields: { encrypt_type: "AES" } }),
      "40001",
      "isv.missing-encrypt-key",
      true,
    ],
    [
      "a strange encrypt_type",
      queryOf("alipay.trade.query", { fields: { encrypt_type: "DES" } }),
      "40002",
      "isv.invalid-encrypt-type",
      true,
    ],
    [
      "a method outside the contract",
      queryOf("alipay.trade.precreate", { fields: { app_id: pageOnly.appId }, biz: pay }),
      "40006",
      "isv.insufficient-isv-permissions",
      true,
    ],
    [
      "a certificate call without serials",
      queryOf("alipay.trade.query", { fields: { app_id: certificateApp.appId }, key: certificateApp.privateKey }),
      "40001",
      "isv.missing-app-cert-sn",
      false,
    ],
    [
      "a product_code of another product",
      queryOf("alipay.trade.precreate", { biz: { ...pay, product_code: "FAST_INSTANT_TRADE_PAY" } }),
      "40004",
      "ACQ.ACCESS_FORBIDDEN",
      true,
    ],
    [
      "a missing subject",
      queryOf("alipay.trade.precreate", { biz: { out_trade_no: "X1", total_amount: "1.00" } }),
      "40004",
      "ACQ.INVALID_PARAMETER",
      true,
    ],
    [
      "an amount of zero",
      queryOf("alipay.trade.precreate", { biz: { ...pay, total_amount: "0.00" } }),
      "40004",
      "ACQ.TOTAL_FEE_EXCEED",
      true,
    ],
    [
      "three decimals",
      queryOf("alipay.trade.precreate", { biz: { ...pay, total_amount: "1.001" } }),
      "40004",
      "ACQ.INVALID_PARAMETER",
      true,
    ],
    [
      "a time_expire in the past",
      queryOf("alipay.trade.precreate", { biz: { ...pay, time_expire: "2020-01-01 00:00:00" } }),
      "40004",
      "ACQ.INVALID_PARAMETER",
      true,
    ],
    ["a query without any number", queryOf("alipay.trade.query"), "40004", "ACQ.INVALID_PARAMETER", true],
    [
      "a trade which nobody knows",
      queryOf("alipay.trade.query", { biz: { out_trade_no: "none" } }),
      "40004",
      "ACQ.TRADE_NOT_EXIST",
      true,
    ],
  ])("%s", async (_name, query, code, subCode, isSigned) => {
    const { node, signed } = await ask(query);
    expect([node["code"], node["sub_code"]]).toEqual([code, subCode]);
    if (isSigned) expect(signed).toBe(true);
  });

  it("an unknown application without a signature of its own", async () => {
    expect((await ask(queryOf("alipay.trade.query", { fields: { app_id: "2021999999999999" } }))).raw).not.toContain(
      '"sign"',
    );
  });

  it("a wrong signature with the text it verified, never a key", async () => {
    const { node, raw } = await ask(queryOf("alipay.trade.query", { sign: "AAAA" }));
    expect(node["sub_msg"]).toContain(`app_id=${app.appId}&`);
    expect(node["sub_msg"]).toContain("&sign_type=RSA2&");
    expect(raw).not.toContain(app.privateKey.slice(0, 40));
  });

  it("browser methods with a GBK page and the code without isv.", async () => {
    const response = await fetch(`${simulator.openapiEndpoint}?${queryOf("alipay.trade.page.pay", { sign: "AAAA" })}`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=GBK");
    const text = new TextDecoder("gbk").decode(await response.arrayBuffer());
    expect(text).toContain("错误代码");
    expect(text).toContain('<span class="code">invalid-signature</span>');
    expect(text).toContain("模拟环境");
  });

  it("business content which looks like one of its own refusals", async () => {
    const { node } = await ask(
      queryOf("alipay.trade.query", { biz: { number: "10000", code: "x", detail: { zh: "x", en: "x" } } }),
    );
    expect(node["sub_code"]).toBe("ACQ.INVALID_PARAMETER");
  });
});

describe("the plain gateway address", () => {
  it("tells the protocols apart by service= and method=", async () => {
    const openapi = await fetch(
      `${simulator.url}/gateway.do?${queryOf("alipay.trade.query", { biz: { out_trade_no: "none" } })}`,
    );
    expect(await openapi.text()).toContain("alipay_trade_query_response");
    const mapi = await fetch(`${simulator.url}/gateway.do?service=notify_verify&partner=1&notify_id=2`);
    expect(await mapi.text()).toBe("invalid");
  });
});
