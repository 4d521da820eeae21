// Why a shop's database could not be read. Holds no password.
import type { DatabaseSettings } from "../formats/site-settings.ts";

export type DatabaseTrouble = "not_mysql" | "odd_prefix" | "denied" | "no_database" | "no_answer" | "failed";

export class UnreachableDatabase extends Error {
  override readonly name: string = "UnreachableDatabase";
  readonly trouble: DatabaseTrouble;
  readonly host: string;
  readonly user: string;
  readonly database: string;
  /** The driver's code, or the value which is odd. */
  readonly code: string;

  constructor(trouble: DatabaseTrouble, settings: Pick<DatabaseSettings, "host" | "user" | "name">, code: string) {
    super(`${settings.host}: ${trouble} (${code})`);
    this.trouble = trouble;
    this.host = settings.host;
    this.user = settings.user;
    this.database = settings.name;
    this.code = code;
  }
}
