// Who may use the control API: a caller on this machine, by a local name (no DNS rebinding), not a foreign web page.
const localNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

export interface ControlCaller {
  remoteAddress: string | undefined;
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
}

export type Refused = { status: 403; reason: string };

/** Why the caller is refused, or undefined. `listensOn` is the host the server was told to bind to. */
export function refuseControl(caller: ControlCaller, listensOn: string): Refused | undefined {
  if (!isLocalAddress(caller.remoteAddress))
    return { status: 403, reason: "the control API answers callers on this machine only" };
  const name = hostName(caller.host);
  if (name === undefined || !(localNames.has(name) || name === listensOn)) {
    return { status: 403, reason: "the Host header must name this machine (localhost, 127.0.0.1)" };
  }
  if (caller.origin !== undefined && caller.origin !== "null" && hostName(hostOf(caller.origin)) !== name) {
    return { status: 403, reason: "requests from other sites' pages are refused" };
  }
  if (caller.origin === "null" || caller.fetchSite === "cross-site" || caller.fetchSite === "same-site") {
    return { status: 403, reason: "requests from other sites' pages are refused" };
  }
  return undefined;
}

function isLocalAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.startsWith("::ffff:") ? address.slice(7) : address;
  return plain === "::1" || /^127\.\d+\.\d+\.\d+$/.test(plain);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function hostName(host: string | undefined): string | undefined {
  if (host === undefined || host === "") return undefined;
  return host.replace(/:\d+$/, "").toLowerCase();
}
