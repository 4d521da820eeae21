// Enters a shop's database with the settings that it was given and says what would keep fulfilment from working there.
// Changes nothing: where a statement could, it is one that matches no row.
import type { SiteFinding } from "@dedepay/gateway";
import { ShopDatabaseFailure, type ShopSession } from "./shop-session.ts";
import type { ShopSettings } from "./shop-settings.ts";

/** The tables that fulfilment changes; their rows are claimed by single statements. */
const changed = ["shops_orders", "shops_userinfo", "member", "member_operation", "moneycard_record"];
const read = ["shops_products", "shops_delivery", "moneycard_type", "member_type", "arcrank", "payment"];

/** Empty where all is well. Throws ShopDatabaseFailure. */
export async function examineShop(shop: ShopSession, settings: ShopSettings): Promise<SiteFinding[]> {
  const tables = await readTables(shop, settings.prefix);
  const missing = [...changed, ...read].filter((name) => !tables.has(name));
  if (missing.length > 0) return [tablesMissing(settings, missing)];
  return [...(await forbidden(shop)), ...charsetDiffers(tables, settings), ...notTransactional(tables)];
}

/** What the failure to enter means. Throws what is none. */
export function examineOpening(error: unknown, settings: ShopSettings): SiteFinding {
  if (!(error instanceof ShopDatabaseFailure)) throw error;
  const place = `${settings.host}:${settings.port}`;
  if (error.kind === "denied")
    return {
      word: "denied",
      severity: "broken",
      zh: `数据库 ${place} 拒绝了用户 ${settings.user}（${error.code}）：核对用户名、密码、库名，以及是否允许从这台机器连接`,
      en: `${place} refuses ${settings.user} (${error.code}): look at user, password, database, and whether this machine may connect`,
    };
  if (error.kind === "refused")
    return {
      word: "not_readable",
      severity: "broken",
      zh: `数据库用户 ${settings.user} 读不了需要的表（${error.code}）：请授予 SELECT 和 UPDATE`,
      en: `${settings.user} may not read what is needed (${error.code}): grant SELECT and UPDATE`,
    };
  return {
    word: "unreachable",
    severity: "broken",
    zh: `连不上数据库 ${place}（${error.code}）：核对地址和端口，虚拟主机的数据库一般不对外，请改用 webhook 方式`,
    en: `${place} does not answer (${error.code}): look at address and port; a shared host's database mostly answers nobody else, use the webhook there`,
  };
}

type Table = { readonly engine: string; readonly charset: string };

async function readTables(shop: ShopSession, prefix: string): Promise<ReadonlyMap<string, Table>> {
  const rows = await shop.rows(
    "SELECT TABLE_NAME AS name, ENGINE AS engine, TABLE_COLLATION AS collation FROM information_schema.TABLES" +
      " WHERE TABLE_SCHEMA=DATABASE() AND TABLE_NAME IN (?)",
    [[...changed, ...read].map((name) => prefix + name)],
  );
  return new Map(
    rows.map((row) => [
      (row["name"] ?? "").slice(prefix.length),
      { engine: row["engine"] ?? "", charset: (row["collation"] ?? "").replace(/_.*$/, "") },
    ]),
  );
}

function tablesMissing({ prefix, database }: ShopSettings, missing: readonly string[]): SiteFinding {
  const names = missing.map((name) => prefix + name).join(", ");
  return {
    word: "tables_missing",
    severity: "broken",
    zh: `库 ${database} 里没有这些表：${names}。库名或表前缀不对`,
    en: `${database} does not have ${names}: the database or the prefix is wrong`,
  };
}

/** A user who may only read finds out with the first buyer; so it is tried, with statements that match no row. */
async function forbidden(shop: ShopSession): Promise<SiteFinding[]> {
  const tries: Readonly<Record<string, string>> = {
    shops_orders: "UPDATE `#@__shops_orders` SET state=1 WHERE oid='' AND 1=0",
    shops_userinfo: "UPDATE `#@__shops_userinfo` SET des='' WHERE oid='' AND 1=0",
    member: "UPDATE `#@__member` SET money=0 WHERE mid=0 AND 1=0",
    member_operation: "UPDATE `#@__member_operation` SET sta=2 WHERE buyid='' AND 1=0",
    moneycard_record: "UPDATE `#@__moneycard_record` SET isexp=1 WHERE aid=0 AND 1=0",
  };
  const refused: string[] = [];
  for (const [name, sql] of Object.entries(tries)) {
    try {
      await shop.change(sql);
    } catch (error) {
      if (!(error instanceof ShopDatabaseFailure) || error.kind !== "refused") throw error;
      refused.push(`${name} (${error.code})`);
    }
  }
  if (refused.length === 0) return [];
  return [
    {
      word: "not_writable",
      severity: "broken",
      zh: `这个数据库用户不能写：${refused.join("、")}。请授予 SELECT 和 UPDATE`,
      en: `this user may not write ${refused.join(", ")}: grant SELECT and UPDATE`,
    },
  ];
}

function charsetDiffers(tables: ReadonlyMap<string, Table>, { charset }: ShopSettings): SiteFinding[] {
  const real = tables.get("member_operation")?.charset ?? "";
  const family = (name: string): string => (name.startsWith("utf8") ? "utf8" : name === "gb2312" ? "gbk" : name);
  if (charset === "" || family(real) === family(charset)) return [];
  return [
    {
      word: "charset_differs",
      severity: "warning",
      zh: `设置里的字符集是 ${charset}，表的字符集是 ${real}：写进订单的中文在网站上可能是乱码，金额和发放不受影响`,
      en: `the settings say ${charset}, the tables are ${real}: Chinese that is written into orders may look wrong in the shop; amounts and fulfilment are right`,
    },
  ];
}

function notTransactional(tables: ReadonlyMap<string, Table>): SiteFinding[] {
  const plain = changed.filter((name) => tables.get(name)?.engine !== "InnoDB");
  if (plain.length === 0) return [];
  return [
    {
      word: "not_transactional",
      severity: "note",
      zh: `${plain.join("、")} 不是 InnoDB：数据库在发放的一瞬间被杀死时可能只写了一半（会停下来请人核对）。自己的服务器建议转成 InnoDB：ALTER TABLE … ENGINE=InnoDB`,
      en: `${plain.join(", ")} are not InnoDB: killed in the very moment of handing out, the server may write half of it (a person is asked then). Better convert them: ALTER TABLE … ENGINE=InnoDB`,
    },
  ];
}
