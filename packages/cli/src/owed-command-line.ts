// The commands about what is owed to others and what went wrong: deliveries, incidents, notices, and a person's decisions.
// Reads their flags; knows no command's work.
import { type Command, Option } from "commander";
import { egressOption } from "./common-options.ts";
import { ownerCommand } from "./owner/owner-command.ts";
import { readCount, readList } from "./owner/read-flags.ts";
import { readPort } from "./read-port.ts";
import type { Run } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

type Adding = (program: Command, surroundings: Surroundings, run: Run) => void;

export const addOwedCommands: Adding = (program, surroundings, run) => {
  addDeliveries(program, surroundings, run);
  addIncidents(program, surroundings, run);
  addNotices(program, surroundings, run);
  addDecisions(program, surroundings, run);
};

const addDeliveries: Adding = (program, surroundings, run) => {
  const delivery = program.command("delivery").description("欠网站的通知 · what sites are owed");
  const code = () => import("./commands/delivery.ts");
  paged(ownerCommand(delivery, "list", "没有完成的通知 · what is not through"))
    .addOption(
      new Option("--status <status>", "只看这种状态 · only of this status").choices([
        ...(["pending", "leased", "done", "skipped", "parked", "dead"] as const),
      ]),
    )
    .option("--site <site>", "只看这个站点 · only this site's")
    .action(async (flags) => {
      run.code = await (await code()).listDeliveries(flags, surroundings);
    });
  ownerCommand(delivery, "queues", "每个站点积压多少 · how long each site's queue is").action(async (flags) => {
    run.code = await (await code()).listQueues(flags, surroundings);
  });
  ownerCommand(delivery, "show <delivery>", "每次发送的经过 · each try of one").action(async (id, flags) => {
    run.code = await (await code()).showDelivery(id, flags, surroundings);
  });
  ownerCommand(delivery, "resend <delivery>", "再发一次，编号不变 · send it again under the same id")
    .option("--even-if-refunded", "款项已全额退回也照发 · also where the whole amount went back meanwhile")
    .action(async (id, flags) => {
      run.code = await (await code()).resendDelivery(id, flags, surroundings);
    });
  ownerCommand(delivery, "settle <delivery>", "写明它是怎么了结的 · say how it ended")
    .option("--delivered", "网站已经有了 · the site has it")
    .option("--given-up", "不再发送 · the site shall not have it")
    .requiredOption("--note <text>", "依据 · what was looked at")
    .action(async (id, flags) => {
      run.code = await (await code()).settleDelivery(id, flags, surroundings);
    });
};

const addIncidents: Adding = (program, surroundings, run) => {
  const incident = program.command("incident").description("异常 · what went wrong");
  const code = () => import("./commands/incident.ts");
  paged(ownerCommand(incident, "list", "没有解决的异常，按原因 · what is open, by cause"))
    .option("--cause <cause>", "逐条列出这个原因的 · one by one, of this cause")
    .option("--payment <payment>", "涉及这笔支付的 · which touched this payment")
    .addOption(new Option("--state <state>", "状态 · state").choices(["open", "resolved"]).default("open"))
    .action(async (flags) => {
      run.code = await (await code()).listIncidents(flags, surroundings);
    });
  ownerCommand(incident, "show <incident>", "证据、结论和经过 · evidence, findings, history").action(
    async (id, flags) => {
      run.code = await (await code()).showIncident(id, flags, surroundings);
    },
  );
  ownerCommand(
    incident,
    "resolve <incident>",
    "标记为已解决；再出现会重新打开 · done with; open again should it come back",
  )
    .requiredOption("--note <text>", "怎么处理的 · what was found and done")
    .action(async (id, flags) => {
      run.code = await (await code()).resolveIncident({ id, note: flags.note }, flags, surroundings);
    });
  for (const [name, enabled, description] of [
    [
      "hear-error-pages <account>",
      true,
      "支付宝已开通 error_notify_url · Alipay granted error_notify_url to this account",
    ],
    ["ignore-error-pages <account>", false, "不再使用 error_notify_url · use it no more"],
  ] as const) {
    ownerCommand(incident, name, description).action(async (account, flags) => {
      run.code = await (await code()).setErrorPages({ account, enabled }, flags, surroundings);
    });
  }
};

