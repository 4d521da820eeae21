// Tells the owner about a new incident. So far the way is the log, at level error, where monitoring can pick it up.
import type { BilingualText } from "@dedepay/errors";
import { findIncident } from "../store/incidents.ts";
import type { Context } from "../use-cases/context.ts";
import type { Handler } from "./handler.ts";

const minuteMs = 60_000;

export function ownerNoticeHandler(context: Context): Handler {
  return {
    async handle(row) {
      const { incidentId } = JSON.parse(row.payloadJson) as { incidentId: string };
      const incident = await context.store.run((db) => findIncident(db, incidentId));
      if (incident === undefined) return { kind: "dead", why: "no_such_incident" };
      const title = JSON.parse(incident.titleJson) as BilingualText;
      const fields = { incidentId, cause: incident.cause, paymentId: row.paymentId ?? undefined };
      context.log.error(fields, `incident: ${title.zh}`);
      return { kind: "done" };
    },
    afterFailure: async (row, nowMs) => (nowMs - row.createdAtMs >= 60 * minuteMs ? "give_up" : minuteMs),
    leaseMs: minuteMs,
    worksInRecovery: true,
  };
}
