// What other packages may use of DedeCMS: the readers of its formats, the inspector and the installer. A plain list.
export { databaseAdapterName, examine as examineShopDatabase } from "./database/database-adapter.ts";
export { checkShopSettings, type ShopSettings, shopSettingsOf } from "./database/shop-settings.ts";
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
export { examineInstallation, inspectInstallation } from "./inspect/inspect-installation.ts";
export { gatewaySettingsPath, pluginPath, settingsPath } from "./inspect/inspected-paths.ts";
export type { BilingualText, Finding, Severity } from "./inspect/inspection-finding.ts";
export { type InspectionInput, type Installation, readInstallation } from "./inspect/installation.ts";
export type { InstallationDatabase, UnpaidOrder } from "./inspect/installation-database.ts";
export type { InstallationFiles } from "./inspect/installation-files.ts";
export type { KnownContracts, PluginProduct } from "./inspect/known-contracts.ts";
export { renderInspectionText } from "./inspect/render-inspection.ts";
export { renderInspectionHtml } from "./inspect/render-inspection-html.ts";
export { renderManyHtml, type SiteInspection } from "./inspect/render-many-html.ts";
export { knownHoles, needsAction, summarise } from "./inspect/summarise-inspection.ts";
export { type DatabaseTrouble, UnreachableDatabase } from "./inspect/unreachable-database.ts";
export { type ArchiveTrouble, UnreadableArchive } from "./inspect/unreadable-archive.ts";
export { applyChanges, ChangedMeanwhile } from "./install/apply-changes.ts";
export { makeBundle } from "./install/bundle.ts";
export { chooseWay, unknownVersion, type Way, type WayChoice, wayNames } from "./install/choose-way.ts";
export { diffOfChange } from "./install/diff-of-change.ts";
export type { DropInFiles } from "./install/drop-in-files.ts";
export type { ChangeStep, FileChange } from "./install/file-change.ts";
export { type GatewaySettings, readGatewaySettings } from "./install/gateway-settings.ts";
export { type ImportedAccount, type ImportedSettings, importSettings } from "./install/import-settings.ts";
export { type AccountPlan, holesLeft, type InstallPlan, planWarnings, versionOf } from "./install/install-plan.ts";
export type { InstallRecord, RecordedChange } from "./install/install-record.ts";
export { type LineChange, lookAlikeChanges } from "./install/look-alike-change.ts";
export { type PingResult, type PingTrouble, pingSite } from "./install/ping-site.ts";
export { pingTexts } from "./install/ping-text.ts";
export { type ChangePlan, planChanges } from "./install/plan-changes.ts";
export { renderPlan, trimmedText } from "./install/render-plan.ts";
export { addressOfSettings, type SiteAddress, siteAddress } from "./install/site-address.ts";
export { type Undone, undoChanges } from "./install/undo-changes.ts";
export { LinkedPath, type WritableSite } from "./install/writable-site.ts";
export { cmsDatabase } from "./platform/cms-database.ts";
export { readDropInFiles } from "./platform/drop-in-files.ts";
export { folderFiles } from "./platform/folder-files.ts";
export { DamagedRecord, InstallRecords, sha256 } from "./platform/install-records.ts";
export { nearbyRoot, openInstallation } from "./platform/open-installation.ts";
export { openShop } from "./platform/open-shop.ts";
export { addressOf } from "./platform/read-only-session.ts";
export { shopDatabaseAdapter } from "./platform/shop-database-adapter.ts";
export { siteFolder } from "./platform/site-folder.ts";
export { compareSides } from "./reconcile/compare-sides.ts";
export {
  isProblem,
  kindNames,
  type Mismatch,
  type MismatchKind,
  mismatchKinds,
  type Repair,
} from "./reconcile/mismatch.ts";
export { readSides, type Sides } from "./reconcile/sides.ts";
