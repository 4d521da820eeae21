// Why a database can't be used at the start, in words for the person who set it: what was found, and which setting to change.
// Never holds a password.

export type RefusalReason =
  | "address"
  | "unreachable"
  | "denied"
  | "missing"
  | "version"
  | "charset"
  | "trouble"
  | "moved"
  | "moving";

export const databaseUrlSetting = "DEDEPAY_DATABASE_URL";

export class DatabaseRefused extends Error {
  readonly reason: RefusalReason;
  /** The setting that is wrong, and its value without the password. */
  readonly setting: string = databaseUrlSetting;
  readonly address: string;
  readonly text: { zh: string; en: string };

  constructor(o: { reason: RefusalReason; address: string; zh: string; en: string; cause?: unknown }) {
    super(`${o.en} (${databaseUrlSetting}=${o.address})`, { cause: o.cause });
    this.name = "DatabaseRefused";
    this.reason = o.reason;
    this.address = o.address;
    this.text = {
      zh: `${o.zh}（设置项 ${databaseUrlSetting}=${o.address}）`,
      en: `${o.en} (${databaseUrlSetting}=${o.address})`,
    };
  }
}
