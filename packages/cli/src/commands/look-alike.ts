// `dedepay look-alike …`: old shops which keep their software and talk to the gateway as if it were Alipay's old one.
import { type Gateway, lookAlikeDocument } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { print } from "../owner/print.ts";
import type { SwitchedServiceName } from "../owner/read-switched-services.ts";
import { SecretSource } from "../owner/secret-source.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface IssueFlags extends OwnerFlags {
  readonly reusePartner?: string;
  readonly reuseKeyFile?: string;
}

type Changes = Parameters<Gateway["changeLookAlike"]>[0]["changes"];
export interface SettingsFlags extends OwnerFlags {
  readonly returns?: Changes["returns"];
  readonly shopUrl?: string;
  readonly notifyUrl?: string;
  readonly goods?: Changes["goods"];
  readonly service?: SwitchedServiceName[];
  readonly address?: string[];
  readonly dailyCalls?: number;
}

type View = Awaited<ReturnType<Gateway["viewLookAlike"]>>;
type Issued = Awaited<ReturnType<Gateway["issueLookAlikeKey"]>>;

export async function issueLookAlikeKey(
  siteId: string,
  flags: IssueFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const reuse = await readReuse(flags, surroundings);
  const issued = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.issueLookAlikeKey({ ...by, siteId, ...(reuse !== undefined && { reuse }) }),
  );
  const { gatewayUrl, partner, key, origin, warnings } = issued;
  print(surroundings, flags, {
    document: { site: siteId, gateway_url: gatewayUrl, partner, key, origin, warnings },
    text: () => issuedText(issued),
  });
  return exitCode.fine;
}

export async function showLookAlike(siteId: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const view = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.viewLookAlike(siteId));
  print(surroundings, flags, { document: lookAlikeDocument(view), text: () => viewText(view) });
  return exitCode.fine;
}

export async function setLookAlike(
  siteId: string,
  flags: SettingsFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { returns, shopUrl, notifyUrl, goods, service, address, dailyCalls } = flags;
  const changes: Changes = {
    ...(returns !== undefined && { returns }),
    ...(shopUrl !== undefined && { shopUrl: orNull(shopUrl) }),
    ...(notifyUrl !== undefined && { notifyUrl: orNull(notifyUrl) }),
    ...(goods !== undefined && { goods }),
    ...(service !== undefined && { services: service }),
    ...(address !== undefined && { addresses: address }),
    ...(dailyCalls !== undefined && { dailyCalls }),
  };
  const view = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.changeLookAlike({ ...by, siteId, changes }),
  );
  print(surroundings, flags, {
    document: lookAlikeDocument(view),
    text: () => `已更改 · changed\n\n${viewText(view)}`,
  });
  return exitCode.fine;
}

export async function revokeLookAlikeKey(
  key: { readonly siteId: string; readonly partner: string },
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  await withOwner({ flags, surroundings }, ({ gateway, by }) => gateway.revokeLookAlikeKey({ ...by, ...key }));
  print(surroundings, flags, {
    document: { site: key.siteId, partner: key.partner },
    text: () =>
      "已停用：新的下单请求会被拒绝，已经下的单照常通知网站\nRevoked: new requests are refused; orders under way are still answered",
  });
  return exitCode.fine;
}

function orNull(text: string): string | null {
  return text === "none" ? null : text;
}

/** White space around the key is left alone: the shop signs with it, and the gateway says so. Throws CommandFailure. */
async function readReuse(
  { reusePartner, reuseKeyFile }: IssueFlags,
  surroundings: Surroundings,
): Promise<{ partner: string; key: string } | undefined> {
  if (reusePartner === undefined && reuseKeyFile === undefined) return undefined;
  if (reusePartner === undefined || reuseKeyFile === undefined) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "沿用支付宝原来的密钥需要 --reuse-partner 和 --reuse-key-file 两个参数",
      en: "To re-use Alipay's old pair give both --reuse-partner and --reuse-key-file",
    });
  }
  return { partner: reusePartner, key: await new SecretSource(surroundings).read(reuseKeyFile) };
}

function issuedText({ gatewayUrl, partner, key, warnings }: Issued): string {
  const isReused = key === null;
  const rows = [
    ["网关地址 gateway", gatewayUrl, "代替 replaces https://www.alipay.com/cooperate/gateway.do?"],
    ["合作者身份 partner", partner, isReused ? "不用改 unchanged" : ""],
    [
      "安全校验码 key",
      isReused ? "（原来的 the old one）" : key,
      isReused ? "不用改 unchanged" : "只显示这一次 shown once",
    ],
  ];
  return [
    "在旧网站里改这几个值，别的都不动 · change these in the old shop, and nothing else",
    textTable(rows),
    ...warnings.map(({ zh, en }) => `注意：${zh}\n${en}`),
  ].join("\n\n");
}

function viewText({ siteId, gatewayUrls, origins, settings, keys }: View): string {
  const list = (values: readonly string[]): string => (values.length === 0 ? "无 none" : values.join(", "));
  const rows = [
    ["站点 site", siteId],
    ...gatewayUrls.map((url, index) => [index === 0 ? "网关地址 gateway" : "", `${url}?`]),
    ["登记的网址 origins", list(origins)],
    [
      "返回方式 returns",
      settings.returns === "signed" ? "signed 带签名返回 signed" : "result_page 网关结果页 our own page",
    ],
    ["返回到 shop url", settings.shopUrl ?? "网站首页 the shop's front page"],
    ["通知地址 notify url", settings.notifyUrl ?? "按订单 as the order says"],
    ["商品 goods", settings.goods],
    ["开通的接口 services", list(settings.services)],
    ["服务器地址 addresses", list(settings.addresses)],
    ["每日次数 daily calls", String(settings.dailyCalls)],
  ];
  const pairs = keys.map(({ partner, origin, revokedAtMs }) => [
    partner,
    origin === "alipay" ? "支付宝原来的 Alipay's own" : "网关发的 issued",
    revokedAtMs === null ? "有效 valid" : "已停用 revoked",
  ]);
  const keyText = pairs.length === 0 ? "还没有合作者身份 · no partner number yet" : textTable(pairs);
  return `${textTable(rows)}\n\n合作者身份 · partner numbers\n${keyText}`;
}
