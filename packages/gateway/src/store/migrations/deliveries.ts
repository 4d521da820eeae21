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
    ["delivery_type", "key", "required"],
    ["adapter", "key", "required"],
    ["receipt_json", "text", "required"],
    ["created_at_ms", "integer", "required"],
  ]),
  createIndex("delivery_receipts_outbox", "delivery_receipts (outbox_id)"),
  createIndex("delivery_receipts_payment", "delivery_receipts (payment_id)"),
  createIndex("delivery_receipts_site", "delivery_receipts (site_id, created_at_ms)"),
  createTable("delivery_resends", [
    ["id", "key", "primary key"],
    ["outbox_id", "key", "required"],
    ["attempts_before", "integer", "required"],
    ["request_id", "key", "required"],
    ["created_at_ms", "integer", "required"],
  ]),
  createIndex("delivery_resends_outbox", "delivery_resends (outbox_id, created_at_ms)"),
  createTable("former_webhook_secrets", [
    ["id", "key", "primary key"],
    ["site_id", "key", "required"],
    ["secret_sealed", "blob", "required"],
    ["until_ms", "integer", "required"],
  ]),
  createIndex("former_webhook_secrets_site", "former_webhook_secrets (site_id, until_ms)"),
];
