// Mends what a comparison found, row by row: each is asked for, done, and written into the audit log. What was done meanwhile
// does no harm.
import type { Mismatch, Repair } from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "@dedepay/gateway";
import { assertNever } from "../../assert-never.ts";
import type { Port } from "./prepare-shop.ts";

export interface ApplyInput {
  readonly site: string;
  /** Whose yes it is, for the audit log. */
  readonly actor: string;
  readonly mismatches: readonly Mismatch[];
  readonly flags: { readonly yes?: true; readonly json?: true };
  readonly port: Port;
}

export interface Applied {
  readonly mismatch: Mismatch;
  readonly outcome: "done" | "declined" | "failed";
  /** One word, or the gateway's sentence. */
  readonly detail: string;
}

type Repairable = Mismatch & { readonly repair: NonNullable<Mismatch["repair"]> };

export async function applyRepairs(gateway: Gateway, input: ApplyInput): Promise<Applied[]> {
  const rows = input.mismatches.filter((one): one is Repairable => one.repair !== undefined);
  const applied: Applied[] = [];
  for (const [index, mismatch] of rows.entries()) {
    if (!(await isWanted(mismatch, `${index + 1}/${rows.length}`, input))) {
      applied.push({ mismatch, outcome: "declined", detail: "" });
      continue;
    }
    const done = await apply(gateway, input, mismatch);
    await gateway.recordReconciliation({
      siteId: input.site,
      actor: input.actor,
      requestId: gateway.newRequestId(),
      after: {
        kind: mismatch.kind,
        orderNo: mismatch.orderNo,
        paymentId: mismatch.paymentId,
        repair: mismatch.repair.does.kind,
        outcome: done.outcome,
        detail: done.detail,
      },
    });
    applied.push({ mismatch, ...done });
  }
  return applied;
}

async function isWanted({ orderNo, repair }: Repairable, at: string, { flags, port }: ApplyInput): Promise<boolean> {
  if (flags.yes === true) return true;
  if (flags.json === true) return false;
  const answer = await port.ask(`${at} ${orderNo ?? ""}：${repair.text.zh}？${repair.text.en}? [y/N] `);
  return answer !== undefined && /^(y|yes|是|好)$/i.test(answer.trim());
}

type Done = Pick<Applied, "outcome" | "detail">;

type By = Pick<ApplyInput, "site" | "actor">;

async function apply(gateway: Gateway, by: By, { repair }: Repairable): Promise<Done> {
  try {
    return await carryOut(gateway, by, repair.does);
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    return { outcome: "failed", detail: error.detail.zh };
  }
}

async function carryOut(gateway: Gateway, { site: siteId, actor }: By, repair: Repair): Promise<Done> {
  const requestId = gateway.newRequestId();
  switch (repair.kind) {
    case "resend":
      await gateway.resendDelivery({ deliveryId: repair.deliveryId, actor, requestId });
      return { outcome: "done", detail: "resent" };
    case "order": {
      const { changed, outcome } = await gateway.repairSiteOrder({ ...repair.repair, siteId, actor, requestId });
      return { outcome: changed ? "done" : "failed", detail: outcome };
    }
    case "ship": {
      const { paymentId, carrier: logisticsName } = repair;
      await gateway.shipPayment({ siteId, paymentId, logisticsName, transportType: "EXPRESS", requestId });
      return { outcome: "done", detail: "shipped" };
    }
    case "ask_alipay": {
      const { orderNo, amountFen, goods } = repair;
      const { payment } = await gateway.adoptOrder({ siteId, orderNo, amountFen, goods, requestId });
      const asked = await gateway.syncPayment({ siteId, paymentId: payment.id, requestId });
      const { state } = asked.payment;
      if (state !== "unpaid" && state !== "closed") return { outcome: "done", detail: state };
      return { outcome: "failed", detail: asked.queried ? "支付宝没有这笔付款" : "还没有问到支付宝，稍后再核对" };
    }
    default:
      return assertNever(repair);
  }
}
