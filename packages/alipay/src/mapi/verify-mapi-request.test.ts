import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Charset, encodeText } from "../charset.ts";
import { type BytePair, parseFormPairs } from "../request/form-pairs.ts";
import { encodePairs } from "../request/percent-encoding.ts";
import { createMapiAccount, type MapiAccount } from "./mapi-account.ts";
import { verifyMapiRequest } from "./verify-mapi-request.ts";

const partner = "2088101112223334";
const md5Key = "x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab";
const back = "http://127.0.0.1:8088/plus/carbuyaction.php?dopost=return&code=alipay";
const account = (charset: Charset = "utf-8"): MapiAccount =>
  createMapiAccount({ partner, signType: "MD5", md5Key, charset });

type Fields = Record<string, string>;

/** The fields of an order as DedeCMS V5.7 sends them, for both of its editions. */
function dedecms(charset: Charset, orderNo: string, changes: Fields = {}): Fields {
  return {
    _input_charset: charset,
    agent: "C4335994340215837114",
    logistics_fee: "0",
    logistics_payment: "BUYER_PAY_AFTER_RECEIVE",
    logistics_type: "EXPRESS",
    notify_url: back,
    out_trade_no: orderNo,
    partner,
    payment_type: "1",
    price: "148.21",
    quantity: "1",
    return_url: back,
    seller_email: "shop@example.com",
    service: "create_direct_pay_by_user",
    subject: `支付订单号:${orderNo}`,
    ...changes,
  };
}

function signOf(fields: Fields, charset: Charset, emptyToo = false): string {
  const text = Object.keys(fields)
    .filter((name) => emptyToo || fields[name] !== "")
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join("&");
  return createHash("md5").update(encodeText(text, charset).bytes).update(md5Key).digest("hex");
}

function form(fields: Fields, o: { charset?: Charset; sign?: string } = {}): readonly BytePair[] {
  const { charset = "utf-8", sign = signOf(fields, charset) } = o;
  return pairsOf(encodePairs([...Object.entries(fields), ["sign", sign], ["sign_type", "MD5"]], charset));
}

function pairsOf(text: string): readonly BytePair[] {
  const parsed = parseFormPairs(Buffer.from(text, "latin1"));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.pairs;
}

describe("requests of a shop", () => {
  test.each([
    ["utf-8", "S-P1795372888RN609", "79c48db9ceec7a2ebc110382095630a5"],
    ["gb2312", "S-P1795373629RN593", "7a750bbcfeb2e53778e93824bcbb0fae"],
  ] as const)("what DedeCMS was seen to sign in %s verifies", (charset, orderNo, sign) => {
    const fields = dedecms(charset, orderNo);
    expect(verifyMapiRequest(account(charset), form(fields, { charset, sign }))).toEqual({
      verified: true,
      fields,
      foreign: [],
    });
  });

  test("an empty field is no data where it was not signed, and breaks the signature where it was", () => {
    const fields = dedecms("utf-8", "S-P1RN100", { seller_email: "" });
    const { seller_email: _, ...rest } = fields;
    expect(verifyMapiRequest(account(), form(fields))).toEqual({ verified: true, fields: rest, foreign: [] });
    const wrong = form(fields, { sign: signOf(fields, "utf-8", true) });
    expect(verifyMapiRequest(account(), wrong)).toMatchObject({ verified: false, reason: "signature_differs" });
  });

  test.each<[string, Fields, string]>([
    ["a changed price", { price: "1.21" }, "signature_differs"],
    ["an added field", { discount: "-100.00" }, "signature_differs"],
    ["another algorithm", { sign_type: "RSA" }, "sign_type_differs"],
    ["no signature", { sign: "" }, "sign_missing"],
    [
      "a signature in capitals",
      { sign: signOf(dedecms("utf-8", "S-P1RN100"), "utf-8").toUpperCase() },
      "signature_differs",
    ],
  ])("%s is refused", (_, changes, reason) => {
    const fields = dedecms("utf-8", "S-P1RN100");
    const sent = { ...fields, sign: signOf(fields, "utf-8"), sign_type: "MD5", ...changes };
    const verdict = verifyMapiRequest(account(), pairsOf(encodePairs(Object.entries(sent), "utf-8")));
    expect(verdict).toMatchObject({ verified: false, reason });
  });

  test("a buyer's own text can't become a field by cutting the signed text elsewhere", () => {
    const fields = dedecms("utf-8", "S-P1RN100", { body: "quick please&discount=-148.20" });
    const cut = { ...fields, body: "quick please", discount: "-148.20" };
    expect(signOf(cut, "utf-8")).toBe(signOf(fields, "utf-8"));
    expect(verifyMapiRequest(account(), form(fields))).toMatchObject({ reason: "malformed", field: "body" });
    const other = dedecms("utf-8", "S-P1RN100", { body: "a&b=c, tea & cups" });
    expect(verifyMapiRequest(account(), form(other))).toMatchObject({ verified: true });
  });

  test("nor where bytes which are no text stand before it", () => {
    const pairs = Object.entries(dedecms("gb2312", "S-P1RN100")).map(([name, value]) => ({
      name: Buffer.from(name),
      value: encodeText(value, "gb2312").bytes,
    }));
    pairs.push({ name: Buffer.from("body"), value: Buffer.from("quick\x81&discount=-148.20", "latin1") });
    pairs.sort((a, b) => a.name.compare(b.name));
    const text = pairs.flatMap(({ name, value }) => [Buffer.from("&"), name, Buffer.from("="), value]).slice(1);
    const sign = createHash("md5").update(Buffer.concat(text)).update(md5Key).digest("hex");
    const signed = Object.entries({ sign, sign_type: "MD5" }).map(([name, value]) => ({
      name: Buffer.from(name),
      value: Buffer.from(value),
    }));
    expect(verifyMapiRequest(account("gb2312"), [...pairs, ...signed])).toMatchObject({
      reason: "malformed",
      field: "body",
    });
  });

  test("UTF-8 bytes under a declared gb2312 verify, are read as UTF-8, and named", () => {
    const fields = dedecms("gb2312", "S-P1RN100");
    const text = Object.keys(fields).sort();
    const bytes = Buffer.from(text.map((name) => `${name}=${fields[name]}`).join("&"), "utf8");
    const sign = createHash("md5").update(bytes).update(md5Key).digest("hex");
    const sent = encodePairs([...Object.entries(fields), ["sign", sign], ["sign_type", "MD5"]], "utf-8");
    expect(verifyMapiRequest(account("gb2312"), pairsOf(sent))).toMatchObject({
      verified: true,
      fields: { subject: "支付订单号:S-P1RN100" },
      foreign: ["subject"],
    });
  });

  test("whatever arrives, the verdict is a value, and verified only with the signature", () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.constantFrom("sign", "sign_type", "MD5", "&total_fee=").map(Buffer.from),
    );
    const pair = fc.record({ name: bytes, value: bytes }).map(({ name, value }) => ({
      name: Buffer.from(name),
      value: Buffer.from(value),
    }));
    fc.assert(fc.property(fc.array(pair), (pairs) => !verifyMapiRequest(account(), pairs).verified));
  });
});
