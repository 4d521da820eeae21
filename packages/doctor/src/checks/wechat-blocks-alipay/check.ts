// Alipay pages do not open inside WeChat or QQ.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said = /MicroMessenger|如需浏览，请长按网址复制后使用浏览器打开|已停止访问该网页|weixin110\.qq\.com|\bQQ\/\d/iu;

export const wechatBlocksAlipay: Check = {
  cause: "wechat-blocks-alipay",
  advice: [
    {
      zh: "在微信或 QQ 里检测 User-Agent，显示“用浏览器打开”的引导页和可复制的链接",
      en: "Detect WeChat and QQ by the user agent and show a page which says “open in a browser” with a link to copy",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
