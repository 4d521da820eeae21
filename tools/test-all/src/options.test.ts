import { describe, expect, it } from "vitest";
import { readOptions } from "./options.ts";

describe("the options of the whole-suite run", () => {
  it("run this Node and Node 24 unless told otherwise", () => {
    expect(readOptions([])).toEqual({ nodes: ["this", "24"], soak: false });
    expect(readOptions(["--node24"])).toEqual({ nodes: ["24"], soak: false });
  });

  it("soak on one Node only", () => {
    expect(readOptions(["--soak"])).toEqual({ nodes: ["this"], soak: true });
  });

  it("refuse an unknown flag by name", () => {
    expect(readOptions(["--nod24"])).toEqual({ wrong: expect.stringContaining("--nod24 is unknown") });
  });
});
