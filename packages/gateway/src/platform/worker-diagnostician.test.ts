import { afterEach, expect, it } from "vitest";
import { WorkerDiagnostician, type WorkerDiagnosticianOptions } from "./worker-diagnostician.ts";

const opened: WorkerDiagnostician[] = [];

function open(options: WorkerDiagnosticianOptions = {}): WorkerDiagnostician {
  const diagnostician = new WorkerDiagnostician(options);
  opened.push(diagnostician);
  return diagnostician;
}

afterEach(async () => {
  for (const diagnostician of opened.splice(0)) await diagnostician.close();
});

/** A doctor for whom some evidence is deadly. */
const fragile = `data:text/javascript,${encodeURIComponent(`
export function diagnose(evidence) {
  if (evidence === "burn") for (;;);
  if (evidence === "break") throw new Error("broken on purpose");
  if (evidence === "leave") process.exit(3);
  return { recognised: [], findings: [], inOrder: [], needs: [{ zh: evidence, en: evidence }] };
}`)}`;

const job = (evidence: string, budgetMs = 5000) => ({ evidence, context: {}, budgetMs });
const answered = (evidence: string) => ({ kind: "done", diagnosis: { needs: [{ zh: evidence }] } });

it("gives the doctor's answer, examined in another thread", async () => {
  const answer = await open().examine(job("ILLEGAL_PARTNER"));
  expect(answer).toMatchObject({ kind: "done" });
  expect(answer.kind === "done" && answer.diagnosis.findings.length).toBeGreaterThan(0);
});

it("stops evidence which burns its budget, without blocking this thread, and takes the next", async () => {
  const diagnostician = open({ module: fragile });
  expect(await diagnostician.examine(job("warm up"))).toMatchObject(answered("warm up"));
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 10);
  const [burnt, next] = await Promise.all([
    diagnostician.examine(job("burn", 300)),
    diagnostician.examine(job("next")),
  ]);
  clearInterval(timer);
  expect(burnt).toEqual({ kind: "too_long" });
  expect(next).toMatchObject(answered("next"));
  expect(ticks).toBeGreaterThan(5);
});

it("survives a doctor which throws and one which ends its thread", async () => {
  const diagnostician = open({ module: fragile });
  expect(await diagnostician.examine(job("break"))).toEqual({ kind: "failed", why: "Error: broken on purpose" });
  expect(await diagnostician.examine(job("leave"))).toEqual({ kind: "failed", why: "the thread ended with 3" });
  expect(await diagnostician.examine(job("well"))).toMatchObject(answered("well"));
});

it("fails clearly where the doctor can't be loaded", async () => {
  const answer = await open({ module: "data:text/javascript,throw new Error('no doctor')" }).examine(job("x"));
  expect(answer).toEqual({ kind: "failed", why: "no doctor" });
});

it("refuses at once what does not fit into the queue", async () => {
  const diagnostician = open({ module: fragile, queueLimit: 2 });
  const jobs = ["burn", "a", "b", "c"].map((evidence) => diagnostician.examine(job(evidence, 300)));
  expect(await jobs[3]).toEqual({ kind: "busy" });
  expect(await Promise.all(jobs)).toMatchObject([{ kind: "too_long" }, answered("a"), answered("b"), { kind: "busy" }]);
});

it("answers everybody who waits when it is closed", async () => {
  const diagnostician = open({ module: fragile });
  const jobs = [diagnostician.examine(job("burn", 60_000)), diagnostician.examine(job("waiting"))];
  await diagnostician.close();
  expect(await Promise.all(jobs)).toEqual([
    { kind: "failed", why: "closed" },
    { kind: "failed", why: "closed" },
  ]);
  expect(await diagnostician.examine(job("late"))).toEqual({ kind: "failed", why: "closed" });
});

it.each([
  ["parameters", "a=1&".repeat(16_000)],
  ["brackets", "[".repeat(64_000)],
  ["tags", "<input name=a ".repeat(4500)],
  ["percent signs", "service=x&sign=%25%25".repeat(3000)],
  ["blanks", `sign=${" ".repeat(64_000)}x`],
])("comes back in bounded time from 64 KiB of %s", async (_name, evidence) => {
  const started = performance.now();
  const answer = await open().examine(job(evidence, 3000));
  expect(["done", "too_long"]).toContain(answer.kind);
  expect(performance.now() - started).toBeLessThan(15_000);
});
