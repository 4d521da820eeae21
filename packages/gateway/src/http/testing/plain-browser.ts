// A browser without script and cookies, as far as tests need one: follows links, forms and redirects over real HTTP.

export type Page = {
  url: string;
  status: number;
  headers: Headers;
  html: string;
  /** Addresses on the way here, each redirect one. */
  hops: string[];
};

const phoneAgent = "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36";
const desktopAgent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 Safari/537.36";

export type PlainBrowser = {
  open(url: string): Promise<Page>;
  /** Submits the form whose action ends in `action`, with its own fields and `changes`. */
  submit(page: Page, action: string, changes?: Record<string, string>): Promise<Page>;
};

export function plainBrowser(device: "desktop" | "phone" = "desktop"): PlainBrowser {
  const agent = device === "phone" ? phoneAgent : desktopAgent;
  async function visit(url: string, init: RequestInit): Promise<Page> {
    const hops: string[] = [];
    let next: { url: string; init: RequestInit } = { url, init };
    for (;;) {
      hops.push(next.url);
      const reply = await fetch(next.url, {
        ...next.init,
        redirect: "manual",
        headers: { "user-agent": agent, accept: "text/html" },
      });
      const location = reply.headers.get("location");
      if (location === null) {
        return { url: next.url, status: reply.status, headers: reply.headers, html: await reply.text(), hops };
      }
      if (hops.length > 10) throw new Error(`too many redirects: ${hops.join(" → ")}`);
      next = { url: new URL(location, next.url).href, init: {} };
    }
  }
  return {
    open: (url) => visit(url, {}),
    submit(page, action, changes = {}) {
      const form = formOf(page, action);
      return visit(form.action, { method: "POST", body: new URLSearchParams({ ...form.fields, ...changes }) });
    },
  };
}

function formOf(page: Page, action: string): { action: string; fields: Record<string, string> } {
  for (const [, attributes = "", inside = ""] of page.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const target = (/action="([^"]*)"/.exec(attributes)?.[1] ?? "").replaceAll("&amp;", "&");
    const others = [...inside.matchAll(/formaction="([^"]*)"/g)].map((match) => match[1] ?? "");
    const found = [target, ...others].find((one) => one.endsWith(action));
    if (found === undefined) continue;
    return { action: new URL(found, page.url).href, fields: fieldsOf(inside) };
  }
  throw new Error(`no form to ${action} on ${page.url}:\n${page.html}`);
}

function fieldsOf(inside: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name === undefined || (/type="radio"/.test(tag) && !/ checked/.test(tag))) continue;
    fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? "";
  }
  return fields;
}
