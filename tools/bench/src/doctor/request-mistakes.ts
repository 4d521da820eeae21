// Mistakes of a shop which signs a request: what it signs is not what it sends. Each is made by php/site.php.
import { benchKey, privatePem } from "./bench-keys.ts";
import { javaHashMapOrder } from "./java-style.ts";
import { endsWithBlank, type MadeMistake, type Mistake, type Scene } from "./mistake.ts";

const made = (recipe: string, ...operations: ReadonlyArray<readonly unknown[]>): MadeMistake => ({
  recipe,
  operations,
});
const applied =
  (operation: string): (() => MadeMistake) =>
  () =>
    made(operation, [operation]);

const keyGroup: readonly string[] = ["pid-and-key-do-not-belong-together"];

function signedWithWhiteKey({ random, shop, signType }: Scene): MadeMistake | undefined {
  if (signType !== "MD5") return undefined;
  const key = random.pick([
    `${shop.md5Key} `,
    ` ${shop.md5Key}`,
    `${shop.md5Key}\n`,
    `${shop.md5Key}\r\n`,
    `${shop.md5Key}\t`,
  ]);
  const recipe = `signed with the key and white space ${JSON.stringify(key.replace(shop.md5Key, "K"))}`;
  return { ...made(recipe, ["key", key]), ...(random.chance(0.3) ? { typed: { md5Key: key } } : {}) };
}

function signedWithUpperKey({ random, shop, signType }: Scene): MadeMistake | undefined {
  if (signType !== "MD5") return undefined;
  const key = shop.md5Key.toUpperCase();
  return {
    ...made("signed with the key in capitals", ["key", key]),
    ...(random.chance(0.3) ? { typed: { md5Key: key } } : {}),
  };
}

function signedWithOtherKey({ random, shop, signType, protocol }: Scene): MadeMistake {
  if (signType === "MD5") return made("signed with the key of the other PID", ["key", shop.otherMd5Key]);
  if (protocol === "mapi")
    return made("signed with the app's key", ["key", privatePem(random.pick(["appOne", "stranger"]))]);
  const name = random.pick(["appTwo", "sandboxApp", "mapiShop"] as const);
  const alsoRight = name === "sandboxApp" ? ["sandbox-and-production-mixed"] : [];
  return { ...made(`signed with ${name}'s key`, ["key", privatePem(name)]), alsoRight };
}

function signedByOtherAlgorithm({ signType }: Scene): MadeMistake {
  if (signType === "RSA2") return made("declares RSA2, signs SHA1", ["algorithm", "RSA"]);
  if (signType === "MD5") return made("declares MD5, signs RSA", ["algorithm", "RSA"], ["key", privatePem("mapiShop")]);
  return made("declares RSA, signs SHA256", ["algorithm", "RSA2"]);
}

function signedByOtherRecipe({ signType, random }: Scene): MadeMistake | undefined {
  if (signType !== "MD5") return undefined;
  const recipe = random.pick(["MD5_KEY_FIRST", "MD5_AS_WECHAT", "HMAC"]);
  return made(`signed by another recipe, ${recipe}`, ["algorithm", recipe]);
}

function signedUnsorted({ random, fields }: Scene): MadeMistake {
  const how = random.pick(["insertion", "case_insensitive", "java"] as const);
  const order = how === "java" ? javaHashMapOrder([...fields.map(([name]) => name), "sign_type"]) : how;
  return made(`signed in ${how} order`, ["order", order]);
}

function signedEmpty({ random, protocol }: Scene): MadeMistake {
  const names =
    protocol === "mapi"
      ? random.pick([
          ["anti_phishing_key"],
          ["anti_phishing_key", "exter_invoke_ip"],
          ["extend_param"],
          ["royalty_type", "royalty_parameters"],
        ])
      : random.pick([["app_auth_token"], ["auth_token"], ["app_auth_token", "ws_service_url"]]);
  return made(`signed and sent empty: ${names.join(", ")}`, ["empty_signed", names]);
}

function sentExtra({ random }: Scene): MadeMistake {
  const [name, value] = random.pick([
    ["button", "ok"],
    ["submit", "提交"],
    ["Submit", "确认付款"],
    ["btnPay", "pay"],
    ["dopost", "pay"],
    ["csrf_token", "a81f0e3c"],
    ["x", "17"],
  ] as const);
  return made(`sent unsigned ${name}`, ["extra", name, value]);
}

function lostField({ random, protocol, fields }: Scene): MadeMistake {
  const wanted =
    protocol === "mapi" ? ["_input_charset", "payment_type", "seller_email"] : ["format", "version", "charset"];
  const name = random.pick(wanted.filter((candidate) => fields.some(([present]) => present === candidate)));
  return made(`signed but not sent: ${name}`, ["missing", name]);
}

