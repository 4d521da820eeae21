// The table of settings in the docs against the flags that the commands really take.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, it } from "vitest";
import { createProgram } from "./command-line.ts";
import { recordedSurroundings } from "./testing/recorded-surroundings.ts";

type Setting = { flag: string; variable: string; fallback: string; commands: string[] };

/** Every variable is in the table, and every flag of the commands that serve a ledger or keep it. */
function keepsLedgers([root = ""]: readonly string[]): boolean {
  return ["serve", "backup", "restore", "recovery", "purge", "move", "doctor"].includes(root);
}

/** Each of their commands takes the same settings, and is not named by itself. */
const owners: ReadonlySet<string> = new Set([
  ...["site", "key", "account", "contract", "look-alike", "audit", "admin-token", "master-key"],
  ...["delivery", "incident", "notice", "refund", "payment"],
]);

function settingsOf(command: Command, path: readonly string[]): Setting[] {
  const own = command.options
    .filter(({ long, envVar }) => long !== "--json" && (envVar !== undefined || keepsLedgers(path)))
    .map(({ long, envVar, defaultValue }) => ({
      flag: long ?? "",
      variable: envVar ?? "",
      fallback: defaultValue === undefined ? "" : String(defaultValue),
      commands: [owners.has(path[0] ?? "") ? "the owner's" : path.join(" ")],
    }));
  return [...own, ...command.commands.flatMap((child) => settingsOf(child, [...path, child.name()]))];
}

function merged(settings: readonly Setting[]): Map<string, Setting> {
  const all = new Map<string, Setting>();
  for (const { commands, ...setting } of settings) {
    const key = JSON.stringify(setting);
    const both = new Set([...(all.get(key)?.commands ?? []), ...commands]);
    all.set(key, { ...setting, commands: [...both].toSorted() });
  }
  return all;
}

it("has a row for each variable, and for each flag of serving and keeping a ledger, with its default and its commands, and no other", () => {
  const page = readFileSync(new URL("../../../docs/operations/settings.md", import.meta.url), "utf8");
  const bare = (cell = ""): string => cell.replaceAll("`", "").trim().replace(/^–$/, "");
  const rows = [...page.matchAll(/^\| `(--[\w-]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|/gm)].map(
    ([, flag = "", variable, fallback, commands]): Setting => ({
      flag,
      variable: bare(variable),
      fallback: bare(fallback),
      commands: bare(commands).split(", ").toSorted(),
    }),
  );
  const real = settingsOf(createProgram(recordedSurroundings(), { code: 0 }), []);
  const byKey = (map: Map<string, Setting>): Setting[] => [...map.values()].toSorted((a, b) => compare(a, b));
  expect(byKey(merged(rows))).toEqual(byKey(merged(real)));
});

function compare(a: Setting, b: Setting): number {
  return `${a.flag} ${a.variable} ${a.fallback}` < `${b.flag} ${b.variable} ${b.fallback}` ? -1 : 1;
}
