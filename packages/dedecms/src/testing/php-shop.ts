// The shop of one test file: a database, a stand-in for the gateway and the made-up site, there from before its first test
// until after its last.
import { afterAll, beforeAll } from "vitest";
import { type FakeGateway, startFakeGateway } from "./fake-gateway.ts";
import { phpHas } from "./php-server.ts";
import { openShopDatabase, type ShopDatabase, type ShopTables, shopServerUrl } from "./shop-database.ts";
import { type ShopSite, type ShopSiteOptions, startShopSite } from "./shop-site.ts";

/** Without these its tests skip by name. */
export const phpShopNeeds = "DEDEPAY_TEST_MARIADB_URL, php-mysql, php-curl";
export const phpShopIsPossible: boolean = shopServerUrl !== undefined && phpHas("mysqli", "curl");

export type PhpShop = { database: ShopDatabase; gateway: FakeGateway; site: ShopSite };

/** Filled in before the first test runs. */
export function usePhpShop(tables: ShopTables, options: Omit<ShopSiteOptions, "database" | "gateway"> = {}): PhpShop {
  const shop: Partial<PhpShop> = {};
  beforeAll(async () => {
    shop.database = await openShopDatabase(tables);
    shop.gateway = await startFakeGateway();
    shop.site = await startShopSite({ database: shop.database, gateway: shop.gateway.url, ...options });
  });
  afterAll(async () => {
    await shop.site?.close();
    await shop.gateway?.close();
    await shop.database?.close();
  });
  return shop as PhpShop;
}
