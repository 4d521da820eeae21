// Which of the three ways in fits an installation, and why. Decides nothing about what is written.
import type { BilingualText } from "../inspect/inspection-finding.ts";
import type { Installation } from "../inspect/installation.ts";

export type Way = "webhook" | "database" | "look-alike";

export const wayNames: Readonly<Record<Way, BilingualText>> = {
  webhook: { zh: "接入文件 + 网关回调", en: "drop-in + webhook" },
  database: { zh: "接入文件 + 数据库直连", en: "drop-in + database" },
  "look-alike": { zh: "不换 PHP，只改一处网址", en: "unchanged PHP, one address changed" },
};

export type WayChoice = {
  readonly way: Way;
  readonly why: BilingualText;
  /** The other two, and what speaks against them here. */
  readonly others: readonly { readonly way: Way; readonly why: BilingualText }[];
};

/** Why nothing of ours may be written over this installation; empty where it is a known one. */
export function unknownVersion({ edition, plugin }: Installation): BilingualText[] {
  const why: BilingualText[] = [];
  const version = edition?.version;
  if (edition?.charset === undefined) {
    why.push({
      zh: "看不出是 UTF-8 版还是 GBK 版",
      en: "it can't be told whether this is the UTF-8 or the GBK edition",
    });
  }
  if (version === undefined || !/^V57_/.test(version)) {
    why.push({
      zh: `版本是 ${version ?? "未知"}，接入文件只在 DedeCMS V5.7 上核对过`,
      en: `the version is ${version ?? "unknown"}; the drop-in was checked against DedeCMS V5.7 only`,
    });
  }
  if (plugin === "unknown") {
    why.push({
      zh: "include/payment/alipay.php 不是认识的原版插件，替换它可能丢掉别人加的功能",
      en: "include/payment/alipay.php is no known plugin; replacing it could lose what somebody has added",
    });
  }
  return why;
}

export type WayOptions = {
  /** Whether this gateway can write into the shop's tables by itself: somebody tried. */
  readonly canFulfilInDatabase: boolean;
  /** What the owner wants, where it is possible. */
  readonly wanted?: Way | undefined;
};

export function chooseWay(installation: Installation, { canFulfilInDatabase, wanted }: WayOptions): WayChoice {
  const why = unknownVersion(installation);
  if (why.length > 0) return lookAlike(why);
  if (wanted === "webhook" || !canFulfilInDatabase) return webhook(installation.database !== undefined);
  return database(installation);
}

const stays: BilingualText = {
  zh: "最省事，但原插件的漏洞都还在",
  en: "the smallest change, but the stock plugin's holes stay open",
};

function lookAlike(why: readonly BilingualText[]): WayChoice {
  const reason: BilingualText = {
    zh: `${why.map(({ zh }) => zh).join("；")}。这种站点不替换文件`,
    en: `${why.map(({ en }) => en).join("; ")}. Nothing is replaced in such a shop`,
  };
  const needs: BilingualText = { zh: "要替换插件文件", en: "replaces the plugin" };
  return {
    way: "look-alike",
    why: reason,
    others: [
      { way: "webhook", why: needs },
      { way: "database", why: needs },
    ],
  };
}

function database({ database: facts }: Installation): WayChoice {
  const plain = facts?.tables.filter(({ engine }) => /myisam/i.test(engine)).length ?? 0;
  return {
    way: "database",
    why: {
      zh: `从这台机器连得上网站的数据库：网关直接入账，少一段网络${plain > 0 ? "；订单表是 MyISAM，建议先转成 InnoDB" : ""}`,
      en: `the shop's database answers from this machine: the gateway fulfils in it directly${plain > 0 ? "; its tables are MyISAM, better converted to InnoDB first" : ""}`,
    },
    others: [
      { way: "webhook", why: { zh: "也可以，多一次 HTTP", en: "works too, with one more HTTP call" } },
      { way: "look-alike", why: stays },
    ],
  };
}

function webhook(isReachable: boolean): WayChoice {
  const notReachable: BilingualText = {
    zh: "从这台机器没有看数据库；虚拟主机的数据库一般也不对外",
    en: "the database was not looked at from this machine; a shared host's mostly answers nobody else",
  };
  const possible: BilingualText = {
    zh: "数据库连得上：要少一段网络，加 --way database",
    en: "the database answers: --way database saves one HTTP call",
  };
  return {
    way: "webhook",
    why: {
      zh: "只要能改网站的文件：付款结果由网关签名后送到 plus/dedepay.php",
      en: "it needs the shop's files alone: the gateway sends signed results to plus/dedepay.php",
    },
    others: [
      { way: "database", why: isReachable ? possible : notReachable },
      { way: "look-alike", why: stays },
    ],
  };
}
