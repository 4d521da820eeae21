// `dedepay site …`: the shops that sell through this gateway.
import { siteDocument } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, listText, print, textOf, yuanOf } from "../owner/print.ts";
import type { None } from "../owner/read-flags.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface SiteFlags extends OwnerFlags {
  readonly id?: string;
  readonly name?: string;
  readonly mode?: "live" | "test";
  readonly account?: string;
  readonly webhookUrl?: string;
  readonly returnOrigin?: readonly string[];
  readonly refundLimit?: bigint | None;
  readonly autoShip?: "on" | "off";
  readonly scope?: readonly ("pay" | "refund" | "read")[];
  readonly address?: readonly string[];
  readonly origin?: readonly string[];
}

type Document = ReturnType<typeof siteDocument>;

export async function addSite(name: string, flags: SiteFlags, surroundings: Surroundings): Promise<ExitCode> {
  const site = await withOwner({ flags, surroundings, mayCreate: true }, async ({ gateway, by }) => {
    const { id, mode, account, webhookUrl, returnOrigin, refundLimit, autoShip, scope, address, origin } = flags;
    return gateway.registerSite({
      ...{ ...by, name },
      ...(id !== undefined && { id }),
      ...(mode !== undefined && { mode }),
      ...(account !== undefined && { defaultAccount: account }),
      ...(webhookUrl !== undefined && { webhookUrl }),
      ...(returnOrigin !== undefined && { returnOrigins: returnOrigin }),
      ...(refundLimit !== undefined && refundLimit !== "none" && { refundDailyFen: refundLimit }),
      ...(autoShip !== undefined && { autoShip: autoShip === "on" }),
      key: {
        ...(scope !== undefined && { scopes: scope }),
        ...(address !== undefined && { addresses: address }),
        ...(origin !== undefined && { origins: origin }),
      },
    });
  });
  const { siteId, mode, keyId, keySecret, webhookSecret } = site;
  print(surroundings, flags, {
    document: { id: siteId, name, mode, key_id: keyId, key_secret: keySecret, webhook_secret: webhookSecret },
    text: () => {
      const rows = [
        ["站点 site", siteId],
        ["模式 mode", modeText(mode)],
        ["密钥编号 Dedepay-Key", keyId],
        ["密钥 key secret", keySecret],
        ["通知密钥 webhook secret", webhookSecret],
      ];
      const once =
        "两个密钥只显示这一次，请立即保存到网站的设置里 · both secrets are shown this once: put them into the shop now";
      return `站点已建立 · the site is made\n\n${textTable(rows)}\n\n${once}`;
    },
  });
  return exitCode.fine;
}

export async function listSites(flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, async ({ gateway }) =>
    (await gateway.listSites()).map(siteDocument),
  );
  const head = ["站点 site", "名称 name", "模式 mode", "账户 account", "通知地址 webhook", "状态 state"];
  print(surroundings, flags, {
    document: { data },
    text: () => listText(head, data.map(siteRow), "还没有站点 · no sites yet"),
  });
  return exitCode.fine;
}

export async function showSite(id: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, async ({ gateway }) =>
    siteDocument(await gateway.getSite(id)),
  );
  print(surroundings, flags, { document, text: () => siteText(document) });
  return exitCode.fine;
}

export async function setSite(id: string, flags: SiteFlags, surroundings: Surroundings): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) => {
    const { name, mode, account, webhookUrl, returnOrigin, refundLimit, autoShip } = flags;
    if (refundLimit !== undefined) {
      await gateway.setRefundLimit({ ...by, siteId: id, ...(refundLimit !== "none" && { dailyFen: refundLimit }) });
    }
    const site = await gateway.changeSite({
      ...{ ...by, siteId: id },
      ...(name !== undefined && { name }),
      ...(mode !== undefined && { mode }),
      ...(account !== undefined && { defaultAccount: orNull(account) }),
      ...(webhookUrl !== undefined && { webhookUrl: orNull(webhookUrl) }),
      ...(returnOrigin !== undefined && { returnOrigins: returnOrigin }),
      ...(autoShip !== undefined && { autoShip: autoShip === "on" }),
    });
    return siteDocument(site);
  });
  print(surroundings, flags, { document, text: () => `已更改 · changed\n\n${siteText(document)}` });
  return exitCode.fine;
}

export async function switchSite(
  site: { readonly id: string; readonly disabled: boolean },
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { id, disabled } = site;
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) =>
    siteDocument(await gateway.changeSite({ ...by, siteId: id, disabled })),
  );
  const done = disabled
    ? "站点已停用：它的密钥不再有效，不能发起新付款；已付的款照常入账和通知\nThe site is disabled: its keys open nothing and no payment starts; what was paid is settled and delivered all the same"
    : "站点已启用 · the site is enabled";
  print(surroundings, flags, { document, text: () => done });
  return exitCode.fine;
}

export async function rotateSiteSecret(
  id: string,
  /** `overlap` in hours. */
  flags: OwnerFlags & { readonly overlap: number },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { overlap: overlapHours } = flags;
  const { webhookSecret, formerUntil } = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.rotateWebhookSecret({ ...by, siteId: id, overlapHours }),
  );
  const meanwhile =
    overlapHours === 0
      ? "从现在起通知只用新密钥签名；网站换上之前拒收的通知会自动重发 · deliveries are signed with it alone from now on; those which the shop refuses until it knows it are sent again"
      : `在 ${beijingMoment(formerUntil)} 之前通知用新旧两个密钥签名，请在此之前给网站换上 · until then deliveries are signed under both: give the shop the new one before`;
  print(surroundings, flags, {
    document: { id, webhook_secret: webhookSecret, former_until: formerUntil },
    text: () =>
      [textTable([["通知密钥 webhook secret", `${webhookSecret}  只显示这一次 shown once`]]), "", meanwhile].join("\n"),
  });
  return exitCode.fine;
}

function orNull(text: string): string | null {
  return text === "none" ? null : text;
}

function modeText(mode: unknown): string {
  return mode === "live" ? "live 正式：只收真钱 real money only" : "test 测试 rehearsal";
}

function shippingText(autoShip: unknown): string {
  return autoShip === true
    ? "on 网关自动在支付宝发货 shipped at Alipay by the gateway"
    : "off 由网站自己发货 shipped by the site itself";
}

function siteRow(site: Document): string[] {
  const state = site["disabled_at"] === null ? "启用 enabled" : "停用 disabled";
  return [
    ...[textOf(site["id"]), textOf(site["name"]), textOf(site["mode"]), textOf(site["default_account"])],
    ...[textOf(site["webhook_url"]), state],
  ];
}

function siteText(site: Document): string {
  return textTable([
    ["站点 site", textOf(site["id"])],
    ["名称 name", textOf(site["name"])],
    ["模式 mode", modeText(site["mode"])],
    ["默认账户 default account", textOf(site["default_account"])],
    ["通知地址 webhook", textOf(site["webhook_url"])],
    ["可返回的来源 return origins", textOf(site["return_origins"])],
    [
      "每日退款限额 refunds a day",
      site["refund_daily_fen"] === null ? "不限 no limit" : yuanOf(site["refund_daily_fen"]),
    ],
    ["虚拟商品担保交易发货 virtual goods in escrow", shippingText(site["auto_ship"])],
    ["停用于 disabled at", beijingMoment(site["disabled_at"])],
    ["建立于 made at", beijingMoment(site["created_at"])],
  ]);
}
