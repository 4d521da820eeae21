import { describe, expect, it } from "vitest";
import { judgeAnswers } from "./judge-answers.ts";

const sent = (...results: string[]): Array<{ kind: "notification"; result: string }> =>
  results.map((result) => ({ kind: "notification", result }));

describe("the judgement of a merchant's answers", () => {
  it.each([
    [{}, sent("ok"), true],
    [{}, sent("ok", "not_acknowledged"), false],
    [{ acknowledgement: "wrong" as const }, sent("not_acknowledged"), true],
    [{ acknowledgement: "wrong" as const }, sent("not_acknowledged", "ok"), false],
    [{ acknowledgement: "either" as const }, sent("not_acknowledged"), true],
    [{}, [], true],
    [{}, [{ kind: "call" as const, result: "ILLEGAL_SIGN" }], true],
  ])("of %j with %j is %s", (scenario, exchanges, ok) => {
    expect(judgeAnswers(scenario, exchanges).ok).toBe(ok);
  });
});
