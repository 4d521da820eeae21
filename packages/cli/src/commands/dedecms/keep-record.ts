// Registers a shop and writes down what will be changed in it, before anything is.
import type { FileChange, InstallationFiles, InstallRecord, RecordedChange } from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import type { PreparedShop } from "./prepare-shop.ts";
import { registerShop } from "./register-shop.ts";

export interface KeptRecord {
  readonly record: InstallRecord;
  /** With the shop's keys in it: never shown. */
  readonly changes: readonly FileChange[];
}

export interface KeepRecordOptions {
  readonly state: "prepared" | "bundled";
  readonly way?: "webhook" | "database";
  readonly nowMs: number;
}

export async function keepRecord(
  shop: PreparedShop,
  files: InstallationFiles,
  { state, nowMs, way = shop.earlier?.record.way ?? "webhook" }: KeepRecordOptions,
): Promise<KeptRecord> {
  const { siteId, settings } = await register(shop);
  const { changes } = await shop.plan(files, settings);
  const earlier = shop.earlier?.record;
  const id = earlier?.id ?? shop.address.siteId;
  // What was taken back is no original any more: the files have gone their own way since.
  const old = earlier === undefined || earlier.state === "removed" ? [] : earlier.changes;
  const recorded: RecordedChange[] = [];
  for (const change of changes) {
    const before = old.find(({ path }) => path === change.path);
    recorded.push(await shop.records.keep(id, change, before));
  }
  const done = old.filter(({ path }) => !recorded.some((change) => change.path === path));
  const { url, webhookUrl } = shop.address;
  const record: InstallRecord = {
    format: 1,
    ...{ id, siteId, url, webhookUrl, way, state },
    folder: state === "bundled" ? null : (shop.folder ?? null),
    account: shop.account.accountId,
    connectedAtMs: shop.earlier?.record.state === "installed" ? shop.earlier.record.connectedAtMs : nowMs,
    // The plugin stays the last one: with it the shop changes over.
    changes: [...done.map(asDone), ...recorded].sort((left, right) => Number(isPlugin(left)) - Number(isPlugin(right))),
  };
  await shop.records.save(record);
  return { record, changes };
}

export function asDone(change: RecordedChange): RecordedChange {
  return { ...change, isDone: true };
}

function isPlugin({ path }: RecordedChange): boolean {
  return path === "include/payment/alipay.php";
}

async function register(shop: PreparedShop): ReturnType<typeof registerShop> {
  try {
    return await shop.withGateway((gateway, actor) => registerShop(gateway, { ...shop, actor }));
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    const { zh, en } = error.detail;
    throw new CommandFailure(
      exitCode.foundProblem,
      { zh: `网关没有接受：${zh}`, en: `the gateway refuses: ${en}` },
      { cause: error },
    );
  }
}
