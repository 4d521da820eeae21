// What a database server's complaint means to us. Each adapter sorts its driver's errors into these kinds once;
// above the adapters nobody knows an error number.

/**
 * duplicate: a unique key was there. there_already: the table, column or index that was to be made is there.
 * retryable: the whole unit of work was undone and may run again. trouble: down, full, read-only, out of connections.
 * mistake: our own statement is wrong.
 */
export type FailureKind = "duplicate" | "there_already" | "retryable" | "trouble" | "mistake";

export class DatabaseFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, cause: unknown) {
    super(`database: ${kind}`, { cause });
    this.name = "DatabaseFailure";
    this.kind = kind;
  }
}

export function isFailure(error: unknown, kind: FailureKind): boolean {
  return error instanceof DatabaseFailure && error.kind === kind;
}
