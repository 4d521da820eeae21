// Orders and deliveries for tests.
import type { Delivery, Order } from "../order.ts";

export function sampleOrder(changes: Partial<Order> = {}): Order {
  return {
    no: "T20260102AAAA",
    goodsId: "tea-book",
    kind: "virtual",
    title: "《茶经》白话电子书",
    amountFen: 990,
    way: "direct",
    createdAt: "2026-01-02T00:00:00.000Z",
    paymentId: "pay_1",
    payUrl: "http://127.0.0.1:1/pay/pay_1",
    problem: null,
    money: "none",
    refundedFen: 0,
    closed: false,
    finished: false,
    shippedAt: null,
    handedOut: null,
    history: [],
    ...changes,
  };
}

export function sampleDelivery(
  type: string,
  changes: Partial<Delivery["payment"]> = {},
  id: string = `del_${type}`,
): Delivery {
  return {
    id,
    type,
    payment: { id: "pay_1", order_no: "T20260102AAAA", amount_fen: 990, refunded_fen: 0, currency: "CNY", ...changes },
  };
}
