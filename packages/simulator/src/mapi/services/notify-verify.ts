// notify_verify: did Alipay send this notification, and does it still wait for the answer? Unsigned, bare text.
import type { ReadFields } from "../../wire/read-fields.ts";
import type { Simulation } from "../../world/simulation.ts";

export type NotifyVerdict = "true" | "false" | "invalid";

/** `invalid` is for wrong parameters, mostly an empty or unknown partner. */
export function notifyVerify(simulation: Simulation, read: ReadFields): NotifyVerdict {
  const pid = read.fields.get("partner") ?? "";
  const notifyId = read.fields.get("notify_id") ?? "";
  const known = simulation.accounts.partner(pid) !== undefined || simulation.accounts.isSeller(pid);
  if (!known || notifyId === "") return "invalid";
  return simulation.notices.isFresh(pid, notifyId) ? "true" : "false";
}
