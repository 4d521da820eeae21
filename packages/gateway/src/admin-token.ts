// The admin token: made once, shown once, kept only as a hash beside the database.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashAdminToken } from "./http/admin-auth.ts";
import type { Randomness } from "./platform/platform.ts";

export type AdminToken = {
  sha256: Uint8Array;
  /** Known only when it was given or has just been made. */
  token: string | undefined;
};

/** `given` is used as it is and not stored; otherwise the stored hash, or a new token whose hash is stored. */
export async function prepareAdminToken(
  dataDir: string,
  given: string | undefined,
  randomness: Randomness,
): Promise<AdminToken> {
  if (given !== undefined) return { sha256: hashAdminToken(given), token: given };
  const file = join(dataDir, "admin-token.sha256");
  const stored = await readHash(file);
  if (stored !== undefined) return { sha256: stored, token: undefined };
  const token = `adm_${Buffer.from(randomness.bytes(32)).toString("base64url")}`;
  const sha256 = hashAdminToken(token);
  // Written beside and moved: a crash in between must not leave half a hash that locks the owner out.
  await writeFile(`${file}.new`, `${Buffer.from(sha256).toString("hex")}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return { sha256, token };
}

async function readHash(file: string): Promise<Uint8Array | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new Error(`${file} does not hold a SHA-256; delete it to get a new admin token`);
  return Buffer.from(hex, "hex");
}
