// Express: express.raw on this one route, before any other body parser.
import { type AlipayAccount, readTradeFacts, type TradeFacts, verifyNotification } from "@dedepay/alipay";
import express, { type Express } from "express";

type Settle = (facts: TradeFacts) => Promise<void>;

export function notifyRoute(app: Express, account: AlipayAccount, settle: Settle): void {
  app.post("/notify", express.raw({ type: () => true, limit: "64kb" }), async (request, response) => {
    const verdict = verifyNotification(account, request.body);
    if (!verdict.verified) {
      response.status(400).type("text/plain").send("fail");
      return;
    }
    await settle(readTradeFacts(account, verdict.fields)); // compare amount and seller, book once
    response.type("text/plain").send("success");
  });
}
