// What the inspector asks of the CMS's database, as plain values. Reading only; amounts are fen, times epoch seconds.

export type PaymentRow = {
  /** What an order's `paytype` names. */
  readonly id: number;
  readonly code: string;
  readonly enabled: boolean;
  /** Yuan which are added to an order, as typed; nothing forces it to be a number. */
  readonly fee: string;
  /** The column `config`, decoded to text. */
  readonly config: string;
};

export type ServerFacts = {
  readonly version: string;
  /** What a connection speaks that does not say otherwise. */
  readonly characterSet: string;
  /** False where the server is too old to forbid writing to this session; only SELECTs were sent all the same. */
  readonly readOnlyEnforced: boolean;
};

export type TableFacts = {
  /** Without the prefix: `shops_orders`. */
  readonly name: string;
  readonly engine: string;
  readonly characterSet: string;
};

/** The first few of many, and how many there are. */
export type Sample<T> = { readonly total: number; readonly first: readonly T[] };

export type DoubledOrder = { readonly orderNo: string; readonly rows: number; readonly totalsFen: readonly bigint[] };

export type OrderTotal = { readonly orderNo: string; readonly totalFen: bigint; readonly state: number };

export type RewrittenOrder = OrderTotal & { readonly priceFen: bigint; readonly goodsFen: bigint };

export type UnpaidOrder = {
  readonly orderNo: string;
  readonly amountFen: bigint;
  readonly kind: "goods" | "member";
  readonly madeAtS: number;
};

export type OrderFacts = {
  /** One order number in several rows: goods orders and members' operations. */
  readonly doubled: Sample<DoubledOrder>;
  /** Unpaid goods orders of 131072 yuan or more: the column can't hold their fen. */
  readonly floatTotals: Sample<OrderTotal>;
  /** Recent goods orders whose items do not add up to the price, paid or not. */
  readonly rewritten: Sample<RewrittenOrder>;
  /** Goods in the shop whose price of 10000 yuan or more lost its fen in a FLOAT column. */
  readonly roundedPrices: number;
  /** Unpaid orders by Alipay since the moment asked for, newest first, at most 2000. */
  readonly unpaid: readonly UnpaidOrder[];
  /** Whether top-ups, cards or ranks are for sale: virtual goods. */
  readonly sellsVirtual: boolean;
};

export type DatabaseFacts = {
  readonly server: ServerFacts;
  readonly tables: readonly TableFacts[];
  readonly paymentRows: readonly PaymentRow[];
  readonly orders: OrderFacts;
};

export type InstallationDatabase = {
  /** Orders from `sinceS` on count as recent. */
  readonly readFacts: (sinceS: number) => Promise<DatabaseFacts>;
};
