// Seals every stored secret anew under the first master key. Row by row, each by a compare-and-set, so that it may be killed
// anywhere and run again, beside gateways at work: until the last row is done, both keys open.

import {
  countSealedRows,
  listSealedRows,
  replaceSealedRow,
  type SealedColumn,
  type SealedRow,
  sealedColumns,
} from "../../store/sealed-columns.ts";
import { SealBroken } from "../../store/sealer.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../record-audit.ts";

export type ResealSecretsInput = {
  actor: string;
  requestId: string;
  /** After each row. */
  progressed?(done: number, total: number): void;
};
export type ResealSecretsResult = {
  total: number;
  /** Those which an earlier key had sealed. */
  resealed: number;
  /** Places whose secret no known key opens. While there are any, no key may be thrown away. */
  unreadable: string[];
};

const rowsAtOnce = 100;

/** Throws 1001. */
export async function resealSecrets(context: Context, input: ResealSecretsInput): Promise<ResealSecretsResult> {
  const result: ResealSecretsResult = { total: 0, resealed: 0, unreadable: [] };
  for (const column of sealedColumns) result.total += await context.store.run((db) => countSealedRows(db, column));
  let done = 0;
  for (const column of sealedColumns) {
    for await (const row of rowsOf(context, column)) {
      await resealRow(context, { column, row, result });
      done += 1;
      input.progressed?.(done, Math.max(done, result.total));
    }
  }
  const { resealed, unreadable } = result;
  if (resealed > 0) {
    const { actor, requestId } = input;
    const after = { resealed, unreadable: unreadable.length };
    await context.store.inTransaction((db) =>
      recordAudit(context, db, { actor, action: "master_key.resealed", subject: "master_key", after, requestId }),
    );
  }
  context.log.info({ requestId: input.requestId, resealed, unreadable: unreadable.length }, "secrets resealed");
  return result;
}

async function* rowsOf(context: Context, column: SealedColumn): AsyncGenerator<SealedRow> {
  let afterId = "";
  for (;;) {
    const rows = await context.store.run((db) => listSealedRows(db, column, { afterId, limit: rowsAtOnce }));
    yield* rows;
    afterId = rows.at(-1)?.id ?? "";
    if (rows.length < rowsAtOnce) return;
  }
}

async function resealRow(
  context: Context,
  o: { column: SealedColumn; row: SealedRow; result: ResealSecretsResult },
): Promise<void> {
  const { column, row, result } = o;
  const place = column.place(row.id);
  try {
    const sealed = context.sealer.reseal(row.sealed, place);
    if (sealed === undefined) return;
    // Somebody else's change is sealed under the first key already, or is found in the next run.
    await context.store.run((db) => replaceSealedRow(db, column, { row, sealed }));
    result.resealed += 1;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    result.unreadable.push(place);
  }
}
