import fc from "fast-check";
import { expect, test } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import type { Charset } from "../charset.ts";
import { signTestReturn } from "../notification/sign-test-return.ts";
import { verifyReturn } from "../notification/verify-return.ts";
import { createMapiAccount, type MapiAccount } from "./mapi-account.ts";
import { readMapiReply } from "./replies/read-mapi-reply.ts";
import { signTestTradeReply } from "./sign-mapi-trade-reply.ts";

const md5Key = "0123456789abcdefghijklmnopqrstuv";

function account(charset: Charset): MapiAccount {
  return createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key, charset });
}

test.each<Charset>(["utf-8", "gbk", "gb2312"])(
  "a test reply in %s is believed, and not by an account of another key",
  (charset) => {
    const trade = {
      out_trade_no: "T1",
      total_fee: "0.01",
      trade_status: "TRADE_SUCCESS",
      subject: "茶 & <杯>",
      body: "",
    };
    const body = signTestTradeReply({ protocol: "mapi", signType: "MD5", md5Key, charset }, trade);
    const { body: _empty, ...present } = trade;
    expect(readMapiReply(account(charset), "single_trade_query", { status: 200, body }).trade).toEqual(present);
    const other = signTestTradeReply(
      { protocol: "mapi", signType: "MD5", md5Key: md5Key.replace("0", "z"), charset },
      trade,
    );
    expect(() => readMapiReply(account(charset), "single_trade_query", { status: 200, body: other })).toThrow(
      AlipayError,
    );
  },
);

test("whatever text a trade holds comes back unchanged", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  fc.assert(
    fc.property(text, (subject) => {
      const body = signTestTradeReply({ protocol: "mapi", signType: "MD5", md5Key }, { subject });
      expect(readMapiReply(account("utf-8"), "single_trade_query", { status: 200, body }).trade).toEqual({ subject });
    }),
  );
});

test("a test return verifies as a return", () => {
  const fields = { is_success: "T", out_trade_no: "T1", notify_id: "RqPnCoPT3K9%2Fvwbh3I" };
  const query = signTestReturn({ protocol: "mapi", signType: "MD5", md5Key }, fields);
  expect(verifyReturn(account("utf-8"), query)).toEqual({ verified: true, fields, form: "mapi" });
});
