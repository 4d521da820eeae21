import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { httpExchange } from "../platform/http-exchange.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-serve-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command with --json until `use` is done with what it printed first, then stops it. */
async function whileRunning(
  parameters: readonly string[],
  use: (ready: Record<string, string>) => Promise<void>,
): Promise<number> {
  const surroundings = recordedSurroundings();
  const ended = runCommandLine([...parameters, "--json"], surroundings);
  while (!surroundings.printed().includes("\n")) {
    const early = await Promise.race([ended, surroundings.sleep(20)]);
    if (early !== undefined) throw new Error(`ended with ${early}: ${surroundings.complained()}`);
  }
  await use(JSON.parse(surroundings.printed().split("\n")[0] ?? "") as Record<string, string>);
  surroundings.stop();
  return ended;
}

describe("dedepay serve", () => {
  const serve = ["serve", "--port", "0"];

  it("answers as a gateway, takes the printed admin token, and stops", async () => {
    const code = await whileRunning([...serve, "--data", folder], async (ready) => {
      const list = (token: string) =>
        httpExchange({
          method: "GET",
          url: `${ready["admin_url"]}/admin/accounts`,
          headers: { authorization: `Bearer ${token}` },
        });
      expect((await list(ready["admin_token"] ?? "")).status).toBe(200);
      expect((await list("adm_wrong")).status).toBe(403);
    });
    expect(code).toBe(0);
  });

  it("does not start with another master key than the one that sealed its data", async () => {
    const account = {
      environment: "simulator",
      endpoint: "http://127.0.0.1:1/mapi/gateway.do",
      protocol: "mapi",
      credentials: { partner: "2088101000000017", signType: "MD5", md5Key: "simulatorkey0123456789abcdefghij" },
      contracts: [],
    };
    await whileRunning([...serve, "--data", folder], async (ready) => {
      const answer = await httpExchange({
        method: "POST",
        url: `${ready["admin_url"]}/admin/accounts`,
        headers: { authorization: `Bearer ${ready["admin_token"]}`, "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(account)),
      });
      expect(answer.status).toBe(201);
    });
    writeFileSync(join(folder, "master.key"), `${"ab".repeat(32)}\n`);
    const surroundings = recordedSurroundings();
    expect(await runCommandLine([...serve, "--data", folder], surroundings)).toBe(1);
    expect(surroundings.complained()).toContain("master.key");
    expect(surroundings.complained()).toContain("--master-key-file");
  });
});

describe("dedepay simulate", () => {
  it("answers as Alipay does to a request without a partner, and stops", async () => {
    const code = await whileRunning(["simulate", "--port", "0"], async (ready) => {
      const answer = await httpExchange({ method: "GET", url: `${ready["mapi_endpoint"]}?service=single_trade_query` });
      expect(Buffer.from(answer.body).toString("latin1")).toContain("ILLEGAL_PARTNER");
    });
    expect(code).toBe(0);
  });
});
