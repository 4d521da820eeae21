import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../browser/browser.ts";
import { runCommandLine } from "../command-line.ts";
import { freePort } from "../platform/free-port.ts";
import { httpExchange } from "../platform/http-exchange.ts";
import { type RecordedSurroundings, recordedSurroundings } from "../testing/recorded-surroundings.ts";
import "../testing/watch-api.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-demo-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly surroundings: RecordedSurroundings;
  readonly ended: Promise<number>;
}

/** Starts `dedepay demo` and waits until it says that it is ready. */
async function start(flags: readonly string[]): Promise<Started> {
  const surroundings = recordedSurroundings();
  const ended = runCommandLine(["demo", "--data", folder, ...flags], surroundings);
  for (;;) {
    if (surroundings.printed().includes("Ctrl-C")) return { surroundings, ended };
    const early = await Promise.race([ended, surroundings.sleep(50)]);
    if (early !== undefined) throw new Error(`ended with ${early}: ${surroundings.complained()}`);
  }
}

async function stop({ surroundings, ended }: Started): Promise<void> {
  surroundings.stop();
  expect(await ended).toBe(0);
}

describe("dedepay demo", { timeout: 60_000 }, () => {
  it("starts, sells, stops, and finds its orders and keys at the next start", async () => {
    const ports = [await freePort(), await freePort(), await freePort()];
    const [shopPort, gatewayPort, simulatorPort] = ports;
    const flags = [`--shop-port=${shopPort}`, `--gateway-port=${gatewayPort}`, `--simulator-port=${simulatorPort}`];
    const shop = `http://127.0.0.1:${shopPort}`;

    const first = await start(flags);
    for (const port of ports) expect(first.surroundings.printed()).toContain(`http://127.0.0.1:${port}/`);
    const browser = new Browser(httpExchange, { userAgent: "test" });
    const checkout = await browser.open(`${shop}/goods/tea-book`);
    const [form] = checkout.forms;
    if (form === undefined) throw new Error("the checkout has no form");
    const payPage = await browser.submit(checkout, form);
    expect(payPage.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${gatewayPort}/pay/`));
    const orders = orderNumbers((await browser.open(`${shop}/owner`)).text);
    expect(orders).toHaveLength(1);
    await stop(first);
    await expect(browser.open(shop)).rejects.toThrow();

    const second = await start(flags);
    expect(orderNumbers((await browser.open(`${shop}/owner`)).text)).toEqual(orders);
    // The same payment under the same key: paying again leads to the same link.
    const order = await browser.open(`${shop}/orders/${orders[0]}`);
    expect(order.text).toContain(payPage.url);
    expect((await browser.open(payPage.url)).status).toBe(200);
    await stop(second);
  });

  it("shows the admin token at the first start only, and keeps secrets readable by their owner only", async () => {
    const free = ["--shop-port=0", "--gateway-port=0", "--simulator-port=0"];
    const first = await start(free);
    await stop(first);
    const token = /admin token\s+(adm_[\w-]{43})/.exec(first.surroundings.printed())?.[1] ?? "";
    expect(token).not.toBe("");
    const second = await start(free);
    await stop(second);
    expect(second.surroundings.printed()).not.toContain("adm_");
    for (const name of readdirSync(folder).filter((one) => /token|key|json$|log$/.test(one))) {
      expect(readFileSync(join(folder, name), "utf8")).not.toContain(token);
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it.each(["--shop-port", "--gateway-port", "--simulator-port"])("names a taken port with %s", async (flag) => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port));
    });
    const others = ["--shop-port", "--gateway-port", "--simulator-port"].filter((one) => one !== flag);
    const surroundings = recordedSurroundings();
    const flags = [`${flag}=${port}`, ...others.map((one) => `${one}=0`)];
    try {
      expect(await runCommandLine(["demo", "--data", folder, ...flags], surroundings)).toBe(1);
      expect(surroundings.complained()).toContain(`端口 ${port} 已被占用`);
      expect(surroundings.complained()).toContain(flag);
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });
});

describe("dedepay demo --once", { timeout: 120_000 }, () => {
  it("makes eight payments, delivers each exactly once, and says so", async () => {
    const surroundings = recordedSurroundings();
    const code = await runCommandLine(["demo", "--once"], surroundings);
    expect(surroundings.printed().trimEnd().split("\n").at(-1)).toBe("smoke: 8 paid, 8 delivered, 0 failed");
    expect(code).toBe(0);
  });
});

function orderNumbers(html: string): string[] {
  return [...html.matchAll(/data-order="([^"]+)"/g)].map(([, no]) => no ?? "");
}
