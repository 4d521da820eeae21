// data/dedepay.config.php: what the PHP files need to know of the gateway. Written and read as text, never run.
import { readPhpLiteral, skipBlank } from "../formats/php-literal.ts";
import { byteString } from "../formats/php-value.ts";

export type GatewaySettings = {
  /** Address of the gateway, without a slash at the end. */
  readonly gateway: string;
  readonly keyId: string;
  /** A secret: what the shop signs with. */
  readonly secret: string;
  /** A secret: what the gateway signs with. */
  readonly webhookSecret: string;
  /** The account which takes notifications of payments begun before the change; empty for none. */
  readonly legacyAccount: string;
};

const names: Readonly<Record<keyof GatewaySettings, string>> = {
  gateway: "gateway",
  keyId: "key_id",
  secret: "secret",
  webhookSecret: "webhook_secret",
  legacyAccount: "legacy_account",
};

/** PHP which returns an array and says nothing when it is called from the outside. Throws RangeError for what is not ASCII. */
export function gatewaySettingsFile(settings: GatewaySettings): Uint8Array {
  const entries = Object.entries(names).map(
    ([name, key]) => `    '${key}' => ${quoted(settings[name as keyof GatewaySettings])},`,
  );
  return Buffer.from(
    `<?php\n// dedepay: how this shop reaches its gateway. Holds secrets; called from the outside it answers nothing.\nreturn array(\n${entries.join("\n")}\n);\n`,
    "latin1",
  );
}

/** Undefined where the file does not return an array of texts with all of them. */
export function readGatewaySettings(bytes: Uint8Array): GatewaySettings | undefined {
  const source = byteString(bytes);
  const start = /\breturn\b/.exec(source.replace(/\/\/[^\n]*/g, (comment) => " ".repeat(comment.length)));
  const literal = start && readPhpLiteral(source, skipBlank(source, start.index + start[0].length));
  if (!(literal?.value instanceof Map)) return undefined;
  const { value } = literal;
  const read = (name: keyof GatewaySettings): string | undefined => {
    const text = value.get(names[name]);
    return typeof text === "string" ? text : undefined;
  };
  const [gateway, keyId, secret, webhookSecret] = [
    read("gateway"),
    read("keyId"),
    read("secret"),
    read("webhookSecret"),
  ];
  if (gateway === undefined || keyId === undefined || secret === undefined || webhookSecret === undefined)
    return undefined;
  return { gateway, keyId, secret, webhookSecret, legacyAccount: read("legacyAccount") ?? "" };
}

/** The same file as it may be shown. */
export function withoutSecrets(text: string): string {
  return text.replace(/('(?:secret|webhook_secret|alipay_key)'\s*=>\s*')[^'\n]*'/g, "$1••••••'");
}

function quoted(text: string): string {
  if (!/^[ -~]*$/.test(text)) throw new RangeError("a setting of the gateway holds other characters than ASCII");
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
