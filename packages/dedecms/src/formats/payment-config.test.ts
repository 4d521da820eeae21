import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { goodSettings, storedConfig } from "../testing/fake-installation.ts";
import { readPaymentConfig } from "./payment-config.ts";
import { unserialize } from "./unserialize.ts";

describe("the column config of dede_payment", () => {
  it("is read with lengths counted in GBK, from UTF-8 text", () => {
    const stored = readFileSync(new URL("../../testdata/payment-config-gbk-lengths.utf8.txt", import.meta.url), "utf8");
    expect(readPaymentConfig(stored)).toEqual({
      kind: "fields",
      fields: new Map([["alipay_account", "中文@x.cn"]]),
      lengths: "gbk",
    });
  });

  it("is read with lengths in UTF-8 where a person edited it", () => {
    const { code: _code, ...fields } = goodSettings;
    expect(readPaymentConfig(storedConfig(goodSettings, "utf-8"))).toEqual({
      kind: "fields",
      fields: new Map(Object.entries(fields)),
      lengths: "utf-8",
    });
  });

  it.each(["b:0;", "", " b:0; "])("tells a destroyed row %j", (stored) => {
    expect(readPaymentConfig(stored)).toEqual({ kind: "destroyed" });
  });

  it.each([
    "N;",
    's:3:"abc";',
    "a:1:{",
    storedConfig(goodSettings).slice(0, -1),
    storedConfig(goodSettings).replace("14", "13"),
  ])("says that %j can't be read", (stored) => {
    expect(readPaymentConfig(stored)).toEqual({ kind: "unreadable" });
  });
});

describe("unserialize", () => {
  it.each([
    ["i:-5;", -5],
    ["d:0.5;", 0.5],
    ["b:1;", true],
    ["N;", null],
    ['s:5:"a";s:";', 'a";s:'],
    ["a:0:{}", new Map()],
  ])("reads %s", (source, value) => {
    expect(unserialize(source)).toEqual(value);
  });

  it.each([
    's:9:"abc";',
    'O:1:"A":0:{}',
    "R:1;",
    "i:1;i:2;",
    "a:2:{i:0;i:1;}",
    "a:1:{N;i:1;}",
    "a:1:{i:0;".repeat(4000),
  ])("refuses %.20s", (source) => {
    expect(unserialize(source)).toBeUndefined();
  });
});
