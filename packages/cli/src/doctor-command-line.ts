// The flags of `dedepay doctor`.
import { type Command, Option } from "commander";
import { egressOption } from "./common-options.ts";
import { ownerCommand } from "./owner/owner-command.ts";
import { readList } from "./owner/read-flags.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

export function addDoctor(program: Command, surroundings: Surroundings, run: Run): void {
  ownerCommand(
    program,
    "doctor",
    "检查整个安装：账户、密钥、合同、站点、设置、备份；只看不改\nexamine this installation: accounts, keys, contracts, sites, settings, back-up; changes nothing",
  )
    .option(
      "--live",
      "再问支付宝密钥对不对，并探测站点和自己的通知地址 · also ask Alipay about the keys, and probe the sites and our own notify address",
    )
    .addOption(
      new Option(
        "--account <list>",
        "只问这些账户（即 --live） · ask about these accounts only (implies --live)",
      ).argParser(readList),
    )
    .addOption(
      new Option("--site <list>", "只探测这些站点（即 --live） · probe these sites only (implies --live)").argParser(
        readList,
      ),
    )
    .option(
      "--notify-url <url>",
      "探测站点上的这个通知地址，须在它登记的来源之内 · probe this notify address of the one --site, on a registered origin",
    )
    .addOption(egressOption())
    .option(
      "--bundle <file>",
      "另写一个求助文件，不含密钥、有效签名和买家身份 · also write one file for support, without keys, valid signatures and buyers",
    )
    .addHelpText("after", helpText)
    .action(async (flags, command: Command) => {
      const isPublicUrlSet = command.getOptionValueSource("publicUrl") !== "default";
      const { doctor } = await import("./commands/doctor.ts");
      run.code = await doctor({ ...flags, isPublicUrlSet }, surroundings);
    });
}

const helpText = `
退出码：0 没有问题（可能有提示），1 有问题，2 用法不对
exit code: 0 nothing wrong (there may be notes), 1 something is, 2 wrong usage

例子 examples:
  dedepay doctor                        不联网 · asks nobody
  dedepay doctor --live                 问支付宝、探测站点 · asks Alipay, probes the sites
  dedepay doctor --account shop         只问一个账户 · one account only
  dedepay doctor --site tea --notify-url https://tea.example/pay/notify.php
  dedepay doctor --live --bundle help.json
`;
