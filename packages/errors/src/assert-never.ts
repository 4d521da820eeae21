// Closes every switch over a union: a new member is a compile error here, not a silent default.

/** Throws TypeError: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${String(value)}`);
}
