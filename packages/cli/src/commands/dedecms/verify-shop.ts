// Asks a shop the signed question, a few times: PHP may go on serving the old files for some seconds (OPcache).
import { type InstallRecord, type InstallRecords, type PingResult, type PingTrouble, pingSite } from "@dedepay/dedecms";
import { httpExchange } from "../../platform/http-exchange.ts";
import type { Surroundings } from "../../surroundings.ts";
import { progressBar } from "../../terminal/progress-bar.ts";
import { keptSettings } from "./earlier-record.ts";

type Port = Pick<Surroundings, "err" | "isTerminal" | "nowMs" | "sleep">;

const waitsMs: readonly number[] = [500, 1000, 2000, 3000];
/** Waiting changes nothing about these. */
const final: ReadonlySet<PingTrouble> = new Set(["redirected", "unreachable", "not_found", "no_database"]);

export async function verifyShop({
  records,
  record,
  port,
  patient,
}: {
  readonly records: InstallRecords;
  readonly record: InstallRecord;
  readonly port: Port;
  /** Whether to ask again where PHP may still serve the old files. */
  readonly patient: boolean;
}): Promise<PingResult> {
  const settings = await keptSettings(records, record);
  if (settings === undefined) return { kind: "trouble", trouble: "not_configured", status: undefined, detail: "" };
  const files = new Map<string, Uint8Array>();
  for (const { path, after } of record.changes) files.set(path, await records.bytes(record.id, after));
  const bar = progressBar(port);
  const { webhookUrl } = record;
  const { webhookSecret } = settings;
  const ask = (): Promise<PingResult> =>
    pingSite({ webhookUrl, webhookSecret, files, nowMs: port.nowMs(), send: httpExchange });
  let result = await ask();
  for (const [index, waitMs] of (patient ? waitsMs : []).entries()) {
    if (result.kind === "ok" || final.has(result.trouble)) break;
    const what = `等网站换上新文件 waiting for ${webhookUrl}`;
    bar.update({ what, done: index + 1, of: waitsMs.length + 1, unit: "次 tries" });
    await port.sleep(waitMs);
    result = await ask();
  }
  bar.end();
  return result;
}
