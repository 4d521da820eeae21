// `dedepay dedecms check-db SITE`: enters the shop's database with the settings that the gateway keeps, and says what is wrong.
// Changes nothing; the settings themselves are never shown.
import { DedepayError } from "@dedepay/errors";
import type { SiteFinding } from "@dedepay/gateway";
import { CommandFailure } from "../../command-failure.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { withGateway } from "../../with-gateway.ts";
import { findingLines } from "./database-way.ts";
import type { Port } from "./prepare-shop.ts";
import type { GatewayFlags } from "./shop-flags.ts";

export interface CheckDbFlags extends GatewayFlags {
  readonly json?: true;
}

export async function checkShopDatabase(siteId: string, flags: CheckDbFlags, port: Port): Promise<ExitCode> {
  const findings = await examined(siteId, flags, port);
  const isFine = findings.every(({ severity }) => severity !== "broken");
  if (flags.json === true) port.out(`${JSON.stringify({ site_id: siteId, fine: isFine, findings }, undefined, 2)}\n`);
  else {
    const verdict = isFine
      ? `✓ 可以在 ${siteId} 的数据库里入账 · the gateway can fulfil in the database of ${siteId}`
      : `✗ 不能在 ${siteId} 的数据库里入账 · the gateway can't fulfil in the database of ${siteId}`;
    port.out(`${[verdict, ...findingLines(findings)].join("\n")}\n`);
  }
  return isFine ? exitCode.fine : exitCode.foundProblem;
}

async function examined(siteId: string, flags: CheckDbFlags, port: Port): Promise<SiteFinding[]> {
  try {
    const place = { ...flags, surroundings: port };
    return await withGateway(place, (gateway) => gateway.examineSiteDelivery(siteId));
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    throw new CommandFailure(
      exitCode.wrongUsage,
      {
        ...error.detail,
        fixZh: "站点编号见 dedepay dedecms verify；改用数据库：dedepay dedecms install <目录> --way database",
        fixEn:
          "dedepay dedecms verify lists the sites; to use the database: dedepay dedecms install <dir> --way database",
      },
      { cause: error },
    );
  }
}
