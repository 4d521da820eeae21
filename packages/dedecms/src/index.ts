// What other packages may use of DedeCMS: the readers of its formats. A plain list.
export { type Edition, readEdition } from "./formats/edition.ts";
export { isFloatImage } from "./formats/float-amount.ts";
export { type OrderNumber, parseOrderNumber } from "./formats/order-number.ts";
export { type PaymentConfig, readPaymentConfig } from "./formats/payment-config.ts";
export { type PaymentSettings, readPaymentSettings } from "./formats/payment-settings.ts";
export {
  type DatabaseSettings,
  readDatabaseSettings,
  readSiteSettings,
  type SiteSettings,
} from "./formats/site-settings.ts";
export type { InstallationFiles } from "./inspect/installation-files.ts";
