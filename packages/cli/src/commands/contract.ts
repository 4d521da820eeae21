// `dedepay contract …`: what is signed with Alipay, as the owner writes it down.
import { contractDocument } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, listText, print, textOf } from "../owner/print.ts";
import type { None } from "../owner/read-flags.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface ContractFlags extends OwnerFlags {
  readonly product?: "direct" | "escrow" | "dual" | "page" | "wap" | "qr";
  readonly goods?: "physical" | "virtual" | "any";
  readonly status?: "under_review" | "active" | "paused" | "expired";
  readonly from?: number | None;
  readonly to?: number | None;
}

type Document = ReturnType<typeof contractDocument>;

const statuses: Readonly<Record<string, string>> = {
  under_review: "审核中 under review",
  active: "生效 active",
  paused: "暂停 paused",
  expired: "到期 expired",
};

export async function addContract(
  accountId: string,
  flags: ContractFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { product, goods = "any", status = "active", from, to } = flags;
  if (product === undefined) throw noProduct();
  const contract = {
    ...{ product, goods, status },
    ...(from !== undefined && from !== "none" && { fromMs: from }),
    ...(to !== undefined && to !== "none" && { toMs: to }),
  };
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) =>
    contractDocument(await gateway.addContract({ ...by, accountId, contract })),
  );
  print(surroundings, flags, {
    document,
    text: () => `合同已登记 · the contract is written down\n\n${contractText(document)}`,
  });
  return exitCode.fine;
}

export async function listContracts(
  accountId: string | undefined,
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, async ({ gateway }) =>
    (await gateway.listContracts(accountId)).map(contractDocument),
  );
  const head = ["合同 contract", "账户 account", "产品 product", "商品 goods", "状态 status", "自 from", "至 to"];
  const empty = "还没有登记合同，无法预先核对权限 · no contracts written down, so rights can't be checked beforehand";
  print(surroundings, flags, { document: { data }, text: () => listText(head, data.map(contractRow), empty) });
  return exitCode.fine;
}

export async function setContract(
  contractId: string,
  flags: ContractFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { product, goods, status, from, to } = flags;
  const changes = {
    ...(product !== undefined && { product }),
    ...(goods !== undefined && { goods }),
    ...(status !== undefined && { status }),
    ...(from !== undefined && { fromMs: orNull(from) }),
    ...(to !== undefined && { toMs: orNull(to) }),
  };
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) =>
    contractDocument(await gateway.changeContract({ ...by, contractId, changes })),
  );
  print(surroundings, flags, { document, text: () => `已更改 · changed\n\n${contractText(document)}` });
  return exitCode.fine;
}

export async function removeContract(
  contractId: string,
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) =>
    contractDocument(await gateway.removeContract({ ...by, contractId })),
  );
  print(surroundings, flags, { document, text: () => `合同 ${contractId} 已删除 · the contract is removed` });
  return exitCode.fine;
}

function orNull(moment: number | None): number | null {
  return moment === "none" ? null : moment;
}

function noProduct(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "缺少 --product：direct、escrow、dual（旧接口），page、wap、qr（开放平台）",
    en: "--product is missing: direct, escrow, dual (partner protocol), page, wap, qr (OpenAPI)",
  });
}

function contractRow(contract: Document): string[] {
  return [
    ...[textOf(contract["id"]), textOf(contract["account"]), textOf(contract["product"]), textOf(contract["goods"])],
    ...[statuses[String(contract["status"])] ?? "-", beijingMoment(contract["from"]), beijingMoment(contract["to"])],
  ];
}

function contractText(contract: Document): string {
  return textTable([
    ["合同 contract", textOf(contract["id"])],
    ["账户 account", textOf(contract["account"])],
    ["产品 product", textOf(contract["product"])],
    ["商品 goods", textOf(contract["goods"])],
    ["状态 status", statuses[String(contract["status"])] ?? "-"],
    ["自 from", beijingMoment(contract["from"])],
    ["至 to", beijingMoment(contract["to"])],
  ]);
}
