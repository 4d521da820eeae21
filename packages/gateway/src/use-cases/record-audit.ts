// The one way into the audit log: who changed what, from which state to which. Written in the unit of work of the change
// itself, so that neither stands without the other. Never hand it a secret: it is read by everybody who may read the log.
import { insertAudit } from "../store/audit.ts";
import type { Db } from "../store/store.ts";
import type { Context } from "./context.ts";

/** Who does it: `admin` (bearer of the admin token), `cli:<user>`, `key:<id>` (a site's key), `look-alike:<partner>` (an old shop), `gateway` (itself). */
export type Actor = string;

export type AuditEntry = {
  actor: Actor;
  /** `<thing>.<what was done>`, for example `site.disabled`. */
  action: string;
  /** Id of the thing. */
  subject: string;
  /** The members that changed, as they were and as they are. */
  before?: Readonly<Record<string, AuditValue>>;
  after?: Readonly<Record<string, AuditValue>>;
  requestId: string;
};
export type AuditValue = string | number | boolean | bigint | null | undefined | readonly string[];

export async function recordAudit(context: Pick<Context, "newId" | "nowMs">, db: Db, entry: AuditEntry): Promise<void> {
  const { actor, action, subject, before, after, requestId } = entry;
  await insertAudit(db, {
    id: context.newId("aud"),
    actor,
    action,
    subject,
    detailJson: JSON.stringify({ before, after }, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    ),
    requestId,
    createdAtMs: context.nowMs(),
  });
}

/** What every change by the owner brings along. */
export type ByOwner = {
  /** Left out: the bearer of the admin token. */
  actor?: Actor;
  requestId: string;
};

export function actorOf({ actor }: ByOwner): Actor {
  return actor ?? "admin";
}
