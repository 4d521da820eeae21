// A corpus is made once and kept in a folder that git ignores, under a name that changes with every file which makes it.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { type Corpus, type CorpusOptions, makeCorpus } from "./make-corpus.ts";

const sources = new URL("./", import.meta.url).pathname;
const root = new URL("../../", import.meta.url).pathname;

/** Changes with the makers, the keys and the PHP script. */
function makersHash(): string {
  const hash = createHash("sha256");
  const scripts = readdirSync(sources).filter(
    (name) => name.endsWith(".js") && !/judge|report\.|tally|test/.test(name),
  );
  for (const name of scripts.toSorted()) hash.update(readFileSync(`${sources}${name}`));
  for (const name of ["php/site.php", "testdata/bench-keys.json", "dist/random.js"])
    hash.update(readFileSync(`${root}${name}`));
  return hash.digest("hex").slice(0, 16);
}

/** The corpus of this seed, from the folder or made now. */
export async function corpusOf(options: CorpusOptions): Promise<Corpus> {
  const { seed, share } = options;
  const folder = `${root}.cache`;
  const file = `${folder}/doctor-${seed.replaceAll(/[^\w.-]/g, "_")}-${share}-${makersHash()}.json`;
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return JSON.parse(readFileSync(file, "utf8"));
  const corpus = await makeCorpus(options);
  mkdirSync(folder, { recursive: true });
  // What a machine could not make this time may be there the next time.
  if (corpus.skipped.length === 0) writeFileSync(file, JSON.stringify(corpus));
  return corpus;
}
