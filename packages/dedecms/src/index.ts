// What other packages may use of DedeCMS: the readers of its formats and the inspector. A plain list.
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
export { inspectInstallation } from "./inspect/inspect-installation.ts";
export type { Finding, Severity } from "./inspect/inspection-finding.ts";
export type { InstallationDatabase, PaymentRow } from "./inspect/installation-database.ts";
export type { InstallationFiles } from "./inspect/installation-files.ts";
export { needsAction, renderInspectionText } from "./inspect/render-inspection.ts";
export { type NamedInspection, renderInspectionHtml } from "./inspect/render-inspection-html.ts";
export { folderFiles } from "./platform/folder-files.ts";
