// Way 3, and the answer for versions which are not known: nothing is written; the commands at the gateway and the exact line to
// change in the shop are said.
import {
  examineInstallation,
  knownHoles,
  type LineChange,
  lookAlikeChanges,
  needsAction,
  pluginPath,
  type WayChoice,
  wayNames,
} from "@dedepay/dedecms";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import type { Port, PreparedShop } from "./prepare-shop.ts";

export async function explainLookAlike({
  shop,
  choice,
  json,
  port: { out },
}: {
  readonly shop: PreparedShop;
  readonly choice: WayChoice;
  readonly json: boolean;
  readonly port: Port;
}): Promise<ExitCode> {
  const bytes = await shop.files.read(pluginPath);
  const changes = bytes === undefined ? [] : lookAlikeChanges(bytes, shop.gatewayUrl);
  const open = knownHoles(examineInstallation(shop.installation)).filter(({ finding }) => needsAction(finding));
  const isRefusal = choice.way === "look-alike";
  const commands = commandsFor(shop);
  if (json) {
    const holes = open.map(({ bug, finding }) => ({ bug, title: finding.title, fix: finding.fix }));
    out(
      `${JSON.stringify({ way: "look-alike", why: isRefusal ? choice.why : null, commands, changes, stays_open: holes }, undefined, 2)}\n`,
    );
    return isRefusal ? exitCode.foundProblem : exitCode.fine;
  }
  const name = wayNames["look-alike"];
  out(
    [
      ...(isRefusal ? [`没有安装：${choice.why.zh}`, `Not installed: ${choice.why.en}`, ""] : []),
      `${name.zh} · ${name.en}`,
      "",
      "一、在网关：登记这个站，发一对 PID 和密钥（做过的一步跳过）· at the gateway: register the shop, issue a pair; skip what is done already",
      ...commands.map((command) => `  ${command}`),
      "",
      "二、在网站：改网关地址 · in the shop: the gateway's address",
      ...(changes.length === 0 ? [noLine] : changes.map(lineText)),
      "",
      "三、在后台「系统 > 支付工具 > 支付宝」：PID 和密钥换成第一步发的一对，账号和接口类型不变；真正的支付宝密钥只留在网关",
      "in its back office, the Alipay form: put the issued pair in place of PID and key; the real key stays in the gateway alone",
      "",
      `这样接入，下面 ${open.length} 个漏洞仍然打开 · with this way these ${open.length} holes stay open:`,
      ...open.flatMap(({ bug, finding: { title, fix } }) => [
        `  ${bug} ${title.zh} · ${title.en}`,
        ...fix.map(({ zh, en }) => `     → ${zh} · ${en}`),
      ]),
      "",
    ].join("\n"),
  );
  return isRefusal ? exitCode.foundProblem : exitCode.fine;
}

/** To be run one after the other, as they stand. Keys are asked for, and never part of a command. */
function commandsFor({ account, address, gatewayUrl }: PreparedShop): string[] {
  const { siteId, origin } = address;
  const adding =
    account.kind === "import"
      ? [
          `dedepay account add --id ${account.accountId} --protocol mapi --environment production --partner ${account.imported.partner} --contract ${account.imported.product}`,
        ]
      : [];
  return [
    ...adding,
    `dedepay site add ${siteId} --id ${siteId} --account ${account.accountId} --return-origin ${origin}`,
    `dedepay look-alike issue ${siteId} --public-url ${gatewayUrl}`,
  ];
}

const noLine = `在 ${pluginPath} 里没有找到支付宝网关的网址，请找出发送请求的那一行 · no address of Alipay's gateway stands in ${pluginPath}: find the line which sends the request`;

function lineText({ path, line, before, after }: LineChange): string {
  return `${path} 第 ${line} 行 · line ${line}\n  - ${before.trim()}\n  + ${after.trim()}`;
}
