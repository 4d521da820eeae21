// Koa: read the request's stream before koa-body or the like does.
import { buffer } from "node:stream/consumers";
import { type AlipayAccount, readTradeFacts, type TradeFacts, verifyNotification } from "@dedepay/alipay";
import type { Middleware } from "koa";

type Settle = (facts: TradeFacts) => Promise<void>;

export function notifyRoute(account: AlipayAccount, settle: Settle): Middleware {
  return async (context, next) => {
    if (context.method !== "POST" || context.path !== "/notify") return next();
    if ((context.request.length ?? Number.POSITIVE_INFINITY) > 65_536) return context.throw(413);
    const verdict = verifyNotification(account, await buffer(context.req));
    if (!verdict.verified) return context.throw(400, "fail");
    await settle(readTradeFacts(account, verdict.fields)); // compare amount and seller, book once
    context.type = "text/plain";
    context.body = "success";
  };
}
