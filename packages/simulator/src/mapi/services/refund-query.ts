// refund_fastpay_query: what became of a batch, or of the refunds of one trade. Answers form text, not XML.
import { formatYuan } from "@dedepay/alipay";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import type { MapiCall } from "../mapi-call.ts";

export function refundQuery(call: MapiCall): GatewayReply {
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
  return formReply(
    lines.length === 0 ? "is_success=F&error_code=REFUND_NOT_EXIST" : `is_success=T&result_details=${lines.join("#")}`,
  );
}

/** Failures of this service have the same form. */
export function formReply(body: string): GatewayReply {
  return { status: 200, contentType: "text/plain;charset=utf-8", body };
}
