// The doctor on entry: credentials are looked at before they are stored, and a wrong one is refused with what it really is.
// What is proven wrong is never stored; what only looks wrong is stored where the owner says that it is right.
import { createPublicKey } from "node:crypto";
import { AlipayError, parsePrivateKey, parsePublicKey, parseTrustedCertificate } from "@dedepay/alipay";
import type { Finding } from "@dedepay/doctor";
import { type BilingualText, DedepayError } from "@dedepay/errors";
import type { AccountCredentials } from "../../channel/account-credentials.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import { doctorAccount } from "../../channel/doctor-account.ts";
import { parseCredentials } from "../../channel/opened-account.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";

export type CredentialsExamination = {
  row: AccountsTable;
  input: AccountCredentials;
  /** The public key that was uploaded to Alipay's console: compared with the private key, and not kept. */
  appPublicKey?: string | undefined;
  /** Causes which the owner has looked at and knows to be none. */
  acceptedDoubts: readonly string[];
};

/** Findings that speak about the credentials themselves; others are about contracts and traffic. */
const causesOnEntry: ReadonlySet<string> = new Set([
  ...["credentials-in-wrong-places", "key-not-readable", "key-with-white-space", "key-in-wrong-case"],
  ...["app-public-key-used-as-alipay-public-key", "certificate-expired-or-unknown", "certificate-mode-mixed-up"],
  ...["sandbox-and-production-mixed", "sample-credentials-in-use", "sign-type-differs-from-key"],
  ...["key-of-another-account", "pid-and-key-do-not-belong-together"],
]);

/** Old keys of the partner protocol have no more; whether that is enough is judged by the account's own reader. */
const minBits = 1024;
const unusedNumber = "dedepaycheck0000000000000000";

/** Throws 1012 (nothing to verify Alipay with) and 1002 with the finding. */
export async function examineCredentials(context: Context, examination: CredentialsExamination): Promise<void> {
  const { input } = examination;
  assertVerifiable(input);
  const unreadable = parseFailure(examination);
  const findings = await credentialFindings(context, examination);
  const proven = findings.find((finding) => finding.confidence === "proven");
  const doubt = findings.find(({ cause }) => !examination.acceptedDoubts.includes(cause));
  const finding = proven ?? (unreadable === undefined ? doubt : undefined);
  if (unreadable === undefined && finding === undefined) return;
  throw refused({ unreadable, finding, protocol: input.protocol });
}

type Examining = Pick<Context, "channel" | "examine" | "nowMs">;

/** What is wrong with them as far as this machine can tell, proven or likely. Asks nobody. */
export async function credentialFindings(
  context: Examining,
  examination: Omit<CredentialsExamination, "acceptedDoubts">,
): Promise<Finding[]> {
  const isReadable = parseFailure(examination) === undefined;
  const found = await findingsOfDoctor(context, examination, isReadable);
  return [...found, ...(isReadable ? ownFindings(context, examination) : [])].filter(
    (finding) => causesOnEntry.has(finding.cause) && finding.confidence !== "possible",
  );
}

function assertVerifiable({ protocol, credentials }: AccountCredentials): void {
  if (protocol !== "openapi") return;
  if (credentials.alipayPublicKey !== undefined || credentials.certificates !== undefined) return;
  throw new DedepayError(1012, {
    param: "credentials.alipayPublicKey",
    detail: {
      zh: "缺少支付宝公钥或证书：没有它就无法验证支付宝的通知和应答",
      en: "Alipay's public key or the certificates are missing: without them nothing of Alipay's can be verified",
    },
  });
}

function parseFailure({
  input,
  appPublicKey,
}: Pick<CredentialsExamination, "input" | "appPublicKey">): AlipayError | undefined {
  try {
    parseCredentials(input);
    if (appPublicKey !== undefined) parsePublicKey(appPublicKey, { minBits, field: "appPublicKey" });
    return undefined;
  } catch (error) {
    if (error instanceof AlipayError) return error;
    throw error;
  }
}

/** With a request as it would be sent, where one can be signed. */
async function findingsOfDoctor(
  context: Examining,
  { row, input }: Pick<CredentialsExamination, "row" | "input">,
  canSign: boolean,
): Promise<readonly Finding[]> {
  const account = doctorAccount({ row, contracts: [], credentials: input, notifyUrl: "" });
  const evidence = canSign ? { url: context.channel.queryUrl(row, unusedNumber) } : "";
  const { findings } = await context.examine(evidence, { nowMs: context.nowMs(), accounts: [account] });
  return findings;
}

/** What a single request does not show. */
function ownFindings(
  context: Examining,
  { input, appPublicKey }: Pick<CredentialsExamination, "input" | "appPublicKey">,
): Finding[] {
  const { credentials } = input;
  return [
    ...(input.protocol === "mapi" ? upperCase(input.credentials.md5Key) : []),
    ...(input.protocol === "openapi" ? foreignCertificate(input.credentials.certificates, context.nowMs()) : []),
    ...otherPair(credentials.privateKey, appPublicKey),
  ];
}

