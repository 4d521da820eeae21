import { describe, expect, it } from "vitest";
import { HiddenLine } from "./hidden-line.ts";

describe("a hidden answer", () => {
  it("ends at the line end, with what was typed", () => {
    const line = new HiddenLine();
    expect(line.type("abc")).toBe("more");
    expect(line.type("d\r")).toBe("done");
    expect(line.text).toBe("abcd");
  });

  it("knows the backspace, also where nothing is left", () => {
    const line = new HiddenLine();
    line.type("\u007fxy\u007fz\r");
    expect(line.text).toBe("xz");
  });

  it("is a whole PEM, however it is cut on its way", () => {
    const line = new HiddenLine();
    const pem = "-----BEGIN PRIVATE KEY-----\rMIIE\rAAAA\r-----END PRIVATE KEY-----\r";
    const states = [...pem].map((key) => line.type(key));
    expect(states.indexOf("done")).toBe(pem.length - 1);
    expect(line.text).toBe("-----BEGIN PRIVATE KEY-----\nMIIE\nAAAA\n-----END PRIVATE KEY-----");
  });

  it("stops at Ctrl-C and ends at Ctrl-D", () => {
    expect(new HiddenLine().type("ab\u0003")).toBe("stopped");
    expect(new HiddenLine().type("ab\u0004")).toBe("done");
  });
});
