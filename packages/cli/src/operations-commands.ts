// The commands that keep a ledger: back-up, restore, recovery, purge, move. Reads their flags; knows no command's work.
import { type Command, InvalidArgumentError, Option } from "commander";
import { databaseOption, dataOption, jsonOption, masterKeyOption } from "./common-options.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

export function addOperations(program: Command, surroundings: Surroundings, run: Run): void {
  addBackup(program, surroundings, run);
  addRestore(program, surroundings, run);
  addRecovery(program, surroundings, run);
  addPurge(program, surroundings, run);
  addMove(program, surroundings, run);
}

function addBackup(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("backup")
    .description("备份内置数据库，网关照常运行 · back up the embedded database while the gateway works")
    .argument("<target>", "新文件，或文件夹 · a new file, or a folder")
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (target, flags) => {
      const { backup } = await import("./commands/backup.ts");
      run.code = await backup(target, flags, surroundings);
    });
}

function addRestore(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("restore")
    .description("用备份恢复账本，进入恢复模式 · restore a back-up; the ledger opens in recovery mode")
    .argument("<file>", "备份文件 · the back-up")
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(masterKeyOption())
    .addOption(takenAtOption())
    .addOption(jsonOption())
    .action(async (file, flags) => {
      const { restoreCommand } = await import("./commands/restore.ts");
      run.code = await restoreCommand(file, flags, surroundings);
    });
}

function addRecovery(program: Command, surroundings: Surroundings, run: Run): void {
  const recovery = program.command("recovery").description("恢复后的账本 · a restored ledger");
  recovery
    .command("status")
    .description("查到什么，还有什么不清楚 · what was found, and what is unclear")
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { recoveryStatus } = await import("./commands/recovery.ts");
      run.code = await recoveryStatus(flags, surroundings);
    });
  recovery
    .command("end")
    .description("结束恢复模式，退款和通知照常进行 · end recovery mode: refunds and deliveries go on")
    .option("--accept-unclear", "不清楚的已由人核对 · a person has looked at what is unclear")
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { recoveryEnd } = await import("./commands/recovery.ts");
      run.code = await recoveryEnd(flags, surroundings);
    });
  recovery
    .command("begin")
    .description(
      "数据库服务器用自己的工具恢复之后 · after a database server was restored with its own tools, before a gateway starts",
    )
    .addOption(takenAtOption().makeOptionMandatory())
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { recoveryBegin } = await import("./commands/recovery.ts");
      run.code = await recoveryBegin(flags, surroundings);
    });
}

function addPurge(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("purge")
    .description("删除过了保留期的旧数据 · delete rows whose time is over")
    .option("--dry-run", "只清点，不删除 · count only")
    .addOption(retentionOption())
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { purge } = await import("./commands/purge.ts");
      run.code = await purge(flags, surroundings);
    });
}

function addMove(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("move")
    .description("把内置数据库搬到 MariaDB 或 PostgreSQL · move the embedded database to MariaDB or PostgreSQL")
    .addOption(
      new Option("--to <url>", "空数据库的地址 · address of an empty database")
        .env("DEDEPAY_MOVE_TO")
        .conflicts("cancel"),
    )
    .option("--cancel", "放弃没有完成的搬家 · give up an unfinished move")
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { move } = await import("./commands/move.ts");
      run.code = await move(flags, surroundings);
    });
}

export function retentionOption(): Option {
  return new Option(
    "--retention <kind=days,...>",
    "各类旧数据保留多少天 · for how many days old rows are kept, by kind",
  ).env("DEDEPAY_RETENTION");
}

function takenAtOption(): Option {
  return new Option(
    "--taken-at <time>",
    "备份的时间，宁早勿晚 · when the back-up was taken, rather too early",
  ).argParser((text) => {
    const ms = Date.parse(text);
    if (/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(ms)) return ms;
    throw new InvalidArgumentError("2026-01-02T03:04:05+08:00");
  });
}
