// What to change, with the names of the fields that the proof found: the general advice of the check follows it.
import type { BilingualText } from "@dedepay/errors";
import { accountLabel } from "../account/account-of-message.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Mistake } from "../signature/hypothesis.ts";
import type { SignerIdentity } from "../signature/signature-reading.ts";

export type ProvenMistake = {
  readonly mistake: Mistake;
  readonly message: SignedMessage | undefined;
  readonly signer: SignerIdentity | undefined;
};

type Names = { readonly zh: string; readonly en: string };
type Writer = (names: Names, proven: ProvenMistake) => BilingualText;

const maxNames = 6;

const ofFields: Readonly<Record<string, Writer>> = {
  "unsigned-field-sent": ({ zh, en }, { message, mistake }) => {
    const isButton = message?.fields.some(({ name, button }) => button && mistake.fields?.includes(name)) === true;
    return isButton
      ? {
          zh: `删掉提交按钮的 name="${zh}"，浏览器就不会把它一起提交`,
          en: `Delete name="${en}" of the submit button, and the browser no longer posts it`,
        }
      : { zh: `不要发送 ${zh}；必须发送就在签名之前加进参数表`, en: `Do not send ${en}, or add it before signing` };
  },
  "extra-field-in-notification": ({ zh, en }) => ({
    zh: `验签之前从参数里去掉 ${zh}`,
    en: `Take ${en} out of the fields before verifying`,
  }),
  "signed-field-not-sent": ({ zh, en }, { message }) =>
    message?.role === "request"
      ? { zh: `把签过名的 ${zh} 也发送出去`, en: `Send ${en}, which was signed, as well` }
      : { zh: `找出谁丢了 ${zh}：验签要用收到的全部字段`, en: `Find out who drops ${en}: verify over all fields` },
  "value-changed-after-signing": ({ zh, en }, { message }) =>
    message?.role === "request"
      ? { zh: `${zh} 只生成一次，签名和发送用同一个值`, en: `Make ${en} once, and sign and send the same value` }
      : { zh: `验签时用收到的原始 ${zh}，不要改写`, en: `Verify over ${en} as it came, not rewritten` },
  "empty-value-signed": ({ zh, en }) => ({
    zh: `${zh} 没有值就不要签名、也不要发送`,
    en: `Neither sign nor send ${en} while there is no value for it`,
  }),
  "value-html-escaped": ({ zh, en }, { message }) =>
    message?.role === "request"
      ? { zh: `签名和发送用同一份未转义的 ${zh}`, en: `Sign and send the same unescaped ${en}` }
      : { zh: `验签时用未转义的 ${zh}`, en: `Verify over the unescaped ${en}` },
  "slashes-added": ({ zh, en }) => ({
    zh: `${zh} 的反斜杠是程序加的：签名和验签都用加之前的值`,
    en: `The back-slashes of ${en} are the program's: sign and verify over the values without them`,
  }),
  "value-url-encoded-before-signing": ({ zh, en }) => ({
    zh: `签名时用未编码的 ${zh}，只在拼网址时编码一次`,
    en: `Sign the plain ${en}, and encode once, when the URL is built`,
  }),
  "values-trimmed": ({ zh, en }) => ({
    zh: `签名和发送（或验签）用同一份 ${zh}，不要只在一边去空白`,
    en: `Use one and the same ${en} on both sides; do not trim on one of them`,
  }),
};

/** The change for this very message; undefined where the general advice says all. */
export function exactFix(proven: ProvenMistake): BilingualText | undefined {
  const { mistake, signer } = proven;
  if (mistake.cause === "key-of-another-account") return keyFix(proven);
  if (mistake.cause === "key-with-white-space" && signer?.account !== undefined) {
    const name = accountLabel(signer.account);
    return {
      zh: `打开程序里账户 ${name} 的密钥设置，删掉密钥前后的空白后保存（${mistake.relation.zh}）`,
      en: `Open the key's setting of ${name} in the program, delete the white space around it and save (${mistake.relation.en})`,
    };
  }
  if (mistake.cause === "key-in-wrong-case" && signer?.account !== undefined) {
    const name = accountLabel(signer.account);
    return {
      zh: `账户 ${name} 的密钥大小写不对（${mistake.relation.zh}才成立）：从支付宝后台重新复制，原样粘贴`,
      en: `The key of ${name} is in the wrong case (it fits ${mistake.relation.en}): copy it again and paste it as it is`,
    };
  }
  const fields = (mistake.fields ?? []).filter((name) => /^[\w.-]{1,64}$/u.test(name));
  const write = Object.hasOwn(ofFields, mistake.cause) ? ofFields[mistake.cause] : undefined;
  if (write === undefined || fields.length === 0) return undefined;
  const rest = fields.length - maxNames;
  const shown = fields.slice(0, maxNames);
  return write(
    {
      zh: `${shown.join("、")}${rest > 0 ? ` 等 ${fields.length} 个字段` : ""}`,
      en: `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
    },
    proven,
  );
}

function keyFix({ message, signer }: ProvenMistake): BilingualText | undefined {
  const identity = message?.protocol === "mapi" ? "partner" : "app_id";
  const named = message?.fields.find(({ name }) => name === identity)?.value;
  if (signer?.account === undefined || named === undefined || !/^\d{16}$/u.test(named)) return undefined;
  const name = accountLabel(signer.account);
  return {
    zh: `${identity} 是 ${named}，就用 ${named} 自己的密钥；现在用的是账户 ${name} 的`,
    en: `With ${identity} ${named} use the key of ${named}; the one in use is of ${name}`,
  };
}
