import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeText } from "@dedepay/alipay";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { readPaymentSettings } from "../formats/payment-settings.ts";
import { confirmBlockLine, isConfirmBlocked, withConfirmBlock } from "../inspect/confirm-block.ts";
import { goodSettings, settingsFile } from "../testing/fake-installation.ts";
import { gatewaySettingsFile, readGatewaySettings, withoutSecrets } from "./gateway-settings.ts";
import { lookAlikeChanges } from "./look-alike-change.ts";
import { emptyMethodFile, isKeyless, withMethodKey } from "./method-key.ts";

const phpIsThere = spawnSync("php", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "dedepay-texts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What PHP makes of the file: the JSON that `code` prints after including it as `$file`. */
function inPhp(bytes: Uint8Array, code: string): unknown {
  const file = join(folder, "file.php");
  writeFileSync(file, bytes);
  return JSON.parse(execFileSync("php", ["-n", "-r", `$file = '${file}'; ${code}`], { encoding: "utf8" }));
}

const key = "0123456789abcdef0123456789abcdef";

describe("the settings file of the gateway", () => {
  const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  const settings = fc.record({
    gateway: ascii,
    keyId: ascii,
    secret: ascii,
    webhookSecret: ascii,
    legacyAccount: ascii,
  });

  it("is read as it was written", () => {
    fc.assert(
      fc.property(settings, (value) => {
        expect(readGatewaySettings(gatewaySettingsFile(value))).toEqual(value);
      }),
    );
  });

  it.skipIf(!phpIsThere)("is to PHP what it is to us", () => {
    const value = {
      gateway: "https://pay.example.com",
      keyId: "it's",
      secret: "a\\'b\\",
      webhookSecret: '"$x"',
      legacyAccount: "?>",
    };
    expect(inPhp(gatewaySettingsFile(value), "echo json_encode(include $file);")).toEqual({
      gateway: value.gateway,
      key_id: value.keyId,
      secret: value.secret,
      webhook_secret: value.webhookSecret,
      legacy_account: value.legacyAccount,
    });
  });

  it("holds nothing but ASCII, and says nothing to who calls it", () => {
    const value = {
      gateway: "https://pay.example.com",
      keyId: "k",
      secret: "s",
      webhookSecret: "w",
      legacyAccount: "",
    };
    expect(() => gatewaySettingsFile({ ...value, gateway: "https://支付.example" })).toThrow(RangeError);
    expect(readGatewaySettings(Buffer.from("<?php\n"))).toBeUndefined();
    expect(readGatewaySettings(Buffer.from("<?php // return array\nreturn array('gateway' => 'x');"))).toBeUndefined();
  });

  it("is shown without its secrets", () => {
    const file = gatewaySettingsFile({
      gateway: "g",
      keyId: "kkkk",
      secret: "ssss",
      webhookSecret: "wwww",
      legacyAccount: "",
    });
    expect(withoutSecrets(Buffer.from(file).toString())).not.toMatch(/ssss|wwww/);
    expect(withoutSecrets(`array('alipay_key' => 'hidden','x' => 'seen')`)).toBe(
      "array('alipay_key' => '••••••','x' => 'seen')",
    );
  });
});

describe("a key in a payment method's file", () => {
  it.each(["utf-8", "gbk"] as const)("is put in and nothing else changes, in %s", (charset) => {
    const fields = fc.dictionary(fc.stringMatching(/^[a-z]\w{0,8}$/), fc.stringMatching(/^[ -~银行许功'"\\]{0,12}$/));
    fc.assert(
      fc.property(fields, (value) => {
        const { alipay_key: _key, ...rest } = value;
        const bytes = encodeText(settingsFile({ code: "bank", ...rest }), charset).bytes;
        const after = withMethodKey(bytes, key);
        expect(after && Object.fromEntries(readPaymentSettings(after) ?? [])).toEqual({
          ...Object.fromEntries(readPaymentSettings(bytes) ?? []),
          alipay_key: key,
        });
      }),
    );
  });

  it("takes the place of an empty one", () => {
    const bytes = Buffer.from(settingsFile({ code: "alipay", alipay_key: "" }));
    expect(isKeyless(bytes)).toBe(true);
    const after = withMethodKey(bytes, key) ?? bytes;
    expect(Buffer.from(after).toString()).toBe(settingsFile({ code: "alipay", alipay_key: key }));
    expect(isKeyless(after)).toBe(false);
  });

  it.each([
    "<?php\n",
    "<?php $payment = unserialize('x');",
    "<?php $payment=array('alipay_key' => '', 'alipay_key' => '')",
  ])("is not forced into %s", (source) => expect(withMethodKey(Buffer.from(source), key)).toBeUndefined());

  it("is not put beside a good one", () => expect(isKeyless(Buffer.from(settingsFile(goodSettings)))).toBe(false));

  it.skipIf(!phpIsThere)("is what PHP finds in it", () => {
    const look = "include $file; echo json_encode(array($payment['alipay_key'], $payment['code']));";
    const bank = withMethodKey(encodeText(settingsFile({ code: "bank", name: "许功's" }), "gbk").bytes, key);
    expect(inPhp(bank ?? Buffer.from(""), look)).toEqual([key, "bank"]);
    expect(inPhp(emptyMethodFile("alipay", key), look)).toEqual([key, "alipay"]);
  });
});

describe("the line which shuts V5", () => {
  it.each([
    "<?php\nfirst();\n",
    "<?php\r\nfirst();\r\n",
    "\ufeff<?php\nfirst();",
    "<?php first();",
    "\n<?php\t\nfirst();",
  ])("goes into %j once", (source) => {
    const bytes = Buffer.from(source);
    expect(isConfirmBlocked(bytes)).toBe(false);
    const after = withConfirmBlock(bytes) ?? bytes;
    expect(isConfirmBlocked(after)).toBe(true);
    expect(
      Buffer.from(after)
        .toString()
        .replace(/\s*foreach[^\n]*\n/, "\n")
        .replace(/\s/g, ""),
    ).toBe(source.replace(/\s/g, ""));
  });

  it.each(["", "<html>", "<?= 1 ?>", "<? php"])("is not put into %j", (source) => {
    expect(withConfirmBlock(Buffer.from(source))).toBeUndefined();
  });

  it("keeps GBK bytes as they are", () => {
    const bytes = encodeText("<?php\n// 许功确认收货\n", "gbk").bytes;
    const after = Buffer.from(withConfirmBlock(bytes) ?? []);
    expect(after.subarray(-bytes.length + 6)).toEqual(Buffer.from(bytes).subarray(6));
  });

  it.skipIf(!phpIsThere)("ends the page for whoever asks it to confirm, and for nobody else", () => {
    const page = withConfirmBlock(Buffer.from('<?php\necho "shown";')) ?? Buffer.from("");
    const run = (setup: string): unknown =>
      inPhp(
        page,
        `ob_start(); ${setup} register_shutdown_function(function () { echo json_encode(ob_get_clean()); }); include $file;`,
      );
    expect(run("")).toBe("shown");
    for (const where of ["_GET", "_POST", "_COOKIE"]) expect(run(`$${where}['do'] = 'ok';`)).toBe("");
    expect(confirmBlockLine).not.toMatch(/[^ -~]/);
  });
});

describe("the line for the look-alike", () => {
  it.each([
    ["https://www.alipay.com/cooperate/gateway.do?", "https://pay.example.com/gw/gateway.do?"],
    ["'http://mapi.alipay.com/gateway.do'", "'https://pay.example.com/gw/gateway.do'"],
    ["$p . 'www.alipay.com/cooperate/gateway.do'", "$p . 'pay.example.com/gw/gateway.do'"],
  ])("%s becomes %s", (before, after) => {
    const plugin = encodeText(`<?php\r\n// 支付\r\n${before}\r\n`, "gbk").bytes;
    expect(lookAlikeChanges(plugin, "https://pay.example.com/gw")).toEqual([
      { path: "include/payment/alipay.php", line: 3, before, after },
    ]);
  });

  it("is none where no address of Alipay's gateway stands", () => {
    expect(lookAlikeChanges(Buffer.from("<?php // http://www.alipay.com/ gateway"), "https://pay.example.com")).toEqual(
      [],
    );
  });
});
