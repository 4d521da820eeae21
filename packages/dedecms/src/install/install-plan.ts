// Everything an owner has to know before anything is changed.
import type { BilingualText, Finding } from "../inspect/inspection-finding.ts";
import type { Installation } from "../inspect/installation.ts";
import type { UnpaidOrder } from "../inspect/installation-database.ts";
import { isPrivateHost } from "../inspect/notify-address.ts";
import { needsAction } from "../inspect/summarise-inspection.ts";
import type { WayChoice } from "./choose-way.ts";
import type { FileChange } from "./file-change.ts";
import type { ImportedAccount } from "./import-settings.ts";
import type { SiteAddress } from "./site-address.ts";

export type AccountPlan =
  /** Made from the shop's settings. */
  | { readonly kind: "import"; readonly imported: ImportedAccount; readonly accountId: string }
  /** The gateway has it already. `imported`: what the shop signs with today, when it is the same PID. */
  | { readonly kind: "known"; readonly accountId: string; readonly identity: string };

export type InstallPlan = {
  readonly folder: string;
  readonly address: SiteAddress;
  readonly gateway: string;
  readonly version: string;
  readonly choice: WayChoice;
  readonly account: AccountPlan;
  readonly changes: readonly FileChange[];
  readonly notDone: readonly BilingualText[];
  /** What is not in the way, but should be known before. */
  readonly warnings: readonly BilingualText[];
  /** Undefined where the database was not looked at. */
  readonly unpaid: readonly UnpaidOrder[] | undefined;
  /** Ids of the known holes which stay open afterwards. */
  readonly staysOpen: readonly string[];
};

/** Known holes which are open now and which neither the drop-in nor a change of the plan shuts. */
export function holesLeft(findings: readonly Finding[], changes: readonly FileChange[]): string[] {
  const shut = new Set(changes.map(({ step }) => step));
  const open = findings.filter(needsAction).flatMap(({ bugs }) => bugs);
  return [
    ...(open.includes("V3") ? ["V3"] : []),
    ...(open.includes("V5") && !shut.has("V5") ? ["V5"] : []),
    ...(open.includes("I2") ? ["I2"] : []),
  ];
}

/** What the plan says of the version: `V57_GBK_SP2`, or the charset constant where there is none. */
export function versionOf({ edition }: Installation): string {
  return edition?.version ?? edition?.charsetConstant ?? "?";
}

/** What is unusual about this installation and its address. */
export function planWarnings({ edition, plugin }: Installation, { url }: SiteAddress): BilingualText[] {
  const warnings: BilingualText[] = [];
  if (edition?.version !== undefined && !edition.version.endsWith("_SP2")) {
    warnings.push({
      zh: `接入文件是对照 V57 SP2 写的，这里是 ${edition.version}：装好后务必试买一笔`,
      en: `the drop-in was written against V57 SP2 and this is ${edition.version}: do buy something afterwards`,
    });
  }
  if (isPrivateHost(new URL(url).hostname)) {
    warnings.push({
      zh: `${url} 是内网或本机地址：网关要能从它那里打开这个网址，买家也要能`,
      en: `${url} is a private address: the gateway must be able to open it, and so must buyers`,
    });
  } else if (url.startsWith("http:")) {
    warnings.push({
      zh: "网店没有用 HTTPS：付款结果有签名，改不了；买家的登录和订单别人看得到",
      en: "the shop does not use HTTPS: results are signed and can't be altered, but buyers' logins and orders can be read",
    });
  }
  if (plugin === "absent") {
    warnings.push({
      zh: "原来没有支付宝插件文件：请确认后台「支付工具」里安装了支付宝",
      en: "there was no Alipay plugin: see that Alipay is installed under Payment tools",
    });
  }
  return warnings;
}
