// "&notify_url" or "&timestamp" in a page was shown as "¬ify_url" or "×tamp", and the field is lost.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "html-entity-ate-parameter";
const eaten = /[¬×¤§®©¶](?:ify_[a-z]+|tamp|cy|ion|[a-z_]{2,20})=/u;

export const htmlEntityAteParameter: Check = {
  cause,
  advice: [
    {
      zh: "在 HTML 里把网址的每个 & 写成 &amp;，或改用表单提交；不要从网页显示的文字里复制网址",
      en: "Write every & of a URL inside HTML as &amp;, or post a form; do not copy the URL from text that a page shows",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    const seen = examination.says(eaten);
    if (proven !== undefined || seen === undefined) return proven;
    return { confidence: "likely", proof: { text: { zh: `网址里出现了 ${seen}`, en: `The URL holds ${seen}` } } };
  },
};
