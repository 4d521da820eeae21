// The credentials of an account from flags, files and questions. Everything that is missing is named at once; on a terminal a
// person is asked for it instead, for keys without showing them.
import type { Gateway } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "./owner-flags.ts";
import type { SecretSource } from "./secret-source.ts";

type Registration = Parameters<Gateway["registerAccount"]>[0];
type Of<Protocol> = Extract<Registration, { protocol: Protocol }>["credentials"];
export type Credentials =
  | { protocol: "mapi"; credentials: Of<"mapi"> }
  | { protocol: "openapi"; credentials: Of<"openapi"> };
export type NewKeys = Parameters<Gateway["rotateAccountKey"]>[0]["keys"];

export interface KeyFileFlags {
  readonly md5KeyFile?: string;
  readonly privateKeyFile?: string;
  readonly alipayPublicKeyFile?: string;
  readonly appPublicKeyFile?: string;
  readonly appCertificateFile?: string;
  readonly alipayCertificateFile?: string;
  readonly alipayRootFile?: string;
  readonly aesKeyFile?: string;
}

export interface AccountFlags extends OwnerFlags, KeyFileFlags {
  readonly id?: string;
  readonly protocol?: "mapi" | "openapi";
  readonly environment?: "production" | "sandbox" | "simulator";
  readonly endpoint?: string;
  readonly partner?: string;
  readonly appId?: string;
  readonly sellerId?: string;
  readonly sellerEmail?: string;
  readonly signType?: "MD5" | "RSA" | "RSA2";
  readonly charset?: "utf-8" | "gbk" | "gb2312";
  readonly contract?: readonly string[];
  readonly accept?: readonly string[];
  readonly check: boolean;
}

/** Which of the two, and which world; asked where a person sits there. */
export async function whichAccount(
  flags: AccountFlags,
  source: SecretSource,
): Promise<{ protocol: "mapi" | "openapi"; environment: "production" | "sandbox" | "simulator" }> {
  const guessed =
    flags.protocol ?? (flags.appId !== undefined ? "openapi" : flags.partner !== undefined ? "mapi" : undefined);
  const protocol =
    guessed ??
    (await oneOf(source, {
      flag: "--protocol",
      question: "接口 protocol（mapi 旧接口，2088 开头的 PID；openapi 开放平台，APPID）：",
      values: ["mapi", "openapi"] as const,
    }));
  const environment =
    flags.environment ??
    (await oneOf(source, {
      flag: "--environment",
      question: "环境 environment（production 正式，sandbox 沙箱，simulator 模拟）：",
      values: ["production", "sandbox", "simulator"] as const,
    }));
  return { protocol, environment };
}

/** Throws CommandFailure which names every missing flag. */
export async function readCredentials(
  protocol: "mapi" | "openapi",
  flags: AccountFlags,
  source: SecretSource,
): Promise<Credentials> {
  const keys = await readKeyFiles(flags, source);
  const { sellerId, charset } = flags;
  const common = { ...(sellerId !== undefined && { sellerId }), ...(charset !== undefined && { charset }) };
  const missing = new Missing(source);
  if (protocol === "openapi") {
    const { alipayPublicKey, certificates, aesKey } = keys;
    const appId = flags.appId ?? (await missing.line("--app-id", "APPID："));
    const privateKey =
      keys.privateKey ?? (await missing.hidden("--private-key-file", "应用私钥（不显示）private key, hidden："));
    const asked =
      (alipayPublicKey ?? certificates)
        ? alipayPublicKey
        : await missing.hidden("--alipay-public-key-file", "支付宝公钥 Alipay's public key：");
    missing.assertNone();
    return {
      protocol,
      credentials: {
        ...{ ...common, appId, privateKey },
        ...(asked !== undefined && { alipayPublicKey: asked }),
        ...(certificates !== undefined && { certificates }),
        ...(aesKey !== undefined && { aesKey }),
        ...(flags.signType !== undefined && flags.signType !== "MD5" && { signType: flags.signType }),
      },
    };
  }
  const isRsa = flags.signType === "RSA" || (flags.signType === undefined && keys.privateKey !== undefined);
  const partner = flags.partner ?? (await missing.line("--partner", "PID（2088 开头的 16 位数字）："));
  const ofMd5 = isRsa
    ? {}
    : {
        md5Key:
          keys.md5Key ?? (await missing.hidden("--md5-key-file", "MD5 安全校验码（32 位，不显示）MD5 key, hidden：")),
      };
  const ofRsa = isRsa
    ? {
        privateKey:
          keys.privateKey ?? (await missing.hidden("--private-key-file", "商户私钥（不显示）private key, hidden：")),
        alipayPublicKey:
          keys.alipayPublicKey ??
          (await missing.hidden("--alipay-public-key-file", "支付宝公钥 Alipay's public key：")),
      }
    : {};
  missing.assertNone();
  const { sellerEmail } = flags;
  const signType = isRsa ? ("RSA" as const) : ("MD5" as const);
  const email = sellerEmail === undefined ? {} : { sellerEmail };
  return { protocol, credentials: { ...common, ...email, partner, signType, ...ofMd5, ...ofRsa } };
}

