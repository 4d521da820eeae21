// Way 3: no PHP file of ours. One address in the stock plugin changes, and the shop talks to the gateway's look-alike of
// Alipay's old gateway instead. Says the exact line; changes nothing itself.
import { byteString, decodeByteString } from "../formats/php-value.ts";
import { textEncoding } from "../formats/text-encoding.ts";
import { pluginPath } from "../inspect/inspected-paths.ts";

export type LineChange = {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
};

/** An address of Alipay's old gateway, with or without its protocol. */
const oldGateway = /(?:https?:\/\/)?(?:www|mapi)\.alipay\.com\/(?:cooperate\/)?gateway\.do/gi;

/** Each line of the plugin which names Alipay's gateway, with the new address. Empty where none does. */
export function lookAlikeChanges(plugin: Uint8Array, gateway: string): LineChange[] {
  const charset = textEncoding(plugin) === "gbk" ? "gbk" : "utf-8";
  const host = gateway.replace(/^https?:\/\//, "");
  return byteString(plugin)
    .split("\n")
    .flatMap((bytes, index) => {
      const before = decodeByteString(bytes.replace(/\r$/, ""), charset);
      const after = before.replace(oldGateway, (old) => `${old.startsWith("http") ? gateway : host}/gateway.do`);
      return after === before ? [] : [{ path: pluginPath, line: index + 1, before, after }];
    });
}
