// The plan of an installation in a folder, and how it is shown.
import {
  diffOfChange,
  examineInstallation,
  holesLeft,
  type InstallationFiles,
  type InstallPlan,
  planWarnings,
  renderPlan,
  settingsPath,
  siteFolder,
  versionOf,
  type WayChoice,
} from "@dedepay/dedecms";
import { textTable } from "../../terminal/text-table.ts";
import type { PreparedShop } from "./prepare-shop.ts";
import { settingsWarnings } from "./shop-account.ts";
import { guarded } from "./shop-failures.ts";

/** `files` reads whole files, as they have to be kept; the inspector looks at the beginning of large ones only. */
export async function makePlan(
  shop: PreparedShop,
  choice: WayChoice,
  nowMs: number,
): Promise<{ readonly plan: InstallPlan; readonly files: InstallationFiles }> {
  const { installation, address, gatewayUrl: gateway, account, folder = "" } = shop;
  const files: InstallationFiles = { ...shop.files, read: siteFolder(folder).read };
  const { changes, notDone } = await guarded(() => shop.plan(files));
  const settings = await files.read(settingsPath);
  const plan = {
    ...{ folder, address, gateway, choice, account, changes, notDone },
    version: versionOf(installation),
    warnings: [
      ...planWarnings(installation, address),
      ...(settings === undefined || account.kind === "known" ? [] : settingsWarnings(settings, nowMs)),
    ],
    unpaid: installation.database?.orders.unpaid,
    staysOpen: holesLeft(examineInstallation(installation), changes),
  };
  return { plan, files };
}

/** Writes the whole diff beside the record and answers the text of the plan. */
export async function describePlan(plan: InstallPlan, { records, address, earlier }: PreparedShop): Promise<string> {
  const id = earlier?.record.id ?? address.siteId;
  const diff = plan.changes.map((change) => diffOfChange(change)).join("\n");
  const wholeDiffPath = await records.writeText(id, "plan.diff", diff);
  return renderPlan(plan, { table: textTable, wholeDiffPath, backupPath: records.folderOf(id) });
}

/** Holds no secret and no file's content. */
export function planJson(plan: InstallPlan): object {
  const { folder, address, gateway, version, choice, account, changes, notDone, warnings, unpaid, staysOpen } = plan;
  return {
    ...{ folder, url: address.url, webhook_url: address.webhookUrl, site_id: address.siteId, gateway, version },
    way: choice.way,
    why: choice.why,
    account:
      account.kind === "known"
        ? { kind: "known", id: account.accountId }
        : {
            kind: "import",
            id: account.accountId,
            partner: account.imported.partner,
            product: account.imported.product,
            trimmed: account.imported.trimmed,
          },
    changes: changes.map(({ path, before, after, step, why }) => ({
      ...{ path, step, why },
      bytes_before: before?.length ?? null,
      bytes_after: after.length,
    })),
    not_done: notDone,
    warnings,
    unpaid_orders:
      unpaid?.map(({ orderNo, amountFen, kind, madeAtS }) => ({
        ...{ order_no: orderNo, amount_fen: Number(amountFen), kind },
        made_at: new Date(madeAtS * 1000).toISOString(),
      })) ?? null,
    stays_open: staysOpen,
  };
}
