// DedeCMS' settings as text, never evaluated: data/payment/alipay.php, data/common.inc.php, data/config.cache.inc.php, and
// the serialised row of dede_payment.
import type { SettingsPiece } from "./piece.ts";

const quoted = String.raw`'((?:[^'\\]|\\.)*)'`;

function unquote(text: string): string {
  return text.replace(/\\(['"\\])/gu, "$1");
}

/** Every settings file in the text. */
export function readSettings(text: string): SettingsPiece[] {
  return [...paymentFile(text), ...paymentRow(text), ...siteFile(text)];
}

function paymentFile(text: string): SettingsPiece[] {
  const match = /\$payment\s*=\s*array\s*\(/iu.exec(text);
  if (match === null) return [];
  const end = text.indexOf("?>", match.index);
  const body = text.slice(match.index, end === -1 ? match.index + 20_000 : end);
  const values = Object.fromEntries(
    [...body.matchAll(new RegExp(`${quoted}\\s*=>\\s*${quoted}`, "gu"))].map(([, name = "", value = ""]) => [
      name,
      unquote(value),
    ]),
  );
  return [{ kind: "settings", file: "payment", values }];
}

// Values of the serialised row: s:14:"alipay_account";a:4:{…s:5:"value";s:16:"shop@example.com";…}. Lengths count GBK
// bytes in both editions, so they are not relied on.
function paymentRow(text: string): SettingsPiece[] {
  if (/^\s*b:0;\s*$/u.test(text) || /\bconfig\b[^\n]{0,40}\bb:0;/u.test(text)) {
    return [{ kind: "settings", file: "payment_row", values: {}, destroyed: true }];
  }
  const values: Record<string, string> = {};
  for (const match of text.matchAll(/s:\d+:"(alipay_\w+)";a:\d+:\{([^}]{0,4000})\}/gu)) {
    const value = /s:5:"value";s:\d+:"([^"]*)"/u.exec(match[2] ?? "")?.[1];
    if (match[1] !== undefined && value !== undefined) values[match[1]] = value;
  }
  return Object.keys(values).length === 0 ? [] : [{ kind: "settings", file: "payment_row", values }];
}

function siteFile(text: string): SettingsPiece[] {
  const matches = [...text.matchAll(new RegExp(`\\$(cfg_\\w+)\\s*=\\s*${quoted}\\s*;`, "gu"))].slice(0, 400);
  if (matches.length === 0) return [];
  // The database password is read by nobody and goes nowhere.
  const values = Object.fromEntries(
    matches.filter(([, name]) => name !== "cfg_dbpwd").map(([, name = "", value = ""]) => [name, unquote(value)]),
  );
  return [{ kind: "settings", file: "site", values }];
}
