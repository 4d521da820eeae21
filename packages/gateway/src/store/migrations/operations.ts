// Marks of the ledger as a whole, and the indexes by which old rows are found when they are purged.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const operations: readonly MigrationStep[] = [
  createTable("ledger_marks", [
    ["name", "key", "primary key"],
    ["detail_json", "text", "required"],
    ["set_at_ms", "integer", "required"],
  ]),
  createIndex("notifications_age", "notifications (received_at_ms)"),
  createIndex("envelopes_age", "envelopes (created_at_ms)"),
  createIndex("delivery_attempts_age", "delivery_attempts (started_at_ms)"),
  createIndex("idempotency_keys_age", "idempotency_keys (created_at_ms)"),
];
