// What a consumer of the published package gets: entries that resolve, nothing to install for payments but iconv-lite.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { beforeAll, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Packages which a source file and everything that it imports need. */
function packagesNeededBy(entry: URL, seen: Set<string> = new Set()): Set<string> {
  const needed = new Set<string>();
  if (seen.has(entry.href)) return needed;
  seen.add(entry.href);
  for (const [, name = ""] of readFileSync(entry, "utf8").matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";/gm)) {
    if (name.startsWith(".")) for (const found of packagesNeededBy(new URL(name, entry), seen)) needed.add(found);
    else if (!name.startsWith("node:")) needed.add(name);
  }
  return needed;
}

beforeAll(() => {
  const compiler = createRequire(import.meta.url)
    .resolve("typescript/package.json")
    .replace("package.json", "bin/tsc");
  execFileSync(process.execPath, [compiler, "-b", folder]);
}, 120_000);

it("the main entry needs iconv-lite and nothing else, the bill entry its two readers besides", () => {
  expect([...packagesNeededBy(new URL("index.ts", import.meta.url))]).toEqual(["iconv-lite"]);
  expect([...packagesNeededBy(new URL("bill/index.ts", import.meta.url))].toSorted()).toEqual([
    "csv-parse/sync",
    "fflate",
    "iconv-lite",
  ]);
});

it("is clean by publint, and its built entries load in a plain Node", async () => {
  const { messages } = await publint({ pkgDir: folder, level: "suggestion", strict: true });
  expect(messages).toEqual([]);
  const program =
    'import * as a from "@dedepay/alipay"; import * as b from "@dedepay/alipay/bill"; console.log(typeof a.buildRequest, typeof b.unpackBill)';
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(output.trim()).toBe("function function");
  expect(existsSync(`${folder}/dist/index.d.ts`)).toBe(true);
}, 60_000);

it("states Beijing time in a process whose clock is set to New York", () => {
  const program = `
    import { readFileSync } from "node:fs";
    import { buildRequest, createOpenapiAccount } from "@dedepay/alipay";
    const account = createOpenapiAccount({ appId: "2021000000000001", privateKey: readFileSync("testdata/keys/app-private-pkcs8.pem", "utf8") });
    const options = { endpoint: "https://openapi.alipay.com/gateway.do", nowMs: Date.UTC(2024, 6, 1, 12) };
    const request = buildRequest(account, "alipay.trade.query", { out_trade_no: "T1" }, options);
    console.log(new Date(options.nowMs).getTimezoneOffset(), new Map(request.fields).get("timestamp"));
  `;
  const env = { ...process.env, TZ: "America/New_York" };
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: folder,
    encoding: "utf8",
    env,
  });
  expect(output.trim()).toBe("240 2024-07-01 20:00:00");
});
