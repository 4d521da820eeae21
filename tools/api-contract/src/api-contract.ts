// Holds an exchange against the description that the gateway itself serves: is the address described, is the request as
// described where it was accepted, and is the reply one of those described, with no member and no status beside them.
import type { Content, Description, Header, JsonSchema, Operation } from "./description.ts";
import type { Exchange } from "./exchange.ts";
import { findOperation } from "./find-operation.ts";
import { resolved } from "./resolved.ts";
import { SchemaChecks } from "./schema-checks.ts";

const problemType = "application/problem+json";

export class ApiContract {
  readonly #description: Description;
  readonly #checks: SchemaChecks;

  constructor(description: unknown) {
    this.#description = resolved(description);
    this.#checks = new SchemaChecks(this.#description.components.schemas);
  }

  /** Every complaint as a sentence; none: all is as described. */
  complaints(exchange: Exchange): string[] {
    if (exchange.method === "OPTIONS") return complaintsOfPreflight(exchange);
    const [path = "", query = ""] = exchange.target.split("?");
    const found = safely(() => findOperation(this.#description, exchange.method, path));
    if (found === undefined) return this.#complaintsOfUnknown(exchange);
    const { operation } = found;
    const response = operation.responses[String(exchange.status)];
    if (response === undefined) {
      const described = Object.keys(operation.responses).join(", ");
      return [
        `status ${exchange.status} is not described; described are ${described}. Body: ${excerpt(exchange.body)}`,
      ];
    }
    const wasAccepted = exchange.status < 300;
    return [
      ...(wasAccepted ? this.#requestComplaints(exchange, operation, { query, path: found.pathParameters }) : []),
      ...this.#headerComplaints(exchange, response.headers ?? {}),
      ...this.#bodyComplaints(exchange, response.content),
    ];
  }

  /** A webhook's body, as the section `webhooks` describes it under the delivery's type. */
  complaintsOfWebhook(name: string, body: unknown): string[] {
    const operation = this.#description.webhooks?.[name]?.["post"];
    const schema = operation?.requestBody?.content["application/json"]?.schema;
    if (schema === undefined) return [`the webhook ${name} is not described`];
    return this.#checks.complaints(schema, body, "closed").map((complaint) => `webhook ${name}: ${complaint}`);
  }

  /** An address that is not described may only be answered so. */
  #complaintsOfUnknown(exchange: Exchange): string[] {
    const problem = this.#description.components.schemas["Problem"];
    if (![400, 404, 405].includes(exchange.status) || problem === undefined)
      return [`the address is not described and was answered ${exchange.status}`];
    return this.#bodyComplaints(exchange, { [problemType]: { schema: { $ref: "#/components/schemas/Problem" } } });
  }

  #requestComplaints(
    exchange: Exchange,
    operation: Operation,
    given: { query: string; path: Record<string, string> },
  ): string[] {
    const query = Object.fromEntries(new URLSearchParams(given.query));
    const headers = lowerCased(exchange.requestHeaders);
    const places: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      query,
      path: given.path,
      header: headers,
    };
    const parameters = operation.parameters ?? [];
    const complaints: string[] = [];
    for (const { name, in: place, required, schema } of parameters) {
      const value = places[place]?.[place === "header" ? name.toLowerCase() : name];
      if (value !== undefined)
        complaints.push(
          ...this.#checks.complaints(schema, typed(schema, value), "open").map((one) => `${place} ${name}: ${one}`),
        );
      else if (required === true) complaints.push(`${place} ${name} is required and was accepted without`);
    }
    for (const name of Object.keys(query)) {
      if (!parameters.some((one) => one.in === "query" && one.name === name))
        complaints.push(`query ${name} is not described and was accepted`);
    }
    for (const name of this.#securityHeaders(operation)) {
      if (headers[name] === undefined) complaints.push(`header ${name} is required and was accepted without`);
    }
    return [...complaints, ...this.#requestBodyComplaints(exchange, operation)];
  }

  #securityHeaders(operation: Operation): string[] {
    const schemes = this.#description.components.securitySchemes ?? {};
    const names = (operation.security ?? []).flatMap((group) => Object.keys(group));
    return names.flatMap((name) => (schemes[name]?.in === "header" ? [schemes[name].name.toLowerCase()] : []));
  }

  #requestBodyComplaints(exchange: Exchange, operation: Operation): string[] {
    const text = exchange.requestBody ?? "";
    const schema = operation.requestBody?.content["application/json"]?.schema;
    if (schema === undefined) return text === "" ? [] : ["a body was accepted, and none is described"];
    const body = readJson(text);
    if (body === undefined) return ["the accepted body is no JSON"];
    return this.#checks.complaints(schema, body.value, "open").map((one) => `request body: ${one}`);
  }

  #headerComplaints(exchange: Exchange, described: Readonly<Record<string, Header>>): string[] {
    const complaints: string[] = [];
    for (const [name, { required, schema }] of Object.entries(described)) {
      const value = exchange.headers[name.toLowerCase()];
      if (value !== undefined)
        complaints.push(...this.#checks.complaints(schema, value, "open").map((one) => `reply header ${name}: ${one}`));
      else if (required === true) complaints.push(`reply header ${name} is missing`);
    }
    return complaints;
  }

  #bodyComplaints(exchange: Exchange, content: Content | undefined): string[] {
    const type = (exchange.headers["content-type"] ?? "").split(";")[0] ?? "";
    const described = content?.[type];
    if (described === undefined)
      return [`content type "${type}" is not described; described are ${Object.keys(content ?? {}).join(", ")}`];
    if (!type.endsWith("json") || described.schema === undefined) return [];
    const body = readJson(exchange.body);
    if (body === undefined) return [`the body is no JSON: ${excerpt(exchange.body)}`];
    return this.#checks.complaints(described.schema, body.value, "closed").map((one) => `reply body: ${one}`);
  }
}

/** A browser's question before a call belongs to HTTP, not to the API: it is answered with headers only, whatever its address. */
function complaintsOfPreflight({ status, body }: Exchange): string[] {
  return status === 204 && body === "" ? [] : [`a browser's question was answered ${status}: ${excerpt(body)}`];
}

/** An address holds texts only; where a number is described, one is read from it. */
function typed(schema: JsonSchema, value: string): unknown {
  return schema["type"] === "integer" && /^-?\d+$/.test(value) ? Number(value) : value;
}

/** A path with a broken escape matches nothing. */
function safely<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function readJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function excerpt(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
