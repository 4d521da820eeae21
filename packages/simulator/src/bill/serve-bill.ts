// GET /downloadBillFile.resource: the zip, as long as its address is good.
import { bilingual, html, page } from "../cashier/html.ts";
import { htmlReply } from "../cashier/html-reply.ts";
import type { GatewayReply } from "../wire/gateway-request.ts";
import type { Simulation } from "../world/simulation.ts";
import { billFiles } from "./bill-files.ts";
import { gbkZip } from "./gbk-zip.ts";

export function serveBill(simulation: Simulation, rawQuery: string): GatewayReply {
  const token = new URLSearchParams(rawQuery).get("token") ?? "";
  const order = simulation.billDesk.redeem(token, simulation.clock.nowMs());
  if (order === undefined) {
    return htmlReply(expiredPage(), 403);
  }
  return {
    status: 200,
    contentType: "application/zip",
    headers: { "content-disposition": `attachment; filename="${order.sellerId}0156_${order.date}.csv.zip"` },
    body: gbkZip(billFiles(simulation, order)),
  };
}

function expiredPage(): string {
  return page({
    title: "账单下载地址无效 - 模拟支付宝",
    content: html`<section class="card"><h1>${bilingual("下载地址无效，或已过 30 秒", "No such address of a bill, or its 30 seconds are over")}</h1>
<p>${bilingual("重新查询下载地址。", "Ask for the address again.")}</p></section>`,
  });
}
