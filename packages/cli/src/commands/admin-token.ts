// `dedepay admin-token rotate`: a new token for the admin API; the one before it is refused from now on, also by a running gateway.
import { rotateAdminToken } from "@dedepay/gateway";
import { openDataFolder } from "../data-folder.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { print } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export async function newAdminToken(flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  await withOwner({ flags, surroundings }, ({ gateway, by }) => gateway.noteTokenRotation(by));
  const token = await rotateAdminToken(openDataFolder(flags.data), { bytes: surroundings.randomBytes });
  print(surroundings, flags, {
    document: { admin_token: token },
    text: () => textTable([["管理令牌 admin token", `${token}  只显示这一次 shown once`]]),
  });
  return exitCode.fine;
}
