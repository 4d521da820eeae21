// The flags of `dedepay account` and `dedepay contract`.
import { type Command, Option } from "commander";
import { ownerCommand } from "./owner/owner-command.ts";
import { readDuration, readList, readMoment } from "./owner/read-flags.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

const code = () => import("./commands/account.ts");

export function addAccountCommands(program: Command, surroundings: Surroundings, run: Run): void {
  const account = program.command("account").description("支付宝账户 · the Alipay accounts");
  const add = ownerCommand(
    account,
    "add",
    "登记账户；缺什么会逐项询问 · register an account; what is missing is asked for",
  )
    .option("--id <id>", "账户编号，省略时自动生成 · made by the gateway when absent")
    .addOption(
      new Option("--protocol <name>", "mapi 旧接口，openapi 开放平台 · partner protocol or OpenAPI").choices([
        "mapi",
        "openapi",
      ]),
    )
    .addOption(
      new Option("--environment <name>", "环境，以后不能改 · fixed for ever").choices([
        "production",
        "sandbox",
        "simulator",
      ]),
    )
    .option("--endpoint <url>", "支付宝网关地址，模拟环境必填 · Alipay's gateway; needed for the simulator")
    .option("--partner <pid>", "PID，2088 开头 · the PID")
    .option("--app-id <id>", "APPID · the application's id")
    .option("--seller-id <pid>", "收款方 PID · PID of the seller")
    .option("--seller-email <login>", "卖家支付宝账号（旧接口） · the seller's Alipay login (mapi)")
    .addOption(new Option("--sign-type <type>", "签名方式 · algorithm").choices(["MD5", "RSA", "RSA2"]))
    .addOption(new Option("--charset <name>", "编码 · charset").choices(["utf-8", "gbk", "gb2312"]))
    .addOption(
      new Option("--contract <list>", "签约产品，如 direct:virtual,page · contracted products").argParser(readList),
    );
  for (const option of [...keyFileOptions(), ...doctorOptions()]) add.addOption(option);
  add.action(async (flags) => {
    run.code = await (await code()).addAccount(flags, surroundings);
  });
  addLooks(account, surroundings, run);
  addChanges(account, surroundings, run);
  addTry(account, surroundings, run);
}

function addLooks(account: Command, surroundings: Surroundings, run: Run): void {
  ownerCommand(account, "list", "列出账户 · list the accounts").action(async (flags) => {
    run.code = await (await code()).listAccounts(flags, surroundings);
  });
  ownerCommand(account, "show <account>", "查看一个账户，不显示密钥 · show one account without its keys").action(
    async (id, flags) => {
      run.code = await (await code()).showAccount(id, flags, surroundings);
    },
  );
  ownerCommand(account, "set <account>", "更改账户 · change an account")
    .option("--seller-email <login>", "卖家支付宝账号，none 为不设 · the seller's login; none takes it away")
    .action(async (id, flags) => {
      run.code = await (await code()).setAccount(id, flags, surroundings);
    });
  ownerCommand(
    account,
    "check <account>",
    "问支付宝密钥对不对、能做什么 · ask Alipay whether the keys are right and what they may do",
  ).action(async (id, flags) => {
    run.code = await (await code()).checkAccount(id, flags, surroundings);
  });
}

function addChanges(account: Command, surroundings: Surroundings, run: Run): void {
  const rotate = ownerCommand(account, "rotate-key <account>", "更换密钥 · replace keys")
    .addOption(
      new Option("--former-until <moment>", "旧密钥验签有效至 · until when the former key verifies")
        .argParser(readMoment)
        .conflicts("overlap"),
    )
    .addOption(
      new Option("--overlap <time>", "旧密钥再验签多久，如 7d · the same as a time from now").argParser(readDuration),
    );
  for (const option of [...keyFileOptions(), ...doctorOptions()]) rotate.addOption(option);
  rotate.action(async (id, flags) => {
    run.code = await (await code()).rotateAccountKey(id, flags, surroundings);
  });
  for (const [name, disabled, description] of [
    ["disable", true, "停用：不发起新付款，已有的照常入账 · no new payments; open ones are settled"],
    ["enable", false, "重新启用 · enable it again"],
  ] as const) {
    ownerCommand(account, `${name} <account>`, description).action(async (id, flags) => {
      run.code = await (await code()).switchAccount({ id, disabled }, flags, surroundings);
    });
  }
}

