// Judges a database after processes were killed on it. Reads the tables itself, by names of its own, and shares no code
// with the gateway: what the gateway believes about its ledger must not decide whether the ledger is right.

type Row = Record<string, unknown>;

export type LedgerCheck = {
  rows(text: string): Promise<Row[]>;
  /** out_trade_no of every notification that was answered `success`. */
  acknowledged: ReadonlySet<string>;
  /** What reached the shop, repeats included. */
  received: readonly { id: string; type: string; paymentId: string }[];
  /** What Alipay carried out, by the number that it was asked under. */
  refundsAtAlipay: ReadonlyMap<string, { tradeNo: string; amountFen: bigint }>;
  /** What the site was told that it is refunded, by its own number; fen. */
  refundsAsked: ReadonlyMap<string, number>;
  /** What buyers really paid and got back at Alipay, by out_trade_no; refunds by hand are in it. Held: in escrow, not the seller's. */
  moneyAtAlipay: ReadonlyMap<string, { paidFen: bigint; refundedFen: bigint; held: boolean }>;
  /** Nobody asked Alipay in this run: what is paid must have been notified. */
  onlyNotified: boolean;
};

/** Answers every broken promise as a sentence; none: the ledger is right. */
export async function checkLedger(check: LedgerCheck): Promise<string[]> {
  const payments = await check.rows("select id, state, version from payments");
  const attempts = new Map(
    (await check.rows("select out_trade_no, payment_id from attempts")).map((row) => [
      String(row["out_trade_no"]),
      String(row["payment_id"]),
    ]),
  );
  const states = new Map(payments.map((row) => [String(row["id"]), String(row["state"])]));
  const ids = new Set(states.keys());
  return [
    ...(await acknowledgedAreBooked(check, states)),
    ...(await paidAreOwedOnce(check, states)),
    ...(await postingsBalance(check, attempts)),
    ...(await refundsAreOne(check)),
    ...(await historiesAreWhole(check, ids)),
    ...[...ids].filter((id) => ![...attempts.values()].includes(id)).map((id) => `payment ${id} has no attempt`),
  ];
}

const withMoney: readonly string[] = ["paid", "finished", "refunded"];

async function acknowledgedAreBooked(check: LedgerCheck, states: ReadonlyMap<string, string>): Promise<string[]> {
  const kept = await check.rows("select out_trade_no, verified, outcome, payment_id from notifications");
  const known = new Set(kept.map((row) => String(row["out_trade_no"])));
  const broken: string[] = [];
  for (const number of check.acknowledged)
    if (!known.has(number)) broken.push(`the acknowledged notification of ${number} is not in the ledger`);
  const proven = new Set(kept.filter((row) => Number(row["verified"]) === 1).map((row) => String(row["payment_id"])));
  for (const [id, state] of states)
    if (check.onlyNotified && withMoney.includes(state) && !proven.has(id))
      broken.push(`payment ${id} is paid without a notification`);
  return broken;
}

/** Goods are granted once where the money stayed, and at most once where it went back. */
async function paidAreOwedOnce(check: LedgerCheck, states: ReadonlyMap<string, string>): Promise<string[]> {
  const owed = (await check.rows("select id, payment_id, status, payload_json from outbox where kind = 'webhook'"))
    .map((row) => ({
      id: String(row["id"]),
      paymentId: String(row["payment_id"]),
      status: String(row["status"]),
      type: String((JSON.parse(String(row["payload_json"])) as { type: string }).type),
    }))
    .filter((row) => row.type === "payment.paid");
  const broken: string[] = [];
  const arrived = new Set(check.received.map(({ id }) => id));
  for (const [id, state] of states) {
    const count = owed.filter((row) => row.paymentId === id).length;
    if (count > 1 || (count === 0 && (state === "paid" || state === "finished")))
      broken.push(`payment ${id} is ${state} and owed to its shop ${count} times`);
    if (count > 0 && !withMoney.includes(state)) broken.push(`payment ${id} is ${state} and owed to its shop`);
  }
  for (const row of owed) {
    if (!["pending", "leased", "done", "parked", "dead", "skipped"].includes(row.status))
      broken.push(`delivery ${row.id} is ${row.status}`);
    if (row.status === "skipped" && states.get(row.paymentId) !== "refunded")
      broken.push(`delivery ${row.id} is skipped and its payment is not refunded`);
    if (row.status === "done" && !arrived.has(row.id)) broken.push(`delivery ${row.id} is done and never arrived`);
  }
  for (const { id, type, paymentId } of check.received) {
    if (type !== "payment.paid") continue;
    if (!owed.some((row) => row.id === id && row.paymentId === paymentId)) {
      broken.push(`the shop got ${id} for ${paymentId}, which the ledger does not owe`);
    }
  }
  return broken;
}

