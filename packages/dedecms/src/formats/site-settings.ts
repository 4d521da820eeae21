// data/config.cache.inc.php and data/common.inc.php: the few settings which a payment depends on.
import { readPhpAssignments } from "./php-assignments.ts";
import type { PhpValue } from "./php-value.ts";

export type SiteSettings = {
  readonly baseHost: string | undefined;
  /** "" or "/folder" as the CMS writes it. */
  readonly cmsPath: string | undefined;
  readonly memberOpen: boolean | undefined;
};

export type DatabaseSettings = {
  readonly type: string;
  readonly host: string;
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly prefix: string;
  readonly charset: string;
};

export function readSiteSettings(bytes: Uint8Array): SiteSettings {
  const values = readPhpAssignments(bytes);
  const open = text(values.get("cfg_mb_open"));
  return {
    baseHost: text(values.get("cfg_basehost")),
    cmsPath: text(values.get("cfg_cmspath")),
    memberOpen: open === undefined ? undefined : open !== "N",
  };
}

/** Undefined where host, name or user are not written out. Holds the password: never print it. */
export function readDatabaseSettings(bytes: Uint8Array): DatabaseSettings | undefined {
  const values = readPhpAssignments(bytes);
  const host = text(values.get("cfg_dbhost"));
  const name = text(values.get("cfg_dbname"));
  const user = text(values.get("cfg_dbuser"));
  if (host === undefined || name === undefined || user === undefined) return undefined;
  return {
    type: text(values.get("cfg_dbtype")) ?? "mysql",
    host,
    name,
    user,
    password: text(values.get("cfg_dbpwd")) ?? "",
    prefix: text(values.get("cfg_dbprefix")) ?? "dede_",
    charset: text(values.get("cfg_db_language")) ?? "",
  };
}

function text(value: PhpValue | undefined): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}
