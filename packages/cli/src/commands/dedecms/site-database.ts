// Which database a shop uses: the one its own settings name, or the one on the command line.
import {
  cmsDatabase,
  type DatabaseSettings,
  type InstallationDatabase,
  type InstallationFiles,
  readDatabaseSettings,
} from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";

export interface DatabaseFlags {
  readonly db?: true;
  readonly dbUrl?: string;
}

const settingsFile = "data/common.inc.php";

/** Undefined where it was not asked for. Throws CommandFailure for an address or settings that can't be used. */
export async function siteDatabase(
  files: InstallationFiles,
  { db, dbUrl }: DatabaseFlags,
): Promise<InstallationDatabase | undefined> {
  if (db === undefined && dbUrl === undefined) return undefined;
  return cmsDatabase(await databaseSettings(files, dbUrl));
}

/** Throws CommandFailure for an address or settings that can't be used. */
export async function databaseSettings(
  files: Pick<InstallationFiles, "read">,
  dbUrl: string | undefined,
): Promise<DatabaseSettings> {
  const bytes = await files.read(settingsFile);
  const own = bytes === undefined ? undefined : readDatabaseSettings(bytes);
  if (dbUrl !== undefined) return { ...settingsOf(dbUrl), prefix: own?.prefix ?? "dede_", charset: own?.charset ?? "" };
  if (own !== undefined) return own;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `${settingsFile} 里没有数据库的地址、库名和用户`,
    en: `${settingsFile} does not name the database's host, name and user`,
    fixZh: "用 --db-url mysql://用户:密码@主机/库名",
    fixEn: "use --db-url mysql://user:password@host/name",
  });
}

/** The text may hold a password: it is never repeated. */
function settingsOf(text: string): Omit<DatabaseSettings, "prefix" | "charset"> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const name = url === undefined ? "" : decodeURIComponent(url.pathname.slice(1));
  if (url === undefined || !/^(mysql|mariadb):$/.test(url.protocol) || url.hostname === "" || name === "") {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "--db-url 不是数据库地址",
      en: "--db-url is no address of a database",
      fixZh: "形如 mysql://用户:密码@主机:3306/库名",
      fixEn: "it looks like mysql://user:password@host:3306/name",
    });
  }
  return {
    type: "mysql",
    host: url.port === "" ? url.hostname : `${url.hostname}:${url.port}`,
    name,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}
