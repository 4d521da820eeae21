// `dedepay notice …`: how the owner is told of incidents. Passwords and robots' addresses are asked for, or come from a file;
// a flag's value would stay in the shell's history.
import type { NoticeChannelDocument, NoticeSettings } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, listText, print, textOf } from "../owner/print.ts";
import { SecretSource } from "../owner/secret-source.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";

export interface NoticeFlags extends OwnerFlags {
  readonly egressAllow?: readonly string[];
}

export interface AddNoticeFlags extends NoticeFlags {
  readonly label?: string;
  readonly quiet?: string;
  /** commander's `--no-test`. */
  readonly test: boolean;
}

export interface AddMailFlags extends AddNoticeFlags {
  readonly smtpHost: string;
  readonly smtpPort: number;
  readonly smtpSecurity: "tls" | "starttls" | "none";
  readonly smtpUser?: string;
  readonly passwordFile?: string;
  readonly from: string;
  readonly to: readonly string[];
}

export interface AddRobotFlags extends AddNoticeFlags {
  readonly urlFile?: string;
  readonly secretFile?: string;
}

export async function addMail(flags: AddMailFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { smtpHost: host, smtpPort: port, smtpSecurity: security, smtpUser: user, from, to } = flags;
  const source = new SecretSource(surroundings);
  const password =
    user === undefined
      ? undefined
      : await secretOf(source, { file: flags.passwordFile, question: "邮箱授权码 password: " });
  if (user !== undefined && password === undefined) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "缺少授权码：用 --password-file 给出存放它的文件（- 是标准输入）",
      en: "The password is missing: --password-file names a file that holds it (- is the standard input)",
    });
  }
  const login = user === undefined ? {} : { user, ...(password !== undefined && { password }) };
  return add({ kind: "mail", smtp: { host, port, security, ...login }, from, to }, flags, surroundings);
}

const addressNames = {
  dingtalk: "机器人地址 the robot's address",
  wecom: "机器人地址 the robot's address",
  webhook: "接收地址 address",
} as const;

export async function addRobot(
  kind: "dingtalk" | "wecom" | "webhook",
  flags: AddRobotFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const source = new SecretSource(surroundings);
  const url = await secretOf(source, { file: flags.urlFile, question: `${addressNames[kind]} (https://…): ` });
  if (url === undefined) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "缺少地址：用 --url-file 给出存放地址的文件（- 是标准输入）",
      en: "The address is missing: --url-file names a file that holds it (- is the standard input)",
    });
  }
  if (kind === "wecom") return add({ kind, url }, flags, surroundings);
  const question = `${kind === "dingtalk" ? "加签密钥" : "签名密钥"} secret（没有就按回车 · return for none）: `;
  const secret = await secretOf(source, { file: flags.secretFile, question });
  return add({ kind, url, ...(secret !== undefined && { secret }) }, flags, surroundings);
}

/** undefined where nobody gave one. */
async function secretOf(
  source: SecretSource,
  o: { readonly file: string | undefined; readonly question: string },
): Promise<string | undefined> {
  const text =
    o.file !== undefined ? await source.read(o.file) : source.canAsk ? await source.askHidden(o.question) : "";
  return text.trim() === "" ? undefined : text.trim();
}

/** The channel is kept also where its trial fails: a mail server may be down at this very moment. */
async function add(settings: NoticeSettings, flags: AddNoticeFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { egressAllow, quiet, label = settings.kind } = flags;
  const opened = { flags, surroundings, mayCreate: true, ...(egressAllow !== undefined && { egressAllow }) };
  const channel = await withOwner(opened, ({ gateway, by }) =>
    gateway.addNoticeChannel({ ...by, label, settings, ...(quiet !== undefined && { quiet }) }),
  );
  print(surroundings, flags, {
    document: channel,
    text: () =>
      `已添加 · added: ${channel.id}\n${channel.target}${flags.test ? "" : `\n试一下 try it: dedepay notice test ${channel.id}`}`,
  });
  if (!flags.test) return exitCode.fine;
  try {
    await sendTest(channel.id, flags, surroundings);
  } catch (error) {
    if (error instanceof CommandFailure && flags.json !== true) surroundings.out(keptAllTheSame(channel.id));
    throw error;
  }
  // With --json one document was asked for, and the channel is it.
  if (flags.json !== true) surroundings.out(`${testSent}\n`);
  return exitCode.fine;
}

const testSent = "测试消息已发出，请看有没有收到 · a test message is on its way: see whether it arrives";

function keptAllTheSame(id: string): string {
  return [
    "测试没有发出去，原因见下；渠道已保留 · the test failed, see below; the channel is kept all the same",
    `再试 try again: dedepay notice test ${id}`,
    `填错了就删掉重加 wrong: dedepay notice remove ${id}`,
    "",
  ].join("\n");
}

export async function listNotices(flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.listNoticeChannels());
  const head = [
    "渠道 channel",
    "方式 kind",
    "名称 label",
    "到哪里 to",
    "免打扰 quiet",
    "在等 waiting",
    "上次 last sent",
  ];
  print(surroundings, flags, {
    document: { data },
    text: () =>
      listText(
        head,
        data.map(channelRow),
        "还没有提醒渠道，异常只会写进日志 · no channel yet: incidents are told in the log only",
      ),
  });
  return exitCode.fine;
}

export async function testNotice(id: string, flags: NoticeFlags, surroundings: Surroundings): Promise<ExitCode> {
  await sendTest(id, flags, surroundings);
  print(surroundings, flags, { document: { id, sent: true }, text: () => testSent });
  return exitCode.fine;
}

async function sendTest(channelId: string, flags: NoticeFlags, surroundings: Surroundings): Promise<void> {
  const { egressAllow } = flags;
  const opened = { flags, surroundings, ...(egressAllow !== undefined && { egressAllow }) };
  await withOwner(opened, ({ gateway, by }) => gateway.testNoticeChannel({ ...by, channelId }));
}

export async function removeNotice(id: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  await withOwner({ flags, surroundings }, ({ gateway, by }) => gateway.removeNoticeChannel({ ...by, channelId: id }));
  print(surroundings, flags, { document: { id, removed: true }, text: () => `已删除 · removed: ${id}` });
  return exitCode.fine;
}

function channelRow(one: NoticeChannelDocument): string[] {
  return [
    one.id,
    one.kind,
    one.label,
    one.target,
    textOf(one.quiet),
    String(one.waiting),
    beijingMoment(one.last_sent_at),
  ];
}
