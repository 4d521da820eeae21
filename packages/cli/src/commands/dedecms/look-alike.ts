// Way 3, and the answer for versions which are not known: nothing is written; the exact line to change is said.
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
  if (json) {
    const holes = open.map(({ bug, finding }) => ({ bug, title: finding.title, fix: finding.fix }));
    out(
      `${JSON.stringify({ way: "look-alike", why: isRefusal ? choice.why : null, changes, stays_open: holes }, undefined, 2)}\n`,
    );
    return isRefusal ? exitCode.foundProblem : exitCode.fine;
  }
  const name = wayNames["look-alike"];
  out(
    [
      ...(isRefusal ? [`没有安装：${choice.why.zh}`, `Not installed: ${choice.why.en}`, ""] : []),
      `${name.zh} · ${name.en}`,
      ...(changes.length === 0 ? [noLine] : changes.map(lineText)),
      "",
      "PID 和密钥：在后台「系统 > 支付工具 > 支付宝」换成网关为这个站发的一对，账号和接口类型不变；真正的支付宝密钥只留在网关",
      "PID and key: put the pair which the gateway issues for this shop into the Alipay form; the real key stays in the gateway alone",
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

const noLine = `在 ${pluginPath} 里没有找到支付宝网关的网址，请找出发送请求的那一行 · no address of Alipay's gateway stands in ${pluginPath}: find the line which sends the request`;

function lineText({ path, line, before, after }: LineChange): string {
  return `${path} 第 ${line} 行 · line ${line}\n  - ${before.trim()}\n  + ${after.trim()}`;
}
