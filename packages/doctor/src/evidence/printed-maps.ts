// Maps as languages print them: runs of quoted pairs (PHP's var_export, Python, Ruby, Node), Go's map[a:[b]] and Java's
// {a=b, c=d}. Knows no field names beyond their form.
export type Pairs = [name: string, value: string][];

const maxRuns = 10;
const maxPairs = 300;

const single = String.raw`'((?:[^'\\]|\\.)*)'`;
const double = String.raw`"((?:[^"\\]|\\.)*)"`;
const name = String.raw`(?:'([A-Za-z_][\w.]*)'|"([A-Za-z_][\w.]*)"|(?<![\w.'"])([A-Za-z_][\w.]*))`;
const separators: Readonly<Record<"php" | "other", string>> = {
  /** `'name' => 'value'`, with the length in front of it as Xdebug shows. */
  php: String.raw`\s*=>\s*(?:string\(\d+\)\s*)?`,
  /** `name: 'value'`, `'name': 'value'`, `"name"=>"value"`. */
  other: String.raw`\s*(?:=>|:)\s*u?`,
};
const values = String.raw`(?:${single}|${double}|(NULL|null|None|nil|true|false|-?[\d.]+)(?![\w.]))`;

/** Runs of quoted pairs that only commas, line ends and a `+` between lines part. */
export function quotedPairs(text: string, style: "php" | "other"): Pairs[] {
  const pair = new RegExp(`${name}${separators[style]}${values}`, "gu");
  const runs: Pairs[] = [];
  let end = -1;
  for (let match = pair.exec(text); match !== null; match = pair.exec(text)) {
    const between = end === -1 ? "" : text.slice(end, match.index);
    if (end === -1 || !/^[\s,;]{0,200}$/u.test(between)) {
      if (runs.length >= maxRuns) break;
      runs.push([]);
    }
    const run = runs.at(-1);
    const [, one, two, bare, quoted, doubleQuoted, word] = match;
    if (run !== undefined && run.length < maxPairs) {
      run.push([one ?? two ?? bare ?? "", textOf({ quoted, doubleQuoted, word })]);
    }
    end = pair.lastIndex;
  }
  return runs.filter(({ length }) => length > 1);
}

function textOf(parts: {
  quoted: string | undefined;
  doubleQuoted: string | undefined;
  word: string | undefined;
}): string {
  const { quoted, doubleQuoted, word = "" } = parts;
  if (quoted !== undefined) return unquote(quoted);
  if (doubleQuoted !== undefined) return unquote(doubleQuoted);
  return /^(?:NULL|null|None|nil|false)$/u.test(word) ? "" : word === "true" ? "1" : word;
}

function unquote(text: string): string {
  return text.replace(/\\(['"\\])/gu, "$1");
}

/** Go's `map[app_id:[2021…] sign:[…]]`, as url.Values is printed. */
export function goMapPairs(text: string): Pairs[] {
  return [...text.matchAll(/map\[(?=[a-z_]\w*:\[)/gu)].slice(0, maxRuns).map((match) => {
    const pairs: Pairs = [];
    const pair = /([A-Za-z_][\w.]*):\[(.*?)\](?=\s+[A-Za-z_][\w.]*:\[|\]|$)\s*/suy;
    pair.lastIndex = match.index + match[0].length;
    for (let found = pair.exec(text); found !== null && pairs.length < maxPairs; found = pair.exec(text)) {
      pairs.push([found[1] ?? "", found[2] ?? ""]);
    }
    return pairs;
  });
}

/** Java's `{app_id=2021…, sign=…}`, as a Map is printed. */
export function javaMapPairs(text: string): Pairs[] {
  return [...text.matchAll(/\{(?=[A-Za-z_][\w.]*=)/gu)].slice(0, maxRuns).map((match) => {
    const pairs: Pairs = [];
    const pair = /([A-Za-z_][\w.]*)=(.*?)(?:, (?=[A-Za-z_][\w.]*=)|\}(?=\s|$))/suy;
    pair.lastIndex = match.index + match[0].length;
    for (let found = pair.exec(text); found !== null && pairs.length < maxPairs; found = pair.exec(text)) {
      pairs.push([found[1] ?? "", found[2] ?? ""]);
    }
    return pairs;
  });
}
