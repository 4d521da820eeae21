// Judges shops and ledger after processes were killed on them. Reads both databases itself, by statements and words of its
// own, and shares no code with gateway, adapter or PHP: what they believe must not decide whether the buyers have what they
// paid for.
import { createConnection } from "mysql2/promise";

export type CheckedOrder = {
  readonly shop: string;
  readonly kind: "goods" | "card" | "gold" | "rank";
  readonly orderNo: string;
  readonly fen: number;
  readonly member: number;
  /** What Alipay says, asked directly. */
  readonly isPaid: boolean;
};

export type ShopsCheck = {
  /** Of the server, without a database. */
  readonly serverUrl: string;
  readonly ledger: string;
  readonly orders: readonly CheckedOrder[];
};

type Row = Readonly<Record<string, unknown>>;
type Ask = (statement: string) => Promise<Row[]>;

/** Answers every broken promise as a sentence; none: every buyer has what he paid for, once, and the books say so. */
export async function checkShops({ serverUrl, ledger, orders }: ShopsCheck): Promise<string[]> {
  const broken: string[] = [];
  const payments = await onDatabase(serverUrl, ledger, (ask) => readLedger(ask, broken));
  for (const shop of new Set(orders.map((order) => order.shop))) {
    const own = orders.filter((order) => order.shop === shop);
    await onDatabase(serverUrl, shop, (ask) => checkShop(ask, { shop, own, payments, broken }));
  }
  const known = new Set(orders.map(({ shop, orderNo }) => `${shop} ${orderNo}`));
  for (const key of payments.keys()) if (!known.has(key)) broken.push(`the ledger has ${key}, which nobody ordered`);
  return broken;
}

async function onDatabase<T>(serverUrl: string, name: string, use: (ask: Ask) => Promise<T>): Promise<T> {
  const connection = await createConnection(`${serverUrl}/${name}`);
  try {
    return await use(async (statement) => (await connection.query(statement))[0] as Row[]);
  } finally {
    await connection.end();
  }
}

type Booked = { readonly id: string; readonly state: string; readonly fen: number; readonly receipts: number };

/** By site and order number. */
async function readLedger(ask: Ask, broken: string[]): Promise<Map<string, Booked>> {
  const owed = await ask("select payment_id, status, payload_json from outbox where kind = 'webhook'");
  const receipts = await ask("select payment_id, outbox_id from delivery_receipts");
  const booked = new Map<string, Booked>();
  for (const row of await ask("select id, site_id, order_no, state, amount_fen from payments")) {
    const id = String(row["id"]);
    const grants = owed.filter(
      (one) => one["payment_id"] === id && String(one["payload_json"]).includes('"type":"payment.paid"'),
    );
    const state = String(row["state"]);
    if (state === "paid" && grants.length !== 1) broken.push(`payment ${id} is paid and owed ${grants.length} times`);
    if (state !== "paid" && grants.length > 0) broken.push(`payment ${id} is ${state} and owed to its shop`);
    for (const grant of grants)
      if (grant["status"] !== "done")
        broken.push(`payment ${id} is paid and its delivery is ${String(grant["status"])}`);
    booked.set(`${String(row["site_id"])} ${String(row["order_no"])}`, {
      ...{ id, state, fen: Number(row["amount_fen"]) },
      receipts: new Set(receipts.filter((one) => one["payment_id"] === id).map((one) => one["outbox_id"])).size,
    });
  }
  return booked;
}

type Checking = {
  readonly shop: string;
  readonly own: readonly CheckedOrder[];
  readonly payments: ReadonlyMap<string, Booked>;
  readonly broken: string[];
};

async function checkShop(ask: Ask, { shop, own, payments, broken }: Checking): Promise<void> {
  const goods = new Map((await ask("select oid, state from dede_shops_orders")).map((row) => [row["oid"], row]));
  const operations = await ask("select buyid, mid, sta, oldinfo from dede_member_operation");
  const byNumber = new Map(operations.map((row) => [row["buyid"], row]));
  const members = new Map(
    (await ask("select mid, money, scores, exptime, `rank` from dede_member")).map((row) => [Number(row["mid"]), row]),
  );
  const cards = await ask("select cardid, uid, isexp from dede_moneycard_record");
  for (const order of own) {
    const say = (what: string): void => void broken.push(`${shop} ${order.orderNo} (${order.kind}): ${what}`);
    const payment = payments.get(`${shop} ${order.orderNo}`);
    checkBooks(order, payment, say);
    const row = order.kind === "goods" ? goods.get(order.orderNo) : byNumber.get(order.orderNo);
    if (row === undefined) say("the order is gone");
    else if (order.kind === "goods") {
      if (Number(row["state"]) !== (order.isPaid ? 1 : 0)) say(`state ${String(row["state"])}, paid: ${order.isPaid}`);
    } else checkOperation({ order, row, member: members.get(order.member), cards, payment, say });
  }
  for (const card of cards)
    checkCard(card, operations, (what) => broken.push(`${shop} card ${String(card["cardid"])}: ${what}`));
}

