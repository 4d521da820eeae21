import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
