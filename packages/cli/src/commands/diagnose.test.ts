import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPinoLog } from "@dedepay/gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

const key = "0123456789abcdefghijklmnopqrstuv";
let folder = "";

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...parameters: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const surroundings = recordedSurroundings();
  const code = await runCommandLine(["diagnose", ...parameters], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

describe("dedepay diagnose", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "dedepay-diagnose-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("proves a mistake with the keys of a context file, and shows no key", async () => {
    const text = "_input_charset=utf-8&out_trade_no=A1&partner=2088000000000001&service=single_trade_query";
    const sign = createHash("md5").update(`${text}${key} `).digest("hex");
    const request = write("request.txt", `https://mapi.alipay.com/gateway.do?${text}&sign=${sign}&sign_type=MD5\n`);
    const accounts = [{ protocol: "mapi", partner: "2088000000000001", md5Key: key }];
    const context = write("context.json", JSON.stringify({ accounts }));
    const { code, printed } = await run(request, "--context", context);
    expect(code).toBe(1);
    expect(printed).toContain("[已证明]");
    expect(printed).toContain("key-with-white-space");
    expect(printed).not.toContain(key);
    const json = await run(request, "--context", context, "--json");
    expect(JSON.parse(json.printed).findings[0]).toMatchObject({ cause: "key-with-white-space", confidence: "proven" });
  });

  it("reads the lines about payments of a log of many megabytes", async () => {
    const noise = '1.2.3.4 - - [01/Jan/2024:10:00:00 +0800] "GET /index.php HTTP/1.1" 200 5120 "-" "Mozilla/5.0"\n';
    const delivery =
      '110.75.1.1 - - [01/Jan/2024:10:00:05 +0800] "POST /pay/notify HTTP/1.1" 403 162 "-" "Mozilla/4.0"\n';
    const log = write("access.log", `${noise.repeat(100_000)}${delivery.repeat(3)}`);
    const { code, printed, complained } = await run(log, "--lang", "en");
    expect(code).toBe(1);
    expect(printed).toContain("notify-blocked-by-firewall-or-cdn");
    expect(printed).toContain("3 times");
    expect(complained).toContain("3 places about payments");
  });

  it("reads the gateway's log as the gateway writes it", async () => {
    const lines: string[] = [];
    const log = createPinoLog({ destination: { write: (line) => void lines.push(line) } });
    const request = {
      requestId: "req_1",
      method: "POST",
      route: "/notify/:account",
      status: 403,
      remote: "110.75.1.1",
    };
    for (let count = 0; count < 3; count += 1) log.info(request, "request");
    const { code, printed } = await run(write("gateway.log", lines.join("")));
    expect(code).toBe(1);
    expect(printed).toContain("notify-blocked-by-firewall-or-cdn");
  });

  it("shows on a terminal how far it has come in a large log, and leaves no bar behind", async () => {
    const log = write("large.log", "GET /index.php 200\n".repeat(600_000));
    const surroundings = recordedSurroundings({ isTerminal: true });
    await runCommandLine(["diagnose", log], surroundings);
    const complained = surroundings.complained();
    expect(complained).toMatch(/█░* \d+ %/u);
    expect(complained.split("\r\u001b[2K").at(-1)).toMatch(/^日志 11 MB，0 处/u);
  });

  it("exits with 0 where nothing is wrong", async () => {
    const { code, printed } = await run(write("empty.txt", "nothing of Alipay's"), "--lang", "en");
    expect(code).toBe(0);
    expect(printed).toContain("Nothing wrong was seen.");
  });

  it("says a file that it can't read, and a context that is no JSON, as wrong usage", async () => {
    expect(await run(join(folder, "absent.txt"))).toMatchObject({
      code: 2,
      complained: expect.stringContaining("读不了"),
    });
    const request = write("request.txt", "ILLEGAL_SIGN");
    expect(await run(request, "--context", write("bad.json", "[]"))).toMatchObject({ code: 2 });
    expect(await run(folder)).toMatchObject({ code: 2 });
  });
});
