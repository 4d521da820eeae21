// The MD5 keys that may have been used: those at hand, and the ways in which a key is commonly spoilt or misplaced.
import { hash } from "node:crypto";
import type { BilingualText } from "@dedepay/errors";
import { type AccountMatch, accountLabel } from "../account/account-of-message.ts";
import { parsedKeys } from "../account/parsed-keys.ts";
import type { DoctorAccount } from "../doctor-context.ts";
import type { ByteText } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";

export type Md5Signer = {
  /** What is hashed for the text. */
  readonly input: (text: ByteText) => ByteText;
  /** HMAC under this key in the place of a plain hash. */
  readonly hmacKey?: ByteText;
  readonly label: BilingualText;
  readonly account?: DoctorAccount;
  /** What the use of this key means: nothing where it is the right one. */
  readonly mistakes: readonly Mistake[];
  /** Not tried beside a mistake in the text. */
  readonly rare?: boolean;
};

const spaces: readonly ByteText[] = [" ", "\t", "\n", "\r\n", "\r", "  ", "\xc2\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"];
// What is pasted along most often.
const commonSpaces = new Set([" ", "\t", "\n", "\r\n"]);
const cutLengths = [31, 30, 29, 28, 24, 20, 16];

/** Every key worth trying, the right ones first. */
export function md5Signers({ own, others }: AccountMatch): readonly Md5Signer[] {
  const foreign = others.flatMap((account) => foreignSigner(account, own[0]));
  return [
    ...own.flatMap(rightSigner),
    ...foreign,
    ...own.flatMap(spoiltSigners),
    // Somebody else's key, and that one spoilt: two mistakes.
    ...foreign.flatMap(({ account, mistakes }) =>
      spoiltSigners(account).map((signer) => ({ ...signer, mistakes: [...mistakes, ...signer.mistakes] })),
    ),
    mistaken("", "key-not-readable", { zh: "密钥是空的", en: "with an empty key" }),
    // The key which DedeCMS' installation brings.
    mistaken("dsfsdf", "sample-credentials-in-use", {
      zh: "用织梦安装时的示例密钥",
      en: "with the sample key of DedeCMS' installation",
    }),
  ];
}

function mistaken(key: ByteText, cause: string, relation: BilingualText): Md5Signer {
  return { input: (text) => text + key, label: relation, mistakes: [{ cause, relation }] };
}

function ownLabel(account: DoctorAccount): BilingualText {
  return { zh: `账户 ${accountLabel(account)} 的 MD5 密钥`, en: `the MD5 key of ${accountLabel(account)}` };
}

function rightSigner(account: DoctorAccount): (Md5Signer & { account: DoctorAccount })[] {
  const key = parsedKeys(account).md5Key;
  if (key === undefined) return [];
  return [{ input: (text) => text + key, label: ownLabel(account), account, mistakes: [] }];
}

function foreignSigner(
  account: DoctorAccount,
  own: DoctorAccount | undefined,
): (Md5Signer & { account: DoctorAccount })[] {
  return rightSigner(account).map((signer) => {
    const { label } = signer;
    const relation = { zh: `用的是${label.zh}`, en: `with ${label.en}` };
    return { ...signer, mistakes: [{ cause: foreignKeyCause(account, own), relation }] };
  });
}

/** A key of the other environment is a mix-up of environments; any other is a mix-up of accounts. */
export function foreignKeyCause(account: DoctorAccount, own: DoctorAccount | undefined): string {
  const differs =
    own?.environment !== undefined && account.environment !== undefined && own.environment !== account.environment;
  return differs ? "sandbox-and-production-mixed" : "key-of-another-account";
}

function spoiltSigners(account: DoctorAccount): Md5Signer[] {
  const key = parsedKeys(account).md5Key;
  if (key === undefined) return [];
  const spoilt = [...withSpace(key, account), ...inOtherForm(key), ...otherSettings(account)];
  const seen = new Set([key, ""]);
  const signers = spoilt.flatMap(([text, cause, relation, rare]) => {
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ ...mistaken(text, cause, relation), account, ...(rare === true ? { rare } : {}) }];
  });
  return [...signers, ...otherRecipes(key).map((signer) => ({ ...signer, account }))];
}

type Spoilt = readonly [key: ByteText, cause: string, relation: BilingualText, rare?: boolean];

