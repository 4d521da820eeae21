// Where a shop's database is and how to enter it: what an owner chooses the database way with. Checked here, kept sealed by
// the gateway, never shown again. Whether they are right, only the database knows: examine-shop.ts asks it.
import { type BilingualText, DedepayError } from "@dedepay/errors";
import type { DatabaseSettings } from "../formats/site-settings.ts";

export type ShopSettings = {
  /** A name, an address, or the path of a socket; for the last the port counts for nothing. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** A secret. */
  readonly password: string;
  /** `dede_` */
  readonly prefix: string;
  /** As the CMS calls it: `utf8` or `gbk`; compared with what the tables really are. */
  readonly charset: string;
};

type Rule = { readonly fits: RegExp; readonly usual?: string; readonly must: BilingualText };

const rules: Readonly<Record<Exclude<keyof ShopSettings, "port">, Rule>> = {
  host: {
    fits: /^(?:\/[\w./-]{1,200}|[\w.:[\]-]{1,200})$/,
    must: { zh: "是主机名、IP 或 / 开头的 socket 路径", en: "be a host name, an address, or the path of a socket" },
  },
  database: { fits: /^[^\0\r\n]{1,64}$/, must: { zh: "是 1 到 64 个字符的库名", en: "have 1 to 64 characters" } },
  user: { fits: /^[^\0\r\n]{1,80}$/, must: { zh: "是 1 到 80 个字符的用户名", en: "have 1 to 80 characters" } },
  password: {
    fits: /^[^\0\r\n]{0,200}$/,
    usual: "",
    must: { zh: "最多 200 个字符，不含换行", en: "have at most 200 characters and no line break" },
  },
  prefix: {
    fits: /^\w{0,30}$/,
    usual: "dede_",
    must: { zh: "只含字母、数字和下划线，最多 30 个", en: "hold letters, digits and _ only, at most 30" },
  },
  charset: {
    fits: /^(?:utf8|utf8mb4|gbk|latin1)?$/,
    usual: "",
    must: { zh: "是 utf8、utf8mb4、gbk 或 latin1", en: "be utf8, utf8mb4, gbk or latin1" },
  },
};
const usualPort = 3306;
const mostPort = 65_535;

/** Throws DedepayError 1002 naming the field; no value of it is repeated. */
export function checkShopSettings(given: unknown): ShopSettings {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw refusal("settings", {
      zh: "是对象：host、database、user、password……",
      en: "be an object: host, database, user, password, …",
    });
  const values = new Map<string, unknown>(Object.entries(given));
  const port = values.get("port") ?? usualPort;
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > mostPort)
    throw refusal("settings.port", { zh: `是 1 到 ${mostPort} 的整数`, en: `be a whole number from 1 to ${mostPort}` });
  for (const name of values.keys())
    if (name !== "port" && !Object.hasOwn(rules, name))
      throw refusal("settings", { zh: `没有名为 ${shown(name)} 的项`, en: `have no member ${shown(name)}` });
  const text = (name: keyof typeof rules): string => checkText(name, values.get(name));
  return {
    host: text("host"),
    port,
    database: text("database"),
    user: text("user"),
    password: text("password"),
    prefix: text("prefix"),
    charset: text("charset"),
  };
}

/** From what data/common.inc.php says. Throws like checkShopSettings. */
export function shopSettingsOf(o: {
  readonly settings: DatabaseSettings;
  readonly address: { readonly host: string; readonly port: number; readonly socketPath?: string };
}): ShopSettings {
  const { settings, address } = o;
  return checkShopSettings({
    host: address.socketPath ?? address.host,
    ...(address.socketPath === undefined && { port: address.port }),
    database: settings.name,
    user: settings.user,
    password: settings.password,
    prefix: settings.prefix,
    charset: settings.charset,
  });
}

function checkText(name: keyof typeof rules, value: unknown): string {
  const { fits, usual, must } = rules[name];
  const text = value ?? usual;
  if (typeof text !== "string" || !fits.test(text)) throw refusal(`settings.${name}`, must);
  return text;
}

function refusal(param: string, must: BilingualText): DedepayError {
  return new DedepayError(1002, { param, detail: { zh: `${param} 必须${must.zh}`, en: `${param} must ${must.en}` } });
}

function shown(name: string): string {
  return name.replace(/[^\w.-]/g, "?").slice(0, 40);
}
