// The little of XML that Alipay's replies use: elements with attributes, text and children.

export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, entities resolved, nothing trimmed. */
  readonly text: string;
};

/** The only child of that name; undefined where there is none or more than one. */
export function onlyChild(element: XmlElement, name: string): XmlElement | undefined {
  const found = element.children.filter((child) => child.name === name);
  return found.length === 1 ? found[0] : undefined;
}

/** The element at a path of only children. */
export function elementAt(root: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (element, name) => (element === undefined ? undefined : onlyChild(element, name)),
    root,
  );
}
