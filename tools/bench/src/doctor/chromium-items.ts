// What a real browser makes of a shop's page: posted bytes and shown texts, taken from Chromium. The pages are PHP's fields in
// hand-written HTML with the mistakes that shops make there.
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { randomOf } from "../random.ts";
import { bytesEvidence, type Item, type ItemEvidence } from "./item.ts";
import { mapiRequestFields, openapiRequestFields } from "./messages.ts";
import { runPhpSite } from "./php-site.ts";
import { honestKey } from "./request-mistakes.ts";
import { accountsOf, shopOf } from "./shop.ts";

export type ChromiumItems = {
  readonly items: readonly Item[];
  readonly dropped: number;
  readonly skipped: readonly string[];
};

const executablePath = "/usr/bin/chromium";
const scriptLess = "text/html";

type Protocol = "mapi" | "openapi";
type Fields = ReadonlyArray<readonly [name: string, value: string]>;
type PageMistake = {
  readonly causes: readonly string[];
  readonly recipe: string;
  readonly protocol: Protocol;
  readonly charset: "utf-8" | "gbk";
  /** What the text must hold. */
  readonly subject?: string;
  /** The page, and how the browser reads it. */
  html(fields: Fields, action: string): string;
  /** What is brought: the text that the page shows, or its source, in place of what it posts. */
  readonly brought?: "shown" | "source";
};

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
const inputs = (fields: Fields, write: (value: string) => string = (value) => `"${escaped(value)}"`): string =>
  fields.map(([name, value]) => `<input type="hidden" name="${name}" value=${write(value)}>`).join("\n");
const page = (inner: string, charset = "utf-8"): string =>
  `<!DOCTYPE html><html><head><meta charset="${charset}"></head><body>${inner}</body></html>`;
const button = '<input type="submit" id="go" value="OK">';
const form = (inner: string, action: string, more = 'method="post"'): string =>
  `<form action="${action}" ${more}>${inner}</form>`;

const healthyPages: readonly PageMistake[] = (["mapi", "openapi"] as const).map((protocol) => ({
  causes: [],
  recipe: "an escaped form, posted",
  protocol,
  charset: "utf-8",
  html: (fields, action) => page(form(inputs(fields) + button, action)),
}));

