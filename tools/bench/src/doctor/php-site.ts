// Runs the PHP shop: one process for all jobs, one JSON line each way. No code of the product runs there.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type PhpJob = {
  readonly id: string;
  readonly side: "request" | "received" | "reply";
  readonly charset: string;
  readonly sign_type: string;
  readonly key: string;
  readonly mistakes: ReadonlyArray<readonly unknown[]>;
  /** How many of the operations are the first mistake's, where there are two. */
  readonly parts?: number;
  readonly protocol?: "mapi" | "openapi";
  readonly fields?: ReadonlyArray<readonly [string, string]>;
  readonly algorithm?: string;
  readonly shape?: string;
  readonly endpoint?: string;
  readonly method?: "get" | "post";
  readonly fixed_order?: readonly string[];
  readonly node?: string;
  readonly node_name?: string;
};

export type PhpAnswer = {
  readonly id: string;
  readonly effective: boolean;
  readonly bytes: string;
  readonly gateway_text: string;
  readonly error?: string;
};

const script = new URL("../../php/site.php", import.meta.url).pathname;

/** The answers by id. Throws where PHP is missing or fails. */
export async function runPhpSite(
  jobs: readonly PhpJob[],
  onAnswer: () => void = () => {},
): Promise<ReadonlyMap<string, PhpAnswer>> {
  // Notices would stand among the answers; a job's own failure is in its answer.
  const php = spawn("php", ["-d", "display_errors=stderr", "-d", "error_reporting=0", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve, reject) => {
    php.on("error", reject);
    php.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`php ended with ${code}`))));
  });
  const answers = new Map<string, PhpAnswer>();
  const lines = createInterface({ input: php.stdout });
  lines.on("line", (line) => {
    const answer: PhpAnswer = JSON.parse(line);
    answers.set(answer.id, answer);
    onAnswer();
  });
  const read = new Promise<void>((resolve) => lines.on("close", resolve));
  php.stdin.on("error", () => {});
  for (const job of jobs) {
    if (!php.stdin.write(`${JSON.stringify(job)}\n`)) await new Promise((resolve) => php.stdin.once("drain", resolve));
  }
  php.stdin.end();
  await Promise.all([ended, read]);
  return answers;
}
