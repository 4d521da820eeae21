// `dedepay serve`: the gateway alone, until Ctrl-C.
import { createPinoLog, type LogLevel } from "@dedepay/gateway";
import { openDataFolder } from "../data-folder.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { masterKeyChoice, openMasterKeys } from "../master-keys.ts";
import { openGateway } from "../open-gateway.ts";
import { letYoungGenerationGrow } from "../platform/young-generation.ts";
import { retentionOf } from "../retention-flag.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";
import { version } from "../version.ts";

export interface ServeFlags {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly publicUrl?: string;
  readonly adminPort?: number;
  readonly adminHost?: string;
  readonly trustProxy?: string[];
  readonly logLevel: LogLevel;
  readonly stopSeconds: number;
  readonly retention?: string;
  readonly masterKeyFile?: string;
  readonly databaseUrl?: string;
  readonly egressAllow?: readonly string[];
  readonly missingTrades?: { readonly payments: number; readonly withinMinutes: number } | "off";
  readonly json?: true;
}

export async function serve(flags: ServeFlags, surroundings: Surroundings): Promise<ExitCode> {
  const stopped = surroundings.stopAsked();
  const dataDir = openDataFolder(flags.data);
  const masterKey = openMasterKeys(dataDir, masterKeyChoice(flags, surroundings));
  const {
    host,
    port,
    publicUrl,
    adminPort,
    adminHost,
    databaseUrl,
    trustProxy,
    retention,
    egressAllow,
    missingTrades,
  } = flags;
  const gateway = await openGateway(
    {
      ...{ host, port, dataDir, masterKey },
      // Standard output is for what was asked for: the ready line.
      log: createPinoLog({ level: flags.logLevel, destination: { write: surroundings.err } }),
      version,
      stopLimitMs: flags.stopSeconds * 1000,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(adminPort !== undefined && { adminPort }),
      ...(adminHost !== undefined && { adminHost }),
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...(trustProxy !== undefined && { trustProxy }),
      ...(retention !== undefined && { retention: retentionOf(retention) }),
      ...(egressAllow !== undefined && { egressAllow }),
      ...(missingTrades !== undefined && { missingTrades }),
    },
    { flag: "--port" },
  );
  letYoungGenerationGrow();
  const { url, adminUrl, adminToken } = gateway;
  if (flags.json) {
    const token = adminToken === undefined ? {} : { admin_token: adminToken };
    surroundings.out(`${JSON.stringify({ url, admin_url: adminUrl, data: dataDir, ...token })}\n`);
  } else {
    const rows = [
      ["网关 gateway", url],
      ["管理接口 admin API", `${adminUrl}/admin`],
      ["数据 data", dataDir],
      ...(adminToken === undefined ? [] : [["管理令牌 admin token", `${adminToken}  只显示这一次 shown once`]]),
    ];
    surroundings.out(`网关已启动 · the gateway is running\n\n${textTable(rows)}\n\n按 Ctrl-C 停止 · Ctrl-C stops it\n`);
  }
  await stopped;
  await gateway.close();
  return exitCode.fine;
}
