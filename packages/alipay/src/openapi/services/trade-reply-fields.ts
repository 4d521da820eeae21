// What replies about a trade hold. Amounts are yuan text, times are Beijing time.

/** How a payment was funded. */
const fundBill = {
  type: "list",
  item: {
    type: "object",
    fields: {
      fund_channel: { type: "text" },
      amount: { type: "text" },
      real_amount: { type: "text" },
      fund_type: { type: "text" },
      bank_code: { type: "text" },
    },
  },
} as const;

export const tradeReplyFields = {
  trade_no: { type: "text" },
  out_trade_no: { type: "text" },
} as const;

/** Amounts and the buyer of a paid trade. */
export const paidReplyFields = {
  buyer_logon_id: { type: "text" },
  buyer_user_id: { type: "text" },
  buyer_open_id: { type: "text" },
  total_amount: { type: "text" },
  receipt_amount: { type: "text" },
  buyer_pay_amount: { type: "text" },
  point_amount: { type: "text" },
  invoice_amount: { type: "text" },
  store_name: { type: "text" },
  fund_bill_list: fundBill as typeof fundBill,
} as const;
