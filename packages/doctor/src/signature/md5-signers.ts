// The MD5 keys that may have been used: those at hand, and the ways in which a key is commonly spoilt. The cost is the
// number of mistakes which the use of the key means.
import type { BilingualText } from "@dedepay/errors";
import { type AccountMatch, accountLabel } from "../account/account-of-message.ts";
import { parsedKeys } from "../account/parsed-keys.ts";
import type { DoctorAccount } from "../doctor-context.ts";
import type { ByteText } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";

export type Md5Signer = {
  readonly key: ByteText;
  readonly place: "behind" | "in_front";
  readonly cost: 0 | 1 | 2;
  /** Where there are two, `mistake` is the second. */
  readonly before?: Mistake;
  readonly label: BilingualText;
  readonly account?: DoctorAccount;
  readonly mistake?: Mistake;
};

const spaces: readonly ByteText[] = [" ", "\t", "\n", "\r\n", "\r", "  ", "\xc2\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"];
const cutLengths = [31, 30, 29, 28, 24, 20, 16];

/** Every key worth trying, the right ones first. */
export function md5Signers({ own, others }: AccountMatch): readonly Md5Signer[] {
  const signers: Md5Signer[] = [];
  for (const account of own) signers.push(...rightSigner(account));
  for (const account of others) signers.push(...otherSigner(account, own[0]));
  for (const account of own) signers.push(...spoiltSigners(account));
  for (const account of others) {
    const [other] = otherSigner(account, own[0]);
    if (other?.mistake === undefined) continue;
    // Somebody else's key, and that one spoilt: two mistakes.
    const before = other.mistake;
    signers.push(...spoiltSigners(account).map((signer) => ({ ...signer, cost: 2 as const, before })));
  }
  signers.push(
    mistaken("", "key-not-readable", { zh: "密钥是空的", en: "with an empty key" }),
    // The key which DedeCMS' installation brings.
    mistaken("dsfsdf", "sample-credentials-in-use", {
      zh: "用织梦安装时的示例密钥",
      en: "with the sample key of DedeCMS' installation",
    }),
  );
  return signers;
}

function mistaken(key: ByteText, cause: string, relation: BilingualText): Md5Signer {
  return { key, place: "behind", cost: 1, label: relation, mistake: { cause, relation } };
}

function ownLabel(account: DoctorAccount): BilingualText {
  return { zh: `账户 ${accountLabel(account)} 的 MD5 密钥`, en: `the MD5 key of ${accountLabel(account)}` };
}

function rightSigner(account: DoctorAccount): Md5Signer[] {
  const key = parsedKeys(account).md5Key;
  return key === undefined ? [] : [{ key, place: "behind", cost: 0, label: ownLabel(account), account }];
}

function otherSigner(account: DoctorAccount, own: DoctorAccount | undefined): Md5Signer[] {
  const key = parsedKeys(account).md5Key;
  if (key === undefined) return [];
  const label = ownLabel(account);
  const cause = foreignKeyCause(account, own);
  const relation = { zh: `用的是${label.zh}`, en: `with ${label.en}` };
  return [{ key, place: "behind", cost: 1, label, account, mistake: { cause, relation } }];
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
  const signers: Md5Signer[] = [];
  const add = (spoilt: string, cause: string, relation: BilingualText): void => {
    if (spoilt !== key && spoilt !== "") signers.push({ ...mistaken(spoilt, cause, relation), account });
  };
  const white = "key-with-white-space";
  for (const space of new Set([...typedSpaces(account.md5Key ?? ""), ...spaces])) {
    const shown = JSON.stringify(Buffer.from(space, "latin1").toString("utf8"));
    add(`${key}${space}`, white, { zh: `密钥末尾多了 ${shown}`, en: `with ${shown} after the key` });
    add(`${space}${key}`, white, { zh: `密钥开头多了 ${shown}`, en: `with ${shown} before the key` });
  }
  add(key.toLowerCase(), "key-in-wrong-case", { zh: "密钥全部变成小写", en: "with the key in lower case" });
  add(key.toUpperCase(), "key-in-wrong-case", { zh: "密钥全部变成大写", en: "with the key in upper case" });
  const cut = "key-not-readable";
  for (const length of cutLengths.filter((kept) => kept < key.length)) {
    add(key.slice(0, length), cut, {
      zh: `只用了密钥的前 ${length} 位`,
      en: `with the first ${length} characters of the key`,
    });
  }
  add(key.slice(1), cut, { zh: "密钥少了第一位", en: "with the key without its first character" });
  for (const quote of ["'", '"']) {
    add(`${quote}${key}${quote}`, cut, { zh: "密钥两边带着引号", en: "with quotes around the key" });
  }
  for (const [value, what] of [
    [account.partner, "PID"],
    [account.sellerEmail, "e-mail"],
    [account.appId, "app_id"],
  ] as const) {
    if (value === undefined) continue;
    add(value.trim(), "credentials-in-wrong-places", {
      zh: `把 ${what} 当成了密钥`,
      en: `with the ${what} in the key's place`,
    });
  }
  const relation = { zh: "密钥接在签名串前面而不是后面", en: "with the key in front of the text instead of behind it" };
  signers.push({
    key,
    place: "in_front",
    cost: 1,
    label: relation,
    account,
    mistake: { cause: "signature-recipe-differs", relation },
  });
  return signers;
}

// The white space as somebody really typed it.
function typedSpaces(typed: string): ByteText[] {
  const [, before = "", after = ""] = /^(\s*).*?(\s*)$/su.exec(typed) ?? [];
  return [before, after].filter((space) => space !== "").map((space) => Buffer.from(space, "utf8").toString("latin1"));
}
