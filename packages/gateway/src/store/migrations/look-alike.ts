// The look-alike of Alipay's old gateway.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const lookAlike: readonly MigrationStep[] = [
  createTable("look_alike_sites", [
    ["site_id", "key", "primary key"],
    ["settings_json", "text", "required"],
    ["changed_at_ms", "integer", "required"],
  ]),
  createTable("look_alike_keys", [
    ["id", "key", "primary key"],
    ["site_id", "key", "required"],
    ["key_sealed", "blob", "required"],
    ["origin", "key", "required"],
    ["created_at_ms", "integer", "required"],
    ["revoked_at_ms", "integer", "optional"],
  ]),
  createIndex("look_alike_keys_site", "look_alike_keys (site_id)"),
  createTable("look_alike_orders", [
    ["payment_id", "key", "primary key"],
    ["partner", "key", "required"],
    ["request_json", "text", "required"],
    ["written_at_ms", "integer", "required"],
  ]),
  createTable("look_alike_notices", [
    ["id", "key", "primary key"],
    ["partner", "key", "required"],
    ["payment_id", "key", "required"],
    ["kind", "key", "required"],
    ["created_at_ms", "integer", "required"],
    ["sent_at_ms", "integer", "optional"],
    ["valid_until_ms", "integer", "optional"],
    ["acknowledged_at_ms", "integer", "optional"],
  ]),
  createIndex("look_alike_notices_payment", "look_alike_notices (payment_id, kind)"),
  createTable(
    "look_alike_calls",
    [
      ["site_id", "key", "required"],
      ["day", "key", "required"],
      ["used", "integer", "required"],
    ],
    ["primary key (site_id, day)"],
  ),
  createTable(
    "look_alike_refunds",
    [
      ["site_id", "key", "required"],
      ["batch_no", "key", "required"],
      ["partner", "key", "required"],
      ["payment_id", "key", "required"],
      ["charset", "key", "required"],
      ["notify_url", "text", "optional"],
      ["created_at_ms", "integer", "required"],
      ["told_at_ms", "integer", "optional"],
    ],
    ["primary key (site_id, batch_no)"],
  ),
  createIndex("look_alike_refunds_payment", "look_alike_refunds (payment_id)"),
  // Old shops name a trade by Alipay's own number.
  createIndex("attempts_trade", "attempts (trade_no)"),
];
