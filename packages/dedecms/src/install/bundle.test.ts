import { encodeText } from "@dedepay/alipay";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { makeBundle } from "./bundle.ts";
import type { FileChange } from "./file-change.ts";
import { gatewaySettingsFile } from "./gateway-settings.ts";
import { siteAddress } from "./site-address.ts";

const why = { zh: "作用", en: "purpose" };
const gbk = encodeText("<?php\r\n// 许功\r\n", "gbk").bytes;
const change = (path: string, before: Uint8Array | undefined, after: Uint8Array): FileChange => ({
  ...{ path, before, after, why },
  step: "drop-in",
  like: path,
});
const settings = {
  gateway: "https://pay.example.com",
  keyId: "key_abc",
  secret: "sec_secret",
  webhookSecret: "whk_secret",
  legacyAccount: "",
};
const changes = [
  change("data/payment/bank.php", gbk, Buffer.concat([gbk, Buffer.from("x")])),
  change("data/dedepay.config.php", undefined, gatewaySettingsFile(settings)),
  change("include/dedepay/a.php", undefined, Buffer.alloc(10)),
  change("include/dedepay/b.php", undefined, Buffer.alloc(20)),
  change("include/payment/alipay.php", gbk, Buffer.from("<?php // ours\n")),
];
const address = siteAddress("https://shop.example.com/<b>");
if (address === undefined) throw new Error("no address");
const originals = new Map([["include/payment/alipay.php", gbk]]);
const added = ["data/dedepay.config.php", "include/dedepay/a.php", "include/dedepay/b.php"];
const bundle = (dataOutside: boolean): Record<string, Uint8Array> => {
  const page = { address, gateway: settings.gateway, notDone: [why], added, dataOutside };
  return unzipSync(makeBundle({ ...page, changes, originals, nowMs: Date.parse("2026-11-30T02:00:00Z") }));
};

describe("the bundle", () => {
  it("holds what to upload and what was there, byte for byte, and a page", () => {
    const entries = bundle(false);
    expect(Object.keys(entries)).toEqual([
      "READ-ME-FIRST.html",
      "upload/data/payment/bank.php",
      "upload/data/dedepay.config.php",
      "upload/include/dedepay/a.php",
      "upload/include/dedepay/b.php",
      "upload/include/payment/alipay.php",
      "restore/include/payment/alipay.php",
    ]);
    expect(Buffer.from(entries["restore/include/payment/alipay.php"] ?? [])).toEqual(Buffer.from(gbk));
  });

  it("says in which order, where to, and how many bytes, and shows no key", () => {
    const page = strFromU8(bundle(false)["READ-ME-FIRST.html"] ?? new Uint8Array());
    expect(page).not.toMatch(/sec_secret|whk_secret|<b>/);
    const rows = [
      ...page.matchAll(/<tr><td>\d<\/td><td><code>([^<]*)<\/code>.*?data-name="字节数" class="number">(\d+)</gs),
    ];
    expect(rows.map(([, path, bytes]) => `${path} ${bytes}`)).toEqual([
      `data/payment/bank.php ${gbk.length + 1}`,
      `data/dedepay.config.php ${gatewaySettingsFile(settings).length}`,
      "include/dedepay/ 30",
      "include/payment/alipay.php 14",
    ]);
    expect(page).toContain("2 个文件");
    expect(page).toContain("再删除 <code>data/dedepay.config.php</code>、<code>include/dedepay/</code>。");
    expect(page).toContain("npx dedepay dedecms verify shop-example-com-3cb-3e");
  });

  it("says so where the folder data lies beside the web root", () => {
    const page = strFromU8(bundle(true)["READ-ME-FIRST.html"] ?? new Uint8Array());
    expect(page).toContain("<code>../data/dedepay.config.php（网站根目录的上一层）</code>");
  });
});
