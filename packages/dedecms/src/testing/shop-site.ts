// A made-up DedeCMS root in a folder of its own, served by PHP: the model of the CMS's pages from testdata/, and either our
// PHP files or the model of the stock plugin. None of the CMS's code is in it.
import { createHash, createHmac } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type PhpServer, phpFolder, startPhpServer, testdata } from "./php-server.ts";
import type { ShopDatabase } from "./shop-database.ts";

export const siteSecrets = {
  key_id: "key_test_site",
  secret: "secret of the test site",
  webhook_secret: "webhook secret of the test site",
} as const;

export type ShopSiteOptions = {
  readonly database: ShopDatabase;
  readonly gateway: string;
  readonly plugin?: "drop-in" | "stock";
  /** Below the server's root, as in `/shop`. */
  readonly folder?: string;
  readonly workers?: number;
  readonly extensions?: readonly string[];
  readonly ini?: Readonly<Record<string, string>>;
  /** Over the usual ones of data/dedepay.config.php; null leaves the file out. */
  readonly settings?: Readonly<Record<string, string | number>> | null;
};

export type Answer = { readonly status: number; readonly body: Buffer; readonly headers: Headers };
export type Signing = { readonly secret?: string; readonly timestamp?: string };

export type ShopSite = {
  readonly root: string;
  /** Address of the CMS's root, without a trailing slash. */
  readonly url: string;
  readonly server: PhpServer;
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly read: (path: string) => string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (path: string, body: string | Uint8Array, headers?: Record<string, string>) => Promise<Answer>;
  /** Posts an event as the gateway does; `200 done`. */
  readonly deliver: (event: object, signing?: Signing) => Promise<string>;
  /** Asks plus/dedepay.php, signed as the gateway signs. */
  readonly ask: (query: string, signing?: Signing) => Promise<{ status: number; answer: Record<string, unknown> }>;
  readonly close: () => Promise<void>;
};

const endPoint = "/plus/dedepay.php";
export const nowSeconds = (): string => String(Math.floor(Date.now() / 1000));

export async function startShopSite(options: ShopSiteOptions): Promise<ShopSite> {
  const top = mkdtempSync(join(tmpdir(), "dedepay-shop-"));
  const folder = options.folder ?? "";
  const root = join(top, folder);
  const { write, read } = writeShopRoot(root, options);
  const server = await startPhpServer({
    root: top,
    extensions: options.extensions ?? ["mysqli", "curl"],
    workers: options.workers ?? 2,
    ...(options.ini !== undefined && { ini: options.ini }),
  });
  const url = `${server.url}${folder}`;
  return { root, url, server, write, read, ...calls(url, `${folder}${endPoint}`), close: () => close(server, top) };
}

export type ShopRoot = Pick<ShopSite, "write" | "read">;
export type ShopRootOptions = Pick<ShopSiteOptions, "gateway" | "plugin" | "settings"> & {
  readonly database: Pick<ShopDatabase, "host" | "port" | "user" | "password" | "name" | "charset">;
};

/** The files of a shop, without a server. */
export function writeShopRoot(root: string, options: ShopRootOptions): ShopRoot {
  cpSync(join(testdata, "cms-model"), root, { recursive: true });
  cpSync(options.plugin === "stock" ? join(testdata, "stock-model") : phpFolder, root, { recursive: true });
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write("data/common.inc.php", databaseSettings(options.database));
  if (options.settings !== null && options.plugin !== "stock") {
    const settings = { gateway: options.gateway, ...siteSecrets, work_distance_s: 0, ...options.settings };
    write("data/dedepay.config.php", `<?php\nreturn ${phpArray(settings)};\n`);
  }
  return { write, read: (path) => readFileSync(join(root, path), "utf8") };
}

async function close(server: PhpServer, top: string): Promise<void> {
  await server.close();
  rmSync(top, { recursive: true, force: true });
}

type Calls = Pick<ShopSite, "get" | "post" | "deliver" | "ask">;

function calls(url: string, signedPath: string): Calls {
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const reply = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    return { status: reply.status, body: Buffer.from(await reply.arrayBuffer()), headers: reply.headers };
  };
  const post: Calls["post"] = (path, body, headers = {}) => call(path, { method: "POST", headers, body });
  return {
    get: (path, headers = {}) => call(path, { headers }),
    post,
    async deliver(event, { secret = siteSecrets.webhook_secret, timestamp = nowSeconds() } = {}) {
      const body = JSON.stringify(event);
      const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
      const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": `v1=${signature}` };
      const answer = await post(endPoint, body, headers);
      return `${answer.status} ${(JSON.parse(answer.body.toString()) as { outcome: string }).outcome}`;
    },
    async ask(query, { secret = siteSecrets.webhook_secret, timestamp = nowSeconds() } = {}) {
      const text = `GET\n${signedPath}\n${query}\n${timestamp}\n${createHash("sha256").digest("hex")}`;
      const signature = createHmac("sha256", secret).update(text).digest("hex");
      const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": `v1=${signature}` };
      const answer = await call(query === "" ? endPoint : `${endPoint}?${query}`, { headers });
      return { status: answer.status, answer: JSON.parse(answer.body.toString()) as Record<string, unknown> };
    },
  };
}

function databaseSettings({ host, port, user, password, name, charset }: ShopRootOptions["database"]): string {
  const entries = {
    cfg_dbtype: "mysql",
    cfg_dbhost: `${host}:${port}`,
    cfg_dbname: name,
    cfg_dbuser: user,
    cfg_dbpwd: password,
    cfg_dbprefix: "dede_",
    cfg_db_language: charset,
  };
  return `<?php\r\n${Object.entries(entries)
    .map(([key, value]) => `$${key} = '${value}';\r\n`)
    .join("")}`;
}

export function phpArray(values: Readonly<Record<string, string | number>>): string {
  const entries = Object.entries(values).map(([name, value]) =>
    typeof value === "number" ? `'${name}' => ${value}` : `'${name}' => '${value.replace(/[\\']/g, "\\$&")}'`,
  );
  return `array(${entries.join(", ")})`;
}
