// refund_fastpay_query: what became of a batch, or of the refunds of one trade. Answers form text, or XML (a switch).
import { formatYuan } from "@dedepay/alipay";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import type { MapiCall } from "../mapi-call.ts";
import { escapeXml, xmlReply } from "../xml-reply.ts";

export function refundQuery(call: MapiCall): GatewayReply | Refusal {
  const { fields, partner, simulation } = call;
  const batchNo = fields.get("batch_no") ?? "";
  const tradeNo = fields.get("trade_no") ?? "";
  const named = batchNo === "" ? undefined : simulation.refundBatches.find(partner.partner, batchNo);
  const batches = batchNo === "" ? simulation.refundBatches.ofTrade(partner.partner, tradeNo) : named ? [named] : [];
  const lines = batches
    .filter((batch) => batch.state === "done")
    .flatMap((batch) =>
      batch.items
        .filter((item) => tradeNo === "" || item.tradeNo === tradeNo)
        .map((item) => `${batch.batchNo}^${item.tradeNo}^${formatYuan(item.amountFen)}^${item.result}`),
    );
  if (lines.length === 0) {
    return refuse("REFUND_NOT_EXIST", "没有这样的退款。", "There is no such refund.");
  }
  const details = lines.join("#");
  return simulation.switches.refundQueryReply === "form"
    ? formReply(`is_success=T&result_details=${details}`)
    : xmlReply(`<is_success>T</is_success><result_details>${escapeXml(details)}</result_details>`, call.charset);
}

/** Failures of this service have the same form. */
export function formReply(body: string): GatewayReply {
  return { status: 200, contentType: "text/plain;charset=utf-8", body };
}
