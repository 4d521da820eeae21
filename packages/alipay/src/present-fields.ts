// Leaves out what is undefined, so that an absent fact is an absent property.

type Present<Fields extends object> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};

/** The same object without the properties that are undefined. */
export function presentFields<Fields extends object>(fields: Fields): Present<Fields> {
  const present: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) present[name] = value;
  return present as Present<Fields>;
}
