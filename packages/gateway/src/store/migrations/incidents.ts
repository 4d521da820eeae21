// Whom incidents touched, what became of them, and who is told of them.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const incidents: readonly MigrationStep[] = [
  createTable(
    "incident_subjects",
    [
      ["group_key", "key", "required"],
      ["subject", "key", "required"],
      ["payment_id", "key", "optional"],
      ["amount_fen", "integer", "required"],
      ["first_seen_at_ms", "integer", "required"],
    ],
    ["primary key (group_key, subject)"],
  ),
  createIndex("incident_subjects_subject", "incident_subjects (subject)"),
  createTable(
    "incident_changes",
    [
      ["incident_id", "key", "required"],
      ["sequence", "integer", "required"],
      ["kind", "key", "required"],
      ["note", "text", "required"],
      ["actor", "key", "required"],
      ["created_at_ms", "integer", "required"],
    ],
    ["primary key (incident_id, sequence)"],
  ),
  createTable("error_notice_accounts", [
    ["account_id", "key", "primary key"],
    ["since_ms", "integer", "required"],
  ]),
  createIndex("refunds_state", "refunds (state, created_at_ms)"),
  createIndex("attempts_opened", "attempts (account_id, opened_at_ms)"),
];
