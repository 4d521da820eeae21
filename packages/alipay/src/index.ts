// Alipay wire formats: money, charsets, keys, signatures, MAPI, OpenAPI, bills.
// A plain list, sorted by folder, then by file.

export { AlipayError, type AlipayErrorDetails, type AlipayErrorKind, type Violation } from "./alipay-error.ts";
export { beijingTime, parseBeijingTime } from "./beijing-time.ts";
export { type Charset, decodeText, encodeText, replaceUnmappable, type UnmappableCharacter } from "./charset.ts";
export { type Certificate, parseCertificate, rootCertificateSerial } from "./keys/certificate.ts";
export type { InvalidKeyRule } from "./keys/invalid-key.ts";
export { type Md5Key, parseMd5Key } from "./keys/md5-key.ts";
export { parsePrivateKey } from "./keys/parse-private-key.ts";
export { parsePublicKey } from "./keys/parse-public-key.ts";
export type { KeyOptions } from "./keys/rsa-strength.ts";
export { formatYuan, parseYuan, type YuanLimits } from "./money.ts";
export { type RequestFormOptions, requestForm } from "./request/request-form.ts";
export { requestUrl } from "./request/request-url.ts";
export type { SignedRequest } from "./request/signed-request.ts";
export type * from "./services/field-definition.ts";
export type { FieldGroup } from "./services/field-group.ts";
export type * from "./services/service-definition.ts";
export type { FieldValue, FieldValues, ServiceParameters } from "./services/service-parameters.ts";
export { validateParameters } from "./services/validate-parameters.ts";
export { type SignAlgorithm, type SignKey, signBytes, verifyBytes } from "./sign/sign-algorithms.ts";
