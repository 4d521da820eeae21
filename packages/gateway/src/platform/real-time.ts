// Time as it passes for databases and other processes. Not a clock or a timer of the application: a test's virtual ones stand still.

/** Since some moment; never goes back. */
export function realMs(): number {
  return performance.now();
}

/** Until the function that it answers is called. */
export function repeat(everyMs: number, work: () => void): () => void {
  const timer = setInterval(work, everyMs);
  return () => clearInterval(timer);
}
