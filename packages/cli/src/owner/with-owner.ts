// The owner at work on the data itself, beside a gateway that may be running: opens the database, does one thing, closes it.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Gateway } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import { gatewayFailure } from "../gateway-failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { withGateway } from "../with-gateway.ts";
import type { OwnerFlags } from "./owner-flags.ts";

export interface Owner {
  readonly gateway: Gateway;
  /** Whose change it is, for the audit log. */
  readonly by: { readonly actor: string; readonly requestId: string };
}

export interface OwnerOptions {
  /** The first thing that somebody does may make the data folder. */
  readonly mayCreate?: boolean;
  /** Private addresses which this command may call, too. */
  readonly egressAllow?: readonly string[];
}

/** Throws CommandFailure for whatever a person can act on. */
export async function withOwner<Result>(
  opened: { readonly flags: OwnerFlags; readonly surroundings: Surroundings } & OwnerOptions,
  work: (owner: Owner) => Promise<Result>,
): Promise<Result> {
  const { flags, surroundings, egressAllow } = opened;
  if (opened.mayCreate !== true) assertDataThere(flags);
  const publicUrl = flags.publicUrl.replace(/\/+$/, "");
  try {
    return await withGateway(
      { ...flags, publicUrl, surroundings, ...(egressAllow !== undefined && { egressAllow }) },
      (gateway, actor) => work({ gateway, by: { actor, requestId: gateway.newRequestId() } }),
    );
  } catch (error) {
    throw gatewayFailure(error, resolve(flags.data));
  }
}

/** A mistyped folder would otherwise become an empty gateway that knows nothing. */
export function assertDataThere({ data, databaseUrl }: OwnerFlags): void {
  if (databaseUrl !== undefined || existsSync(join(resolve(data), "dedepay.db"))) return;
  throw new CommandFailure(exitCode.foundProblem, {
    zh: `${resolve(data)} 里没有网关的数据`,
    en: `There is no gateway's data in ${resolve(data)}`,
    fixZh: "用 --data 指出数据文件夹（数据库服务器用 --database-url），或先用 dedepay account add 登记账户",
    fixEn:
      "Name the data folder with --data (a database server with --database-url), or register an account first: dedepay account add",
  });
}
