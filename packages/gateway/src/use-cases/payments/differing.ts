// Of two states of a thing, what the audit log keeps: the members that changed.
import type { AuditValue } from "../record-audit.ts";

type Members = Readonly<Record<string, AuditValue>>;

/** The members of `one` which are not the same in `other`. */
export function differing(one: Members, other: Members): Record<string, AuditValue> {
  const isSame = (name: string): boolean => JSON.stringify(one[name]) === JSON.stringify(other[name]);
  return Object.fromEntries(Object.entries(one).filter(([name]) => !isSame(name)));
}
