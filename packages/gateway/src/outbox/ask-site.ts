// Asks the end-point of our DedeCMS drop-in how its site is. `work=1` asks it at the same time to fetch what it is owed and
// to report shipments.
import { Type } from "typebox";
import { Value } from "typebox/value";
import type { SitesTable } from "../store/tables/sites.ts";
import type { Context } from "../use-cases/context.ts";
import { askSigned, notOurAnswer } from "./signed-question.ts";

export type SiteStatus = {
  version: string;
  php: string;
  edition: { version: string; charset: string; database_charset: string };
  /** Is the CMS's Alipay plugin our drop-in? */
  plugin: "ours" | "foreign" | "missing";
  /** SHA-256 of each of our files. */
  files: Record<string, string>;
  /** Settings with which the stock plugin, were it there, would believe anybody. */
  keyless_payment_files: string[];
  transport: string;
  database: string;
};

/** As packages/dedecms/php/include/dedepay/answer.php writes it; more may come. */
const siteAnswer = Type.Object({
  version: Type.String({ maxLength: 20 }),
  php: Type.String({ maxLength: 60 }),
  edition: Type.Object({
    version: Type.String({ maxLength: 40 }),
    charset: Type.String({ maxLength: 40 }),
    database_charset: Type.String({ maxLength: 40 }),
  }),
  plugin: Type.Enum(["ours", "foreign", "missing"]),
  files: Type.Record(Type.String(), Type.String({ pattern: "^[0-9a-f]{64}$" })),
  keyless_payment_files: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 }),
  transport: Type.String({ maxLength: 20 }),
  database: Type.String({ maxLength: 60 }),
});

/** `why` is one word for the owner. */
export type SiteAsked = { kind: "answered"; status: SiteStatus } | { kind: "failed"; why: string };

/** It may hand out what it was owed before it answers. */
const timeoutMs = 40_000;

type Asking = Pick<Context, "platform" | "sealer" | "nowMs">;

/** `work`: false only asks how the site is, and changes nothing there. */
export async function askSite(context: Asking, site: SitesTable, o: { work: boolean }): Promise<SiteAsked> {
  const asked = await askSigned(context, { site, parameters: o.work ? { work: "1" } : {}, timeoutMs });
  if (asked.kind === "failed") return asked;
  const { answer } = asked;
  if (!Value.Check(siteAnswer, answer)) return { kind: "failed", why: notOurAnswer };
  return { kind: "answered", status: Value.Clean(siteAnswer, answer) as SiteStatus };
}
