import { expect, test } from "vitest";
import { decodeFacts, encodeFacts, newPayment } from "../index.ts";

const fresh = encodeFacts(newPayment({ kind: "direct", goods: "physical", amountFen: 1n }).facts);
const trade = `{"attemptId":"a1","role":"payment","amountFen":"5","reached":"settled","closed":false,"refundReported":false,"refundedFen":"0"}`;
const withTrade = (text: string): string => fresh.replace(`"trades":[]`, `"trades":[${text}]`);

test("a trade is read back with its amounts as bigint", () => {
  expect(decodeFacts(withTrade(trade)).trades[0]).toMatchObject({ attemptId: "a1", amountFen: 5n, reached: "settled" });
});

test.each([
  ["null", "null"],
  ["trades that are no list", fresh.replace("[]", "{}")],
  ["a flag that is no boolean", fresh.replace('"over":false', '"over":0')],
  ["a trade that is no object", withTrade("7")],
  ["an amount with a fraction", withTrade(trade.replace('"5"', '"5.0"'))],
  ["an amount below zero", withTrade(trade.replace('"5"', '"-5"'))],
  ["an amount as a number", withTrade(trade.replace('"5"', "5"))],
  ["a role that nobody knows", withTrade(trade.replace('"role":"payment"', '"role":"owner"'))],
  ["a way that nobody knows", withTrade(trade.replace("settled", "toString"))],
])("%s is refused, not guessed at", (_, text) => {
  expect(() => decodeFacts(text)).toThrow(TypeError);
});

test("text that is no JSON is refused", () => {
  expect(() => decodeFacts("{")).toThrow(SyntaxError);
});
