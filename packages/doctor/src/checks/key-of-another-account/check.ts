// The signature was made with a key at hand, but not with the one of the account which the message names.
import { accountLabel } from "../../account/account-of-message.ts";
import { parsedKeys } from "../../account/parsed-keys.ts";
import type { Check, Observation } from "../../check.ts";
import type { DoctorAccount } from "../../doctor-context.ts";
import { readableText } from "../../evidence/byte-text.ts";
import type { Examination } from "../../examination.ts";
import { draftText, rightDrafts } from "../../signature/sign-draft.ts";
import { bearsTrace } from "../../traces/any-trace.ts";
import { foreignIdentityObservation } from "../foreign-identity-observation.ts";
import { provenMistakes, signatureObservation } from "../signature-observation.ts";

const cause = "key-of-another-account";
const signatureCodes = ["isv.invalid-signature", "isv.invalid-signature-type"];

export const keyOfAnotherAccount: Check = {
  cause,
  advice: [
    {
      zh: "核对密钥和 PID／APPID 出自同一个账号、同一个应用、同一个环境；只保留一份配置",
      en: "Key and PID or app_id must come from one account, one app, one environment; keep a single configuration",
    },
    {
      zh: "开放平台：控制台里上传的应用公钥必须与程序用的应用私钥是一对；验签用的是控制台给出的支付宝公钥",
      en: "OpenAPI: the public key uploaded in the console must belong to the private key in use; verify with the Alipay public key shown there",
    },
  ],
  needs: [
    {
      zh: "所有可能用过的密钥（正式、沙箱、旧账号）",
      en: "every key that may have been used: production, sandbox, old accounts",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause) ?? halvesOfTwoPairs(examination);
    if (proven !== undefined) return proven;
    // Told already, and better, as a mix-up of environments.
    const ofEnvironments = provenMistakes(examination, "sandbox-and-production-mixed").length > 0;
    const foreign = ofEnvironments ? undefined : foreignIdentityObservation(examination, "openapi");
    const seen = foreign ?? keySharedByTwo(examination) ?? otherKeySigned(examination) ?? sameEcho(examination);
    if (seen !== undefined) return seen;
    // Alipay refuses a signature which our own keys confirm: it holds another public key than we think.
    const valid = examination.signatures.find(({ state, message }) => state === "valid" && message.role === "request");
    if (valid === undefined || valid.message.protocol !== "openapi" || !examination.hasCode(...signatureCodes))
      return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: "请求的签名用手头的应用密钥验证成立，支付宝却说签名无效：支付宝那边登记的公钥不是这一对",
          en: "The request's signature is right under the application key at hand, yet Alipay refuses it: the public key registered there belongs to another pair",
        },
      },
    };
  },
};

// The private key in the settings beside a public key, or a certificate, that is not its other half.
function halvesOfTwoPairs(examination: Examination): Observation | undefined {
  for (const account of examination.concernedAccounts) {
    const keys = parsedKeys(account);
    const { statedAppPublic, certifiedAppPublic } = keys;
    // Deriving a public key costs more than reading one.
    const ownPublic = statedAppPublic === undefined && certifiedAppPublic === undefined ? undefined : keys.ownPublic;
    if (ownPublic === undefined) continue;
    const name = accountLabel(account);
    for (const [other, zh, en] of [
      [statedAppPublic, "应用公钥", "application public key"],
      [certifiedAppPublic, "应用证书", "application certificate"],
    ] as const) {
      if (other === undefined || other.equals(ownPublic)) continue;
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `账户 ${name} 的应用私钥和${zh}不是一对`,
            en: `The private key and the ${en} of ${name} are no pair`,
          },
        },
        fix: [
          {
            zh: `把私钥换成与${zh}同时生成的那一把；找不到就重新生成一对，把新公钥上传到控制台`,
            en: `Use the private key that was made together with the ${en}; where it is lost make a new pair and upload its public half`,
          },
        ],
      };
    }
  }
  return undefined;
}

