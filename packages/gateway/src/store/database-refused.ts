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
  | "moving"
  | "schema";

export const databaseUrlSetting = "DEDEPAY_DATABASE_URL";
/** Of the embedded database: its folder. */
export const dataSetting = "DEDEPAY_DATA";

export class DatabaseRefused extends Error {
  readonly reason: RefusalReason;
  /** The setting that is wrong, and its value without the password. */
  readonly setting: string;
  readonly address: string;
  readonly text: { zh: string; en: string };

  /** `setting`: the database server's address where it is left out. */
  constructor(o: {
    reason: RefusalReason;
    setting?: string;
    address: string;
    zh: string;
    en: string;
    cause?: unknown;
  }) {
    const setting = o.setting ?? databaseUrlSetting;
    super(`${o.en} (${setting}=${o.address})`, { cause: o.cause });
    this.name = "DatabaseRefused";
    this.reason = o.reason;
    this.setting = setting;
    this.address = o.address;
    this.text = {
      zh: `${o.zh}（设置项 ${setting}=${o.address}）`,
      en: `${o.en} (${setting}=${o.address})`,
    };
  }
}
