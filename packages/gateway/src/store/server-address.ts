// The address of a database server, read from one URL. Passwords with special characters are percent-encoded there.
import { DatabaseRefused } from "./database-refused.ts";

export type ServerAddress = {
  scheme: string;
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  tls: boolean;
  /** To be shown: without the password. */
  shown: string;
};

/** Throws DatabaseRefused `address`. `ports` gives each scheme that is understood its usual port. */
export function readServerAddress(text: string, ports: Readonly<Record<string, number>>): ServerAddress {
  const example = "mariadb://user:password@127.0.0.1:3306/dedepay";
  // What can't be read may hold a password anywhere, so nothing of it is shown.
  const unreadable = (zh: string, en: string): DatabaseRefused =>
    new DatabaseRefused({
      reason: "address",
      address: "***",
      zh: `${zh}，例如 ${example}`,
      en: `${en}, for example ${example}`,
    });
  if (!URL.canParse(text)) throw unreadable("数据库地址不是一个 URL", "The database address is not a URL");
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  const usualPort = ports[scheme];
  if (usualPort === undefined) {
    const known = Object.keys(ports).join(", ");
    throw unreadable(`数据库地址须以 ${known} 之一开头`, `The database address must begin with one of ${known}`);
  }
  const database = decode(url.pathname.slice(1));
  if (url.hostname === "" || url.username === "" || database === undefined || database === "") {
    throw unreadable("数据库地址缺少主机、用户或库名", "The database address lacks its host, user or database");
  }
  const user = decode(url.username);
  const password = decode(url.password);
  if (user === undefined || password === undefined) {
    throw unreadable("数据库地址里的百分号编码不正确", "The database address has a broken percent-encoding");
  }
  const shown = shownDatabaseUrl(text);
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? usualPort : Number(url.port),
    user,
    password,
    database,
    tls: readTls(url, shown),
    shown,
  };
}

/** An address fit to be shown and kept: without the password. */
export function shownDatabaseUrl(text: string): string {
  if (!URL.canParse(text)) return "***";
  const url = new URL(text);
  return `${url.protocol}//${url.username}${url.password === "" ? "" : ":***"}@${url.host}${url.pathname}`;
}

function readTls(url: URL, shown: string): boolean {
  for (const [name, value] of url.searchParams) {
    if (name === "tls" && (value === "true" || value === "false")) continue;
    throw new DatabaseRefused({
      reason: "address",
      address: shown,
      zh: `数据库地址只认得一个参数 tls=true|false，不认得 ${name}`,
      en: `The database address takes one parameter, tls=true|false, and not ${name}`,
    });
  }
  return url.searchParams.get("tls") === "true";
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
