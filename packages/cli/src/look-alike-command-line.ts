// The flags of `dedepay look-alike`.
import { type Command, Option } from "commander";
import { ownerCommand } from "./owner/owner-command.ts";
import { readCount, readList } from "./owner/read-flags.ts";
import { readSwitchedServices } from "./owner/read-switched-services.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

export function addLookAlikeCommands(program: Command, surroundings: Surroundings, run: Run): void {
  const group = program
    .command("look-alike")
    .description("不改程序的老网站：用旧支付宝接口接入 · old shops, unchanged, over Alipay's old protocol");
  const code = () => import("./commands/look-alike.ts");
  ownerCommand(group, "issue <site>", "发一对合作者身份和校验码，打印要改的值 · issue a pair and print what to change")
    .option("--reuse-partner <pid>", "沿用支付宝原来的 PID · re-use Alipay's own PID")
    .option("--reuse-key-file <file>", "沿用的校验码的文件，- 是标准输入 · file of its key; - is the standard input")
    .action(async (siteId, flags) => {
      run.code = await (await code()).issueLookAlikeKey(siteId, flags, surroundings);
    });
  ownerCommand(group, "show <site>", "查看设置和合作者身份 · show settings and partner numbers").action(
    async (siteId, flags) => {
      run.code = await (await code()).showLookAlike(siteId, flags, surroundings);
    },
  );
  addSettings(ownerCommand(group, "set <site>", "更改设置 · change the settings")).action(async (siteId, flags) => {
    run.code = await (await code()).setLookAlike(siteId, flags, surroundings);
  });
  ownerCommand(group, "revoke <site> <partner>", "停用一个合作者身份 · revoke a partner number").action(
    async (siteId, partner, flags) => {
      run.code = await (await code()).revokeLookAlikeKey({ siteId, partner }, flags, surroundings);
    },
  );
}

function addSettings(command: Command): Command {
  return command
    .addOption(
      new Option("--returns <way>", "买家怎样回网站 · how buyers come back").choices(["result_page", "signed"]),
    )
    .option("--shop-url <url>", "返回到哪一页，none 为首页 · the page to come back to; none: the front page")
    .option("--notify-url <url>", "订单没写时通知到哪里，none 为不设 · used where an order names none; none: unset")
    .addOption(new Option("--goods <kind>", "商品种类 · kind of goods").choices(["by_order", "physical", "virtual"]))
    .addOption(
      new Option(
        "--service <list>",
        "开通的接口：close_trade、send_goods_confirm_by_platform、refund，none 为全部关闭 · services to switch on; none: all off",
      ).argParser(readSwitchedServices),
    )
    .addOption(
      new Option(
        "--address <list>",
        "网站服务器的地址或网段，none 为没有 · addresses or CIDR blocks of the shop's servers; none: none",
      ).argParser(readList),
    )
    .addOption(
      new Option("--daily-calls <number>", "这些接口每天可用几次 · calls of these services a day").argParser(
        readCount(999_999),
      ),
    );
}
