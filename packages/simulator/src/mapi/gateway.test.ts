import { readFileSync } from "node:fs";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { signedQuery } from "../testing/mapi-client.ts";
import { openCashier, payAt } from "../testing/shop-visit.ts";
import { defaultWorld } from "../world/default-world.ts";
import type { MapiPartner } from "../world/world.ts";

const all: MapiPartner = partnerOf("mapi-all");
const physical: MapiPartner = partnerOf("mapi-direct-physical");
const lapsed: MapiPartner = partnerOf("mapi-lapsed");

function partnerOf(id: string): MapiPartner {
  const found = defaultWorld().accounts.find((account) => account.id === id);
  if (found?.protocol !== "mapi") throw new Error(`no partner ${id}`);
  return found;
}

let simulator: Simulator;
beforeAll(async () => {
  const world = defaultWorld();
  world.accounts.push({ ...all, id: "phishing", partner: "2088101000000108", antiPhishing: true });
  simulator = await startSimulator({ world });
});
afterAll(() => simulator.close());

let serial = 0;
function direct(changes: Record<string, string> = {}, partner = all): Record<string, string> {
  serial += 1;
  return {
    service: "create_direct_pay_by_user",
    partner: partner.partner,
    out_trade_no: `D${serial}`,
    subject: "测试商品",
    payment_type: "1",
    total_fee: "0.01",
    seller_email: partner.sellerEmail,
    ...changes,
  };
}

function escrow(changes: Record<string, string> = {}): Record<string, string> {
  serial += 1;
  return {
    service: "create_partner_trade_by_buyer",
    partner: all.partner,
    out_trade_no: `E${serial}`,
    subject: "test",
    payment_type: "1",
    price: "10.00",
    quantity: "2",
    seller_email: all.sellerEmail,
    logistics_type: "EXPRESS",
    logistics_fee: "0.00",
    logistics_payment: "BUYER_PAY_AFTER_RECEIVE",
    ...changes,
  };
}

async function call(
  query: string,
  method: "GET" | "POST" = "GET",
): Promise<{ status: number; type: string; text: string; code: string | null }> {
  const response =
    method === "GET"
      ? await fetch(`${simulator.mapiEndpoint}?${query}`, { redirect: "manual" })
      : await fetch(`${simulator.mapiEndpoint}?_input_charset=utf-8`, {
          method,
          body: query,
          headers: { "content-type": "application/x-www-form-urlencoded" },
          redirect: "manual",
        });
  const type = response.headers.get("content-type") ?? "";
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = iconv.decode(bytes, /gbk/i.test(type) ? "gbk" : "utf-8");
  return { status: response.status, type, text, code: codeIn(text) };
}

function codeIn(text: string): string | null {
  return /<error>(\w+)<\/error>/.exec(text)?.[1] ?? /错误代码 <span class="code">(\w+)</.exec(text)?.[1] ?? null;
}

