// Everything the checks look at, read once through the ports. The checks themselves are pure.
import { type Edition, readEdition } from "../formats/edition.ts";
import { type PaymentSettings, readPaymentSettings } from "../formats/payment-settings.ts";
import { byteString } from "../formats/php-value.ts";
import { readDatabaseSettings, readSiteSettings, type SiteSettings } from "../formats/site-settings.ts";
import { type TextEncoding, textEncoding } from "../formats/text-encoding.ts";
import { isConfirmBlocked } from "./confirm-block.ts";
import {
  comparedPaths,
  confirmPath,
  gatewaySettingsPath,
  paymentFolder,
  pluginPath,
  webhookPath,
} from "./inspected-paths.ts";
import type { DatabaseFacts, InstallationDatabase } from "./installation-database.ts";
import type { InstallationFiles } from "./installation-files.ts";
import type { KnownContracts } from "./known-contracts.ts";

/** Alipay's trades of this age can still be paid or notified: so far back orders count as open. */
export const recentDays = 15;

/** "drop-in": ours. "unknown": some other plugin, or a changed one, which the checks say nothing sure about. */
export type Plugin = "stock" | "drop-in" | "unknown" | "absent";

export type PaymentFile = {
  readonly path: string;
  readonly code: string;
  readonly settings: PaymentSettings | undefined;
};

export type Installation = {
  readonly nowMs: number;
  readonly edition: Edition | undefined;
  readonly site: SiteSettings | undefined;
  readonly plugin: Plugin;
  /** Whether the drop-in's other two files are there. */
  readonly hasWebhook: boolean;
  readonly hasGatewaySettings: boolean;
  readonly paymentFiles: readonly PaymentFile[];
  /** Logs of payments which the web server may hand out. */
  readonly publicLogs: readonly string[];
  /** Whether an .htaccess above the log denies everything; nginx does not read it. */
  readonly dataFolderDenied: boolean;
  /** Those of the files below which are there, with the charset of their bytes. */
  readonly encodings: ReadonlyMap<string, TextEncoding>;
  /** Whether the line which the inspector advises against V5 stands in member/shops_products.php. */
  readonly confirmBlocked: boolean;
  /** Calls which PHP 8 has removed, each with its file. */
  readonly removedInPhp8: readonly string[];
  /** $cfg_db_language. */
  readonly databaseCharset: string | undefined;
  readonly database: DatabaseFacts | undefined;
  readonly contracts: KnownContracts | undefined;
};

/** Stands in the drop-in's first lines. */
const dropInMark = "dedepay drop-in";

export type InspectionInput = {
  readonly nowMs: number;
  readonly database?: InstallationDatabase | undefined;
  /** What is known of the contracts of a PID. */
  readonly contractsOf?: ((pid: string) => KnownContracts | undefined) | undefined;
};

/** Undefined where the folder holds no DedeCMS. */
export async function readInstallation(
  files: InstallationFiles,
  input: InspectionInput,
): Promise<Installation | undefined> {
  const common = await files.read("include/common.inc.php");
  const cache = await files.read("data/config.cache.inc.php");
  if (common === undefined && cache === undefined) return undefined;
  const encodings = new Map<string, TextEncoding>();
  for (const path of comparedPaths) {
    const bytes = await files.read(path);
    if (bytes !== undefined) encodings.set(path, textEncoding(bytes));
  }
  const inPayment = await files.list(paymentFolder);
  const paymentFiles = await readPaymentFiles(files, inPayment);
  const connection = await files.read("data/common.inc.php");
  const pid =
    paymentFiles
      .find(({ code }) => code === "alipay")
      ?.settings?.get("alipay_partner")
      ?.trim() ?? "";
  return {
    nowMs: input.nowMs,
    edition: common && readEdition(common),
    site: cache && readSiteSettings(cache),
    plugin: pluginOf(await files.read(pluginPath)),
    hasWebhook: (await files.read(webhookPath)) !== undefined,
    hasGatewaySettings: (await files.read(gatewaySettingsPath)) !== undefined,
    paymentFiles,
    publicLogs: files.dataOutside
      ? []
      : inPayment.filter((name) => /\.(txt|log)$/i.test(name)).map((name) => `${paymentFolder}/${name}`),
    dataFolderDenied: await isDenied(files),
    encodings,
    confirmBlocked: isConfirmBlocked((await files.read(confirmPath)) ?? new Uint8Array()),
    removedInPhp8: await findRemovedInPhp8(files),
    databaseCharset: (connection && readDatabaseSettings(connection)?.charset) || undefined,
    database: await input.database?.readFacts(Math.floor(input.nowMs / 1000) - recentDays * 86_400),
    contracts: pid === "" ? undefined : input.contractsOf?.(pid),
  };
}

function pluginOf(bytes: Uint8Array | undefined): Plugin {
  if (bytes === undefined) return "absent";
  const source = byteString(bytes);
  if (source.slice(0, 400).includes(dropInMark)) return "drop-in";
  const looksStock =
    /class\s+alipay\b/i.test(source) && /function\s+respond\b/i.test(source) && /\bmd5\s*\(/i.test(source);
  return looksStock ? "stock" : "unknown";
}

async function readPaymentFiles(files: InstallationFiles, names: readonly string[]): Promise<PaymentFile[]> {
  const found: PaymentFile[] = [];
  for (const name of names) {
    const code = /^(\w+)\.php$/.exec(name)?.[1];
    const path = `${paymentFolder}/${name}`;
    const bytes = code === undefined ? undefined : await files.read(path);
    if (code !== undefined && bytes !== undefined) found.push({ path, code, settings: readPaymentSettings(bytes) });
  }
  return found;
}

/** A guarded call, `function_exists("…")`, names the function in quotes. */
async function findRemovedInPhp8(files: InstallationFiles): Promise<string[]> {
  const found: string[] = [];
  for (const path of [pluginPath, "include/common.inc.php"]) {
    const bytes = await files.read(path);
    const source = bytes === undefined ? "" : byteString(bytes);
    const isGuarded = /function_exists\(\s*['"]get_magic_quotes_gpc/i.test(source);
    if (/get_magic_quotes_gpc\s*\(/i.test(source) && !isGuarded) found.push(`${path}: get_magic_quotes_gpc()`);
  }
  return found;
}

async function isDenied(files: InstallationFiles): Promise<boolean> {
  for (const path of ["data/payment/.htaccess", "data/.htaccess"]) {
    const bytes = await files.read(path);
    if (bytes !== undefined && /^\s*(deny\s+from\s+all|require\s+all\s+denied)/im.test(byteString(bytes))) return true;
  }
  return false;
}
