// `dedepay simulate --print-env`: what configures a client of the local Alipay in one step, as lines for a shell or a .env
// file. Prints the published test keys of the default world only: keys of a world file stay in the file. Starts nothing.
import { type Account, type ClientCredentials, credentialsOf, defaultWorld } from "@dedepay/simulator";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { readWorldFile } from "./read-world-file.ts";

export interface SimulateEnvFlags {
  readonly host: string;
  readonly port: number;
  readonly world?: string;
  readonly account?: string;
  readonly json?: true;
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

export function simulateEnv(flags: SimulateEnvFlags, surroundings: Pick<Surroundings, "out">): ExitCode {
  if (flags.port === 0) {
    throw wrongUsage({ zh: "--print-env 要有确定的 --port", en: "--print-env needs a --port which is not 0" });
  }
  const { accounts } = flags.world === undefined ? defaultWorld() : readWorldFile(flags.world);
  const url = `http://${flags.host.includes(":") ? `[${flags.host}]` : flags.host}:${flags.port}`;
  const variables = [
    { name: "DEDEPAY_SIMULATOR_URL", value: url, secret: false },
    ...chosen(accounts, flags.account).flatMap((account) => variablesOf(credentialsOf(account), url)),
  ];
  const shown = variables.filter(({ secret }) => !secret || flags.world === undefined);
  const withheld = variables.filter((variable) => !shown.includes(variable)).map(({ name }) => name);
  if (flags.json) {
    surroundings.out(
      `${JSON.stringify({ variables: Object.fromEntries(shown.map(({ name, value }) => [name, value])), withheld })}\n`,
    );
    return exitCode.fine;
  }
  const lines = [
    "# 模拟支付宝的测试设置，不能用于真实收款 · test settings of the local Alipay, worth nothing anywhere else",
    ...shown.map(({ name, value }) => `${name}=${quoted(value)}`),
    ...withheld.map((name) => `# ${name}: 在 --world 文件里 · in the world file`),
  ];
  surroundings.out(`${lines.join("\n")}\n`);
  return exitCode.fine;
}

/** The named account; without a name the first active one of each protocol (the app in key mode). */
function chosen(accounts: readonly Account[], id: string | undefined): Account[] {
  if (id !== undefined) {
    const account = accounts.find((one) => one.id === id);
    if (account !== undefined) return [account];
    const ids = accounts.map((one) => one.id).join(", ");
    throw wrongUsage({
      zh: `没有账户 ${id}`,
      en: `no account ${id}`,
      fixZh: `有这些：${ids}`,
      fixEn: `there are: ${ids}`,
    });
  }
  const active = accounts.filter(({ status }) => status === "active");
  const apps = active.filter(({ protocol }) => protocol === "openapi");
  const plain = apps.find((app) => app.protocol === "openapi" && app.certificates === undefined) ?? apps[0];
  return [active.find(({ protocol }) => protocol === "mapi"), plain].filter((account) => account !== undefined);
}

function variablesOf(credentials: ClientCredentials, url: string): Variable[] {
  const given: ReadonlyArray<readonly [name: string, value: string | undefined, secret?: "secret"]> =
    credentials.protocol === "mapi"
      ? [
          ["ALIPAY_MAPI_GATEWAY", `${url}/mapi/gateway.do`],
          ["ALIPAY_MAPI_PARTNER", credentials.partner],
          ["ALIPAY_MAPI_SELLER_EMAIL", credentials.sellerEmail],
          ["ALIPAY_MAPI_KEY", credentials.md5Key, "secret"],
          ["ALIPAY_MAPI_PRIVATE_KEY", credentials.privateKey, "secret"],
          ["ALIPAY_MAPI_PUBLIC_KEY", credentials.alipayPublicKey],
        ]
      : [
          ["ALIPAY_GATEWAY", `${url}/openapi/gateway.do`],
          ["ALIPAY_V3_ENDPOINT", url],
          ["ALIPAY_APP_ID", credentials.appId],
          ["ALIPAY_SELLER_ID", credentials.sellerId],
          ["ALIPAY_SIGN_TYPE", credentials.signType],
          ["ALIPAY_APP_PRIVATE_KEY", credentials.privateKey, "secret"],
          ["ALIPAY_PUBLIC_KEY", credentials.alipayPublicKey],
          ["ALIPAY_APP_CERT", credentials.certificates?.app],
          ["ALIPAY_PUBLIC_CERT", credentials.certificates?.alipay],
          ["ALIPAY_ROOT_CERT", credentials.certificates?.alipayRoot],
          ["ALIPAY_AES_KEY", credentials.aesKey, "secret"],
        ];
  return given.flatMap(([name, value, secret]) =>
    value === undefined ? [] : [{ name, value, secret: secret !== undefined }],
  );
}

/** Single quotes hold everything in a shell, line breaks too. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

function wrongUsage(text: { zh: string; en: string; fixZh?: string; fixEn?: string }): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, text);
}
