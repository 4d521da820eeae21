// One table of cases, two implementations: the PHP behind its webhook, and the statements that the gateway sends itself.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop } from "../platform/open-shop.ts";
import { fulfilmentCases, playCase } from "../testing/fulfilment-cases.ts";
import { askAll, askPhp } from "../testing/order-pages.ts";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { nowSeconds } from "../testing/shop-orders.ts";
import { shopSettings } from "../testing/shop-settings.ts";
import { readOrders } from "./read-orders.ts";
import type { ShopSession } from "./shop-session.ts";
import { takeEvent } from "./take-event.ts";

describe.skipIf(!phpShopIsPossible).each([
  ["MyISAM", "gbk"],
  ["InnoDB", "utf8"],
] as const)(`fulfilment on %s in %s (${phpShopNeeds})`, (engine, charset) => {
  const shop = usePhpShop({ engine, charset });
  let session: ShopSession;
  beforeAll(async () => {
    session = await openShop(shopSettings(shop.database));
  });
  afterAll(() => session.close());

  it.each(fulfilmentCases)("by the gateway: $name", async (one) => {
    await playCase(shop.database, one, async (event) => {
      const { status, outcome } = await takeEvent(session, {
        event,
        nowS: nowSeconds(),
        note: () => Promise.resolve(),
      });
      return `${status} ${outcome}`;
    });
  });

  it.each(fulfilmentCases)("by PHP, and both read the orders alike afterwards: $name", async (one) => {
    await playCase(shop.database, one, (event) => shop.site.deliver(event));
    const byPhp = await askAll((question) => askPhp(shop.site, question));
    expect(await askAll((question) => readOrders(session, question))).toEqual(byPhp);
  });
});
