// POST /v1/diagnoses: a site brings what failed, as text, and gets findings in order. No I/O, nothing kept.
import { DedepayError, loadPage, pageHref } from "@dedepay/errors";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { diagnosisExample } from "./schemas/examples.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import { choice } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

/** A request, its reply and a notification together have a few thousand bytes. */
const evidenceLimitBytes = 64 * 1024;

const newDiagnosis = Type.Object(
  {
    evidence: Type.String({
      minLength: 1,
      maxLength: evidenceLimitBytes,
      description: both(
        "任何材料的文本：错误码、请求网址或表单、应答、通知的原始内容、日志。最多 64 KiB",
        "Whatever you have, as text: a code, a request URL or form, a reply, a notification's raw body, a log. At most 64 KiB",
      ),
    }),
    encoding: Type.Optional(
      choice(
        ["text", "base64"],
        both("base64：材料是字节，例如 GBK 编码的内容", "base64: the evidence is bytes, such as a body in GBK"),
      ),
    ),
  },
  { additionalProperties: false, examples: [{ evidence: "ILLEGAL_SIGN" }] },
);

export function diagnosisRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/diagnoses",
      {
        schema: {
          operationId: "createDiagnosis",
          tags: ["diagnoses"],
          summary: both("诊断一段出错的材料", "Ask the doctor what is wrong"),
          description: both(
            "只用本站点账户的密钥，不访问网络，什么都不保存；从不给出签名。",
            "With the keys of this site's accounts only; nothing is asked, nothing is kept, and no signature is given out.",
          ),
          body: newDiagnosis,
          response: {
            200: answer({ zh: "诊断", en: "The diagnosis", schema: reference("Diagnosis"), example: diagnosisExample }),
            ...problems({ body: true, codes: [1014] }),
          },
        },
      },
      async (request) => {
        const { evidence, encoding } = request.body;
        refuseUnpairedSurrogates(request.body);
        if (Buffer.byteLength(evidence) > evidenceLimitBytes) throw tooLarge(Buffer.byteLength(evidence));
        const diagnosis = await parts.gateway.diagnoseEvidence({
          siteId: siteOf(request).siteId,
          evidence: encoding === "base64" ? Buffer.from(evidence, "base64") : evidence,
          requestId: request.id,
        });
        return {
          recognised: [...diagnosis.recognised],
          findings: diagnosis.findings.map((finding) => ({
            ...finding,
            title: titleOf(finding.cause),
            doc_url: pageHref({ kind: "cause", id: finding.cause }, parts.publicUrl()),
          })),
          in_order: [...diagnosis.inOrder],
          needs: [...diagnosis.needs],
        };
      },
    );
  };
}

function tooLarge(bytes: number): DedepayError {
  return new DedepayError(1002, {
    param: "evidence",
    detail: {
      zh: `evidence 有 ${bytes} 字节，最多 ${evidenceLimitBytes} 字节。`,
      en: `evidence has ${bytes} bytes; at most ${evidenceLimitBytes} are taken.`,
    },
    extra: { violations: [{ field: "evidence", rule: "max_bytes", limit: String(evidenceLimitBytes) }] },
  });
}

function titleOf(cause: string): { zh: string; en: string } {
  return { zh: loadPage("cause", cause, "zh")?.title ?? cause, en: loadPage("cause", cause, "en")?.title ?? cause };
}
