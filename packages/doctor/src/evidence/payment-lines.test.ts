import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";
import { PaymentLines } from "./payment-lines.ts";

const noise = '1.2.3.4 - - [01/Jan/2024:10:00:00 +0800] "GET /index.php HTTP/1.1" 200 5120 "-" "Mozilla/5.0"\n';
const delivery = '110.75.1.1 - - [01/Jan/2024:10:00:05 +0800] "POST /pay/notify HTTP/1.1" 301 162 "-" "Mozilla/4.0"\n';

function pick(text: string, chunkLength: number): string {
  const lines = new PaymentLines();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkLength) lines.push(bytes.subarray(at, at + chunkLength));
  return lines.bytes().toString();
}

describe("lines of a log which concern payments", () => {
  it("are found whatever the chunks are", () => {
    const text = `${noise.repeat(20)}${delivery}${noise.repeat(20)}${delivery.trimEnd()}`;
    const expected = `${delivery}${delivery.trimEnd()}`;
    for (const length of [1, 7, 100, 1000, 100_000]) expect(pick(text, length)).toBe(expected);
  });

  it("are kept to the last few thousand", () => {
    const picked = pick(Array.from({ length: 10_000 }, (_, index) => `notify ${index}`).join("\n"), 50_000).split("\n");
    expect(picked).toHaveLength(4000);
    expect(picked[0]).toBe("notify 6000");
    expect(picked.at(-1)).toBe("notify 9999");
  });

  it("are cut where a line never ends", () => {
    expect(pick(`notify${"x".repeat(1_000_000)}`, 65_536).length).toBeLessThanOrEqual(80_000);
  });

  it("come with the rest of an array that a program printed", () => {
    const block = "Array\n(\n    [gmt_create] => 2024-01-01\n    [notify_id] => 1\n    [sign] => x\n)\n";
    const text = `[10:00] before\n[10:00] got ${block}[10:01] after\n`;
    for (const length of [400, 100_000]) expect(`${pick(text, length)}\n`).toBe(`[10:00] got ${block}`);
  });

  it("are found whatever the case of the letters", () => {
    const line = 'x "POST /Pay/AliPayNotify.aspx HTTP/1.1" 200 7';
    expect(pick(`${noise}${line}\n${noise}`, 4096)).toBe(line);
  });

  it("are counted, the dropped ones too", () => {
    const lines = new PaymentLines();
    lines.push(Buffer.from("notify\n".repeat(5000)));
    lines.push(Buffer.from("other\nnotify"));
    expect(lines.bytes().toString().split("\n")).toHaveLength(4000);
    expect({ found: lines.linesFound, read: lines.bytesRead }).toEqual({ found: 5001, read: 35_012 });
  });

  it("are enough for a diagnosis", () => {
    const { findings } = diagnose(pick(`${noise.repeat(5000)}${delivery.repeat(8)}`, 65_536));
    expect(findings[0]).toMatchObject({ cause: "notify-url-redirects", confidence: "likely" });
  });
});
