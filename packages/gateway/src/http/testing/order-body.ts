// A good body for POST /v1/payments.

export function orderBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { order_no: "S-1", amount_fen: 1999, subject: "青瓷茶杯", goods: "physical", ...changes };
}
