// Asks the local Alipay to send each notification of one trade twice, as the real one does when it missed our `success`.
import type { Rehearsal } from "./rehearsal.ts";

export async function notifyTwice({ exchange, simulatorUrl }: Rehearsal, outTradeNo: string): Promise<void> {
  const rule = { match: { out_trade_no: outTradeNo }, effect: { kind: "duplicate", copies: 2 } };
  const answer = await exchange({
    method: "POST",
    url: `${simulatorUrl}/sim/rules`,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(rule)),
  });
  if (answer.status === 201) return;
  const text = Buffer.from(answer.body).toString("utf8").slice(0, 200);
  throw new Error(`the local Alipay did not take the rule: ${answer.status} ${text}`);
}
