// A made-up DedeCMS tree for tests, written from the published facts about its formats. None of the CMS's code is in it:
// the PHP files hold only the few settings and traits which the inspector looks for.
import { type Charset, encodeText } from "@dedepay/alipay";
import type { InstallationFiles } from "../inspect/installation-files.ts";
import { serialize } from "./serialize.ts";

export type FakeOptions = {
  readonly edition?: "utf-8" | "gbk";
  readonly baseHost?: string;
  readonly cmsPath?: string;
  readonly memberOpen?: "Y" | "N";
  /** Fields of data/payment/alipay.php; null leaves the file out. */
  readonly settings?: Readonly<Record<string, string>> | null;
  /** Written over or beside the rest; null removes. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
};

export const goodSettings: Readonly<Record<string, string>> = {
  code: "alipay",
  alipay_account: "shop@example.com",
  alipay_key: "x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab",
  alipay_partner: "2088101112223334",
  alipay_pay_method: "2",
};

export function fakeInstallation(options: FakeOptions = {}): Map<string, Uint8Array> {
  const edition = options.edition ?? "utf-8";
  const bytes = (text: string): Uint8Array => encodeText(text, edition).bytes;
  const tree = new Map<string, Uint8Array>([
    ["include/common.inc.php", bytes(commonInclude(edition))],
    ["data/common.inc.php", bytes(databaseInclude(edition))],
    ["data/config.cache.inc.php", bytes(siteInclude(options))],
    ["include/payment/alipay.php", bytes(stockTraits)],
    ["plus/carbuyaction.php", bytes("<?php\n// 结算\n")],
    ["member/shops_products.php", bytes("<?php\n// 订单\n")],
    ["member/buy_action.php", bytes("<?php\n// 充值\n")],
  ]);
  if (options.settings !== null) {
    tree.set("data/payment/alipay.php", bytes(settingsFile(options.settings ?? goodSettings)));
  }
  for (const [path, content] of Object.entries(options.files ?? {})) {
    if (content === null) tree.delete(path);
    else tree.set(path, typeof content === "string" ? bytes(content) : content);
  }
  return tree;
}

export function filesOf(tree: ReadonlyMap<string, Uint8Array>): InstallationFiles {
  return {
    dataOutside: false,
    read: async (path) => tree.get(path),
    list: async (folder) =>
      [...tree.keys()].flatMap((path) => {
        const rest = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "/";
        return rest.includes("/") ? [] : [rest];
      }),
  };
}

/** The column `config` as the CMS stores it. */
export function storedConfig(settings: Readonly<Record<string, string>>, charset: Charset = "gbk"): string {
  const fields = Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => name !== "code")
      .map(([name, value]) => [name, { title: "支付宝用户账号", description: "说明", type: "text", value }]),
  );
  return serialize(fields, charset);
}

export function settingsFile(settings: Readonly<Record<string, string>>): string {
  const slashed = (text: string): string => text.replace(/[\\'"]/g, "\\$&");
  const entries = Object.entries(settings).map(([name, value]) => `'${name}' => '${slashed(value)}'`);
  return `<?php\r\n$payment=array(${entries.join(",")})\r\n?>\r\n`;
}

const stockTraits = `<?php
// 支付订单号
class Alipay {
    function GetCode($order, $payment) { return $payment['alipay_partner']; }
    function respond() { if (md5($text.$payment['alipay_key']) != $_GET['sign']) return false; }
}
`;

function commonInclude(edition: "utf-8" | "gbk"): string {
  const [version, constant] = edition === "gbk" ? ["V57_GBK_SP2", "gb2312"] : ["V57_UTF8_SP2", "utf-8"];
  return `<?php\n// 公共文件\n$cfg_version = '${version}';\n$cfg_soft_lang = '${constant}';\n$cfg_basedir = dirname(__FILE__);\n`;
}

function databaseInclude(edition: "utf-8" | "gbk"): string {
  return `<?php\r\n$cfg_dbtype = 'mysql';\r\n$cfg_dbhost = 'localhost:3307';\r\n$cfg_dbname = 'shop';\r\n$cfg_dbuser = 'shop';\r\n$cfg_dbpwd = 'it\\'s';\r\n$cfg_dbprefix = 'dede_';\r\n$cfg_db_language = '${edition === "gbk" ? "gbk" : "utf8"}';\r\n`;
}

function siteInclude({ baseHost, cmsPath, memberOpen }: FakeOptions): string {
  return `<?php\n$cfg_basehost = '${baseHost ?? "https://shop.example.com"}';\n$cfg_cmspath = '${cmsPath ?? ""}';\n$cfg_mb_open = '${memberOpen ?? "Y"}';\n`;
}
