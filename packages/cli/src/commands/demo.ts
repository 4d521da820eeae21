// `dedepay demo` and `npm start`: everything on one machine until Ctrl-C, no questions asked.
import { join } from "node:path";
import { openDataFolder } from "../data-folder.ts";
import { startDemo } from "../demo/start-demo.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openMasterKeys } from "../master-keys.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface DemoFlags {
  readonly shopPort: number;
  readonly gatewayPort: number;
  readonly simulatorPort: number;
  readonly data: string;
  readonly json?: true;
}

export async function demo(flags: DemoFlags, surroundings: Surroundings): Promise<ExitCode> {
  const stopped = surroundings.stopAsked();
  const startedMs = surroundings.nowMs();
  const dataFolder = openDataFolder(flags.data);
  const { randomBytes, nowMs } = surroundings;
  const masterKey = openMasterKeys(dataFolder, { randomBytes, given: surroundings.environment("DEDEPAY_MASTER_KEY") });
  const logFile = join(dataFolder, "gateway.log");
  const { shopPort, gatewayPort, simulatorPort } = flags;
  const ports = { shopPort, gatewayPort, simulatorPort };
  const running = await startDemo({ ...ports, dataFolder, masterKey, logFile, nowMs });
  const seconds = ((nowMs() - startedMs) / 1000).toFixed(1);
  const { shopUrl, gateway, simulator } = running;
  if (flags.json) {
    const urls = { shop: shopUrl, gateway: gateway.url, simulator: simulator.url };
    const token = gateway.adminToken === undefined ? {} : { admin_token: gateway.adminToken };
    surroundings.out(`${JSON.stringify({ ...urls, data: dataFolder, log: logFile, ...token })}\n`);
  } else {
    const rows = [
      ["商店 shop", `${shopUrl}/`, "在这里买东西 buy something here"],
      ["店主 shop owner", `${shopUrl}/owner`, "订单和发货 orders, shipping"],
      ["网关 gateway", `${gateway.url}/openapi.json`, "接口说明 what its API can do"],
      ["模拟支付宝 local Alipay", `${simulator.url}/sim`, "每次收发都看得到 shows every exchange"],
      ["数据 data", dataFolder, ""],
      ["日志 log", logFile, ""],
      ...(gateway.adminToken === undefined
        ? []
        : [["管理令牌 admin token", gateway.adminToken, "只显示这一次 shown once"]]),
    ];
    surroundings.out(
      `dedepay 演示已就绪（${seconds} 秒） · the demo is ready (${seconds} s)\n\n${textTable(rows)}\n\n`,
    );
    surroundings.out("按 Ctrl-C 全部停止 · Ctrl-C stops all of it\n");
  }
  await stopped;
  await running.close();
  if (!flags.json) surroundings.out("\n已停止，数据保留 · stopped, data is kept\n");
  return exitCode.fine;
}