function addTry(account: Command, surroundings: Surroundings, run: Run): void {
  ownerCommand(
    account,
    "try <account>",
    "一分钱检查：付 0.01 元，看到通知，再退款 · one cent all the way: paid, notified, refunded",
  )
    .addOption(
      new Option("--product <name>", "产品，省略时自动选择 · chosen by itself when absent").choices([
        "direct",
        "escrow",
        "dual",
        "page",
        "wap",
        "qr",
      ]),
    )
    .addOption(
      new Option("--goods <kind>", "商品种类 · kind of goods").choices(["physical", "virtual"]).default("virtual"),
    )
    .addOption(
      new Option("--wait <time>", "等买家付款多久，如 15m · how long to wait for the buyer")
        .default(15 * 60_000, "15m")
        .argParser(readDuration),
    )
    .option("--simulated-buyer", "模拟环境里由模拟买家付款 · in the simulator its buyer pays by itself")
    .action(async (id, flags) => {
      const { tryAccount } = await import("./commands/account-try.ts");
      run.code = await tryAccount(id, flags, surroundings);
    });
}

export function addContractCommands(program: Command, surroundings: Surroundings, run: Run): void {
  const contract = program.command("contract").description("与支付宝的签约 · what is signed with Alipay");
  const code = () => import("./commands/contract.ts");
  const add = ownerCommand(contract, "add <account>", "登记一份签约 · write a contract down");
  const set = ownerCommand(contract, "set <contract>", "更改 · change it");
  for (const command of [add, set]) for (const option of contractOptions()) command.addOption(option);
  add.action(async (accountId, flags) => {
    run.code = await (await code()).addContract(accountId, flags, surroundings);
  });
  set.action(async (contractId, flags) => {
    run.code = await (await code()).setContract(contractId, flags, surroundings);
  });
  ownerCommand(contract, "list [account]", "列出签约 · list them, of one account or of all").action(
    async (accountId, flags) => {
      run.code = await (await code()).listContracts(accountId, flags, surroundings);
    },
  );
  ownerCommand(contract, "remove <contract>", "删除登记 · take it away").action(async (contractId, flags) => {
    run.code = await (await code()).removeContract(contractId, flags, surroundings);
  });
}

function contractOptions(): Option[] {
  return [
    new Option("--product <name>", "产品 · product").choices(["direct", "escrow", "dual", "page", "wap", "qr"]),
    new Option("--goods <kind>", "商品种类 · kind of goods").choices(["physical", "virtual", "any"]),
    new Option("--status <status>", "状态：审核中、生效、暂停、到期 · status").choices([
      "under_review",
      "active",
      "paused",
      "expired",
    ]),
    new Option("--from <day>", "自哪天起（北京时间），none 为不设 · from this day in Beijing").argParser(readMoment),
    new Option("--to <day>", "到哪天止（不含） · until this day, not included").argParser(readMoment),
  ];
}

/** Files, and `-` for the standard input: a key on the command line would stay in the shell's history. */
function keyFileOptions(): Option[] {
  return [
    new Option(
      "--md5-key-file <file>",
      "MD5 安全校验码的文件，- 是标准输入 · file of the MD5 key; - is the standard input",
    ),
    new Option("--private-key-file <file>", "应用私钥的文件 · file of the private key"),
    new Option("--alipay-public-key-file <file>", "支付宝公钥的文件 · file of Alipay's public key"),
    new Option("--app-public-key-file <file>", "已上传的应用公钥，只用来核对 · the uploaded public key, only compared"),
    new Option("--app-certificate-file <file>", "应用公钥证书 · the application's certificate"),
    new Option("--alipay-certificate-file <file>", "支付宝公钥证书 · Alipay's certificate"),
    new Option("--alipay-root-file <file>", "支付宝根证书 · Alipay's root file"),
    new Option("--aes-key-file <file>", "AES 密钥的文件 · file of the AES key"),
  ];
}

function doctorOptions(): Option[] {
  return [
    new Option("--accept <causes>", "核对过、坚持录入的疑点 · doubts which you have looked at").argParser(readList),
    new Option("--no-check", "录入前不问支付宝 · do not ask Alipay before storing"),
  ];
}
