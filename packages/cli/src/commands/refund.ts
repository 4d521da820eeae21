// `dedepay refund …`, `dedepay payment give-up`: what a person decides where nothing proves it.
import type { RefundDocument, RefundStateName } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, pageText, print, yuanOf } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";

export interface RefundListFlags extends OwnerFlags {
  readonly state: RefundStateName;
  readonly limit: number;
  readonly cursor?: string;
}

/** Exit code 1 where refunds of unknown outcome are listed. */
export async function listRefunds(flags: RefundListFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { state, limit, cursor } = flags;
  const page = await withOwner({ flags, surroundings }, ({ gateway }) =>
    gateway.listOpenRefunds({ state, limit, ...(cursor !== undefined && { cursor }) }),
  );
  const head = ["退款 refund", "支付 payment", "金额 money", "批次号/请求号 number at Alipay", "申请于 asked for"];
  print(surroundings, flags, {
    document: page,
    text: () =>
      pageText(head, page.data.map(refundRow), {
        empty: "没有这样的退款 · no such refunds",
        nextCursor: page.next_cursor,
        ...(state === "unknown" && { below: whatNow }),
      }),
  });
  return state === "unknown" && page.data.length > 0 ? exitCode.foundProblem : exitCode.fine;
}

const whatNow = [
  "网关还在查询；超过一天仍未知的，到商家中心按批次号/请求号查，再写明结果，不要重复退款",
  "They are being queried. What stays unknown for a day: look it up in Alipay's console, then say what you saw; never refund twice",
  'dedepay refund settle <refund> --succeeded | --failed --evidence "…"',
].join("\n");

export async function settleRefund(
  id: string,
  flags: OwnerFlags & { readonly succeeded?: true; readonly failed?: true; readonly evidence: string },
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (flags.succeeded === flags.failed) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "请用 --succeeded（钱已退回）或 --failed（确定没有退）写明结果，二选一",
      en: "Say what you saw: --succeeded (the money went back) or --failed (it certainly did not)",
    });
  }
  const as = flags.succeeded === true ? "succeeded" : "failed";
  const document = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.settleRefund({ ...by, refundId: id, as, evidence: flags.evidence }),
  );
  const done =
    as === "succeeded"
      ? `已按退款成功入账，并通知网站 · booked as refunded; the site is told (${yuanOf(document.amount_fen)})`
      : `已放弃，金额可以再退 · given up; its amount is free again (${yuanOf(document.amount_fen)})`;
  print(surroundings, flags, { document, text: () => done });
  return exitCode.fine;
}

export async function refundSurplus(
  payment: string,
  flags: OwnerFlags & { readonly attempt?: string; readonly reason?: string },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { attempt, reason } = flags;
  const { refund, pending } = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.refundSurplus({
      ...{ ...by, paymentId: payment },
      ...(attempt !== undefined && { attemptId: attempt }),
      ...(reason !== undefined && { reason }),
    }),
  );
  const where =
    refund.operator_url === null ? "" : `\n请在北京时间午夜前打开并输入支付密码 · confirm it at ${refund.operator_url}`;
  const done = pending
    ? `已提交，结果还在查询 · sent; its outcome is being queried (${refund.id})`
    : `多余的款项 ${yuanOf(refund.amount_fen)}：${refund.state} (${refund.id})`;
  print(surroundings, flags, { document: refund, text: () => `${done}${where}` });
  return exitCode.fine;
}

export async function giveUpPayment(
  payment: string,
  flags: OwnerFlags & { readonly evidence: string },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.endUnknownPayment({ ...by, paymentId: payment, evidence: flags.evidence }),
  );
  const done =
    "已按未付款关闭；之后若仍有钱到账，会作为迟到的款项提醒 · closed as not paid; money that comes all the same is reported";
  print(surroundings, flags, { document, text: () => done });
  return exitCode.fine;
}

function refundRow(one: RefundDocument): string[] {
  return [one.id, one.payment_id, yuanOf(one.amount_fen), one.request_no, beijingMoment(one.created_at)];
}
