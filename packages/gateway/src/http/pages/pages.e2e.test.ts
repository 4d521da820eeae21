// The buyer's pages in a real browser, at the width of a phone and of a desktop, in light and dark. DEDEPAY_PICTURES=<folder> keeps
// a picture of each to be looked at.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PageFixture, pageFixtures } from "../testing/page-fixtures.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const executablePath = "/usr/bin/chromium";
const pictures = process.env["DEDEPAY_PICTURES"];
const widths = { phone: 390, desktop: 1280 } as const;

describe.skipIf(!existsSync(executablePath))("the buyer's pages in Chromium (/usr/bin/chromium)", () => {
  let server: TestServer;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    server = await testServer();
    url = await (server.app as FastifyInstance).listen({ port: 0, host: "127.0.0.1" });
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  async function show(page: Page, fixture: PageFixture): Promise<void> {
    const { view, way, opened } = fixture;
    server.gateway.views.set("pay_1", view);
    if (opened === undefined) server.gateway.answers.delete("openPayment");
    else server.gateway.answers.set("openPayment", () => opened(view));
    await page.goto(`${url}${way === "return" ? "/return/att_1" : "/pay/pay_1"}`);
    if (way === "press") await page.locator("form button").first().click();
  }

  describe.each(["phone", "desktop"] as const)("at the width of a %s", (device) => {
    it.each(pageFixtures)("$name", async (fixture) => {
      const context = await browser.newContext({
        viewport: { width: widths[device], height: device === "phone" ? 844 : 900 },
        locale: "zh-CN",
        ...(fixture.userAgent !== undefined && { userAgent: fixture.userAgent }),
        ...(device === "phone" && { isMobile: true, hasTouch: true }),
      });
      const page = await context.newPage();
      // The page would go on to Alipay by itself.
      await page.addInitScript(`sessionStorage.setItem("dedepay pay_1", "1")`);
      await show(page, fixture);
      if (pictures !== undefined)
        await page.screenshot({ path: join(pictures, `${fixture.name}-${device}.png`), fullPage: true });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(widths[device]);
      await context.close();
    });
  });
});
