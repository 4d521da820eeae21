import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fakeInstallation } from "../testing/fake-installation.ts";
import { readEdition } from "./edition.ts";
import { readPaymentSettings } from "./payment-settings.ts";
import { readPhpAssignments } from "./php-assignments.ts";
import { readDatabaseSettings, readSiteSettings } from "./site-settings.ts";

const vector = (name: string): Uint8Array => readFileSync(new URL(`../../testdata/${name}`, import.meta.url));
const assignments = (source: string): Record<string, unknown> =>
  Object.fromEntries(readPhpAssignments(Buffer.from(source)));
const fileOf = (tree: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array => tree.get(path) ?? Buffer.from("");

describe("plain assignments of a PHP file", () => {
  it.each([
    ["<?php $a = 'x';", { a: "x" }],
    ["<?php $a='it\\'s \\\\ \\n';", { a: "it's \\ \\n" }],
    ['<?php $a = "tab\\tq\\"";', { a: 'tab\tq"' }],
    ["<?php $a = 1; $b = -2.5; $c = TRUE; $d = null;", { a: 1, b: -2.5, c: true, d: null }],
    ["<?php $a = 'old'; $a = 'new' ?>", { a: "new" }],
    ["<?php // $a = 'no';\n# $b = 'no';\n/* $c = 'no'; */ $d = 'yes';", { d: "yes" }],
    ["<?php echo '$a = \"no\";'; $b = 'yes';", { b: "yes" }],
    ["<?php $a == 'x'; f($b => 'y');", {}],
    ["<?php $a = 'x'.phpversion(); $b = getenv('B'); $c = \"$x\";", {}],
    ["<?php $a = 'safe'; $a = system('id');", {}],
    ["<?php $a = 'never closed", {}],
    ["\ufeff<?php\r\n$a\t=\r\n'x'\r\n;", { a: "x" }],
  ])("of %s", (source, expected) => {
    expect(assignments(source)).toEqual(expected);
  });

  it("reads nested arrays in both spellings and counts keys as PHP does", () => {
    const { a } = assignments("<?php $a = array('x', 5 => 'y', 'z', 'k' => ['n' => 1,],);");
    expect(a).toEqual(
      new Map<string, unknown>([
        ["0", "x"],
        ["5", "y"],
        ["6", "z"],
        ["k", new Map([["n", 1]])],
      ]),
    );
  });

  it("refuses an array which is nested without end instead of overflowing", () => {
    expect(assignments(`<?php $a = ${"array(".repeat(5000)}`)).toEqual({});
  });
});

describe("a settings file of data/payment", () => {
  it.each(["gbk", "utf8"])("keeps blanks, takes slashes off and decodes text in %s", (charset) => {
    expect(Object.fromEntries(readPaymentSettings(vector(`payment-settings.${charset}.php.txt`)) ?? [])).toEqual({
      code: "alipay",
      alipay_account: "誠'实@x.cn",
      alipay_key: " k\\ey ",
      alipay_partner: "",
      alipay_pay_method: "2",
    });
  });

  it("is none without an array of settings", () => {
    expect(readPaymentSettings(Buffer.from("<?php\n"))).toBeUndefined();
    expect(readPaymentSettings(Buffer.from("<?php $payment = file('x');"))).toBeUndefined();
  });
});

describe("the settings of a site", () => {
  it.each(["utf-8", "gbk"] as const)("are read from a %s installation", (edition) => {
    const tree = fakeInstallation({ edition, cmsPath: "/cms", memberOpen: "N" });
    expect(readSiteSettings(fileOf(tree, "data/config.cache.inc.php"))).toEqual({
      baseHost: "https://shop.example.com",
      cmsPath: "/cms",
      memberOpen: false,
    });
    expect(readDatabaseSettings(fileOf(tree, "data/common.inc.php"))).toMatchObject({
      host: "localhost:3307",
      password: "it's",
      prefix: "dede_",
      charset: edition === "gbk" ? "gbk" : "utf8",
    });
    expect(readEdition(fileOf(tree, "include/common.inc.php"))).toEqual(
      edition === "gbk"
        ? { version: "V57_GBK_SP2", charsetConstant: "gb2312", charset: "gbk" }
        : { version: "V57_UTF8_SP2", charsetConstant: "utf-8", charset: "utf-8" },
    );
  });
});
