// What a key that proved itself may do, and from where. Runs after the signature: a stranger learns nothing of its lists.
import { type BilingualText, DedepayError } from "@dedepay/errors";
import { isListed } from "../use-cases/sites/address-list.ts";
import type { SiteKey } from "../use-cases/sites/find-site-by-key.ts";
import type { SiteScope } from "../use-cases/sites/site-key-settings.ts";

export type KeyUse = {
  scope: SiteScope;
  /** Of the caller, as far as our proxies are believed. */
  address: string;
  /** The header Origin: only browsers send it. */
  origin: string | undefined;
};

/** Errors: 1004 which says what is not allowed, and the list to edit. */
export function assertPermitted(key: SiteKey, use: KeyUse): void {
  if (!key.scopes.includes(use.scope)) throw scopeLacks(key, use.scope);
  // A browser's address is its user's; what says whose page it is is the origin.
  if (use.origin !== undefined) {
    if (!key.origins.includes(use.origin)) throw originIsNotListed(key, use.origin);
  } else if (key.addresses.length > 0 && !isListed(key.addresses, use.address)) {
    throw addressIsNotListed(key, use.address);
  }
}

function scopeLacks(key: SiteKey, scope: SiteScope): DedepayError {
  return notPermitted(key, {
    reason: "scope",
    detail: {
      zh: `API 密钥 ${key.keyId} 没有权限“${scope}”，只有：${key.scopes.join("、")}。`,
      en: `API key ${key.keyId} lacks the scope "${scope}"; it has: ${key.scopes.join(", ")}.`,
    },
    command: `dedepay key set ${key.keyId} --scope ${[...key.scopes, scope].join(",")}`,
    extra: { needed_scope: scope, scopes: key.scopes },
  });
}

function addressIsNotListed(key: SiteKey, address: string): DedepayError {
  return notPermitted(key, {
    reason: "address",
    detail: {
      zh: `请求来自地址 ${address}，不在 API 密钥 ${key.keyId} 的地址名单（addresses）里。`,
      en: `The request comes from ${address}, which is not on the list "addresses" of API key ${key.keyId}.`,
    },
    command: `dedepay key set ${key.keyId} --address ${[...key.addresses, address].join(",")}`,
    extra: { address, list: "addresses" },
  });
}

function originIsNotListed(key: SiteKey, origin: string): DedepayError {
  const shown = origin.slice(0, 200);
  return notPermitted(key, {
    reason: "origin",
    detail: {
      zh: `请求来自浏览器页面 ${shown}，不在 API 密钥 ${key.keyId} 的来源名单（origins）里。密钥放在网页中任何人都能看到，通常应由服务器调用。`,
      en: `The request comes from a page of ${shown}, which is not on the list "origins" of API key ${key.keyId}. A key in a page can be seen by anybody; usually a server should call.`,
    },
    command: `dedepay key set ${key.keyId} --origin ${[...key.origins, shown].join(",")}`,
    extra: { origin: shown, list: "origins" },
  });
}

function notPermitted(
  key: SiteKey,
  o: { reason: string; detail: BilingualText; command: string; extra: Record<string, unknown> },
): DedepayError {
  return new DedepayError(1004, {
    param: "Dedepay-Key",
    detail: o.detail,
    fix: [
      {
        zh: `如应允许，由网关管理员执行：${o.command}`,
        en: `Where it should be allowed, the gateway's owner runs: ${o.command}`,
      },
    ],
    extra: { reason: o.reason, key_id: key.keyId, ...o.extra },
  });
}
