// Reads the command line and starts one command. Loads a command's code only when it is called, so that the quick ones
// stay quick. Knows no command's work.
import { Command, CommanderError, Option } from "commander";
import { addAccountCommands, addContractCommands } from "./account-command-line.ts";
import { CommandFailure } from "./command-failure.ts";
import { addDedecms } from "./commands/dedecms/dedecms-commands.ts";
import {
  databaseOption,
  dataOption,
  egressOption,
  hostOption,
  jsonOption,
  masterKeyOption,
  portOption,
  publicUrlOption,
} from "./common-options.ts";
import { defaultPorts } from "./default-ports.ts";
import { addDoctor } from "./doctor-command-line.ts";
import { exitCode } from "./exit-code.ts";
import { addLookAlikeCommands } from "./look-alike-command-line.ts";
import { addOperations, retentionOption } from "./operations-commands.ts";
import { addOwedCommands } from "./owed-command-line.ts";
import { readMissingTrades } from "./read-missing-trades.ts";
import { readPort } from "./read-port.ts";
import { readSeconds } from "./read-seconds.ts";
import { readSpeed } from "./read-speed.ts";
import { readTrustedProxies } from "./read-trusted-proxies.ts";
import { readWait } from "./read-wait.ts";
import { reportFailure } from "./report-failure.ts";
import type { Run } from "./run.ts";
import { addKeyCommands, addSiteCommands } from "./site-command-line.ts";
import type { Surroundings } from "./surroundings.ts";
import { addUpkeepCommands } from "./upkeep-command-line.ts";
import { usageText } from "./usage-text.ts";
import { version } from "./version.ts";

/** Runs one command to its end and answers its exit code. */
export async function runCommandLine(parameters: readonly string[], surroundings: Surroundings): Promise<number> {
  const json = parameters.includes("--json");
  const run: Run = { code: exitCode.fine };
  try {
    const program = createProgram(surroundings, run);
    if (parameters.length === 0) program.outputHelp();
    else await program.parseAsync(parameters, { from: "user" });
    return run.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCode.fine;
      // A group without its command: its help was printed already, and says all.
      if (error.code === "commander.help") return exitCode.wrongUsage;
      reportFailure(surroundings, usageText(error), json);
      return exitCode.wrongUsage;
    }
    if (error instanceof CommandFailure) {
      reportFailure(surroundings, error.text, json);
      return error.exitCode;
    }
    throw error;
  }
}

/** Every command with its flags; `run.code` is set by the one that is carried out. */
export function createProgram(surroundings: Surroundings, run: Run): Command {
  const program = new Command("dedepay")
    .description("支付宝收款网关、错误诊断与本地演练\nAlipay payments: gateway, error diagnosis, local rehearsal")
    .version(version, "-V, --version", "版本 · version")
    .helpOption("-h, --help", "帮助 · help")
    .helpCommand("help [command]", "帮助 · help for a command")
    .configureOutput({
      writeOut: surroundings.out,
      writeErr: surroundings.err,
      // Said by reportFailure, in both languages.
      outputError: () => undefined,
    })
    .configureHelp({ showGlobalOptions: false })
    .showSuggestionAfterError()
    .exitOverride();
  addServe(program, surroundings, run);
  addSimulate(program, surroundings, run);
  addTrigger(program, surroundings, run);
  addDemo(program, surroundings, run);
  addExplain(program, surroundings, run);
  addDiagnose(program, surroundings, run);
  addDoctor(program, surroundings, run);
  addDedecms(program, surroundings, run);
  addOperations(program, surroundings, run);
  addSiteCommands(program, surroundings, run);
  addKeyCommands(program, surroundings, run);
  addAccountCommands(program, surroundings, run);
  addContractCommands(program, surroundings, run);
  addOwedCommands(program, surroundings, run);
  addUpkeepCommands(program, surroundings, run);
  addLookAlikeCommands(program, surroundings, run);
  return program;
}

