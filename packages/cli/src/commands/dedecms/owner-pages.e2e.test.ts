// The pages which owners get, in a real browser at the width of a desk and of a phone. With DEDEPAY_PICTURES=1 the guides'
// pictures are made anew from the same pages.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../command-line.ts";
import { writeFakeShop } from "../../testing/fake-shop.ts";
import { recordedSurroundings } from "../../testing/recorded-surroundings.ts";

const executablePath = "/usr/bin/chromium";
const makesPictures = process.env["DEDEPAY_PICTURES"] === "1";
const pictures = fileURLToPath(new URL("../../../../../docs/guides/pictures/", import.meta.url));

describe.skipIf(!existsSync(executablePath))("the pages for owners in Chromium (/usr/bin/chromium)", () => {
  let folder = "";
  let browser: Browser;
  const page = (name: string): string => join(folder, `${name}.html`);

  async function run(...parameters: string[]): Promise<number> {
    return runCommandLine(["dedecms", ...parameters], recordedSurroundings());
  }

  beforeAll(async () => {
    folder = makesPictures ? join(tmpdir(), "wangdian") : mkdtempSync(join(tmpdir(), "dedepay-pages-"));
    const names = ["chaye.example.com", "shufang.example.com", "zhubao.example.com"];
    const [tea = "", books = "", jewels = ""] = names.map((name) => join(folder, name));
    writeFakeShop(tea, { edition: "gbk", baseHost: "https://chaye.example.com", partner: " 2088101112223334" });
    writeFakeShop(books, { edition: "utf-8", baseHost: "http://192.168.1.5", partner: "1" });
    writeFakeShop(jewels, { edition: "utf-8", baseHost: "https://zhubao.example.com" });
    rmSync(join(jewels, "data/payment/bank.php"));
    writeFileSync(join(folder, "list.txt"), [tea, books, jewels, join(folder, "huadian.example.com")].join("\n"));
    await run("inspect", tea, "--contract", "escrow", "--html", page("inspect"));
    await run("inspect", "--all", join(folder, "list.txt"), "--html", page("sites"));
    const zip = join(folder, "bundle.zip");
    const places = ["--public-url", "https://pay.example.com", "--data", join(folder, "data"), "--out", zip];
    await run("bundle", tea, ...places);
    writeFileSync(page("bundle"), unzipSync(readFileSync(zip))["READ-ME-FIRST.html"] ?? "");
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["inspect", { from: 0, to: 640 }],
    ["sites", { from: 0, to: 480 }],
    ["bundle", { from: 600, to: 1300 }],
  ])("%s fits a desk and a phone and asks for nothing else", async (name, picture) => {
    const url = pathToFileURL(page(name)).href;
    const tab = await browser.newPage();
    const asked: string[] = [];
    tab.on("request", (request) => asked.push(request.url()));
    for (const width of [1280, 390]) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.goto(url);
      expect([width, await tab.evaluate("document.documentElement.scrollWidth - innerWidth")]).toEqual([width, 0]);
    }
    expect(asked).toEqual([url, url]);
    if (makesPictures) {
      mkdirSync(pictures, { recursive: true });
      const width = 760;
      await tab.setViewportSize({ width, height: 900 });
      const clip = { x: 0, y: picture.from, width, height: picture.to - picture.from };
      await tab.screenshot({ path: join(pictures, `dedecms-${name}.png`), fullPage: true, clip });
    }
    await tab.close();
  });

  it.each(["ILLEGAL_PARTNER", "HAS_NO_PRIVILEGE"])("a report names %s and what to do about it", async (code) => {
    const tab = await browser.newPage({ viewport: { width: 760, height: 900 } });
    await tab.goto(pathToFileURL(page("inspect")).href);
    const card = tab.locator(`article:has-text("${code}")`);
    expect(await card.innerText()).toContain("现在怎么办");
    if (makesPictures)
      await card.screenshot({ path: join(pictures, `dedecms-${code.toLowerCase().replaceAll("_", "-")}.png`) });
    await tab.close();
  });
});
