// The whole corpus of one seed: which items there are, how many of each kind, and who makes them.
import { randomOf } from "../random.ts";
import { type ChromiumItems, chromiumItems } from "./chromium-items.ts";
import { amountDraft, contentDraft } from "./content-items.ts";
import { deliveryItem, healthyTextItem } from "./delivery-items.ts";
import { type Draft, finished } from "./draft.ts";
import type { Item } from "./item.ts";
import type { Mistake } from "./mistake.ts";
import { outsideDraft } from "./outside-items.ts";
import { runPhpSite } from "./php-site.ts";
import { replyDraft } from "./reply-items.ts";
import { reportedItem } from "./reported-items.ts";
import { healthySdkItem, sdkItem } from "./sdk-items.ts";
import { mistakesOf, signatureDraft } from "./signature-items.ts";
import { wapDraft } from "./wap-items.ts";

export type Corpus = {
  readonly items: readonly Item[];
  /** Drafts whose mistake changed nothing. */
  readonly dropped: number;
  /** Sources that this machine cannot run. */
  readonly skipped: readonly string[];
};

/** How many drafts of each kind a whole corpus begins with. Some are dropped: a mistake may not fit, or change nothing. */
const counts = {
  single: 1150,
  keyless: 300,
  pair: 800,
  reply: 240,
  wap: 24,
  content: 560,
  amount: 30,
  delivery: 110,
  reported: 80,
  outside: 200,
  sdk: 90,
  chromium: 72,
  healthySigned: 640,
  healthyReplies: 120,
  healthyTexts: 80,
  healthySdk: 140,
  healthyChromium: 20,
} as const;

const many = (count: number, share: number): number[] =>
  Array.from({ length: Math.ceil(count * share) }, (_, at) => at);

type Recipe = { readonly drafts: readonly Draft[]; readonly items: readonly Item[] };

function single(seed: string, number: number, withKeys: boolean): Draft | undefined {
  const random = randomOf(`${seed}/choice`);
  const side = random.chance(0.58) ? "request" : "received";
  const all = mistakesOf(side).filter(({ visible }) => withKeys || visible);
  const mistake = all[number % all.length];
  return mistake && signatureDraft({ seed, side, mistakes: [mistake], withKeys });
}

function pair(seed: string): Draft | undefined {
  const random = randomOf(`${seed}/choice`);
  const side = random.chance(0.58) ? "request" : "received";
  const pairable = mistakesOf(side).filter(({ alone }) => alone !== true);
  const first: Mistake = random.pick(pairable);
  const second = random.pick(pairable.filter(({ layer }) => layer !== first.layer));
  return signatureDraft({ seed, side, mistakes: [first, second], withKeys: true });
}

function recipeOf(seed: string, share: number): Recipe {
  const id = (kind: string, number: number): string => `${seed}/${kind}/${number}`;
  const drafts = [
    ...many(counts.single, share).map((at) => single(id("single", at), at, true)),
    ...many(counts.keyless, share).map((at) => single(id("keyless", at), at, false)),
    ...many(counts.pair, share).map((at) => pair(id("pair", at))),
    ...many(counts.reply, share).map((at) =>
      replyDraft({ seed: id("reply", at), number: at, healthy: false, withKeys: at % 5 > 0 }),
    ),
    ...many(counts.wap, share).map((at) => wapDraft(id("wap", at))),
    ...many(counts.content, share).map((at) => contentDraft(id("content", at), at)),
    ...many(counts.amount, share).map((at) => amountDraft(id("amount", at))),
    ...many(counts.outside, share).map((at) => outsideDraft(id("outside", at), at)),
    ...many(counts.healthySigned, share).map((at) =>
      signatureDraft({
        seed: id("healthy", at),
        side: at % 2 === 0 ? "request" : "received",
        mistakes: [],
        withKeys: at % 10 > 0,
      }),
    ),
    ...many(counts.healthyReplies, share).map((at) =>
      replyDraft({ seed: id("healthy-reply", at), number: at, healthy: true, withKeys: true }),
    ),
  ];
  const items = [
    ...many(counts.delivery, share).map((at) => deliveryItem(id("delivery", at), at)),
    ...many(counts.reported, share).map((at) => reportedItem(id("reported", at), at)),
    ...many(counts.sdk, share).map((at) => sdkItem(id("sdk", at), at)),
    ...many(counts.healthyTexts, share).map((at) => healthyTextItem(id("healthy-text", at))),
    ...many(counts.healthySdk, share).map((at) => healthySdkItem(id("healthy-sdk", at), at)),
  ];
  return { drafts: drafts.filter((draft) => draft !== undefined), items: items.filter((item) => item !== undefined) };
}

export type CorpusOptions = {
  readonly seed: string;
  /** 1 is the whole corpus. */
  readonly share: number;
  readonly onProgress: (done: number, all: number) => void;
};

/** Makes the items of this seed; the same bytes on every machine. */
export async function makeCorpus({ seed, share, onProgress }: CorpusOptions): Promise<Corpus> {
  const { drafts, items } = recipeOf(seed, share);
  let done = 0;
  const answers = await runPhpSite(
    drafts.map(({ job }) => job),
    () => onProgress(++done, drafts.length),
  );
  const made = drafts.map((draft) => finished(draft, answers.get(draft.job.id))).filter((item) => item !== undefined);
  const browser: ChromiumItems = await chromiumItems({
    seed,
    wrong: Math.ceil(counts.chromium * share),
    healthy: Math.ceil(counts.healthyChromium * share),
  });
  return {
    items: [...made, ...items, ...browser.items],
    dropped: drafts.length - made.length + browser.dropped,
    skipped: browser.skipped,
  };
}
