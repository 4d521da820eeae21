import { expect, it } from "vitest";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway } from "../../testing/test-gateway.ts";

it("gives a notification one line with all that is known of it, a louder one where a person should look", async () => {
  const test = await openTestGateway();
  const payment = await test.pay();
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  const paid = (outTradeNo: string): Buffer =>
    mapiNotification(test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n }));
  const send = async (requestId: string, rawBody: Buffer) => {
    const result = await test.gateway.acceptNotification({ accountId: "mapi", rawBody, requestId });
    const lines = test.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    return { result, bytes: rawBody.byteLength, lines: lines.filter((line) => line["requestId"] === requestId) };
  };
  const good = await send("req_good", paid(payment.attempts[0]?.out_trade_no ?? ""));
  const unknown = await send("req_unknown", paid("X-1"));
  const forged = await send("req_forged", Buffer.from("a=b&sign=x&sign_type=MD5"));
  await test.close();
  const about = { accountId: "mapi", answer: "success" };
  expect(good.lines).toEqual([
    {
      ...{ ...about, level: "info", message: "notification accepted", requestId: "req_good", outcome: "moved" },
      ...{ bytes: good.bytes, notificationId: good.result.notificationId, paymentId: payment.id },
    },
  ]);
  expect(unknown.lines).toMatchObject([
    { ...about, level: "warn", message: "notification needs a person's eye", outcome: "parked" },
  ]);
  const refused = { answer: "fail", outcome: "unverified", reason: "signature_differs", bytes: forged.bytes };
  expect(forged.lines).toMatchObject([
    { ...refused, level: "warn", message: "notification refused", notificationId: expect.stringMatching(/^ntf_/) },
  ]);
});
