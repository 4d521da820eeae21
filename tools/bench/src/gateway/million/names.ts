// What is another one in each copy of a payment: its ids and numbers, each in the form that the gateway, the site or Alipay
// gives it. An id that begins with its time has the copy's; a shorter one, a hash of an earlier ledger, begins with anything, in the copy as well.
import { type IdPrefix, newId, systemRandomness } from "@dedepay/gateway";

export type Row = Readonly<Record<string, unknown>>;
/** A text of the copied payment, and what stands in its place in copy `n`, which happened `n` × `apartMs` before it. */
export type Name = { readonly text: string; of(n: number): string };

export const apartMs = 31_500;
const crockford = "0123456789abcdefghjkmnpqrstvwxyz";
const decimal = "0123456789";
/** The site, which stays the same, has a prefix of four letters. */
const idForm = new RegExp(`\\b[a-z]{3}_[${crockford}]{32,}\\b`, "g");
const prefixLength = 4;
const randomness = systemRandomness();

/** Of all rows of one payment. None of them stands inside another: the site's number begins `out_trade_no`, whose rest is a name. */
export function namesIn(rows: readonly Row[]): readonly Name[] {
  const createdAtMs = Math.min(...rows.flatMap(({ created_at_ms: ms }) => (ms === undefined ? [] : [Number(ms)])));
  const ids = rows.flatMap((row) => Object.values(row).flatMap((value) => textOf(value).match(idForm) ?? []));
  const orderNo = only(rows, "order_no");
  const outTradeNo = only(rows, "out_trade_no");
  const tradeNo = only(rows, "trade_no");
  const messageKey = only(rows, "message_key");
  const digest = messageKey.slice(messageKey.lastIndexOf(":") + 1);
  const attempt = outTradeNo.slice(orderNo.length + 1);
  return [
    ...[...new Set(ids)].map((id) => idName(id, createdAtMs)),
    { text: digest, of: () => Buffer.from(randomness.bytes(digest.length / 2)).toString("hex") },
    { text: orderNo, of: orderNoOf },
    { text: `_${attempt}`, of: () => `_${characters(crockford, attempt.length)}` },
    // It begins with a day.
    { text: tradeNo, of: () => tradeNo.slice(0, 8) + characters(decimal, tradeNo.length - 8) },
  ];
}

export function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  return typeof value === "string" ? value : "";
}

function only(rows: readonly Row[], column: string): string {
  const found = new Set(rows.flatMap((row) => (typeof row[column] === "string" ? [row[column]] : [])));
  const [value] = found;
  if (value === undefined || found.size > 1) throw new Error(`the payment to be copied has ${found.size} of ${column}`);
  return value;
}

function idName(id: string, createdAtMs: number): Name {
  const prefix = id.slice(0, prefixLength);
  const randomly = (): string => prefix + characters(crockford, id.length - prefixLength);
  const inTime = (n: number): string =>
    newId(prefix.slice(0, -1) as IdPrefix, { randomness, nowMs: createdAtMs - n * apartMs });
  return { text: id, of: id.length === inTime(0).length ? inTime : randomly };
}

/** Different for all `n`, in no order, and apart from the rounds' own, which begin with B. */
function orderNoOf(n: number): string {
  return `A${String((n * 618_033_989) % 1_000_000_000).padStart(9, "0")}`;
}

/** Random enough: nobody guesses at these. */
function characters(alphabet: string, count: number): string {
  let text = "";
  for (const byte of randomness.bytes(count)) text += alphabet.charAt(byte % alphabet.length);
  return text;
}
