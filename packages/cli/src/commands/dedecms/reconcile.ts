// `dedepay dedecms reconcile --site ID`: holds the gateway's books against the orders of a shop, and lists what does not fit.
// Changes nothing of the shop; with --apply it mends row by row, each on a yes.
import { compareSides, databaseAdapterName, isProblem, type Mismatch, readSides, type Sides } from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import { type Gateway, SiteNotAsked } from "@dedepay/gateway";
import { CommandFailure } from "../../command-failure.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { progressBar } from "../../terminal/progress-bar.ts";
import { withGateway } from "../../with-gateway.ts";
import { type Applied, applyRepairs } from "./apply-repairs.ts";
import { askAlipay } from "./ask-alipay.ts";
import type { Port } from "./prepare-shop.ts";
import { appliedText, mismatchesJson, mismatchesText } from "./render-mismatches.ts";
import type { GatewayFlags } from "./shop-flags.ts";

export interface ReconcileFlags extends GatewayFlags {
  readonly site: string;
  readonly since?: number;
  readonly apply?: true;
  readonly yes?: true;
  /** False with --no-query: Alipay is not asked about what was delivered unpaid. */
  readonly query: boolean;
  readonly json?: true;
}

export async function reconcileShop(flags: ReconcileFlags, port: Port): Promise<ExitCode> {
  if (flags.yes === true && flags.apply !== true) throw yesToWhat();
  try {
    const place = { ...flags, surroundings: port };
    return await withGateway(place, (gateway, actor) => run(gateway, { flags, actor, port }));
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    throw new CommandFailure(exitCode.foundProblem, { ...error.detail, ...wayOut(error) }, { cause: error });
  }
}

interface Run {
  readonly flags: ReconcileFlags;
  /** Whose repairs these are. */
  readonly actor: string;
  readonly port: Port;
}

async function run(gateway: Gateway, { flags, actor, port }: Run): Promise<ExitCode> {
  const { sides, mismatches } = await compare(gateway, flags, port);
  const problems = mismatches.filter(isProblem);
  if (flags.json !== true) port.out(mismatchesText(sides, mismatches, { apply: flags.apply === true }));
  const applied =
    flags.apply === true ? await applyRepairs(gateway, { site: flags.site, actor, mismatches, flags, port }) : [];
  if (flags.json === true) port.out(`${JSON.stringify(mismatchesJson(sides, mismatches, applied), undefined, 2)}\n`);
  else if (flags.apply === true) port.out(appliedText(applied));
  return isSettled(problems, applied) ? exitCode.fine : exitCode.foundProblem;
}

function isSettled(problems: readonly Mismatch[], applied: readonly Applied[]): boolean {
  const done = new Set(applied.filter(({ outcome }) => outcome === "done").map(({ mismatch }) => mismatch));
  return problems.every((problem) => done.has(problem));
}

async function compare(
  gateway: Gateway,
  { site: siteId, since, query }: ReconcileFlags,
  port: Port,
): Promise<{ sides: Sides; mismatches: Mismatch[] }> {
  const bar = progressBar(port);
  const read = readSides(
    {
      books: (after) => gateway.listSiteBooks({ siteId, after }),
      orders: (question) => gateway.readSiteOrders(siteId, question),
      progress: (what, done) => bar.update({ what: `${what} ${siteId}`, stage: what, done, of: done, unit: "笔 rows" }),
    },
    since,
  );
  const first = await read.finally(() => bar.end());
  const { sides, notAsked } = query
    ? await askAlipay(gateway, first, port)
    : { sides: first, notAsked: skipped(first) };
  const canRepair = sides.site.adapter === databaseAdapterName;
  return { sides, mismatches: compareSides(sides, { canRepair, notAsked }) };
}

function skipped({ payments }: Sides): ReadonlyMap<string, string> {
  return new Map(payments.map(({ id }) => [id, "--no-query"]));
}

/** What an owner can do where the shop could not be asked. */
function wayOut(error: DedepayError): { readonly fixZh?: string; readonly fixEn?: string } {
  if (!(error.cause instanceof SiteNotAsked)) return {};
  if (error.cause.why !== "not_our_answer") return {};
  return {
    fixZh: "网站上的接入文件太旧，或有别的页面挡在前面：重新运行 install 或 bundle，再 verify",
    fixEn: "the drop-in there is too old, or another page is in front: run install or bundle again, then verify",
  };
}

function yesToWhat(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "--yes 要和 --apply 一起用",
    en: "--yes goes with --apply",
    fixZh: "先不带 --apply 看一遍要改什么",
    fixEn: "look at what would be changed first, without --apply",
  });
}
