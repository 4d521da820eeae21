// How sites are.
import { createTable, type MigrationStep } from "./migration-step.ts";

export const siteChecks: readonly MigrationStep[] = [
  createTable("site_checks", [
    ["site_id", "key", "primary key"],
    ["regular", "integer", "required"],
    ["asked_at_ms", "integer", "required"],
    ["answered_at_ms", "integer", "optional"],
    ["failing_since_ms", "integer", "optional"],
    ["error", "text", "optional"],
    ["answer_json", "text", "optional"],
  ]),
];
