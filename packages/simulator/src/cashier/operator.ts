// The page on which an operator of the seller confirms a batch of refunds. The real one asks for a payment password;
// this one never does.
import { formatYuan } from "@dedepay/alipay";
import { runRefundBatch } from "../mapi/run-refund-batch.ts";
import type { GatewayReply } from "../wire/gateway-request.ts";
import type { RefundBatch } from "../world/refund-batch.ts";
import type { Simulation } from "../world/simulation.ts";
import { bilingual, html, page } from "./html.ts";
import { htmlReply } from "./html-reply.ts";

export type OperatorAction = "confirm" | "drop";

/** GET /operator/:token */
export function showBatch(simulation: Simulation, token: string): GatewayReply {
  const batch = simulation.refundBatches.findByToken(token);
  return batch === undefined ? htmlReply(unknownBatchPage(), 404) : htmlReply(batchPage(batch));
}

/** POST /operator/:token/:action */
export function decideBatch(simulation: Simulation, token: string, action: OperatorAction): GatewayReply {
  const batch = simulation.refundBatches.findByToken(token);
  if (batch === undefined) return htmlReply(unknownBatchPage(), 404);
  if (action === "confirm") runRefundBatch(simulation, batch);
  else if (batch.state === "waiting") batch.state = "dropped";
  return { status: 303, location: `/operator/${token}`, body: "" };
}

const states = {
  waiting: ["等待操作员确认，当天有效", "Waiting for the operator, good for today"],
  done: ["已经退款", "Refunded"],
  dropped: ["操作员放弃了这批退款", "The operator dropped the batch"],
  lapsed: ["过了当天，这批退款作废", "The day is over; the batch has lapsed"],
} as const;

function batchPage(batch: RefundBatch): string {
  const [zh, en] = states[batch.state];
  const rows = batch.items.map(
    (item) =>
      html`<tr><td>${item.tradeNo}</td><td>¥${formatYuan(item.amountFen)}</td><td>${item.reason}</td><td><code>${item.result}</code></td></tr>`,
  );
  const sum = batch.items.reduce((total, item) => total + item.amountFen, 0n);
  return page({
    title: "确认退款 - 模拟收银台",
    content: html`<section class="card">
<h1>${bilingual("商家确认退款", "The seller confirms refunds")}</h1>
<p class="amount">¥${formatYuan(sum)}</p>
<p>${bilingual(zh, en)}</p>
<dl><dt>批次号</dt><dd>${batch.batchNo}</dd><dt>商家</dt><dd>${batch.target.account.sellerEmail}</dd></dl>
</section>
<section class="card"><table><thead><tr><th>交易号</th><th>金额</th><th>理由</th><th>结果</th></tr></thead><tbody>${rows}</tbody></table></section>
${
  batch.state === "waiting"
    ? html`<form method="post" class="card" action="/operator/${batch.token}/confirm"><button type="submit">确认退款（这里不要密码）</button>
<div class="row"><button class="quiet" type="submit" formaction="/operator/${batch.token}/drop">放弃</button></div></form>`
    : undefined
}`,
  });
}

function unknownBatchPage(): string {
  return page({
    title: "找不到 - 模拟收银台",
    content: html`<section class="card"><h1>${bilingual("没有这批退款", "No such batch of refunds")}</h1></section>`,
  });
}
