// What a site's key may do and from where: checked when it is set, shown to the owner, and asked at each request.
import type { SiteKeyRow } from "../../store/site-keys.ts";
import type { KeySettingsTable } from "../../store/tables/sites.ts";
import { invalidParameter } from "../refusals.ts";
import { isAddressRule } from "./address-list.ts";
import { httpOrigin } from "./http-origin.ts";

/** pay: make, replace, close and ship payments. refund: send money back. read: everything that changes nothing. */
export type SiteScope = "pay" | "refund" | "read";

export const siteScopes: readonly SiteScope[] = ["pay", "refund", "read"];

export type SiteKeySettings = {
  label: string;
  scopes: readonly SiteScope[];
  /** Addresses and CIDR blocks from which servers may call; empty: from anywhere. */
  addresses: readonly string[];
  /** Origins from which browsers may call; empty: none. */
  origins: readonly string[];
};

export const everything: SiteKeySettings = { label: "", scopes: siteScopes, addresses: [], origins: [] };

const maxLabel = 80;
const maxRules = 50;

/** Throws 1002 which names the list and the entry. */
export function checkKeySettings(settings: SiteKeySettings): void {
  const { label, scopes, addresses, origins } = settings;
  if (label.length > maxLabel || /\p{Cc}/u.test(label)) {
    throw invalidParameter("label", {
      zh: `标签最多 ${maxLabel} 个可见字符`,
      en: `A label has at most ${maxLabel} printable characters`,
    });
  }
  if (scopes.length === 0 || scopes.some((scope) => !siteScopes.includes(scope))) {
    throw invalidParameter("scopes", {
      zh: `scopes 至少一项，可选：${siteScopes.join("、")}`,
      en: `scopes names at least one of: ${siteScopes.join(", ")}`,
    });
  }
  const wrongAddress = addresses.find((rule) => !isAddressRule(rule));
  if (wrongAddress !== undefined || addresses.length > maxRules) {
    throw invalidParameter("addresses", {
      zh: `地址须形如 203.0.113.7、10.0.0.0/8 或 2001:db8::/32，最多 ${maxRules} 条；收到 ${shown(wrongAddress)}`,
      en: `Addresses look like 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32, at most ${maxRules}; got ${shown(wrongAddress)}`,
    });
  }
  const wrongOrigin = origins.find((origin) => httpOrigin(origin) !== origin);
  if (wrongOrigin !== undefined || origins.length > maxRules) {
    throw invalidParameter("origins", {
      zh: `来源须形如 https://shop.example（不带路径），最多 ${maxRules} 条；收到 ${shown(wrongOrigin)}`,
      en: `Origins look like https://shop.example, without a path, at most ${maxRules}; got ${shown(wrongOrigin)}`,
    });
  }
}

function shown(text: string | undefined): string {
  return text === undefined ? "" : JSON.stringify(text.slice(0, 80));
}

export function settingsRow(keyId: string, settings: SiteKeySettings, validUntilMs: number | null): KeySettingsTable {
  const { label, scopes, addresses, origins } = settings;
  return {
    keyId,
    label,
    // In the order of the list, so that equal sets are equal texts.
    scopesJson: JSON.stringify(siteScopes.filter((scope) => scopes.includes(scope))),
    addressesJson: JSON.stringify(addresses),
    originsJson: JSON.stringify(origins),
    validUntilMs,
  };
}

export function readKeySettings(row: Omit<KeySettingsTable, "keyId">): SiteKeySettings {
  return {
    label: row.label,
    scopes: JSON.parse(row.scopesJson) as SiteScope[],
    addresses: JSON.parse(row.addressesJson) as string[],
    origins: JSON.parse(row.originsJson) as string[],
  };
}

export type SiteKeyStanding = "valid" | "revoked" | "expired" | "site_disabled";

export function standingOf(row: SiteKeyRow, nowMs: number): SiteKeyStanding {
  if (row.revokedAtMs !== null) return "revoked";
  if (row.validUntilMs !== null && nowMs >= row.validUntilMs) return "expired";
  return row.siteDisabledAtMs === null ? "valid" : "site_disabled";
}

/** Everything about a key that may be shown. */
export type SiteKeyView = SiteKeySettings & {
  id: string;
  siteId: string;
  standing: SiteKeyStanding;
  validUntilMs: number | undefined;
  revokedAtMs: number | undefined;
  createdAtMs: number;
};

export function describeSiteKey(row: SiteKeyRow, nowMs: number): SiteKeyView {
  return {
    ...readKeySettings(row),
    id: row.id,
    siteId: row.siteId,
    standing: standingOf(row, nowMs),
    validUntilMs: row.validUntilMs ?? undefined,
    revokedAtMs: row.revokedAtMs ?? undefined,
    createdAtMs: row.createdAtMs,
  };
}
