// A made-up DedeCMS root on the disk, with the few settings and traits which the commands look for. Written from the
// published facts; none of the CMS's code is in it.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encodeText } from "@dedepay/alipay";

export interface FakeShop {
  readonly edition: "utf-8" | "gbk";
  readonly baseHost: string;
  readonly version?: string;
  readonly partner?: string;
  /** Lines of data/common.inc.php. */
  readonly database?: string;
  readonly plugin?: string;
}

const stock = `<?php
// 支付订单号
class Alipay {
    function GetCode($order, $payment) { return 'https://www.alipay.com/cooperate/gateway.do?' . $payment['alipay_partner']; }
    function respond() { if (md5($text.$payment['alipay_key']) != $_GET['sign']) return false; }
}
`;

export function writeFakeShop(root: string, shop: FakeShop): void {
  const isGbk = shop.edition === "gbk";
  const version = shop.version ?? (isGbk ? "V57_GBK_SP2" : "V57_UTF8_SP2");
  const database = shop.database ?? "$cfg_dbhost = 'localhost'; $cfg_dbname = 'shop'; $cfg_dbuser = 'shop';";
  const files: Record<string, string> = {
    "include/common.inc.php": `<?php\n// 公共文件\n$cfg_version = '${version}';\n$cfg_soft_lang = '${isGbk ? "gb2312" : "utf-8"}';\n`,
    "include/payment/alipay.php": shop.plugin ?? stock,
    "data/common.inc.php": `<?php\r\n${database}\r\n$cfg_db_language = '${isGbk ? "gbk" : "utf8"}';\r\n`,
    "data/config.cache.inc.php": `<?php\n$cfg_basehost = '${shop.baseHost}';\n$cfg_cmspath = '';\n$cfg_mb_open = 'Y';\n`,
    "data/payment/alipay.php": `<?php\r\n$payment=array('code' => 'alipay','alipay_account' => 'shop@example.com','alipay_key' => 'x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab','alipay_partner' => '${shop.partner ?? "2088101112223334"}','alipay_pay_method' => '2')\r\n?>\r\n`,
    "data/payment/bank.php": "<?php\r\n$payment=array('code' => 'bank','name' => '银行汇款，许功')\r\n?>\r\n",
    "member/shops_products.php": "<?php\r\n// 确认收货\r\n",
    "plus/carbuyaction.php": "<?php\n// 结算\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), encodeText(text, shop.edition).bytes);
  }
}

/** Every file below the root, by path. */
export function readTree(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path)).toString("base64")]));
}
