// Business parameters which every service that creates a trade shares. Limits: Alipay's field tables of the trade services.

/** Fields of a new trade without the contract's own ones. */
export const orderFields = {
  // Letters, digits and "_" only; unique for the merchant (PID), not for the application.
  out_trade_no: { type: "text", required: true, maxLength: 64, pattern: "[A-Za-z0-9_]+" },
  total_amount: { type: "amount", required: true, minFen: 1n, maxFen: 10_000_000_000n },
  subject: { type: "text", required: true, maxLength: 256, forbidden: "/=&" },
  body: { type: "text", maxLength: 128 },
  time_expire: { type: "time" },
  timeout_express: { type: "duration" },
  // Comes back in the notification only; Alipay asks for it URL-encoded.
  passback_params: { type: "text", maxLength: 512 },
  goods_detail: {
    type: "list",
    item: {
      type: "object",
      fields: {
        goods_id: { type: "text", required: true, maxLength: 32 },
        goods_name: { type: "text", required: true, maxLength: 256 },
        quantity: { type: "integer", required: true, min: 1 },
        price: { type: "amount", required: true, minFen: 0n, maxFen: 10_000_000_000n },
        goods_category: { type: "text", maxLength: 24 },
        categories_tree: { type: "text", maxLength: 128 },
        show_url: { type: "text", maxLength: 400 },
      },
    },
  },
  extend_params: {
    type: "object",
    fields: {
      sys_service_provider_id: { type: "text", maxLength: 64 },
      hb_fq_num: { type: "text", maxLength: 5 },
      hb_fq_seller_percent: { type: "choice", values: ["0", "100"] },
      industry_reflux_info: { type: "text", maxLength: 512 },
      card_type: { type: "text", maxLength: 32 },
      royalty_freeze: { type: "text" },
    },
  },
  business_params: { type: "text", maxLength: 512 },
  store_id: { type: "text", maxLength: 32 },
  merchant_order_no: { type: "text", maxLength: 32 },
  enable_pay_channels: { type: "text", maxLength: 128 },
  disable_pay_channels: { type: "text", maxLength: 128 },
} as const;

/** Further fields of the services which open a cashier (page, wap, app). */
export const cashierFields = {
  // Virtual goods can't be paid by instalments (花呗).
  goods_type: { type: "choice", values: ["0", "1"] },
  ext_user_info: {
    type: "object",
    fields: {
      name: { type: "text", maxLength: 16, masked: true },
      mobile: { type: "text", maxLength: 20, masked: true },
      cert_type: { type: "text", maxLength: 32 },
      cert_no: { type: "text", maxLength: 64, masked: true },
      min_age: { type: "text", maxLength: 3 },
      need_check_info: { type: "choice", values: ["T", "F"] },
      identity_hash: { type: "text", maxLength: 128, masked: true },
    },
  },
} as const;

/** Further fields of the face-to-face services (pay, precreate, create). */
export const counterFields = {
  seller_id: { type: "text", maxLength: 28 },
  operator_id: { type: "text", maxLength: 28 },
  terminal_id: { type: "text", maxLength: 32 },
  discountable_amount: { type: "amount", minFen: 0n, maxFen: 10_000_000_000n },
  undiscountable_amount: { type: "amount", minFen: 0n, maxFen: 10_000_000_000n },
} as const;

/** The two names of an existing trade; trade_no wins where both are sent. */
export const tradeNameFields = {
  out_trade_no: { type: "text", maxLength: 64 },
  trade_no: { type: "text", maxLength: 64 },
} as const;
