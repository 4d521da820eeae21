// The second way in: whether the gateway can fulfil in a shop's own database from here, and having it do so.
import {
  addressOf,
  databaseAdapterName,
  examineShopDatabase,
  type InstallationFiles,
  openShop,
  type ShopSettings,
  shopSettingsOf,
} from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import type { Gateway, SiteFinding } from "@dedepay/gateway";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import { databaseSettings } from "./site-database.ts";

/** Holds the password: never print it. */
export interface DatabaseWay {
  readonly settings: ShopSettings;
  readonly findings: readonly SiteFinding[];
}

/** Enters the database and looks; changes nothing. Throws CommandFailure for settings that can't be used. */
export async function findDatabaseWay(
  files: Pick<InstallationFiles, "read">,
  dbUrl: string | undefined,
): Promise<DatabaseWay> {
  const settings = usable(await databaseSettings(files, dbUrl));
  return { settings, findings: await examineShopDatabase(openShop, settings) };
}

function usable(settings: Awaited<ReturnType<typeof databaseSettings>>): ShopSettings {
  try {
    if (settings.type === "mysql") return shopSettingsOf({ settings, address: addressOf(settings.host) });
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    throw new CommandFailure(exitCode.wrongUsage, error.detail, { cause: error });
  }
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `网站用的是 ${settings.type} 数据库，网关只能写 MySQL 和 MariaDB`,
    en: `the shop keeps its data in ${settings.type}; the gateway writes MySQL and MariaDB only`,
    fixZh: "用 --way webhook",
    fixEn: "use --way webhook",
  });
}

export function canFulfil({ findings }: DatabaseWay): boolean {
  return findings.every(({ severity }) => severity !== "broken");
}

/** Throws CommandFailure with what keeps the gateway from fulfilling there. */
export function assertCanFulfil(way: DatabaseWay): void {
  if (canFulfil(way)) return;
  const broken = way.findings.filter(({ severity }) => severity === "broken");
  throw new CommandFailure(exitCode.foundProblem, {
    zh: `不能在网站的数据库里入账：${broken.map(({ zh }) => zh).join("；")}`,
    en: `the gateway can't fulfil in the shop's database: ${broken.map(({ en }) => en).join("; ")}`,
    fixZh: "改好后再运行一次；用 --db-url 给出别的地址或用户；或用 --way webhook",
    fixEn: "mend it and run this again; name another address or user with --db-url; or use --way webhook",
  });
}

/** `database` undefined: by the webhook. */
export async function setWay(
  gateway: Gateway,
  {
    database,
    ...site
  }: { readonly actor: string; readonly siteId: string; readonly database: DatabaseWay | undefined },
): Promise<void> {
  const requestId = gateway.newRequestId();
  if (database === undefined) await gateway.setSiteDelivery({ ...site, adapter: "webhook", requestId });
  else await gateway.setSiteDelivery({ ...site, adapter: databaseAdapterName, settings: database.settings, requestId });
}

export function findingLines(findings: readonly SiteFinding[]): string[] {
  const marks: Readonly<Record<SiteFinding["severity"], string>> = { broken: "✗", warning: "!", note: "·" };
  return findings.flatMap(({ severity, zh, en }) => [`${marks[severity]} ${zh}`, `  ${en}`]);
}