function withSpace(key: ByteText, account: DoctorAccount): Spoilt[] {
  const typed = typedSpaces(account.md5Key ?? "");
  const cause = "key-with-white-space";
  return [...new Set([...typed, ...spaces])].flatMap((space): Spoilt[] => {
    const shown = JSON.stringify(Buffer.from(space, "latin1").toString("utf8"));
    const rare = !typed.includes(space) && !commonSpaces.has(space);
    return [
      [`${key}${space}`, cause, { zh: `密钥末尾多了 ${shown}`, en: `with ${shown} after the key` }, rare],
      [`${space}${key}`, cause, { zh: `密钥开头多了 ${shown}`, en: `with ${shown} before the key` }, rare],
    ];
  });
}

function inOtherForm(key: ByteText): Spoilt[] {
  const cut = "key-not-readable";
  return [
    [key.toLowerCase(), "key-in-wrong-case", { zh: "密钥全部变成小写", en: "with the key in lower case" }],
    [key.toUpperCase(), "key-in-wrong-case", { zh: "密钥全部变成大写", en: "with the key in upper case" }],
    ...cutLengths
      .filter((kept) => kept < key.length)
      .map((length): Spoilt => {
        const relation = {
          zh: `只用了密钥的前 ${length} 位`,
          en: `with the first ${length} characters of the key`,
        };
        return [key.slice(0, length), cut, relation, length !== key.length - 1];
      }),
    [key.slice(1), cut, { zh: "密钥少了第一位", en: "with the key without its first character" }],
    ...["'", '"'].map((quote): Spoilt => {
      return [`${quote}${key}${quote}`, cut, { zh: "密钥两边带着引号", en: "with quotes around the key" }];
    }),
  ];
}

function otherSettings(account: DoctorAccount): Spoilt[] {
  return (
    [
      [account.partner, "PID"],
      [account.sellerEmail, "e-mail"],
      [account.appId, "app_id"],
    ] as const
  ).flatMap(([value, what]): Spoilt[] => {
    if (value === undefined) return [];
    const relation = { zh: `把 ${what} 当成了密钥`, en: `with the ${what} in the key's place` };
    return [[value.trim(), "credentials-in-wrong-places", relation]];
  });
}

// Recipes of other payment companies, with the right key.
function otherRecipes(key: ByteText): Md5Signer[] {
  const recipe = (relation: BilingualText, input: Md5Signer["input"]): Md5Signer => ({
    input,
    label: relation,
    mistakes: [{ cause: "signature-recipe-differs", relation }],
  });
  return [
    recipe(
      { zh: "密钥接在签名串前面而不是后面", en: "with the key in front of the text instead of behind it" },
      (text) => key + text,
    ),
    recipe({ zh: "密钥前加了 &", en: "with & between text and key" }, (text) => `${text}&${key}`),
    recipe({ zh: "密钥作为 &key= 参数接在后面", en: "with &key= before the key, as WeChat wants it" }, (text) => {
      return `${text}&key=${key}`;
    }),
    {
      ...recipe({ zh: "用 HMAC 计算", en: "as an HMAC under the key" }, (text) => text),
      hmacKey: key,
    },
    ...[
      recipe(
        { zh: "密钥接在签名串前后两头", en: "with the key on both sides of the text" },
        (text) => key + text + key,
      ),
      recipe({ zh: "MD5 做了两遍", en: "with MD5 twice" }, (text) => md5(text + key)),
      recipe(
        { zh: "先对签名串做 MD5 再接密钥", en: "with the key behind the MD5 of the text" },
        (text) => md5(text) + key,
      ),
      recipe({ zh: "接的是密钥的 MD5", en: "with the MD5 of the key in its place" }, (text) => text + md5(key)),
    ].map((signer) => ({ ...signer, rare: true })),
  ];
}

function md5(text: ByteText): string {
  return hash("md5", Buffer.from(text, "latin1"), "hex");
}

// The white space as somebody really typed it.
function typedSpaces(typed: string): ByteText[] {
  const [, before = "", after = ""] = /^(\s*).*?(\s*)$/su.exec(typed) ?? [];
  return [before, after].filter((space) => space !== "").map((space) => Buffer.from(space, "utf8").toString("latin1"));
}
