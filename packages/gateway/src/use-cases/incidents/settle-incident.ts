// An incident is over: because a person says so, or because the gateway sees that its trouble has gone.
import { findIncident, findIncidentOfGroup, insertIncidentChange, resolveIncidentRow } from "../../store/incidents.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { notFound } from "../refusals.ts";

export type ResolveIncidentInput = ByOwner & {
  incidentId: string;
  /** What was found and done, for whoever reads it next year. */
  note: string;
};

/** Resolving what is resolved changes nothing. Should the trouble come back, the incident is open again. Throws 1009. */
export async function resolveIncident(context: Context, input: ResolveIncidentInput): Promise<void> {
  const { incidentId, note, requestId } = input;
  const actor = actorOf(input);
  await context.store.inTransaction(async (db) => {
    const incident = await findIncident(db, incidentId);
    if (incident === undefined) throw notFound({ zh: "异常", en: "incident" }, incidentId);
    if (!(await noteResolved(context, db, { incidentId, note, actor }))) return;
    const after = { state: "resolved", cause: incident.cause, note };
    await recordAudit(context, db, { actor, action: "incident.resolved", subject: incidentId, after, requestId });
  });
}

/** The gateway saw that the trouble of this group has gone. */
export async function incidentIsOver(context: Context, db: Db, o: { group: string; note: string }): Promise<void> {
  const incident = await findIncidentOfGroup(db, o.group);
  if (incident?.state !== "open") return;
  await noteResolved(context, db, { incidentId: incident.id, note: o.note, actor: "gateway" });
}

type Resolved = { incidentId: string; note: string; actor: string };

async function noteResolved(context: Context, db: Db, { incidentId, note, actor }: Resolved): Promise<boolean> {
  if (!(await resolveIncidentRow(db, incidentId))) return false;
  await insertIncidentChange(db, {
    incidentId,
    kind: "resolved",
    note,
    actor,
    createdAtMs: context.nowMs(),
  });
  return true;
}
