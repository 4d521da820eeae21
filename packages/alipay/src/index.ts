// Alipay wire formats: money, charsets, keys, signatures, MAPI, OpenAPI, bills.
export { AlipayError, type AlipayErrorDetails, type AlipayErrorKind, type Violation } from "./alipay-error.ts";
export { type Certificate, parseCertificate, rootCertificateSerial } from "./keys/certificate.ts";
export type { InvalidKeyRule } from "./keys/invalid-key.ts";
export { type Md5Key, parseMd5Key } from "./keys/md5-key.ts";
export { parsePrivateKey } from "./keys/parse-private-key.ts";
export { parsePublicKey } from "./keys/parse-public-key.ts";
export type { KeyOptions } from "./keys/rsa-strength.ts";
export { type SignAlgorithm, type SignKey, signBytes, verifyBytes } from "./sign/sign-algorithms.ts";
