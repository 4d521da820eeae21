// The demo shop: a small site which sells through dedepay's public HTTP API.
export type { ShopAccounts } from "./payment-way.ts";
export { type RunningShop, type StartShopOptions, startShop } from "./start-shop.ts";
