// `dedepay dedecms verify [SITE]`: asks the connected shops a signed question each. Without a name: all of them.
import { type InstallRecord, InstallRecords, type PingResult, pingTexts } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { openDataFolder } from "../../data-folder.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { progressBar } from "../../terminal/progress-bar.ts";
import { textTable } from "../../terminal/text-table.ts";
import { type GatewayPlace, withGateway } from "../../with-gateway.ts";
import type { Port } from "./prepare-shop.ts";
import type { GatewayFlags } from "./shop-flags.ts";
import { folderOf } from "./shop-folder.ts";
import { verifyShop } from "./verify-shop.ts";
import { watchShop } from "./watch-shop.ts";

export interface VerifyFlags extends GatewayFlags {
  readonly json?: true;
}

interface Verified {
  readonly record: InstallRecord;
  readonly ping: PingResult;
}

export async function verifyDedecms(name: string | undefined, flags: VerifyFlags, port: Port): Promise<ExitCode> {
  const records = new InstallRecords(openDataFolder(flags.data));
  const connected = (await records.all()).filter(({ state }) => state !== "removed");
  const chosen = connected.filter((record) => name === undefined || isNamed(record, name));
  if (chosen.length === 0) throw noShop(name, connected);
  const bar = progressBar(port);
  const verified: Verified[] = [];
  for (const record of chosen) {
    bar.update({ what: record.url, stage: "shops", done: verified.length, of: chosen.length, unit: "站 shops" });
    verified.push({ record, ping: await verifyShop({ records, record, port, patient: false }) });
  }
  bar.end();
  await watchUploaded(records, verified, { ...flags, surroundings: port });
  if (flags.json === true) {
    const shops = verified.map(({ record: { siteId, url, folder }, ping }) => ({ site_id: siteId, url, folder, ping }));
    port.out(`${JSON.stringify({ shops }, undefined, 2)}\n`);
  } else {
    port.out(shownText(verified));
  }
  return verified.every(({ ping }) => ping.kind === "ok") ? exitCode.fine : exitCode.foundProblem;
}

/** A bundle has arrived: from now on the gateway looks after the shop by itself. */
async function watchUploaded(
  records: InstallRecords,
  verified: readonly Verified[],
  place: GatewayPlace,
): Promise<void> {
  const arrived = verified.filter(({ record, ping }) => record.state === "bundled" && ping.kind === "ok");
  if (arrived.length === 0) return;
  await withGateway(place, async (gateway, actor) => {
    for (const { record } of arrived) {
      await watchShop(gateway, { actor, siteId: record.siteId, regular: true });
      await records.save({ ...record, state: "installed" });
    }
  });
}

/** By its id, its address, or its folder. */
function isNamed({ id, siteId, url, folder }: InstallRecord, name: string): boolean {
  const place = folderOf(name);
  return (
    id === name || siteId === name || url === name.replace(/\/+$/, "") || (place !== undefined && place === folder)
  );
}

function shownText(verified: readonly Verified[]): string {
  const rows = verified.map(({ record: { siteId, url }, ping }) => [siteId, url, ...pingCells(ping)]);
  const troubles = new Set(verified.flatMap(({ ping }) => (ping.kind === "trouble" ? [ping.trouble] : [])));
  const fixes = [...troubles].flatMap((trouble) => [
    `→ ${pingTexts[trouble].fix.zh}`,
    `  ${pingTexts[trouble].fix.en}`,
  ]);
  const table = textTable([["站点 · site", "网址 · address", "结果 · result", "PHP"], ...rows]);
  return `${[table, ...(fixes.length > 0 ? ["", ...fixes] : [])].join("\n")}\n`;
}

function pingCells(ping: PingResult): string[] {
  if (ping.kind === "ok") return ["正常 · fine", ping.php];
  const { what } = pingTexts[ping.trouble];
  return [`${what.zh} · ${what.en}${ping.detail === "" ? "" : ` (${ping.detail})`}`, "-"];
}

function noShop(name: string | undefined, connected: readonly InstallRecord[]): CommandFailure {
  const ids = connected.map(({ siteId }) => siteId).join(", ");
  return new CommandFailure(exitCode.wrongUsage, {
    zh: name === undefined ? "还没有接入任何网店" : `没有接入过 ${name}`,
    en: name === undefined ? "no shop is connected yet" : `${name} is not connected`,
    fixZh: ids === "" ? "先用 dedepay dedecms install 或 bundle 接入" : `已接入的：${ids}`,
    fixEn: ids === "" ? "connect one with dedepay dedecms install or bundle" : `connected: ${ids}`,
  });
}
