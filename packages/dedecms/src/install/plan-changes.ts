// What an installation writes: the drop-in's files with the shop's settings, and what shuts the holes which they can't.
import { confirmBlockLine, isConfirmBlocked, withConfirmBlock } from "../inspect/confirm-block.ts";
import {
  confirmPath,
  gatewaySettingsPath,
  paymentFolder,
  pluginPath,
  settingsPath,
  webhookPath,
} from "../inspect/inspected-paths.ts";
import type { BilingualText } from "../inspect/inspection-finding.ts";
import type { InstallationFiles } from "../inspect/installation-files.ts";
import { type DropInFiles, uploadOrder } from "./drop-in-files.ts";
import type { ChangeStep, FileChange } from "./file-change.ts";
import { type GatewaySettings, gatewaySettingsFile } from "./gateway-settings.ts";
import { emptyMethodFile, isKeyless, withMethodKey } from "./method-key.ts";

export type PlanOptions = {
  readonly dropIn: DropInFiles;
  readonly settings: GatewaySettings;
  /** A random key of 32 characters for a file, the same one when it is asked again. */
  readonly newKey: (path: string) => string;
  /** Steps which somebody does not want. */
  readonly skip: ReadonlySet<ChangeStep>;
};

export type ChangePlan = {
  readonly changes: readonly FileChange[];
  /** Holes which should have been shut and could not. */
  readonly notDone: readonly BilingualText[];
};

/** Only what differs from what is there; nothing at all where everything is in place. */
export async function planChanges(files: InstallationFiles, options: PlanOptions): Promise<ChangePlan> {
  const notDone: BilingualText[] = [];
  const wanted = [
    ...(await methodKeys(files, options, notDone)),
    ...(await confirmBlock(files, options, notDone)),
    ...(await dropInFiles(files, options)),
  ];
  return { changes: wanted.filter(({ before, after }) => before === undefined || !sameBytes(before, after)), notDone };
}

async function dropInFiles(files: InstallationFiles, { dropIn, settings }: PlanOptions): Promise<FileChange[]> {
  const wanted = new Map([...dropIn, [gatewaySettingsPath, gatewaySettingsFile(settings)] as const]);
  const changes: FileChange[] = [];
  for (const path of uploadOrder(wanted.keys())) {
    const after = wanted.get(path) ?? new Uint8Array();
    changes.push({ path, before: await files.read(path), after, step: "drop-in", ...purposeOf(path) });
  }
  return changes;
}

function purposeOf(path: string): { readonly why: BilingualText; readonly like: string } {
  switch (path) {
    case gatewaySettingsPath:
      return { like: "data/common.inc.php", why: { zh: "网关的地址和密钥", en: "the gateway's address and keys" } };
    case webhookPath:
      return {
        like: "plus/carbuyaction.php",
        why: { zh: "接收网关送来的付款结果", en: "takes the results which the gateway sends" },
      };
    case pluginPath:
      return { like: path, why: { zh: "代替原来的支付宝插件", en: "takes the place of the stock plugin" } };
    default:
      return { like: "include/common.inc.php", why: { zh: "接入文件的公共部分", en: "what both of them share" } };
  }
}

/** The CMS dies without data/payment/alipay.php, whichever plugin it has: where there is none, one with a random key is made. */
async function methodKeys(
  files: InstallationFiles,
  { newKey, skip }: PlanOptions,
  notDone: BilingualText[],
): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  const why = {
    zh: "加一个随机密钥，堵上漏洞 V1（伪造付款）",
    en: "a random key, which shuts hole V1 (forged payments)",
  };
  const names = await files.list(paymentFolder);
  if (!names.includes("alipay.php")) {
    const after = emptyMethodFile("alipay", newKey(settingsPath));
    const needed = { zh: "程序要有这个文件才会调用支付宝插件", en: "the CMS needs it to call the plugin at all" };
    changes.push({
      path: settingsPath,
      before: undefined,
      after,
      step: "drop-in",
      why: needed,
      like: "data/common.inc.php",
    });
  }
  if (skip.has("V1")) return changes;
  for (const name of names.filter((one) => /^\w+\.php$/.test(one))) {
    const path = `${paymentFolder}/${name}`;
    const before = await files.read(path);
    if (before === undefined || !isKeyless(before)) continue;
    const after = withMethodKey(before, newKey(path));
    if (after !== undefined) changes.push({ path, before, after, step: "V1", why, like: path });
    else
      notDone.push({
        zh: `${path} 的写法不认识，漏洞 V1 要手工堵`,
        en: `${path} is written in an unknown way: shut hole V1 by hand`,
      });
  }
  return changes;
}

async function confirmBlock(
  files: InstallationFiles,
  { skip }: PlanOptions,
  notDone: BilingualText[],
): Promise<FileChange[]> {
  const before = await files.read(confirmPath);
  if (before === undefined || skip.has("V5") || isConfirmBlocked(before)) return [];
  const after = withConfirmBlock(before);
  if (after === undefined) {
    notDone.push({
      zh: `${confirmPath} 的开头不认识，漏洞 V5 要手工堵：${confirmBlockLine}`,
      en: `${confirmPath} begins in an unknown way; shut hole V5 by hand: ${confirmBlockLine}`,
    });
    return [];
  }
  const why = {
    zh: "堵上漏洞 V5（任何人能把订单改成已完成）；此后由店主在后台确认收货",
    en: "shuts hole V5 (anybody can finish any order); from then on the owner confirms receipts",
  };
  return [{ path: confirmPath, before, after, step: "V5", why, like: confirmPath }];
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
