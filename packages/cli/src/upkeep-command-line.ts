// The flags of `dedepay audit`, `dedepay admin-token` and `dedepay master-key`.
import { type Command, Option } from "commander";
import { ownerCommand } from "./owner/owner-command.ts";
import { readCount } from "./owner/read-flags.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

const mostEntries = 500;

export function addUpkeepCommands(program: Command, surroundings: Surroundings, run: Run): void {
  const audit = program.command("audit").description("审计记录：谁改了什么 · who changed what");
  ownerCommand(audit, "list", "列出，最新的在前 · list, newest first")
    .option("--subject <id>", "对象的编号 · id of what was changed")
    .option("--actor <who>", "谁：admin、cli:用户名、key:编号 · who")
    .option("--action <name>", "什么，如 site.changed；site. 为一类 · what; site. is a whole kind")
    .addOption(
      new Option("--limit <number>", `最多几条 · how many, up to ${mostEntries}`)
        .default(50)
        .argParser(readCount(mostEntries)),
    )
    .option("--cursor <cursor>", "上一页给出的 · from the page before")
    .action(async (flags) => {
      const { listAudit } = await import("./commands/audit.ts");
      run.code = await listAudit(flags, surroundings);
    });
  const token = program.command("admin-token").description("管理接口的令牌 · the token of the admin API");
  ownerCommand(token, "rotate", "换一个，旧的立即失效 · a new one; the old one is refused at once").action(
    async (flags) => {
      const { newAdminToken } = await import("./commands/admin-token.ts");
      run.code = await newAdminToken(flags, surroundings);
    },
  );
  const key = program.command("master-key").description("封存密钥的主密钥 · the key which seals stored secrets");
  ownerCommand(key, "rotate", "轮换主密钥，可随时中断和重来 · another master key; may be interrupted and run again")
    .option(
      "--prepare",
      "只写入新密钥，供多台机器先复制 · only write the new key, to be copied to other machines first",
    )
    .action(async (flags) => {
      const { rotateMasterKey } = await import("./commands/master-key.ts");
      run.code = await rotateMasterKey(flags, surroundings);
    });
}
