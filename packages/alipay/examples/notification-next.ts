// Next (app router): app/notify/route.ts exports POST; the same function serves any runtime with web requests on Node.
import { type AlipayAccount, readTradeFacts, type TradeFacts, verifyNotification } from "@dedepay/alipay";

type Settle = (facts: TradeFacts) => Promise<void>;

export function notifyRoute(account: AlipayAccount, settle: Settle): (request: Request) => Promise<Response> {
  return async (request) => {
    const verdict = verifyNotification(account, new Uint8Array(await request.arrayBuffer()));
    if (!verdict.verified) return new Response("fail", { status: 400 });
    await settle(readTradeFacts(account, verdict.fields)); // compare amount and seller, book once
    return new Response("success", { headers: { "content-type": "text/plain" } });
  };
}
