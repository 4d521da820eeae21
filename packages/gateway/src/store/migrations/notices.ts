// How the owner is told of incidents.
import { createIndex, createTable, type MigrationStep } from "./migration-step.ts";

export const notices: readonly MigrationStep[] = [
  createTable("notice_channels", [
    ["id", "key", "primary key"],
    ["kind", "key", "required"],
    ["label", "text", "required"],
    ["settings_sealed", "blob", "required"],
    ["quiet_from_minute", "integer", "optional"],
    ["quiet_to_minute", "integer", "optional"],
    ["created_at_ms", "integer", "required"],
  ]),
  createTable("owner_notices", [
    ["id", "key", "primary key"],
    ["channel_id", "key", "required"],
    ["incident_id", "key", "required"],
    ["cause", "key", "required"],
    ["due_at_ms", "integer", "required"],
    ["message_id", "key", "optional"],
    ["sent_at_ms", "integer", "optional"],
    ["created_at_ms", "integer", "required"],
  ]),
  createIndex("owner_notices_channel", "owner_notices (channel_id, sent_at_ms, due_at_ms)"),
  createIndex("owner_notices_message", "owner_notices (message_id)"),
];
