// What an earlier installation of the same shop left: its record, and the keys which the shop was given.
import {
  type GatewaySettings,
  gatewaySettingsPath,
  type InstallRecord,
  type InstallRecords,
  readGatewaySettings,
} from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import { folderOf } from "./shop-folder.ts";

export interface Earlier {
  readonly record: InstallRecord;
  readonly settings: GatewaySettings;
}

/** Throws CommandFailure where another folder is the shop of this address. */
export async function findEarlier(
  records: InstallRecords,
  { folder, id }: { readonly folder: string | undefined; readonly id: string },
): Promise<Earlier | undefined> {
  const record = (folder === undefined ? undefined : await records.ofFolder(folder)) ?? (await records.withId(id));
  if (record !== undefined && folder !== undefined) assertSameShop(record, folder);
  const settings = record && (await keptSettings(records, record));
  return record && settings && { record, settings };
}

/** Two folders under one address: taking the second for the first would lose the first one's originals. */
function assertSameShop({ folder: installed, state, url }: InstallRecord, folder: string): void {
  const isGone = installed === null || installed === folder || folderOf(installed) === undefined;
  if (isGone || state === "removed") return;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `${url} 已经装在 ${installed}`,
    en: `${url} is installed in ${installed} already`,
    fixZh: "先在那里 dedepay dedecms uninstall，或用 --site-url 说明这一份的网址",
    fixEn: "run dedepay dedecms uninstall there first, or name this one's address with --site-url",
  });
}

/** The keys which the shop was given. */
export async function keptSettings(
  records: InstallRecords,
  record: InstallRecord,
): Promise<GatewaySettings | undefined> {
  const change = record.changes.find(({ path }) => path === gatewaySettingsPath);
  return change && readGatewaySettings(await records.bytes(record.id, change.after));
}
