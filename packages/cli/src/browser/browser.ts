// A browser without script: follows redirects, keeps cookies, sends forms in the page's own charset. It knows nothing of
// payments.
import { type Charset, decodeText, encodeText } from "@dedepay/alipay";
import type { HttpExchange, HttpResponse } from "../platform/http-exchange.ts";
import { CookieJar } from "./cookie-jar.ts";
import { type HtmlForm, readForms } from "./html-forms.ts";

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly charset: Charset;
  readonly text: string;
  readonly forms: readonly HtmlForm[];
}

export interface Filling {
  /** Values typed or chosen, by field name. */
  readonly values?: Readonly<Record<string, string>>;
  /** The pressed button, where the form has several. */
  readonly button?: readonly [name: string, value: string];
}

const maxRedirects = 15;

export class Browser {
  readonly #exchange: HttpExchange;
  readonly #userAgent: string;
  readonly #cookies: CookieJar = new CookieJar();

  constructor(exchange: HttpExchange, o: { userAgent: string }) {
    this.#exchange = exchange;
    this.#userAgent = o.userAgent;
  }

  open(url: string): Promise<Page> {
    return this.#go({ method: "GET", url });
  }

  submit(page: Page, form: HtmlForm, filling: Filling = {}): Promise<Page> {
    const url = new URL(form.action, page.url);
    const values = filling.values ?? {};
    const kept = form.fields.filter(([name]) => !(name in values));
    const pairs = [...kept, ...Object.entries(values), ...(filling.button ? [filling.button] : [])];
    const encoded = pairs.map((pair) => pair.map((text) => percentEncode(text, page.charset)).join("=")).join("&");
    if (form.method === "GET") {
      url.search = encoded;
      return this.#go({ method: "GET", url: url.href, referrer: page.url });
    }
    return this.#go({ method: "POST", url: url.href, body: Buffer.from(encoded, "latin1"), referrer: page.url });
  }

  async #go(first: { method: "GET" | "POST"; url: string; body?: Uint8Array; referrer?: string }): Promise<Page> {
    let step = first;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const cookie = this.#cookies.header(step.url);
      const response = await this.#exchange({
        method: step.method,
        url: step.url,
        headers: {
          accept: "text/html,*/*;q=0.8",
          "accept-language": "zh-CN,zh;q=0.9",
          "user-agent": this.#userAgent,
          ...(cookie !== "" && { cookie }),
          ...(step.body && { "content-type": "application/x-www-form-urlencoded" }),
          ...(step.referrer !== undefined && { referer: `${new URL(step.referrer).origin}/` }),
        },
        ...(step.body && { body: step.body }),
      });
      this.#cookies.keep(step.url, response.setCookies);
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === undefined) return pageOf(step.url, response);
      const url = new URL(location, step.url).href;
      const repeated = response.status === 307 || response.status === 308;
      step = repeated ? { ...step, url } : { method: "GET", url, ...(step.referrer && { referrer: step.referrer }) };
    }
    throw new Error(`more than ${maxRedirects} redirects from ${first.url}`);
  }
}

function pageOf(url: string, response: HttpResponse): Page {
  const declared = /charset=["']?([\w-]+)/i.exec(response.headers.get("content-type") ?? "")?.[1]?.toLowerCase();
  const charset = declared === "gbk" || declared === "gb2312" ? declared : "utf-8";
  const { text } = decodeText(response.body, charset);
  return { url, status: response.status, headers: response.headers, charset, text, forms: readForms(text) };
}

function percentEncode(text: string, charset: Charset): string {
  const { bytes } = encodeText(text, charset);
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9*\-._]/.test(character)) return character;
    return byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
