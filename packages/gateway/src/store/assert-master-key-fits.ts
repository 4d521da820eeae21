// Better not to start than to find out with a buyer at the door.
import { listSealedRows, sealedColumns } from "./sealed-columns.ts";
import type { Sealer } from "./sealer.ts";
import type { Store } from "./store.ts";

/** Throws SealBroken where it does not. One row of each kind is enough: the same keys sealed them all. */
export async function assertMasterKeyFits(store: Store, sealer: Sealer): Promise<void> {
  for (const column of sealedColumns) {
    const [row] = await store.run((db) => listSealedRows(db, column, { afterId: "", limit: 1 }));
    if (row !== undefined) sealer.open(row.sealed, column.place(row.id));
  }
}
