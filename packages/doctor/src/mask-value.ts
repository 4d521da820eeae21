// How values stand in findings: secrets never, people's identities shortened, long texts cut.
import { type ByteText, readableText } from "./evidence/byte-text.ts";

const secretName = /key|secret|pwd|password|auth_token|cert_no/iu;
const personalName = /^(?:buyer_|receive_|ext_user|mobile|pay_account|pay_user|.*logon_id|.*open_id|auth_code)/iu;
const signName = /^sign$/iu;
const maxLength = 160;

/** The value of a field, fit to be shown. */
export function maskValue(name: string, value: ByteText): string {
  const text = readableText(value);
  if (text === "") return "";
  if (secretName.test(name) && name !== "anti_phishing_key") return maskSecret(text);
  if (signName.test(name)) return `${text.slice(0, 8)}…`;
  if (personalName.test(name)) return text.length <= 4 ? "***" : `${text.slice(0, 2)}***${text.slice(-2)}`;
  return cut(text);
}

/** First and last two characters and the length: enough to recognise a key one has, too little to use it. */
export function maskSecret(text: string): string {
  return text.length < 16 ? `*** (${text.length})` : `${text.slice(0, 2)}…${text.slice(-2)} (${text.length})`;
}

/** A long text with its middle left out. */
export function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength / 2)} … ${text.slice(-maxLength / 2)}`;
}
