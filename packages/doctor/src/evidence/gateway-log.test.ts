import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";

const line = (fields: object): string => JSON.stringify({ level: 30, time: 1704067205000, ...fields });
const request = (status: number): string =>
  line({
    request_id: "req_1",
    method: "POST",
    route: "/notify/:account",
    status,
    remote: "110.75.1.1",
    msg: "request",
  });
const incident = line({ group: "g1", causes: "value-html-escaped slashes-added", msg: "incident diagnosed" });

describe("the gateway's own log", () => {
  it("gives what its incidents were diagnosed to be, the first cause of each", () => {
    const { findings } = diagnose([request(200), incident, incident].join("\n"));
    expect(findings.map(({ cause, confidence }) => ({ cause, confidence }))).toEqual([
      { cause: "value-html-escaped", confidence: "likely" },
    ]);
    expect(findings[0]?.proof?.text.en).toContain("2 times, last at 2024-01-01T00:00:05.000Z");
  });

  it("is read as an access log: a refusal in front of it is one", () => {
    const { findings } = diagnose([request(403), request(403)].join("\n"));
    expect(findings[0]).toMatchObject({ cause: "notify-blocked-by-firewall-or-cdn", confidence: "likely" });
  });

  it("says nothing where every notification was answered", () => {
    expect(diagnose([request(200), request(200)].join("\n")).findings).toEqual([]);
  });
});

describe("DedeCMS' payment log", () => {
  it("is explained where it says verify_failed, which is no failed signature", () => {
    const { findings, inOrder } = diagnose("verify_failed,执行日期:20240610101007\r\n".repeat(3));
    expect(findings).toEqual([]);
    expect(inOrder.map(({ zh }) => zh).join()).toContain("3 行 verify_failed 不是验签失败");
  });
});
