// The two addresses which have to be right: where buyers open the shop, and where they reach the gateway.
import { addressOfSettings, type Installation, type SiteAddress, siteAddress } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";

/** From the shop's own settings, or as somebody says it (`--site-url`). */
export function shopAddress(said: string | undefined, installation: Installation): SiteAddress {
  const address = said === undefined ? addressOfSettings(installation.site) : siteAddress(said);
  if (address !== undefined) return address;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: said === undefined ? "网站设置里的站点根网址不是网址" : "--site-url 不是网址",
    en: said === undefined ? "the root address in the shop's settings is no address" : "--site-url is no address",
    fixZh: "用 --site-url https://shop.example.com 指定买家打开网站的网址",
    fixEn: "name the address under which buyers open the shop: --site-url https://shop.example.com",
  });
}

/** The shop sends orders there and buyers pay there: outside of one machine only by HTTPS. */
export function readGatewayUrl(text: string | undefined): string {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isLocal)) && url.search === "") {
    return url.href.replace(/\/+$/, "");
  }
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: text === undefined ? "没有给出网关的网址" : "--public-url 要用 https:// 开头的网址",
    en: text === undefined ? "the gateway's address is missing" : "--public-url has to begin with https://",
    fixZh: "--public-url https://pay.example.com，与 dedepay serve 用的相同",
    fixEn: "--public-url https://pay.example.com, the same as for dedepay serve",
  });
}
