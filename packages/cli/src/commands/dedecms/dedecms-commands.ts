// The commands under `dedepay dedecms`, with their flags. Loads a command's code only when it is called.

import type { PluginProduct } from "@dedepay/dedecms";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Surroundings } from "../../surroundings.ts";

interface Run {
  code: number;
}

const products: readonly PluginProduct[] = ["direct", "escrow", "dual"];

export function addDedecms(program: Command, surroundings: Surroundings, run: Run): void {
  const dedecms = program.command("dedecms").description("DedeCMS 站点 · DedeCMS sites");
  addInspect(dedecms, surroundings, run);
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

function jsonOption(): Option {
  return new Option("--json", "输出 JSON · print JSON");
}
