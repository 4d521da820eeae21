// Whether the program itself refused a forged notification of ours, as it should: with a few words of its own, no page.
import type { Delivery } from "./notify-deliveries.ts";

const refusals = new Set([400, 401, 403, 409, 422]);
const mostWords = 2000;

export function refusedByProgram({ probe, status, body = "", headers = {} }: Delivery): boolean {
  if (probe === undefined || !refusals.has(status)) return false;
  const isPage = /text\/html/iu.test(headers["content-type"] ?? "") || /<(?:!doctype|html|body)/iu.test(body);
  // A challenge for a browser's password box is a server's wall, not a program's answer.
  return (
    !isPage &&
    headers["www-authenticate"] === undefined &&
    body.length <= mostWords &&
    !/csrf|token mismatch/iu.test(body)
  );
}
