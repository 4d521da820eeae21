// The parts of an OpenAPI 3.1 document that this package reads.

export type JsonSchema = { [keyword: string]: unknown };

export type Parameter = { name: string; in: string; required?: boolean; schema: JsonSchema };
export type Header = { required?: boolean; schema: JsonSchema };
export type Content = Readonly<Record<string, { schema?: JsonSchema; example?: unknown; examples?: Examples }>>;
export type Examples = Readonly<Record<string, { value: unknown }>>;
export type Response = { headers?: Readonly<Record<string, Header>>; content?: Content };

export type Operation = {
  operationId?: string;
  parameters?: readonly Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Readonly<Record<string, Response>>;
  security?: readonly Readonly<Record<string, unknown>>[];
};

export type PathItem = Readonly<Record<string, Operation>>;

export type Description = {
  paths: Readonly<Record<string, PathItem>>;
  webhooks?: Readonly<Record<string, PathItem>>;
  components: {
    schemas: Readonly<Record<string, JsonSchema>>;
    headers?: Readonly<Record<string, Header>>;
    examples?: Examples;
    securitySchemes?: Readonly<Record<string, { in: string; name: string }>>;
  };
};
