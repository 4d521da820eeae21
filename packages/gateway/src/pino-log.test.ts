import { describe, expect, it } from "vitest";
import { createPinoLog } from "./pino-log.ts";

describe("the log", () => {
  it("writes JSON lines with the API's names, exact amounts and nothing below its level", () => {
    const written: string[] = [];
    const log = createPinoLog({ level: "info", destination: { write: (line) => void written.push(line) } });
    log.debug({ requestId: "req_0" }, "unseen");
    log.info({ requestId: "req_1", amountFen: 9_007_199_254_740_993n, absent: undefined }, "paid");
    log.warn({}, "careful");
    log.error({ ok: false }, "broken");
    expect(written.map((line) => JSON.parse(line))).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        request_id: "req_1",
        amount_fen: "9007199254740993",
        msg: "paid",
      },
      { level: 40, time: expect.any(String), msg: "careful" },
      { level: 50, time: expect.any(String), ok: false, msg: "broken" },
    ]);
  });
});