/** The keys that the flags name. Throws CommandFailure for a file that can't be read, or certificates that are not three. */
export async function readKeyFiles(flags: KeyFileFlags, source: SecretSource): Promise<NewKeys> {
  const read = async (path: string | undefined): Promise<string | undefined> =>
    path === undefined ? undefined : source.read(path);
  const md5Key = await read(flags.md5KeyFile);
  const privateKey = await read(flags.privateKeyFile);
  const alipayPublicKey = await read(flags.alipayPublicKeyFile);
  const aesKey = await read(flags.aesKeyFile);
  const [app, alipay, alipayRoot] = [
    await read(flags.appCertificateFile),
    await read(flags.alipayCertificateFile),
    await read(flags.alipayRootFile),
  ];
  const given = [app, alipay, alipayRoot].filter((text) => text !== undefined).length;
  if (given > 0 && given < 3) throw threeCertificates();
  return {
    ...(md5Key !== undefined && { md5Key }),
    ...(privateKey !== undefined && { privateKey }),
    ...(alipayPublicKey !== undefined && { alipayPublicKey }),
    ...(app !== undefined &&
      alipay !== undefined &&
      alipayRoot !== undefined && { certificates: { app, alipay, alipayRoot } }),
    ...(aesKey !== undefined && { aesKey }),
  };
}

/** Asks a person, or collects what a script forgot. */
class Missing {
  readonly #source: SecretSource;
  readonly #flags: string[] = [];

  constructor(source: SecretSource) {
    this.#source = source;
  }

  async line(flag: string, question: string): Promise<string> {
    return this.#source.canAsk ? this.#source.ask(question) : this.#note(flag);
  }

  async hidden(flag: string, question: string): Promise<string> {
    return this.#source.canAsk ? this.#source.askHidden(question) : this.#note(flag);
  }

  assertNone(): void {
    if (this.#flags.length > 0) throw missingFlags(this.#flags);
  }

  #note(flag: string): string {
    this.#flags.push(flag);
    return "";
  }
}

async function oneOf<Value extends string>(
  source: SecretSource,
  o: { flag: string; question: string; values: readonly Value[] },
): Promise<Value> {
  if (!source.canAsk) throw missingFlags([o.flag]);
  const answer = await source.ask(o.question);
  const value = o.values.find((one) => one === answer);
  if (value !== undefined) return value;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `只能是：${o.values.join("、")}`,
    en: `It is one of: ${o.values.join(", ")}`,
  });
}

function missingFlags(flags: readonly string[]): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `缺少参数：${flags.join("、")}`,
    en: `Flags are missing: ${flags.join(", ")}`,
    fixZh: "密钥从文件读取，- 是标准输入；在终端上直接运行则会逐项询问",
    fixEn: "Keys are read from files, - is the standard input; run on a terminal the command asks",
  });
}

function threeCertificates(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "证书模式需要三个文件：--app-certificate-file、--alipay-certificate-file、--alipay-root-file",
    en: "Certificate mode needs three files: --app-certificate-file, --alipay-certificate-file, --alipay-root-file",
  });
}
