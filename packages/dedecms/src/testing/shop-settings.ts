// A test's shop database as the gateway's settings for it.
import { checkShopSettings, type ShopSettings } from "../database/shop-settings.ts";
import type { ShopDatabase } from "./shop-database.ts";

export function shopSettings({ host, port, user, password, name, charset }: ShopDatabase): ShopSettings {
  return checkShopSettings({ host, port, user, password, database: name, charset });
}