function otherBytesSigned({ charset }: Scene): MadeMistake {
  return charset === "utf-8"
    ? made("GBK signed, UTF-8 sent", ["signed:gbk"])
    : made("UTF-8 signed, GBK sent", ["signed:utf8"]);
}

function otherBytesSent({ charset, random }: Scene): MadeMistake {
  if (charset !== "utf-8") return made("GBK signed, UTF-8 sent", ["sent:utf8"]);
  if (random.chance(0.5)) return made("UTF-8 signed, GBK sent", ["sent:gbk"]);
  // The subject that arrives is garbled as well: both names are right.
  return {
    ...made("sent converted once too often", ["sent:latin1_as_utf8"]),
    alsoRight: ["text-garbled-by-wrong-charset"],
  };
}

function sentTrimmed(scene: Scene): MadeMistake {
  return { ...made("sent:trim", ["sent:trim"]), alsoRight: endsWithBlank(scene) ? ["key-with-white-space"] : [] };
}

const rsaOnly =
  (recipe: string, operation: string) =>
  ({ signType }: Scene): MadeMistake | undefined =>
    signType === "MD5" ? undefined : made(recipe, [operation]);

export const requestMistakes: readonly Mistake[] = [
  {
    cause: "value-html-escaped",
    layer: "html",
    needs: ["quote", "ampersand"],
    visible: true,
    make: applied("sent:html"),
  },
  { cause: "value-html-escaped", layer: "html", needs: ["angle"], visible: true, make: applied("sent:html_old") },
  {
    cause: "value-html-escaped",
    layer: "html",
    needs: ["apostrophe", "ampersand"],
    visible: false,
    make: applied("signed:html"),
  },
  { cause: "slashes-added", layer: "slashes", needs: ["quote"], visible: true, make: applied("sent:slashes") },
  { cause: "slashes-added", layer: "slashes", needs: ["apostrophe"], visible: false, make: applied("signed:slashes") },
  {
    cause: "value-url-encoded-before-signing",
    layer: "url",
    needs: ["chinese"],
    visible: false,
    make: applied("signed:url"),
  },
  {
    cause: "value-url-encoded-before-signing",
    layer: "url",
    needs: ["space"],
    visible: false,
    make: applied("signed:rawurl"),
  },
  { cause: "value-url-encoded-twice", layer: "url", needs: ["chinese"], visible: true, make: applied("sent:url") },
  { cause: "value-url-encoded-twice", layer: "url", needs: ["space"], visible: true, make: applied("sent:rawurl") },
  { cause: "values-trimmed", layer: "edges", needs: ["edges"], visible: false, make: sentTrimmed },
  { cause: "values-trimmed", layer: "edges", needs: ["edges"], visible: false, make: applied("signed:trim") },
  { cause: "plus-sign-for-space", layer: "plus", needs: ["space"], visible: false, make: applied("sent:plus") },
  {
    cause: "plus-sign-for-space",
    layer: "sign",
    visible: true,
    make: rsaOnly("+ of the signature not encoded", "plus_in_sign"),
  },
  { cause: "base64-padding-lost", layer: "sign", visible: true, make: rsaOnly("= of the signature lost", "padding") },
  { cause: "wrong-charset-bytes", layer: "charset", needs: ["chinese"], visible: false, make: otherBytesSigned },
  { cause: "wrong-charset-bytes", layer: "charset", needs: ["chinese"], visible: true, make: otherBytesSent },
  { cause: "empty-value-signed", layer: "empty", visible: true, make: signedEmpty },
  { cause: "sign-type-wrongly-signed", layer: "sign_type", visible: false, make: applied("sign_type_flipped") },
  { cause: "fields-not-sorted", layer: "order", visible: false, make: signedUnsorted },
  { cause: "unsigned-field-sent", layer: "fields", visible: true, make: sentExtra },
  { cause: "signed-field-not-sent", layer: "fields", visible: false, make: lostField },
  { cause: "key-with-white-space", layer: "key", visible: false, make: signedWithWhiteKey },
  { cause: "key-in-wrong-case", layer: "key", visible: false, make: signedWithUpperKey },
  { cause: "key-of-another-account", alsoRight: keyGroup, layer: "key", visible: false, make: signedWithOtherKey },
  { cause: "signature-recipe-differs", layer: "key", visible: false, make: signedByOtherRecipe },
  { cause: "sign-type-differs-from-key", layer: "key", visible: true, make: signedByOtherAlgorithm },
];

/** What the honest shop signs with. */
export function honestKey({ shop, signType, protocol }: Omit<Scene, "random" | "fields">): string {
  if (signType === "MD5") return shop.md5Key;
  return privatePem(protocol === "mapi" ? "mapiShop" : "appOne");
}

/** Public half of the app's own key: what is mistaken for Alipay's. */
export const ownPublicKey: string = benchKey("appOne").public;
