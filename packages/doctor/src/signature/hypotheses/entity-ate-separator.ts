// "&notify_url" and "&timestamp" inside HTML: a browser reads &not and &times as symbols, and two fields become one.
import type { ByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { sortFields, withFields } from "../sign-draft.ts";
import { SignField } from "../sign-field.ts";

// Only the entities which work without a semicolon and begin a parameter's name. UTF-8 bytes, GBK where it has the sign.
const eaten: ReadonlyArray<readonly [bytes: ByteText, written: ByteText]> = [
  ["\xc2\xac", "&not"],
  ["\xc3\x97", "&times"],
  ["\xa1\xc1", "&times"],
  ["\xc2\xa4", "&curren"],
  ["\xa1\xe8", "&curren"],
  ["\xc2\xa7", "&sect"],
  ["\xa1\xec", "&sect"],
  ["\xc2\xae", "&reg"],
  ["\xc2\xa9", "&copy"],
  ["\xc2\xb6", "&para"],
  ["\xc2\xb5", "&micro"],
  ["\xc2\xb0", "&deg"],
  ["\xc2\xb1", "&plusmn"],
];

function repair(field: SignField): SignField[] {
  let whole = `${field.name}=${field.value}`;
  for (const [bytes, written] of eaten) {
    // Followed by the rest of a name and "=", else it is a sign that somebody meant.
    whole = whole.replace(new RegExp(`${bytes}(?=[a-z_]*=)`, "gu"), written);
  }
  const parts = whole.split("&").map((part) => {
    const equals = part.indexOf("=");
    return equals === -1 ? { name: part, value: "" } : { name: part.slice(0, equals), value: part.slice(equals + 1) };
  });
  if (parts.length === 1 || parts.some(({ name }) => name.includes("\0"))) return [field];
  return parts.map(({ name, value }, index) => new SignField(name, value, field.position + index / 100));
}

export const entityAteSeparator: DraftHypothesis = {
  stage: "fields",
  apply(draft) {
    const damaged = draft.fields.filter(
      ({ name, value }) =>
        /[\x80-\xff]/u.test(`${name}${value}`) && eaten.some(([bytes]) => `${name}=${value}`.includes(bytes)),
    );
    const fields = draft.fields.flatMap((field) => (damaged.includes(field) ? repair(field) : [field]));
    if (fields.length === draft.fields.length) return [];
    const before = new Set(draft.fields.map(({ name }) => name));
    const names = fields.filter(({ name }) => !before.has(name)).map(({ name }) => name);
    return [
      {
        draft: withFields(draft, sortFields(fields.filter(({ name }) => name !== "sign" && name !== ""))),
        mistake: () => ({
          cause: "html-entity-ate-parameter",
          fields: names,
          relation: {
            zh: `把被吃掉的 &${names.join("、&")} 恢复出来`,
            en: `with &${names.join(", &")} put back, which a browser had turned into a symbol`,
          },
        }),
      },
    ];
  },
};
