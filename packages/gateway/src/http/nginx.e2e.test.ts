// The nginx configuration of the docs before a real gateway. Certificates are left out here: they were tried by hand.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../platform/log.ts";
import { openSqlite } from "../platform/open-sqlite.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";
import { openapiNotification } from "../testing/fake-alipay.ts";
import { watchedLog } from "../testing/leak-watch.ts";

const program = "/usr/sbin/nginx";
const source = new URL("../../../../docs/operations/examples/nginx.conf", import.meta.url);

let folder: string;
let gateway: RunningGateway;
let nginx: ChildProcess;
let url: string;
const remotes: unknown[] = [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The documented file with this test's ports, without the server for port 80 and without certificates. */
function configuration(port: number): string {
  const site = readFileSync(source, "utf8")
    .replace(/server \{\s+listen 80;[\s\S]*?\n\}\n/, "")
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replaceAll(/^\s+ssl_.*\n/gm, "")
    .replace("127.0.0.1:8801", new URL(gateway.url).host);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  return `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    events {} http { access_log off; ${paths.join(" ")} ${site} }`;
}

function keptBodies(): Buffer[] {
  const file = openSqlite(join(folder, "dedepay.db"));
  const rows = file.prepare("select raw from notifications").all() as { raw: Uint8Array }[];
  file.close();
  return rows.map(({ raw }) => Buffer.from(raw));
}

async function answers(): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (reply) => reply.ok,
    () => false,
  );
}

describe.skipIf(!existsSync(program))(`behind ${program}, as the docs configure it`, () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "dedepay-nginx-"));
    gateway = await startGateway({
      dataDir: folder,
      masterKey: Buffer.alloc(32, 7),
      port: 0,
      publicUrl: "https://pay.example.cn",
      adminPort: 0,
      trustProxy: ["loopback"],
      log: watchedLog({ ...silentLog, info: (fields) => void remotes.push(fields["remote"]) }),
    });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    writeFileSync(join(folder, "nginx.conf"), configuration(port));
    nginx = spawn(program, ["-c", join(folder, "nginx.conf")], { stdio: "ignore" });
    while (!(await answers()))
      if (nginx.exitCode !== null) throw new Error(readFileSync(`${folder}/error.log`, "utf8"));
  });
  afterEach(async () => {
    const ended = new Promise((resolve) => nginx.once("exit", resolve));
    nginx.kill("SIGTERM");
    await ended;
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("lets notifications through byte by byte, long addresses too, and shows nobody the owner's routes", async () => {
    const trade = { outTradeNo: "N-1", tradeNo: "2026", status: "TRADE_SUCCESS", totalFen: 1n, sellerId: "2088" };
    const rawBody = Buffer.concat([openapiNotification(trade), Buffer.from([0x26, 0x78, 0x3d, 0xff, 0xfe])]);
    const reply = await fetch(`${url}/notify/nobody`, {
      method: "POST",
      body: new Uint8Array(rawBody),
      redirect: "manual",
    });
    expect([reply.status, await reply.text()]).toEqual([200, "fail"]);
    expect(keptBodies()).toEqual([rawBody]);
    const long = await fetch(`${url}/v1/payments?x=${"y".repeat(15_000)}`);
    expect(await long.json()).toMatchObject({ code: 1004 });
    expect((await fetch(`${url}/notify/nobody`, { method: "POST", body: "x".repeat(70_000) })).status).toBe(413);
    for (const path of ["/admin", "/admin/accounts", "/metrics"]) expect((await fetch(url + path)).status).toBe(404);
    await fetch(`${url}/healthz`, { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(remotes.at(-1)).toBe("127.0.0.1");
  });
});
