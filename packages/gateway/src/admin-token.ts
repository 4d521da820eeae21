// The admin token: made once, shown once, kept only as a hash beside the database. The hash is read at each use, so that a token
// which another process made counts at once, and the one before it no more.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashAdminToken } from "./http/admin-auth.ts";
import type { Randomness } from "./platform/platform.ts";

export type AdminToken = {
  /** Of the token that counts at this moment. */
  sha256(): Promise<Uint8Array>;
  /** Known only when it was given or has just been made. */
  token: string | undefined;
  /** Makes a new one in its place; undefined where the token was given from outside. */
  rotate: (() => Promise<string>) | undefined;
};

/** `given` is used as it is and not stored; otherwise the stored hash, or a new token whose hash is stored. */
export async function prepareAdminToken(
  dataDir: string,
  given: string | undefined,
  randomness: Randomness,
): Promise<AdminToken> {
  if (given !== undefined) {
    const sha256 = hashAdminToken(given);
    return { sha256: async () => sha256, token: given, rotate: undefined };
  }
  const known = await readHash(dataDir);
  const token = known === undefined ? await rotateAdminToken(dataDir, randomness) : undefined;
  return {
    async sha256() {
      // Whoever deletes the file wants a new token at the next start; until then nobody gets in.
      return (await readHash(dataDir)) ?? new Uint8Array(32);
    },
    token,
    rotate: () => rotateAdminToken(dataDir, randomness),
  };
}

/** A new token; the one before it is refused from now on. */
export async function rotateAdminToken(dataDir: string, randomness: Randomness): Promise<string> {
  const token = `adm_${Buffer.from(randomness.bytes(32)).toString("base64url")}`;
  const sha256 = hashAdminToken(token);
  // Written beside and moved: a crash in between must not leave half a hash that locks the owner out.
  const file = fileIn(dataDir);
  await writeFile(`${file}.new`, `${Buffer.from(sha256).toString("hex")}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return token;
}

function fileIn(dataDir: string): string {
  return join(dataDir, "admin-token.sha256");
}

async function readHash(dataDir: string): Promise<Uint8Array | undefined> {
  const file = fileIn(dataDir);
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
