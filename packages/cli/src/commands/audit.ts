// `dedepay audit list`: who changed keys, contracts and money, newest first.
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, listText, print } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";

export interface AuditFlags extends OwnerFlags {
  readonly subject?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export async function listAudit(flags: AuditFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { subject, actor, action, limit, cursor } = flags;
  const page = await withOwner({ flags, surroundings }, ({ gateway }) =>
    gateway.listAudit({
      limit,
      ...(subject !== undefined && { subject }),
      ...(actor !== undefined && { actor }),
      ...(action !== undefined && { action }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  const head = ["时间 time", "谁 who", "做了什么 what", "对象 on", "内容 content"];
  const rows = page.data.map((entry) => [
    ...[beijingMoment(entry.at), entry.actor, entry.action, entry.subject],
    changeText(entry.detail),
  ]);
  print(surroundings, flags, {
    document: page,
    text: () => {
      const list = listText(head, rows, "没有记录 · nothing was written down");
      return page.next_cursor === null ? list : `${list}\n\n更早的 · earlier ones: --cursor ${page.next_cursor}`;
    },
  });
  return exitCode.fine;
}

const longest = 100;

/** "name: 店 → 新店" for what changed; what there is for anything else. */
function changeText(detail: Record<string, unknown>): string {
  const before = membersOf(detail["before"]);
  const after = membersOf(detail["after"]);
  if (before === undefined && after === undefined) return shortened(JSON.stringify(detail));
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changes = names.map((name) => {
    const [was, is] = [valueText(before?.[name]), valueText(after?.[name])];
    // What only one side has was not changed, it is said beside: "note: …".
    if (before === undefined || was === is || before[name] === undefined) return `${name}: ${is}`;
    return after === undefined ? `${name}: ${was}` : `${name}: ${was} → ${is}`;
  });
  return shortened(changes.join("; "));
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === "") return "-";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
