// How the JSON libraries of the languages write one value, and the orders into which they bring its members.
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type JsonWriter = {
  readonly relation: { readonly zh: string; readonly en: string };
  /** Undefined where the text is no JSON object or list. */
  readonly write: (text: string) => string | undefined;
  /** Seldom seen: not tried together with another mistake. */
  readonly rare?: true;
};

const maxJsonLength = 20_000;

function parse(text: string): Json | undefined {
  if (text.length > maxJsonLength) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asciiOnly(text: string, upper: boolean): string {
  return text.replace(/[^\0-\x7f]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const code = character.charCodeAt(index).toString(16).padStart(4, "0");
      return `\\u${upper ? code.toUpperCase() : code}`;
    }).join(""),
  );
}

function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => spaced(item)).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item as Json)}`)
    .join(", ")}}`;
}

function withMembers(value: Json, change: (members: [string, Json][]) => [string, Json][]): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withMembers(item, change));
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, item]): [string, Json] => [
    name,
    withMembers(item as Json, change),
  ]);
  return Object.fromEntries(change(members));
}

function byName([left]: readonly [string, Json], [right]: readonly [string, Json]): number {
  return left < right ? -1 : 1;
}

function sortKeys(value: Json): Json {
  return withMembers(value, (members) => members.toSorted(byName));
}

// A reply of Alipay's begins with these; what follows is usually sorted by name.
const leading = ["code", "msg", "sub_code", "sub_msg"];

function leadingFirst(members: readonly [string, Json][], rest: (members: [string, Json][]) => [string, Json][]) {
  const first = leading.flatMap((name) => members.filter(([member]) => member === name));
  return [...first, ...rest(members.filter(([name]) => !leading.includes(name)))];
}

function withoutEmpty(value: Json): Json {
  return withMembers(value, (members) => members.filter(([, item]) => item !== "" && item !== null));
}

const slashes = (text: string): string => text.replaceAll("/", "\\/");

function writer(zh: string, en: string, write: (value: Json) => string): JsonWriter {
  return {
    relation: { zh: `把 JSON 写成${zh}`, en: `with the JSON written ${en}` },
    write: (text) => {
      const value = parse(text);
      return value === undefined || value === null || typeof value !== "object" ? undefined : write(value);
    },
  };
}

function rare(one: JsonWriter): JsonWriter {
  return { ...one, rare: true };
}

function rewriter(zh: string, en: string, write: (text: string) => string): JsonWriter {
  return { relation: { zh, en }, write };
}

/** Of text, without parsing it: only the slashes. */
export const slashRewrites: readonly JsonWriter[] = [
  rewriter("把 JSON 里的 \\/ 换回 /", "with \\/ in the JSON turned back into /", (text) => text.replaceAll("\\/", "/")),
  rewriter("把 JSON 里的 / 换回 \\/", "with / in the JSON turned back into \\/", (text) =>
    text.replace(/\\?\//gu, "\\/"),
  ),
];

/** Depth is bounded by JSON.parse's own limit and the length. */
export const jsonWriters: readonly JsonWriter[] = [
  writer("紧凑形式", "compactly", (value) => JSON.stringify(value)),
  writer("紧凑形式、斜杠转义为 \\/", "compactly with \\/", (value) => slashes(JSON.stringify(value))),
  writer("PHP json_encode 的默认形式", "as PHP's json_encode does by default", (value) =>
    asciiOnly(slashes(JSON.stringify(value)), false),
  ),
  writer("只含 ASCII 的形式", "with \\u escapes", (value) => asciiOnly(JSON.stringify(value), false)),
  rare(
    writer("只含 ASCII 的形式（大写）", "with \\u escapes in capitals", (value) =>
      asciiOnly(JSON.stringify(value), true),
    ),
  ),
  writer("带空格的形式（Python 默认）", "with spaces, as Python does by default", (value) =>
    asciiOnly(spaced(value), false),
  ),
  rare(writer("带空格的形式", "with spaces", spaced)),
  rare(writer("缩进形式", "indented", (value) => JSON.stringify(value, undefined, 4))),
  rare(writer("缩进两格的形式", "indented by two", (value) => JSON.stringify(value, undefined, 2))),
  rare(writer("键排序后的形式", "with sorted keys", (value) => JSON.stringify(sortKeys(value)))),
  rare(
    writer("键排序、斜杠转义的形式", "with sorted keys and \\/", (value) => slashes(JSON.stringify(sortKeys(value)))),
  ),
];

const orders: ReadonlyArray<readonly [zh: string, en: string, change: (value: Json) => Json]> = [
  [
    "code、msg 在前、其余按名字排序",
    "with code and msg first and the rest sorted by name",
    (value) => withMembers(value, (members) => leadingFirst(members, (rest) => rest.toSorted(byName))),
  ],
  [
    "code、msg 在前",
    "with code and msg first",
    (value) => withMembers(value, (members) => leadingFirst(members, (rest) => rest)),
  ],
  ["去掉空值", "without the empty members", withoutEmpty],
  [
    "去掉空值、code、msg 在前、其余按名字排序",
    "without the empty members, with code and msg first and the rest sorted by name",
    (value) => withMembers(withoutEmpty(value), (members) => leadingFirst(members, (rest) => rest.toSorted(byName))),
  ],
];

/** How a reply may have looked when Alipay signed it. */
export const replyWriters: readonly JsonWriter[] = [
  ...slashRewrites,
  ...jsonWriters,
  ...orders.flatMap(([zh, en, change]) => [
    writer(`紧凑形式，${zh}`, `compactly, ${en}`, (value) => JSON.stringify(change(value))),
    writer(`紧凑形式、斜杠转义为 \\/，${zh}`, `compactly with \\/, ${en}`, (value) =>
      slashes(JSON.stringify(change(value))),
    ),
  ]),
];
