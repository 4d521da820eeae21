// How sites are told of their payments, and what they acknowledged.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const deliveries: readonly MigrationStep[] = [
  createTable("site_deliveries", [
    ["site_id", "key", "primary key"],
    ["adapter", "key", "required"],
    ["settings_sealed", "blob", "required"],
    ["changed_at_ms", "integer", "required"],
  ]),
  createTable("delivery_receipts", [
    ["id", "key", "primary key"],
    ["outbox_id", "key", "required"],
    ["number", "integer", "required"],
    ["site_id", "key", "required"],
    ["payment_id", "key", "required"],
    ["adapter", "key", "required"],
    ["receipt_json", "text", "required"],
    ["created_at_ms", "integer", "required"],
  ]),
  createIndex("delivery_receipts_outbox", "delivery_receipts (outbox_id)"),
];
