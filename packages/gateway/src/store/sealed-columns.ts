// Every column that holds a sealed secret, with the place to which its seal is bound. A column which is not listed here would
// be lost when the master key is rotated; a test holds the list against the schema.
import { sql } from "kysely";
import { keyPlace } from "../look-alike/site-key.ts";
import { deliverySettingsPlace } from "../outbox/site-adapter.ts";
import { noticeSettingsPlace } from "../use-cases/notices/notice-channel.ts";
import { formerSecretPlace } from "../use-cases/sites/rotate-webhook-secret.ts";
import type { Db } from "./store.ts";

export type SealedColumn = {
  /** As they are called in the database. */
  table: string;
  key: string;
  column: string;
  place(id: string): string;
};

export const sealedColumns: readonly SealedColumn[] = [
  { table: "accounts", key: "id", column: "secrets_sealed", place: (id) => `accounts/${id}/secrets` },
  { table: "sites", key: "id", column: "webhook_secret_sealed", place: (id) => `sites/${id}/webhook_secret` },
  { table: "site_keys", key: "id", column: "secret_sealed", place: (id) => `site_keys/${id}/secret` },
  { table: "former_webhook_secrets", key: "id", column: "secret_sealed", place: formerSecretPlace },
  { table: "site_deliveries", key: "site_id", column: "settings_sealed", place: deliverySettingsPlace },
  { table: "notice_channels", key: "id", column: "settings_sealed", place: noticeSettingsPlace },
  { table: "look_alike_keys", key: "id", column: "key_sealed", place: keyPlace },
];

export type SealedRow = { id: string; sealed: Uint8Array };

/** In the order of their ids, those after `afterId`. */
export async function listSealedRows(
  db: Db,
  { table, key, column }: SealedColumn,
  o: { afterId: string; limit: number },
): Promise<SealedRow[]> {
  const query = sql<SealedRow>`select ${sql.ref(key)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(key)} > ${o.afterId} and ${sql.ref(column)} is not null
    order by ${sql.ref(key)} limit ${o.limit}`;
  return (await query.execute(db)).rows;
}

export async function countSealedRows(db: Db, { table, column }: SealedColumn): Promise<number> {
  const query = sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} is not null`;
  return (await query.execute(db)).rows[0]?.count ?? 0;
}

/** False where the row was changed since it was read, or is gone. */
export async function replaceSealedRow(
  db: Db,
  { table, key, column }: SealedColumn,
  o: { row: SealedRow; sealed: Uint8Array },
): Promise<boolean> {
  const query = sql`update ${sql.table(table)} set ${sql.ref(column)} = ${o.sealed}
    where ${sql.ref(key)} = ${o.row.id} and ${sql.ref(column)} = ${o.row.sealed}`;
  return (await query.execute(db)).numAffectedRows === 1n;
}
