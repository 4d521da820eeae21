// Alipay wire formats: money, charsets, keys, signatures, MAPI, OpenAPI, bills.
// A plain list, sorted by folder, then by file.

export type { AlipayAccount } from "./alipay-account.ts";
export { AlipayError, type AlipayErrorDetails, type AlipayErrorKind, type Violation } from "./alipay-error.ts";
export type { ParametersOf, ServiceNameOf } from "./alipay-services.ts";
export { beijingTime, parseBeijingTime } from "./beijing-time.ts";
export { type Charset, decodeText, encodeText, replaceUnmappable, type UnmappableCharacter } from "./charset.ts";
export { AlipayClient, type CallableNameOf, type ReplyOf } from "./client/alipay-client.ts";
export { AlipayV3Client, type AlipayV3ClientOptions } from "./client/alipay-v3-client.ts";
export type { AlipayClientOptions, CallOptions } from "./client/client-options.ts";
export type { Exchange } from "./client/exchange.ts";
export { type Certificate, parseCertificate, rootCertificateSerial } from "./keys/certificate.ts";
export type { InvalidKeyRule } from "./keys/invalid-key.ts";
export { type Md5Key, parseMd5Key } from "./keys/md5-key.ts";
export { parsePrivateKey } from "./keys/parse-private-key.ts";
export { parsePublicKey } from "./keys/parse-public-key.ts";
export type { KeyOptions } from "./keys/rsa-strength.ts";
export { parseTrustedCertificate } from "./keys/trusted-certificate.ts";
export { canonicalText as mapiSignedText } from "./mapi/canonical-string.ts";
export { createMapiAccount, type MapiAccount, type MapiAccountOptions } from "./mapi/mapi-account.ts";
export {
  type MapiParameters,
  type MapiServerServiceName,
  type MapiServiceName,
  mapiServices,
} from "./mapi/mapi-services.ts";
export type { MapiErrorNotice, MapiNotification, MapiRefundNotice } from "./mapi/notifications/mapi-notification.ts";
export { readMapiNotification } from "./mapi/notifications/read-mapi-notification.ts";
export { formatRefundDetail, type RefundItem } from "./mapi/refund-detail.ts";
export { type ErrorPage, readErrorPage } from "./mapi/replies/error-page.ts";
export type { AccountLogEntry, MapiReplies, RawReply, RefundResult } from "./mapi/replies/mapi-reply.ts";
export { readMapiReply } from "./mapi/replies/read-mapi-reply.ts";
export type { MapiTestKeys } from "./mapi/sign-mapi-message.ts";
export { signTestTradeReply } from "./mapi/sign-mapi-trade-reply.ts";
export { verifyMapiRequest } from "./mapi/verify-mapi-request.ts";
export { formatYuan, parseYuan, type YuanLimits } from "./money.ts";
export { readTradeFacts } from "./notification/read-trade-facts.ts";
export { signTestNotification } from "./notification/sign-test-notification.ts";
export { signTestReturn } from "./notification/sign-test-return.ts";
export type { TradeFacts } from "./notification/trade-facts.ts";
export type { RefusalReason, Verdict } from "./notification/verdict.ts";
export { type VerifyOptions, verifyNotification } from "./notification/verify-notification.ts";
export { verifyReturn } from "./notification/verify-return.ts";
export { aesDecrypt, aesEncrypt, parseAesKey } from "./openapi/aes.ts";
export { type OpenapiRequestOptions, orderString } from "./openapi/build-openapi-request.ts";
export {
  type AlipayKey,
  type CertificateMode,
  createOpenapiAccount,
  type OpenapiAccount,
  type OpenapiAccountOptions,
  type OpenapiCertificates,
} from "./openapi/openapi-account.ts";
export type * from "./openapi/openapi-service-definition.ts";
export {
  type OpenapiParameters,
  type OpenapiReplyOf,
  type OpenapiServerServiceName,
  type OpenapiServiceName,
  openapiServices,
} from "./openapi/openapi-services.ts";
export type { OpenapiTestKeys } from "./openapi/sign-openapi-message.ts";
export { signTestReply, type TestReplyOptions } from "./openapi/sign-openapi-reply.ts";
export { buildV3Request, type V3Request, type V3RequestOptions } from "./openapi/v3/build-v3-request.ts";
export { readV3Reply, type V3RawReply, type V3Reply } from "./openapi/v3/read-v3-reply.ts";
export type { HttpRequest, HttpResponse, HttpSend } from "./platform/http-send.ts";
export { buildRequest, type RequestOptionsOf } from "./request/build-request.ts";
export { type BytePair, type FormPairs, parseFormPairs } from "./request/form-pairs.ts";
export { type RequestFormOptions, requestForm } from "./request/request-form.ts";
export type { RequestOptions } from "./request/request-options.ts";
export { requestUrl } from "./request/request-url.ts";
export type { SignedRequest } from "./request/signed-request.ts";
export type * from "./services/field-definition.ts";
export type { FieldGroup } from "./services/field-group.ts";
export type * from "./services/service-definition.ts";
export type { FieldValue, FieldValues, ServiceParameters } from "./services/service-parameters.ts";
export { validateParameters } from "./services/validate-parameters.ts";
export { type SignAlgorithm, type SignKey, signBytes, verifyBytes } from "./sign/sign-algorithms.ts";
