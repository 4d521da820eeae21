// `dedepay master-key rotate`: another key seals every stored secret. May be killed anywhere and run again: what is left to do is
// read from the key file itself. While it runs, both keys stand there and both open, so gateways go on beside it.
import type { createGateway } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { openDataFolder } from "../data-folder.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { masterKeyFile } from "../master-keys.ts";
import { KeyFile } from "../owner/key-file.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { print } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";

export interface RotateMasterKeyFlags extends OwnerFlags {
  /** Only writes the new key beside the old one, to be carried to other machines first. */
  readonly prepare?: true;
}

type Resealed = Awaited<ReturnType<Awaited<ReturnType<typeof createGateway>>["resealSecrets"]>>;

/** Somebody who sealed under the old key in the very moment of the change has committed long before. */
const settleMs = 10_000;
const mostRounds = 10;

export async function rotateMasterKey(flags: RotateMasterKeyFlags, surroundings: Surroundings): Promise<ExitCode> {
  if ((surroundings.environment("DEDEPAY_MASTER_KEY") ?? "").trim() !== "") return resealOnly(flags, surroundings);
  const folder = openDataFolder(flags.data);
  const file = new KeyFile(masterKeyFile(folder, flags.masterKeyFile));
  // Fails here where the present key does not open the data, before anything is changed.
  await withOwner({ flags, surroundings }, async () => undefined);
  file.lock(surroundings.ownProcess);
  try {
    return await rotate(file, flags, surroundings);
  } finally {
    file.unlock();
  }
}

async function rotate(file: KeyFile, flags: RotateMasterKeyFlags, surroundings: Surroundings): Promise<ExitCode> {
  const isNew = file.begin(() => Buffer.from(surroundings.randomBytes(32)).toString("hex"));
  if (flags.prepare === true) return prepared(file, flags, surroundings);
  say(
    surroundings,
    flags,
    isNew ? "新主密钥已写入 · the new key is written" : "继续上次的轮换 · going on with an earlier rotation",
  );
  const resealed = await resealAll(flags, surroundings);
  file.finish();
  print(surroundings, flags, {
    document: { ...resealed, key_file: file.path },
    text: () =>
      `主密钥已轮换，重新封存 ${resealed.resealed} 项，旧密钥已从 ${file.path} 删除\nThe master key is rotated: ${resealed.resealed} secrets sealed anew, the old key is gone from the file\n请备份新的主密钥文件；旧的备份需要旧密钥才能读 · back the new key file up; older back-ups need the old key`,
  });
  return exitCode.fine;
}

/** The keys stand in the environment, which no command can change. */
async function resealOnly(flags: RotateMasterKeyFlags, surroundings: Surroundings): Promise<ExitCode> {
  const given = surroundings.environment("DEDEPAY_MASTER_KEY") ?? "";
  if (given.split(/[\s,]+/).filter((word) => word !== "").length < 2) throw oneKeyInEnvironment();
  const resealed = await resealAll(flags, surroundings);
  print(surroundings, flags, {
    document: resealed,
    text: () =>
      "全部已用 DEDEPAY_MASTER_KEY 的第一个密钥封存，现在可以删去后面的密钥并重启\nEverything is sealed under the first key of DEDEPAY_MASTER_KEY; take the others away and restart",
  });
  return exitCode.fine;
}

async function resealAll(flags: RotateMasterKeyFlags, surroundings: Surroundings): Promise<Resealed> {
  let sum = 0;
  for (let round = 1; round <= mostRounds; round += 1) {
    const result = await resealOnce(flags, surroundings);
    if (result.unreadable.length > 0) throw unreadable(result.unreadable);
    sum += result.resealed;
    // Quiet means that nobody seals under the old key any more; the first round can't tell.
    if (round > 1 && result.resealed === 0) return { ...result, resealed: sum };
    if (round === 1)
      say(
        surroundings,
        flags,
        "等待运行中的网关换用新密钥（10 秒） · waiting for running gateways to take the new key (10 s)",
      );
    await surroundings.sleep(settleMs);
  }
  throw neverQuiet();
}

async function resealOnce(flags: OwnerFlags, surroundings: Surroundings): Promise<Resealed> {
  const isLive = surroundings.isTerminal && flags.json !== true;
  const clearLine = "\r\u001b[2K";
  const result = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.resealSecrets({
      ...by,
      progressed: (done, total) => {
        if (isLive) surroundings.err(`${clearLine}重新封存 sealing anew ${done}/${total}`);
      },
    }),
  );
  if (isLive) surroundings.err(clearLine);
  return result;
}

function prepared(file: KeyFile, flags: RotateMasterKeyFlags, surroundings: Surroundings): ExitCode {
  print(surroundings, flags, {
    document: { key_file: file.path, prepared: true },
    text: () =>
      `${file.path} 现在有新旧两个密钥。把它复制到每台运行网关的机器，然后再运行 dedepay master-key rotate\nThe file holds both keys now. Copy it to every machine that runs a gateway, then run dedepay master-key rotate`,
  });
  return exitCode.fine;
}

function say(surroundings: Surroundings, flags: OwnerFlags, line: string): void {
  if (flags.json !== true) surroundings.err(`${line}\n`);
}

function unreadable(places: readonly string[]): CommandFailure {
  const list = places.slice(0, 5).join(", ");
  return new CommandFailure(exitCode.foundProblem, {
    zh: `有 ${places.length} 项用现有的密钥都打不开：${list}。旧密钥保留，什么也没有丢`,
    en: `${places.length} secrets open with none of the keys: ${list}. The old key is kept; nothing is lost`,
    fixZh: "把封存它们的密钥加在主密钥文件的最后一行，再运行一次；或重新录入这些密钥",
    fixEn: "Add the key that sealed them as the last line of the key file and run again, or enter those secrets anew",
  });
}

function neverQuiet(): CommandFailure {
  return new CommandFailure(exitCode.foundProblem, {
    zh: "仍有进程在用旧密钥封存；旧密钥保留。请重启那些网关后再运行一次",
    en: "Some process still seals under the old key, which is kept. Restart those gateways and run this again",
  });
}

function oneKeyInEnvironment(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "主密钥来自 DEDEPAY_MASTER_KEY，命令不能改环境变量",
    en: "The master key comes from DEDEPAY_MASTER_KEY, which a command can't change",
    fixZh: "生成新密钥（openssl rand -hex 32），把变量设为“新密钥,旧密钥”并重启网关，再运行这个命令",
    fixEn:
      'Make a new key (openssl rand -hex 32), set the variable to "<new>,<old>", restart the gateway, and run this again',
  });
}