/** What the ledger says was refunded is what Alipay refunded, each thing once, and no trade gave back more than it took. */
async function refundsAreOne(check: LedgerCheck): Promise<string[]> {
  const rows = await check.rows("select refund_no, request_no, state, amount_fen, payment_id from refunds");
  const broken: string[] = [];
  const byRequest = new Map(rows.map((row) => [String(row["request_no"]), row]));
  for (const [number, { amountFen }] of check.refundsAtAlipay) {
    const row = byRequest.get(number);
    if (row === undefined) broken.push(`Alipay refunded ${number}, which the ledger does not know`);
    else if (row["state"] !== "succeeded") broken.push(`refund ${number} happened and is ${row["state"]}`);
    else if (BigInt(String(row["amount_fen"])) !== amountFen)
      broken.push(`refund ${number} has another amount at Alipay`);
  }
  for (const row of rows) {
    const happened = check.refundsAtAlipay.has(String(row["request_no"]));
    if (row["state"] === "succeeded" && !happened)
      broken.push(`refund ${row["request_no"]} is booked and never happened`);
  }
  for (const [number, amountFen] of check.refundsAsked) {
    const found = rows.filter((row) => row["refund_no"] === number);
    if (found.length !== 1 || Number(found[0]?.["amount_fen"]) !== amountFen)
      broken.push(`the site's refund ${number} is there ${found.length} times`);
  }
  for (const [number, { paidFen, refundedFen }] of check.moneyAtAlipay)
    if (refundedFen > paidFen) broken.push(`trade ${number} gave back ${refundedFen} of ${paidFen}`);
  return broken;
}

/**
 * Both sides of every movement, per payment: what its buyers are out of pocket at Alipay is what the merchant has, besides what is
 * reserved for refunds that are not over.
 */
async function postingsBalance(check: LedgerCheck, attempts: ReadonlyMap<string, string>): Promise<string[]> {
  const postings = await check.rows("select payment_id, from_account, to_account, amount_fen from postings");
  const open = await check.rows(
    "select payment_id, amount_fen from refunds where state not in ('succeeded', 'failed')",
  );
  const reserved = sumOf(open.map((row) => [String(row["payment_id"]), BigInt(String(row["amount_fen"]))]));
  const money = [...check.moneyAtAlipay].map(([number, one]) => ({ id: attempts.get(number) ?? "", ...one }));
  const paid = sumOf(money.map(({ id, paidFen, refundedFen }) => [id, paidFen - refundedFen]));
  const held = sumOf(
    money.filter((one) => one.held).map(({ id, paidFen, refundedFen }) => [id, paidFen - refundedFen]),
  );
  const balances = new Map<string, Map<string, bigint>>();
  for (const row of postings) {
    const id = String(row["payment_id"]);
    const of = balances.get(id) ?? new Map<string, bigint>();
    const amount = BigInt(String(row["amount_fen"]));
    of.set(String(row["from_account"]), (of.get(String(row["from_account"])) ?? 0n) - amount);
    of.set(String(row["to_account"]), (of.get(String(row["to_account"])) ?? 0n) + amount);
    balances.set(id, of);
  }
  const broken: string[] = [];
  for (const id of new Set([...balances.keys(), ...paid.keys()])) {
    const of = balances.get(id) ?? new Map<string, bigint>();
    const at = (name: string): bigint => of.get(name) ?? 0n;
    const is = `is booked as ${JSON.stringify([...of].map(([name, value]) => [name, String(value)]))}`;
    if ([...of.values()].reduce((sum, value) => sum + value, 0n) !== 0n)
      broken.push(`postings of ${id} do not balance`);
    if (at("buyer") !== -(paid.get(id) ?? 0n))
      broken.push(`payment ${id} ${is}; its buyers paid ${paid.get(id) ?? 0n}`);
    if (at("refund_reserved") !== (reserved.get(id) ?? 0n))
      broken.push(`payment ${id} ${is}; reserved should be ${reserved.get(id) ?? 0n}`);
    if (at("alipay_held") !== (held.get(id) ?? 0n))
      broken.push(`payment ${id} ${is}; Alipay should hold ${held.get(id) ?? 0n}`);
  }
  return broken;
}

function sumOf(entries: readonly (readonly [string, bigint])[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [id, fen] of entries) sums.set(id, (sums.get(id) ?? 0n) + fen);
  return sums;
}

async function historiesAreWhole(check: LedgerCheck, payments: ReadonlySet<string>): Promise<string[]> {
  const events = await check.rows("select payment_id, sequence from events order by payment_id, sequence");
  const broken: string[] = [];
  const last = new Map<string, number>();
  for (const row of events) {
    const id = String(row["payment_id"]);
    const sequence = Number(row["sequence"]);
    if (!payments.has(id)) broken.push(`events of ${id}, which is no payment`);
    if (sequence !== (last.get(id) ?? 0) + 1) broken.push(`the history of ${id} has a gap before ${sequence}`);
    last.set(id, sequence);
  }
  for (const id of payments) if (!last.has(id)) broken.push(`payment ${id} has no history`);
  return broken;
}
