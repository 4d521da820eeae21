// `dedepay simulate`: the local Alipay alone, until Ctrl-C.
import { defaultWorld, startSimulator } from "@dedepay/simulator";
import { doctorExplains } from "../demo/doctor-explains.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { onPort } from "../taken-port.ts";
import { textTable } from "../terminal/text-table.ts";
import { readWorldFile } from "./read-world-file.ts";

export interface SimulateFlags {
  readonly host: string;
  readonly port: number;
  readonly speed: number;
  readonly world?: string;
  readonly json?: true;
}

export async function simulate(flags: SimulateFlags, surroundings: Surroundings): Promise<ExitCode> {
  const stopped = surroundings.stopAsked();
  const { host, port, speed } = flags;
  const world = flags.world === undefined ? defaultWorld() : readWorldFile(flags.world);
  const explain = doctorExplains(world, surroundings.nowMs);
  const simulator = await onPort({ port, flag: "--port" }, () => startSimulator({ host, port, world, explain, speed }));
  const { url, mapiEndpoint, openapiEndpoint } = simulator;
  if (flags.json) {
    const document = { url, mapi_endpoint: mapiEndpoint, openapi_endpoint: openapiEndpoint };
    surroundings.out(`${JSON.stringify(document)}\n`);
  } else {
    const rows = [
      ["MAPI 网关 MAPI gateway", mapiEndpoint],
      ["开放平台网关 OpenAPI gateway", openapiEndpoint],
      ["账户和密钥 accounts and keys", `${url}/sim/world`],
      ["收发记录 exchanges", `${url}/sim/exchanges`],
      ["控制页面 control page", `${url}/sim`],
    ];
    surroundings.out(
      `模拟支付宝已启动 · the local Alipay is running\n\n${textTable(rows)}\n\n按 Ctrl-C 停止 · Ctrl-C stops it\n`,
    );
  }
  await stopped;
  await simulator.close();
  return exitCode.fine;
}
