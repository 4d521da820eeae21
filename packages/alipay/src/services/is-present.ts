// Says which values count as sent.

/** Absent, undefined, null and empty are the same to Alipay: neither signed nor sent. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
