// The buyer's phone or browser can't open the wallet: not installed, or the app did not register its address.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /not allowed to query for scheme "?alipays?\b|LSApplicationQueriesSchemes|canOpenURL: failed for URL: "?alipays?:|ERR_UNKNOWN_URL_SCHEME[^\n]{0,80}alipays?:|alipays?:[^\n]{0,200}ERR_UNKNOWN_URL_SCHEME|No Activity found to handle Intent[^\n]{0,120}alipays?:|未安装支付宝|没有安装支付宝/iu;

export const clientNotSupported: Check = {
  cause: "client-not-supported",
  advice: [
    {
      zh: "请买家升级支付宝或换浏览器，或改用扫码付款",
      en: "Let the buyer update Alipay, use another browser, or pay by QR code",
    },
    {
      zh: "iOS 应用：在 Info.plist 的 LSApplicationQueriesSchemes 里加 alipay、alipays，并登记自己的 URL Scheme；安卓 WebView：拦截 alipays:// 交给系统打开",
      en: "iOS: add alipay and alipays to LSApplicationQueriesSchemes in Info.plist and register a URL scheme of your own; Android WebView: hand alipays:// to the system",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
