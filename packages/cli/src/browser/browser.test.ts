import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../platform/http-exchange.ts";
import { Browser } from "./browser.ts";
import { readForms } from "./html-forms.ts";

type Answer = { status?: number; headers?: Record<string, string>; setCookies?: string[]; body?: Uint8Array };

/** Answers each request by "METHOD url"; an unexpected one fails the test. */
function browserAgainst(answers: Record<string, Answer>): { browser: Browser; requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const exchange = async (request: HttpRequest): Promise<HttpResponse> => {
    requests.push(request);
    const answer = answers[`${request.method} ${request.url}`];
    if (answer === undefined) throw new Error(`unexpected ${request.method} ${request.url}`);
    const headers = new Map(Object.entries({ "content-type": "text/html; charset=utf-8", ...answer.headers }));
    const body = answer.body ?? new Uint8Array();
    return { status: answer.status ?? 200, headers, setCookies: answer.setCookies ?? [], body };
  };
  return { browser: new Browser(exchange, { userAgent: "test" }), requests };
}

const form = (html: string) => {
  const [first] = readForms(html);
  if (first === undefined) throw new Error("no form");
  return first;
};

describe("the forms of a page", () => {
  it("hold what a browser would send by default", () => {
    const read = form(`<form method="post" action='/pay?a=1&amp;b=2'>
      <input type=hidden name="token" value="x &quot;y&quot; &#20013;">
      <input type="radio" name="buyer" value="1"><input type="radio" name="buyer" value="2" checked>
      <select name="way"><option value="instant">即时</option><option value="escrow">担保</option></select>
      <textarea name="note">a&lt;b</textarea>
      <button name="go" value="pay">付款</button><input type="submit" value="无名"></form>`);
    expect(read.method).toBe("POST");
    expect(read.action).toBe("/pay?a=1&b=2");
    expect(read.fields).toEqual([
      ["token", 'x "y" 中'],
      ["buyer", "2"],
      ["way", "instant"],
      ["note", "a<b"],
    ]);
    expect(read.buttons).toEqual([["go", "pay"]]);
    expect(read.choices.get("buyer")).toEqual(["1", "2"]);
    expect(read.choices.get("way")).toEqual(["instant", "escrow"]);
  });

  it("are none in scripts and comments", () => {
    expect(readForms("<script>'<form></form>'</script><!-- <form></form> --><p>x</p>")).toEqual([]);
  });

  it("are told apart", () => {
    expect(readForms('<form action="a"></form><form action="b"></form>').map(({ action }) => action)).toEqual([
      "a",
      "b",
    ]);
  });
});

describe("the browser", () => {
  it("follows redirects as GET and keeps cookies of each host for itself", async () => {
    const { browser, requests } = browserAgainst({
      "GET http://a/": { status: 302, headers: { location: "/next" }, setCookies: ["s=1; Path=/"] },
      "GET http://a/next": { status: 303, headers: { location: "http://b/" } },
      "GET http://b/": { body: Buffer.from("中") },
    });
    const page = await browser.open("http://a/");
    expect(page).toMatchObject({ url: "http://b/", status: 200, text: "中" });
    expect(requests.map(({ headers }) => headers?.["cookie"])).toEqual([undefined, "s=1", undefined]);
  });

  it("sends a form in the page's charset, with what was typed instead of the default", async () => {
    const { browser, requests } = browserAgainst({
      "GET http://a/": {
        headers: { "content-type": "text/html; charset=GBK" },
        body: Buffer.from([
          ...Buffer.from('<form method="post" action="/go"><input name="s" value="'),
          ...[0xd6, 0xd0],
          ...Buffer.from('"><input name="n" value="1"></form>'),
        ]),
      },
      "POST http://a/go": {},
    });
    const page = await browser.open("http://a/");
    const [first] = page.forms;
    if (first === undefined) throw new Error("no form");
    await browser.submit(page, first, { values: { n: "2 3" } });
    expect(Buffer.from(requests[1]?.body ?? []).toString("latin1")).toBe("s=%D6%D0&n=2+3");
  });

  it("repeats the body after 307 and drops it after 303", async () => {
    const { browser, requests } = browserAgainst({
      "GET http://a/": { body: Buffer.from('<form method="post" action="/one"><input name="x" value="1"></form>') },
      "POST http://a/one": { status: 307, headers: { location: "/two" } },
      "POST http://a/two": { status: 303, headers: { location: "/three" } },
      "GET http://a/three": {},
    });
    const page = await browser.open("http://a/");
    const [first] = page.forms;
    if (first === undefined) throw new Error("no form");
    await browser.submit(page, first);
    expect(requests.map(({ method, body }) => `${method} ${body ? "body" : "-"}`)).toEqual([
      "GET -",
      "POST body",
      "POST body",
      "GET -",
    ]);
  });

  it("gives up on redirects which never end", async () => {
    const { browser } = browserAgainst({ "GET http://a/": { status: 302, headers: { location: "http://a/" } } });
    await expect(browser.open("http://a/")).rejects.toThrow("redirects");
  });
});
