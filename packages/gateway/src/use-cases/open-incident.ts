// Opens an incident, or counts one more of its kind, inside the caller's unit of work, and owes the owner a notice of a new one.

import { recordIncident } from "../store/incidents.ts";
import { insertOutboxRow } from "../store/outbox-rows.ts";
import type { Db } from "../store/store.ts";
import type { Context } from "./context.ts";

export type IncidentInput = {
  /** Name of a cause page. */
  cause: string;
  /** Incidents with the same group are one incident, counted. */
  group: string;
  title: { zh: string; en: string };
  paymentId?: string | undefined;
  accountId?: string | undefined;
  /** No keys, no signatures, no buyer. */
  evidence: Readonly<Record<string, string | number | boolean | undefined>>;
};

export async function openIncident(context: Context, db: Db, input: IncidentInput): Promise<void> {
  const nowMs = context.nowMs();
  const id = context.newId("inc");
  const isNew = await recordIncident(db, {
    id,
    groupKey: input.group,
    cause: input.cause,
    titleJson: JSON.stringify(input.title),
    paymentId: input.paymentId ?? null,
    accountId: input.accountId ?? null,
    state: "open",
    count: 1,
    evidenceJson: JSON.stringify(input.evidence),
    firstSeenAtMs: nowMs,
    lastSeenAtMs: nowMs,
  });
  if (!isNew) return;
  await insertOutboxRow(db, {
    id: context.newId("dlv"),
    uniqueKey: `incident:${id}`,
    kind: "incident_notice",
    paymentId: input.paymentId ?? null,
    siteId: null,
    sequence: 0,
    payloadJson: JSON.stringify({ incidentId: id, cause: input.cause, title: input.title }),
    status: "pending",
    attempts: 0,
    availableAtMs: nowMs,
    leaseUntilMs: null,
    leaseToken: null,
    createdAtMs: nowMs,
    doneAtMs: null,
  });
}
