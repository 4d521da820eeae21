// Randomness of the machine; everything else is handed what it needs.
import { randomBytes } from "node:crypto";

/** 128 random bits as 32 hexadecimal digits. */
export function systemRandomId(): string {
  return randomBytes(16).toString("hex");
}
