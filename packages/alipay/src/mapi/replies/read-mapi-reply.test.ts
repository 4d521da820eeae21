import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AlipayError } from "../../alipay-error.ts";
import type { Charset } from "../../charset.ts";
import { readTradeFacts } from "../../notification/read-trade-facts.ts";
import { createMapiAccount, type MapiAccount } from "../mapi-account.ts";
import type { MapiServerServiceName } from "../mapi-services.ts";
import { readErrorPage } from "./error-page.ts";
import { readMapiReply } from "./read-mapi-reply.ts";

const md5Key = "0123456789abcdefghijklmnopqrstuv";

function account(charset: Charset = "utf-8"): MapiAccount {
  return createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key, charset });
}

function bytes(name: string): Buffer {
  return readFileSync(new URL(`../../../testdata/mapi/${name}`, import.meta.url));
}

function errorOf(service: MapiServerServiceName, body: Uint8Array | string): AlipayError {
  try {
    readMapiReply(account(), service, { status: 200, body: Buffer.from(body) });
  } catch (error) {
    if (error instanceof AlipayError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function xml(inside: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><alipay>${inside}</alipay>`;
}

describe("single_trade_query", () => {
  test.each<Charset>(["utf-8", "gbk"])("a signed reply in %s gives the trade and its facts", (charset) => {
    const body = bytes(`single-trade-query.${charset}.xml`);
    const reply = readMapiReply(account(charset), "single_trade_query", { status: 200, body });
    expect(reply.trade["subject"]).toBe("测试商品 <茶> & 杯");
    expect(Object.hasOwn(reply.trade, "refund_status")).toBe(false);
    expect(readTradeFacts(account(charset), reply)).toEqual({
      protocol: "mapi",
      outTradeNo: "T20240101001",
      tradeNo: "2024010122001400000000000001",
      tradeStatus: "TRADE_SUCCESS",
      totalFen: 1n,
      isTotalAdjusted: false,
      refundedFen: 0n,
      sellerId: "2088000000000001",
      sellerEmail: "shop@example.com",
      buyerId: "2088000000000099",
      gmtPaymentMs: Date.UTC(2024, 0, 1, 2, 1, 7),
    });
  });

  test.each<[string, (text: string) => string, string]>([
    ["a changed amount", (text) => text.replace("<total_fee>0.01", "<total_fee>9.01"), "signature_differs"],
    ["an added field", (text) => text.replace("</trade>", "<x>1</x></trade>"), "signature_differs"],
    ["no signature", (text) => text.replace(/<sign>\w+<\/sign>/u, ""), "sign_missing"],
    ["another algorithm", (text) => text.replace("<sign_type>MD5", "<sign_type>RSA3"), "sign_type_differs"],
    ["two signatures", (text) => text.replace("<sign>", "<sign>0</sign><sign>"), "sign_missing"],
  ])("%s is an error of kind signature: nothing is known then", (_name, change, rule) => {
    const error = errorOf("single_trade_query", change(bytes("single-trade-query.utf-8.xml").toString()));
    expect(error).toMatchObject({ kind: "signature", outcomeKnown: false, violations: [{ field: "sign", rule }] });
  });

  test("a field that comes twice, or holds fields of its own, is refused before any signature", () => {
    const text = bytes("single-trade-query.utf-8.xml").toString();
    for (const more of ["<total_fee>9.01</total_fee></trade>", "<x><y/></x></trade>"]) {
      expect(errorOf("single_trade_query", text.replace("</trade>", more)).kind).toBe("malformed_reply");
    }
  });
});

describe("replies that say no", () => {
  test("a refusal keeps Alipay's code; it is business, and known since a query may be repeated", () => {
    expect(errorOf("single_trade_query", bytes("error.gbk.xml"))).toMatchObject({
      kind: "business",
      code: "TRADE_NOT_EXIST",
      outcomeKnown: true,
      httpStatus: 200,
      service: "single_trade_query",
    });
  });

  test("a refused refund is unknown: nobody signed the refusal and it can't be sent again", () => {
    const error = errorOf(
      "refund_fastpay_by_platform_nopwd",
      xml("<is_success>F</is_success><error>BATCH_NUM_ERROR</error>"),
    );
    expect(error).toMatchObject({ kind: "business", outcomeKnown: false });
  });

  test("a gateway's code is kind gateway; SYSTEM_ERROR leaves the outcome open", () => {
    const refused = (code: string): AlipayError =>
      errorOf("close_trade", xml(`<is_success>F</is_success><error>${code}</error>`));
    expect(refused("ILLEGAL_SIGN")).toMatchObject({ kind: "gateway", outcomeKnown: true });
    expect(refused("SYSTEM_ERROR")).toMatchObject({ kind: "gateway", outcomeKnown: false });
  });

  test("the HTML page instead of XML is the error that it shows", () => {
    expect(errorOf("close_trade", bytes("error-page.gb2312.html"))).toMatchObject({
      kind: "gateway",
      code: "ILLEGAL_PARTNER_EXTERFACE",
      msg: "合作伙伴接口不正确",
    });
  });

  test.each([
    ["an empty body", ""],
    ["a proxy's page", "<html><body>502 Bad Gateway</body></html>"],
    ["JSON", '{"code":"10000"}'],
    ["another root", "<x/>"],
    ["no is_success", xml("")],
    ["a code that is none", xml("<is_success>F</is_success><error>a b</error>")],
    ["an answer in words", xml("<is_success>YES</is_success>")],
    ["two answers", xml("<is_success>T</is_success><is_success>F</is_success>")],
  ])("%s is a malformed reply whose outcome is unknown, bytes kept", (_name, body) => {
    const error = errorOf("close_trade", body);
    expect(error).toMatchObject({ kind: "malformed_reply", outcomeKnown: false });
    expect(Buffer.from(error.rawBytes ?? []).toString()).toBe(body);
  });
});

describe("the other replies", () => {
  const read = <Name extends MapiServerServiceName>(service: Name, body: Uint8Array | string) =>
    readMapiReply(account(), service, { status: 200, body: Buffer.from(body) });

  test.each(["true", "false", "invalid", "TRUE\n"])("notify_verify answers %j", (text) => {
    expect(read("notify_verify", text)).toEqual({ answer: text.trim().toLowerCase() });
  });

  test("anything else is no answer of notify_verify", () => {
    expect(errorOf("notify_verify", "not true").kind).toBe("malformed_reply");
    expect(errorOf("notify_verify", `${" ".repeat(100)}true`).kind).toBe("malformed_reply");
    expect(errorOf("notify_verify", bytes("error-page.gb2312.html")).code).toBe("ILLEGAL_PARTNER_EXTERFACE");
  });

  test("query_timestamp gives the anti_phishing_key", () => {
    expect(read("query_timestamp", bytes("query-timestamp.utf-8.xml"))).toEqual({ encryptKey: "KPr8DuZp5xc031OVxw==" });
  });

  test("a refund that is still going on is told from an accepted one", () => {
    expect(read("refund_fastpay_by_platform_nopwd", xml("<is_success>P</is_success>"))).toEqual({
      state: "processing",
    });
    expect(read("refund_fastpay_by_platform_nopwd", xml("<is_success>T</is_success>"))).toEqual({ state: "accepted" });
    expect(errorOf("close_trade", xml("<is_success>P</is_success>")).kind).toBe("malformed_reply");
  });

  test("closing and shipping say done; shipping hands Alipay's fields on", () => {
    expect(read("close_trade", xml("<is_success>T</is_success>"))).toEqual({ closed: true });
    const shipped = xml(
      "<is_success>T</is_success><response><tradeBase><trade_status>WAIT_BUYER_CONFIRM_GOODS</trade_status></tradeBase></response>",
    );
    expect(read("send_goods_confirm_by_platform", shipped)).toEqual({
      trade: { trade_status: "WAIT_BUYER_CONFIRM_GOODS" },
    });
    expect(read("send_goods_confirm_by_platform", xml("<is_success>T</is_success>"))).toEqual({ trade: {} });
  });

  test("a refund query is read as pairs and as XML", () => {
    const details =
      "20240102001^2024010122001400000000000001^0.01^SUCCESS#20240102002^2024010122001400000000000001^1.00^TRADE_HAS_CLOSED$a^b^0.00^SUCCESS";
    const results = [
      { batchNo: "20240102001", tradeNo: "2024010122001400000000000001", amountFen: 1n, code: "SUCCESS" },
      {
        batchNo: "20240102002",
        tradeNo: "2024010122001400000000000001",
        amountFen: 100n,
        code: "TRADE_HAS_CLOSED",
        extra: ["a^b^0.00^SUCCESS"],
      },
    ];
    expect(read("refund_fastpay_query", `is_success=T&result_details=${details}`)).toEqual({ results });
    const document = xml(`<is_success>T</is_success><response><result_details>${details}</result_details></response>`);
    expect(read("refund_fastpay_query", document)).toEqual({ results });
  });

  test("an unknown refund and results that are no results", () => {
    expect(errorOf("refund_fastpay_query", "is_success=F&error_code=REFUND_NOT_EXIST")).toMatchObject({
      kind: "business",
      code: "REFUND_NOT_EXIST",
    });
    for (const details of [
      "",
      "a^b^c^d",
      "20240102001^2024010122001400000000000001^1.001^SUCCESS",
      "20240102001^2024010122001400000000000001^1.00^SUCCESS^x",
      "20240102001^2024010122001400000000000001^1.00",
      "20240102001^T1^1.00^SUCCESS",
    ]) {
      expect(errorOf("refund_fastpay_query", `is_success=T&result_details=${details}`).kind).toBe("malformed_reply");
    }
  });

  test("a page of the account log in GBK gives its entries and says whether more follow", () => {
    const page = read("account.page.query", bytes("account-page.gbk.xml"));
    expect(page.hasNextPage).toBe(true);
    expect(page.entries).toHaveLength(2);
    expect(page.entries[0]).toMatchObject({ memo: "茶叶", income: "1.00", merchant_out_order_no: "T0" });
    expect(Object.hasOwn(page.entries[0] ?? {}, "outcome")).toBe(false);
  });
});

describe("the error page", () => {
  test("code and explanation are found in both protocols' pages, not in a script", () => {
    expect(readErrorPage(bytes("error-page.gb2312.html"))).toEqual({
      code: "ILLEGAL_PARTNER_EXTERFACE",
      description: "合作伙伴接口不正确",
    });
    expect(readErrorPage(bytes("error-page.openapi.gbk.html"))).toEqual({
      code: "invalid-signature",
      description: "验签出错，建议检查签名字符串",
    });
  });

  test("another page is no error page, and a hostile one ends quickly", () => {
    expect(readErrorPage(Buffer.from("<html>hello</html>"))).toBeUndefined();
    expect(readErrorPage(Buffer.from("<script".repeat(100_000)))).toBeUndefined();
    expect(readErrorPage(Buffer.from("<".repeat(1_000_000)))).toBeUndefined();
    expect(readErrorPage(Buffer.from(`错误代码${"\n".repeat(500_000)}`))).toBeUndefined();
    expect(readErrorPage(Buffer.from("错误代码\n ".repeat(50_000)))).toBeUndefined();
    expect(readErrorPage(Buffer.from("<script>x</x".repeat(50_000)))).toBeUndefined();
    expect(readErrorPage(Buffer.from(`<script>${"<".repeat(500_000)}`))).toBeUndefined();
  });
});
