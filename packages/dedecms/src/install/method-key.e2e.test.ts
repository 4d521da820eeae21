import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { phpHas } from "../testing/php-server.ts";
import { openShopDatabase, type ShopDatabase, shopServerUrl } from "../testing/shop-database.ts";
import { addGoods, stockShop } from "../testing/shop-orders.ts";
import { type ShopSite, startShopSite } from "../testing/shop-site.ts";
import { withMethodKey } from "./method-key.ts";

describe.skipIf(shopServerUrl === undefined || !phpHas("mysqli"))(
  "a key in another method's file, before the stock plugin (DEDEPAY_TEST_MARIADB_URL, php-mysql)",
  () => {
    let database: ShopDatabase;
    let site: ShopSite;
    beforeAll(async () => {
      database = await openShopDatabase({ engine: "MyISAM", charset: "utf8" });
      await stockShop(database);
      site = await startShopSite({ database, gateway: "", plugin: "stock", extensions: ["mysqli"], workers: 1 });
    });
    afterAll(async () => {
      await site?.close();
      await database?.close();
    });

    /** Signs with no key at all, by way of the file of bank transfers, and answers the order's state. */
    async function forge(number: number): Promise<string> {
      const oid = await addGoods(database, number, "900.21");
      const fields = { notify_id: "n", out_trade_no: oid, total_fee: "900.21", trade_status: "TRADE_SUCCESS" };
      const text = Object.entries(fields)
        .map(([name, value]) => `${name}=${value}`)
        .join("&");
      const query = new URLSearchParams({ ...fields, sign: createHash("md5").update(text).digest("hex") });
      await site.get(`/plus/carbuyaction.php?dopost=return&code=bank&${query}`, { cookie: "code=alipay" });
      return database.text(`SELECT state FROM dede_shops_orders WHERE oid='${oid}'`);
    }

    it("ends the forging of payments (V1)", async () => {
      const path = "data/payment/bank.php";
      site.write(path, "<?php\r\n$payment=array('code' => 'bank')\r\n?>\r\n");
      expect(await forge(101)).toBe("1");
      site.write(path, withMethodKey(readFileSync(join(site.root, path)), "0123456789abcdef0123456789abcdef") ?? "");
      expect(await forge(102)).toBe("0");
    });
  },
);
