// What the buyer's browser says about itself. A guess for a good default, never a reason to refuse.

export type BuyerDevice = "desktop" | "phone";

/** Phone or desktop; tablets with a desktop's browser count as desktop. */
export function deviceOf(userAgent: string | undefined): BuyerDevice {
  return /Android|iPhone|iPod|Mobile|HarmonyOS|Windows Phone/i.test(userAgent ?? "") ? "phone" : "desktop";
}

/** The apps whose built-in browser blocks Alipay's pages. (QQBrowser, a browser of its own, does not.) */
export function blockingAppOf(userAgent: string | undefined): "wechat" | "qq" | undefined {
  if (/MicroMessenger/i.test(userAgent ?? "")) return "wechat";
  if (/\bQQ\/[\d.]+/.test(userAgent ?? "")) return "qq";
  return undefined;
}
