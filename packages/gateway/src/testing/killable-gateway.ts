// Runs in a process of its own, to be killed in the middle of its work: opens a gateway on a database, takes one paid
// notification, says so on standard output, and starts to deliver.
import { createGateway } from "../create-gateway.ts";
import type { DatabaseChoice } from "../store/open-adapter.ts";
import { openapiNotification } from "./fake-alipay.ts";
import { testAppId, testPartner } from "./test-identity.ts";

export type KillableInput = {
  database: DatabaseChoice;
  webhookUrl: string;
  appPrivateKey: string;
  alipayPrivateKey: string;
  alipayPublicKey: string;
};

export async function main(input: KillableInput): Promise<void> {
  // The gateway's own timers hold no process, and nothing listens here: without this it would end before it delivers.
  setInterval(() => {}, 60_000);
  const gateway = await createGateway({
    ...input.database,
    egressAllow: ["loopback"],
    masterKey: Buffer.alloc(32, 7),
    publicUrl: () => "https://pay.test",
  });
  await gateway.registerAccount({
    id: "openapi",
    environment: "simulator",
    endpoint: "https://alipay.test/gateway.do",
    protocol: "openapi",
    credentials: {
      appId: testAppId,
      privateKey: input.appPrivateKey,
      alipayPublicKey: input.alipayPublicKey,
      sellerId: testPartner,
    },
    contracts: [],
    requestId: "req_child",
  });
  const site = await gateway.registerSite({ name: "shop", webhookUrl: input.webhookUrl, requestId: "req_child" });
  const { payment } = await gateway.createPayment({
    siteId: site.siteId,
    orderNo: "K-1",
    amountFen: 1234n,
    subject: "killed in the middle",
    goods: "virtual",
    product: "page",
    requestId: "req_child",
  });
  const trade = {
    outTradeNo: payment.attempts[0]?.out_trade_no ?? "",
    tradeNo: "2026010100000000000000000001",
    status: "TRADE_SUCCESS",
    totalFen: 1234n,
    sellerId: testPartner,
  };
  gateway.start();
  const rawBody = openapiNotification(trade, {}, input.alipayPrivateKey);
  const { answer } = await gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: "req_child" });
  process.stdout.write(`${JSON.stringify({ answer, paymentId: payment.id, siteId: site.siteId })}\n`);
}
