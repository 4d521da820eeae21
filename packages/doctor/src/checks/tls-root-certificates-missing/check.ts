// This machine has no root certificates, so it can't trust Alipay's.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /certificate has expired|cURL error 60|unable to get local issuer certificate|PKIX path building failed|CERTIFICATE_VERIFY_FAILED|certificate verify failed|self.signed certificate in certificate chain|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/iu;

export const tlsRootCertificatesMissing: Check = {
  cause: "tls-root-certificates-missing",
  advice: [
    {
      zh: "安装或更新系统的根证书（ca-certificates），PHP 在 php.ini 里设 curl.cainfo 和 openssl.cafile 指向 cacert.pem；不要关闭证书校验",
      en: "Install or update the root certificates (ca-certificates); in PHP set curl.cainfo and openssl.cafile in php.ini to cacert.pem; do not switch verification off",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
