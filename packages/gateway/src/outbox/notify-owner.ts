// Tells the owner about a new incident. So far the way is the log, at level error, where monitoring can pick it up.
import type { Context } from "../use-cases/context.ts";
import type { Handler } from "./handler.ts";

const minuteMs = 60_000;

export function ownerNoticeHandler(context: Context): Handler {
  return {
    async handle(row) {
      const notice = JSON.parse(row.payloadJson) as { incidentId: string; cause: string; title: { zh: string } };
      context.log.error(
        { incidentId: notice.incidentId, cause: notice.cause, paymentId: row.paymentId ?? undefined },
        `incident: ${notice.title.zh}`,
      );
      return { kind: "done" };
    },
    backoffMs: () => minuteMs,
    giveUpAfterMs: 60 * minuteMs,
    leaseMs: minuteMs,
    worksInRecovery: true,
  };
}
