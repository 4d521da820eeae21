// An error which Alipay answers: its code, and in our own words why this request got it.
export interface Refusal {
  code: string;
  detail: { zh: string; en: string };
}

/** A refusal with its explanation in both languages. */
export function refuse(code: string, zh: string, en: string): Refusal {
  return { code, detail: { zh, en } };
}
