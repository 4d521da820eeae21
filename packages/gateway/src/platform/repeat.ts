// Real time, as in short-pause.ts: what makes a database slow does not wait for a test's virtual clock.

/** Until the function that it answers is called. */
export function repeat(everyMs: number, work: () => void): () => void {
  const timer = setInterval(work, everyMs);
  return () => clearInterval(timer);
}
