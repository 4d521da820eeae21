// alipay.open.app.alipaycert.download: Alipay's certificate by its serial number, Base64 of the PEM text.
import { certificateSerials } from "../certificate-serials.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { successNode } from "../signed-reply.ts";

export function certificateContent(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const { app } = call;
  const serials = certificateSerials(app);
  if (serials !== undefined && bizText(call, "alipay_cert_sn") === serials.alipay) {
    return successNode({ alipay_cert_content: Buffer.from(app.certificates?.alipay ?? "").toString("base64") });
  }
  return openapiRefuse("40004", "ACQ.INVALID_PARAMETER", {
    zh: serials === undefined ? "应用不是证书模式，没有支付宝证书。" : "没有这个序列号的支付宝证书。",
    en:
      serials === undefined ? "The application is not in certificate mode." : "No certificate has this serial number.",
  });
}
