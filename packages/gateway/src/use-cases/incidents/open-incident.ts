// Opens an incident, or counts one more of its kind, inside the caller's unit of work, and owes the owner a notice of one
// that is new or has come back.
import {
  addIncidentSubject,
  findIncidentOfGroup,
  insertIncidentChange,
  recordIncident,
} from "../../store/incidents.ts";
import { insertOutboxRow, newOutboxRow } from "../../store/outbox-rows.ts";
import { findPayment } from "../../store/payments.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import type { GatewayCause } from "./incident-causes.ts";

export type IncidentInput = {
  /** One of the gateway's own causes, or the catalogue's name for what Alipay said. */
  cause: GatewayCause | { catalogue: string };
  /** Incidents with the same group are one incident, counted. */
  group: string;
  title: { zh: string; en: string };
  paymentId?: string | undefined;
  /** Others that it touched. */
  alsoPayments?: readonly string[];
  accountId?: string | undefined;
  /** Money that belongs to no payment of ours; counted once for each name. */
  money?: { name: string; amountFen: bigint };
  /** No keys, no signatures, no buyer. */
  evidence: Readonly<Record<string, string | number | boolean | undefined>>;
};

export async function openIncident(context: Context, db: Db, input: IncidentInput): Promise<void> {
  const nowMs = context.nowMs();
  const cause = typeof input.cause === "string" ? input.cause : input.cause.catalogue;
  const seen = await recordIncident(db, {
    id: context.newId("inc"),
    groupKey: input.group,
    cause,
    titleJson: JSON.stringify(input.title),
    paymentId: input.paymentId ?? null,
    accountId: input.accountId ?? null,
    state: "open",
    count: 1,
    evidenceJson: JSON.stringify(input.evidence),
    firstSeenAtMs: nowMs,
    lastSeenAtMs: nowMs,
  });
  await noteMoney(context, db, input);
  if (seen === "again") return;
  const incident = await findIncidentOfGroup(db, input.group);
  if (incident === undefined) throw new TypeError(`the incident ${input.group} was just written`);
  if (seen === "reopened") {
    await insertIncidentChange(db, {
      incidentId: incident.id,
      kind: "reopened",
      note: "",
      actor: "gateway",
      createdAtMs: nowMs,
    });
  }
  await oweNotice(context, db, { incidentId: incident.id, cause, paymentId: input.paymentId });
}

async function noteMoney(context: Context, db: Db, input: IncidentInput): Promise<void> {
  const { group, paymentId, alsoPayments = [], money } = input;
  const seen = { groupKey: group, firstSeenAtMs: context.nowMs() };
  for (const id of new Set([...(paymentId === undefined ? [] : [paymentId]), ...alsoPayments])) {
    const amountFen = (await findPayment(db, id))?.amountFen ?? 0n;
    await addIncidentSubject(db, { ...seen, subject: id, paymentId: id, amountFen });
  }
  if (money !== undefined)
    await addIncidentSubject(db, { ...seen, subject: money.name, paymentId: null, amountFen: money.amountFen });
}

type Notice = { incidentId: string; cause: string; paymentId: string | undefined };

async function oweNotice(context: Context, db: Db, { incidentId, cause, paymentId }: Notice): Promise<void> {
  const nowMs = context.nowMs();
  const id = context.newId("dlv");
  await insertOutboxRow(
    db,
    newOutboxRow({
      id,
      uniqueKey: `incident:${incidentId}:${id}`,
      kind: "incident_notice",
      paymentId: paymentId ?? null,
      payload: { incidentId, cause },
      nowMs,
    }),
  );
}
