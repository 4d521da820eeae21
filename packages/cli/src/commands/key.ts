// `dedepay key …`: the API keys of sites.
import { type Gateway, keyDocument } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, listText, print, textOf } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface KeyFlags extends OwnerFlags {
  readonly label?: string;
  readonly scope?: readonly ("pay" | "refund" | "read")[];
  readonly address?: readonly string[];
  readonly origin?: readonly string[];
  /** Milliseconds. */
  readonly overlap?: number;
}

type Document = ReturnType<typeof keyDocument>;
type NewKey = Awaited<ReturnType<Gateway["addSiteKey"]>>;

export async function addKey(siteId: string, flags: KeyFlags, surroundings: Surroundings): Promise<ExitCode> {
  const key = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.addSiteKey({ ...by, siteId, ...settingsOf(flags) }),
  );
  printNewKey(key, flags, surroundings);
  return exitCode.fine;
}

export async function listKeys(
  siteId: string | undefined,
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, async ({ gateway }) =>
    (await gateway.listSiteKeys(siteId)).map(keyDocument),
  );
  const head = ["密钥 key", "站点 site", "标签 label", "权限 scopes", "地址 addresses", "状态 state", "有效期至 until"];
  print(surroundings, flags, {
    document: { data },
    text: () => listText(head, data.map(keyRow), "还没有密钥 · no keys yet"),
  });
  return exitCode.fine;
}

export async function setKey(keyId: string, flags: KeyFlags, surroundings: Surroundings): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) =>
    keyDocument(await gateway.changeSiteKey({ ...by, keyId, ...settingsOf(flags) })),
  );
  print(surroundings, flags, { document, text: () => `已更改 · changed\n\n${keyText(document)}` });
  return exitCode.fine;
}

export async function rotateKey(
  keyId: string,
  flags: KeyFlags & { readonly overlap: number },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const oldValidUntilMs = surroundings.nowMs() + flags.overlap;
  const key = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.rotateSiteKey({ ...by, keyId, oldValidUntilMs }),
  );
  printNewKey(key, flags, surroundings);
  if (flags.json !== true) {
    const until = beijingMoment(new Date(oldValidUntilMs).toISOString());
    surroundings.out(`旧密钥 ${keyId} 有效至 ${until} · the old key works until then\n`);
  }
  return exitCode.fine;
}

export async function revokeKey(keyId: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, async ({ gateway, by }) =>
    keyDocument(await gateway.revokeKey({ ...by, keyId })),
  );
  print(surroundings, flags, { document, text: () => `密钥 ${keyId} 已停用 · the key is revoked` });
  return exitCode.fine;
}

function settingsOf({ label, scope, address, origin }: KeyFlags) {
  return {
    ...(label !== undefined && { label }),
    ...(scope !== undefined && { scopes: scope }),
    ...(address !== undefined && { addresses: address }),
    ...(origin !== undefined && { origins: origin }),
  };
}

function printNewKey(key: NewKey, flags: OwnerFlags, surroundings: Surroundings): void {
  print(surroundings, flags, {
    document: { ...keyDocument(key), secret: key.secret },
    text: () =>
      textTable([
        ["密钥编号 Dedepay-Key", key.id],
        ["密钥 key secret", `${key.secret}  只显示这一次 shown once`],
        ["站点 site", key.siteId],
        ["权限 scopes", textOf(key.scopes)],
        ["地址 addresses", textOf(key.addresses)],
        ["网页来源 origins", textOf(key.origins)],
      ]),
  });
}

const standings: Readonly<Record<string, string>> = {
  valid: "有效 valid",
  revoked: "已停用 revoked",
  expired: "已过期 expired",
  site_disabled: "站点停用 site disabled",
};

function keyRow(key: Document): string[] {
  const addresses = textOf(key["addresses"]);
  return [
    ...[textOf(key["id"]), textOf(key["site"]), textOf(key["label"]), textOf(key["scopes"])],
    ...[addresses === "-" ? "任意 any" : addresses, standings[String(key["standing"])] ?? "-"],
    beijingMoment(key["valid_until"]),
  ];
}

function keyText(key: Document): string {
  return textTable([
    ["密钥编号 Dedepay-Key", textOf(key["id"])],
    ["站点 site", textOf(key["site"])],
    ["标签 label", textOf(key["label"])],
    ["权限 scopes", textOf(key["scopes"])],
    ["地址 addresses", textOf(key["addresses"])],
    ["网页来源 origins", textOf(key["origins"])],
    ["状态 state", standings[String(key["standing"])] ?? "-"],
  ]);
}
