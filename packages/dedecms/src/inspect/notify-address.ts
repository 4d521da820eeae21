// Where Alipay will send its notification, as the stock plugin builds it, and what is wrong with that address.

export type NotifyAddress = { readonly url: string; readonly problems: readonly AddressProblem[] };
export type AddressProblem = "not_an_address" | "private_address" | "double_slash" | "not_https";

/** `cmsPath` is "" or "/folder"; the plugin puts one more slash before it (bug C8). */
export function notifyAddress(baseHost: string, cmsPath: string): NotifyAddress {
  const folder = cmsPath === "" ? "" : `/${cmsPath}`;
  const url = `${baseHost}${folder}/plus/carbuyaction.php?dopost=return&code=alipay`;
  if (!/^https?:\/\/[^\s/]+/i.test(baseHost) || !URL.canParse(url)) return { url, problems: ["not_an_address"] };
  const { hostname, pathname, protocol } = new URL(url);
  const problems: AddressProblem[] = [];
  if (isPrivateHost(hostname)) problems.push("private_address");
  if (pathname.includes("//")) problems.push("double_slash");
  if (protocol === "http:") problems.push("not_https");
  return { url, problems };
}

/** Hosts which Alipay can't reach: loopback, private ranges, names without a dot. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (/^(127|10|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(host))
    return true;
  if (host.includes(":")) return /^(::1?$|f[cd]|fe[89ab])/.test(host);
  return !host.includes(".") || /\.(local|lan|test|internal|localhost)$/.test(host);
}
