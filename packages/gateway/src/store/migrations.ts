// The schema's history, forward only. A released step is never edited; a change is a new step at the end of its area's
// list, and a new area's list goes to the end here.

import { accounts } from "./migrations/accounts.ts";
import { deliveries } from "./migrations/deliveries.ts";
import { firstRelease } from "./migrations/first-release.ts";
import { incidents } from "./migrations/incidents.ts";
import { lookAlike } from "./migrations/look-alike.ts";
import type { MigrationStep } from "./migrations/migration-step.ts";
import { notices } from "./migrations/notices.ts";
import { operations } from "./migrations/operations.ts";
import { refunds } from "./migrations/refunds.ts";
import { siteChecks } from "./migrations/site-checks.ts";

export const migrations: readonly MigrationStep[] = [
  ...firstRelease,
  ...refunds,
  ...deliveries,
  ...operations,
  ...siteChecks,
  ...accounts,
  ...incidents,
  ...notices,
  ...lookAlike,
];
