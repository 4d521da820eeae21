// One real failure of each number, as the API description shows it.
import { DedepayError, type DedepayErrorOptions, type UnifiedCode } from "@dedepay/errors";
import { type Problem, problemOf } from "../problem.ts";

const inChinese = (zh: string): DedepayErrorOptions["detail"] => ({ zh, en: zh });
const nextQuery = { payment_id: "pay_2n7v1x", next_query_at: "2026-01-01T04:00:15.000Z" };

const samples: Readonly<Record<UnifiedCode, DedepayErrorOptions>> = {
  1001: { detail: inChinese("支付网关的数据库暂时不可用，本次请求没有得到确认，可以原样重试，不会重复入账。") },
  1002: {
    param: "goods",
    detail: inChinese('goods的值 "food" 不符合规则“one of: physical | virtual”。'),
    extra: { violations: [{ field: "goods", rule: "one of: physical | virtual", value: '"food"' }] },
  },
  1003: { money: "none", detail: inChinese("请求的签名验证不通过。") },
  1004: {
    param: "Dedepay-Key",
    detail: inChinese("没有 API 密钥“key_nobody”。"),
    extra: { reason: "unknown_key" },
  },
  1005: {
    param: "Dedepay-Timestamp",
    detail: inChinese(
      "请求时间 2026-01-01T03:53:20.000Z 比网关时间 2026-01-01T04:00:00.000Z 慢 400 秒，允许相差 300 秒。",
    ),
    extra: {
      request_time: "2026-01-01T03:53:20.000Z",
      gateway_time: "2026-01-01T04:00:00.000Z",
      difference_s: -400,
      window_s: 300,
    },
  },
  1006: {
    param: "product",
    detail: inChinese("该支付宝账户的接口不提供产品 escrow，可用：page、wap、qr"),
    extra: { allowed: ["page", "wap", "qr"] },
  },
  1007: {
    status: 400,
    detail: inChinese('请求体不是合法的 JSON：第 1 行第 38 列出现了 "}"。'),
    extra: { position: 37, line: 1, column: 38, found: "}" },
  },
  1008: {
    detail: inChinese("这个 API 密钥每分钟最多 1200 次请求，请 12 秒后再试。"),
    retryAfterMs: 12_000,
    extra: { limit: 1200, window_s: 60, scope: "key" },
  },
  1009: { detail: inChinese("未找到支付单：pay_nothing") },
  1010: {
    detail: inChinese("这笔支付已收到款项（状态 paid），不能关闭或更换；需要时请退款"),
    retry: "never",
    extra: { state: "paid" },
  },
  1011: {
    param: "amount_fen",
    detail: inChinese("退款金额须在 1 到 1999 分之间（可退余额），收到 2000 分"),
    extra: { allowed: { min_fen: 1, max_fen: 1999 }, amount_fen: 2000 },
  },
  1012: {
    param: "order_no",
    detail: inChinese("缺少必填字段：order_no、subject。"),
    extra: { missing: ["order_no", "subject"] },
  },
  1013: {
    param: "order_no",
    detail: inChinese("订单号 S-1 已用于另一内容的支付单，不同的字段：amount_fen"),
    extra: {
      existing_id: "pay_2n7v1x",
      differing_fields: [{ field: "amount_fen", known: 1999, given: 2000 }],
    },
    diagnosis: { cause: "order-content-changed", proof: "amount_fen: 1999 ≠ 2000" },
  },
  1014: { detail: inChinese("支付宝没有在限定时间内应答，结果未知，正在查询"), money: "unknown", extra: nextQuery },
  1015: { detail: inChinese("连接支付宝网关失败"), money: "unknown", extra: nextQuery },
  1016: {
    detail: inChinese("支付宝返回 aop.unknow-error：系统繁忙"),
    money: "unknown",
    alipay: { code: "20000", subCode: "aop.unknow-error" },
    extra: nextQuery,
  },
};

/** In Chinese, as a reader without a wish gets it. */
export function problemExample(code: UnifiedCode, status: number): Problem {
  const error = new DedepayError(code, { ...samples[code], status });
  return problemOf(error, { requestId: "req_7d2m9q", language: "zh", publicUrl: "https://pay.example.cn" });
}
