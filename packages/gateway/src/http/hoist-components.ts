// The same headers and the same failures stand at every route: in the description they are written once and referred to.

type Header = { required?: boolean; description?: string };
type Example = { value: { code?: unknown; status?: unknown } };
type Response = { headers?: Record<string, object>; content?: Record<string, { examples?: Record<string, object> }> };
type Document = {
  paths?: Record<string, Record<string, { responses?: Record<string, Response> }>>;
  components?: object;
};

/** The description plug-in has no way to say that a header of a reply is always there. */
const alwaysSent: ReadonlySet<string> = new Set(["Dedepay-Request-Id", "Content-Language"]);
const problemType = "application/problem+json";

/** Changes the document: headers of replies and examples of problems go to its components. */
export function hoistComponents(document: Document): void {
  const headers: Record<string, object> = {};
  const examples: Record<string, object> = {};
  for (const response of responsesOf(document)) {
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      headers[name] ??= { ...(header as Header), ...(alwaysSent.has(name) && { required: true }) };
      set(response.headers, name, `#/components/headers/${name}`);
    }
    const problems = response.content?.[problemType]?.examples;
    for (const [code, example] of Object.entries(problems ?? {})) {
      const name = `${code}-${String((example as Example).value.status)}`;
      examples[name] ??= example;
      set(problems, code, `#/components/examples/${name}`);
    }
  }
  document.components = { ...document.components, headers, examples };
}

function responsesOf(document: Document): Response[] {
  const operations = Object.values(document.paths ?? {}).flatMap((methods) => Object.values(methods));
  return operations.flatMap(({ responses }) => Object.values(responses ?? {}));
}

function set(entries: Record<string, object> | undefined, name: string, reference: string): void {
  if (entries !== undefined) entries[name] = { $ref: reference };
}
