// The commands under `dedepay dedecms`, with their flags. Loads a command's code only when it is called.

import type { PluginProduct } from "@dedepay/dedecms";
import { type Command, InvalidArgumentError, Option } from "commander";
import { egressOption, jsonOption, masterKeyOption } from "../../common-options.ts";
import type { Run } from "../../run.ts";
import type { Surroundings } from "../../surroundings.ts";

const products: readonly PluginProduct[] = ["direct", "escrow", "dual"];

export function addDedecms(program: Command, surroundings: Surroundings, run: Run): void {
  const dedecms = program.command("dedecms").description("DedeCMS 站点 · DedeCMS sites");
  addInspect(dedecms, surroundings, run);
  addInstall(dedecms, surroundings, run);
  addBundle(dedecms, surroundings, run);
  addVerify(dedecms, surroundings, run);
  addCheckDb(dedecms, surroundings, run);
  addReconcile(dedecms, surroundings, run);
  addUninstall(dedecms, surroundings, run);
}

function addInspect(dedecms: Command, surroundings: Surroundings, run: Run): void {
  dedecms
    .command("inspect")
    .description("检查安装，不改任何文件 · inspect an installation, change nothing")
    .argument(
      "[site]",
      "网站根目录、它的副本，或 .zip、.tar.gz 备份 · the web root, a copy of it, or a .zip or .tar.gz backup",
    )
    .option("--all <list>", "清单文件，每行一个站点 · a file with one site a line")
    .option("--html <file>", "另存一页报告 · write a page as well")
    .option("--db", "也查看数据库，用网站自己的设置，只读 · look at the database too, read-only")
    .addOption(databaseUrlOption())
    .option("--data <folder>", "网关的数据文件夹，用来核对签约 · the gateway's data folder, to compare the contract")
    .addOption(gatewayDatabaseOption())
    .addOption(masterKeyOption())
    .addOption(
      new Option("--contract <products>", "签了什么：direct、escrow、dual，逗号分隔 · what is contracted, with commas")
        .argParser(readProducts)
        .conflicts("data"),
    )
    .addOption(jsonOption())
    .action(async (site, flags) => {
      const { inspectDedecms } = await import("./inspect.ts");
      run.code = await inspectDedecms(site, flags, surroundings);
    });
}

function addInstall(dedecms: Command, surroundings: Surroundings, run: Run): void {
  const command = dedecms
    .command("install")
    .description("把这台机器上的网站接到网关；可重复运行 · connect a shop on this machine; can be run again")
    .argument("<folder>", "网站根目录 · the web root")
    .addOption(
      new Option("--way <way>", "指定接入方式 · choose the way in").choices(["webhook", "database", "look-alike"]),
    )
    .option("--yes", "不再询问 · do not ask")
    .option("--dry-run", "只显示计划 · show the plan only")
    .option("--no-verify", "写完后不验证 · do not verify afterwards");
  addShopOptions(command).action(async (folder, flags) => {
    const { installDedecms } = await import("./install.ts");
    run.code = await installDedecms(folder, flags, surroundings);
  });
}

function addBundle(dedecms: Command, surroundings: Surroundings, run: Run): void {
  const command = dedecms
    .command("bundle")
    .description("只有 FTP 的网店：做一个要上传的压缩包 · for a shop with FTP only: make a zip to upload")
    .argument("<site>", "网站的副本，或 .zip、.tar.gz 备份 · a copy of the shop, or a .zip or .tar.gz backup")
    .option("--out <file>", "压缩包的文件名 · file name of the zip");
  addShopOptions(command).action(async (site, flags) => {
    const { bundleDedecms } = await import("./bundle.ts");
    run.code = await bundleDedecms(site, flags, surroundings);
  });
}

function addVerify(dedecms: Command, surroundings: Surroundings, run: Run): void {
  dedecms
    .command("verify")
    .description("验证接入的网店，不写名字是全部 · verify connected shops, all unless one is named")
    .argument("[site]", "站点编号、网址或目录 · its id, address or folder")
    .addOption(dataOption())
    .addOption(gatewayDatabaseOption())
    .addOption(masterKeyOption())
    .addOption(egressOption())
    .addOption(jsonOption())
    .action(async (site, flags) => {
      const { verifyDedecms } = await import("./verify.ts");
      run.code = await verifyDedecms(site, flags, surroundings);
    });
}

