// Refunds and their limits, and the index for lists of payments.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const refunds: readonly MigrationStep[] = [
  createTable(
    "refunds",
    [
      ["id", "key", "primary key"],
      ["payment_id", "key", "required"],
      ["attempt_id", "key", "required"],
      ["site_id", "key", "required"],
      ["account_id", "key", "required"],
      ["refund_no", "key", "required"],
      ["request_no", "key", "required"],
      ["way", "key", "required"],
      ["state", "key", "required"],
      ["amount_fen", "integer", "required"],
      ["source_account", "key", "required"],
      ["refunded_before_fen", "integer", "required"],
      ["submissions", "integer", "required"],
      ["reason", "text", "required"],
      ["last_error_json", "text", "optional"],
      ["last_sent_at_ms", "integer", "optional"],
      ["operator_until_ms", "integer", "optional"],
      ["budget_day", "key", "required"],
      ["version", "integer", "required"],
      ["created_at_ms", "integer", "required"],
      ["settled_at_ms", "integer", "optional"],
    ],
    ["unique (payment_id, refund_no)", "unique (account_id, request_no)"],
  ),
  createIndex("refunds_account", "refunds (account_id, way, created_at_ms)"),
  createTable(
    "refund_budgets",
    [
      ["site_id", "key", "required"],
      ["day", "key", "required"],
      ["used_fen", "integer", "required"],
    ],
    ["primary key (site_id, day)"],
  ),
  createTable("site_limits", [
    ["site_id", "key", "primary key"],
    ["refund_daily_fen", "integer", "optional"],
  ]),
  createIndex("payments_site", "payments (site_id, created_at_ms, id)"),
];
