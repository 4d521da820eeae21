// Settings of sites, keys and accounts which release 1 did not have, and what the lists of the owner need.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const accounts: readonly MigrationStep[] = [
  createTable("site_settings", [
    ["site_id", "key", "primary key"],
    ["mode", "key", "required"],
    ["disabled_at_ms", "integer", "optional"],
  ]),
  createTable("key_settings", [
    ["key_id", "key", "primary key"],
    ["label", "text", "required"],
    ["scopes_json", "text", "required"],
    ["addresses_json", "text", "required"],
    ["origins_json", "text", "required"],
    ["valid_until_ms", "integer", "optional"],
  ]),
  createTable("account_states", [
    ["account_id", "key", "primary key"],
    ["disabled_at_ms", "integer", "optional"],
    ["can_query", "key", "required"],
    ["can_close", "key", "required"],
    ["can_refund", "key", "required"],
    ["checked_at_ms", "integer", "optional"],
  ]),
  createTable(
    "contract_warnings",
    [
      ["contract_id", "key", "required"],
      ["to_ms", "integer", "required"],
      ["days_before", "integer", "required"],
      ["warned_at_ms", "integer", "required"],
    ],
    ["primary key (contract_id, to_ms, days_before)"],
  ),
  createIndex("site_keys_site", "site_keys (site_id)"),
  createIndex("audit_time", "audit (created_at_ms, id)"),
  createTable("site_shipping", [
    ["site_id", "key", "primary key"],
    ["auto_ship", "integer", "required"],
  ]),
];
