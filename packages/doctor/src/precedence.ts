// The one order of all checks: of two findings with the same confidence the earlier check's stands first.
import type { Check } from "./check.ts";
import { alipayTemporarilyUnavailable } from "./checks/alipay-temporarily-unavailable/check.ts";
import { amountFieldsConflict } from "./checks/amount-fields-conflict/check.ts";
import { amountInFloatingPoint } from "./checks/amount-in-floating-point/check.ts";
import { amountOutOfRange } from "./checks/amount-out-of-range/check.ts";
import { antiPhishingMismatch } from "./checks/anti-phishing-mismatch/check.ts";
import { appNotOnlineOrUnknown } from "./checks/app-not-online-or-unknown/check.ts";
import { appPublicKeyUsedAsAlipayPublicKey } from "./checks/app-public-key-used-as-alipay-public-key/check.ts";
import { authorisationTokenInvalid } from "./checks/authorisation-token-invalid/check.ts";
import { base64PaddingLost } from "./checks/base64-padding-lost/check.ts";
import { batchDetailsMalformed } from "./checks/batch-details-malformed/check.ts";
import { batchNumberMalformedOrReused } from "./checks/batch-number-malformed-or-reused/check.ts";
import { billNotAvailable } from "./checks/bill-not-available/check.ts";
import { bodyNotReadable } from "./checks/body-not-readable/check.ts";
import { buyerIsSeller } from "./checks/buyer-is-seller/check.ts";
import { buyerLeftCashier } from "./checks/buyer-left-cashier/check.ts";
import { callRateExceeded } from "./checks/call-rate-exceeded/check.ts";
import { callerAddressNotAllowed } from "./checks/caller-address-not-allowed/check.ts";
import { certificateExpiredOrUnknown } from "./checks/certificate-expired-or-unknown/check.ts";
import { certificateModeMixedUp } from "./checks/certificate-mode-mixed-up/check.ts";
import { charactersOutsideCharset } from "./checks/characters-outside-charset/check.ts";
import { clientNotSupported } from "./checks/client-not-supported/check.ts";
import { clockOrTimeZoneWrong } from "./checks/clock-or-time-zone-wrong/check.ts";
import { connectionToAlipayFailed } from "./checks/connection-to-alipay-failed/check.ts";
import { contentEncryptionMisconfigured } from "./checks/content-encryption-misconfigured/check.ts";
import { contractDoesNotCoverService } from "./checks/contract-does-not-cover-service/check.ts";
import { contractExpiredOrSuspended } from "./checks/contract-expired-or-suspended/check.ts";
import { contractStillInReview } from "./checks/contract-still-in-review/check.ts";
import { credentialsInWrongPlaces } from "./checks/credentials-in-wrong-places/check.ts";
import { dedecmsMemberSystemOff } from "./checks/dedecms-member-system-off/check.ts";
import { dedecmsPluginFatalOnPhp8 } from "./checks/dedecms-plugin-fatal-on-php8/check.ts";
import { dedecmsSettingsDestroyed } from "./checks/dedecms-settings-destroyed/check.ts";
import { emptyValueSigned } from "./checks/empty-value-signed/check.ts";
import { escrowWaitsForShipping } from "./checks/escrow-waits-for-shipping/check.ts";
import { extraFieldInNotification } from "./checks/extra-field-in-notification/check.ts";
import { fieldsNotSorted } from "./checks/fields-not-sorted/check.ts";
import { forgedNotificationAcknowledged } from "./checks/forged-notification-acknowledged/check.ts";
import { goodsKindNotContracted } from "./checks/goods-kind-not-contracted/check.ts";
import { htmlEntityAteParameter } from "./checks/html-entity-ate-parameter/check.ts";
import { interfaceClosedOrUnknown } from "./checks/interface-closed-or-unknown/check.ts";
import { keyFormNotAcceptedByLibrary } from "./checks/key-form-not-accepted-by-library/check.ts";
import { keyInWrongCase } from "./checks/key-in-wrong-case/check.ts";
import { keyNotReadable } from "./checks/key-not-readable/check.ts";
import { keyOfAnotherAccount } from "./checks/key-of-another-account/check.ts";
import { keyWithWhiteSpace } from "./checks/key-with-white-space/check.ts";
import { noAnswerInTime } from "./checks/no-answer-in-time/check.ts";
import { notificationBodyNotParsed } from "./checks/notification-body-not-parsed/check.ts";
import { notificationHandledTwice } from "./checks/notification-handled-twice/check.ts";
import { notificationNotVerified } from "./checks/notification-not-verified/check.ts";
import { notifiedAmountDiffersFromOrder } from "./checks/notified-amount-differs-from-order/check.ts";
import { notifyBlockedByFirewallOrCdn } from "./checks/notify-blocked-by-firewall-or-cdn/check.ts";
import { notifyBlockedByLoginOrCsrf } from "./checks/notify-blocked-by-login-or-csrf/check.ts";
import { notifyCertificateChainNotTrusted } from "./checks/notify-certificate-chain-not-trusted/check.ts";
import { notifyIdNoLongerFresh } from "./checks/notify-id-no-longer-fresh/check.ts";
import { notifyReplyNotSuccess } from "./checks/notify-reply-not-success/check.ts";
import { notifyUrlNotReachable } from "./checks/notify-url-not-reachable/check.ts";
import { notifyUrlPrivate } from "./checks/notify-url-private/check.ts";
import { notifyUrlRedirects } from "./checks/notify-url-redirects/check.ts";
import { notifyUrlWithQuery } from "./checks/notify-url-with-query/check.ts";
import { optionalFeatureNotEnabled } from "./checks/optional-feature-not-enabled/check.ts";
import { orderMissingWhenPaid } from "./checks/order-missing-when-paid/check.ts";
import { orderNumberSharedBySites } from "./checks/order-number-shared-by-sites/check.ts";
import { orderStringAltered } from "./checks/order-string-altered/check.ts";
import { outTradeNoReusedWithOtherContent } from "./checks/out-trade-no-reused-with-other-content/check.ts";
import { parameterMalformed } from "./checks/parameter-malformed/check.ts";
import { paymentCodeStale } from "./checks/payment-code-stale/check.ts";
import { pidAndKeyDoNotBelongTogether } from "./checks/pid-and-key-do-not-belong-together/check.ts";
import { plusSignForSpace } from "./checks/plus-sign-for-space/check.ts";
import { quoteCutFormValue } from "./checks/quote-cut-form-value/check.ts";
import { refundAmountExceedsRest } from "./checks/refund-amount-exceeds-rest/check.ts";
import { refundNumberReused } from "./checks/refund-number-reused/check.ts";
import { refundOutcomeOpen } from "./checks/refund-outcome-open/check.ts";
import { refundWindowPassed } from "./checks/refund-window-passed/check.ts";
import { replyJsonReserialised } from "./checks/reply-json-reserialised/check.ts";
import { reportRangeWrong } from "./checks/report-range-wrong/check.ts";
import { requiredParameterMissing } from "./checks/required-parameter-missing/check.ts";
import { returnMistakenForNotification } from "./checks/return-mistaken-for-notification/check.ts";
import { royaltySetupWrong } from "./checks/royalty-setup-wrong/check.ts";
import { sampleCredentialsInUse } from "./checks/sample-credentials-in-use/check.ts";
import { sandboxAndProductionMixed } from "./checks/sandbox-and-production-mixed/check.ts";
import { sellerEmailStale } from "./checks/seller-email-stale/check.ts";
import { sellerNotAllowedToReceive } from "./checks/seller-not-allowed-to-receive/check.ts";
import { serviceNameWrong } from "./checks/service-name-wrong/check.ts";
import { sessionOrLinkExpired } from "./checks/session-or-link-expired/check.ts";
import { settingsFileDiffersFromDatabase } from "./checks/settings-file-differs-from-database/check.ts";
import { signTypeDiffersFromKey } from "./checks/sign-type-differs-from-key/check.ts";
import { signTypeWronglySigned } from "./checks/sign-type-wrongly-signed/check.ts";
import { signatureRecipeDiffers } from "./checks/signature-recipe-differs/check.ts";
import { signedFieldNotSent } from "./checks/signed-field-not-sent/check.ts";
import { slashesAdded } from "./checks/slashes-added/check.ts";
import { specialCharactersInValue } from "./checks/special-characters-in-value/check.ts";
import { textGarbledByWrongCharset } from "./checks/text-garbled-by-wrong-charset/check.ts";
import { timestampMalformed } from "./checks/timestamp-malformed/check.ts";
import { tlsRootCertificatesMissing } from "./checks/tls-root-certificates-missing/check.ts";
import { tradeAlreadyPaid } from "./checks/trade-already-paid/check.ts";
import { tradeClosed } from "./checks/trade-closed/check.ts";
import { tradeNotCreatedYet } from "./checks/trade-not-created-yet/check.ts";
import { tradeStateForbidsOperation } from "./checks/trade-state-forbids-operation/check.ts";
import { transferPayeeWrong } from "./checks/transfer-payee-wrong/check.ts";
import { unsignedFieldSent } from "./checks/unsigned-field-sent/check.ts";
import { unsignedGatewayError } from "./checks/unsigned-gateway-error/check.ts";
import { valueChangedAfterSigning } from "./checks/value-changed-after-signing/check.ts";
import { valueHtmlEscaped } from "./checks/value-html-escaped/check.ts";
import { valueTooLong } from "./checks/value-too-long/check.ts";
import { valueUrlEncodedBeforeSigning } from "./checks/value-url-encoded-before-signing/check.ts";
import { valueUrlEncodedTwice } from "./checks/value-url-encoded-twice/check.ts";
import { valuesTrimmed } from "./checks/values-trimmed/check.ts";
import { wapNotificationSorted } from "./checks/wap-notification-sorted/check.ts";
import { wechatBlocksAlipay } from "./checks/wechat-blocks-alipay/check.ts";
import { wrongCharsetBytes } from "./checks/wrong-charset-bytes/check.ts";
import { wrongTradeNumber } from "./checks/wrong-trade-number/check.ts";