function checkBooks({ isPaid, fen }: CheckedOrder, payment: Booked | undefined, say: (what: string) => void): void {
  if (isPaid && payment?.state !== "paid") say(`paid at Alipay, ${payment?.state ?? "absent"} in the ledger`);
  if (!isPaid && payment !== undefined && payment.state !== "unpaid")
    say(`unpaid at Alipay, ${payment.state} in the ledger`);
  if (payment !== undefined && payment.fen !== fen) say(`ordered for ${fen} fen, booked for ${payment.fen}`);
  if (isPaid && payment?.receipts !== 1) say(`${payment?.receipts ?? 0} deliveries have a receipt`);
}

type Operation = {
  readonly order: CheckedOrder;
  readonly row: Row;
  readonly member: Row | undefined;
  readonly cards: readonly Row[];
  readonly payment: Booked | undefined;
  readonly say: (what: string) => void;
};

/** What a member has after one order of each kind, and nothing before it. */
const worth = {
  card: { money: 0, scores: 0, exptime: 0, rank: 10 },
  gold: { money: 100, scores: 0, exptime: 0, rank: 10 },
  rank: { money: 5, scores: 7, exptime: 30, rank: 50 },
  goods: { money: 0, scores: 0, exptime: 0, rank: 10 },
} as const;
const nothing = worth.goods;

function checkOperation(operation: Operation): void {
  const wrong = wrongWith(operation);
  if (wrong !== undefined) operation.say(wrong);
}

function wrongWith({ order, row, member, cards, payment }: Operation): string | undefined {
  const info = String(row["oldinfo"]);
  const isMarked = Number(row["sta"]) === 2;
  const has = { money: 0, scores: 0, exptime: 0, rank: 0 };
  for (const column of ["money", "scores", "exptime", "rank"] as const) has[column] = Number(member?.[column]);
  const same = (other: Readonly<typeof has>): boolean => JSON.stringify(has) === JSON.stringify(other);
  const owned = cards.filter((card) => Number(card["uid"]) === order.member).length;
  const isGiven = order.kind === "card" ? owned === 1 : same(worth[order.kind]);
  const isUntouched = owned === 0 && same(nothing);
  if (!order.isPaid) {
    const isQuiet = !isMarked && info === "" && isUntouched;
    return isQuiet ? undefined : `nobody paid, and it is ${JSON.stringify({ ...row, ...has, owned })}`;
  }
  // The two ways in which a statement over two tables can be cut in half.
  if (isMarked && isUntouched) return "SPLIT: marked as handed out, and the member has nothing of it";
  if (!isMarked && isGiven) return "SPLIT: the member has it, and the order is not marked";
  if (!isMarked) return "paid and not handed out";
  if (!isGiven) return `handed out wrongly: the member has ${JSON.stringify({ ...has, owned })}`;
  return info.endsWith(`[dedepay ${payment?.id.slice(-8) ?? ""}]`) ? undefined : `its text is not ours: ${info}`;
}

function checkCard(card: Row, operations: readonly Row[], say: (what: string) => void): void {
  const number = String(card["cardid"]);
  const naming = operations.filter((row) => new RegExp(`：${number} \\[`).test(String(row["oldinfo"])));
  const isSold = Number(card["isexp"]) === 1;
  if (naming.length > 1) say(`sold to ${naming.length} buyers`);
  if (isSold && naming.length === 0) say("SPLIT: marked as sold, and no order names it");
  if (!isSold && naming.length > 0) say("SPLIT: named by an order, and still in stock");
  if (isSold && naming.some((row) => Number(row["mid"]) !== Number(card["uid"])))
    say("sold to one and named by another");
}
