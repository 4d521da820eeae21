import { DedepayError, listPages, loadPage, pageHref, unifiedErrors } from "@dedepay/errors";
import { describe, expect, it } from "vitest";
import { orderBody } from "./testing/order-body.ts";
import { callAsSite, testServer } from "./testing/test-server.ts";

const get = async (url: string, headers: Record<string, string> = {}) =>
  (await testServer()).app.inject({ url, headers });

describe("the catalogue's pages", () => {
  it("serve every page that there is, and every link on them leads to one", async () => {
    const { app } = await testServer({ rateLimits: { perAddress: 1_000_000, perKey: 1 } });
    const seen = new Set<string>();
    for (const page of listPages("zh")) {
      const answer = await app.inject({ url: pageHref(page) });
      expect(answer.statusCode, pageHref(page)).toBe(200);
      for (const [, href = ""] of answer.body.matchAll(/href="(\/[^"]*)"/g)) seen.add(href);
    }
    const served = new Set(["/errors", ...listPages("zh").map((page) => pageHref(page))]);
    expect([...seen].filter((href) => !served.has(href))).toEqual([]);
  });

  it("explain each of the sixteen numbers in either language", async () => {
    for (const entry of Object.values(unifiedErrors)) {
      const zh = await get(`/errors/${entry.code}?lang=zh`);
      expect(zh.statusCode).toBe(200);
      expect(zh.body).toContain(entry.name);
      expect(zh.body).toContain(entry.titleZh);
      expect((await get(`/errors/${entry.code}?lang=en`)).body).toContain(entry.titleEn);
    }
  });

  it("speak the language of the address, else the browser's, else Chinese", async () => {
    const zh = loadPage("cause", "key-with-white-space", "zh");
    const en = loadPage("cause", "key-with-white-space", "en");
    const english = { "accept-language": "en-GB,en;q=0.9" };
    const url = "/causes/key-with-white-space";
    expect((await get(url)).body).toContain(`<h1>${zh?.title}</h1>`);
    const byBrowser = await get(url, english);
    expect(byBrowser.body).toContain(`<h1>${en?.title}</h1>`);
    expect(byBrowser.headers).toMatchObject({ "content-language": "en", vary: "Accept-Language" });
    expect((await get(`${url}?lang=zh`, english)).body).toContain(`<h1>${zh?.title}</h1>`);
    expect((await get(`${url}?lang=fr`)).headers["content-language"]).toBe("zh-CN");
  });

  it("keep a language chosen by hand on the next page", async () => {
    expect((await get("/causes/key-with-white-space?lang=en")).body).toMatch(/href="\/errors\/[^"?]+\?lang=en"/);
    expect((await get("/causes/key-with-white-space")).body).not.toMatch(/href="\/errors\/[^"?]+\?lang/);
  });

  it("allow no script, and only the style that came with them", async () => {
    const answer = await get("/topics/unpaid");
    const policy = String(answer.headers["content-security-policy"]);
    const nonce = /style-src 'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
    expect(answer.body).toContain(`<style nonce="${nonce}">`);
  });
});

describe("an unknown page", () => {
  it("of a code answers 404 with the nearest codes and what holds in its namespace", async () => {
    const answer = await get("/errors/ILLEGAL_SGIN");
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toContain('href="/errors/ILLEGAL_SIGN"');
    expect(answer.body).toContain("老网关返回的代码不在目录里");
    expect((await get("/errors/isv.not-in-any-list?lang=en")).body).toContain("begins with isv.");
    expect((await get("/errors/1017")).statusCode).toBe(404);
    expect((await get("/errors/toString")).statusCode).toBe(404);
  });

  it("escapes what was asked for", async () => {
    const answer = await get(`/errors/${encodeURIComponent('<img src=x onerror="1">')}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain("<img");
  });

  it("of a cause or topic answers 404", async () => {
    expect((await get("/causes/no-such-cause")).statusCode).toBe(404);
    expect((await get("/topics/__proto__")).statusCode).toBe(404);
  });
});

describe("the search box", () => {
  it("shows the contents while nothing is typed", async () => {
    const { body, statusCode } = await get("/errors");
    expect(statusCode).toBe(200);
    expect(body).toContain('href="/topics/why-has-no-privilege"');
    expect(body).toContain('href="/errors/1016"');
  });

  it("leads straight to a code, in any spelling, and keeps the language", async () => {
    const answer = await get(`/errors?lang=en&q=${encodeURIComponent(" illegal partner ")}`);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe("/errors/ILLEGAL_PARTNER?lang=en");
  });

  it.each([
    ["签约过期", "/causes/contract-expired-or-suspended"],
    ["乱码", "/causes/text-garbled-by-wrong-charset"],
    ["为什么会出现HAS_NO_PRIVILEGE错误", "/topics/why-has-no-privilege"],
  ])("finds for %s first %s", async (query, href) => {
    const { body } = await get(`/errors?q=${encodeURIComponent(query)}`);
    expect(/<main>.*?href="([^"]+)"/s.exec(body)?.[1]).toBe(href);
  });

  it("answers Chinese in Chinese, also where the browser is English", async () => {
    const answer = await get(`/errors?q=${encodeURIComponent("乱码")}`, { "accept-language": "en" });
    expect(answer.headers["content-language"]).toBe("zh-CN");
    expect(answer.body).toContain('href="/causes/text-garbled-by-wrong-charset?lang=zh"');
  });

  it("takes a misspelt code, noise and hostile text without harm", async () => {
    expect((await get("/errors?q=ILLEGAL_SGIN")).statusCode).toBe(404);
    expect((await get("/errors?q=qwzxv")).body).toContain("没有找到");
    const hostile = await get(`/errors?q=${encodeURIComponent('"><script>1</script>乱码')}&q=b`);
    expect(hostile.statusCode).toBe(200);
    expect(hostile.body).not.toContain("<script");
    expect((await get(`/errors?q=${encodeURIComponent("乱".repeat(1500))}`)).statusCode).toBe(200);
  });
});

describe("doc_url", () => {
  it("leads to the page of Alipay's code where the catalogue knows it, else to the number's", async () => {
    const server = await testServer();
    const docUrlFor = async (alipay: { code: string; subCode?: string }): Promise<string> => {
      server.gateway.answers.set("createPayment", () => {
        throw new DedepayError(1010, { detail: { zh: "业务错误", en: "refused" }, alipay });
      });
      const answer = await callAsSite(server.app, { method: "POST", url: "/v1/payments", body: orderBody() });
      return answer.json().doc_url;
    };
    const known = await docUrlFor({ code: "40004", subCode: "ACQ.TRADE_HAS_CLOSE" });
    expect(known).toBe("https://pay.example.cn/errors/ACQ.TRADE_HAS_CLOSE?lang=zh");
    const page = await server.app.inject({ url: known.replace("https://pay.example.cn", "") });
    expect(page.statusCode).toBe(200);
    expect(await docUrlFor({ code: "NEVER_HEARD_OF_IT" })).toBe("https://pay.example.cn/errors/1010?lang=zh");
  });
});
