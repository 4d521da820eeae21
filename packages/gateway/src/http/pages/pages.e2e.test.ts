// The buyer's pages in a real browser, at the width of a phone and of a desktop. DEDEPAY_PICTURES=<folder> keeps a picture of each,
// in light and dark, to be looked at.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PageFixture, pageFixtures } from "../testing/page-fixtures.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const executablePath = "/usr/bin/chromium";
const pictures = process.env["DEDEPAY_PICTURES"];
const widths = { phone: 390, desktop: 1280 } as const;
const usualAgent = {
  phone: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
  desktop: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
} as const;

describe.skipIf(!existsSync(executablePath))("the buyer's pages in Chromium (/usr/bin/chromium)", () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    server = await testServer({ rateLimits: { perKey: 10_000, perAddress: 10_000 } });
    url = await server.app.listen({ port: 0, host: "127.0.0.1" });
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    page = await browser.newPage({ locale: "zh-CN" });
    // The page would go on to Alipay by itself.
    await page.addInitScript(`sessionStorage.setItem("dedepay pay_1", "1")`);
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  async function show({ view, way = "pay", opened, userAgent = usualAgent.phone }: PageFixture): Promise<void> {
    await page.setExtraHTTPHeaders({ "user-agent": userAgent });
    server.gateway.views.set("pay_1", view);
    if (opened === undefined) server.gateway.answers.delete("openPayment");
    else server.gateway.answers.set("openPayment", () => opened(view));
    const paths = { pay: "/pay/pay_1", press: "/pay/pay_1", return: "/return/att_1", missing: "/pay/pay_none" };
    await page.goto(`${url}${paths[way]}`);
    if (way === "press") await page.locator("form button").first().click();
    await page.waitForSelector("main");
  }

  async function keepPictures(name: string): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures ?? "", `${name}-${colorScheme}.png`), fullPage: true });
    }
  }

  it.each(pageFixtures)("$name fits, asks for nothing outside and has one heading", async (fixture) => {
    const asked: string[] = [];
    const listen = (request: { url(): string }): number => asked.push(request.url());
    page.on("request", listen);
    for (const device of ["phone", "desktop"] as const) {
      await page.setViewportSize({ width: widths[device], height: device === "phone" ? 844 : 900 });
      // What differs by device is few words: in a plain run one load serves both widths.
      if (device === "phone" || pictures !== undefined) await show({ userAgent: usualAgent[device], ...fixture });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(widths[device]);
      expect(await page.locator("h1").count()).toBe(1);
      if (pictures !== undefined) await keepPictures(`${fixture.name}-${device}`);
    }
    page.off("request", listen);
    expect(asked.filter((each) => !each.startsWith(url) && !each.startsWith("data:"))).toEqual([]);
  });

  it("the guide copies its link, or says how to do it by hand", async () => {
    await show(named("guide-wechat"));
    await page.click("[data-copy]");
    await page.waitForSelector("[data-copied]:not([hidden]),[data-not-copied]:not([hidden])");
    expect(await page.evaluate("getSelection().toString() || document.activeElement.value")).toContain("/pay/pay_1");
  });

  it("the page that could not open Alipay becomes the receipt without posting its form anew", async () => {
    await show(named("not-opened"));
    server.gateway.asked.length = 0;
    server.gateway.views.set("pay_1", named("return-paid").view);
    // As when the buyer looks at it again: it asks at once.
    await page.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);
    await page.waitForSelector("[data-state=paid]");
    expect(server.gateway.asked.map(({ verb }) => verb)).not.toContain("openPayment");
  });
});

function named(name: string): PageFixture {
  const fixture = pageFixtures.find((one) => one.name === name);
  if (fixture === undefined) throw new Error(`no page ${name}`);
  return fixture;
}
