import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { type Simulator, startSimulator } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

// The examples of docs/simulator.md, run as they stand there with what --print-env prints.
const page = readFileSync(new URL("../../../../docs/simulator.md", import.meta.url), "utf8");
const run = promisify(execFile);
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

function example(language: string): string {
  const code = page.split(`\`\`\`${language}\n`)[1]?.split("```")[0];
  if (code === undefined) throw new Error(`no example in ${language}`);
  return code;
}

async function environment(): Promise<NodeJS.ProcessEnv> {
  const surroundings = recordedSurroundings();
  const port = new URL(simulator.url).port;
  await runCommandLine(["simulate", "--print-env", "--port", port, "--json"], surroundings);
  const { variables } = JSON.parse(surroundings.printed()) as { variables: Record<string, string> };
  return { ...process.env, ...variables };
}

function hasPhp(): boolean {
  try {
    execFileSync("php", ["-v"]);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

describe("the examples of docs/simulator.md", () => {
  it("in Node gets a QR code whose reply the official SDK verifies", async () => {
    const { stdout } = await run("node", ["--input-type=module", "-e", example("js")], {
      // Where alipay-sdk is found.
      cwd: new URL("../../../simulator", import.meta.url),
      env: await environment(),
    });
    const [code, qrCode = ""] = stdout.trim().split(" ");
    expect(code).toBe("10000");
    expect((await fetch(qrCode)).status).toBe(200);
  });

  it.skipIf(!hasPhp())("in PHP makes an address which opens the cashier", async () => {
    const { stdout } = await run("php", ["-r", example("php").replace("<?php\n", "")], { env: await environment() });
    const response = await fetch(stdout);
    expect(response.url).toContain(`${simulator.url}/cashier/`);
    expect(await response.text()).toContain("8.80");
  });
});
