// Fastify: a scope of its own keeps the raw body, which is what Alipay signed.
import { type AlipayAccount, readTradeFacts, type TradeFacts, verifyNotification } from "@dedepay/alipay";
import type { FastifyInstance } from "fastify";

type Settle = (facts: TradeFacts) => Promise<void>;

export async function notifyRoute(scope: FastifyInstance, account: AlipayAccount, settle: Settle): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  scope.post<{ Body: Buffer }>("/notify", async (request, reply) => {
    const verdict = verifyNotification(account, request.body);
    if (!verdict.verified) return reply.code(400).send("fail");
    await settle(readTradeFacts(account, verdict.fields)); // compare amount and seller, book once
    return reply.type("text/plain").send("success");
  });
}
