// Which files of an installation are read at all. An archive reader keeps these and lets the rest go by.

export const pluginPath = "include/payment/alipay.php";
export const webhookPath = "plus/dedepay.php";
export const gatewaySettingsPath = "data/dedepay.config.php";
export const settingsPath = "data/payment/alipay.php";
export const confirmPath = "member/shops_products.php";
export const paymentFolder = "data/payment";

/** One of these is in every installation; the folder which holds them is the CMS's root. */
export const rootMarks: readonly string[] = ["include/common.inc.php", "data/config.cache.inc.php"];

/** Files whose bytes are held against the charset constant. */
export const comparedPaths: readonly string[] = [
  pluginPath,
  ...rootMarks,
  "plus/carbuyaction.php",
  "member/buy_action.php",
  confirmPath,
];

const single: ReadonlySet<string> = new Set([
  ...comparedPaths,
  webhookPath,
  gatewaySettingsPath,
  "data/common.inc.php",
  "data/.htaccess",
]);

/** Whether the inspector reads this path (from the CMS's root, with `/`). */
export function isInspected(path: string): boolean {
  return single.has(path) || /^data\/payment\/[^/]+$/.test(path);
}

/** Splits a path of an archive into what lies before the CMS's root and what the inspector calls the file. */
export function splitInspectedPath(path: string): { readonly root: string; readonly path: string } | undefined {
  const parts = path.replace(/^(\.\/)+/, "").split("/");
  // No path which is read has more than three parts.
  for (let length = 2; length <= Math.min(3, parts.length); length += 1) {
    const inner = parts.slice(-length).join("/");
    if (isInspected(inner)) return { root: parts.slice(0, -length).join("/"), path: inner };
  }
  return undefined;
}
