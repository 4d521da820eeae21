// A success as the API description lists it: words, headers, schema and an example.
import type { TSchema } from "typebox";
import { both } from "./both-languages.ts";
import { type ReplyHeaders, replyHeaders } from "./reply-headers.ts";

export type Answer = { description: string; headers: ReplyHeaders; content: Readonly<Record<string, object>> };

export function answer(o: {
  zh: string;
  en: string;
  schema: TSchema;
  example: unknown;
  headers?: ReplyHeaders;
}): Answer {
  return {
    description: both(o.zh, o.en),
    headers: replyHeaders(o.headers === undefined ? {} : { more: o.headers }),
    content: { "application/json": { schema: o.schema, examples: { example: { value: o.example } } } },
  };
}
