// Everything the checks look at, read once through the ports. The checks themselves are pure.
import { type Edition, readEdition } from "../formats/edition.ts";
import { type PaymentSettings, readPaymentSettings } from "../formats/payment-settings.ts";
import { byteString } from "../formats/php-value.ts";
import { readSiteSettings, type SiteSettings } from "../formats/site-settings.ts";
import { type TextEncoding, textEncoding } from "../formats/text-encoding.ts";
import type { InstallationDatabase, PaymentRow } from "./installation-database.ts";
import type { InstallationFiles } from "./installation-files.ts";

/** "drop-in": ours. "unknown": some other plugin, or a changed one, which the checks say nothing sure about. */
export type Plugin = "stock" | "drop-in" | "unknown" | "absent";

export type PaymentFile = {
  readonly path: string;
  readonly code: string;
  readonly settings: PaymentSettings | undefined;
};

export type Installation = {
  readonly edition: Edition | undefined;
  readonly site: SiteSettings | undefined;
  readonly plugin: Plugin;
  readonly paymentFiles: readonly PaymentFile[];
  readonly publicLogs: readonly string[];
  /** Whether an .htaccess above the log denies everything; nginx does not read it. */
  readonly dataFolderDenied: boolean;
  /** Those of the files below which are there, with the charset of their bytes. */
  readonly encodings: ReadonlyMap<string, TextEncoding>;
  /** Whether the line which the inspector advises against V5 stands in member/shops_products.php. */
  readonly confirmBlocked: boolean;
  readonly paymentRows: readonly PaymentRow[] | undefined;
};

const pluginPath = "include/payment/alipay.php";
const comparedFiles = [
  pluginPath,
  "include/common.inc.php",
  "data/config.cache.inc.php",
  "plus/carbuyaction.php",
  "member/buy_action.php",
  "member/shops_products.php",
];
/** Stands in the drop-in's first lines. */
const dropInMark = "dedepay drop-in";

/** Undefined where the folder holds no DedeCMS. */
export async function readInstallation(
  files: InstallationFiles,
  database?: InstallationDatabase,
): Promise<Installation | undefined> {
  const common = await files.read("include/common.inc.php");
  const cache = await files.read("data/config.cache.inc.php");
  if (common === undefined && cache === undefined) return undefined;
  const encodings = new Map<string, TextEncoding>();
  for (const path of comparedFiles) {
    const bytes = await files.read(path);
    if (bytes !== undefined) encodings.set(path, textEncoding(bytes));
  }
  const inPayment = await files.list("data/payment");
  return {
    edition: common && readEdition(common),
    site: cache && readSiteSettings(cache),
    plugin: pluginOf(await files.read(pluginPath)),
    paymentFiles: await readPaymentFiles(files, inPayment),
    publicLogs: inPayment.filter((name) => /\.(txt|log)$/i.test(name)).map((name) => `data/payment/${name}`),
    dataFolderDenied: await isDenied(files),
    encodings,
    confirmBlocked: isConfirmBlocked(await files.read("member/shops_products.php")),
    paymentRows: await database?.paymentRows(),
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
    const path = `data/payment/${name}`;
    const bytes = code === undefined ? undefined : await files.read(path);
    if (code !== undefined && bytes !== undefined) found.push({ path, code, settings: readPaymentSettings(bytes) });
  }
  return found;
}

function isConfirmBlocked(bytes: Uint8Array | undefined): boolean {
  const source = bytes === undefined ? "" : byteString(bytes);
  return /^<\?php\s+foreach \(array\(\$_GET, \$_POST, \$_COOKIE\) as \$v\) \{ if \(isset\(\$v\['do'\]\)\) exit; \}/.test(
    source,
  );
}

async function isDenied(files: InstallationFiles): Promise<boolean> {
  for (const path of ["data/payment/.htaccess", "data/.htaccess"]) {
    const bytes = await files.read(path);
    if (bytes !== undefined && /^\s*(deny\s+from\s+all|require\s+all\s+denied)/im.test(byteString(bytes))) return true;
  }
  return false;
}