/** What an owner sets once, if ever. */
function addServeTuning(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--trust-proxy <addresses>",
        "可信反向代理的地址，逗号分隔；loopback 是本机 · proxies whose X-Forwarded-For is believed, by commas; loopback is this machine",
      )
        .env("DEDEPAY_TRUST_PROXY")
        .argParser(readTrustedProxies),
    )
    .addOption(
      new Option("--log-level <level>", "日志级别 · level of the log")
        .choices(["debug", "info", "warn", "error"])
        .default("info")
        .env("DEDEPAY_LOG_LEVEL"),
    )
    .addOption(
      new Option("--stop-seconds <number>", "停止时最多等多少秒 · how long a stop waits for what is under way")
        .default(10)
        .env("DEDEPAY_STOP_SECONDS")
        .argParser(readSeconds),
    )
    .addOption(retentionOption())
    .addOption(egressOption())
    .addOption(
      new Option(
        "--missing-trades <number/minutes>",
        "多少位买家在多少分钟内去了支付宝却没有交易时提醒站长，不设为 3/30，off 关闭 · after how many buyers without a trade in how many minutes the owner is told; 3/30 without it, off turns it off",
      )
        .env("DEDEPAY_MISSING_TRADES")
        .argParser(readMissingTrades),
    );
}

function addServe(program: Command, surroundings: Surroundings, run: Run): void {
  const command = program
    .command("serve")
    .description("启动网关 · start the gateway")
    .addOption(hostOption())
    .addOption(portOption("--port <number>", "DEDEPAY_PORT", defaultPorts.gateway))
    .addOption(dataOption())
    .addOption(publicUrlOption())
    .addOption(
      new Option("--admin-port <number>", "管理接口的端口，只对本机开放 · port of the admin API, for this machine only")
        .env("DEDEPAY_ADMIN_PORT")
        .argParser(readPort),
    )
    .addOption(
      new Option("--admin-host <address>", "管理接口的监听地址 · address that the admin API listens on").env(
        "DEDEPAY_ADMIN_HOST",
      ),
    )
    .addOption(databaseOption())
    .addOption(masterKeyOption());
  addServeTuning(command)
    .addOption(jsonOption())
    .action(async (flags) => {
      const { serve } = await import("./commands/serve.ts");
      run.code = await serve(flags, surroundings);
    });
}

function addSimulate(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("simulate")
    .description("启动本地模拟支付宝 · start the local Alipay")
    .addOption(hostOption())
    .addOption(portOption("--port <number>", "DEDEPAY_SIMULATOR_PORT", defaultPorts.simulator))
    .addOption(
      new Option("--world <file>", "账户、合同和买家的 JSON 文件 · JSON file of accounts, contracts and buyers"),
    )
    .addOption(
      new Option("--speed <number>", "虚拟时间的倍速，0 是停住 · virtual seconds in a real one, 0 stands still")
        .default(1)
        .argParser(readSpeed),
    )
    .addOption(
      new Option("--list", "列出能触发的全部错误码和触发方法 · list every code and the way to provoke it").conflicts([
        "printEnv",
        "printWorld",
      ]),
    )
    .addOption(
      new Option(
        "--print-world",
        "打印默认的账户、合同和买家，改了给 --world 用 · print the default world file, to change and give to --world",
      ).conflicts(["printEnv", "world"]),
    )
    .option("--print-env", "打印客户端要的地址和测试密钥 · print the addresses and test keys which a client needs")
    .option("--account <id>", "--print-env 打印哪个账户 · the account which --print-env prints")
    .addOption(jsonOption())
    .action(async (flags) => {
      if (flags.list === true) {
        const { simulateList } = await import("./commands/simulate-list.ts");
        run.code = simulateList(flags, surroundings);
        return;
      }
      if (flags.printWorld === true) {
        const { printWorld } = await import("./commands/print-world.ts");
        run.code = printWorld(surroundings);
        return;
      }
      if (flags.printEnv === true) {
        const { simulateEnv } = await import("./commands/simulate-env.ts");
        run.code = simulateEnv(flags, surroundings);
        return;
      }
      const { simulate } = await import("./commands/simulate.ts");
      run.code = await simulate(flags, surroundings);
    });
}

