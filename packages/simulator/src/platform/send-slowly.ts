// Sends bytes at a crawl: what a congested line looks like to a client's time-outs.
import { Readable } from "node:stream";

const piecesPerSecond = 10;

/** The bytes as a stream of about so many a second. */
export function slowBytes(bytes: Buffer, bytesPerSecond: number): Readable {
  const size = Math.max(1, Math.floor(bytesPerSecond / piecesPerSecond));
  const gapMs = (size / bytesPerSecond) * 1000;
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes.length; start += size) {
      await new Promise((resolve) => setTimeout(resolve, gapMs));
      yield bytes.subarray(start, start + size);
    }
  }
  return Readable.from(pieces());
}