function addCheckDb(dedecms: Command, surroundings: Surroundings, run: Run): void {
  dedecms
    .command("check-db")
    .description(
      "看看网关能不能在网站的数据库里入账，不改任何数据 · whether the gateway can fulfil in a shop's database",
    )
    .argument("<site>", "站点编号 · its id")
    .addOption(dataOption())
    .addOption(gatewayDatabaseOption())
    .addOption(masterKeyOption())
    .addOption(jsonOption())
    .action(async (site, flags) => {
      const { checkShopDatabase } = await import("./check-db.ts");
      run.code = await checkShopDatabase(site, flags, surroundings);
    });
}

function addReconcile(dedecms: Command, surroundings: Surroundings, run: Run): void {
  dedecms
    .command("reconcile")
    .description("核对网关的账和网站的订单，列出对不上的 · compare the gateway's books with a shop's orders")
    .requiredOption("--site <id>", "站点编号 · the site's id")
    .addOption(
      new Option(
        "--since <date>",
        "从哪天的订单开始，北京时间，省略时是接入那天 · orders from this day on, Beijing time; left out: since it was connected",
      ).argParser(readDay),
    )
    .option("--apply", "逐行修复，每行问一次 · mend row by row, each on a yes")
    .option("--yes", "能修复的都修复，不再询问 · mend all that can be, do not ask")
    .option("--no-query", "不问支付宝 · do not ask Alipay")
    .addOption(dataOption())
    .addOption(gatewayDatabaseOption())
    .addOption(masterKeyOption())
    .addOption(egressOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { reconcileShop } = await import("./reconcile.ts");
      run.code = await reconcileShop(flags, surroundings);
    });
}

/** Unix seconds of a Beijing midnight. */
function readDay(text: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00+08:00`) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError("use YYYY-MM-DD");
  return ms / 1000;
}

function addUninstall(dedecms: Command, surroundings: Surroundings, run: Run): void {
  dedecms
    .command("uninstall")
    .description("把网站逐字节恢复原样 · put a shop back byte for byte")
    .argument("<folder>", "网站根目录 · the web root")
    .option("--yes", "不再询问 · do not ask")
    .addOption(dataOption())
    .addOption(gatewayDatabaseOption())
    .addOption(masterKeyOption())
    .addOption(egressOption())
    .addOption(jsonOption())
    .action(async (folder, flags) => {
      const { uninstallDedecms } = await import("./uninstall.ts");
      run.code = await uninstallDedecms(folder, flags, surroundings);
    });
}

function addShopOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--public-url <url>", "买家访问网关的网址 · the address under which buyers reach the gateway").env(
        "DEDEPAY_PUBLIC_URL",
      ),
    )
    .option(
      "--site-url <url>",
      "买家访问网店的网址，代替它自己的设置 · the shop's address, in place of its own settings",
    )
    .option("--account <id>", "用网关里已有的支付宝账户 · an account which the gateway has")
    .addOption(
      new Option("--skip <holes>", "不堵的漏洞：V1、V5，逗号分隔 · holes to leave open: V1, V5").argParser(readHoles),
    )
    .option(
      "--db",
      "也查看数据库，列出未付款的旧订单，只读 · look at the database too and list unpaid orders, read-only",
    )
    .addOption(databaseUrlOption())
    .addOption(dataOption())
    .addOption(gatewayDatabaseOption())
    .addOption(masterKeyOption())
    .addOption(egressOption())
    .addOption(jsonOption());
}

function readHoles(text: string): ("V1" | "V5")[] {
  return text.split(",").map((name) => {
    const hole = name.trim().toUpperCase();
    if (hole !== "V1" && hole !== "V5") throw new InvalidArgumentError("use V1, V5");
    return hole;
  });
}

function readProducts(text: string): PluginProduct[] {
  return text.split(",").map((name) => {
    const product = products.find((one) => one === name.trim());
    if (product === undefined) throw new InvalidArgumentError(`use ${products.join(", ")}`);
    return product;
  });
}

function databaseUrlOption(): Option {
  return new Option(
    "--db-url <url>",
    "网站数据库的地址，代替它自己的设置 · address of the site's database, in place of its own settings",
  ).env("DEDEPAY_DEDECMS_DB_URL");
}

function dataOption(): Option {
  return new Option("--data <folder>", "网关的数据文件夹 · the gateway's data folder")
    .default(".dedepay")
    .env("DEDEPAY_DATA");
}

function gatewayDatabaseOption(): Option {
  return new Option(
    "--database-url <url>",
    "网关的 MariaDB 或 PostgreSQL，代替内置数据库 · the gateway's MariaDB or PostgreSQL in place of the embedded database",
  ).env("DEDEPAY_DATABASE_URL");
}
