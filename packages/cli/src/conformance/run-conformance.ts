// Provokes each of the sixteen numbers in both languages and prints what came: condition, status, code, detail.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { HttpExchange } from "../platform/http-exchange.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";
import { checkProblem, readObject } from "./check-problem.ts";
import { type Condition, conditions } from "./conditions.ts";
import { type Language, openStage, type Stage, textOf } from "./stage.ts";

type Row = { condition: Condition; status: string; details: string[]; complaints: string[] };

/** 0 where all sixteen came as promised, 1 otherwise. */
export async function runConformance(surroundings: Surroundings, exchange: HttpExchange): Promise<ExitCode> {
  const folder = await mkdtemp(join(tmpdir(), "dedepay-conformance-"));
  const stage = await openStage(surroundings, exchange, folder);
  const rows: Row[] = [];
  try {
    for (const condition of conditions) rows.push(await provoke(stage, condition));
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
  rows.sort((a, b) => a.condition.code - b.condition.code);
  const right = rows.filter((row) => row.complaints.length === 0).length;
  surroundings.out(`${tableOf(rows)}\n\n`);
  for (const row of rows)
    for (const complaint of row.complaints) surroundings.out(`${row.condition.code}: ${complaint}\n`);
  surroundings.out(`conformance: ${right} of ${conditions.length}\n`);
  return right === conditions.length ? exitCode.fine : exitCode.foundProblem;
}

async function provoke(stage: Stage, condition: Condition): Promise<Row> {
  const row: Row = { condition, status: "", details: [], complaints: [] };
  for (const language of ["zh", "en"] as const satisfies readonly Language[]) {
    try {
      const reply = await condition.provoke(stage, language);
      const { detail, complaints } = checkProblem(reply, condition, language);
      row.status = String(reply.status);
      row.details.push(detail);
      row.complaints.push(...complaints.map((complaint) => `${language}: ${complaint}`));
      const page = await stage.get(String(readObject(textOf(reply))?.["doc_url"] ?? ""));
      if (page.status !== 200) row.complaints.push(`${language}: doc_url answers ${page.status}`);
    } catch (error) {
      // Whatever kept the condition from coming about is the result of this line, and the others still run.
      row.complaints.push(`${language}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (row.details[0] === row.details[1]) row.complaints.push("the detail is the same in both languages");
  return row;
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ condition, status, details: [zh = "", en = ""] }) => [
    [String(condition.code), status, condition.said, zh],
    ["", "", "", en],
  ]);
  return textTable([["code", "status", "condition", "detail"], ...lines]);
}