export const precedence: readonly Check[] = [
  appPublicKeyUsedAsAlipayPublicKey,
  dedecmsSettingsDestroyed,
  sampleCredentialsInUse,
  keyWithWhiteSpace,
  keyFormNotAcceptedByLibrary,
  keyNotReadable,
  keyInWrongCase,
  credentialsInWrongPlaces,
  sandboxAndProductionMixed,
  keyOfAnotherAccount,
  pidAndKeyDoNotBelongTogether,
  signTypeDiffersFromKey,
  certificateExpiredOrUnknown,
  certificateModeMixedUp,
  htmlEntityAteParameter,
  quoteCutFormValue,
  unsignedFieldSent,
  extraFieldInNotification,
  valueHtmlEscaped,
  slashesAdded,
  valueUrlEncodedTwice,
  valueUrlEncodedBeforeSigning,
  base64PaddingLost,
  plusSignForSpace,
  valuesTrimmed,
  emptyValueSigned,
  signTypeWronglySigned,
  fieldsNotSorted,
  wapNotificationSorted,
  signedFieldNotSent,
  valueChangedAfterSigning,
  wrongCharsetBytes,
  textGarbledByWrongCharset,
  charactersOutsideCharset,
  replyJsonReserialised,
  orderStringAltered,
  specialCharactersInValue,
  signatureRecipeDiffers,
  notificationNotVerified,
  contentEncryptionMisconfigured,
  settingsFileDiffersFromDatabase,
  outTradeNoReusedWithOtherContent,
  amountInFloatingPoint,
  amountFieldsConflict,
  amountOutOfRange,
  notifiedAmountDiffersFromOrder,
  requiredParameterMissing,
  serviceNameWrong,
  interfaceClosedOrUnknown,
  contractExpiredOrSuspended,
  contractStillInReview,
  goodsKindNotContracted,
  contractDoesNotCoverService,
  optionalFeatureNotEnabled,
  sellerEmailStale,
  sellerNotAllowedToReceive,
  buyerIsSeller,
  antiPhishingMismatch,
  timestampMalformed,
  clockOrTimeZoneWrong,
  valueTooLong,
  parameterMalformed,
  batchNumberMalformedOrReused,
  batchDetailsMalformed,
  refundAmountExceedsRest,
  refundNumberReused,
  refundOutcomeOpen,
  refundWindowPassed,
  tradeNotCreatedYet,
  wrongTradeNumber,
  reportRangeWrong,
  billNotAvailable,
  royaltySetupWrong,
  transferPayeeWrong,
  paymentCodeStale,
  notifyUrlPrivate,
  notifyUrlNotReachable,
  notifyUrlRedirects,
  notifyBlockedByLoginOrCsrf,
  notifyBlockedByFirewallOrCdn,
  notifyCertificateChainNotTrusted,
  dedecmsPluginFatalOnPhp8,
  dedecmsMemberSystemOff,
  forgedNotificationAcknowledged,
  notifyReplyNotSuccess,
  notifyUrlWithQuery,
  notificationBodyNotParsed,
  notifyIdNoLongerFresh,
  returnMistakenForNotification,
  notificationHandledTwice,
  orderMissingWhenPaid,
  escrowWaitsForShipping,
  orderNumberSharedBySites,
  tradeAlreadyPaid,
  tradeClosed,
  tradeStateForbidsOperation,
  sessionOrLinkExpired,
  buyerLeftCashier,
  tlsRootCertificatesMissing,
  connectionToAlipayFailed,
  noAnswerInTime,
  unsignedGatewayError,
  alipayTemporarilyUnavailable,
  callRateExceeded,
  callerAddressNotAllowed,
  authorisationTokenInvalid,
  appNotOnlineOrUnknown,
  bodyNotReadable,
  wechatBlocksAlipay,
  clientNotSupported,
];
