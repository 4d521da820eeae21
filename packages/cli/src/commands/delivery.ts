// `dedepay delivery …`: what sites are owed, what went wrong with it, and what a person does about it.
import type { DeliveryQueueDocument, DeliveryStatus, InspectedDelivery, ListedDelivery } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, beijingSecond, listText, pageText, print, textOf } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

const everythingIsThrough = "没有未完成的通知 · everything is through";

export interface DeliveryListFlags extends OwnerFlags {
  readonly status?: DeliveryStatus;
  readonly site?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Exit code 1 where a person has to act: something was given up, or is parked. */
export async function listDeliveries(flags: DeliveryListFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { status, site, limit, cursor } = flags;
  const page = await withOwner({ flags, surroundings }, ({ gateway }) =>
    gateway.listAllDeliveries({
      limit,
      ...(status !== undefined && { status }),
      ...(site !== undefined && { siteId: site }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  const head = [
    "通知 delivery",
    "内容 type",
    "订单 order",
    "站点 site",
    "状态 status",
    "产生于 since",
    "下一次 next try",
    "最近一次 last try",
  ];
  print(surroundings, flags, {
    document: page,
    text: () =>
      pageText(head, page.data.map(deliveryRow), {
        empty: status === undefined && site === undefined ? everythingIsThrough : "没有这样的通知 · no such deliveries",
        nextCursor: page.next_cursor,
        below: "经过和应答 each try and its answer: dedepay delivery show <delivery>",
      }),
  });
  return page.data.some(needsPerson) ? exitCode.foundProblem : exitCode.fine;
}

export async function listQueues(flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.listDeliveryQueues());
  const head = [
    ...["站点 site", "名称 name", "方式 way", "在等 waiting", "最早 oldest"],
    ...["待人 parked", "已放弃 dead", "上次应答 last answer"],
  ];
  print(surroundings, flags, {
    document: { data },
    text: () => listText(head, data.map(queueRow), everythingIsThrough),
  });
  return data.some(({ parked, dead }) => parked + dead > 0) ? exitCode.foundProblem : exitCode.fine;
}

export async function showDelivery(id: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.inspectDelivery(id));
  print(surroundings, flags, { document, text: () => deliveryText(document) });
  return exitCode.fine;
}

export async function resendDelivery(
  id: string,
  flags: OwnerFlags & { readonly evenIfRefunded?: true },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const evenIfRefunded = flags.evenIfRefunded === true;
  const document = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.resendDelivery({ ...by, deliveryId: id, evenIfRefunded }),
  );
  const done =
    "运行中的网关会在十几秒内再次发送，编号不变 · a running gateway sends it again within some seconds, under the same id";
  print(surroundings, flags, { document, text: () => done });
  return exitCode.fine;
}

export async function settleDelivery(
  id: string,
  flags: OwnerFlags & { readonly delivered?: true; readonly givenUp?: true; readonly note: string },
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (flags.delivered === flags.givenUp) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "请用 --delivered（网站已有）或 --given-up（不再发送）写明结果，二选一",
      en: "Say how it ended: --delivered (the site has it) or --given-up (it shall not have it)",
    });
  }
  const as = flags.delivered === true ? "delivered" : "given_up";
  const document = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.settleDelivery({ ...by, deliveryId: id, as, note: flags.note }),
  );
  print(surroundings, flags, {
    document,
    text: () =>
      [
        `已记录，不再发送 · noted; nothing more is sent (${document.status})`,
        `有关的异常还开着时请另外标记 · its incident, where one is open: dedepay incident list --payment ${textOf(document.payment_id)}`,
      ].join("\n"),
  });
  return exitCode.fine;
}

export const deliveryStatuses: Readonly<Record<DeliveryStatus, string>> = {
  pending: "等待 pending",
  leased: "发送中 leased",
  done: "已送达 done",
  skipped: "不再发送 skipped",
  parked: "等人处理 parked",
  dead: "已放弃 dead",
};

function needsPerson({ status }: ListedDelivery): boolean {
  return status === "parked" || status === "dead";
}

function deliveryRow(one: ListedDelivery): string[] {
  const { id, type, order_no, site, status, created_at, next_attempt_at, last_error } = one;
  return [
    id,
    type,
    textOf(order_no),
    textOf(site),
    deliveryStatuses[status],
    beijingMoment(created_at),
    beijingMoment(next_attempt_at),
    textOf(last_error),
  ];
}

function queueRow(one: DeliveryQueueDocument): string[] {
  return [
    ...[one.site, one.name, one.adapter, String(one.waiting), beijingMoment(one.oldest_waiting_at)],
    ...[String(one.parked), String(one.dead), beijingMoment(one.last_acknowledged_at)],
  ];
}

function deliveryText(delivery: InspectedDelivery): string {
  const { attempts, receipts, body } = delivery;
  const facts = [
    ["通知 delivery", delivery.id],
    ["内容 type", delivery.type],
    ["订单 order", textOf(orderNoOf(body))],
    ["支付 payment", textOf(delivery.payment_id)],
    ["站点 site", textOf(delivery.site)],
    ["状态 status", deliveryStatuses[delivery.status]],
    ["下一次 next try", beijingMoment(delivery.next_attempt_at)],
    ...receipts.map(({ adapter, at }) => ["回执 receipt", `${beijingSecond(at)} ${adapter}`]),
  ];
  const head = ["时间 at", "结果 result", "用时 took", "网站的回答 answer"];
  const tries = attempts.map((one) => [
    beijingSecond(one.at),
    one.error ?? "已确认 acknowledged",
    `${one.duration_ms} ms`,
    textOf(one.answer).replaceAll(/\s+/g, " ").slice(0, 60),
  ]);
  const explained = attempts.at(-1)?.explained;
  return [
    textTable(facts),
    listText(head, tries, "还没有发送过 · not tried yet"),
    ...(explained == null ? [] : [`${attempts.at(-1)?.error}: ${explained.zh}\n${explained.en}`]),
    ...nextSteps(delivery),
    JSON.stringify(body, undefined, 2),
  ].join("\n\n");
}

function orderNoOf(body: unknown): unknown {
  return (body as { payment?: { order_no?: unknown } }).payment?.order_no;
}

/** What a person may do about it; nothing about what is through. */
function nextSteps({ id, status, payment_id }: InspectedDelivery): string[] {
  if (status === "done" || status === "skipped") return [];
  const why =
    status === "parked" && payment_id !== null ? [`为什么 why: dedepay incident list --payment ${payment_id}`] : [];
  return [
    [
      ...why,
      `网站修好之后再发 mended, send it now: dedepay delivery resend ${id}`,
      `手工处理过的 handled by hand: dedepay delivery settle ${id} --delivered --note "…"`,
    ].join("\n"),
  ];
}
