import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demo, startDemo } from "./demo/start-demo.ts";

const executablePath = "/usr/bin/chromium";
const screenshots = join(tmpdir(), "dedepay-e2e");
const widths = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    userAgent:
      "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  },
} as const;

interface Purchase {
  readonly goods: "teacup" | "tea-book";
  readonly way: string;
}

describe.skipIf(!existsSync(executablePath))("a purchase in Chromium (/usr/bin/chromium)", { timeout: 60_000 }, () => {
  let folder: string;
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), "dedepay-purchase-"));
    demo = await startDemo({
      shopPort: 0,
      gatewayPort: 0,
      simulatorPort: 0,
      dataFolder: folder,
      masterKey: new Uint8Array(32).fill(1),
      logFile: join(folder, "gateway.log"),
      nowMs: Date.now,
    });
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(["desktop", "phone"] as const)("at the width of a %s", (device) => {
    it.each<[string, Purchase[]]>([
      [
        "MAPI",
        [
          { goods: "tea-book", way: "direct" },
          { goods: "teacup", way: "escrow" },
        ],
      ],
      [
        "OpenAPI",
        [
          { goods: "tea-book", way: device === "phone" ? "wap" : "page" },
          { goods: "teacup", way: device === "phone" ? "wap" : "page" },
        ],
      ],
    ])("buys both goods through %s and gets them", async (protocol, purchases) => {
      const visit = await openVisit(device);
      for (const purchase of purchases) {
        visit.picture = `${device}-${protocol}-${purchase.goods}`;
        const orderUrl = await orderAndPay(visit, purchase);
        await comeBack(visit);
        if (purchase.way === "escrow") await shipAndConfirm(visit, orderUrl);
        await expectDelivered(visit, orderUrl, purchase);
      }
      expect(visit.complaints).toEqual([]);
      await visit.context.close();
    });
  });

  it.each<[string, Purchase]>([
    ["MAPI", { goods: "tea-book", way: "direct" }],
    ["OpenAPI", { goods: "tea-book", way: "page" }],
  ])("delivers through %s also to a buyer who closed the tab before coming back", async (protocol, purchase) => {
    const visit = await openVisit("desktop");
    visit.picture = `closed-tab-${protocol}`;
    const orderUrl = await orderAndPay(visit, purchase);
    await visit.page.close();
    visit.page = await visit.context.newPage();
    await expectDelivered(visit, orderUrl, purchase);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  async function openVisit(device: keyof typeof widths): Promise<Visit> {
    const context = await browser.newContext({ ...widths[device], locale: "zh-CN" });
    const complaints: string[] = [];
    const policies: Visit["policies"] = [];
    context.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${message.location().url}: ${message.text()}`);
    });
    context.on("weberror", (error) => complaints.push(error.error().message));
    context.on("response", (response) => {
      const policy = response.headers()["content-security-policy"];
      if (policy !== undefined) policies.push({ path: new URL(response.url()).pathname, policy });
    });
    return { context, complaints, policies, page: await context.newPage(), cashier: "", picture: device };
  }

  /** From the shop's window to the cashier's word that it is paid. Answers the order's page. */
  async function orderAndPay(visit: Visit, { goods, way }: Purchase): Promise<string> {
    const { page } = visit;
    await page.goto(demo.shopUrl);
    await page.click(`[data-goods="${goods}"]`);
    await page.check(`input[name=way][value=${way}]`);
    await Promise.all([page.waitForURL(/\/pay\//), page.click("button[type=submit]")]);
    await look(visit, "1-pay");
    expectOwnPolicy(visit);
    // The pay page goes on by itself.
    await page.waitForURL(/\/cashier\//);
    visit.cashier = page.url();
    await look(visit, "2-cashier");
    await Promise.all([page.waitForURL(/\/done$/), page.click("form[action$='/pay'] button[type=submit] >> nth=0")]);
    await look(visit, "3-paid");
    const orders = await page.context().newPage();
    await orders.goto(`${demo.shopUrl}/owner`);
    const orderUrl = await orders.locator("li[data-order] a").first().getAttribute("href");
    await orders.close();
    return new URL(orderUrl ?? "", demo.shopUrl).href;
  }

  async function look({ page, picture }: Visit, step: string): Promise<void> {
    await page.screenshot({ path: join(screenshots, `${picture}-${step}.png`), fullPage: true });
  }

  function expectOwnPolicy({ policies }: Visit): void {
    const policy = policies.findLast(({ path }) => path.startsWith("/pay/"))?.policy ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action");
  }

  /** From the cashier over the gateway's return page into the shop. */
  async function comeBack(visit: Visit): Promise<void> {
    const { page } = visit;
    await Promise.all([page.waitForURL(/\/return\//), page.click("a[href$='/return']")]);
    await page.waitForSelector("[data-state]:not([data-state=unpaid])");
    await look(visit, "4-return");
    await Promise.all([page.waitForURL(/\/orders\//), page.click(`a[href^="${demo.shopUrl}/orders/"]`)]);
  }

  /** The owner ships, the buyer confirms at the cashier. */
  async function shipAndConfirm(visit: Visit, orderUrl: string): Promise<void> {
    const { page } = visit;
    const no = orderUrl.split("/").at(-1);
    await page.goto(orderUrl);
    await page.waitForSelector("[data-status=escrow]");
    await page.goto(`${demo.shopUrl}/owner`);
    await page.click(`li[data-order="${no}"] button`);
    await page.waitForSelector("[role=status]");
    await look(visit, "5-shipped");
    await page.goto(visit.cashier);
    await page.click("form[action$='/confirm'] button");
    await page.waitForSelector("text=TRADE_FINISHED");
  }

  async function expectDelivered(visit: Visit, orderUrl: string, { goods }: Purchase): Promise<void> {
    const { page } = visit;
    await page.goto(orderUrl);
    await page.waitForSelector("[data-status=paid],[data-status=finished],[data-status=shipped]");
    if (goods === "tea-book")
      expect(await page.locator("[data-handed-out] code").textContent()).toMatch(/^[A-Z0-9]{16}$/);
    await look(visit, "6-order");
  }
});

interface Visit {
  readonly context: BrowserContext;
  /** Errors of console, scripts and content security policy; there must be none. */
  readonly complaints: string[];
  readonly policies: { path: string; policy: string }[];
  page: Page;
  cashier: string;
  picture: string;
}
