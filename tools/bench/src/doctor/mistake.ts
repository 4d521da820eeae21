// What a signature mistake is to the corpus: its true cause, what it needs to leave a trace, and how PHP makes it.
import type { DoctorAccount } from "@dedepay/doctor";
import type { Random } from "../random.ts";
import type { Fields, Need } from "./messages.ts";
import type { Shop } from "./shop.ts";

export type Scene = {
  readonly random: Random;
  readonly shop: Shop;
  readonly protocol: "mapi" | "openapi";
  readonly signType: "MD5" | "RSA" | "RSA2";
  readonly charset: "utf-8" | "gbk" | "gb2312";
  readonly fields: Fields;
};

export type MadeMistake = {
  /** Operations of php/site.php; empty where the mistake is in the settings alone. */
  readonly operations: ReadonlyArray<readonly unknown[]>;
  /** What the owner has typed into his settings instead of the truth. */
  readonly typed?: Partial<DoctorAccount>;
  /** Other cause names, where this very form of the mistake cannot be told from another one. */
  readonly alsoRight?: readonly string[];
  readonly recipe: string;
};

export type Mistake = {
  /** Name of the cause page. */
  readonly cause: string;
  /** Causes which nobody could tell from this one by the evidence. */
  readonly alsoRight?: readonly string[];
  /** Two mistakes of one layer are never combined: the second would undo or hide the first. */
  readonly layer: string;
  readonly needs?: readonly Need[];
  /** The right key is not at hand then, and a second mistake could not be found by anybody. */
  readonly alone?: boolean;
  /** Leaves a trace that is seen without any key. */
  readonly visible: boolean;
  /** Undefined where the scene does not allow the mistake. */
  make(scene: Scene): MadeMistake | undefined;
};

/** The signed text ends with a blank: what a shop trims off there could as well have stood before its MD5 key. */
export function endsWithBlank({ fields, signType }: Scene): boolean {
  const [, last = ""] = fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).at(-1) ?? [];
  return signType === "MD5" && last.endsWith(" ");
}
