// Inspects a DedeCMS installation from its files, and its database where one is at hand. Reads only, runs nothing.
import { checkCharset } from "./check-charset.ts";
import { checkDropIn } from "./check-drop-in.ts";
import { checkHoles } from "./check-holes.ts";
import { checkMethod } from "./check-method.ts";
import { checkOrders } from "./check-orders.ts";
import { checkPaymentRow } from "./check-payment-row.ts";
import { checkPhp } from "./check-php.ts";
import { checkSettings } from "./check-settings.ts";
import { checkShop } from "./check-shop.ts";
import { checkTables } from "./check-tables.ts";
import type { Finding, Severity } from "./inspection-finding.ts";
import { type InspectionInput, type Installation, readInstallation } from "./installation.ts";
import type { InstallationFiles } from "./installation-files.ts";

const order: readonly Severity[] = ["critical", "serious", "warning", "note"];

/** Findings, worst first; undefined where the files are no DedeCMS. Throws what the files and the database throw. */
export async function inspectInstallation(
  files: InstallationFiles,
  input: InspectionInput,
): Promise<readonly Finding[] | undefined> {
  const installation = await readInstallation(files, input);
  return installation && examineInstallation(installation);
}

/** Findings about what was read, worst first. */
export function examineInstallation(installation: Installation): readonly Finding[] {
  const checks = [
    checkDropIn,
    checkHoles,
    checkSettings,
    checkMethod,
    checkPaymentRow,
    checkCharset,
    checkTables,
    checkShop,
    checkOrders,
    checkPhp,
  ];
  const findings = checks.flatMap((check) => check(installation));
  const rank = ({ state, severity }: Finding): number =>
    (state === "open" ? 0 : order.length) + order.indexOf(severity);
  // The sort is stable: what is equally bad keeps the order of the checks.
  return findings.sort((left, right) => rank(left) - rank(right));
}
