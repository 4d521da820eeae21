// What is known about a shop's contract with Alipay: from the gateway's accounts, or as somebody names it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { KnownContracts, PluginProduct } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import { type GatewayPlace, withGateway } from "../../with-gateway.ts";

export interface ContractFlags {
  readonly data?: string;
  readonly databaseUrl?: string;
  readonly masterKeyFile?: string;
  readonly contract?: readonly PluginProduct[];
}

export type ContractsOf = (pid: string) => KnownContracts | undefined;

export async function siteContracts(
  flags: ContractFlags,
  surroundings: GatewayPlace["surroundings"],
): Promise<ContractsOf | undefined> {
  if (flags.contract !== undefined) {
    const contracts = flags.contract.map((product) => ({ product, goods: "any", status: "active" }) as const);
    return () => ({ source: "said", contracts });
  }
  if (flags.data === undefined) return undefined;
  if (flags.databaseUrl === undefined && !existsSync(join(flags.data, "dedepay.db"))) throw noGatewayData(flags.data);
  const { data, databaseUrl, masterKeyFile } = flags;
  const accounts = await withGateway(
    {
      data,
      surroundings,
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...(masterKeyFile !== undefined && { masterKeyFile }),
    },
    (gateway) => gateway.listAccounts(),
  );
  return (pid) => {
    const contracts = accounts.filter(({ identity, sellerId }) => identity === pid || sellerId === pid);
    return contracts.length === 0
      ? undefined
      : { source: "gateway", contracts: contracts.flatMap((account) => account.contracts) };
  };
}

function noGatewayData(folder: string): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `${folder} 里没有网关的数据`,
    en: `${folder} holds no data of a gateway`,
    fixZh: "--data 给运行网关的那个数据文件夹，或去掉它",
    fixEn: "--data names the folder with which the gateway runs; or leave it out",
  });
}
