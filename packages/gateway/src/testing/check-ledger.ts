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
  amountFen: number;
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
  const withMoney = payments.filter((row) => row["state"] === "paid" || row["state"] === "refunded");
  const paid = new Set(withMoney.map((row) => String(row["id"])));
  const refunded = new Set(payments.filter((row) => row["state"] === "refunded").map((row) => String(row["id"])));
  const ids = new Set(payments.map((row) => String(row["id"])));
  return [
    ...(await acknowledgedAreBooked(check, attempts, paid)),
    ...(await paidAreOwedOnce(check, { paid, refunded })),
    ...(await postingsBalance(check, paid)),
    ...(await refundsAreOne(check)),
    ...(await historiesAreWhole(check, ids)),
    ...[...ids].filter((id) => ![...attempts.values()].includes(id)).map((id) => `payment ${id} has no attempt`),
  ];
}

async function acknowledgedAreBooked(
  check: LedgerCheck,
  attempts: ReadonlyMap<string, string>,
  paid: ReadonlySet<string>,
): Promise<string[]> {
  const kept = await check.rows("select out_trade_no, verified, outcome, payment_id from notifications");
  const known = new Set(kept.map((row) => String(row["out_trade_no"])));
  const broken: string[] = [];
  for (const number of check.acknowledged) {
    if (!known.has(number)) broken.push(`the acknowledged notification of ${number} is not in the ledger`);
    if (!paid.has(attempts.get(number) ?? "")) broken.push(`${number} was acknowledged and its payment is not paid`);
  }
  const proven = new Set(kept.filter((row) => Number(row["verified"]) === 1).map((row) => String(row["payment_id"])));
  for (const id of paid) if (!proven.has(id)) broken.push(`payment ${id} is paid without a notification`);
  return broken;
}

type Settled = { paid: ReadonlySet<string>; refunded: ReadonlySet<string> };

async function paidAreOwedOnce(check: LedgerCheck, { paid, refunded }: Settled): Promise<string[]> {
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
  for (const id of paid) {
    const rows = owed.filter((row) => row.paymentId === id);
    if (rows.length !== 1) broken.push(`payment ${id} is owed to its shop ${rows.length} times`);
  }
  for (const row of owed) {
    if (!paid.has(row.paymentId)) broken.push(`delivery ${row.id} is owed for a payment that is not paid`);
    if (!["pending", "leased", "done", "parked", "dead", "skipped"].includes(row.status))
      broken.push(`delivery ${row.id} is ${row.status}`);
    if (row.status === "skipped" && !refunded.has(row.paymentId))
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
  const ofTrade = new Map<string, bigint>();
  for (const { tradeNo, amountFen } of check.refundsAtAlipay.values())
    ofTrade.set(tradeNo, (ofTrade.get(tradeNo) ?? 0n) + amountFen);
  for (const [tradeNo, sum] of ofTrade)
    if (sum > BigInt(check.amountFen)) broken.push(`trade ${tradeNo} gave back ${sum}`);
  return broken;
}

/** Both sides of every movement, per account: the buyers gave what the merchants have, and nothing stays in between. */
async function postingsBalance(check: LedgerCheck, paid: ReadonlySet<string>): Promise<string[]> {
  const postings = await check.rows("select payment_id, from_account, to_account, amount_fen from postings");
  const refunds = await check.rows("select payment_id, amount_fen from refunds where state = 'succeeded'");
  const wentBack = new Map<string, bigint>();
  for (const row of refunds) {
    const id = String(row["payment_id"]);
    wentBack.set(id, (wentBack.get(id) ?? 0n) + BigInt(String(row["amount_fen"])));
  }
  const broken: string[] = [];
  const balances = new Map<string, Map<string, bigint>>();
  for (const row of postings) {
    const id = String(row["payment_id"]);
    const of = balances.get(id) ?? new Map<string, bigint>();
    const amount = BigInt(String(row["amount_fen"]));
    of.set(String(row["from_account"]), (of.get(String(row["from_account"])) ?? 0n) - amount);
    of.set(String(row["to_account"]), (of.get(String(row["to_account"])) ?? 0n) + amount);
    balances.set(id, of);
  }
  for (const [id, of] of balances) {
    if ([...of.values()].reduce((sum, value) => sum + value, 0n) !== 0n)
      broken.push(`postings of ${id} do not balance`);
    if (!paid.has(id)) broken.push(`payment ${id} has postings and is not paid`);
    const expected = BigInt(check.amountFen) - (wentBack.get(id) ?? 0n);
    const held = [...of].filter(([name, value]) => !["buyer", "merchant"].includes(name) && value !== 0n);
    if ((of.get("buyer") ?? 0n) !== -expected || (of.get("merchant") ?? 0n) !== expected || held.length > 0) {
      broken.push(`payment ${id} is booked as ${JSON.stringify([...of].map(([name, v]) => [name, String(v)]))}`);
    }
  }
  for (const id of paid) if (!balances.has(id)) broken.push(`payment ${id} is paid and not booked`);
  return broken;
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
