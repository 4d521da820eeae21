// Examines evidence in one worker thread, one job at a time. A job over its budget dies with the thread; the next job gets
// a new one. Knows nothing of sites, incidents or the store.
import { Worker } from "node:worker_threads";
import type { Diagnosis } from "@dedepay/doctor";
import type { DiagnosisAnswer, DiagnosisJob, Diagnostician } from "./diagnostician.ts";

export type WorkerDiagnosticianOptions = {
  /** File URL of a module with the doctor's `diagnose`; the doctor itself unless a test brings another. */
  module?: string;
  /** Jobs which may wait. More would keep secrets and evidence of strangers in memory. */
  queueLimit?: number;
};

type Waiting = { job: DiagnosisJob; answer(answer: DiagnosisAnswer): void };
type Reply = { diagnosis: Diagnosis } | { failed: string };

const usualQueueLimit = 16;
/** Starting a thread on a busy machine; a doctor that does not even load is a fault, not a long examination. */
const startLimitMs = 20_000;
/** Evidence is bounded, so its examination needs little; a leak must not take the gateway with it. */
const heapLimitMb = 192;

// Plain text, because a thread loads a built file, and the tests run this module from its source.
const program = `
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
const { parentPort, workerData } = require("node:worker_threads");
const doctor = () => pathToFileURL(createRequire(workerData.from).resolve("@dedepay/doctor")).href;
import(workerData.module ?? doctor()).then(({ diagnose }) => {
  parentPort.on("message", ({ evidence, context }) => {
    try {
      parentPort.postMessage({ diagnosis: diagnose(evidence, context) });
    } catch (error) {
      parentPort.postMessage({ failed: String(error) });
    }
  });
  parentPort.postMessage("ready");
});
`;

export class WorkerDiagnostician implements Diagnostician {
  readonly #module: string | undefined;
  readonly #queueLimit: number;
  readonly #queue: Waiting[] = [];
  #worker: Worker | undefined;
  #running: Promise<void> | undefined;
  #endJob: ((answer: DiagnosisAnswer) => void) | undefined;
  #closed = false;

  constructor(options: WorkerDiagnosticianOptions = {}) {
    this.#module = options.module;
    this.#queueLimit = options.queueLimit ?? usualQueueLimit;
  }

  examine(job: DiagnosisJob): Promise<DiagnosisAnswer> {
    if (this.#closed) return Promise.resolve({ kind: "failed", why: "closed" });
    if (this.#queue.length >= this.#queueLimit) return Promise.resolve({ kind: "busy" });
    return new Promise((resolve) => {
      this.#queue.push({ job, answer: resolve });
      this.#running ??= this.#work();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { answer } of this.#queue.splice(0)) answer({ kind: "failed", why: "closed" });
    this.#endJob?.({ kind: "failed", why: "closed" });
    await this.#running;
    await this.#drop();
  }

  async #work(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      next.answer(await this.#run(next.job));
    }
    // In the same turn in which the queue was seen empty: a job that comes right after an answer must not be left lying.
    this.#running = undefined;
  }

  async #run(job: DiagnosisJob): Promise<DiagnosisAnswer> {
    const started = this.#worker ?? (await this.#start());
    if (!(started instanceof Worker)) return started;
    const { evidence, context } = job;
    const answer = await this.#listen(started, {
      limitMs: job.budgetMs,
      late: { kind: "too_long" },
      ask: () => started.postMessage({ evidence, context }),
      read: (reply: Reply) =>
        "diagnosis" in reply ? { kind: "done", diagnosis: reply.diagnosis } : { kind: "failed", why: reply.failed },
    });
    // Whatever did not end well may have left the thread in any state.
    if (answer.kind !== "done") await this.#drop();
    return answer;
  }

  async #start(): Promise<Worker | DiagnosisAnswer> {
    const worker = new Worker(program, {
      eval: true,
      workerData: { module: this.#module, from: import.meta.url },
      // Neither our settings nor our flags: the doctor needs none, and a test's flags would send it to files not built.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
    });
    worker.unref();
    this.#worker = worker;
    this.#watchIdle(worker);
    const answer = await this.#listen(worker, {
      limitMs: startLimitMs,
      late: { kind: "failed", why: "the thread did not start" },
      read: (): DiagnosisAnswer => ({ kind: "busy" }),
    });
    if (answer.kind === "busy") return worker;
    await this.#drop();
    return answer;
  }

  #listen<Message>(
    worker: Worker,
    o: { limitMs: number; late: DiagnosisAnswer; read(message: Message): DiagnosisAnswer; ask?(): void },
  ): Promise<DiagnosisAnswer> {
    return new Promise((resolve) => {
      const end = (answer: DiagnosisAnswer): void => {
        clearTimeout(timer);
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        this.#endJob = undefined;
        resolve(answer);
      };
      const onMessage = (message: Message): void => end(o.read(message));
      const onError = (error: Error): void => end({ kind: "failed", why: error.message });
      const onExit = (code: number): void => end({ kind: "failed", why: `the thread ended with ${code}` });
      const timer = setTimeout(() => end(o.late), o.limitMs);
      this.#endJob = end;
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      o.ask?.();
    });
  }

  // A thread may die while nobody waits for it; without a listener its error would end the process.
  #watchIdle(worker: Worker): void {
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    worker.on("error", forget);
    worker.on("exit", forget);
  }

  async #drop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
