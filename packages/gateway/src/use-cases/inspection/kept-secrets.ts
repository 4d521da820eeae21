// Every secret that the installation keeps, in memory and for one purpose: to take each out of a text that leaves the house.
import { listSealedRows, sealedColumns } from "../../store/sealed-columns.ts";
import type { Context } from "../context.ts";

const batch = 500;
/** What is shorter stands in ordinary text by chance. */
const shortest = 8;

export async function keptSecrets({ store, sealer }: Pick<Context, "store" | "sealer">): Promise<string[]> {
  const secrets = new Set<string>();
  for (const column of sealedColumns) {
    let afterId = "";
    for (;;) {
      const rows = await store.run((db) => listSealedRows(db, column, { afterId, limit: batch }));
      for (const row of rows)
        for (const one of secretsOf(sealer.open(row.sealed, column.place(row.id)))) secrets.add(one);
      const last = rows.at(-1);
      if (last === undefined || rows.length < batch) break;
      afterId = last.id;
    }
  }
  return [...secrets];
}

/** Longest first, so that no part of one is left where another is part of it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const written = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  const longestFirst = [...new Set(written)].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

/** A secret is one text, or a document with many. Names like "RSA2" or a PID are none. */
function secretsOf(opened: string): string[] {
  if (!opened.startsWith("{")) return opened.length < shortest ? [] : [opened];
  const found: string[] = [];
  const collect = (name: string, value: unknown): void => {
    if (typeof value === "string") {
      if (value.length >= shortest && isSecretName(name)) found.push(value, ...value.split(/\r?\n/).filter(isKeyLine));
    } else if (typeof value === "object" && value !== null) {
      for (const [inner, one] of Object.entries(value)) collect(inner, one);
    }
  };
  collect("", JSON.parse(opened));
  return found;
}

function isSecretName(name: string): boolean {
  return /key|secret|password|token|text|pass|url|certificate/i.test(name) && !/^alipayPublicKey$/.test(name);
}

/** A line of a PEM in its middle. */
function isKeyLine(line: string): boolean {
  return /^[A-Za-z0-9+/=]{40,}$/.test(line);
}
