// Which rules a file answers to follows from where it lies. One place decides it, so that no two rules differ.

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** Tests, and what only tests use: files in a folder named `testing` or `testdata`. */
export function isForTests(path: string): boolean {
  return isTest(path) || /\/(testing|testdata)\//.test(path);
}

export function isGenerated(path: string): boolean {
  return /\/generated\//.test(path);
}

/** Where a clock, randomness, timers, HTTP and the process may be touched directly. `generate/` makes files of ours. */
export function mayTouchTheWorld(path: string): boolean {
  return (
    isForTests(path) ||
    /\/(platform|bench|generate)\//.test(path) ||
    /^(tools|examples)\//.test(path) ||
    path === "packages/cli/src/main.ts"
  );
}
