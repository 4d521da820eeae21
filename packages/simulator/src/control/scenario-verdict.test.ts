import { describe, expect, it } from "vitest";
import type { NoticeDeserves } from "../world/notice-plan.ts";
import { scenarioVerdict } from "./scenario-verdict.ts";

type Seen = Parameters<typeof scenarioVerdict>[1][number];
const notice = (result: string, deserves: NoticeDeserves = "success"): Seen => ({
  ...{ kind: "notification", service: "notification", result, deserves },
});
const call = (service: string, result = "ok"): Seen => ({ kind: "call", service, result });
const ship = "send_goods_confirm_by_platform";

describe("the verdict on a merchant", () => {
  it.each([
    ["nothing sent", [], true],
    ["an honest one acknowledged", [notice("ok")], true],
    ["an honest duplicate refused", [notice("ok"), notice("not_acknowledged")], false],
    ["a forged one refused", [notice("refused", "refusal")], true],
    ["a forged one believed", [notice("believed", "refusal")], false],
    ["a wrong amount taken without delivering", [notice("ok", "either"), call("single_trade_query")], true],
    ["a wrong amount refused", [notice("refused", "either")], true],
    ["goods sent after a wrong amount", [notice("ok", "either"), call(ship)], false],
    ["sending goods tried and refused", [notice("ok", "either"), call(ship, "TRADE_STATUS_NOT_AVAILD")], true],
    ["goods sent after an honest payment", [notice("ok"), notice("ok", "either"), call(ship)], true],
    ["a call that failed", [call("single_trade_query", "ILLEGAL_SIGN")], true],
  ])("%s", (_name, exchanges, ok) => {
    const verdict = scenarioVerdict({}, exchanges);
    expect(verdict.ok).toBe(ok);
    expect(verdict.zh.length * verdict.en.length).toBeGreaterThan(0);
  });
});
