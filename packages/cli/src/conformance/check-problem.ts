// Holds one answer against the contract of failures: every member, its type, the headers, the language, the page behind doc_url.
// Written from the published contract and not from the gateway's code.
import type { HttpResponse } from "../platform/http-exchange.ts";
import type { Condition } from "./conditions.ts";
import { type Language, textOf } from "./stage.ts";

export type Judged = { detail: string; complaints: string[] };

const texts = ["type", "title", "name", "detail", "request_id", "doc_url", "buyer_message"] as const;
const choices: Readonly<Record<string, readonly string[]>> = {
  retry: ["never", "same_request", "after_fix", "backoff"],
  money: ["none", "unknown", "moved"],
  owner: ["merchant", "buyer", "alipay", "network", "site"],
};

export function checkProblem(reply: HttpResponse, condition: Condition, language: Language): Judged {
  const problem = readObject(textOf(reply));
  if (problem === undefined) return { detail: "", complaints: [`HTTP ${reply.status} without a JSON object`] };
  const complaints: string[] = [];
  const expect = (isRight: boolean, complaint: string): void => {
    if (!isRight) complaints.push(complaint);
  };
  expect(reply.status === condition.status, `HTTP status ${reply.status}, not ${condition.status}`);
  expect(problem["status"] === reply.status, "status is not the HTTP status");
  expect(problem["code"] === condition.code, `code ${String(problem["code"])}, not ${condition.code}`);
  expect(problem["name"] === condition.name, `name ${String(problem["name"])}, not ${condition.name}`);
  for (const field of texts) expect(isText(problem[field]), `${field} is no text`);
  for (const [field, allowed] of Object.entries(choices))
    expect(allowed.includes(String(problem[field])), `${field} is ${String(problem[field])}`);
  const fix = problem["fix"];
  expect(Array.isArray(fix) && fix.length > 0 && fix.every(isText), "fix names nothing to do");
  for (const field of condition.names ?? []) expect(problem[field] !== undefined, `${field} is missing`);
  const header = (name: string): string => reply.headers.get(name) ?? "";
  expect(header("content-type").startsWith("application/problem+json"), `content type ${header("content-type")}`);
  expect(header("dedepay-request-id") === problem["request_id"], "the header names another request id");
  expect(header("content-language").startsWith(language), `content language ${header("content-language")}`);
  const readable = [problem["title"], problem["buyer_message"]].every(
    (text) => /\p{Script=Han}/u.test(String(text)) === (language === "zh"),
  );
  expect(readable, `title or buyer_message is not in ${language}`);
  return { detail: String(problem["detail"]), complaints };
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

export function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