function addTrigger(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("trigger")
    .description("让运行中的模拟支付宝出一次错 · make the running local Alipay misbehave once")
    .argument("[name]", "场景，--list 列出 · a scenario, --list shows them")
    .option("--order <out_trade_no>", "商户订单号，省略时是最新一笔 · order number; the latest trade unless given")
    .addOption(
      new Option("--simulator <url>", "模拟支付宝的地址 · address of the local Alipay")
        .default(`http://127.0.0.1:${defaultPorts.simulator}`)
        .env("DEDEPAY_SIMULATOR_URL"),
    )
    .addOption(
      new Option("--wait <seconds>", "接着看商户做什么，最多 60 秒 · go on watching the merchant, 60 s at most")
        .default(0)
        .argParser(readWait),
    )
    .option("--list", "列出全部场景 · list the scenarios")
    .addOption(jsonOption())
    .action(async (name, flags) => {
      const { trigger } = await import("./commands/trigger.ts");
      run.code = await trigger(name, flags, surroundings);
    });
}

function addDemo(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("demo")
    .description("网关、模拟支付宝和商店一起启动 · gateway, local Alipay and a shop together")
    .addOption(portOption("--shop-port <number>", "DEDEPAY_SHOP_PORT", defaultPorts.shop))
    .addOption(portOption("--gateway-port <number>", "DEDEPAY_PORT", defaultPorts.gateway))
    .addOption(portOption("--simulator-port <number>", "DEDEPAY_SIMULATOR_PORT", defaultPorts.simulator))
    .addOption(dataOption())
    .option("--once", "自动完成八笔付款并检查，然后退出 · make eight payments, check them, leave")
    .addOption(jsonOption())
    .action(async (flags) => {
      if (flags.once === true) {
        const { demoOnce } = await import("./commands/demo-once.ts");
        run.code = await demoOnce(flags, surroundings);
      } else {
        const { demo } = await import("./commands/demo.ts");
        run.code = await demo(flags, surroundings);
      }
    });
}

function addExplain(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("explain")
    .description("解释错误码、原因或主题 · explain a code, a cause or a topic")
    .argument("[words...]", "错误码、原因、主题，或要搜索的文字 · a code, a cause, a topic, or words to search")
    .addOption(
      new Option("--lang <language>", "语言 · language").choices(["zh", "en"]).default("zh").env("DEDEPAY_LANG"),
    )
    .option("--list", "列出全部代码、原因和主题 · list every code, cause and topic")
    .addOption(jsonOption())
    .action(async (words, flags) => {
      const { explain } = await import("./commands/explain.ts");
      run.code = explain(words, flags, surroundings);
    });
}

function addDiagnose(program: Command, surroundings: Surroundings, run: Run): void {
  program
    .command("diagnose")
    .description(
      "从请求、应答、通知、日志或设置文件找出错误原因 · find the cause in a request, reply, notification, log or settings file",
    )
    .argument("<file>", "文件，- 是标准输入 · a file, or - for the standard input")
    .addOption(new Option("--context <file>", "账户密钥和订单的 JSON 文件 · JSON file of accounts, keys and orders"))
    .addOption(
      new Option("--lang <language>", "语言 · language").choices(["zh", "en"]).default("zh").env("DEDEPAY_LANG"),
    )
    .option("--list", "列出全部代码、原因和主题 · list every code, cause and topic")
    .addOption(jsonOption())
    .action(async (file, flags) => {
      const { diagnoseCommand } = await import("./commands/diagnose.ts");
      run.code = diagnoseCommand(file, flags, surroundings);
    });
}