describe("a browser service of the old gateway", () => {
  it("sends the browser to the cashier when everything is right, by GET and by POST", async () => {
    expect((await call(signedQuery({ key: all.md5Key, fields: direct() }))).status).toBe(303);
    expect((await call(signedQuery({ key: all.md5Key, fields: direct() }), "POST")).status).toBe(303);
    expect((await call(signedQuery({ key: all.md5Key, fields: direct(), charset: "gbk" }))).status).toBe(303);
    const rsaKey = `-----BEGIN PRIVATE KEY-----\n${all.privateKey}\n-----END PRIVATE KEY-----`;
    expect((await call(signedQuery({ key: "", rsaKey, fields: direct() }))).status).toBe(303);
  });

  it("takes the bytes which a GBK site of 2010 sends", async () => {
    // testdata/direct-pay-gbk.txt: a query as PHP's urlencode() makes it from GBK text, signed with the key of mapi-all.
    const query = readFileSync(new URL("./testdata/direct-pay-gbk.txt", import.meta.url), "latin1").trim();
    expect((await call(query)).status).toBe(303);
  });

  it("shows its errors on a GBK page with the code, says that it is a simulation, and explains", async () => {
    const answer = await call(signedQuery({ key: "0".repeat(32), fields: direct() }));
    expect(answer.type).toBe("text/html; charset=GBK");
    expect(answer.status).toBe(200);
    expect(answer.code).toBe("ILLEGAL_SIGN");
    expect(answer.text).toContain("模拟环境");
    expect(answer.text).toContain("out_trade_no=");
    expect(answer.text).not.toContain(all.md5Key);
  });

  it("escapes what the caller wrote", async () => {
    const answer = await call(
      signedQuery({ key: "0".repeat(32), fields: direct({ subject: "<script>alert(1)</script>" }) }),
    );
    expect(answer.text).not.toContain("<script>");
    expect(answer.text).toContain("&lt;script&gt;");
  });

  it.each<[string, () => string, string]>([
    ["no partner", () => signedQuery({ key: all.md5Key, fields: direct({ partner: "" }) }), "ILLEGAL_PARTNER"],
    [
      "an unknown PID",
      () => signedQuery({ key: all.md5Key, fields: direct({ partner: "2088999999999999" }) }),
      "ILLEGAL_PARTNER",
    ],
    [
      "an inactive PID",
      () => signedQuery({ key: all.md5Key, fields: direct({ partner: "2088101000000090" }) }),
      "ILLEGAL_PARTNER",
    ],
    [
      "a PID with a blank",
      () => signedQuery({ key: all.md5Key, fields: direct({ partner: `${all.partner} ` }) }),
      "ILLEGAL_PARTNER",
    ],
    ["the key of another PID", () => signedQuery({ key: physical.md5Key, fields: direct() }), "ILLEGAL_SIGN"],
    [
      "a signature in capitals",
      () => signedQuery({ key: all.md5Key, fields: direct(), sign: "A".repeat(32) }),
      "ILLEGAL_SIGN",
    ],
    ["no signature", () => signedQuery({ key: all.md5Key, fields: direct(), sign: "" }), "ILLEGAL_SIGN"],
    [
      "an unknown sign_type",
      () => signedQuery({ key: all.md5Key, fields: direct({ sign_type: "md5" }) }),
      "ILLEGAL_SIGN_TYPE",
    ],
    ["DSA", () => signedQuery({ key: all.md5Key, fields: direct({ sign_type: "DSA" }) }), "ILLEGAL_SECURITY_PROFILE"],
    [
      "RSA without an uploaded key",
      () => signedQuery({ key: physical.md5Key, fields: direct({ sign_type: "RSA" }, physical) }),
      "HAS_NO_PUBLICKEY",
    ],
    [
      "an unknown charset",
      () => signedQuery({ key: all.md5Key, fields: direct({ _input_charset: "big5" }) }),
      "ILLEGAL_CHARSET",
    ],
    ["no service", () => signedQuery({ key: all.md5Key, fields: direct({ service: "" }) }), "ILLEGAL_SERVICE"],
    [
      "an unknown service",
      () => signedQuery({ key: all.md5Key, fields: direct({ service: "create_direct_pay" }) }),
      "ILLEGAL_SERVICE",
    ],
    ["a lapsed contract", () => signedQuery({ key: lapsed.md5Key, fields: direct({}, lapsed) }), "HAS_NO_PRIVILEGE"],
    [
      "a service outside the contract",
      () => signedQuery({ key: physical.md5Key, fields: { ...escrow(), partner: physical.partner } }),
      "HAS_NO_PRIVILEGE",
    ],
    [
      "virtual goods under a physical contract",
      () => signedQuery({ key: physical.md5Key, fields: direct({ goods_type: "0" }, physical) }),
      "ILLEGAL_PARTNER",
    ],
    ["no subject", () => signedQuery({ key: all.md5Key, fields: direct({ subject: "" }) }), "SUBJECT_MUST_NOT_BE_NULL"],
    [
      "no order number",
      () => signedQuery({ key: all.md5Key, fields: direct({ out_trade_no: "" }) }),
      "ILLEGAL_ARGUMENT",
    ],
    [
      "an amount of zero",
      () => signedQuery({ key: all.md5Key, fields: direct({ total_fee: "0.00" }) }),
      "TOTAL_FEE_LESSEQUAL_ZERO",
    ],
    [
      "an amount above the limit",
      () => signedQuery({ key: all.md5Key, fields: direct({ total_fee: "100000000.01" }) }),
      "TOTAL_FEE_OUT_OF_RANGE",
    ],
    [
      "three decimals",
      () => signedQuery({ key: all.md5Key, fields: direct({ total_fee: "0.001" }) }),
      "ILLEGAL_MONEY_FORMAT",
    ],
    [
      "price and total together",
      () => signedQuery({ key: all.md5Key, fields: direct({ price: "0.01", quantity: "1" }) }),
      "ILLEGAL_FEE_PARAM",
    ],
    [
      "a payment type of its own",
      () => signedQuery({ key: all.md5Key, fields: direct({ payment_type: "99" }) }),
      "ILLEGAL_PAYMENT_TYPE",
    ],
    [
      "a price of zero in escrow",
      () => signedQuery({ key: all.md5Key, fields: escrow({ price: "0.00" }) }),
      "ILLEGAL_ARGUMENT",
    ],
    [
      "wrong logistics",
      () => signedQuery({ key: all.md5Key, fields: escrow({ logistics_type: "BIKE" }) }),
      "ILLEGAL_LOGISTICS_FORMAT",
    ],
    [
      "a relative notify_url",
      () => signedQuery({ key: all.md5Key, fields: direct({ notify_url: "/notify.php" }) }),
      "ILLEGAL_ARGUMENT",
    ],
    [
      "a former e-mail",
      () => signedQuery({ key: all.md5Key, fields: direct({ seller_email: all.formerEmails[0] ?? "" }) }),
      "SELLER_NOT_EXIST",
    ],
    [
      "an unknown seller",
      () => signedQuery({ key: all.md5Key, fields: direct({ seller_email: "nobody@nowhere.test" }) }),
      "SELLER_NOT_EXIST",
    ],
    [
      "somebody else's account",
      () => signedQuery({ key: all.md5Key, fields: direct({ seller_email: physical.sellerEmail }) }),
      "SELLER_NOT_IN_SPECIFIED_SELLERS",
    ],
    [
      "the seller as buyer",
      () => signedQuery({ key: all.md5Key, fields: direct({ buyer_email: all.sellerEmail }) }),
      "BUYER_SELLER_EQUAL",
    ],
    [
      "an unknown buyer",
      () => signedQuery({ key: all.md5Key, fields: direct({ buyer_email: "nobody@nowhere.test" }) }),
      "BUYER_NOT_EXIST",
    ],
    [
      "no anti-phishing key",
      () =>
        signedQuery({
          key: all.md5Key,
          fields: direct({ partner: "2088101000000108", seller_email: "", seller_id: "2088101000000108" }),
        }),
      "ILLEGAL_ANTI_PHISHING_KEY",
    ],
    [
      "a time-out which was not contracted",
      () => signedQuery({ key: physical.md5Key, fields: direct({ it_b_pay: "1h" }, physical) }),
      "SELF_TIMEOUT_NOT_SUPPORT",
    ],
    [
      "a time-out with decimals",
      () => signedQuery({ key: all.md5Key, fields: direct({ it_b_pay: "1.5h" }) }),
      "ILLEGAL_OUTTIME_ARGUMENT",
    ],
  ])("%s: %#", async (_name, query, code) => {
    const answer = await call(query());
    expect(answer.code).toBe(code);
    expect(answer.type).toBe("text/html; charset=GBK");
  });

  it("drops empty values from its own text: an empty field which the client signed is ILLEGAL_SIGN", async () => {
    const fields = direct({ seller_email: "", seller_id: all.partner });
    const honest = await call(signedQuery({ key: all.md5Key, fields }));
    expect(honest.status).toBe(303);
  });

  it("reads a POST whose address has no charset as GBK: UTF-8 text which is no GBK becomes ILLEGAL_SIGN", async () => {
    const response = await fetch(simulator.mapiEndpoint, {
      method: "POST",
      body: signedQuery({ key: all.md5Key, fields: direct({ subject: "测试商" }) }),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(codeIn(iconv.decode(Buffer.from(await response.arrayBuffer()), "gbk"))).toBe("ILLEGAL_SIGN");
  });

  it("refuses a total_fee of an escrow order which its parts do not make", async () => {
    const code = async (total_fee: string): Promise<string | null> =>
      (await call(signedQuery({ key: all.md5Key, fields: escrow({ total_fee }) }))).code;
    expect(await code("20.01")).toBe("ILLEGAL_FEE_PARAM");
    expect(await code("20.00")).toBe(null);
  });

  it("refuses the same number with other content, and a number which was paid", async () => {
    const fields = direct({ total_fee: "5.00" });
    const cashier = await openCashier(`${simulator.mapiEndpoint}?${signedQuery({ key: all.md5Key, fields })}`);
    const again = await call(signedQuery({ key: all.md5Key, fields }));
    expect(again.status).toBe(303);
    const changed = async (changes: Record<string, string>, of = fields): Promise<string | null> =>
      (await call(signedQuery({ key: all.md5Key, fields: { ...of, ...changes } }))).code;
    expect(await changed({ total_fee: "5.01" })).toBe("TRADE_TOTALFEE_NOT_MATCH");
    expect(await changed({ subject: "另一个" })).toBe("TRADE_DATA_NOT_MATCH");
    expect(await changed({ body: "x" })).toBe("TRADE_DATA_NOT_MATCH");
    const inEscrow = escrow();
    await call(signedQuery({ key: all.md5Key, fields: inEscrow }));
    for (const change of [{ price: "5.01" }, { subject: "另一个" }, { body: "x" }]) {
      expect(await changed(change, inEscrow)).toBe("TRADE_DATA_MATCH_ERROR");
    }
    await payAt(cashier);
    expect((await call(signedQuery({ key: all.md5Key, fields }))).code).toBe("TRADE_NOT_ALLOWED_PAY");
  });
});

describe("a server service of the old gateway", () => {
  it("answers XML with is_success F and the code, in the charset of the request", async () => {
    const fields = { service: "single_trade_query", partner: all.partner, out_trade_no: "nothing" };
    const utf8 = await call(signedQuery({ key: all.md5Key, fields }));
    expect(utf8.type).toBe("text/xml;charset=utf-8");
    expect(utf8.text).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<alipay><is_success>F</is_success><error>TRADE_NOT_EXIST</error></alipay>',
    );
    const gbk = await call(signedQuery({ key: all.md5Key, fields, charset: "gbk" }));
    expect(gbk.type).toBe("text/xml;charset=GBK");
    expect((await call(signedQuery({ key: "0".repeat(32), fields }))).code).toBe("ILLEGAL_SIGN");
  });

  it("hands out anti-phishing stamps which are good for half a minute", async () => {
    const text = (await call(`service=query_timestamp&partner=${all.partner}`)).text;
    const stamp = /<encrypt_key>(.+?)<\/encrypt_key>/.exec(text)?.[1] ?? "";
    const fields = direct({
      partner: "2088101000000108",
      seller_email: "",
      seller_id: "2088101000000108",
      anti_phishing_key: stamp,
    });
    expect((await call(signedQuery({ key: all.md5Key, fields }))).code).toBe("ILLEGAL_EXTER_INVOKE_IP");
    fields["exter_invoke_ip"] = "203.0.113.9";
    expect((await call(signedQuery({ key: all.md5Key, fields }))).status).toBe(303);
    await simulator.clock.advance(31_000);
    expect((await call(signedQuery({ key: all.md5Key, fields }))).code).toBe("ANTI_PHISHING_KEY_TIMEOUT");
  });

  it("closes an unpaid trade once", async () => {
    const fields = direct();
    await call(signedQuery({ key: all.md5Key, fields }));
    const close = { service: "close_trade", partner: all.partner, out_order_no: fields["out_trade_no"] ?? "" };
    expect((await call(signedQuery({ key: all.md5Key, fields: close }))).text).toContain("<is_success>T</is_success>");
    expect((await call(signedQuery({ key: all.md5Key, fields: close }))).code).toBe("TRADE_STATUS_NOT_AVAILD");
  });
});
