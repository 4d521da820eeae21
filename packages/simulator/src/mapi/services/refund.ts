// refund_fastpay_by_platform_nopwd and …_pwd: a batch of refunds, at once or after an operator has confirmed it.
import { beijingTime, parseYuan } from "@dedepay/alipay";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import type { RefundBatch, RefundItem } from "../../world/refund-batch.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import type { MapiCall } from "../mapi-call.ts";
import { awaitBatch, runRefundBatch } from "../run-refund-batch.ts";
import { xmlReply } from "../xml-reply.ts";

/** Without password: T, or P where the money moves later; F where no item could be refunded. */
export function refundAtOnce(call: MapiCall): GatewayReply | Refusal {
  const batch = acceptBatch(call, { withOperator: false });
  if ("code" in batch) return batch;
  const { refundPendingMs } = call.effects;
  runRefundBatch(call.simulation, batch, refundPendingMs);
  const [first] = batch.items;
  if (batch.items.every((item) => item.result !== "SUCCESS")) {
    const code = first?.result ?? "REFUND_FAIL";
    return refuse(code, "这一批没有一笔能退。", "Not one item of the batch could be refunded.");
  }
  return xmlReply(`<is_success>${refundPendingMs === undefined ? "T" : "P"}</is_success>`, call.charset);
}

/** With password: the operator's page, good until midnight. No password is asked for here. */
export function refundByOperator(call: MapiCall): GatewayReply | Refusal {
  const batch = acceptBatch(call, { withOperator: true });
  if ("code" in batch) return batch;
  awaitBatch(call.simulation, batch);
  return { status: 303, location: `${call.request.origin}/operator/${batch.token}`, body: "" };
}

function acceptBatch(call: MapiCall, o: { withOperator: boolean }): RefundBatch | Refusal {
  const { fields, partner, simulation } = call;
  const batchNo = fields.get("batch_no") ?? "";
  const refusal = checkSeller(call) ?? checkDate(call);
  if (refusal !== undefined) return refusal;
  if (simulation.refundBatches.find(partner.partner, batchNo) !== undefined) {
    return refuse("DUPLICATE_BATCH_NO", `批次号 ${batchNo} 已经用过。`, `The batch_no ${batchNo} was used before.`);
  }
  const notifyUrl = fields.get("notify_url") ?? "";
  return simulation.refundBatches.add(
    {
      batchNo,
      target: {
        account: partner,
        sellerId: partner.partner,
        charset: call.charset,
        signType: call.signType,
        outTradeNo: batchNo,
        notifyUrl: notifyUrl === "" ? undefined : notifyUrl,
      },
      items: (fields.get("detail_data") ?? "").split("#").map(itemOf),
      createdMs: simulation.clock.nowMs(),
    },
    o,
  );
}

function itemOf(text: string): RefundItem {
  const [tradeNo = "", amount = "", reason = ""] = (text.split(/[|$]/)[0] ?? "").split("^");
  return { tradeNo, amountFen: parseYuan(amount, { minFen: 0n, decimals: "up_to_two" }), reason, result: undefined };
}

function checkSeller({ fields, partner }: MapiCall): Refusal | undefined {
  const userId = fields.get("seller_user_id") ?? "";
  const email = fields.get("seller_email") ?? "";
  if (userId !== "" && userId !== partner.partner) {
    return refuse(
      "ACCOUNT_NOT_EXISTS",
      "seller_user_id 不是收款的账户。",
      "seller_user_id is not the account which was paid.",
    );
  }
  if (email === "" || email === partner.sellerEmail) return undefined;
  return userId === ""
    ? refuse("ACCOUNT_NOT_EXISTS", "seller_email 不是收款的账户。", "seller_email is not the account which was paid.")
    : refuse(
        "EMAIL_USERID_NOT_MATCH",
        "seller_email 和 seller_user_id 不是同一个账户。",
        "seller_email and seller_user_id are two accounts.",
      );
}

function checkDate({ fields, simulation }: MapiCall): Refusal | undefined {
  const today = beijingTime(simulation.clock.nowMs()).slice(0, 10);
  const date = fields.get("refund_date") ?? "";
  if (!date.startsWith(today)) {
    return refuse(
      "REFUND_DATE_ERROR",
      `refund_date 应是今天（${today}）。`,
      `refund_date should be of today (${today}).`,
    );
  }
  if ((fields.get("batch_no") ?? "").startsWith(today.replaceAll("-", ""))) return undefined;
  return refuse("BATCH_NO_FORMAT_ERROR", "batch_no 要以今天的日期开头。", "batch_no begins with today's date.");
}
