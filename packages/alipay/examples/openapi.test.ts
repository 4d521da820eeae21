// Each example of the OpenAPI runs against a stand-in of Alipay which signs its replies.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  AlipayClient,
  createOpenapiAccount,
  type HttpSend,
  type OpenapiAccount,
  type OpenapiServiceName,
  signTestReply,
} from "@dedepay/alipay";
import { expect, test } from "vitest";
import { tradesOf } from "./bill.ts";
import { certificateClient } from "./certificate-mode.ts";
import { pagePayUrl } from "./page-pay.ts";
import { askAlipay } from "./query.ts";
import { refund } from "./refund.ts";

const keyFolder = fileURLToPath(new URL("../testdata/keys", import.meta.url));
const key = (name: string): string => readFileSync(`${keyFolder}/${name}`, "utf8");
const keys = { privateKey: key("app-private-pkcs8.pem"), alipayPublicKey: key("alipay-public.pem") };
const alipay = { protocol: "openapi", alipayPrivateKey: key("alipay-private-pkcs8.pem") } as const;

type Answer = Readonly<Record<string, unknown>> | Error;

function clientAnswering(answers: Partial<Record<OpenapiServiceName, Answer>>): AlipayClient<OpenapiAccount> {
  const send: HttpSend = async ({ body }) => {
    const service = new URLSearchParams(Buffer.from(body ?? []).toString("latin1")).get("method") as OpenapiServiceName;
    const answer = answers[service];
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error(`unexpected call of ${service}`);
    return { status: 200, headers: {}, body: signTestReply(alipay, { service, node: answer }) };
  };
  const account = createOpenapiAccount({ appId: "2021000000000001", ...keys });
  return new AlipayClient(account, { endpoint: "https://openapi.alipay.com/gateway.do", send });
}

const success = { code: "10000", msg: "Success", out_trade_no: "T1" };

test("the page pay example gives a URL of the gateway with the order in it", () => {
  const url = new URL(pagePayUrl({ number: "T1", title: "测试商品", amountFen: 1n }, keys));
  expect(url.origin + url.pathname).toBe("https://openapi.alipay.com/gateway.do");
  expect(JSON.parse(url.searchParams.get("biz_content") ?? "")).toMatchObject({
    subject: "测试商品",
    total_amount: "0.01",
  });
});

test.each([
  ["TRADE_SUCCESS", true],
  ["WAIT_BUYER_PAY", false],
])("the query example reads %s", async (trade_status, paid) => {
  const client = clientAnswering({ "alipay.trade.query": { ...success, trade_status, total_amount: "0.01" } });
  expect(await askAlipay(client, "T1")).toEqual({ paid, totalFen: 1n });
});

test("the query example takes a trade which does not exist yet for unpaid", async () => {
  const missing = { code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST" };
  expect(await askAlipay(clientAnswering({ "alipay.trade.query": missing }), "T1")).toEqual({ paid: false });
});

test.each([
  ["moved money", { ...success, fund_change: "Y" }, "refunded"],
  ["moved none yet", { ...success, fund_change: "N" }, "refunded"],
  ["got no answer", new DOMException("timed out", "TimeoutError"), "refunded"],
])("the refund example ends refunded where the call %s", async (_, answer, expected) => {
  const client = clientAnswering({
    "alipay.trade.refund": answer,
    "alipay.trade.fastpay.refund.query": { ...success, refund_status: "REFUND_SUCCESS" },
  });
  expect(await refund(client, { orderNumber: "T1", refundNumber: "R1", amountFen: 1n })).toBe(expected);
});

test("the refund example asks again where the query knows of no refund", async () => {
  const client = clientAnswering({
    "alipay.trade.refund": new TypeError("fetch failed"),
    "alipay.trade.fastpay.refund.query": success,
  });
  expect(await refund(client, { orderNumber: "T1", refundNumber: "R1", amountFen: 1n })).toBe("ask again");
});

test("the certificate example sends both serial numbers", () => {
  const client = certificateClient(keyFolder, "https://openapi.alipay.com/gateway.do");
  expect(client.account.certificateMode).toMatchObject({
    appCertSerial: expect.stringMatching(/^[0-9a-f]{32}$/),
    rootCertSerial: expect.stringMatching(/^[0-9a-f]{32}_[0-9a-f]{32}$/),
  });
});

test("the bill example gives the rows of the day", async () => {
  const bill_download_url = "http://dwbillcenter.alipay.com/downloadBillFile.resource?token=1";
  const client = clientAnswering({
    "alipay.data.dataservice.bill.downloadurl.query": { ...success, bill_download_url },
  });
  const zip = readFileSync(new URL("../testdata/bill/trade.csv.zip", import.meta.url));
  const rows = await tradesOf(client, "2024-01-01", async (url) => {
    expect(url).toBe(bill_download_url);
    return zip;
  });
  expect(rows.map(({ type, totalFen }) => [type, totalFen])).toEqual([
    ["payment", 8888n],
    ["refund", -888n],
  ]);
});
