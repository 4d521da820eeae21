import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AlipayError } from "../../alipay-error.ts";
import type { Charset } from "../../charset.ts";
import { verifyNotification } from "../../notification/verify-notification.ts";
import { createMapiAccount } from "../mapi-account.ts";
import { formatRefundDetail } from "../refund-detail.ts";
import { readMapiNotification } from "./read-mapi-notification.ts";

const md5Key = "0123456789abcdefghijklmnopqrstuv";

function verifiedFields(name: string, charset: Charset = "utf-8"): Record<string, string> {
  const account = createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key, charset });
  const body = readFileSync(new URL(`../../../testdata/mapi/${name}`, import.meta.url));
  const verdict = verifyNotification(account, body);
  if (!verdict.verified) throw new Error(verdict.reason);
  return verdict.fields;
}

function fieldAtFault(fields: Record<string, string>): string | undefined {
  try {
    readMapiNotification(fields);
  } catch (error) {
    if (error instanceof AlipayError)
      return `${error.kind} ${error.violations?.[0]?.field} ${error.violations?.[0]?.rule}`;
    throw error;
  }
  return undefined;
}

describe("notifications signed outside this package", () => {
  test.each<Charset>(["utf-8", "gbk"])("a trade's notification in %s verifies and is read", (charset) => {
    const fields = verifiedFields(`notification-trade.${charset}.bin`, charset);
    expect(fields["body"]).toBe("好茶，多喝 100% & more");
    expect(readMapiNotification(fields)).toMatchObject({
      kind: "trade",
      facts: {
        outTradeNo: "T20240101001",
        totalFen: 1n,
        tradeStatus: "TRADE_SUCCESS",
        notifyId: "d0d5a0bb6e1e2b0dd4f7e8c5a1b2c3d497g",
        notifyTimeMs: Date.UTC(2024, 0, 1, 2, 1, 10),
      },
    });
  });

  test("a refund batch gives each trade's result", () => {
    expect(readMapiNotification(verifiedFields("notification-refund.utf-8.bin"))).toMatchObject({
      kind: "refund",
      refund: {
        batchNo: "20240102001",
        successCount: 1,
        results: [
          { tradeNo: "2024010122001400000000000001", amountFen: 1n, code: "SUCCESS" },
          { tradeNo: "2024010122001400000000000002", amountFen: 100n, code: "TRADE_HAS_CLOSED" },
        ],
      },
    });
  });

  test("an error's notification names the code and the order, and not the buyer", () => {
    const notice = readMapiNotification(verifiedFields("notification-error.utf-8.bin"));
    expect(notice).toMatchObject({
      kind: "error",
      error: { errorCode: "ILLEGAL_ARGUMENT", outTradeNo: "T20240101001" },
    });
    expect(JSON.stringify(notice)).not.toContain("2088000000000099");
  });
});

describe("verified fields that say nothing sensible", () => {
  const fields = verifiedFields("notification-trade.utf-8.bin");

  test.each<[string, Record<string, string>, string]>([
    ["no amount", { total_fee: "" }, "total_fee required"],
    ["an amount in words", { total_fee: "free" }, "total_fee not_a_decimal_number"],
    ["an amount of zero", { total_fee: "0.00" }, "total_fee zero"],
    ["no order number", { out_trade_no: "" }, "out_trade_no required"],
    ["no status", { trade_status: "" }, "trade_status required"],
    ["a time that never was", { gmt_payment: "2024-02-30 10:00:00" }, "gmt_payment beijing_time"],
    ["an unknown kind", { notify_type: "batch_trans_notify" }, "notify_type unknown_kind"],
  ])("%s is an AlipayError which names the field and shows no value", (_name, change, fault) => {
    expect(fieldAtFault({ ...fields, ...change })).toBe(`malformed_reply ${fault}`);
  });
});

describe("the details of a refund batch", () => {
  test("items become the text which Alipay splits again", () => {
    const items = [
      { tradeNo: "2024010122001400000000000001", amountFen: 1n, reason: "协商退款" },
      { tradeNo: "2024010122001400000000000002", amountFen: 12345n, reason: "too late" },
    ];
    expect(formatRefundDetail(items)).toEqual({
      batch_num: "2",
      detail_data: "2024010122001400000000000001^0.01^协商退款#2024010122001400000000000002^123.45^too late",
    });
  });

  test("a reason with a separator, a number of the merchant's and an amount of nothing are each named", () => {
    const run = (): unknown => formatRefundDetail([{ tradeNo: "T1", amountFen: 0n, reason: "a#b" }]);
    expect(run).toThrowError(
      expect.objectContaining({
        violations: [
          expect.objectContaining({ field: "items[0].tradeNo" }),
          expect.objectContaining({ field: "items[0].amountFen" }),
          expect.objectContaining({ field: "items[0].reason" }),
        ],
      }),
    );
  });
});
