import { readBillTable, readFundsBill, readTradeBill, unpackBill } from "@dedepay/alipay/bill";
import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certificateSerials } from "../openapi/certificate-serials.ts";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { advance, openCashier, payAt } from "../testing/shop-visit.ts";
import { defaultWorld } from "../world/default-world.ts";
import type { OpenapiApp } from "../world/world.ts";

const hour = 3_600_000;
const method = "alipay.data.dataservice.bill.downloadurl.query";
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, startMs: Date.parse("2026-03-01T10:00:00+08:00") });
});
afterEach(() => simulator.close());

function appOf(id: string): OpenapiApp {
  const app = defaultWorld().accounts.find((account) => account.id === id);
  if (app?.protocol !== "openapi") throw new Error("no app");
  return app;
}

function sdk(id = "openapi-key"): AlipaySdk {
  const { appId, privateKey, alipayPublicKey, certificates } = appOf(id);
  return new AlipaySdk({
    ...{ appId, privateKey, keyType: "PKCS8", gateway: simulator.openapiEndpoint, endpoint: simulator.url },
    ...(certificates === undefined
      ? { alipayPublicKey }
      : {
          appCertContent: certificates.app,
          alipayPublicCertContent: certificates.alipay,
          alipayRootCertContent: certificates.alipayRoot,
        }),
  });
}

async function pay(outTradeNo: string, amount: string, subject = "测试，商品,1\n"): Promise<void> {
  const content = { out_trade_no: outTradeNo, total_amount: amount, subject: subject.trim() };
  const address = sdk().pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: { ...content, product_code: "FAST_INSTANT_TRADE_PAY" },
  });
  await payAt(await openCashier(address));
}

async function address(content: Record<string, string>): Promise<string> {
  const reply = await sdk().exec(method, { bizContent: content }, { validateSign: true });
  if (reply.code !== "10000") throw new Error(String(reply.subCode));
  return String(reply["billDownloadUrl"]);
}

async function download(url: string): Promise<Array<{ name: string; bytes: Uint8Array }>> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return unpackBill(new Uint8Array(await response.arrayBuffer()));
}

/** Two payments and a refund on the first of March, one payment on the second; then the third at noon. */
async function twoDays(): Promise<void> {
  await pay("BILL1", "88.88");
  await pay("BILL2", "1.00");
  await advance(simulator, 60_000);
  await sdk().exec("alipay.trade.refund", {
    bizContent: { out_trade_no: "BILL1", refund_amount: "8.88", out_request_no: "R1", refund_reason: "少发一件" },
  });
  await advance(simulator, 24 * hour);
  await pay("BILL3", "5.00");
  await advance(simulator, 26 * hour);
}

describe("a trade bill", () => {
  it("has the day's payments and refunds, as our own reader finds them", async () => {
    await twoDays();
    const files = await download(await address({ bill_type: "trade", bill_date: "2026-03-01" }));
    expect(files.map(({ name }) => name)).toEqual([
      "20881010000000410156_20260301_业务明细.csv",
      "20881010000000410156_20260301_业务明细(汇总).csv",
    ]);
    const [detail, summary] = files.map(({ bytes }) => readBillTable(bytes));
    if (detail === undefined || summary === undefined) throw new Error("two files are expected");
    expect(detail).toMatchObject({
      account: "20881010000000410156",
      fromMs: Date.parse("2026-03-01T00:00:00+08:00"),
      toMs: Date.parse("2026-03-02T00:00:00+08:00"),
    });
    expect(detail.columns).toHaveLength(25);
    expect(readTradeBill(detail)).toMatchObject([
      { outTradeNo: "BILL1", type: "payment", totalFen: 8888n, receivedFen: 8888n, subject: "测试，商品 1" },
      { outTradeNo: "BILL2", type: "payment", totalFen: 100n },
      { outTradeNo: "BILL1", type: "refund", totalFen: -888n, requestNo: "R1", remark: "少发一件" },
    ]);
    expect(detail.trailers.slice(0, 2)).toEqual([
      "交易合计：2笔，商家实收共89.88元，商家优惠共0.00元",
      "退款合计：1笔，商家实收退款共-8.88元，商家优惠退款共0.00元",
    ]);
    expect(summary).toMatchObject({ kind: "trade_summary", rows: [] });
  });

  it("says where a day was empty", async () => {
    await twoDays();
    const ask = (day: string): Promise<unknown> =>
      sdk().exec("alipay.data.dataservice.bill.downloadurl.query", {
        bizContent: { bill_type: "trade", bill_date: day },
      });
    expect(await ask("2026-02-28")).toMatchObject({ billFileCode: "EMPTY_DATA_WITH_BILL_FILE" });
    expect(await ask("2026-03-01")).not.toHaveProperty("billFileCode");
  });

  it("says its names in GBK without the flag, and pads its values with a tab", async () => {
    await twoDays();
    const url = await address({ bill_type: "trade", bill_date: "2026-03-01" });
    const zip = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(zip.readUInt16LE(6)).toBe(0);
    expect(zip.subarray(30, 80).toString("latin1")).toContain(Buffer.from([0xd2, 0xb5, 0xce, 0xf1]).toString("latin1"));
    const [detail] = unpackBill(zip);
    expect(Buffer.from(detail?.bytes ?? []).toString("latin1")).toContain("BILL1\t,");
  });
});

