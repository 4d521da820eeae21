// How the buyer came to the cashier, in words: by which the page is laid out.
import type { Order } from "../world/trade.ts";

export interface Channel {
  zh: string;
  en: string;
  /** A page for a phone; wider screens show it as narrow as one. */
  onPhone: boolean;
}

const website: Channel = { zh: "电脑网页", en: "website", onPhone: false };
const phone: Channel = { zh: "手机网页", en: "phone website", onPhone: true };

const channels: Readonly<Record<string, Channel>> = {
  "alipay.wap.create.direct.pay.by.user": phone,
  "alipay.trade.wap.pay": phone,
  "alipay.trade.app.pay": { zh: "手机应用", en: "app", onPhone: true },
  "alipay.trade.precreate": { zh: "扫商家的码", en: "QR code", onPhone: true },
  "alipay.trade.pay": { zh: "商家扫付款码，等买家确认", en: "scanned by the shop, to be confirmed", onPhone: true },
  "alipay.trade.create": { zh: "小程序", en: "mini program", onPhone: true },
};

export function channelOf({ service }: Order): Channel {
  return channels[service] ?? website;
}
