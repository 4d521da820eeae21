import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";
import { readEvidence } from "./read-evidence.ts";

const folder = new URL("../../testdata/dumps/", import.meta.url);
const accounts = [
  { protocol: "mapi" as const, partner: "2088000000000001", md5Key: "0123456789abcdefghijklmnopqrstuv" },
];
// A GBK signature over a UTF-8 dump: right only over bytes which the dump no longer has.
const converted = "gbk_sign_json.txt";

describe("a notification as PHP prints it", () => {
  it.each(readdirSync(folder).filter((name) => name !== converted))("%s keeps every byte that was signed", (name) => {
    const { findings, inOrder } = diagnose(readFileSync(new URL(name, folder)), { accounts });
    expect(findings).toEqual([]);
    expect(inOrder).toHaveLength(1);
  });

  it("is only likely to be in the wrong charset where the dump may have converted it", () => {
    const { findings } = diagnose(readFileSync(new URL(converted, folder)), { accounts });
    expect(findings[0]).toMatchObject({ cause: "wrong-charset-bytes", confidence: "likely" });
  });
});

describe("reading evidence", () => {
  const kinds = (input: string | Uint8Array): string[] => readEvidence(input).pieces.map(({ kind }) => kind);

  it("tells several pieces of one file apart", () => {
    const file = [
      "错误代码 ILLEGAL_SIGN",
      "https://mapi.alipay.com/gateway.do?service=single_trade_query&partner=2088000000000001&sign=1",
      '{"alipay_trade_query_response":{"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"},"sign":"x"}',
      "<alipay><is_success>F</is_success><error>ILLEGAL_PARTNER</error></alipay>",
      "<?php $payment=array('code' => 'alipay','alipay_partner' => '1')?>",
    ].join("\n");
    expect(new Set(kinds(file))).toEqual(new Set(["settings", "reply", "xml_reply", "code", "message"]));
  });

  it.each(["error-page.gb2312.html", "error-page.openapi.gbk.html"])(
    "reads the code of Alipay's own page %s",
    (name) => {
      const page = readFileSync(new URL(`../../../alipay/testdata/mapi/${name}`, import.meta.url));
      const [code] = readEvidence(page).pieces.filter((piece) => piece.kind === "code");
      expect(code).toMatchObject({ from: "error_page", code: expect.stringMatching(/^[A-Za-z_-]{5,}$/u) });
    },
  );

  const address = "https://openapi.alipay.com/gateway.do?app_id=1&method=a.b&subject=O'Brien%20x&sign=abc";
  it.each([
    ["on its own", address, "O'Brien x", "abc"],
    ["in double quotes", `open("${address}");`, "O'Brien x", "abc"],
    ["in single quotes", `open('${address.replace("'", "%27")}');`, "O'Brien x", "abc"],
    ["at the end of a quoted sentence", `'opened ${address}', he said`, "O'Brien x", "abc"],
  ])("reads the ' of an address %s", (_where, text, subject, sign) => {
    const [message] = readEvidence(text).pieces.filter((piece) => piece.kind === "message");
    const fields = message?.kind === "message" ? message.fields : [];
    expect(fields).toMatchObject([{}, {}, { name: "subject", value: subject }, { name: "sign", value: sign }]);
  });

  it("never reads the database password of common.inc.php", () => {
    const text = "<?php\n$cfg_dbhost = 'localhost';\n$cfg_dbpwd = 'hunter2hunter2';\n$cfg_dbname = 'dede';\n";
    expect(JSON.stringify(readEvidence(text).pieces)).not.toContain("hunter2");
  });

  it("merges the query and the body of a request as a server received them", () => {
    const { pieces } = readEvidence({
      url: "https://openapi.alipay.com/gateway.do?app_id=1&method=alipay.trade.query&charset=utf-8",
      body: Buffer.from("biz_content=%7B%7D&sign=abc"),
      error: "isv.invalid-signature",
    });
    expect(pieces[0]).toMatchObject({ kind: "message", role: "request", protocol: "openapi" });
    expect(pieces[0]?.kind === "message" && pieces[0].fields.map(({ name }) => name)).toEqual([
      "app_id",
      "method",
      "charset",
      "biz_content",
      "sign",
    ]);
    expect(pieces[1]).toMatchObject({ kind: "code", code: "isv.invalid-signature" });
  });
});
