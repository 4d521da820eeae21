// A member with a real browser buys goods and a top-up in a shop on PHP and MariaDB, pays in the local Alipay's cashier, comes
// back, and sees both. The gateway fulfils in the shop's tables. With DEDEPAY_PICTURES=1 the guides' pictures are made anew
// from the same pages.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testdata } from "../testing/php-server.ts";
import { phpShopIsPossible, phpShopNeeds } from "../testing/php-shop.ts";
import { stockShop } from "../testing/shop-orders.ts";
import { startWholeShop, type WholeShop } from "../testing/whole-shop.ts";

const executablePath = "/usr/bin/chromium";
const screenshots = join(tmpdir(), "dedepay-e2e");
const pictures = fileURLToPath(new URL("../../../../docs/guides/pictures/", import.meta.url));
/** Of the buyer on the phone. */
const pictureOf: Readonly<Record<string, string>> =
  process.env["DEDEPAY_PICTURES"] === "1"
    ? { "phone-gold-3-return": "dedecms-buyer-paid.png", "phone-gold-4-back": "dedecms-buyer-back.png" }
    : {};
const isPossible = phpShopIsPossible && existsSync(executablePath);

describe.skipIf(!isPossible)(`a member's purchase in Chromium (${phpShopNeeds}, ${executablePath})`, () => {
  let shop: WholeShop;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    shop = await startWholeShop({ engine: "MyISAM", charset: "gbk", way: "database" });
    shop.site.write("member/shop.php", readFileSync(join(testdata, "shop-page/member/shop.php")));
    await stockShop(shop.database);
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  const home = (): string => `${shop.site.url}/member/shop.php?member=7`;

  async function buy(page: Page, what: "紫砂壶" | "充值", picture: string): Promise<void> {
    const look = async (step: string): Promise<void> => {
      const name = pictureOf[`${picture}-${step}`];
      const path = name === undefined ? join(screenshots, `dedecms-${picture}-${step}.png`) : join(pictures, name);
      await page.screenshot({ path });
    };
    await page.goto(home());
    await page.click(`a:has-text("${what}")`);
    await look("1-order");
    await Promise.all([page.waitForURL(/\/cashier\//), page.click("form input[type=submit]")]);
    await Promise.all([page.waitForURL(/\/done$/), page.click("form[action$='/pay'] button[type=submit] >> nth=0")]);
    await look("2-paid");
    await Promise.all([page.waitForURL(/\/return\//), page.click("a[href$='/return']")]);
    await page.waitForSelector("[data-state]:not([data-state=unpaid])");
    await look("3-return");
    await Promise.all([page.waitForURL(/\/plus\/dedepay\.php\?back=/), page.click(`a[href^="${shop.site.url}"]`)]);
    await page.waitForSelector("text=支付成功");
    await look("4-back");
  }

  it("of goods at a desk and of gold on a phone ends with both in the member's list", async () => {
    const complaints: string[] = [];
    const pages: Page[] = [];
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const context = await browser.newContext({ viewport, locale: "zh-CN" });
      context.on("weberror", (error) => complaints.push(error.error().message));
      pages.push(await context.newPage());
    }
    const [desk, phone] = pages as [Page, Page];
    await buy(desk, "紫砂壶", "desk-goods");
    await buy(phone, "充值", "phone-gold");
    // Those pages speak from the gateway's books; the shop's own list is read from its tables.
    const both = ["goods 已付款，等待发货", "card 已完成"];
    await expect.poll(() => listOf(phone), { timeout: 15_000 }).toEqual(both);
    expect(await listOf(desk)).toEqual(both);
    expect(await phone.textContent("tr[data-kind=card]")).toContain("+100 [dedepay ");
    expect(await phone.textContent("[data-gold]")).toBe("100");
    await phone.screenshot({ path: join(screenshots, "dedecms-phone-list.png") });
    expect(complaints).toEqual([]);
  });

  async function listOf(page: Page): Promise<string[]> {
    await page.goto(home());
    return page.$$eval("tr[data-kind]", (rows) =>
      rows.map((row) => `${row.getAttribute("data-kind")} ${row.querySelector("[data-state]")?.textContent}`),
    );
  }
});
