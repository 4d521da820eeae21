// `dedepay incident …`: what went wrong, how much money it touched, and what became of it.
import { renderDiagnosis } from "@dedepay/doctor";
import type { CauseDocument, IncidentDocument, InspectedIncident } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, pageText, print, textOf, yuanOf } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface IncidentListFlags extends OwnerFlags {
  readonly cause?: string;
  readonly state: "open" | "resolved";
  readonly payment?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** By cause, unless one or a payment is named. Exit code 1 where something is open. */
export async function listIncidents(flags: IncidentListFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { cause, state, payment, cursor } = flags;
  if (cause === undefined && payment === undefined && state === "open" && cursor === undefined) {
    return listCauses(flags, surroundings);
  }
  const page = await withOwner({ flags, surroundings }, ({ gateway }) =>
    gateway.listIncidents({
      ...{ state, limit: flags.limit },
      ...(cause !== undefined && { cause }),
      ...(payment !== undefined && { paymentId: payment }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  const head = [
    "异常 incident",
    "什么 what",
    "订单 order",
    "次数 seen",
    "笔数 payments",
    "金额 money",
    "最近 last seen",
  ];
  print(surroundings, flags, {
    document: page,
    text: () =>
      pageText(head, page.data.map(incidentRow), {
        empty: "没有这样的异常 · no such incidents",
        nextCursor: page.next_cursor,
        below: "证据和经过 evidence and history: dedepay incident show <incident>",
      }),
  });
  return page.data.some((incident) => incident.state === "open") ? exitCode.foundProblem : exitCode.fine;
}

async function listCauses(flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.listIncidentCauses());
  const head = [
    "原因 cause",
    "什么 what",
    "异常 incidents",
    "次数 seen",
    "笔数 payments",
    "金额 money",
    "最近 last seen",
  ];
  print(surroundings, flags, {
    document: { data },
    text: () => {
      if (data.length === 0) return "没有未解决的异常 · nothing is open";
      const next =
        "逐条列出 one by one: dedepay incident list --cause <cause>\n这个原因的说明 its page: dedepay explain <cause>";
      return `${textTable([head, ...data.map(causeRow)])}\n\n${next}`;
    },
  });
  return data.length === 0 ? exitCode.fine : exitCode.foundProblem;
}

export async function showIncident(id: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.inspectIncident(id));
  print(surroundings, flags, { document, text: () => incidentText(document) });
  return exitCode.fine;
}

export async function resolveIncident(
  o: { readonly id: string; readonly note: string },
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { before, document } = await withOwner({ flags, surroundings }, async ({ gateway, by }) => {
    const before = (await gateway.inspectIncident(o.id)).state;
    await gateway.resolveIncident({ ...by, incidentId: o.id, note: o.note });
    return { before, document: await gateway.inspectIncident(o.id) };
  });
  const done =
    before === "open"
      ? `已解决 · resolved: ${document.title.zh}`
      : `早已解决，什么也没有改，备注没有记录 · resolved before; nothing was changed: ${textOf(document.history.at(-1)?.note)}`;
  print(surroundings, flags, { document, text: () => done });
  return exitCode.fine;
}

export async function setErrorPages(
  o: { readonly account: string; readonly enabled: boolean },
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { account: accountId, enabled } = o;
  const document = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.setErrorNotices({ ...by, accountId, enabled }),
  );
  const done = enabled
    ? "付款请求会带上 error_notify_url，买家看到的错误页会成为异常 · payments carry error_notify_url from now on"
    : "付款请求不再带 error_notify_url · payments carry no error_notify_url any more";
  print(surroundings, flags, { document: { account: accountId, ...document }, text: () => done });
  return exitCode.fine;
}

function causeRow(one: CauseDocument): string[] {
  const seen = beijingMoment(one.last_seen_at);
  return [
    one.cause,
    one.title.zh,
    textOf(one.incidents),
    textOf(one.count),
    textOf(one.payments),
    yuanOf(one.amount_fen),
    seen,
  ];
}

function incidentRow(one: IncidentDocument): string[] {
  const title = one.state === "resolved" ? `${one.title.zh}（已解决）` : one.title.zh;
  return [
    one.id,
    title,
    textOf(one.order_no),
    textOf(one.count),
    textOf(one.payments),
    yuanOf(one.amount_fen),
    beijingMoment(one.last_seen_at),
  ];
}

const touchedHead = ["订单 order", "支付 payment", "金额 money", "时间 at"];

function incidentText(incident: InspectedIncident): string {
  const facts = [
    ["异常 incident", incident.id],
    ["原因 cause", incident.cause],
    ["状态 state", incident.state === "open" ? "未解决 open" : "已解决 resolved"],
    [
      "次数 seen",
      `${incident.count}，首次 ${beijingMoment(incident.first_seen_at)}，最近 ${beijingMoment(incident.last_seen_at)}`,
    ],
    ["涉及 touched", `${incident.payments} 笔，${yuanOf(incident.amount_fen)}`],
    ["订单 order", textOf(incident.order_no)],
    ["支付 payment", textOf(incident.payment_id)],
    ["账户 account", textOf(incident.account)],
    ...Object.entries(incident.evidence).map(([name, value]) => [
      `证据 ${name}`,
      name.endsWith("Fen") ? yuanOf(value) : textOf(value),
    ]),
    ["说明 explained", `dedepay explain ${incident.cause}`],
  ];
  const next =
    incident.state === "open"
      ? [`处理好之后 when it is dealt with: dedepay incident resolve ${incident.id} --note "…"`]
      : [];
  const touched = incident.touched.map((one) => [
    textOf(one.order_no),
    one.subject,
    yuanOf(one.amount_fen),
    beijingMoment(one.at),
  ]);
  const history = incident.history.map((one) => [
    one.kind === "resolved" ? "已解决 resolved" : "又出现 reopened",
    beijingMoment(one.at),
    one.actor,
    one.note,
  ]);
  return [
    `${incident.title.zh}\n${incident.title.en}`,
    textTable(facts),
    ...(incident.diagnosis === null ? [] : [diagnosisText(incident.diagnosis)]),
    ...(touched.length === 0 ? [] : [`涉及的支付 · what it touched\n${textTable([touchedHead, ...touched])}`]),
    ...(history.length === 0 ? [] : [`经过 · what became of it\n${textTable(history)}`]),
    ...next,
  ].join("\n\n");
}

/** That nothing more precise was found must not read as "nothing is wrong". */
function diagnosisText(diagnosis: NonNullable<InspectedIncident["diagnosis"]>): string {
  if (diagnosis.findings.length > 0) {
    return renderDiagnosis({ ...diagnosis, inOrder: diagnosis.in_order }).trimEnd();
  }
  const seen = diagnosis.recognised.map(({ zh, en }) => `  ${zh} · ${en}`);
  return [
    "医生看过原文，没有找到比上面更具体的原因 · the doctor saw the original and found nothing more precise",
    ...seen,
  ].join("\n");
}
