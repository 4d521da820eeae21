import { expect, it } from "vitest";
import { rowForm } from "./copies.ts";
import { writtenInFile } from "./loaded-file.ts";
import { apartMs, namesIn, type Row } from "./names.ts";

const createdAtMs = Date.UTC(2026, 10, 30);
/** 1795996800000 ms in Crockford's base 32, by another program. */
const time = "1m8mw0n00";
const rest = "0123456789abcdefghjkmnpqrs";
const payment: Row = {
  id: `pay_${time}${rest}`,
  site_id: `site_zzzzzzzzzz${rest}`,
  order_no: "B009000000",
  subject: "测试",
  body: null,
  amount_fen: 8888,
  created_at_ms: createdAtMs,
};
const attempt: Row = { payment_id: payment["id"], out_trade_no: "B009000000_93t4tqt", created_at_ms: createdAtMs + 1 };
const tradeNo = "2026010122001400000009000000";
const notification: Row = {
  message_key: `v:B009000000_93t4tqt:${"ab".repeat(32)}`,
  raw: Buffer.from(`out_trade_no=B009000000_93t4tqt&trade_no=${tradeNo}`),
  trade_no: tradeNo,
};
const outbox: Row = { id: `dlv_${"z".repeat(32)}`, payload_json: JSON.stringify({ id: payment["id"], text: "a\tb" }) };
const names = namesIn([payment, attempt, notification, outbox]);

function copyOf(row: Row, n: number, of = names.map((name) => name.of(n))): Row {
  const { columns, copy } = rowForm("t", row, { names, written: (text) => text });
  const values = copy(n, of);
  return Object.fromEntries(columns.map((column, index) => [column, values[index]]));
}

it("a copy has its own time in its ids and leaves alone what is no name", () => {
  const earlier = copyOf(payment, 3);
  expect(copyOf(payment, 0)["id"]).toMatch(new RegExp(`^pay_${time}[0-9a-z]{26}$`));
  expect(earlier["created_at_ms"]).toBe(createdAtMs - 3 * apartMs);
  // 94,500 ms before, by that program.
  expect(String(earlier["id"]).slice(0, 13)).toBe("pay_1m8mvxrpw");
  expect(earlier["id"]).not.toContain(rest);
  expect(earlier).toMatchObject({ site_id: payment["site_id"], subject: "测试", body: null, amount_fen: 8888 });
  expect(earlier["order_no"]).toMatch(/^A\d{9}$/);
});

it("the rows of one copy name each other, in their texts and bytes, too", () => {
  const of = names.map((name) => name.of(5));
  const [id, orderNo] = [copyOf(payment, 5, of)["id"], copyOf(payment, 5, of)["order_no"]];
  const outTradeNo = String(copyOf(attempt, 5, of)["out_trade_no"]);
  expect(copyOf(attempt, 5, of)["payment_id"]).toBe(id);
  expect(outTradeNo).toMatch(new RegExp(`^${String(orderNo)}_[0-9a-z]{7}$`));
  const copied = copyOf(notification, 5, of);
  expect(copied["raw"]).toBe(`out_trade_no=${outTradeNo}&trade_no=${String(copied["trade_no"])}`);
  expect(copied["message_key"]).toMatch(new RegExp(`^v:${outTradeNo}:(?!abab)[0-9a-f]{64}$`));
  expect(JSON.parse(String(copyOf(outbox, 5, of)["payload_json"]))).toEqual({ id, text: "a\tb" });
});

it("an id that is a hash begins with anything", () => {
  const begins = new Set(Array.from({ length: 20 }, (_, n) => String(copyOf(outbox, n)["id"]).slice(4, 7)));
  expect(begins.size).toBeGreaterThan(10);
});

it("a file's line can hold any text", () => {
  expect([null, "\\N", "a\tb\n", "测试"].map(writtenInFile)).toEqual(["\\N", "\\\\N", "a\\tb\\n", "测试"]);
});