// Alipay gives each PID a key of its own: one key beside two PIDs is wrong beside one of them.
function keySharedByTwo(examination: Examination): Observation | undefined {
  const [account, other] =
    examination.concernedAccounts
      .map((one) => [one, examination.accounts.find((two) => isSameKeyOfOther(one, two))] as const)
      .find(([, two]) => two !== undefined) ?? [];
  const refused = examination.signatures.some(({ state }) => state === "unexplained");
  if (account === undefined || other === undefined || !refused) return undefined;
  const [one, two] = [accountLabel(account), accountLabel(other)];
  return {
    confidence: "likely",
    proof: {
      text: {
        zh: `账户 ${one}（${account.partner}）和 ${two}（${other.partner}）填的是同一个 MD5 密钥；每个 PID 的密钥都不同，而用它验不过这条消息`,
        en: `${one} (${account.partner}) and ${two} (${other.partner}) hold the same MD5 key; each PID has its own, and with this one the message does not verify`,
      },
    },
    fix: [
      {
        zh: `用 PID ${account.partner} 的支付宝账号登录商家后台，复制它自己的安全校验码，填到账户 ${one}`,
        en: `Log in with the Alipay account of PID ${account.partner}, and copy its own key into ${one}`,
      },
    ],
  };
}

function isSameKeyOfOther(one: DoctorAccount, two: DoctorAccount): boolean {
  const key = one.md5Key?.trim() ?? "";
  return key !== "" && key === two.md5Key?.trim() && one.partner?.trim() !== two.partner?.trim();
}

// The account is known, its key is at hand and as long as the signature, and neither it nor any other made it.
function otherKeySigned(examination: Examination): Observation | undefined {
  for (const { message, ownKeyDidNotSign } of examination.signatures) {
    if (ownKeyDidNotSign === undefined) continue;
    const account = examination.accountOf(message);
    const name = account === undefined ? "" : accountLabel(account);
    if (message.role === "request") {
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `请求的签名不是用账户 ${name} 的应用私钥做的，也不是手头任何一把密钥做的：程序里用的是另一把`,
            en: `The request was signed neither with the private key of ${name} nor with any other key at hand: the program uses another one`,
          },
        },
      };
    }
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `用账户 ${name} 的支付宝公钥解不开通知的签名，手头别的公钥也不行：设置里的支付宝公钥不是这个应用的（若 sign 在途中被改过，或通知是伪造的，也会这样）`,
          en: `Alipay's public key of ${name} does not open the notification's signature, nor does any other at hand: the key in the settings is not this app's (a sign altered on its way, or a forged notification, would look the same)`,
        },
      },
      fix: [
        {
          zh: `到开放平台控制台，进入 APPID 为 ${account?.appId ?? account?.partner ?? ""} 的应用 → 接口加签方式 → 查看“支付宝公钥”，整段复制到账户 ${name} 的支付宝公钥设置里`,
          en: `In the console open the app ${account?.appId ?? account?.partner ?? ""}, its signing settings, and copy the whole “Alipay public key” into the setting of ${name}`,
        },
      ],
    };
  }
  const reply = examination.replySignatures.find(({ ownKeyDidNotSign }) => ownKeyDidNotSign === true);
  if (reply === undefined) return undefined;
  return {
    confidence: "likely",
    proof: {
      text: {
        zh: `手头的支付宝公钥都解不开应答 ${reply.reply.nodeName} 的签名：设置里的支付宝公钥属于别的应用或环境`,
        en: `No Alipay public key at hand opens the signature of ${reply.reply.nodeName}: the key in the settings belongs to another app or environment`,
      },
    },
  };
}

// The gateway put together the text that the request makes: nothing was lost on its way. What is left is the key pair, or a
// program that signs something else.
function sameEcho(examination: Examination): Observation | undefined {
  const echo = examination.pieces("echo").find(({ by }) => by === "gateway")?.text;
  const [request] = examination.requests;
  if (
    echo === undefined ||
    request === undefined ||
    examination.signatures.some(({ state }) => state === "explained")
  ) {
    return undefined;
  }
  const [draft] = rightDrafts(request);
  if (draft === undefined || readableText(draftText(draft)) !== echo) return undefined;
  const ofProgram = examination.pieces("echo").find(({ by }) => by === "program")?.text;
  if (ofProgram === echo) {
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: "程序签名的字符串与网关验签的字符串完全相同：文字没有错，错的是密钥（控制台登记的公钥与签名用的私钥不是一对）",
          en: "The program signed exactly the string that the gateway checked: the text is right, the key pair is not (the registered public key does not belong to the private key in use)",
        },
      },
    };
  }
  return {
    confidence: bearsTrace(request) ? "possible" : "likely",
    proof: {
      text: {
        zh: "网关生成的验签字符串与请求按规则拼出的完全相同：传输没有改动什么，剩下的是密钥不成对，或程序签名的是别的文字",
        en: "The gateway's string is exactly the one that the request makes: nothing changed on the way, so the key pair is wrong, or the program signed another text",
      },
    },
    needs: [{ zh: "程序里签名前的那个字符串", en: "the string which the program signed" }],
  };
}
