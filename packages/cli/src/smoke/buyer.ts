// A buyer at a browser: opens the pay page, goes to the cashier, pays, comes back; later confirms that the goods arrived.
// Reads pages and sends forms; knows no API.
import { Browser, type Page } from "../browser/browser.ts";
import { decodeEntities } from "../browser/decode-entities.ts";
import type { HtmlForm } from "../browser/html-forms.ts";
import type { HttpExchange } from "../platform/http-exchange.ts";
import type { Way } from "./way.ts";

const userAgents = {
  desktop: "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  phone: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
} as const;

/** The buyer of the default world with money and without trouble. */
const buyerId = "2088202000000014";

export class Buyer {
  readonly #exchange: HttpExchange;
  readonly #browser: Browser;
  #cashier: string | undefined;

  constructor(exchange: HttpExchange, way: Way) {
    this.#exchange = exchange;
    this.#browser = new Browser(exchange, { userAgent: userAgents[way.device] });
  }

  /**
   * From the pay page to the shop, or to the end of the cashier where nothing leads back (a QR code).
   * Throws an Error which quotes the page that is in the way.
   */
  async pay(payUrl: string, way: Way): Promise<Page> {
    const payPage = await this.#browser.open(payUrl);
    const goOn = formTo(payPage, /\/pay\//);
    let cashier = await this.#browser.submit(payPage, goOn);
    // A form which sends itself: here the person stands in for the script.
    if (!isCashier(cashier) && cashier.forms.length === 1) {
      cashier = await this.#browser.submit(cashier, formTo(cashier, /./));
    }
    if (way.product === "qr")
      cashier = await new Browser(this.#exchange, { userAgent: userAgents.phone }).open(qrCodeOf(cashier));
    if (!isCashier(cashier)) throw unexpected("the cashier", cashier);
    this.#cashier = cashier.url;
    const form = formTo(cashier, /\/pay$/);
    const paid = await this.#browser.submit(cashier, form, {
      values: { buyer: buyerId, ...(way.choose !== undefined && { way: way.choose }) },
    });
    if (paid.status !== 200 || !/\/done$/.test(new URL(paid.url).pathname)) throw unexpected("a paid order", paid);
    const back = /href="([^"]+\/return)"/.exec(paid.text)?.[1];
    return back === undefined ? paid : this.#comeBack(new URL(decodeEntities(back), paid.url).href);
  }

  async #comeBack(url: string): Promise<Page> {
    const page = await this.#browser.open(url);
    if (page.status !== 200) throw unexpected("the page after paying", page);
    return page;
  }

  async confirmReceipt(): Promise<void> {
    const cashier = await this.#browser.open(this.#cashier ?? "");
    const page = await this.#browser.submit(cashier, formTo(cashier, /\/confirm$/));
    if (page.status >= 400) throw unexpected("the confirmed order", page);
  }
}

function isCashier(page: Page): boolean {
  return new URL(page.url).pathname.startsWith("/cashier/");
}

/** What the code holds; the page offers it as a link too, for somebody who is on the phone already. */
function qrCodeOf(page: Page): string {
  const link = /<a [^>]*href="([^"]+)"[^>]*data-open-code/.exec(page.text)?.[1];
  if (link === undefined) throw unexpected("a QR code", page);
  return decodeEntities(link);
}

function formTo(page: Page, action: RegExp): HtmlForm {
  const form = page.forms.find((one) => action.test(new URL(one.action, page.url).pathname));
  if (form === undefined) throw unexpected(`a form to ${action.source}`, page);
  return form;
}

function unexpected(wanted: string, page: Page): Error {
  const words = page.text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return new Error(`expected ${wanted}, got ${page.status} at ${page.url}: ${words.slice(0, 200)}`);
}