describe("a funds bill", () => {
  it("has income, expense and the balance of a month", async () => {
    await twoDays();
    await advance(simulator, 32 * 24 * hour);
    const files = await download(await address({ bill_type: "signcustomer", bill_date: "2026-03" }));
    const [detail, summary] = files.map(({ bytes }) => readBillTable(bytes));
    if (detail === undefined || summary === undefined) throw new Error("two files are expected");
    expect(
      readFundsBill(detail).map(({ incomeFen, expenseFen, balanceFen }) => [incomeFen, expenseFen, balanceFen]),
    ).toEqual([
      [8888n, 0n, 8888n],
      [100n, 0n, 8988n],
      [0n, -888n, 8100n],
      [500n, 0n, 8600n],
    ]);
    expect(summary.rows.at(-1)).toMatchObject({ 类型: "合计", "总金额（元）": "86.00" });
  });
});

describe("the address of a bill", () => {
  it("is good for thirty seconds", async () => {
    await twoDays();
    const url = await address({ bill_type: "trade", bill_date: "2026-03-01" });
    await advance(simulator, 30_000);
    expect((await fetch(url)).status).toBe(200);
    await advance(simulator, 1000);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(`${simulator.url}/downloadBillFile.resource?token=none`)).status).toBe(403);
  });

  it("comes by v3 too", async () => {
    await twoDays();
    const { data } = await sdk().curl<{ bill_download_url: string }>(
      "GET",
      "/v3/alipay/data/dataservice/bill/downloadurl/query",
      { query: { bill_type: "trade", bill_date: "2026-03-02" } },
    );
    const [file] = await download(data.bill_download_url);
    expect(readTradeBill(readBillTable(file?.bytes ?? new Uint8Array()))).toMatchObject([{ outTradeNo: "BILL3" }]);
  });

  it.each([
    ["trade", "2026-03-01", "isp.bill_not_exist"],
    ["trade", "2026-03", "isp.bill_not_exist"],
    ["trade", "2026-02-30", "isv.invalid_arguments"],
    ["zft_acc", "2026-02-01", "TYPE_NOT_SUPPORTED"],
  ])("of %s for %s is refused with %s on the first of March", async (bill_type, bill_date, code) => {
    await expect(address({ bill_type, bill_date })).rejects.toThrow(code);
  });

  it("exists from nine o'clock of the next day", async () => {
    await advance(simulator, 23 * hour - 1000);
    await expect(address({ bill_type: "trade", bill_date: "2026-03-01" })).rejects.toThrow("isp.bill_not_exist");
    await advance(simulator, 1000);
    const files = await download(await address({ bill_type: "trade", bill_date: "2026-03-01" }));
    expect(files).toHaveLength(2);
  });
});

it("Alipay's certificate is handed out by its serial number, and no other", async () => {
  const app = appOf("openapi-certificate");
  const ask = (sn: string): Promise<Record<string, unknown>> =>
    sdk(app.id).exec("alipay.open.app.alipaycert.download", { bizContent: { alipay_cert_sn: sn } });
  const reply = await ask(certificateSerials(app)?.alipay ?? "");
  expect(Buffer.from(String(reply["alipayCertContent"]), "base64").toString()).toBe(app.certificates?.alipay);
  expect(await ask("0".repeat(32))).toMatchObject({ code: "40004" });
});
