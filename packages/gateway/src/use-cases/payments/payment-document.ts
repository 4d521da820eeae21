// The payment as sites see it, in API replies and in webhooks alike: snake_case, integers of fen, ISO-8601 times.
// It must not know HTTP or SQL, and holds nothing about the buyer.

export type ProductChoice = "auto" | Product;
export type Product = "direct" | "escrow" | "dual" | "page" | "wap" | "qr";
export type Environment = "production" | "sandbox" | "simulator";
export type Goods = "physical" | "virtual";
export type StateName =
  | "unpaid"
  | "escrow_paid"
  | "escrow_shipped"
  | "paid"
  | "finished"
  | "closed"
  | "refunded"
  | "held";

/** What owner and buyer are told apart everywhere: 未支付, 支付失败, 参数错误; and the two happy ends. */
export type Outcome = "unpaid" | "payment_failed" | "parameter_error" | "paid" | "refunded";

export type LastError = {
  code: number;
  name: string;
  detail: { zh: string; en: string };
  buyer_message: { zh: string; en: string };
  alipay?: { code: string; sub_code?: string; sub_msg?: string };
  at: string;
};

export type AttemptDocument = {
  id: string;
  out_trade_no: string;
  service: string;
  product: Product;
  state: "open" | "paid" | "superseded_live" | "closed_at_alipay";
  trade_no: string | null;
};

/** Something we changed or chose for the site, said plainly ("product chosen", "character replaced"). */
export type Notice = { kind: string; zh: string; en: string; field?: string };

export type PaymentDocument = {
  id: string;
  order_no: string;
  state: StateName;
  outcome: Outcome;
  amount_fen: number;
  currency: "CNY";
  refunded_fen: number;
  subject: string;
  body: string | null;
  goods: Goods;
  product: Product;
  account: string;
  environment: Environment;
  pay_url: string;
  return_url: string | null;
  attempts: AttemptDocument[];
  notices: Notice[];
  metadata: Record<string, string>;
  created_at: string;
  paid_at: string | null;
  expires_at: string | null;
  /** Absent trouble is null. An unknown outcome (1003, 1014, 1015, 1016) means: being queried. */
  last_error: LastError | null;
};
