// Mistakes of a shop which verifies what Alipay posted: its framework or its settings have changed something before. Made by php/site.php.
import { benchKey } from "./bench-keys.ts";
import type { MadeMistake, Mistake, Scene } from "./mistake.ts";
import { ownPublicKey } from "./request-mistakes.ts";

const made = (recipe: string, ...operations: ReadonlyArray<readonly unknown[]>): MadeMistake => ({
  recipe,
  operations,
});
const applied =
  (operation: string): (() => MadeMistake) =>
  () =>
    made(`$_POST after ${operation}`, [operation]);

// The array holds encoded values: whether somebody encoded them or nobody decoded them cannot be seen.
const encodedGroup: readonly string[] = ["value-url-encoded-before-signing"];

const rsaOnly =
  (recipe: string, operation: string) =>
  ({ signType }: Scene): MadeMistake | undefined =>
    signType === "MD5" ? undefined : made(recipe, [operation]);

function extraField({ random, shop }: Scene): MadeMistake {
  const operations = random.pick([
    [["extra", "s", "/index/pay/notify"]],
    [["extra", "_url", "/alipay/notify", "first"]],
    [
      ["extra", "dopost", "return"],
      ["extra", "code", "alipay"],
    ],
    [["extra", "spm", `a2c.${random.digits(4)}`]],
    [["extra", "PHPSESSID", random.digits(26), "first"]],
    [["extra", "r", "pay/notify", "first"]],
    [["extra", "site", shop.host]],
  ]);
  return made(`with ${operations.map(([, name]) => name).join(", ")} of the framework`, ...operations);
}

function converted({ charset }: Scene): MadeMistake {
  if (charset !== "utf-8") return made("text converted from GBK to UTF-8 before verifying", ["utf8"]);
  return { ...made("UTF-8 read as Latin-1", ["latin1_as_utf8"]), alsoRight: ["text-garbled-by-wrong-charset"] };
}

function whiteKey({ random, shop, signType }: Scene): MadeMistake | undefined {
  if (signType !== "MD5") return undefined;
  const key = random.pick([`${shop.md5Key} `, ` ${shop.md5Key}`, `${shop.md5Key}\r\n`]);
  return { recipe: "the key of the settings has white space", operations: [], typed: { md5Key: key } };
}

function upperKey({ shop, signType }: Scene): MadeMistake | undefined {
  if (signType !== "MD5") return undefined;
  return {
    recipe: "the key of the settings is in capitals",
    operations: [],
    typed: { md5Key: shop.md5Key.toUpperCase() },
  };
}

function otherKey({ random, shop, signType }: Scene): MadeMistake {
  if (signType === "MD5") {
    return {
      recipe: "the key of the settings is the other PID's",
      operations: [],
      typed: { md5Key: shop.otherMd5Key },
    };
  }
  const name = random.pick(["alipayTwo", "alipaySandbox"] as const);
  const alsoRight = name === "alipaySandbox" ? ["sandbox-and-production-mixed"] : [];
  return {
    recipe: `the settings trust ${name}`,
    operations: [],
    typed: { alipayPublicKey: benchKey(name).public },
    alsoRight,
  };
}

function ownKeyTrusted({ protocol }: Scene): MadeMistake | undefined {
  if (protocol === "mapi") return undefined;
  return { recipe: "the settings trust the app's own key", operations: [], typed: { alipayPublicKey: ownPublicKey } };
}

export const receivedMistakes: readonly Mistake[] = [
  { cause: "value-html-escaped", layer: "html", needs: ["quote", "ampersand"], visible: true, make: applied("html") },
  { cause: "value-html-escaped", layer: "html", needs: ["angle"], visible: true, make: applied("html_old") },
  { cause: "slashes-added", layer: "slashes", needs: ["quote"], visible: true, make: applied("slashes") },
  { cause: "slashes-added", layer: "slashes", needs: ["apostrophe"], visible: true, make: applied("slashes") },
  { cause: "values-trimmed", layer: "edges", needs: ["edges"], visible: false, make: applied("trim") },
  {
    cause: "value-url-encoded-twice",
    alsoRight: encodedGroup,
    layer: "url",
    needs: ["chinese"],
    visible: true,
    make: applied("url"),
  },
  {
    cause: "value-url-encoded-twice",
    alsoRight: encodedGroup,
    layer: "url",
    needs: ["space"],
    visible: true,
    make: applied("rawurl"),
  },
  {
    cause: "plus-sign-for-space",
    layer: "sign",
    visible: true,
    make: rsaOnly("spaces in the signature", "plus_in_sign"),
  },
  { cause: "plus-sign-for-space", layer: "plus", needs: ["space"], visible: false, make: applied("plus") },
  { cause: "base64-padding-lost", layer: "sign", visible: true, make: rsaOnly("= of the signature lost", "padding") },
  { cause: "wrong-charset-bytes", layer: "charset", needs: ["chinese"], visible: true, make: converted },
  { cause: "extra-field-in-notification", layer: "fields", visible: true, make: extraField },
  { cause: "key-with-white-space", layer: "key", visible: false, make: whiteKey },
  { cause: "key-in-wrong-case", layer: "key", visible: false, make: upperKey },
  {
    cause: "key-of-another-account",
    alsoRight: ["pid-and-key-do-not-belong-together"],
    layer: "key",
    alone: true,
    visible: false,
    make: otherKey,
  },
  { cause: "app-public-key-used-as-alipay-public-key", layer: "key", alone: true, visible: false, make: ownKeyTrusted },
];
