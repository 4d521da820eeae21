// Whether a payment's virtual goods were left to the seller to ship. Its incident is the record of that, open or resolved.
import { findIncidentOfGroup } from "../../store/incidents.ts";
import type { Db } from "../../store/store.ts";

export function leftToSellerGroup(paymentId: string): string {
  return `${paymentId}:virtual-goods-await-seller`;
}

/** Also when it was shipped meanwhile. */
export async function isLeftToSeller(db: Db, paymentId: string): Promise<boolean> {
  return (await findIncidentOfGroup(db, leftToSellerGroup(paymentId))) !== undefined;
}
