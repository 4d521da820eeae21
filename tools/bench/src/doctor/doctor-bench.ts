// `npm run bench -- doctor`: the doctor against a corpus that other code has made. Seven tenths of it are the same every time;
// three tenths change with the week (or --seed) and are reported apart, so that nobody can have written checks for them.
import type { BenchAnswer, BenchOptions } from "../bench-command.ts";
import { corpusOf } from "./corpus.ts";
import { type Judged, judge } from "./judge.ts";
import { falseProofLines, reportLines } from "./report.ts";
import { type Tally, tallyOf } from "./tally.ts";

const seenShare = 0.7;
const fixedSeed = "seen";

/** Monday-based week of the year, as ISO 8601 counts. */
export function isoWeek(time: Date): string {
  const thursday = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}

function withoutExamples(tally: Tally): Tally {
  return { ...tally, confusions: [], slowest: [], healthy: { ...tally.healthy, examples: [] } };
}

export async function doctorBench(options: BenchOptions): Promise<BenchAnswer> {
  const { progress, sample } = options;
  const rotatedSeed = options.seed ?? isoWeek(new Date());
  const make = (seed: string, share: number) =>
    corpusOf({
      seed,
      share: share * sample,
      onProgress: (done, all) => progress(`making the corpus ${seed}`, done, all),
    });
  const seen = await make(fixedSeed, seenShare);
  const unseen = await make(rotatedSeed, 1 - seenShare);
  const all = [...seen.items, ...unseen.items];
  // The first calls pay for compiling; nobody's diagnosis is the first of a fresh process for long.
  for (const item of all.slice(0, 50)) judge(item);
  const judged: Judged[] = all.map((item, at) => {
    progress("diagnosing", at + 1, all.length);
    return judge(item);
  });
  const ofSeen = tallyOf(judged.slice(0, seen.items.length));
  const ofUnseen = tallyOf(judged.slice(seen.items.length));
  const ofAll = tallyOf(judged);
  const skipped = [...new Set([...seen.skipped, ...unseen.skipped])];
  const lines = [
    ...reportLines("seen (70 %)", ofSeen, { confusions: 40 }),
    // Examples of the rotated share stay out of sight: whoever reads them would write checks for them.
    ...reportLines(`unseen (30 %, seed ${rotatedSeed})`, withoutExamples(ofUnseen), { confusions: 0 }),
    ...reportLines("all", withoutExamples(ofAll), { confusions: 0 }),
    "",
    ...falseProofLines(judged),
    "",
    `dropped, because the mistake changed nothing: ${seen.dropped + unseen.dropped}`,
    ...skipped.map((reason) => `SKIPPED ${reason}`),
  ];
  const falselyProven = judged.filter((one) => one.falselyProven.length > 0);
  return {
    text: lines.join("\n"),
    result: {
      rotatedSeed,
      sample,
      seen: ofSeen,
      unseen: withoutExamples(ofUnseen),
      all: withoutExamples(ofAll),
      falselyProven,
      skipped,
    },
    passed: ofAll.targets.every(({ met }) => met) && skipped.length === 0,
  };
}
