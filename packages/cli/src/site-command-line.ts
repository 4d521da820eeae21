// The flags of `dedepay site` and `dedepay key`.
import { type Command, Option } from "commander";
import { ownerCommand } from "./owner/owner-command.ts";
import { readDuration, readHours, readList, readYuan } from "./owner/read-flags.ts";
import { readScopes } from "./owner/read-scopes.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

export function addSiteCommands(program: Command, surroundings: Surroundings, run: Run): void {
  const site = program
    .command("site")
    .description("站点：通过网关收款的商店 · the shops that sell through the gateway");
  const code = () => import("./commands/site.ts");
  const add = ownerCommand(site, "add <name>", "建立站点和它的第一个密钥 · make a site and its first key")
    .option("--id <id>", "站点编号，省略时自动生成 · made by the gateway when absent")
    .addOption(modeOption())
    .option("--account <account>", "默认账户 · the account used when a payment names none")
    .addOption(webhookOption())
    .addOption(returnOriginOption())
    .addOption(refundLimitOption())
    .addOption(autoShipOption());
  for (const option of keyOptions()) add.addOption(option);
  add.action(async (name, flags) => {
    run.code = await (await code()).addSite(name, flags, surroundings);
  });
  ownerCommand(site, "list", "列出站点 · list the sites").action(async (flags) => {
    run.code = await (await code()).listSites(flags, surroundings);
  });
  ownerCommand(site, "show <site>", "查看一个站点 · show one site").action(async (id, flags) => {
    run.code = await (await code()).showSite(id, flags, surroundings);
  });
  ownerCommand(site, "set <site>", "更改站点 · change a site")
    .option("--name <name>", "名称 · name")
    .addOption(modeOption())
    .option("--account <account>", "默认账户，none 为不设 · default account; none takes it away")
    .addOption(webhookOption())
    .addOption(returnOriginOption())
    .addOption(refundLimitOption())
    .addOption(autoShipOption())
    .action(async (id, flags) => {
      run.code = await (await code()).setSite(id, flags, surroundings);
    });
  ownerCommand(site, "rotate-secret <site>", "换一个通知密钥 · a new webhook secret")
    .addOption(
      new Option(
        "--overlap <time>",
        "旧密钥还一起签名多久，0h 为立即停用 · how long the former one signs as well; 0h: not at all",
      )
        .default(24, "24h")
        .argParser(readHours),
    )
    .action(async (id, flags) => {
      run.code = await (await code()).rotateSiteSecret(id, flags, surroundings);
    });
  for (const [name, disabled, description] of [
    ["disable", true, "停用站点：密钥失效，不再发起付款 · its keys open nothing, no payment starts"],
    ["enable", false, "重新启用站点 · enable it again"],
  ] as const) {
    ownerCommand(site, `${name} <site>`, description).action(async (id, flags) => {
      run.code = await (await code()).switchSite({ id, disabled }, flags, surroundings);
    });
  }
}

export function addKeyCommands(program: Command, surroundings: Surroundings, run: Run): void {
  const key = program.command("key").description("站点的 API 密钥 · the API keys of sites");
  const code = () => import("./commands/key.ts");
  const add = ownerCommand(key, "add <site>", "给站点加一个密钥 · another key for a site");
  const set = ownerCommand(key, "set <key>", "更改权限和名单 · change scopes and lists");
  for (const command of [add, set]) {
    command.option("--label <text>", "标签，给人看 · a label for people");
    for (const option of keyOptions()) command.addOption(option);
  }
  add.action(async (siteId, flags) => {
    run.code = await (await code()).addKey(siteId, flags, surroundings);
  });
  set.action(async (keyId, flags) => {
    run.code = await (await code()).setKey(keyId, flags, surroundings);
  });
  ownerCommand(key, "list [site]", "列出密钥 · list the keys, of one site or of all").action(async (siteId, flags) => {
    run.code = await (await code()).listKeys(siteId, flags, surroundings);
  });
  ownerCommand(key, "rotate <key>", "换一个新密钥，旧的再用一段时间 · a new key; the old one works on for a while")
    .addOption(
      new Option("--overlap <time>", "旧密钥还能用多久 · how long the old one works")
        .default(7 * 86_400_000, "7d")
        .argParser(readDuration),
    )
    .action(async (keyId, flags) => {
      run.code = await (await code()).rotateKey(keyId, flags, surroundings);
    });
  ownerCommand(key, "revoke <key>", "立即停用，不能恢复 · at once and for good").action(async (keyId, flags) => {
    run.code = await (await code()).revokeKey(keyId, flags, surroundings);
  });
}

function modeOption(): Option {
  return new Option(
    "--mode <mode>",
    "live 只收真钱，test 演练；省略时有正式账户则为 live · live takes real money only; when absent, live where there is a production account",
  ).choices(["live", "test"]);
}

function webhookOption(): Option {
  return new Option("--webhook-url <url>", "支付结果通知到哪里 · where deliveries are posted");
}

function returnOriginOption(): Option {
  return new Option(
    "--return-origin <list>",
    "买家付款后可以返回的网站，如 https://shop.example · origins to which buyers may be sent back",
  ).argParser(readList);
}

function refundLimitOption(): Option {
  return new Option(
    "--refund-limit <yuan>",
    "每天（北京时间）最多退款多少元，none 为不限 · refunds a Beijing day; none: no limit",
  ).argParser(readYuan);
}

function autoShipOption(): Option {
  return new Option(
    "--auto-ship <on|off>",
    "虚拟商品担保交易付款后，网关是否自动在支付宝发货；不设为 on · whether the gateway marks virtual goods in escrow as shipped at Alipay; on unless set",
  ).choices(["on", "off"]);
}

function keyOptions(): Option[] {
  return [
    new Option("--scope <list>", "权限：pay、refund、read · scopes").argParser(readScopes),
    new Option(
      "--address <list>",
      "允许的服务器地址或网段，none 为任意 · addresses or CIDR blocks of servers; none: any",
    ).argParser(readList),
    new Option("--origin <list>", "允许的网页来源，none 为没有 · origins of pages in browsers; none: none").argParser(
      readList,
    ),
  ];
}