const addNotices: Adding = (program, surroundings, run) => {
  const notice = program.command("notice").description("提醒站长的渠道 · how the owner is told");
  const code = () => import("./commands/notice.ts");
  const add = notice.command("add").description("添加渠道，并发一条测试 · add a channel and try it");
  withTrial(ownerCommand(add, "mail", "邮件 · mail"))
    .requiredOption("--smtp-host <host>", "邮件服务器，如 smtp.qq.com · mail server")
    .addOption(new Option("--smtp-port <number>", "端口 · port").default(465).argParser(readPort))
    .addOption(
      new Option("--smtp-security <kind>", "加密方式 · encryption").choices(["tls", "starttls", "none"]).default("tls"),
    )
    .option("--smtp-user <user>", "登录名 · login")
    .option(
      "--password-file <path>",
      "授权码文件，- 是标准输入；省略则询问 · file of the password; asked for without it",
    )
    .requiredOption("--from <mailbox>", "发件人 · sender")
    .addOption(
      new Option("--to <list>", "收件人，逗号分隔 · recipients, by commas").argParser(readList).makeOptionMandatory(),
    )
    .action(async (flags) => {
      run.code = await (await code()).addMail(flags, surroundings);
    });
  for (const [kind, description] of [
    ["dingtalk", "钉钉群机器人 · a group's robot of DingTalk"],
    ["wecom", "企业微信群机器人 · a group's robot of WeCom"],
    ["webhook", "自己的程序，收 JSON · a program of your own, which gets JSON"],
  ] as const) {
    const command = withTrial(ownerCommand(add, kind, description)).option(
      "--url-file <path>",
      "存放地址的文件，- 是标准输入；省略则询问 · file of the address; asked for without it",
    );
    if (kind !== "wecom") {
      command.option("--secret-file <path>", "存放密钥的文件；省略则询问 · file of the secret; asked for without it");
    }
    command.action(async (flags) => {
      run.code = await (await code()).addRobot(kind, flags, surroundings);
    });
  }
  ownerCommand(notice, "list", "列出渠道 · list the channels").action(async (flags) => {
    run.code = await (await code()).listNotices(flags, surroundings);
  });
  ownerCommand(notice, "test <channel>", "发一条测试 · send a test message")
    .addOption(egressOption())
    .action(async (id, flags) => {
      run.code = await (await code()).testNotice(id, flags, surroundings);
    });
  ownerCommand(notice, "remove <channel>", "删除渠道 · remove a channel").action(async (id, flags) => {
    run.code = await (await code()).removeNotice(id, flags, surroundings);
  });
};

const addDecisions: Adding = (program, surroundings, run) => {
  const refund = program.command("refund").description("需要人决定的退款 · refunds that a person decides");
  const code = () => import("./commands/refund.ts");
  paged(ownerCommand(refund, "list", "结果未知的退款 · refunds of unknown outcome"))
    .addOption(
      new Option("--state <state>", "状态 · state")
        .choices(["requested", "awaiting_operator", "submitted", "unknown", "failed", "succeeded"])
        .default("unknown"),
    )
    .action(async (flags) => {
      run.code = await (await code()).listRefunds(flags, surroundings);
    });
  ownerCommand(refund, "settle <refund>", "写明在商家中心看到的结果 · say what Alipay's console shows")
    .option("--succeeded", "钱已退回 · the money went back")
    .option("--failed", "确定没有退，金额可以再退 · it certainly did not; its amount is free again")
    .requiredOption("--evidence <text>", "依据：单号、时间 · what it was read from")
    .action(async (id, flags) => {
      run.code = await (await code()).settleRefund(id, flags, surroundings);
    });
  ownerCommand(refund, "surplus <payment>", "退回重复或多余的款项 · send back money that buys nothing")
    .option("--attempt <attempt>", "有几笔时是哪一笔 · which one, where there are several")
    .option("--reason <text>", "原因，买家会看到 · the buyer reads it")
    .action(async (payment, flags) => {
      run.code = await (await code()).refundSurplus(payment, flags, surroundings);
    });
  const payment = program.command("payment").description("一笔支付的来龙去脉 · what became of a payment");
  ownerCommand(payment, "show <payment>", "按支付编号或订单号查看 · by its id or the shop's order number").action(
    async (id, flags) => {
      run.code = await (await import("./commands/payment.ts")).showPayment(id, flags, surroundings);
    },
  );
  ownerCommand(
    payment,
    "give-up <payment>",
    "结果未知超过一天，商家中心里没有付款 · unknown for a day, and the console shows no payment",
  )
    .requiredOption("--evidence <text>", "依据 · what it was read from")
    .action(async (id, flags) => {
      run.code = await (await code()).giveUpPayment(id, flags, surroundings);
    });
};

function paged(command: Command): Command {
  return command
    .addOption(new Option("--limit <number>", "最多几条 · at most so many").default(50).argParser(readCount(200)))
    .option("--cursor <cursor>", "下一页 · the next page");
}

function withTrial(command: Command): Command {
  return command
    .option("--label <text>", "名称 · what you call it")
    .option("--quiet <hours>", "免打扰时段（北京时间），如 22:30-08:00 · quiet hours in Beijing")
    .option("--no-test", "不发测试消息 · send no test message")
    .addOption(egressOption());
}
