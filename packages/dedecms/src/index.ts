// What other packages may use of DedeCMS: the readers of its formats, the inspector and the installer. A plain list.
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
export type { BilingualText, Finding, Severity } from "./inspect/inspection-finding.ts";
export type { InstallationDatabase } from "./inspect/installation-database.ts";
export type { InstallationFiles } from "./inspect/installation-files.ts";
export type { KnownContracts, PluginProduct } from "./inspect/known-contracts.ts";
export { renderInspectionText } from "./inspect/render-inspection.ts";
export { renderInspectionHtml } from "./inspect/render-inspection-html.ts";
export { renderManyHtml, type SiteInspection } from "./inspect/render-many-html.ts";
export { needsAction, summarise } from "./inspect/summarise-inspection.ts";
export { type DatabaseTrouble, UnreachableDatabase } from "./inspect/unreachable-database.ts";
export { type ArchiveTrouble, UnreadableArchive } from "./inspect/unreadable-archive.ts";
export { cmsDatabase } from "./platform/cms-database.ts";
export { nearbyRoot, openInstallation } from "./platform/open-installation.ts";