/** Every key ever seen has lower-case letters and digits only; no document promises it. */
function upperCase(md5Key: string | undefined): Finding[] {
  if (md5Key === undefined || !/[A-Z]/.test(md5Key)) return [];
  return [
    {
      cause: "key-in-wrong-case",
      confidence: "likely",
      proof: {
        text: {
          zh: "MD5 安全校验码里有大写字母，支付宝发出的校验码都是小写字母和数字",
          en: "The MD5 key holds capital letters; the keys which Alipay issues have small letters and digits",
        },
      },
      fix: [
        {
          zh: "从支付宝后台重新复制 32 位安全校验码，原样粘贴，不要改大小写",
          en: "Copy the 32-character key again from Alipay's console and paste it as it is, case unchanged",
        },
      ],
    },
  ];
}

/** A file that lacks the certificates in between can't be followed to the root: likely foreign, not proven. */
function foreignCertificate(
  certificates: { alipay: string; alipayRoot: string } | undefined,
  nowMs: number,
): Finding[] {
  if (certificates === undefined) return [];
  try {
    parseTrustedCertificate(certificates.alipay, { rootText: certificates.alipayRoot, nowMs });
    return [];
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    return [
      {
        cause: "certificate-expired-or-unknown",
        confidence: "likely",
        proof: {
          text: {
            zh: `支付宝公钥证书与根证书对不上：${error.message}`,
            en: `Alipay's certificate and the root file do not belong together: ${error.message}`,
          },
        },
        fix: [
          {
            zh: "在开放平台控制台重新下载应用公钥证书、支付宝公钥证书和根证书，三个文件一起替换",
            en: "Download the application certificate, Alipay's certificate and the root file again from the console, and replace all three together",
          },
        ],
      },
    ];
  }
}

/** Both can be read: that was seen before. */
function otherPair(privateKey: string | undefined, appPublicKey: string | undefined): Finding[] {
  if (privateKey === undefined || appPublicKey === undefined) return [];
  const stated = parsePublicKey(appPublicKey, { minBits, field: "appPublicKey" });
  if (createPublicKey(parsePrivateKey(privateKey, { minBits })).equals(stated)) return [];
  return [
    {
      cause: "key-of-another-account",
      confidence: "proven",
      proof: {
        text: {
          zh: "应用私钥与应用公钥不是一对：上传到控制台的公钥验不了这把私钥的签名",
          en: "The application's private and public key are no pair: the uploaded public key can't verify what this private key signs",
        },
      },
      fix: [
        {
          zh: "用密钥工具里与已上传公钥同一次生成的私钥，或把这把私钥对应的公钥重新上传",
          en: "Take the private key which was made together with the uploaded public key, or upload the public key of this one",
        },
      ],
    },
  ];
}

/** 1002 for the field as it stands in the API. Neither the parser nor the doctor ever repeats a key. */
function refused(o: {
  unreadable: AlipayError | undefined;
  finding: Finding | undefined;
  protocol: "mapi" | "openapi";
}): DedepayError {
  const { unreadable, finding } = o;
  const field = unreadable?.violations?.[0]?.field;
  return new DedepayError(1002, {
    param: field === undefined ? "credentials" : `credentials.${field}`,
    detail: finding?.proof?.text ?? parserSays(unreadable, o.protocol),
    ...(finding === undefined
      ? {}
      : { diagnosis: { cause: finding.cause }, fix: [...finding.fix, ...wayOut(finding)] }),
    extra: {
      violations: unreadable?.violations ?? [],
      ...(finding === undefined ? {} : { confidence: finding.confidence }),
    },
    ...(unreadable === undefined ? {} : { cause: unreadable }),
  });
}

function parserSays(error: AlipayError | undefined, protocol: "mapi" | "openapi"): BilingualText {
  if (error === undefined) return { zh: "账户信息有误", en: "The account's data is wrong" };
  if (error.kind === "invalid_key") {
    return { zh: `密钥无法使用：${error.message}`, en: `The key is not usable: ${error.message}` };
  }
  const { detail } = alipayFailure(error, protocol);
  return { zh: `账户信息有误：${detail.zh}`, en: `The account's data is wrong: ${detail.en}` };
}

function wayOut({ cause, confidence }: Finding): BilingualText[] {
  if (confidence === "proven") return [];
  return [
    {
      zh: `如已核对无误，可坚持录入：--accept ${cause}（管理接口：accepted_doubts）`,
      en: `If you have checked it and it is right, insist: --accept ${cause} (admin API: accepted_doubts)`,
    },
  ];
}