const wireUrl = (fields: Fields, action: string): string =>
  `${action}?${fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;

const pageMistakes: readonly PageMistake[] = (["mapi", "openapi"] as const).flatMap((protocol): PageMistake[] => [
  {
    causes: ["unsigned-field-sent"],
    recipe: "a submit button with a name",
    protocol,
    charset: "utf-8",
    html: (fields, action) =>
      page(form(`${inputs(fields)}<input type="submit" id="go" name="button" value="确认付款">`, action)),
  },
  {
    causes: ["quote-cut-form-value"],
    recipe: "an apostrophe in a value between apostrophes",
    protocol,
    charset: "utf-8",
    subject: "Men's 皮鞋",
    // A value that is cut inside JSON is seen to be cut; a plain one only where the page is at hand.
    ...(protocol === "mapi" ? { brought: "source" as const } : {}),
    html: (fields, action) => page(form(inputs(fields, (value) => `'${value}'`) + button, action)),
  },
  {
    causes: ["html-entity-ate-parameter"],
    recipe: "a URL shown as text with bare ampersands, and copied",
    protocol,
    charset: "utf-8",
    brought: "shown",
    // The order of the names decides which of them stands behind an ampersand.
    html: (fields, action) => page(`<p id="shown">${wireUrl(fields, action)}</p>`),
  },
  {
    causes: ["value-html-escaped"],
    recipe: "a value escaped twice",
    protocol,
    charset: "utf-8",
    subject: '皮鞋 "L" & 袜子',
    html: (fields, action) => page(form(inputs(fields, (value) => `"${escaped(escaped(value))}"`) + button, action)),
  },
  {
    causes: ["wrong-charset-bytes"],
    recipe: "signed in GBK, posted by a UTF-8 page",
    protocol,
    charset: "gbk",
    subject: "中文标题",
    html: (fields, action) => page(form(inputs(fields) + button, action)),
  },
  {
    causes: ["wrong-charset-bytes"],
    recipe: "signed in UTF-8, posted with accept-charset=gbk",
    protocol,
    charset: "utf-8",
    subject: "中文标题",
    html: (fields, action) => page(form(inputs(fields) + button, action, 'method="post" accept-charset="gbk"')),
  },
]);

/** GET forms lose the query of their action. */
const lostQuery: readonly PageMistake[] = [["mapi", "_input_charset"] as const, ["openapi", "charset"] as const].map(
  ([protocol, name]) => ({
    causes: ["signed-field-not-sent"],
    recipe: `a GET form with ${name} in its action`,
    protocol,
    charset: "utf-8",
    html: (fields, action) =>
      page(
        form(inputs(fields.filter(([field]) => field !== name)) + button, `${action}?${name}=utf-8`, 'method="get"'),
      ),
  }),
);

type Caught = { readonly url: string; readonly body: Buffer };

class Catcher {
  html = "";
  #caught: ((caught: Caught) => void) | undefined;
  readonly #server: Server = createServer((request, response) => {
    if (request.url === "/page") {
      response.writeHead(200, { "content-type": scriptLess }).end(this.html);
      return;
    }
    void this.#take(request).then(() => response.writeHead(200, { "content-type": "text/plain" }).end("ok"));
  });

  async #take(request: IncomingMessage): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (request.url?.startsWith("/gateway.do") === true)
      this.#caught?.({ url: request.url, body: Buffer.concat(parts) });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  next(): Promise<Caught> {
    return new Promise((resolve) => {
      this.#caught = resolve;
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const real = { mapi: "https://mapi.alipay.com/gateway.do", openapi: "https://openapi.alipay.com/gateway.do" } as const;

async function evidenceOf(
  browserPage: Page,
  catcher: Catcher,
  o: { origin: string; mistake: PageMistake; fields: Fields },
): Promise<ItemEvidence> {
  const { origin, mistake, fields } = o;
  catcher.html = mistake.html(fields, mistake.brought !== undefined ? real[mistake.protocol] : `${origin}/gateway.do`);
  if (mistake.brought === "source") return bytesEvidence(catcher.html);
  await browserPage.goto(`${origin}/page`);
  if (mistake.brought === "shown") return bytesEvidence((await browserPage.textContent("#shown")) ?? "");
  const caught = catcher.next();
  await browserPage.click("#go");
  const { url, body } = await caught;
  const sent = real[mistake.protocol] + url.slice("/gateway.do".length);
  return body.length === 0 ? bytesEvidence(sent) : { kind: "request", url: sent, bodyBase64: body.toString("base64") };
}

type Order = { readonly seed: string; readonly mistake: PageMistake; readonly signed: Fields };

/** Seeds, mistakes and the fields which PHP has signed. */
async function ordersOf(seed: string, wrong: number, healthy: number): Promise<Order[]> {
  const mistakes = [...pageMistakes, ...lostQuery];
  const wanted = [
    ...Array.from({ length: wrong }, (_, at) => ({
      seed: `${seed}/chromium/${at}`,
      mistake: mistakes[at % mistakes.length],
    })),
    ...Array.from({ length: healthy }, (_, at) => ({
      seed: `${seed}/healthy-chromium/${at}`,
      mistake: healthyPages[at % healthyPages.length],
    })),
  ].flatMap(({ seed: own, mistake }) =>
    mistake === undefined ? [] : [{ seed: own, mistake, fields: fieldsOf(own, mistake) }],
  );
  const answers = await runPhpSite(
    wanted.map(({ seed: own, mistake, fields }) => ({
      id: own,
      side: "request",
      protocol: mistake.protocol,
      charset: mistake.charset,
      fields,
      sign_type: mistake.protocol === "mapi" ? "MD5" : "RSA2",
      key: honestKey({
        shop: shopOf(randomOf(own)),
        protocol: mistake.protocol,
        signType: mistake.protocol === "mapi" ? "MD5" : "RSA2",
        charset: mistake.charset,
      }),
      mistakes: [],
      shape: "body",
    })),
  );
  return wanted.map(({ seed: own, mistake, fields }) => {
    const sent = new URLSearchParams(Buffer.from(answers.get(own)?.bytes ?? "", "base64").toString("latin1"));
    return {
      seed: own,
      mistake,
      signed: [...fields, ["sign", sent.get("sign") ?? ""], ["sign_type", sent.get("sign_type") ?? ""]],
    };
  });
}

function fieldsOf(seed: string, mistake: PageMistake): [string, string][] {
  const random = randomOf(seed);
  const shop = shopOf(random);
  const options = { charset: mistake.charset, needs: ["chinese" as const] };
  const fields =
    mistake.protocol === "mapi"
      ? mapiRequestFields(random, shop, options)
      : openapiRequestFields(random, shop, options);
  return fields.map(([name, value]) => {
    if (mistake.subject === undefined) return [name, value];
    if (name === "subject") return [name, mistake.subject];
    if (name !== "biz_content") return [name, value];
    return [name, JSON.stringify({ ...JSON.parse(value), subject: mistake.subject.replaceAll("&", "和") })];
  });
}

function itemOf({ seed, mistake }: Order, evidence: ItemEvidence): Item {
  return {
    id: seed,
    family: mistake.causes.length === 0 ? "healthy" : "signature",
    protocol: mistake.protocol,
    maker: "chromium",
    withKeys: true,
    labels: mistake.causes.length === 0 ? [] : [mistake.causes],
    recipe: mistake.recipe,
    evidence,
    context: { accounts: accountsOf(shopOf(randomOf(seed))) },
  };
}

export type ChromiumOptions = { readonly seed: string; readonly wrong: number; readonly healthy: number };

/** The browser's items; none, and the reason, where there is no Chromium. */
export async function chromiumItems({ seed, wrong, healthy }: ChromiumOptions): Promise<ChromiumItems> {
  if (!existsSync(executablePath)) return { items: [], dropped: 0, skipped: [`chromium: no ${executablePath}`] };
  const orders = await ordersOf(seed, wrong, healthy);
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const catcher = new Catcher();
  try {
    const origin = await catcher.start();
    const browserPage = await browser.newPage();
    const items: Item[] = [];
    for (const order of orders) {
      const evidence = await evidenceOf(browserPage, catcher, { origin, mistake: order.mistake, fields: order.signed });
      items.push(itemOf(order, evidence));
    }
    return { items, dropped: 0, skipped: [] };
  } finally {
    await browser.close();
    await catcher.stop();
  }
}
