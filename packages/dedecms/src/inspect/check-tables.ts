// How the database stores and speaks: charsets, engines, versions on which the stock code breaks.
import { asIs, type BilingualText, type Finding, openFinding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";
import type { DatabaseFacts } from "./installation-database.ts";

const notUsed: BilingualText = {
  zh: "接入文件自己声明连接字符集，不受影响",
  en: "the drop-in says its own connection charset and is not affected",
};

export function checkTables(installation: Installation): Finding[] {
  const { database } = installation;
  if (database === undefined) return [];
  return [
    ...tableCharset(installation, database),
    ...connectionCharset(installation, database),
    ...reservedWord(database),
    ...textualFee(database),
    ...engines(database),
    ...oldServer(database),
  ];
}

const isUtf8 = (charset: string): boolean => /^utf-?8/i.test(charset);
const isGbk = (charset: string): boolean => /^gb(k|2312|18030)$/i.test(charset);
const sameFamily = (left: string, right: string): boolean =>
  (isUtf8(left) && isUtf8(right)) || (isGbk(left) && isGbk(right));

function tableCharset({ edition, databaseCharset }: Installation, { tables }: DatabaseFacts): Finding[] {
  const wanted = databaseCharset ?? edition?.charset;
  if (wanted === undefined) return [];
  const wrong = tables.filter(({ characterSet }) => characterSet !== "" && !sameFamily(characterSet, wanted));
  const settingWrong = edition?.charset !== undefined && !sameFamily(edition.charset, wanted);
  if (wrong.length === 0 && !settingWrong) return [];
  const seen = [
    ...(settingWrong ? [`$cfg_db_language = '${wanted}', $cfg_soft_lang = '${edition?.charsetConstant}'`] : []),
    ...wrong.map(({ name, characterSet }) => `dede_${name}: ${characterSet}`),
  ];
  return [
    openFinding({
      id: "database-charset-mismatch",
      bugs: ["C7"],
      severity: "serious",
      title: {
        zh: "数据库的字符集与程序的版本不一致：中文会变成问号或乱码，保存支付设置时可能毁掉密钥",
        en: "the database's charset is not the edition's: Chinese turns into question marks, and saving the payment form can destroy the key",
      },
      proof: asIs(seen.join("; ")),
      fix: [
        {
          zh: "备份后把这些表转成程序版本的字符集（UTF-8 版用 utf8，GBK 版用 gbk），并核对 data/common.inc.php 的 $cfg_db_language",
          en: "after a backup convert these tables to the edition's charset (utf8 or gbk), and see that $cfg_db_language in data/common.inc.php says the same",
        },
      ],
      dropIn: notUsed,
    }),
  ];
}

/** The CMS compares the version as text: "10.11" is less than "4.1", so it never says which charset it speaks. */
function connectionCharset({ edition, databaseCharset, plugin }: Installation, { server }: DatabaseFacts): Finding[] {
  const wanted = databaseCharset ?? edition?.charset;
  if (wanted === undefined || server.version >= "4.1" || sameFamily(server.characterSet, wanted)) return [];
  return [
    openFinding({
      id: "connection-charset",
      bugs: ["C2"],
      severity: plugin === "drop-in" ? "warning" : "serious",
      certainty: "assumed",
      title: {
        zh: "程序不认识这个数据库版本，连接用的是服务器的默认字符集：在后台保存一次支付设置，密钥就可能变空",
        en: "the CMS does not recognise this server's version and speaks its default charset: saving the payment form once can empty the key",
      },
      proof: {
        zh: `数据库 ${server.version}，默认字符集 ${server.characterSet}，程序是 ${wanted}`,
        en: `server ${server.version}, default charset ${server.characterSet}, the CMS is ${wanted}`,
      },
      fix: [
        { zh: "在改好之前不要在后台保存支付宝设置", en: "do not save the Alipay form before this is mended" },
        {
          zh: `自己的服务器：在 MariaDB 配置的 [mysqld] 下写 character-set-server=${isGbk(wanted) ? "gbk" : "utf8"} 后重启；虚拟主机请服务商改`,
          en: `own server: character-set-server=${isGbk(wanted) ? "gbk" : "utf8"} under [mysqld], then restart; on shared hosting ask the host`,
        },
      ],
      dropIn: notUsed,
    }),
  ];
}

function reservedWord({ server }: DatabaseFacts): Finding[] {
  const isMysql8 = /^(?:[89]|\d\d)\./.test(server.version) && !/mariadb/i.test(server.version);
  if (!isMysql8) return [];
  return [
    openFinding({
      id: "rank-is-reserved",
      bugs: [],
      severity: "serious",
      certainty: "assumed",
      title: {
        zh: "MySQL 8 把 rank 当保留字：原版的会员升级和支付方式列表会出错",
        en: "rank is a reserved word in MySQL 8: upgrades of ranks and the list of payment methods fail in the stock code",
      },
      proof: asIs(`MySQL ${server.version}`),
      fix: [{ zh: "换用 MySQL 5.7 或 MariaDB", en: "use MySQL 5.7 or MariaDB" }],
      dropIn: {
        zh: "接入文件自己的语句给 rank 加了引号；支付方式列表是程序自己的，仍会出错",
        en: "the drop-in's own statements quote the word; the CMS's list of methods still fails",
      },
    }),
  ];
}

function textualFee({ paymentRows }: DatabaseFacts): Finding[] {
  const odd = paymentRows.filter(({ fee }) => fee.trim() !== "" && !/^\d+(\.\d+)?%?$/.test(fee.trim()));
  if (odd.length === 0) return [];
  return [
    openFinding({
      id: "fee-is-no-number",
      bugs: ["C11"],
      severity: "serious",
      title: {
        zh: "支付方式的手续费不是数字：在 PHP 8 上结算页会直接报错",
        en: "a payment method's fee is no number: on PHP 8 the checkout dies",
      },
      proof: asIs(odd.map(({ code, fee }) => `${code}: ${fee.slice(0, 20)}`).join("; ")),
      fix: [{ zh: "后台「系统 > 支付工具」把手续费改成数字", en: "set the fee to a number (System > Payment tools)" }],
      dropIn: { zh: "结算页是程序自己的，与接入文件无关", en: "the checkout is the CMS's own; it makes no difference" },
    }),
  ];
}

function engines({ tables }: DatabaseFacts): Finding[] {
  const plain = tables.filter(({ engine, name }) => /myisam|aria/i.test(engine) && name !== "payment");
  if (plain.length === 0) return [];
  return [
    openFinding({
      id: "tables-without-transactions",
      bugs: ["D1", "D2", "D3"],
      severity: "note",
      title: {
        zh: "订单和会员表没有事务：断电时一笔入账可能只写了一半",
        en: "the order and member tables have no transactions: a power cut can leave a fulfilment half written",
      },
      proof: asIs(plain.map(({ name, engine }) => `dede_${name}: ${engine}`).join(", ")),
      fix: [
        {
          zh: "自己的服务器：备份后 ALTER TABLE … ENGINE=InnoDB 转换这几张表，程序不受影响",
          en: "on an own server convert these tables with ALTER TABLE … ENGINE=InnoDB after a backup; the CMS does not mind",
        },
      ],
      dropIn: {
        zh: "每笔入账是一条语句，MyISAM 上也只发生一次；InnoDB 上还不怕断电",
        en: "each fulfilment is one statement and happens once on MyISAM too; on InnoDB it survives a power cut as well",
      },
    }),
  ];
}

function oldServer({ server }: DatabaseFacts): Finding[] {
  if (server.readOnlyEnforced) return [];
  return [
    openFinding({
      id: "read-only-not-enforced",
      bugs: [],
      severity: "note",
      title: {
        zh: "数据库太旧，不能强制只读；检查只发出了查询语句",
        en: "the server is too old to enforce read-only; the inspection sent SELECTs only",
      },
      proof: asIs(server.version),
      fix: [],
      dropIn: { zh: "与此无关", en: "makes no difference" },
    }),
  ];
}
