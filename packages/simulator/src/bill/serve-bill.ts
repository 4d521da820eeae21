// GET /downloadBillFile.resource: the zip, as long as its address is good.
import type { GatewayReply } from "../wire/gateway-request.ts";
import type { Simulation } from "../world/simulation.ts";
import { billFiles } from "./bill-files.ts";
import { gbkZip } from "./gbk-zip.ts";

export function serveBill(simulation: Simulation, rawQuery: string): GatewayReply {
  const token = new URLSearchParams(rawQuery).get("token") ?? "";
  const order = simulation.billDesk.redeem(token, simulation.clock.nowMs());
  if (order === undefined) {
    return {
      status: 403,
      contentType: "text/html;charset=utf-8",
      body: "<!doctype html><meta charset=utf-8><title>模拟支付宝</title><p>下载地址无效，或已过 30 秒。<p>No such bill address, or its 30 seconds are over.",
    };
  }
  return {
    status: 200,
    contentType: "application/zip",
    headers: { "content-disposition": `attachment; filename="${order.sellerId}0156_${order.date}.csv.zip"` },
    body: gbkZip(billFiles(simulation, order)),
  };
}
