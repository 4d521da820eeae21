// The end of every switch over a union: a missing case fails the build.

export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
