// Written by `npm run generate -w packages/errors` from codes/. Do not edit.

// code, aliases, unified, retry, money, owner, causes (= ordered, - not), known or inferred, text for the buyer, meaning zh, meaning en
export const codeRows: Readonly<Record<"mapi" | "openapi" | "client", string>> = {
  mapi: `
0000	system exception	1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	老手机网站支付：支付宝内部异常	Old mobile web payment: a fault inside Alipay
0001	common params illegal	1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	老手机网站支付：公共参数缺失或不合法	Old mobile web payment: a common parameter is missing or wrong
0002	sign illegal	1003	after_fix	none	merchant	-key-of-another-account,key-with-white-space,unsigned-field-sent,value-changed-after-signing	known	shop-must-fix	老手机网站支付：签名错误，注意 sec_id 要参与签名	Old mobile web payment: the signature does not fit; sec_id is signed too
0003	service not exist	1006	after_fix	none	merchant	-service-name-wrong	known	shop-must-fix	老手机网站支付：service 名称不存在	Old mobile web payment: there is no such service
0004	req_data illegal	1007	after_fix	none	merchant	-body-not-readable	known	shop-must-fix	老手机网站支付：req_data 的 XML 不合规	Old mobile web payment: the XML in req_data is malformed
0005	partner illegal	1010	after_fix	none	merchant	-contract-expired-or-suspended,contract-does-not-cover-service	known	shop-must-fix	老手机网站支付：商户没有权限或合同已到期	Old mobile web payment: the partner has no right or the contract ran out
0006	sec_id not exist	1002	after_fix	none	merchant	-sign-type-differs-from-key	known	shop-must-fix	老手机网站支付：sec_id 只能是 0001（RSA）或 MD5	Old mobile web payment: sec_id is 0001 (RSA) or MD5
0007	biz params illegal	1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	老手机网站支付：req_data 里少了必填项	Old mobile web payment: something required is missing in req_data
0008	biz params too long	1002	after_fix	none	merchant	-value-too-long	known	shop-must-fix	老手机网站支付：业务参数太长	Old mobile web payment: a business parameter is too long
0009	seller_account_not_match	1010	after_fix	none	merchant	-seller-email-stale	known	shop-must-fix	老手机网站支付：卖家账号与合作者不符	Old mobile web payment: the seller is not the partner's
ACCESS_ACCOUNT_DENIED		1010	after_fix	none	merchant	-contract-does-not-cover-service,key-of-another-account	known	not-about-the-buyer	无权查看这个账户的账务	This account's records may not be seen with these credentials
ACCESS_FORBIDDEN		1010	after_fix	none	merchant	-contract-does-not-cover-service,contract-expired-or-suspended	known	shop-must-fix	统一收单：没有签这个产品	Acquiring: this product was not signed
ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-seller-email-stale	known	not-about-the-buyer	要查账的账户不存在	The account to report on does not exist
ACCOUNT_NOT_EXISTS		1010	after_fix	none	merchant	-seller-email-stale,credentials-in-wrong-places	known	refund-is-with-the-shop	退款请求里的账号查不到	The account in the refund request is unknown
ACCOUN_NAME_NOT_MATCH	ACCOUNT_NAME_NOT_MATCH	1010	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：收款账户的户名不是填写的姓名（代码少一个 T）	Transfer: the payee's account bears another name (the code lacks a T)
AMOUNT_FORMAT_ERROR		1011	after_fix	none	merchant	-amount-in-floating-point	known	not-about-the-buyer	转账：总金额不是合规的数字	Transfer: the total is not a proper number
ANTI_PHISHING_KEY_TIMEOUT		1005	after_fix	none	merchant	-anti-phishing-mismatch	known	shop-must-fix	取到防钓鱼时间戳之后过了太久才跳转	Too much time passed between fetching the anti-phishing key and the redirect
AUTH_NO_ERROR		1010	after_fix	none	merchant	-pre-authorisation-mismatch	known	shop-must-fix	统一收单：授权号不符，或授权的状态、余额不够	Acquiring: the authorisation number does not fit, or its state or rest does not
BATCH_ID_NULL		1012	after_fix	none	merchant	-required-parameter-missing	known	not-about-the-buyer	转账：缺少批次 ID	Transfer: the batch id is missing
BATCH_MEMO_LENGTH_EXCEED_LIMIT		1002	after_fix	none	merchant	-value-too-long	known	refund-is-with-the-shop	退款备注超过允许的字节数	The refund memo has more bytes than allowed
BATCH_NO_FORMAT_ERROR		1002	after_fix	none	merchant	-batch-number-malformed-or-reused	known	refund-is-with-the-shop	退款批次号没有按“当天日期加流水”编写	The refund batch number is not today's date plus a serial
BATCH_NO_NULL		1012	after_fix	none	merchant	-required-parameter-missing	known	not-about-the-buyer	转账：缺少批次号	Transfer: the batch number is missing
BATCH_NUM_ERROR		1002	after_fix	none	merchant	-batch-details-malformed	known	refund-is-with-the-shop	batch_num 不是 1 到 1000 的整数	batch_num is no whole number from 1 to 1000
BATCH_NUM_EXCEED_LIMIT		1002	after_fix	none	merchant	-batch-details-malformed	known	refund-is-with-the-shop	一批退款最多一千条	One refund batch holds a thousand items at most
BATCH_NUM_NOT_EQUAL_TOTAL		1002	after_fix	none	merchant	-batch-details-malformed	known	refund-is-with-the-shop	batch_num 与 detail_data 实际条数不同	batch_num is not the number of items in detail_data
BATCH_OUT_BIZ_NO_DUPLICATE		1013	never	unknown	merchant	-batch-number-malformed-or-reused	known	not-about-the-buyer	转账：批次业务号用过了	Transfer: the batch number was used before
BATCH_OUT_BIZ_NO_LIMIT_ERROR		1002	after_fix	none	merchant	-batch-number-malformed-or-reused	known	not-about-the-buyer	转账：批次号的长度或字符不合规	Transfer: the batch number has the wrong length or characters
BATCH_REFUND_DATA_ERROR		1016	never	unknown	alipay	-refund-outcome-open	known	refund-is-with-the-shop	批量退款完成后核对数据时发现异常	The check after the batch refund found something odd
BATCH_REFUND_LOCK_ERROR		1008	backoff	none	merchant	-call-rate-exceeded	known	refund-is-with-the-shop	上一笔退款还在处理，同一时间只能做一笔	The refund before is still being worked on; one at a time
BATCH_REFUND_STATUS_ERROR		1010	never	none	merchant	-trade-state-forbids-operation	known	refund-is-with-the-shop	退款记录处在不能继续的状态	The refund record is in a state that cannot go on
BODY_HAS_FORBIDDENWORD		1010	after_fix	none	merchant	-forbidden-word-in-text	known	shop-must-fix	商品描述里有支付宝不允许的词	The description has a word which Alipay does not allow
BUYER_BANKCARD_BALANCE_NOT_ENOUGH		1010	after_fix	none	buyer	-buyer-money-not-available	known	buyer-can-retry	统一收单：买家银行卡里的钱不够	Acquiring: the buyer's card has too little money
BUYER_EMAIL_ID_MUST_NULL		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	这类交易不能预先指定买家，请去掉买家字段	This trade may not name a buyer beforehand: drop the buyer fields
BUYER_ENABLE_STATUS_FORBID		1010	never	none	buyer	-buyer-account-restricted	known	buyer-asks-alipay	统一收单：买家账号被限制交易	Acquiring: the buyer's account is barred from trading
BUYER_ERROR		1010	after_fix	none	buyer	-buyer-account-restricted	known	refund-is-with-the-shop	买家账号有问题，钱退不进去	The buyer's account has a problem and cannot take the money
BUYER_NOT_EXIST		1010	after_fix	none	buyer	-buyer-account-restricted	known	buyer-can-retry	指定的买家账号不存在	The buyer account named does not exist
BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR		1010	after_fix	none	buyer	-buyer-money-not-available	known	buyer-can-retry	统一收单：买家今天的付款额度已用完	Acquiring: the buyer's limit for today is used up
BUYER_SELLER_EQUAL		1010	after_fix	none	buyer	-buyer-is-seller	known	当前登录的支付宝账号就是收款账号，请换一个账号付款。|You are logged in with the account that receives the money. Please pay from another one.	买家登录的正是收款账号，支付宝不许自己付给自己	The buyer is logged in as the payee, and nobody may pay himself
CA_USER_NOT_USE_CA		1010	after_fix	none	merchant	-account-not-certified	known	refund-is-with-the-shop	装了数字证书的操作员没有用证书登录	An operator with a digital certificate logged in without it
CLIENT_VERSION_NOT_MATCH		1010	after_fix	none	buyer	-client-not-supported	known	buyer-can-retry	统一收单：买家的支付宝版本太旧	Acquiring: the buyer's wallet is too old
COMMISION_FEE_OUT_OF_RANGE		1011	after_fix	none	merchant	-royalty-setup-wrong,amount-out-of-range	known	shop-must-fix	佣金不在允许的金额范围内	The commission is outside the allowed range
COMMISION_ID_NOT_EXIST	COMMISSION_ID_NOT_EXIST	1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	指定的佣金账户查不到	The account named for the commission is unknown
COMMISION_NOT_SUPPORT	COMMISSION_NOT_SUPPORT	1010	after_fix	none	merchant	-royalty-setup-wrong,optional-feature-not-enabled	known	shop-must-fix	这类交易不能带佣金	This kind of trade takes no commission
COMMISION_SELLER_DUPLICATE		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	佣金收取方和卖家是同一个账户	The commission goes to the seller himself
CONTEXT_INCONSISTENT		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,order-number-shared-by-sites,text-garbled-by-wrong-charset	known	order-was-changed	统一收单：同一订单号前后两次的内容不同	Acquiring: the same order number came twice with different content
CURRENCY_NOT_SAME		1011	after_fix	none	merchant	-parameter-malformed	known	refund-is-with-the-shop	跨境：退款币种与付款币种不同	Cross-border: refund and payment are in different currencies
CUSTOMER_VALIDATE_ERROR		1010	after_fix	none	buyer	-account-not-certified	known	refund-is-with-the-shop	统一收单：用户未通过实名	Acquiring: a user is not verified
DAILY_QUOTA_LIMIT_EXCEED		1011	after_fix	none	merchant	-receiving-limit-reached	known	not-about-the-buyer	转账：当天的额度用完了	Transfer: the quota of the day is used up
DEFAULT_BANK_INVALID		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	defaultbank 的银行简码写错或不可用	The bank code in defaultbank is wrong or not available
DETAIL_DATA_FORMAT_ERROR		1002	after_fix	none	merchant	-batch-details-malformed	known	refund-is-with-the-shop	detail_data 的分隔符或字段不合规	detail_data has wrong separators or fields
DETAIL_OUT_BIZ_NO_REPEATE		1013	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：明细流水号在本批内重复	Transfer: a serial number occurs twice in this batch
DIGITAL_FEE_GREATER_THAN_MAX		1011	after_fix	none	merchant	-amount-out-of-range	known	shop-must-fix	虚拟商品的金额高于允许的最大值	The amount is above the maximum for virtual goods
DIRECTIONAL_PAY_FORBIDDEN		1010	after_fix	none	merchant	-seller-account-restricted	known	shop-must-fix	收款方暂时没有收款资格，付款被限制	The payee may not receive at present, so paying is restricted
DIRECT_PAY_AMOUNT_OUT_OF_RANGE		1011	after_fix	none	merchant	-amount-out-of-range,receiving-limit-reached	known	shop-must-fix	即时到账的单笔金额超过上限	The amount exceeds what one direct payment may be
DIRECT_PAY_WITHOUT_CERT_CLOSE		1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	账号没有开通“无证书余额付款”	Paying from the balance without certificate is not enabled
DISCORDANT_REPEAT_REQUEST		1013	after_fix	none	merchant	-refund-number-reused	known	refund-is-with-the-shop	统一收单：退款请求号重复而金额不同	Acquiring: a refund number came again with another amount
DIS_NOT_SIGN_PROTOCOL		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	分销商还没有与支付宝签协议	The distributor has not signed with Alipay
DONATE_GREATER_THAN_MAX		1011	after_fix	none	merchant	-amount-out-of-range	known	shop-must-fix	捐赠金额高于允许的最大值	The donation is above the maximum
DUBL_ROYALTY_IN_DETAIL		1002	after_fix	none	merchant	-batch-details-malformed,royalty-setup-wrong	known	refund-is-with-the-shop	一条明细里对同一对账户退了两次分润	One item returns the split between the same two accounts twice
DUBL_TRADE_NO_IN_SAME_BATCH		1013	after_fix	none	merchant	-batch-details-malformed	known	refund-is-with-the-shop	同一批里同一笔交易出现了两次	One trade occurs twice in a batch
DUPLICATE_BATCH_NO		1013	never	unknown	merchant	-batch-number-malformed-or-reused	known	refund-is-with-the-shop	退款批次号已经用过，上一批的结果要先查清	The refund batch number was used; find out first what became of that batch
DUP_ROYALTY_REFUND_ITEM		1013	after_fix	none	merchant	-royalty-setup-wrong,batch-details-malformed	known	refund-is-with-the-shop	退分润的条目写重了	An item for returning the split is there twice
EBANK_CERDIT_GW_RULE_NOT_OPEN	EBANK_CREDIT_GW_RULE_NOT_OPEN	1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	没有签信用卡网关，或请求没有指明用信用卡	The credit-card gateway is not signed, or the request did not ask for it
EBANK_VISA_GW_RULE_NOT_OPEN		1010	after_fix	none	merchant	-optional-feature-not-enabled,contract-expired-or-suspended	known	shop-must-fix	外卡收款没有签约或到期，或者金额不足一元	Foreign cards are not signed or expired, or the amount is below one yuan
EMAIL_ACCOUNT_LOCKED		1010	after_fix	none	merchant	-account-not-certified,seller-account-restricted	known	not-about-the-buyer	转账：付款账号认证不全，功能被锁	Transfer: the payer is not fully verified and locked
EMAIL_USERID_NOT_MATCH		1010	after_fix	none	merchant	-seller-email-stale	known	refund-is-with-the-shop	退款请求里的邮箱和用户号不是同一个人	E-mail and user number in the refund request are two accounts
ERROR_ACCESS_DATA		1010	after_fix	none	merchant	-key-of-another-account	known	not-about-the-buyer	转账：没有权限看这份数据	Transfer: these data may not be seen
ERROR_BUYER_CERTIFY_LEVEL_LIMIT		1010	after_fix	none	buyer	-buyer-account-restricted,account-not-certified	known	buyer-can-retry	统一收单：买家需要先完成实名	Acquiring: the buyer has to verify his identity first
ERROR_OTHER_CERTIFY_LEVEL_LIMIT		1010	after_fix	none	merchant	-transfer-payee-wrong,account-not-certified	known	not-about-the-buyer	转账：收款方的认证等级不够	Transfer: the payee is not verified far enough
ERROR_OTHER_NOT_REALNAMED		1010	after_fix	none	merchant	-transfer-payee-wrong,account-not-certified	known	not-about-the-buyer	转账：收款方还没有实名	Transfer: the payee has not verified his identity
ERROR_SELLER_CERTIFY_LEVEL_LIMIT		1010	after_fix	none	merchant	-account-not-certified	known	shop-must-fix	统一收单：卖家需要先完成实名	Acquiring: the seller has to verify his identity first
EVOUCHER_ID_NOT_EXIST		1010	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	消费券编号没有填或查不到	The voucher number is missing or unknown
EXIST_FORBIDDEN_WORD		1010	after_fix	none	merchant	-forbidden-word-in-text	known	shop-must-fix	统一收单：订单文字里有违禁词	Acquiring: the order's text has a forbidden word
EXPARTNER_INFO_UNCORRECT		1010	after_fix	none	merchant	-credentials-in-wrong-places,contract-does-not-cover-service	known	shop-must-fix	商户在支付宝登记的接口资料与请求不符	What Alipay holds about the merchant's interface does not fit the request
EXTERFACE_INVOKE_CONTEXT_EXPIRED		1005	after_fix	none	buyer	-session-or-link-expired	known	link-expired	支付宝保存的这次调用记录过期了，需从网站重新发起	Alipay's record of this call has expired; start again from the shop
EXTERFACE_IS_CLOSED		1006	after_fix	none	alipay	-interface-closed-or-unknown,contract-expired-or-suspended	known	shop-must-fix	这个接口已经被支付宝关闭	Alipay has closed this interface
FAIL_CREATE_CASHIER_PAY_ORDER		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	收银台没能建立这次付款的支付单	The cashier could not make the order for this payment
FILE_CONTENT_LIMIT		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：明细笔数太多	Transfer: there are too many lines
FILE_CONTENT_NULL		1012	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：没有任何明细	Transfer: there are no lines
FILE_SUMMARY_NOT_MATCH		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：填写的汇总与明细算出来的不同	Transfer: the summary differs from the lines
GENERAL_FAILTURE	GENERAL_FAILURE	1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	inferred	result-being-confirmed	没有说明原因的失败，先查询交易再决定	A failure without reason: query the trade before deciding
HASH_NO_PRIVILEGE		1010	after_fix	none	merchant	-contract-does-not-cover-service,contract-expired-or-suspended	known	shop-must-fix	HAS_NO_PRIVILEGE 的旧写法，多了一个 H	An older spelling of HAS_NO_PRIVILEGE, with one H too many
HAS_NO_PRIVILEGE	HAS_NO_PRIVILEGES|HAS_NO_PRIVILIGE|HAS_NO_PRIVELEGE|NO_PRIVILEGE	1010	after_fix	none	merchant	-contract-does-not-cover-service,contract-expired-or-suspended,service-name-wrong,contract-still-in-review	known	shop-must-fix	账号没有使用这个服务的权限，或收银台丢失了这次访问	The account may not use this service, or the cashier lost track of this visit
HAS_NO_PUBLICKEY		1003	after_fix	none	merchant	-public-key-not-uploaded	known	shop-must-fix	账号没有登记用来验签的公钥	No public key is registered for the account
ILLEGAL_ACCESS_SWITCH_SYSTEM		1010	after_fix	none	merchant	-contract-does-not-cover-service	known	shop-must-fix	这个合作者不得进入所请求的业务系统	This partner may not enter the system it asked for
ILLEGAL_ACCOUNT_LOG_ID		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	账务流水号不是正整数	The account log number is no positive number
ILLEGAL_AGENT		1010	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	agent 填的代理编号无效	The agent number is not valid
ILLEGAL_ANTI_PHISHING_KEY		1002	after_fix	none	merchant	-anti-phishing-mismatch	known	shop-must-fix	防钓鱼时间戳缺失、格式不对，或账号根本没开这项功能	The anti-phishing key is missing or malformed, or the account does not have the feature
ILLEGAL_ARGUMENT		1002	after_fix	none	merchant	-required-parameter-missing,parameter-malformed,amount-out-of-range,value-too-long,special-characters-in-value	known	shop-must-fix	某个参数缺失、越界或格式不合规，页面通常不说是哪一个	Some parameter is missing, out of range or malformed, and the page rarely says which
ILLEGAL_CHARSET		1007	after_fix	none	merchant	-parameter-malformed,wrong-charset-bytes	known	shop-must-fix	_input_charset 的取值不被接受	The value of _input_charset is not accepted
ILLEGAL_CLIENT_IP		1004	after_fix	none	merchant	-caller-address-not-allowed	known	shop-must-fix	发起调用的服务器地址不在该账号的允许范围	The server which called is not among the addresses allowed for this account
ILLEGAL_CONTENT_FORMAT		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：明细写法不合规	Transfer: the lines are malformed
ILLEGAL_CURRENCY		1002	after_fix	none	merchant	-required-parameter-missing,parameter-malformed	known	not-about-the-buyer	跨境：币种缺失、写错或不在合同里	Cross-border: the currency is missing, wrong or not contracted
ILLEGAL_DATA_FORMAT		1002	after_fix	none	merchant	-timestamp-malformed	known	shop-must-fix	日期写法不符合要求（代码名中的 DATA 应为 DATE）	A date is not written as required (the name says DATA and means DATE)
ILLEGAL_DATE_FORMAT		1002	after_fix	none	merchant	-report-range-wrong,timestamp-malformed	known	not-about-the-buyer	查账时间没有写成年月日时分秒	The times of the report are not written as date and time
ILLEGAL_DATE_TOO_LONG		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	一次查账的时间跨度太大	The report covers too long a span
ILLEGAL_DIGEST		1007	after_fix	none	merchant	-body-not-readable	known	shop-must-fix	上传文件的摘要与内容不符	The digest does not fit the uploaded file
ILLEGAL_DIGEST_TYPE		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	文件摘要所用的算法不被支持	The algorithm of the file digest is not supported
ILLEGAL_DYN_MD5_KEY		1003	after_fix	none	merchant	-key-of-another-account,key-with-white-space	known	shop-must-fix	请求用的动态 MD5 密钥不是支付宝当前认可的那一把	The dynamic MD5 key in use is not one that Alipay accepts now
ILLEGAL_ENCODING		1007	after_fix	none	merchant	-wrong-charset-bytes	known	shop-must-fix	内容使用了网关不接受的编码	The content is in an encoding the gateway does not take
ILLEGAL_ENCRYPT		1003	after_fix	none	merchant	-key-of-another-account,sign-type-differs-from-key	known	shop-must-fix	签名或加密的结果支付宝解不开，算法或密钥不符	Alipay cannot undo the signature or encryption: algorithm or key do not fit
ILLEGAL_EXTERFACE	ILLEGAL_INTERFACE	1010	after_fix	none	merchant	-service-name-wrong,contract-does-not-cover-service	known	shop-must-fix	接口在这个账号下的配置有问题，多为服务名与签约不符	The interface is set up wrongly for this account, mostly a service that was not signed
ILLEGAL_EXTER_INVOKE_IP		1002	after_fix	none	merchant	-anti-phishing-mismatch	known	shop-must-fix	传来的买家 IP 没有通过防钓鱼核对	The buyer's address that was sent did not pass the anti-phishing check
ILLEGAL_EXTRA_COMMON_PARAM		1002	after_fix	none	merchant	-special-characters-in-value	known	shop-must-fix	回传参数里有等号、& 等不允许的字符	extra_common_param holds = or & or the like
ILLEGAL_FEE_PARAM		1011	after_fix	none	merchant	-amount-fields-conflict	known	shop-must-fix	总价、单价、数量不能这样组合	Total, unit price and quantity may not be combined this way
ILLEGAL_FILE_FORMAT		1007	after_fix	none	merchant	-body-not-readable	known	shop-must-fix	上传的文件格式不对	The uploaded file has the wrong format
ILLEGAL_INTEGER_FORMAT		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	本该是整数的参数写成了小数或文字	A parameter which should be a whole number is not
ILLEGAL_LENGTH		1002	after_fix	none	merchant	-value-too-long	known	shop-must-fix	参数值的长度超出该字段允许的范围	The length of a value is outside what its field allows
ILLEGAL_LOGISTICS_FORMAT		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	物流三项（方式、费用、付费方）没有按组填写或取值不对	The logistics triple (type, fee, payer) is incomplete or has wrong values
ILLEGAL_MONEY_FORMAT		1011	after_fix	none	merchant	-amount-in-floating-point,parameter-malformed	known	shop-must-fix	金额的写法不对，只能是最多两位小数的普通数字	An amount is written wrongly: plain digits with at most two decimals
ILLEGAL_NUMBER_FORMAT		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	本该是数字的参数里有别的字符	A parameter which should be a number holds something else
ILLEGAL_OUTTIME_ARGUMENT		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	超时参数的写法或范围不对，例如用了小数	A time-out value is malformed or out of range, a decimal for example
ILLEGAL_PAGE_NO		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	page_no 应当从 1 数起	page_no counts from 1
ILLEGAL_PAGE_SIZE		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	page_size 应当是大于零的整数，最多 5000	page_size has to be above zero and at most 5000
ILLEGAL_PARTNER		1010	after_fix	none	merchant	-credentials-in-wrong-places,key-with-white-space,pid-and-key-do-not-belong-together,goods-kind-not-contracted,contract-still-in-review,contract-does-not-cover-service	known	shop-must-fix	partner 不是有效的合作者身份，或它没有可用的签约	partner is no valid partner id, or has nothing it may use
ILLEGAL_PARTNER_EXTERFACE	ILLEGAL_PARTNER_INTERFACE	1010	after_fix	none	merchant	-contract-does-not-cover-service,contract-expired-or-suspended,contract-still-in-review,service-name-wrong	known	shop-must-fix	这个合作者没有调用该服务的有效合同	This partner has no contract in force for the service it called
ILLEGAL_PAYMENT_TYPE		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	payment_type 的取值不对，网店应填 1	payment_type has a wrong value; a shop sends 1
ILLEGAL_REQUEST		1002	after_fix	none	merchant	-parameter-malformed,session-or-link-expired	known	shop-must-fix	支付宝认为整个请求不合法	Alipay takes the request as a whole for invalid
ILLEGAL_REQUEST_REFERER		1010	after_fix	none	merchant	-anti-phishing-mismatch	known	shop-must-fix	付款请求的来源页面不被账号的防钓鱼设置接受	The page the request came from is refused by the anti-phishing setting
ILLEGAL_SECURITY_PROFILE		1003	after_fix	none	merchant	-sign-type-differs-from-key,public-key-not-uploaded	known	shop-must-fix	账号下找不到 sign_type 所要求的那种密钥	The account holds no key of the kind that sign_type asks for
ILLEGAL_SERVICE		1006	after_fix	none	merchant	-service-name-wrong	known	shop-must-fix	service 里填的名字支付宝不认识	Alipay does not know the name in service
ILLEGAL_SIGN	ILLEGAL_SIGNATURE	1003	after_fix	none	merchant	-pid-and-key-do-not-belong-together,key-with-white-space,wrong-charset-bytes,unsigned-field-sent,signed-field-not-sent,value-changed-after-signing,empty-value-signed,notify-url-with-query,value-url-encoded-before-signing,sign-type-differs-from-key,signature-recipe-differs	known	shop-must-fix	支付宝按收到的参数重算签名，与 sign 对不上	Alipay computed the signature over what it received, and it is not the one in sign
ILLEGAL_SIGN_TYPE		1002	after_fix	none	merchant	-sign-type-differs-from-key	known	shop-must-fix	sign_type 只能是 MD5、RSA 或 DSA，并且要大写	sign_type must be MD5, RSA or DSA, in capitals
ILLEGAL_SWITCH_SYSTEM		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	支付宝内部切换系统时出了异常	Alipay failed while switching between its own systems
ILLEGAL_TARGET_SERVICE		1006	after_fix	none	alipay	-service-name-wrong	known	shop-must-fix	target_service 指向的服务不存在或不可用	target_service names a service that does not exist or cannot be used
ILLEGAL_TIMEOUT_RULE		1002	after_fix	none	merchant	-parameter-malformed	known	not-about-the-buyer	跨境：timeout_rule 只能取固定的几档	Cross-border: timeout_rule takes a few fixed values only
ILLEGAL_USER		1010	after_fix	none	merchant	-credentials-in-wrong-places,seller-email-stale	known	shop-must-fix	请求里的用户编号不是一个有效的支付宝会员	The user number in the request is no valid member of Alipay
ILLEGAL_USER_STATUS		1010	after_fix	none	merchant	-transfer-payee-wrong,seller-account-restricted	known	not-about-the-buyer	转账：用户处于不能收付的状态	Transfer: a user is in a state that may not pay or receive
INVALID_CHARACTER_SET		1007	after_fix	none	merchant	-wrong-charset-bytes,characters-outside-charset	known	shop-must-fix	声明的字符集无效，或内容装不进去	The declared character set is invalid or cannot hold the content
INVALID_PARAMETER		1002	after_fix	none	merchant	-parameter-malformed,required-parameter-missing	known	shop-must-fix	统一收单：有参数不合规	Acquiring: a parameter breaks its rule
INVALID_RECEIVE_ACCOUNT		1010	after_fix	none	merchant	-seller-not-allowed-to-receive	known	shop-must-fix	统一收单：收款账户不在名单里	Acquiring: the payee is not on the list
LINE_LENGTH_ERROR		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：某条明细不是五列	Transfer: a line has other than five columns
LOGIN_USER_TYPE_MUST_A		1010	after_fix	none	merchant	-account-not-certified	inferred	shop-must-fix	当前登录的账号类型不符合该服务的要求	The kind of account logged in does not suit the service
LOGISTICS_CHOOSE_ERROR		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	所选的物流方式或费用与约定的不一致	The chosen logistics type or fee is not what was agreed
MAX_MONEY_COMPANY_TO_INDIVIDUAL		1010	never	none	buyer	-buyer-money-not-available	known	buyer-asks-alipay	企业账号付给个人，单笔超过了五万元的上限	A company pays a person more than 50,000 yuan at once
MERCHANT_DISUSE_FILE		1010	never	none	merchant	-trade-state-forbids-operation	known	not-about-the-buyer	转账：复核人否决了这一批	Transfer: the batch was turned down by whoever approves
MOBILE_PAYMENT_SWITCH_OFF		1010	after_fix	none	buyer	-buyer-account-restricted	known	buyer-can-retry	统一收单：买家关掉了手机付款功能	Acquiring: the buyer switched paying by phone off
MOTO_EXPRESS_PARTNER_NOT_SIGN_PROTOCOL		1010	after_fix	none	merchant	-contract-does-not-cover-service,optional-feature-not-enabled	known	shop-must-fix	商户没有签快捷支付	The merchant has not signed express payment
MOTO_EXPRESS_TOTAL_AMOUNT_EXCEED		1011	after_fix	none	merchant	-amount-out-of-range,buyer-money-not-available	known	shop-must-fix	超过了快捷支付允许的金额	The amount is more than express payment allows
NANHANG_REFUND_CHARGE_AMOUNT_ERROR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	机票业务：退票的票面金额不合规	Air tickets: the face value to refund is not allowed
NAVIGATION_INCOME_OF_ROYALTY_ACCOUNT		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	某个分润账户分出去的比收进来的多	A split account would give more than it gets
NEED_CTU_CHECK_NOT_ALLOWED		1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	账号无权使用 need_ctu_check，去掉它即可	The account may not use need_ctu_check; leave it out
NEED_CTU_CHECK_PARAMETER_ERROR		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	need_ctu_check 只能填 Y 或 N	need_ctu_check takes Y or N
NOT_SUPPORT_GATEWAY		1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	账号的网关配置不支持这种付款方式	The gateway settings of the account do not support this way to pay
NOT_THIS_PARTNERS_TRADE		1010	after_fix	none	merchant	-wrong-trade-number,refund-not-covered-by-contract	known	refund-is-with-the-shop	要退的交易属于另一个合作者	The trade to refund is another partner's
NO_REFUND_CHARGE_PRIVILEDGE		1010	after_fix	none	merchant	-refund-not-covered-by-contract,optional-feature-not-enabled	known	refund-is-with-the-shop	账号没有退还手续费的权限	The account may not refund service fees
OUT_TRADE_NO_EXIST		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,order-number-shared-by-sites	known	order-was-changed	这个商户订单号已经有一笔交易了	A trade with this order number exists already
PARAMTER_IS_NULL	PARAMETER_IS_NULL	1012	after_fix	none	merchant	-required-parameter-missing,empty-value-signed	known	shop-must-fix	有一个必须填的参数是空的（代码原文少了一个 E）	A parameter which must have a value is empty (the name lacks an E)
PARSE_DATE_ERROR		1002	after_fix	none	merchant	-timestamp-malformed	known	not-about-the-buyer	转账：查询批次的日期读不出来	Transfer: the date of the batch query cannot be read
PARTNER_ERROR		1010	after_fix	none	merchant	-credentials-in-wrong-places,contract-does-not-cover-service	known	shop-must-fix	统一收单：合作者信息有误	Acquiring: something about the partner is wrong
PARTNER_NOT_SIGN_PROTOCOL		1010	after_fix	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	合作者没有签退款协议	The partner has not signed the agreement for refunds
PAYEE_ACCOUNT_IS_RELEASED		1010	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：收款方的登录名已被回收给别人	Transfer: the payee's login was given to somebody else
PAYER_ACCOUNT_IS_RELEASED		1010	after_fix	none	merchant	-seller-email-stale	known	not-about-the-buyer	转账：付款方的登录名已被回收给别人	Transfer: the payer's login was given to somebody else
PAYER_FORMAT_ERROR		1002	after_fix	none	merchant	-credentials-in-wrong-places	known	not-about-the-buyer	转账：付款账号的写法不对	Transfer: the payer's account is malformed
PAYER_IS_NULL		1012	after_fix	none	merchant	-required-parameter-missing	known	not-about-the-buyer	转账：没有填付款账号	Transfer: the payer is missing
PAYER_USERINFO_NOT_EXIST		1010	after_fix	none	merchant	-credentials-in-wrong-places,seller-account-restricted	known	not-about-the-buyer	转账：付款账号与资料不符或不可用	Transfer: the payer does not fit its data or is out of use
PAYMENT_FAIL		1010	after_fix	none	buyer	-buyer-money-not-available,risk-control-refused	known	buyer-can-retry	统一收单：这次扣款没有成功	Acquiring: this charge did not succeed
PAY_CHECK_FAIL		1010	never	none	buyer	-risk-control-refused	known	buyer-asks-alipay	付款前的安全检查没有通过	The security check before paying did not pass
PERMIT_CHECK_PERM_AML_CERT_MISS_4_TRANS_LIMIT		1010	after_fix	none	merchant	-account-not-certified,receiving-limit-reached	known	not-about-the-buyer	转账：账户的收付额度已用完，补全身份资料后可提高	Transfer: the account's quota is used up; completing its identity raises it
PERMIT_NON_BANK_LIMIT_PAYEE_L0_FORBIDDEN		1010	after_fix	none	merchant	-transfer-payee-wrong,account-not-certified	known	not-about-the-buyer	转账：收款方身份资料不全，不能入账	Transfer: the payee's identity is incomplete and nothing can be credited
PRODUCT_NOT_ALLOWED		1010	after_fix	none	merchant	-contract-does-not-cover-service,optional-feature-not-enabled	known	shop-must-fix	合作者没有开通这个产品	The partner has not opened this product
PRODUCT_NOT_EXIST		1002	after_fix	none	merchant	-parameter-malformed,contract-does-not-cover-service	known	shop-must-fix	请求的产品类型不存在	The product type asked for does not exist
PULL_MOBILE_CASHIER_FAIL		1010	after_fix	none	buyer	-client-not-supported	known	buyer-can-retry	统一收单：买家手机上的收银台没有弹出来	Acquiring: the cashier did not open on the buyer's phone
PURCHASE_TRADE_NOT_EXIST		1009	after_fix	none	merchant	-wrong-trade-number	known	refund-is-with-the-shop	跨境：要退的那笔付款查不到	Cross-border: the payment to refund is unknown
REASON_HAS_REFUND_FEE_NOT_MATCH		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	本地记的已退金额与支付宝的不一致	What was refunded so far differs between the request and Alipay
REASON_ILLEGAL_STATUS		1010	never	none	merchant	-trade-state-forbids-operation	known	order-no-longer-payable	统一收单：交易状态不允许当前操作	Acquiring: the state of the trade forbids the operation
REASON_REFUND_AMOUNT_LESS_THAN_COUPON_FEE		1010	never	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	用过红包的部分不能拆开退	The part paid by coupon cannot be refunded in pieces
REASON_REFUND_CHARGE_ERR		1016	never	unknown	merchant	-refund-outcome-open	known	refund-is-with-the-shop	手续费部分退款时出错，款项到哪一步要查询	Returning the service fee failed; a query tells how far the money went
REASON_REFUND_ROYALTY_ERROR		1010	after_fix	none	merchant	-royalty-setup-wrong	known	refund-is-with-the-shop	分润没有退成	Returning the split did not work
REASON_TRADE_BEEN_FREEZEN		1010	never	none	merchant	-trade-state-forbids-operation,risk-control-refused	known	refund-is-with-the-shop	统一收单：交易被冻结，暂不能退	Acquiring: the trade is frozen and cannot be refunded now
REASON_TRADE_REFUND_FEE_ERR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	退款数额与交易对不上	The refund does not fit the trade
RECEIVE_ACCOUNT_ERROR		1010	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：某条的收款账户有误	Transfer: the payee of a line is wrong
RECEIVE_EMAIL_ERROR		1002	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：某条的收款账号空着或超过 100 个字符	Transfer: a line has no payee account, or one beyond 100 characters
RECEIVE_EMAIL_NAME_NOT_MATCH		1010	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：账号与姓名不是同一个人	Transfer: account and name are not the same person
RECEIVE_MONEY_ERROR		1011	after_fix	none	merchant	-batch-details-malformed,amount-in-floating-point	known	not-about-the-buyer	转账：某条的金额写法不对	Transfer: the amount of a line is malformed
RECEIVE_NAME_ERROR		1002	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：某条的收款人姓名空着或超过 128 个字符	Transfer: a line has no payee name, or one beyond 128 characters
RECEIVE_REASON_ERROR		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：某条的付款说明空着或超过 100 个字符	Transfer: a line has no memo, or one beyond 100 characters
RECEIVE_SINGLE_MONEY_ERROR		1011	after_fix	none	merchant	-amount-out-of-range,receiving-limit-reached	known	not-about-the-buyer	转账：某条金额超过单笔上限	Transfer: a line is above the limit for one payment
RECEIVE_USER_NOT_EXIST		1010	after_fix	none	merchant	-transfer-payee-wrong	known	not-about-the-buyer	转账：收款人查不到	Transfer: the payee is unknown
REFUNDMENT_VALID_DATE_EXCEED		1010	never	none	merchant	-refund-window-passed	known	refund-is-with-the-shop	跨境：退款的有效期已经过去	Cross-border: it is too late for a refund
REFUND_AMOUNT_NOT_VALID		1011	after_fix	none	merchant	-refund-amount-exceeds-rest,amount-in-floating-point	known	refund-is-with-the-shop	退款金额不是有效数字或超出可退部分	The refund is no valid number or more than what is left
REFUND_CHARGE_FEE_ERROR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	手续费的退款金额不合规	The amount of the fee to return is not allowed
REFUND_CHARGE_FEE_GREATER_THAN_LIMIT		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	要退的手续费高于当初收取的	More service fee is asked back than was taken
REFUND_DATE_ERROR		1002	after_fix	none	merchant	-timestamp-malformed,clock-or-time-zone-wrong	known	refund-is-with-the-shop	refund_date 的写法不对或不是当前时间	refund_date is malformed or not the present time
REFUND_FAIL		1016	never	unknown	alipay	-refund-outcome-open	known	refund-is-with-the-shop	支付宝没能完成退款，最终结果要靠查询确认	Alipay could not complete the refund; query for what finally happened
REFUND_NOT_EXIST		1009	after_fix	none	merchant	-wrong-trade-number	inferred	refund-is-with-the-shop	查不到这一笔退款	There is no such refund
REFUND_ROYALTY_FEE_ERROR		1011	after_fix	none	merchant	-royalty-setup-wrong,refund-amount-exceeds-rest	known	refund-is-with-the-shop	退分润的金额不合规	The amount of the split to return is not allowed
REFUND_SUBTRADE_FEE_ERROR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	子交易的退款金额不合规	The amount for a sub-trade is not allowed
REFUND_TRADE_FAILED		1016	never	unknown	merchant	-refund-outcome-open,royalty-setup-wrong	known	refund-is-with-the-shop	交易款没有退，附带的退费或退分润也没有成	The trade was not refunded, and returning fee or split did not work either
REFUND_TRADE_FEE_ERROR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	交易部分的退款金额不合规	The amount for the trade itself is not allowed
REGEXP_MATCH_FAIL		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	参数值不符合该字段的字符规则	The value breaks the character rule of its field
REPEATED_REFUNDMENT_REQUEST		1013	never	unknown	merchant	-refund-number-reused	known	refund-is-with-the-shop	跨境：同一笔退款请求来了第二次	Cross-border: the same refund was asked for again
REQUIRED_DATE		1002	after_fix	none	merchant	-report-range-wrong,required-parameter-missing	known	not-about-the-buyer	查账必须给出开始和结束时间	A report needs a start and an end
RESULT_ACCOUNT_NO_NOT_VALID		1010	after_fix	none	merchant	-seller-email-stale	known	refund-is-with-the-shop	退款涉及的账号无效	An account involved in the refund is not valid
RESULT_AMOUNT_NOT_VALID		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	退款、退分润、退手续费三者中有金额不对	One of the amounts (refund, split, fee) is wrong
RESULT_BATCH_NO_FORMAT_ERROR		1002	after_fix	none	merchant	-batch-number-malformed-or-reused	known	refund-is-with-the-shop	结果明细报告：批次号不合规则	The result says that the batch number breaks its form
RESULT_FACE_AMOUNT_NOT_VALID		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	退回的票面价比付款时的还高	The face value to return is above the one paid
RETURN_AMOUNT_EXCEED		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	跨境：退款比当初付的还多	Cross-border: the refund is more than was paid
ROYALTYER_NOT_SIGN_PROTOCOL		1010	after_fix	none	merchant	-royalty-setup-wrong	known	refund-is-with-the-shop	分润方没有签三方协议，不能从其账户退回	A party of the split has not signed the three-way agreement, so nothing can come back from it
ROYALTY_FORAMT_ERROR	ROYALTY_FORMAT_ERROR	1002	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	分润明细的分隔符或列数不对（代码原文拼错）	The split details have wrong separators or columns (the name is misspelt)
ROYALTY_LENGTH_ERROR		1002	after_fix	none	merchant	-royalty-setup-wrong,value-too-long	known	shop-must-fix	分润明细整串超过一千个字符	The split details are longer than a thousand characters
ROYALTY_PAY_EMAIL_CONFLICT		1010	after_fix	none	merchant	-royalty-setup-wrong,seller-email-stale	known	shop-must-fix	分润出款人的手机登录号已被回收	The mobile login of the split's payer was recycled
ROYALTY_PAY_EMAIL_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	分润出款账号查不到	The account which should pay the split is unknown
ROYALTY_RECEIVER_NOT_IN_SPECIFIED_ACCOUNTS		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	分润收款人不在事先约定的账户里	The payee of the split is not among the agreed accounts
ROYALTY_RECEIVE_EMAIL_CONFLICT		1010	after_fix	none	merchant	-royalty-setup-wrong,seller-email-stale	known	shop-must-fix	分润收款人的手机登录号已被回收	The mobile login of the split's payee was recycled
ROYALTY_RECEIVE_EMAIL_NOT_CERTIFY		1010	after_fix	none	merchant	-royalty-setup-wrong,account-not-certified	known	shop-must-fix	分润收款账号没有通过认证	The account which should receive the split is not verified
ROYALTY_RECEIVE_EMAIL_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	分润收款账号查不到	The account which should receive the split is unknown
ROYALTY_SELLER_ENABLE_STATUS_FORBID		1010	after_fix	none	merchant	-royalty-setup-wrong,seller-account-restricted	known	shop-must-fix	带分润的交易里，卖家账号不能收款	In a trade with a split, the seller may not receive
ROYALTY_SELLER_NOT_CERTIFY		1010	after_fix	none	merchant	-royalty-setup-wrong,account-not-certified	known	shop-must-fix	带分润的交易要求卖家先完成认证	A trade with a split wants a verified seller
ROYALTY_TYPE_ERROR		1002	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	royalty_type 只接受 10	royalty_type takes the value 10 only
SELF_TIMEOUT_NOT_SUPPORT		1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	用了 it_b_pay，但账号没有自定超时的权限	it_b_pay was sent and the account may not set its own time-out
SELLER_CONFLICT	ELLER_CONFLICT	1010	after_fix	none	merchant	-seller-email-stale	inferred	shop-must-fix	卖家当登录名的手机号已被回收，账户暂停收付	The seller's mobile login was recycled and the account is on hold
SELLER_ENABLE_STATUS_FORBID		1010	after_fix	none	merchant	-seller-account-restricted	known	shop-must-fix	卖家账号处于不可用状态	The seller's account is not in working order
SELLER_ERROR		1010	after_fix	none	merchant	-seller-email-stale,seller-account-restricted	known	refund-is-with-the-shop	统一收单：退款时找不到卖家	Acquiring: the seller of the refund is unknown
SELLER_NOT_EXIST	SELLER_NO_EXIST|SELLER_NOT_EXISTS	1010	after_fix	none	merchant	-seller-email-stale,key-with-white-space,credentials-in-wrong-places	known	shop-must-fix	收款账号在支付宝查无此人	Alipay knows no account with the payee's name
SELLER_NOT_IN_SPECIFIED_SELLERS		1010	after_fix	none	merchant	-seller-not-allowed-to-receive,seller-email-stale	known	shop-must-fix	收款账户不在这个合作者被允许的收款名单里	The payee is not on the list of accounts this partner may use
SELLER_NOT_SIGN_PROTOCOL		1010	after_fix	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	卖家没有签退款所需的协议	The seller has not signed what refunds need
SELLER_STATUS_NOT_ALLOW		1010	after_fix	none	merchant	-seller-account-restricted	known	refund-is-with-the-shop	卖家账号的状态不允许出款退款	The state of the seller's account allows no refund from it
SERVICE_NOT_ALLOWED		1010	after_fix	none	merchant	-contract-does-not-cover-service	inferred	shop-must-fix	账号不被允许使用所请求的服务	The account is not allowed to use the requested service
SESSION_TIMEOUT		1005	after_fix	none	buyer	-session-or-link-expired	known	link-expired	买家在支付宝页面停留过久，会话已失效	The buyer stayed on Alipay's page too long and the session is gone
SINGLE_DETAIL_DATA_ENCODING_NOT_SUPPORT		1002	after_fix	none	merchant	-wrong-charset-bytes,characters-outside-charset	known	refund-is-with-the-shop	退款明细里有不支持的编码或字符	A refund item is in an encoding that is not supported
SINGLE_DETAIL_DATA_EXCEED_LIMIT		1002	after_fix	none	merchant	-batch-details-malformed,value-too-long	known	refund-is-with-the-shop	有一条退款明细写得太长	One refund item is too long
START_DATE_AFTER_END_DATE		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	查账的开始时间比结束时间晚	The report would start after its end
START_DATE_AFTER_NOW		1002	after_fix	none	merchant	-report-range-wrong,clock-or-time-zone-wrong	known	not-about-the-buyer	查账的开始时间还没到	The report would start in the future
START_DATE_OUT_OF_RANGE		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	要查的日期太早，已不提供	The date asked for is too long ago
STATUS_NOT_VALID		1010	backoff	none	merchant	-trade-state-forbids-operation	known	not-about-the-buyer	转账：明细还在核对，稍后再查	Transfer: the lines are still being checked; ask later
SUBJECT_HAS_FORBIDDENWORD		1010	after_fix	none	merchant	-forbidden-word-in-text	known	shop-must-fix	商品名里有支付宝不允许的词	The product name has a word which Alipay does not allow
SUBJECT_MUST_NOT_BE_NULL		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	商品名称 subject 没有填	subject has no value
SYSTEM_BUSY		1008	backoff	none	alipay	-alipay-temporarily-unavailable	known	busy-try-later	支付宝查账系统繁忙	Alipay's report system is busy
SYSTEM_DISUSE_FILE		1010	never	none	merchant	-trade-state-forbids-operation	known	not-about-the-buyer	转账：放了十五天没人复核，整批作废	Transfer: nobody approved the batch within fifteen days and it was dropped
SYSTEM_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	支付宝老网关自身出错，操作结果不明	The partner gateway itself failed; the outcome is not known
TAOBAO_ANTI_PHISHING_CHECK_FAIL		1010	after_fix	none	buyer	-risk-control-refused	known	buyer-can-retry	被判为疑似钓鱼而拦下，过一小时左右可以再试	Taken for phishing and stopped; an hour later it may work
TOKEN_LEN_TOO_LONG		1002	after_fix	none	merchant	-value-too-long	known	shop-must-fix	快捷登录的 token 不能超过四十个字符	The login token may not exceed forty characters
TOO_MANY_QUERY		1008	backoff	none	alipay	-call-rate-exceeded	known	not-about-the-buyer	当前查账请求太多，稍后再查	Too many reports are asked for now; try later
TOTAL_AMOUNT_NOT_MATCH		1011	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：总金额与明细之和不同	Transfer: the total is not the sum of the lines
TOTAL_COUNT_NOT_MATCH		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：总笔数与明细条数不同	Transfer: the count is not the number of lines
TOTAL_FEE_LESSEQUAL_ZERO		1011	after_fix	none	merchant	-amount-out-of-range	known	shop-must-fix	算出来的交易总额是零或负数	The total comes to zero or less
TOTAL_FEE_OUT_OF_RANGE		1011	after_fix	none	merchant	-amount-out-of-range	known	shop-must-fix	交易总额低于下限或高于上限	The total is below the minimum or above the maximum
TRADE_BUYER_NOT_MATCH		1013	after_fix	none	buyer	-another-buyer-opened-order	known	order-was-changed	同一个订单号第二次来时换了买家	The same order number came again with another buyer
TRADE_DATA_MATCH_ERROR	TRADE_DATA_MATCH_ERR	1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,text-garbled-by-wrong-charset,order-number-shared-by-sites,amount-in-floating-point	known	order-was-changed	同一订单号再次提交，金额、名称或其他内容与上次不同	The same order number was submitted again with other amount, name or content
TRADE_DATA_NOT_MATCH		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,text-garbled-by-wrong-charset,order-number-shared-by-sites	known	order-was-changed	这次提交的内容与该订单号已有的交易不同	What was submitted now differs from the trade this number already has
TRADE_DATE_MATCH_ERROR		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,text-garbled-by-wrong-charset,order-number-shared-by-sites,amount-in-floating-point	known	order-was-changed	网上流传的误写，实际是 TRADE_DATA_MATCH_ERROR，与日期无关	A misspelling found on the web for TRADE_DATA_MATCH_ERROR; dates have nothing to do with it
TRADE_ENGINE_ERROR		1002	after_fix	none	merchant	=value-too-long,parameter-malformed	known	shop-must-fix	交易引擎拒绝了请求，多半是某个参数太长	The trade engine refused the request, mostly for an over-long parameter
TRADE_GOOD_INFO_NOT_FOUND		1009	after_fix	none	merchant	-wrong-trade-number	known	payment-not-found-yet	交易找到了，但没有与之对应的商品资料	The trade was found but its goods were not
TRADE_HAS_CLOSE		1010	never	none	merchant	-trade-closed	known	order-no-longer-payable	统一收单：这个订单号的交易已关闭	Acquiring: the trade of this number is closed
TRADE_HAS_CLOSED		1010	never	none	merchant	-trade-closed	known	refund-is-with-the-shop	交易已关闭，无款可退	The trade is closed and has nothing to refund
TRADE_HAS_FINISHED		1010	never	none	merchant	-refund-window-passed	known	refund-is-with-the-shop	交易已完结，接口不再受理退款	The trade is finished and refunds by interface are over
TRADE_HAS_SUCCESS		1010	never	moved	merchant	-trade-already-paid	known	already-paid	统一收单：这个订单号已经付过	Acquiring: this order number is paid
TRADE_NOT_ALLOWED_PAY		1010	never	none	merchant	-trade-already-paid,trade-closed	known	这笔订单可能已经付过款，或已经关闭。请先到订单页查看结果，不要重复付款。|This order may be paid or closed already. See its page for the result and do not pay again.	交易已付款、已关闭或被锁定，不能再付	The trade is paid, closed or locked and takes no payment
TRADE_NOT_EXIST		1009	backoff	none	merchant	-trade-not-created-yet,wrong-trade-number,sandbox-and-production-mixed	known	payment-not-found-yet	按给出的编号查不到交易，也可能买家还没有打开收银台	No trade under this number, or the buyer has not opened the cashier yet
TRADE_NOT_EXISTS		1009	after_fix	none	merchant	-wrong-trade-number	known	refund-is-with-the-shop	退款明细里的交易号查不到	A trade number among the refund items is unknown
TRADE_NOT_FOUND		1009	after_fix	none	merchant	-wrong-trade-number	known	payment-not-found-yet	即时到账按给出的编号找不到交易	Direct pay finds no trade under the given number
TRADE_PRICE_NOT_MATCH		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,amount-in-floating-point	known	order-was-changed	单价与这个订单号第一次提交时不同	The unit price is not what was submitted first under this number
TRADE_PRODUCT_NOT_ALLOW_REFUND		1010	never	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	这个产品没有退款功能	This product knows no refunds
TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND		1010	never	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	这一类交易不能退交易款	Trades of this type take no refund
TRADE_QUANTITY_NOT_MATCH		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content	known	order-was-changed	数量与这个订单号第一次提交时不同	The quantity is not what was submitted first under this number
TRADE_SELLER_NOT_MATCH		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,order-number-shared-by-sites	known	order-was-changed	同一个订单号第二次来时收款方变了	The same order number came again with another payee
TRADE_SETTLE_ERROR		1010	after_fix	none	merchant	-settlement-setup-wrong	known	shop-must-fix	统一收单：分账或结算信息没有通过检查	Acquiring: settlement details did not pass the check
TRADE_STATUS_ERROR		1010	never	none	merchant	-trade-state-forbids-operation	known	refund-is-with-the-shop	交易现在的状态不接受退款	In its present state the trade takes no refund
TRADE_STATUS_NOT_AVAILD	TRADE_STATUS_NOT_AVAILABLE|TRADE_STATUS_NOT_AVAILED	1010	never	none	merchant	-trade-state-forbids-operation,trade-already-paid,trade-closed	known	order-no-longer-payable	交易现在的状态不能做这一步，例如给未付款的交易发货	The trade cannot do this now, such as shipping one that is unpaid
TRADE_TOTALFEE_NOT_MATCH		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,amount-in-floating-point	known	order-was-changed	总金额与这个订单号第一次提交时不同	The total is not what was submitted first under this number
TRANSFER_AMOUNT_NOT_ENOUGH		1010	after_fix	none	merchant	-merchant-balance-not-enough	known	not-about-the-buyer	转账：账户余额不够付这一批	Transfer: the balance does not cover the batch
TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH		1010	after_fix	none	merchant	-merchant-balance-not-enough	known	refund-is-with-the-shop	卖家余额不够退这笔款	The seller's balance does not cover this refund
TXN_RESULT_ACCOUNT_STATUS_NOT_VALID		1010	after_fix	none	merchant	-seller-account-restricted	known	refund-is-with-the-shop	卖家账户被冻结或失效，退不出钱	The seller's account is frozen or void and can pay no refund
TXN_RESULT_TRANSFER_OUT_CAN_NOT_EQUAL_IN		1010	after_fix	none	merchant	-transfer-payee-wrong	inferred	not-about-the-buyer	转账：付款和收款填了同一个账户	Transfer: payer and payee are one account
UNKNOWN_PRODUCT_NAME		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	支付宝一时取不到产品线资料	Alipay could not get at its product data just now
UN_SUPPORT_BIZ_TYPE		1006	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	统一收单：这种业务类型不受支持	Acquiring: this kind of business is not supported
USER_NOT_EXIST		1010	after_fix	none	merchant	-seller-email-stale,credentials-in-wrong-places	known	shop-must-fix	请求里指定的会员在支付宝找不到	A member named in the request is unknown to Alipay
USER_NOT_UPLOADER		1010	after_fix	none	merchant	-key-of-another-account	known	not-about-the-buyer	转账：这一批是别的账号提交的	Transfer: another account submitted this batch
USER_SERIAL_NO_ERROR		1002	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：某条的流水号空着或超过 32 个字符	Transfer: a line has no serial number, or one beyond 32 characters
USER_SERIAL_NO_REPEATE		1013	after_fix	none	merchant	-batch-details-malformed	known	not-about-the-buyer	转账：两条明细用了同一个流水号	Transfer: two lines share a serial number
VIRTUAL_NOT_SUPPORT		1010	after_fix	none	merchant	-goods-kind-not-contracted	known	shop-must-fix	担保交易不接受虚拟发货方式	This escrow trade takes no virtual delivery
WHOLE_DETAIL_FORBID_REFUND		1010	never	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	这条明细整体不许退款	This item as a whole may not be refunded
*		1010	after_fix	unknown	merchant	-	known	result-being-confirmed	老网关返回的代码不在目录里：先按“结果未知”查询这笔交易，再看代码的字面意思	The partner gateway sent a code which the catalogue does not hold: treat the outcome as unknown, query the trade, then read the name of the code
`,
  openapi: `
10000		1014	backoff	unknown	alipay	-	known	result-being-confirmed	网关收下了请求并给出业务结果；付没付、退没退要看业务字段	The gateway took the call and gave a business result; whether anything was paid or refunded is in the fields
10003		1014	backoff	unknown	buyer	-payment-code-stale	known	result-being-confirmed	付款码已受理，等买家在手机上确认或输密码	The payment code was taken and the buyer still has to confirm on the phone
20000	SERVICE_CURRENTLY_UNAVAILABLE	1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	服务暂不可用这一大类：支付宝一侧出错，操作结果一律按未知处理	The class "service currently unavailable": a fault at Alipay, and the outcome is always unknown
20001	INSUFFICIENT_TOKEN_PERMISSIONS	1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	授权令牌这一大类：令牌无效、过期或权限不够	The class of tokens: invalid, expired, or not far-reaching enough
40001	MISSING_REQUIRED_ARGUMENTS	1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	缺少必填参数这一大类，sub_code 里写着缺的是哪个	The class of missing arguments; sub_code says which
40002		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	参数无效这一大类，验签失败也归在这里	The class of invalid arguments; a failing signature belongs here too
40003	INSUFFICIENT_CONDITIONS	1010	after_fix	none	merchant	-app-not-online-or-unknown,public-key-not-uploaded	known	shop-must-fix	条件不足这一大类：应用还没有设置好密钥、授权或上线	The class of insufficient conditions: keys, authorisation or going online are not done
40004	BUSINESS_FAILED	1010	never	unknown	merchant	-	known	order-no-longer-payable	业务处理失败这一大类，真正的原因在 sub_code	The class of business failures; the reason is in sub_code
40005	CALL_LIMITED	1008	backoff	none	merchant	-call-rate-exceeded	known	busy-try-later	调用受限这一大类：次数或频率超过了配额	The class of limited calls: too many, or too often
40006	INSUFFICIENT_PERMISSIONS	1010	after_fix	none	merchant	-product-not-bound-to-app,contract-does-not-cover-service	known	shop-must-fix	权限不足这一大类：产品没签、没绑定，或来源地址不在名单上	The class of missing permissions: not signed, not bound, or an address not on the list
ACQ.ACCESS_FORBIDDEN		1010	after_fix	none	merchant	-contract-does-not-cover-service,contract-expired-or-suspended,product-not-bound-to-app	known	shop-must-fix	没有使用该产品的权利，或 product_code 与签约不符	No right to this product, or product_code is not the one signed
ACQ.AGREEMENT_ERROR		1010	after_fix	none	merchant	-agreement-not-valid	known	shop-must-fix	代扣协议的数据有问题	Something is wrong with the withholding agreement
ACQ.AGREEMENT_INVALID		1010	never	none	buyer	-agreement-not-valid	known	buyer-asks-alipay	买家的代扣协议过了有效期	The buyer's withholding agreement has run out
ACQ.AGREEMENT_NOT_EXIST		1010	never	none	buyer	-agreement-not-valid	known	buyer-asks-alipay	买家没有这份协议，或者已经解约	The buyer has no such agreement or cancelled it
ACQ.AGREEMENT_STATUS_NOT_NORMAL		1010	never	none	buyer	-agreement-not-valid	known	buyer-asks-alipay	买家的协议不在生效状态	The buyer's agreement is not active
ACQ.ALLOC_AMOUNT_VALIDATE_ERROR		1011	after_fix	none	merchant	-royalty-setup-wrong	known	refund-is-with-the-shop	退分账的金额高于分出去的	More is to come back from the split than went out
ACQ.ALLOC_REFUSE_AFTER_REFUND		1010	never	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	退过款的交易不再分账	A refunded trade is not split any more
ACQ.ALLOC_REFUSE_BEFORE_SETTLE		1010	never	none	merchant	-royalty-setup-wrong,settlement-setup-wrong	inferred	not-about-the-buyer	要先结算才能分账	Settle first, then split
ACQ.ALREADY_CONFIRM_SETTLE		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	这笔已经确认结算过	This was confirmed for settlement before
ACQ.ALREADY_FINISH_ALLOC		1010	never	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	分账已经做完	Splitting is done
ACQ.AMOUNT_OR_CURRENCY_ERROR		1011	after_fix	none	merchant	-parameter-malformed,amount-out-of-range	known	shop-must-fix	金额或币种写错了	Amount or currency is wrong
ACQ.APPLY_PC_MERCHANT_CODE_ERROR		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content	known	order-was-changed	同一订单号反复申请二维码被拒绝	QR codes were asked for again and again under one order number
ACQ.ASYNC_ALLOC_NOT_SUPPORT_IN_PERIOD		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	账期模式下不能异步分账	With a settlement period there is no asynchronous splitting
ACQ.AUTH_AMOUNT_NOT_ENOUGH		1011	after_fix	none	merchant	-pre-authorisation-mismatch	known	shop-must-fix	订单金额比预授权剩下的还多	The order is more than what the pre-authorisation has left
ACQ.AUTH_NO_ERROR		1010	after_fix	none	merchant	-pre-authorisation-mismatch	known	shop-must-fix	预授权号写错、双方不一致或状态不符	The pre-authorisation number is wrong, or its parties or state differ
ACQ.AUTH_ORDER_HAS_CLOSED		1010	never	none	merchant	-pre-authorisation-mismatch	known	order-no-longer-payable	预授权已经关闭	The pre-authorisation is closed
ACQ.AUTH_ORDER_HAS_FINISHED		1010	never	none	merchant	-pre-authorisation-mismatch	known	order-no-longer-payable	预授权已经完结	The pre-authorisation is finished
ACQ.AUTH_ORDER_NOT_PAID		1010	after_fix	none	buyer	-pre-authorisation-mismatch	known	buyer-can-retry	预授权本身还没有付	The pre-authorisation itself is not paid
ACQ.AUTH_TOKEN_IS_NOT_EXIST		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	付款码、协议号、预授权号一个都没有给	No payment code, agreement or pre-authorisation number was given
ACQ.BEYOND_PAY_RESTRICTION		1010	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	商户的收款额度已满	The merchant can receive no more
ACQ.BEYOND_PER_RECEIPT_DAY_RESTRICTION		1010	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	商户今天的收款额度已满	The merchant can receive no more today
ACQ.BEYOND_PER_RECEIPT_RESTRICTION		1010	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	商户这个月的收款额度已满	The merchant can receive no more this month
ACQ.BEYOND_PER_RECEIPT_SINGLE_RESTRICTION		1011	after_fix	none	merchant	-receiving-limit-reached,amount-out-of-range	known	shop-must-fix	这一单超过商户的单笔收款上限	This order is above what the merchant may receive at once
ACQ.BIZ_PRODUCT_NOT_ALLOWED		1010	after_fix	none	merchant	-contract-does-not-cover-service	inferred	shop-must-fix	不允许用这个业务产品	This business product is not allowed
ACQ.BUYER_BALANCE_NOT_ENOUGH		1010	after_fix	none	buyer	-buyer-money-not-available	known	buyer-can-retry	买家支付宝余额不够	The buyer's balance is too small
ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH	ACQ.BUYER_BANKCARD_BALANCE_NOT_E	1010	after_fix	none	buyer	-buyer-money-not-available	known	buyer-can-retry	买家的卡里余额不够	The buyer's card has too little on it
ACQ.BUYER_BANKCARD_DECLINED		1010	after_fix	none	buyer	-buyer-money-not-available	inferred	buyer-can-retry	发卡行拒绝了这次扣款	The bank that issued the card declined
ACQ.BUYER_BANKCARD_INVALID		1010	after_fix	none	buyer	-buyer-money-not-available	inferred	buyer-can-retry	买家的卡不能用	The buyer's card cannot be used
ACQ.BUYER_ENABLE_STATUS_FORBID		1010	never	none	buyer	-buyer-account-restricted	known	buyer-asks-alipay	买家账号现在的状态不允许这样做	The buyer's account may not do this in its present state
ACQ.BUYER_ERROR		1010	after_fix	none	buyer	-buyer-account-restricted	known	refund-is-with-the-shop	买家账号异常，退不回去	The buyer's account cannot take the refund
ACQ.BUYER_LIMIT_EXCEEDED		1010	after_fix	none	buyer	-buyer-money-not-available	inferred	buyer-can-retry	超过了买家的付款限额	Above the buyer's limit
ACQ.BUYER_NOT_EXIST		1010	never	none	buyer	-buyer-account-restricted	known	buyer-asks-alipay	找不到这个买家，账号可能注销了	There is no such buyer; the account may be closed
ACQ.BUYER_NOT_MAINLAND_CERT		1010	never	none	buyer	-buyer-account-restricted	known	buyer-asks-alipay	买家不是用大陆身份证实名的	The buyer is not verified by a mainland identity card
ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR	ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIM	1010	after_fix	none	buyer	-buyer-money-not-available	known	buyer-can-retry	买家当天能付的额度用完了	The buyer can pay no more today
ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR	ACQ.BUYER_PAYMENT_AMOUNT_MONTH_L	1010	never	none	buyer	-buyer-money-not-available	known	buyer-asks-alipay	买家当月能付的额度用完了	The buyer can pay no more this month
ACQ.BUYER_SELLER_EQUAL		1010	after_fix	none	buyer	-buyer-is-seller	known	buyer-can-retry	付款的和收款的是同一个支付宝账号	Payer and payee are one Alipay account
ACQ.BUYER_UNSUPPORT_ADVANCE		1010	never	none	buyer	-agreement-not-valid	known	buyer-asks-alipay	先享后付：这位买家不能垫资	Pay later: no advance for this buyer
ACQ.CANCEL_NOT_ALLOWED		1010	never	none	merchant	-trade-state-forbids-operation	known	order-no-longer-payable	这笔交易不能撤销，付过款的改用退款	This trade cannot be cancelled; refund it if it was paid
ACQ.CARD_TYPE_ERROR		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	传来的卡类型不对	The card type sent is not right
ACQ.CARD_USER_NOT_MATCH		1010	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	公交脱机：乘车记录不是这个用户的	Transit: the offline record is another user's
ACQ.CERT_EXPIRED		1010	after_fix	none	buyer	-payment-code-stale	known	buyer-can-retry	付款凭证已经过期	The proof for paying has expired
ACQ.CONFIRM_REFUSE_AFTER_REFUND		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	退款之后不能再确认结算	After a refund settlement is not confirmed
ACQ.CONTEXT_INCONSISTENT	ACQ.CONTEXT_INCONSISTENCY	1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content,order-number-shared-by-sites,text-garbled-by-wrong-charset	known	order-was-changed	这个订单号已有交易，而这次的金额或标题等与它不同	A trade of this number exists and its amount, subject or the like differ
ACQ.CREDIT_FULFILLMENT_DELIVERY_UNFINISHED		1010	never	none	merchant	-trade-state-forbids-operation	inferred	order-no-longer-payable	信用订单还没有履约完	The credit order is not fulfilled yet
ACQ.CURRENCY_NOT_SUPPORT		1011	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	不收这种币种	This currency is not taken
ACQ.CUSTOMER_VALIDATE_ERROR		1010	never	none	buyer	-buyer-account-restricted	known	buyer-asks-alipay	账户已注销或被冻结	The account is closed or frozen
ACQ.CYCLE_PAY_DATE_NOT_MATCH		1010	never	none	merchant	-agreement-not-valid	known	order-no-longer-payable	周期扣款：今天不在约定的扣款日	Periodic charge: today is not an agreed day
ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED		1011	after_fix	none	merchant	-agreement-not-valid	known	shop-must-fix	周期扣款：这一次超过约定的单次金额	Periodic charge: more than agreed for one time
ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED		1011	after_fix	none	merchant	-agreement-not-valid	known	shop-must-fix	周期扣款：加起来超过约定的总额	Periodic charge: more than agreed in all
ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED		1010	never	none	merchant	-agreement-not-valid	known	order-no-longer-payable	周期扣款：约定的次数已经用完	Periodic charge: the agreed number of times is used up
ACQ.DEFAULT_SETTLE_RULE_NOT_EXIST		1010	after_fix	none	merchant	-settlement-setup-wrong,sub-merchant-setup-wrong	known	shop-must-fix	二级商户缺默认结算规则	The sub-merchant lacks a default rule for settlement
ACQ.DISCORDANT_REPEAT_REQUEST		1013	after_fix	none	merchant	-refund-number-reused	known	refund-is-with-the-shop	这个退款请求号成功过一次，这次金额却变了	This refund number succeeded once and now has another amount
ACQ.DUP_OUT_REQUEST_NO		1013	after_fix	none	merchant	-refund-number-reused	inferred	not-about-the-buyer	分账或结算的请求号用过了	The request number for splitting or settling was used before
ACQ.ENTERPRISE_PAY_BIZ_ERROR		1010	backoff	unknown	merchant	-alipay-temporarily-unavailable,refund-not-covered-by-contract	known	refund-is-with-the-shop	企业付（因公付）一侧出错	The enterprise-pay side failed
ACQ.ERROR_BALANCE_PAYMENT_DISABLE	ACQ.ERROR_BALANCE_PAYMENT_DISABL	1010	after_fix	none	buyer	-buyer-account-restricted	known	buyer-can-retry	买家自己关了余额付款	The buyer has switched paying from the balance off
ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT	ACQ.ERROR_BUYER_CERTIFY_LEVEL_LI	1010	after_fix	none	buyer	-buyer-account-restricted,account-not-certified	known	buyer-can-retry	买家的实名等级不够付这笔	The buyer is not verified far enough for this payment
ACQ.ERROR_SELLER_CERTIFY_LEVEL_LIMIT		1010	after_fix	none	merchant	-account-not-certified	known	shop-must-fix	卖家的实名等级不够收这笔	The seller is not verified far enough for this payment
ACQ.EXIST_FORBIDDEN_WORD		1010	after_fix	none	merchant	-forbidden-word-in-text	known	shop-must-fix	subject 或 body 含有违禁词	subject or body holds a forbidden word
ACQ.FREQUENCY_LIMITED		1008	backoff	none	merchant	-call-rate-exceeded	inferred	busy-try-later	分账或结算请求太密	Splitting or settling is asked for too often
ACQ.HAVE_PAYMENT_EXIST		1013	never	unknown	merchant	-trade-already-paid,out-trade-no-reused-with-other-content	inferred	result-being-confirmed	这个订单已有一笔付款在进行	A payment of this order is under way already
ACQ.ILLEGAL_ARGUMENT		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	创建交易的参数有误	A parameter for creating the trade is wrong
ACQ.ILLEGAL_REQUEST		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	分账或结算请求不合法	The request to split or settle is not valid
ACQ.ILLEGAL_SETTLE_STATE		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	结算单的状态不允许	The settlement is in a state that forbids it
ACQ.ILLEGAL_SIGN_VALIDTY_PERIOD	ACQ.ILLEGAL_SIGN_VALIDITY_PERIOD	1002	after_fix	none	merchant	-agreement-not-valid	known	shop-must-fix	边付边签：协议的有效期写得不对	Pay and sign: the validity of the agreement is wrong
ACQ.INVALID_PARAMETER		1002	after_fix	none	merchant	-parameter-malformed,required-parameter-missing,value-too-long,special-characters-in-value	known	shop-must-fix	业务参数不合规，看 sub_msg 里点名的字段	A business parameter breaks its rule; sub_msg names it
ACQ.INVALID_RECEIVE_ACCOUNT		1010	after_fix	none	merchant	-seller-not-allowed-to-receive	known	shop-must-fix	seller_id 不是本商户可以用的收款账户	seller_id is no account this merchant may receive with
ACQ.INVALID_REPLENISH_AMOUNT		1011	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	补差的金额无效	The amount to make up is not valid
ACQ.INVALID_SETTLE_AMOUNT_PARAMETER		1011	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	结算金额这个参数无效	The settlement amount is not valid
ACQ.INVALID_STORE_ID		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	store_id 无效	store_id does not hold
ACQ.MERCHANT_AGREEMENT_INVALID		1010	after_fix	none	merchant	-contract-expired-or-suspended,agreement-not-valid	known	shop-must-fix	商户签过的协议已失效	The agreement of the merchant is no longer in force
ACQ.MERCHANT_AGREEMENT_NOT_EXIST		1010	after_fix	none	merchant	-contract-does-not-cover-service,agreement-not-valid	known	shop-must-fix	商户没有签这项协议	The merchant has not signed this agreement
ACQ.MERCHANT_PERM_RECEIPT_DAY_LIMIT		1010	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	商户的当日收款权限被压低	The merchant's right to receive in a day was lowered
ACQ.MERCHANT_PERM_RECEIPT_SINGLE_LIMIT		1010	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	商户的单笔收款权限被压低	The merchant's right to receive at once was lowered
ACQ.MERCHANT_PERM_RECEIPT_SUSPEND_LIMIT		1010	after_fix	none	merchant	-seller-account-restricted	known	shop-must-fix	商户的收款权限被暂停	The merchant's right to receive is suspended
ACQ.MERCHANT_RISK_LIMIT		1010	after_fix	none	merchant	-risk-control-refused,seller-account-restricted	inferred	not-about-the-buyer	商户因风控暂不能分账	Risk control keeps the merchant from splitting
ACQ.MERCHANT_STATUS_NOT_NORMAL		1010	after_fix	none	merchant	-seller-account-restricted	known	shop-must-fix	商户三个多月没有交易，账户已休眠	The merchant had no trade for over three months and is dormant
ACQ.MERCHANT_UNSUPPORT_ADVANCE		1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	先享后付：商户没有开通垫资	Pay later: the merchant has no advance funding
ACQ.MOBILE_PAYMENT_SWITCH_OFF		1010	after_fix	none	buyer	-buyer-account-restricted	known	buyer-can-retry	买家关了手机付款	The buyer has switched paying by phone off
ACQ.MUST_ALLOC_FROM_ROOT_ACCOUNT		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	只能从主账户往外分	Shares go out from the root account only
ACQ.NOTIFY_STATUS_INVALID		1002	after_fix	none	merchant	-parameter-malformed	inferred	not-about-the-buyer	同步订单时写的状态无效	The state written in the order sync is not valid
ACQ.NOT_ALLOW_PARTIAL_REFUND		1010	after_fix	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	交易享受了优惠，只能整笔退	The trade had a discount and refunds in full only
ACQ.NOT_CERTIFIED_USER		1010	after_fix	none	buyer	-buyer-account-restricted,account-not-certified	known	buyer-can-retry	买家还没有实名	The buyer has not verified himself
ACQ.NOT_SUPPORT_PAYMENT_INST		1010	after_fix	none	buyer	-client-not-supported	known	buyer-can-retry	买家的客户端不支持这种付款	The buyer's client does not know this way to pay
ACQ.NOT_SUPPORT_ROYALTY		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	这笔交易不能分账	This trade cannot be split
ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR		1005	after_fix	none	merchant	-clock-or-time-zone-wrong,session-or-link-expired	known	link-expired	请求到支付宝时，time_expire 已经过了	time_expire was past when the request reached Alipay
ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE	ACQ.NO_PAYMENT_INSTRUMENTS_AVAIL	1010	after_fix	none	buyer	-buyer-money-not-available	known	buyer-can-retry	买家名下没有可用的付款渠道	The buyer has no way to pay that could be used
ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND		1010	after_fix	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	用掉了买来的代金券，不能退	A bought voucher was used, so there is no refund
ACQ.OPEN_ID_NOT_TINY_APP		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	op_app_id 不是小程序	op_app_id is no mini program
ACQ.ORDER_UNSUPPORT_ADVANCE		1010	after_fix	none	merchant	-optional-feature-not-enabled	known	shop-must-fix	先享后付：这一单不能垫资	Pay later: no advance for this order
ACQ.OVERDRAFT_AGREEMENT_NOT_MATCH		1010	after_fix	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	垫资退款的方式与合同不一致	The way of advancing the refund is not what was signed
ACQ.OVERDRAFT_ASSIGN_ACCOUNT_INVALID		1010	after_fix	none	merchant	-refund-not-covered-by-contract	known	refund-is-with-the-shop	垫资账号不归这个商户	The account which advances is not this merchant's
ACQ.OVER_DEDUCT_PERIOD		1010	never	none	merchant	-agreement-not-valid	inferred	order-no-longer-payable	商家扣款：不在允许的周期内	Withholding: outside the allowed period
ACQ.OVER_MAX_DEDUCT_COUNT		1010	never	none	merchant	-agreement-not-valid	inferred	order-no-longer-payable	商家扣款：次数到顶	Withholding: the number of charges is used up
ACQ.OVER_MAX_UNDER_WAY_DEDUCT_COUNT		1010	backoff	none	merchant	-agreement-not-valid,call-rate-exceeded	inferred	agreement-to-renew	商家扣款：同时进行的笔数太多	Withholding: too many charges are under way at once
ACQ.OVER_MERCHANT_DAILY_DEDUCT_AMOUNT		1011	after_fix	none	merchant	-agreement-not-valid,receiving-limit-reached	inferred	shop-must-fix	商家扣款：超过商户当日总额	Withholding: above the merchant's total for the day
ACQ.PARTNER_ERROR		1010	after_fix	none	merchant	-app-not-online-or-unknown,credentials-in-wrong-places	known	shop-must-fix	应用不存在或状态不正常	The app is unknown or in a bad state
ACQ.PAYER_UNMATCHED		1010	never	none	buyer	-another-buyer-opened-order	known	buyer-asks-alipay	付款的人不是订单指定的人	The payer is not the one the order names
ACQ.PAYMENT_AUTH_CODE_INVALID		1010	after_fix	none	buyer	-payment-code-stale	known	付款码已失效，请刷新付款码后重新出示。|The payment code is no longer valid. Please refresh it and show it again.	付款码失效、用过，或者扫的不是付款码	The payment code is stale or used, or what was scanned is none
ACQ.PAYMENT_FAIL		1010	after_fix	none	buyer	-buyer-money-not-available,risk-control-refused	known	buyer-can-retry	没有扣款成功，可以请买家再试或换方式	The charge did not succeed; the buyer may try again or another way
ACQ.PAYMENT_REQUEST_HAS_RISK		1010	never	none	buyer	-risk-control-refused	known	buyer-asks-alipay	风控拦下了这次付款	Risk control stopped this payment
ACQ.PLATFORM_BUSINESS_ACQUIRE_MODE_MUST_MERCHANT_ID		1012	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	直付通平台下单要写明二级商户	A platform order has to name its sub-merchant
ACQ.PRE_AUTH_PROD_CODE_INCONSISTENT		1010	after_fix	none	merchant	-pre-authorisation-mismatch	known	shop-must-fix	冻结和扣款用了不同的产品码	Freezing and charging used different product codes
ACQ.PRODUCT_AMOUNT_LIMIT_ERROR		1011	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	超过了这个产品的额度	More than this product allows
ACQ.PRODUCT_NOT_SUPPORT_IN_TINY_APP		1006	after_fix	none	merchant	-contract-does-not-cover-service	inferred	shop-must-fix	小程序里不能用这个产品	A mini program cannot use this product
ACQ.PULL_MOBILE_CASHIER_FAIL		1010	after_fix	none	buyer	-client-not-supported	known	buyer-can-retry	没能让买家手机弹出付款页	The buyer's phone did not open the payment page
ACQ.REASON_ILLEGAL_STATUS		1010	never	none	merchant	-trade-state-forbids-operation	known	order-no-longer-payable	在交易现在的状态下不许这样做	The trade's present state forbids this
ACQ.REASON_TRADE_BEEN_FREEZEN	ACQ.REASON_TRADE_BEEN_FROZEN	1010	never	none	merchant	-trade-state-forbids-operation,risk-control-refused	known	refund-is-with-the-shop	交易被冻结，解冻之前动不了	The trade is frozen and stays as it is until released
ACQ.REASON_TRADE_REFUND_FEE_ERR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	known	refund-is-with-the-shop	累计退款超过交易金额；撤销时表示已经退过	Refunds add up to more than the trade; when cancelling, a refund was begun already
ACQ.REASON_TRADE_STATUS_INVALID		1010	never	none	merchant	-trade-state-forbids-operation	known	order-no-longer-payable	交易的状态无效，做不了这个操作	The trade's state is not valid for this
ACQ.REFUNDALLOC_UNAUTH_LIMIT		1010	after_fix	none	merchant	-royalty-setup-wrong	known	refund-is-with-the-shop	分账接收方没有同意退回分账	The party which got a share has not agreed to give it back
ACQ.REFUND_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-seller-account-restricted	known	refund-is-with-the-shop	出退款的账号不存在或不正常	The account to refund from is missing or not in order
ACQ.REFUND_AMT_NOT_EQUAL_TOTAL		1011	after_fix	none	merchant	-refund-amount-exceeds-rest,required-parameter-missing	known	refund-is-with-the-shop	退得比交易还多，或部分退款没有 out_request_no	More than the trade, or a partial refund without out_request_no
ACQ.REFUND_CHARGE_ERROR		1016	backoff	unknown	alipay	-refund-outcome-open	known	refund-is-with-the-shop	退手续费时出了异常，退款到底成没成要查	Something failed about the fee; query whether the refund itself happened
ACQ.REFUND_FEE_ERROR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest,amount-in-floating-point	known	refund-is-with-the-shop	退款数额写得不对	The amount to refund is wrong
ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	known	refund-is-with-the-shop	退分账时找不到收入方	Returning a share, its payee cannot be found
ACQ.REFUND_TRADE_FEE_ERROR		1011	after_fix	none	merchant	-refund-amount-exceeds-rest	inferred	refund-is-with-the-shop	退款数额不符合这笔交易	The amount to refund is not right for this trade
ACQ.REPLENISH_ACCOUNT_INVALID		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	补差账户无效	The account for making up is not valid
ACQ.REQUEST_AMOUNT_EXCEED		1011	after_fix	none	merchant	-amount-out-of-range,pre-authorisation-mismatch	known	shop-must-fix	请求的金额太高，例如超过冻结的数额	The amount asked is too high, for example above what is frozen
ACQ.RESTRICTED_MERCHANT_INDUSTRY		1011	after_fix	none	merchant	-receiving-limit-reached	known	shop-must-fix	超过了商户所在行业的金额上限	More than the merchant's trade is allowed
ACQ.RISK_MERCHANT_IP_NOT_EXIST		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	风控要求带上 IP，而请求里没有	Risk control wants an address and the request has none
ACQ.RISK_SETTLE_SUSPEND		1010	after_fix	none	merchant	-risk-control-refused,settlement-setup-wrong	inferred	not-about-the-buyer	因风控暂缓结算	Settlement is put off by risk control
ACQ.ROYALTY_ACCOUNTS_EQUAL		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	分账的出和入是同一个账户	The split goes from an account to itself
ACQ.ROYALTY_ACCOUNT_INVALID		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	分账账户无效	The account of the split is not valid
ACQ.ROYALTY_ACCOUNT_NAME_NOT_MATCH		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	分账账户的户名与填写的不同	The account of the split bears another name
ACQ.ROYALTY_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	known	shop-must-fix	分账的收款账号查不到	The account to receive a share is unknown
ACQ.ROYALTY_PAYER_ACCOUNT_NOT_CERTIFY		1010	after_fix	none	merchant	-royalty-setup-wrong,account-not-certified	inferred	not-about-the-buyer	出分账款的一方未实名	The side which pays the share is not verified
ACQ.ROYALTY_PAYER_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	出分账款的一方查不到	The side which pays the share is unknown
ACQ.ROYALTY_PAYER_ACCOUNT_NO_BALANCE		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	出分账款的一方没有余额户	The side which pays the share has no balance account
ACQ.ROYALTY_RECEIVER_ACCOUNT_NOT_CERTIFY		1010	after_fix	none	merchant	-royalty-setup-wrong,account-not-certified	inferred	not-about-the-buyer	收分账款的一方未实名	The side which gets the share is not verified
ACQ.ROYALTY_RECEIVER_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	收分账款的一方查不到	The side which gets the share is unknown
ACQ.ROYALTY_RECEIVER_ACCOUNT_NO_BALANCE		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	收分账款的一方没有余额户	The side which gets the share has no balance account
ACQ.ROYALTY_RECEIVER_INVALID		1010	after_fix	none	merchant	-royalty-setup-wrong	known	not-about-the-buyer	收分账款的一方不在分账关系里	The side which gets the share is in no relation
ACQ.SECONDARY_MERCHANT_ALIPAY_ACCOUNT_INVALID		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	二级商户的结算账户有问题	The sub-merchant's settlement account has a problem
ACQ.SECONDARY_MERCHANT_ALIPAY_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	inferred	not-about-the-buyer	二级商户没有可用的支付宝账户	The sub-merchant has no usable Alipay account
ACQ.SECONDARY_MERCHANT_CARD_ALIAS_NO_INVALID		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	二级商户的银行卡编号不对	The number of the sub-merchant's card is wrong
ACQ.SECONDARY_MERCHANT_ID_BLANK		1012	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	二级商户编号空着或写错	The sub-merchant's number is blank or wrong
ACQ.SECONDARY_MERCHANT_ID_INVALID		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	没有这个二级商户	There is no such sub-merchant
ACQ.SECONDARY_MERCHANT_ISV_PUNISH_INDIRECT		1010	after_fix	none	merchant	-sub-merchant-setup-wrong,seller-account-restricted	known	shop-must-fix	二级商户受其服务商处罚的牵连	The sub-merchant is held back for a penalty of its provider
ACQ.SECONDARY_MERCHANT_NOT_MATCH		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	这个二级商户属于别的收单商户	This sub-merchant belongs to another acquirer
ACQ.SECONDARY_MERCHANT_STATUS_ERROR		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	二级商户不在正常状态	The sub-merchant is not in a normal state
ACQ.SELLER_BALANCE_NOT_ENOUGH		1010	after_fix	none	merchant	-merchant-balance-not-enough	known	refund-is-with-the-shop	商户余额不够退款，充值后用原请求号再退	The merchant's balance does not cover it; top up and repeat with the same number
ACQ.SELLER_BEEN_BLOCKED		1010	after_fix	none	merchant	-seller-account-restricted	known	shop-must-fix	商家账号被冻结，收不了款	The merchant's account is frozen and receives nothing
ACQ.SELLER_NOT_EXIST		1010	after_fix	none	merchant	-seller-email-stale,credentials-in-wrong-places	known	shop-must-fix	收款账号查不到	The payee is unknown
ACQ.SETTLE_ACCOUNT_HAS_BEEN_FROZEN		1010	after_fix	none	merchant	-settlement-setup-wrong,seller-account-restricted	inferred	not-about-the-buyer	要结算到的账户冻结了	The account to settle to is frozen
ACQ.SETTLE_ACCOUNT_INVALID		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	要结算到的账户无效	The account to settle to is not valid
ACQ.SETTLE_ACCOUNT_NOT_CERTIFY		1010	after_fix	none	merchant	-settlement-setup-wrong,account-not-certified	inferred	not-about-the-buyer	要结算到的账户未实名	The account to settle to is not verified
ACQ.SETTLE_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	要结算到的账户查不到	The account to settle to is unknown
ACQ.SETTLE_ACCOUNT_NO_BALANCE		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	要结算到的账户没有余额户	The account to settle to has no balance account
ACQ.SETTLE_ENTITY_ID_INVALID		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	结算主体的编号不对	The number of the settlement entity is wrong
ACQ.SETTLE_SCENE_NOT_SUPPORT		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	这种场景不支持结算	Settlement does not know this scene
ACQ.SETTLE_TO_CARD_NOT_SUPPORT		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	不能直接结算到卡上	Settling straight to a card is not possible
ACQ.SMILE_PAY_MERCHANT_NOT_MATCH		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	刷脸的商户和收款的商户不是一家	Face recognition and payment name different merchants
ACQ.STORE_INFO_INVALID		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	门店资料有误	The data of the store are wrong
ACQ.SUB_GOODS_SIZE_MAX_COUNT		1002	after_fix	none	merchant	-value-too-long	known	shop-must-fix	子商品不能超过 150 行	There may be 150 lines of goods at most
ACQ.SUB_MERCHANT_CREATE_FAIL		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	二级商户没有建成	The sub-merchant could not be made
ACQ.SUB_MERCHANT_TYPE_INVALID		1002	after_fix	none	merchant	-sub-merchant-setup-wrong	known	shop-must-fix	二级商户的类型不对	The kind of sub-merchant is not right
ACQ.SYSTEM_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	收单系统出错，这次操作可能已经成功	The acquiring system failed; the operation may well have happened
ACQ.TOTAL_FEE_EXCEED		1011	after_fix	none	merchant	-amount-out-of-range	known	shop-must-fix	金额必须大于零且不超过一亿元	The amount has to be above zero and at most 100 million yuan
ACQ.TRADE_BUYER_NOT_MATCH		1013	after_fix	none	buyer	-another-buyer-opened-order	known	这笔订单已被另一个支付宝账号打开，请用原来的账号付款，或重新下单。|Another Alipay account opened this order first. Pay with that one, or place the order again.	订单已归第一个打开它的买家，现在换了人	The order belongs to the buyer who opened it first, and this is another
ACQ.TRADE_CANCEL_TIME_OUT		1010	never	none	merchant	-refund-window-passed,trade-state-forbids-operation	known	order-no-longer-payable	过了可以撤销的时间，改用退款	It is too late to cancel; refund instead
ACQ.TRADE_HAS_CLOSE		1010	never	none	merchant	-trade-closed	known	order-no-longer-payable	交易已关：超时、主动关闭或已全额退款	The trade is closed: timed out, closed on request or refunded in full
ACQ.TRADE_HAS_FINISHED		1010	never	none	merchant	-refund-window-passed	known	refund-is-with-the-shop	交易已完结，原路退款的期限已过	The trade is finished and the time for refunds is over
ACQ.TRADE_HAS_SUCCESS		1010	never	moved	merchant	-trade-already-paid	known	这笔订单已经付款成功，请到订单页面查看，不要重复付款。|This order is paid. See its page, and please do not pay again.	这个订单号的钱已经付了	The money for this order number is paid
ACQ.TRADE_NOT_ALLOW_REFUND		1010	never	none	merchant	-trade-state-forbids-operation,refund-not-covered-by-contract	known	refund-is-with-the-shop	交易状态或合同不许退款	The trade's state or the contract allows no refund
ACQ.TRADE_NOT_EXIST		1009	backoff	none	merchant	-trade-not-created-yet,wrong-trade-number,sandbox-and-production-mixed	known	payment-not-found-yet	查不到这笔交易，买家可能还没有打开付款页	There is no such trade; perhaps the buyer has not opened the payment page
ACQ.TRADE_SETTLE_ERROR		1010	after_fix	none	merchant	-settlement-setup-wrong	known	shop-must-fix	结算参数有误	The settlement parameters are wrong
ACQ.TRADE_STATUS_ERROR		1010	never	none	merchant	-trade-state-forbids-operation,trade-already-paid,trade-closed	known	order-no-longer-payable	交易状态不符：关单只能关待付款的，退款只能退已付款的	The state does not fit: only an unpaid trade closes, only a paid one refunds
ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH		1010	after_fix	none	merchant	-merchant-balance-not-enough	known	not-about-the-buyer	分账或结算时账户余额不够	The balance is too small for the split or settlement
ACQ.UNBOUND_APPLICATION		1010	after_fix	none	merchant	-product-not-bound-to-app	inferred	shop-must-fix	应用没有绑定所需的产品或商户	The app is not bound to what it needs
ACQ.UN_SUPPORT_BIZ_TYPE		1006	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	这个业务类型不受理	This kind of business is not taken
ACQ.UN_SUPPORT_TRADE_SCENE		1010	after_fix	none	merchant	-contract-does-not-cover-service	known	shop-must-fix	合同没有涵盖这个收款场景	The contract does not cover this scene
ACQ.USER_ACCOUNT_HAD_FREEZEN		1010	after_fix	none	merchant	-seller-account-restricted	inferred	not-about-the-buyer	相关账户已被冻结	An account involved is frozen
ACQ.USER_FACE_PAYMENT_SWITCH_OFF		1010	after_fix	none	buyer	-buyer-account-restricted	known	buyer-can-retry	买家关了当面付	The buyer has switched face-to-face paying off
ACQ.USER_LOGONID_DUP		1010	after_fix	none	buyer	-seller-email-stale	known	shop-must-fix	这个登录名对应不止一个账户	This login belongs to more than one account
ACQ.USER_NOT_MATCH_ERR		1010	after_fix	none	merchant	-wrong-trade-number	known	refund-is-with-the-shop	退款里的用户与交易不符	The user in the refund is not the trade's
ACQ.ZM_AUTH_AMOUNT_EXCEED		1011	after_fix	none	merchant	-agreement-not-valid	known	shop-must-fix	先用后付：超过免密金额	Use first: above the amount without password
ACQ.ZM_AUTH_RULE_LIMIT		1010	after_fix	none	merchant	-agreement-not-valid	known	shop-must-fix	先用后付：被规则限制	Use first: held back by a rule
ACQ.ZM_CREDIT_AUTH_FAIL		1010	never	none	buyer	-agreement-not-valid	known	buyer-asks-alipay	先用后付：信用评估没有通过	Use first: the credit check was not passed
ACQ.ZM_ORDER_CHECK_NOT_CREDIT		1010	after_fix	none	merchant	-agreement-not-valid	inferred	shop-must-fix	这不是信用订单	This is no credit order
AGREEMENT_CHECK_FAIL		1010	after_fix	none	merchant	-contract-does-not-cover-service,agreement-not-valid	inferred	not-about-the-buyer	查账前的协议检查没有通过	The agreement check before the report was not passed
AGREEMENT_HAS_UNSIGNED		1010	after_fix	none	buyer	-agreement-not-valid	known	agreement-to-renew	协议已被用户解除	The user has ended the agreement
AQC.SYSTEM_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	撤销时系统出错，结果不明（官方把 ACQ 拼成了 AQC）	A fault while cancelling, outcome unknown (officially spelt AQC)
AUTHOREE_IS_NOT_MATCH		1010	after_fix	none	merchant	-agreement-not-valid	known	agreement-to-renew	协议里的被授权方不是调用方	The party authorised in the agreement is not the caller
BATCH_SETTLE_NOT_EXIST		1009	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算单查不到	The batch settlement is unknown
BILL_DATE_BEFORE_REGISTRATION		1002	after_fix	none	merchant	-bill-not-available	inferred	not-about-the-buyer	账单日期在商户开户之前	The bill's date is before the account was opened
BILL_NOT_EXIST		1009	backoff	none	merchant	-bill-not-available	known	not-about-the-buyer	这一天的账单没有生成或没有数据	There is no bill for that day, or not yet
BIZ_ERROR		1010	backoff	none	alipay	-alipay-temporarily-unavailable	inferred	not-about-the-buyer	账单类接口的业务异常，可以过会儿再查	A business fault of the bill interfaces; ask again later
BUYER_NOT_SUPPORT_ADVANCEPAY		1010	after_fix	none	buyer	-agreement-not-valid	inferred	not-about-the-buyer	咨询结果：这位买家不能垫资	The answer is that this buyer gets no advance
CARD_BIN_CHECKER_ERROR		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	银行卡号前几位不对应任何银行	The first digits of the card belong to no bank
CONFIRM_REFUSE_AFTER_REFUND		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：退款后不再确认	Overseas settlement: no confirmation after a refund
CONTEXT_INCONSISTENT		1013	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：申报的与交易里的不一样	Customs: what is declared is not what the trade says
CREDIT_NOT_ALLOW		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：不给授信	Batch settlement: no credit is given
CUSTOMER_VALIDATE_ERROR		1010	after_fix	none	merchant	-settlement-setup-wrong,account-not-certified	inferred	not-about-the-buyer	批量结算：客户没有通过核验	Batch settlement: the customer did not pass the check
DATA_QUERY_TIMEOUT		1014	backoff	none	alipay	-no-answer-in-time,alipay-temporarily-unavailable	inferred	not-about-the-buyer	账单数据查得太久，稍后重试	The bill data took too long; try later
DEFAULT_SETTLE_RULE_NOT_EXIST		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：缺默认规则	Batch settlement: there is no default rule
DEPOSIT_TRADE_NOT_EXIST		1009	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：充值交易查不到	Customs: the deposit trade is unknown
DISCORDANT_REPEAT_REQUEST		1013	after_fix	none	merchant	-settlement-setup-wrong,refund-number-reused	inferred	not-about-the-buyer	跨境结算：同一请求的内容前后不一	Overseas settlement: one request came with two contents
DUP_OUT_REQUEST_NO		1013	after_fix	none	merchant	-settlement-setup-wrong,refund-number-reused	inferred	not-about-the-buyer	跨境结算：请求号重复	Overseas settlement: the request number is there already
FREQUENCY_LIMITED		1008	backoff	none	merchant	-call-rate-exceeded	inferred	busy-try-later	批量或跨境结算：请求太密	Batch or overseas settlement: asked for too often
ILLEGAL_AGREEMENT		1010	after_fix	none	merchant	-agreement-not-valid	inferred	not-about-the-buyer	垫资咨询：协议无效	Advance consultation: the agreement does not hold
ILLEGAL_ARGUMENT		1002	after_fix	none	merchant	-report-range-wrong	inferred	not-about-the-buyer	账务明细：查询参数有误	Account log: a query parameter is wrong
ILLEGAL_REQUEST		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：请求不合法	Overseas settlement: the request does not hold
ILLEGAL_SETTLE_STATE		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：单据状态不允许	Overseas settlement: its state forbids it
ILLEGAL_SETTLE_STATUS		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	应收查询：结算状态无效	Receivables query: the settlement's state is not valid
INVAILID_ARGUMENTS		1002	after_fix	none	merchant	-report-range-wrong	inferred	not-about-the-buyer	账单参数错误，官方枚举就是这样拼的	Wrong bill parameters; the official list spells it so
INVALID_PARAMETER		1002	after_fix	none	merchant	-report-range-wrong,parameter-malformed	inferred	not-about-the-buyer	电子回单等账单接口：参数不合规	Receipts and other bill interfaces: a parameter breaks its rule
INVALID_RECEIVER_TYPE		1010	after_fix	none	merchant	-royalty-setup-wrong	known	not-about-the-buyer	绑定分账：接收方类型不对	Binding a payee of splits: the wrong type
INVALID_STORE_ID		1010	after_fix	none	merchant	-parameter-malformed	inferred	not-about-the-buyer	批量结算：门店号无效	Batch settlement: the store number does not hold
ISV_BUSINESS_FAILED		1010	after_fix	none	merchant	-authorisation-token-invalid,alipay-temporarily-unavailable	inferred	not-about-the-buyer	服务商一侧处理失败	The provider's side failed
MAX_OUT_REQUEST_NO_EXCEEDED		1002	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	一次查询带的请求号太多	One query names too many requests
MERCHANT_AGREEMENT_NOT_EXIST		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：商户没有签协议	Overseas settlement: the merchant has signed nothing
MERCHANT_AGREEMENT_NOT_MATCH		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	应收查询：协议与商户不符	Receivables query: agreement and merchant do not fit
MERCHANT_RISK_LIMIT		1010	after_fix	none	merchant	-risk-control-refused	inferred	not-about-the-buyer	批量转账：商户被风控限制	Batch transfer: risk control limits the merchant
MERCHANT_STATUS_IS_NOT_NORMAL		1010	after_fix	none	merchant	-agreement-not-valid,seller-account-restricted	known	agreement-to-renew	商户的协议不在正常状态	The merchant's agreement is not in order
MERCHANT_TRADE_NOT_MATCH		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	分账查询：交易不是这个商户的	Split query: the trade is not this merchant's
MINIMUM_EXCHANGE_AMOUNT_LIMIT		1011	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：不到最低换汇额	Overseas settlement: less than the least exchange
NOT_SUPPORT_SPLIT		1010	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：不能拆单	Customs: no splitting
NO_BILL_DATA		1009	never	none	merchant	-bill-not-available	inferred	not-about-the-buyer	这一期没有可出账的数据	The period has nothing to bill
NO_INVOKE_AUTH		1010	after_fix	none	merchant	-contract-does-not-cover-service	inferred	not-about-the-buyer	批量转账：没有调用权	Batch transfer: no right to call
NO_PERMISSOON	NO_PERMISSION	1010	after_fix	none	merchant	-credentials-in-wrong-places,product-not-bound-to-app	known	not-about-the-buyer	没有权限（原文拼写如此）；同步订单时多半是 PID 与交易的 PID 不同	No permission (spelt like this); in order sync mostly the PID is not the one of the trade
NO_SIGN_QUICK_SETTLEMENT		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	没有签快速结算	Quick settlement is not signed
OPENID_APPID_NOT_MATCH		1010	after_fix	none	merchant	-credentials-in-wrong-places	inferred	not-about-the-buyer	结算或转账：openid 是别的应用的	Settlement or transfer: the openid is another app's
PARENT_MERCHANT_QUERY_FAIL		1016	backoff	none	alipay	-alipay-temporarily-unavailable	known	agreement-to-renew	查平台商户时失败	Looking up the platform merchant failed
PARTNER_ERROR		1010	after_fix	none	merchant	-customs-data-mismatch,credentials-in-wrong-places	inferred	not-about-the-buyer	报关或跨境：商户或应用有误	Customs or overseas: merchant or app is wrong
PAYER_BUYER_MISMATCH		1010	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：下单人和付款人不是同一人	Customs: who ordered is not who paid
PAYER_CERT_INFO_ILLEGAL		1010	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：付款人证件信息无效	Customs: the payer's papers are not valid
PAYER_ENABLE_STATUS_FORBID		1010	after_fix	none	merchant	-customs-data-mismatch,buyer-account-restricted	inferred	not-about-the-buyer	报关：付款人账号不可用	Customs: the payer's account is out of use
PROCESSING		1014	backoff	none	alipay	-alipay-temporarily-unavailable	inferred	not-about-the-buyer	历史余额还在生成，过会儿再取	The past balance is still being worked out; fetch it later
PRODUCT_CODE_NOT_SUPPORTED_ERROR		1010	after_fix	none	merchant	-agreement-not-valid,parameter-malformed	known	agreement-to-renew	个人产品码无效	The personal product code is not valid
PRODUCT_UNSIGN		1010	after_fix	none	merchant	-royalty-setup-wrong,contract-does-not-cover-service	known	not-about-the-buyer	没有签分账产品	Profit sharing is not signed
QUERY_NOT_SUPPORT		1010	after_fix	none	merchant	-parameter-malformed	inferred	not-about-the-buyer	应收查询：不支持这样查	Receivables query: this is not offered
QUICK_SETTLEMENT_LEFT_CREDIT_QUOTA_NOT_ENOUGH		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	快速结算的剩余额度不够	Quick settlement has too little quota left
REASON_ILLEGAL_STATUS		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：交易状态不许结算	Overseas settlement: the trade's state forbids settling
REASON_TRADE_STATUS_INVALID		1010	never	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：交易状态无效	Overseas settlement: the trade's state is not valid
RECEIVER_ACCOUNT_NOT_CERTIFY		1010	after_fix	none	merchant	-royalty-setup-wrong,account-not-certified	inferred	not-about-the-buyer	绑定分账：接收方未实名	Binding a payee of splits: not verified
RECEIVER_ACCOUNT_NO_BALANCE		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	绑定分账：接收方没有余额户	Binding a payee of splits: no balance account
RECEIVER_ACCOUNT_STATE_INVALID		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	绑定分账：接收方状态不正常	Binding a payee of splits: account not in order
RECEIVER_LIST_EMPTY		1010	after_fix	none	merchant	-royalty-setup-wrong,required-parameter-missing	known	not-about-the-buyer	绑定分账：接收方列表没有内容	Binding payees of splits: the list is empty
RECEIVER_LIST_OVERLOAD		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	绑定分账：一次给的接收方太多	Binding payees of splits: too many at once
RELATION_QUANTITY_LIMIT		1010	after_fix	none	merchant	-royalty-setup-wrong	known	not-about-the-buyer	绑定分账：关系数量到顶	Binding a payee of splits: no more relations
REQUEST_AMOUNT_EXCEED		1011	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：申报金额太高	Customs: the declared amount is too high
REQUEST_ID_REPEAT		1013	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算或转账：请求号来过了	Batch settlement or transfer: this request number came before
RISK_SETTLE_SUSPEND		1010	after_fix	none	merchant	-settlement-setup-wrong,risk-control-refused	inferred	not-about-the-buyer	批量结算：因风控暂停	Batch settlement: stopped by risk control
SAME_CUSTOMS_DECLARE_ONCE		1013	after_fix	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：同一个海关只报一次	Customs: one declaration for each office
SECONDARY_MERCHANT_ID_INVALID		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	inferred	not-about-the-buyer	批量结算：二级商户号无效	Batch settlement: the sub-merchant does not hold
SETTLE_ACCOUNT_INVALID		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：结算户无效	Batch settlement: the account does not hold
SETTLE_ACCOUNT_NOT_CERTIFY		1010	after_fix	none	merchant	-settlement-setup-wrong,account-not-certified	inferred	not-about-the-buyer	批量结算：结算户未实名	Batch settlement: the account is not verified
SETTLE_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：没有这个结算户	Batch settlement: there is no such account
SETTLE_ACCOUNT_NO_BALANCE		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：结算户没有余额户	Batch settlement: no balance belongs to the account
SETTLE_ACCOUNT_NO_USER_INFO		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：结算户没有用户资料	Batch settlement: the account has no user data
SETTLE_AMOUNT_VALIDATE_ERROR		1011	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：金额没有通过核对	Overseas settlement: the amount did not pass the check
SETTLE_ENTITY_ID_INVALID		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	批量结算：结算主体号无效	Batch settlement: the entity does not hold
SUB_MERCHANT_ACCOUNT_NOT_EXIST		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	inferred	not-about-the-buyer	应收查询：二级商户没有账户	Receivables query: the sub-merchant has no account
SUB_MERCHANT_BELONG_ERROR		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	inferred	not-about-the-buyer	二级商户是别家的	The sub-merchant is somebody else's
SUB_MERCHANT_MERCHANT_NATURE_ERROR		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	inferred	not-about-the-buyer	批量转账：二级商户的性质不对	Batch transfer: the wrong kind of sub-merchant
SUB_MERCHANT_NOT_EXIST		1010	after_fix	none	merchant	-sub-merchant-setup-wrong	inferred	not-about-the-buyer	应收查询：没有这个二级商户	Receivables query: there is no such sub-merchant
SYSTEM_BUSY		1008	backoff	none	alipay	-alipay-temporarily-unavailable	inferred	busy-try-later	账单系统正忙	The bill system is busy
SYSTEM_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	inferred	result-being-confirmed	账单、结算类接口的系统错误，结果不明	A system fault of the bill and settlement interfaces; outcome unknown
SYSTEM_RATE_LIMIT		1008	backoff	none	alipay	-call-rate-exceeded	inferred	busy-try-later	支付宝整体限流，晚些再来	Alipay is limiting everybody; come back later
TOTAL_FEE_EXCEED		1011	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：总额太高	Overseas settlement: the total is too high
TRADE_NOT_EXIST		1009	after_fix	none	merchant	-wrong-trade-number,trade-not-created-yet	known	payment-not-found-yet	退款查询、报关里给的交易不存在	The trade named in a refund query or a customs declaration does not exist
TRADE_SETTLE_ERROR		1010	after_fix	none	merchant	-settlement-setup-wrong	inferred	not-about-the-buyer	跨境结算：结算出现异常	Overseas settlement: something went wrong
TRADE_STATUS_ERROR		1010	never	none	merchant	-customs-data-mismatch	inferred	not-about-the-buyer	报关：交易状态无效	Customs: the trade's state is not valid
TYPE_NOT_SUPPORTED		1002	after_fix	none	merchant	-bill-not-available,report-range-wrong	inferred	not-about-the-buyer	bill_type 不是支持的类型	bill_type is not a supported kind
UNKNOWN_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	inferred	not-about-the-buyer	账单服务出了说不清的错误	The bill service failed without saying how
USERNAME_NOT_MATCH		1010	after_fix	none	merchant	-royalty-setup-wrong	inferred	not-about-the-buyer	绑定分账：姓名不符	Binding a payee of splits: another name
USER_ACCOUNT_HAD_FREEZEN		1010	after_fix	none	merchant	-seller-account-restricted	inferred	not-about-the-buyer	跨境结算：账户冻结	Overseas settlement: the account is frozen
USER_AGREEMENT_CHECK_FAIL		1010	after_fix	none	merchant	-agreement-not-valid,contract-does-not-cover-service	inferred	not-about-the-buyer	查账或查余额：用户协议没有通过检查	Account log or balance: the user's agreement did not pass
USER_AGREEMENT_NOT_EXIST		1010	after_fix	none	merchant	-agreement-not-valid	known	agreement-to-renew	用户没有这份协议	The user has no such agreement
USER_BALANCE_NOT_ENOUGH		1010	after_fix	none	merchant	-merchant-balance-not-enough	inferred	not-about-the-buyer	批量结算或转账：账户里的钱不够	Batch settlement or transfer: too little money
USER_LOGONID_DUP		1010	after_fix	none	merchant	-seller-email-stale	inferred	not-about-the-buyer	批量结算或转账：登录名不唯一	Batch settlement or transfer: the login is not unique
USER_NOT_EXIST		1010	after_fix	none	merchant	-royalty-setup-wrong	known	not-about-the-buyer	绑定分账：接收方用户查不到	Binding a payee of splits: the user is unknown
USER_NOT_EXIST_ERROR		1010	after_fix	none	merchant	-agreement-not-valid	known	agreement-to-renew	查不到这个支付宝用户	This Alipay user cannot be found
USER_NOT_EXSIT_ERROR		1010	after_fix	none	merchant	-agreement-not-valid	known	agreement-to-renew	用户不存在的另一种官方拼写	Another official spelling of "user does not exist"
USER_RATE_LIMIT		1008	backoff	none	merchant	-call-rate-exceeded	inferred	busy-try-later	这个账户被限流	This account is being limited
USER_STAUTS_ERROR	USER_STATUS_ERROR	1010	after_fix	none	buyer	-buyer-account-restricted	inferred	not-about-the-buyer	垫资咨询：用户状态异常（官方把 STATUS 拼错）	Advance consultation: the user is not in order (STATUS is misspelt)
aop.*		1016	backoff	unknown	alipay	-	known	result-being-confirmed	aop. 开头的明细码由网关本身发出，多半是临时故障，先查询再说	A sub_code that begins with aop. comes from the gateway itself, mostly a passing fault: query first
isp.*		1016	backoff	unknown	alipay	-	known	result-being-confirmed	isp. 开头的明细码是支付宝业务系统自己的问题，这一次做没做成要靠查询确认	A sub_code that begins with isp. is trouble inside the business system of Alipay; only a query tells whether the operation happened
isv.*		1002	after_fix	none	merchant	-	known	shop-must-fix	isv. 开头的明细码是网关拒收：请求没有进到业务系统，要改的在调用方	A sub_code that begins with isv. was refused at the gateway: the request never reached the business system, and the caller has to change something
*		1010	after_fix	unknown	merchant	-	known	result-being-confirmed	开放平台返回了目录之外的明细码：结果按未知处理并查询，sub_msg 通常写着原因	OpenAPI sent a sub_code which the catalogue does not hold: treat the outcome as unknown and query; sub_msg usually says why
access-data-time-out		1016	backoff	unknown	alipay	-no-answer-in-time,alipay-temporarily-unavailable	inferred	result-being-confirmed	支付宝内部取数超时，结果不明	Alipay timed out inside while fetching data and cannot say what happened
aop.ACQ.SYSTEM_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	收单系统的故障，由网关包装后返回，结果不明	A fault of the acquiring system, wrapped by the gateway; outcome unknown
aop.SYSTEM_ERROR		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	网关系统故障，沙箱里较常见，结果不明	A fault of the gateway, seen in the sandbox mostly; outcome unknown
aop.app-auth-token-time-out		1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	商户给服务商的授权已过期	What the merchant granted the provider has expired
aop.auth-token-time-out		1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	用户授权令牌过期，需要刷新	The user's access token has expired and has to be renewed
aop.invalid-app-auth-token-no-api		1004	after_fix	none	merchant	-authorisation-token-invalid,product-not-bound-to-app	known	shop-must-fix	商户给服务商的授权里不包含这个接口	What the merchant granted the provider does not include this interface
aop.invalid-app-auth-token		1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	代商户调用所带的授权令牌无效	The token for acting on behalf of a merchant does not hold
aop.invalid-auth-token		1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	用户授权令牌无效	The user's access token does not hold
aop.no-product-reg-by-partner		1010	after_fix	none	merchant	-contract-does-not-cover-service	known	shop-must-fix	被代理的商户一个产品都没有签	The merchant acted for has signed no product at all
aop.unknow-error	aop.unknown-error	1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	网关自己出错，做没做成不知道；回复可能是 GBK 编码	The gateway itself failed, outcome unknown; the reply may be in GBK
aop.unsupport-operation		1006	after_fix	none	merchant	-interface-closed-or-unknown	known	shop-must-fix	网关已不支持这种操作	The gateway no longer does this operation
app-api-punished		1010	after_fix	none	merchant	-seller-account-restricted,app-not-online-or-unknown	inferred	shop-must-fix	应用因违规被停用了这个接口	This interface was taken from the app as a penalty
app-auth-invoke-limit		1008	backoff	none	merchant	-call-rate-exceeded,authorisation-token-invalid	inferred	busy-try-later	代商户调用的次数到了上限	The limit for calls on behalf of merchants is reached
app-invalid-oid		1010	after_fix	none	merchant	-app-not-online-or-unknown	inferred	shop-must-fix	应用的 oid 无效	The oid of the app does not hold
app-key-security-risk	app-key-security-risk, app-cert-expired	1003	after_fix	none	merchant	-key-of-another-account,certificate-expired-or-unknown	inferred	shop-must-fix	官方枚举把两个代码写在了一起：密钥有风险、证书过期	Two codes run together in the official list: a key at risk, and an expired certificate
app-openid-not-match		1010	after_fix	none	merchant	-credentials-in-wrong-places	known	shop-must-fix	这个 open_id 是另一个应用发出的	The open_id was given out to another app
app-unbind-partner		1010	after_fix	none	merchant	-product-not-bound-to-app	inferred	shop-must-fix	应用没有绑定商户号	The app is not bound to a merchant
decryption-error		1007	after_fix	none	merchant	-content-encryption-misconfigured	inferred	shop-must-fix	内容解密不成功	The content could not be decrypted
exceed-api-balance		1008	after_fix	none	merchant	-call-rate-exceeded	inferred	busy-try-later	购买的调用次数已经用完	The calls bought are used up
exist-blank-sub-request-id		1012	after_fix	none	merchant	-required-parameter-missing	inferred	shop-must-fix	批量调用里有子请求没编号	A request inside the batch call has no number
exist-repeated-sub-request-id		1013	after_fix	none	merchant	-parameter-malformed	inferred	order-was-changed	批量调用里两个子请求编号相同	Two requests inside the batch call share a number
file-check-fail		1007	after_fix	none	merchant	-body-not-readable	inferred	shop-must-fix	上传的文件没有通过检查	The upload did not pass its check
illegal-card-no		1002	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	卡号不合规	The card number is not valid
illegal-timestamp		1005	after_fix	none	merchant	-clock-or-time-zone-wrong	inferred	shop-must-fix	时间戳与支付宝时钟相差超过允许的范围	The timestamp differs from Alipay's clock by more than is allowed
inner-app-no-access		1010	after_fix	none	merchant	-app-not-online-or-unknown	inferred	shop-must-fix	内部应用不能访问该接口	An inner app has no access to this
invalid-app-api-field-config		1010	after_fix	none	merchant	-app-not-online-or-unknown	inferred	shop-must-fix	应用对该接口的字段配置有误	The app's field settings for this interface are wrong
invalid-app-auth-relations		1004	after_fix	none	merchant	-authorisation-token-invalid	inferred	shop-must-fix	应用的授权关系无效	The authorisation of the app does not hold
invalid-app-method		1010	after_fix	none	merchant	-product-not-bound-to-app	inferred	shop-must-fix	这个应用不能用这个方法	The method is not open to this app
invalid-content-type		1007	after_fix	none	merchant	-body-not-readable	inferred	shop-must-fix	Content-Type 不是该接口要求的	Content-Type is not what the interface wants
invalid-digest-type		1002	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	摘要算法的名称不对	The name of the digest algorithm is not right
invalid-encoding		1007	after_fix	none	merchant	-wrong-charset-bytes	inferred	shop-must-fix	请求的编码不被接受	The encoding of the request is not taken
invalid-http-method		1006	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	v3 接口用错了 GET 或 POST	The v3 interface was called with the wrong HTTP method
invalid-inner-invoke-scene		1010	after_fix	none	merchant	-app-not-online-or-unknown	inferred	shop-must-fix	内部调用的场景不对	The scene of the inner call is not right
invalid-openid		1002	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	open_id 的值不对	The value of open_id is not right
invalid-partnerid		1010	after_fix	none	merchant	-credentials-in-wrong-places	inferred	shop-must-fix	合作伙伴编号无效	The partner number does not hold
invalid-platform		1002	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	platform 的值不对	The value of platform is not right
invalid-product		1010	after_fix	none	merchant	-contract-does-not-cover-service	inferred	shop-must-fix	产品无效或没有签约	The product does not hold or is not signed
invalid-request-data		1007	after_fix	none	merchant	-body-not-readable	inferred	shop-must-fix	请求内容解析不了	The request cannot be parsed
invalid-response-data		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	inferred	result-being-confirmed	业务系统给网关的数据异常，结果不明	The business system gave the gateway odd data; outcome unknown
invalid-signature-type-said-interface		1002	after_fix	none	merchant	-sign-type-differs-from-key	inferred	shop-must-fix	接口不接受所用的签名方式	This way of signing is not taken by the interface
invalid-subscribe-relations		1010	after_fix	none	merchant	-product-not-bound-to-app,contract-does-not-cover-service	inferred	shop-must-fix	应用没有有效的订购关系	The app has no valid subscription
invalid-version		1002	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	version 的值不对	The value of version is not right
invalid_arguments		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	v3 线上对账单参数错误实际返回的写法	What v3 production really returns for wrong bill parameters
isp.bill_not_exist		1009	backoff	none	merchant	-bill-not-available	known	not-about-the-buyer	线上对“账单不存在”实际返回的写法	What production really returns where no bill exists
isp.unknow-error	isp.unknown-error	1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	known	result-being-confirmed	网关后面的业务系统暂时不可用，做没做成不知道	The business system behind the gateway is unavailable; nobody knows yet whether it happened
isv.alipay-cert-not-exist		1003	after_fix	none	merchant	-certificate-expired-or-unknown	inferred	shop-must-fix	请求里的支付宝证书序列号不存在	The Alipay certificate named in the request does not exist
isv.app-call-limited		1008	backoff	none	merchant	-call-rate-exceeded	known	busy-try-later	这个应用的调用超过了配额	The app has gone over its quota of calls
isv.app-cert-expired	app-cert-expired	1003	after_fix	none	merchant	-certificate-expired-or-unknown	known	shop-must-fix	应用证书过了有效期	The certificate of the app is past its validity
isv.app-cert-not-exist		1003	after_fix	none	merchant	-certificate-expired-or-unknown,certificate-mode-mixed-up	known	shop-must-fix	请求里的应用证书序列号与上传的都不相符	The app_cert_sn of the request fits no uploaded certificate
isv.code-invalid		1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	授权码用过、过期或不是这个应用的	The authorisation code was used, expired or is another app's
isv.decryption-error-missing-encrypt-type		1012	after_fix	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	业务参数加了密，却没有用 encrypt_type 说明	The parameters are encrypted and encrypt_type does not say how
isv.decryption-error-not-valid-encrypt-key		1010	after_fix	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	应用的 AES 密钥没有设或不是合规的 Base64	The AES key of the app is not set or no proper Base64
isv.decryption-error-not-valid-encrypt-type		1002	after_fix	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	加密算法不在支持之列	The encryption algorithm is not a supported one
isv.decryption-error-unknown		1007	backoff	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	解密失败，网关没有说明原因	Decryption failed and the gateway gives no reason
isv.forbidden-api		1006	after_fix	none	merchant	-interface-closed-or-unknown	known	shop-must-fix	接口被停止使用	The interface is no longer in use
isv.illegal-client-ip		1004	after_fix	none	merchant	-caller-address-not-allowed	inferred	shop-must-fix	来源地址不在应用的白名单上	The calling address is not on the white list of the app
isv.illegal-json		1007	after_fix	none	merchant	-body-not-readable	inferred	shop-must-fix	biz_content 读不成 JSON	biz_content cannot be read as JSON
isv.insufficient-isv-permissions		1010	after_fix	none	merchant	-product-not-bound-to-app,contract-does-not-cover-service,sandbox-and-production-mixed,contract-expired-or-suspended	known	shop-must-fix	应用没有这个接口的权限	The app has no right to this interface
isv.insufficient-user-permissions		1010	after_fix	none	merchant	-authorisation-token-invalid,contract-does-not-cover-service	known	shop-must-fix	被代理的商户没有这个接口的权限	The merchant acted for has no right to this interface
isv.invalid-alipay-root-cert-sn		1003	after_fix	none	merchant	-certificate-expired-or-unknown	known	shop-must-fix	根证书序列号算得不对	The serial number of the root certificate was computed wrongly
isv.invalid-app-id		1010	after_fix	none	merchant	-sandbox-and-production-mixed,app-not-online-or-unknown,credentials-in-wrong-places,key-with-white-space	known	shop-must-fix	这个网关不认识请求里的 app_id	This gateway does not know the app_id of the request
isv.invalid-app-state		1010	after_fix	none	merchant	-app-not-online-or-unknown	known	shop-must-fix	应用目前的状态不能调用接口	In its present state the app may not call
isv.invalid-auth-relations	invalid-auth-relations	1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	商户与应用之间没有授权关系	Merchant and app are not connected by an authorisation
isv.invalid-charset		1007	after_fix	none	merchant	-parameter-malformed,wrong-charset-bytes	known	shop-must-fix	charset 只能是 UTF-8 或 GBK	charset has to be UTF-8 or GBK
isv.invalid-digest		1007	after_fix	none	merchant	-body-not-readable	known	shop-must-fix	上传文件的摘要没有给或不符	The digest of the upload is absent or wrong
isv.invalid-encrypt-type		1002	after_fix	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	encrypt_type 只能是 AES	encrypt_type has to be AES
isv.invalid-encrypt		1007	after_fix	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	网关解不开密文，密钥或算法不符	The gateway cannot decrypt the content: key or algorithm differ
isv.invalid-file-extension		1007	after_fix	none	merchant	-body-not-readable	known	shop-must-fix	文件扩展名不在接受之列	Files with this extension are not taken
isv.invalid-file-size		1007	after_fix	none	merchant	-body-not-readable	known	shop-must-fix	文件大于 50 兆字节	The file is larger than 50 megabytes
isv.invalid-format		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	format 只能是 JSON	format has to be JSON
isv.invalid-method		1006	after_fix	none	merchant	-service-name-wrong,interface-closed-or-unknown,sandbox-and-production-mixed	known	shop-must-fix	没有这个 method，或者它不在这个环境	There is no such method, or not in this environment
isv.invalid-parameter		1002	after_fix	none	merchant	-parameter-malformed	known	shop-must-fix	某个参数不合规，sub_msg 会说是哪一个	Some parameter breaks its rule; sub_msg says which
isv.invalid-signature-type		1002	after_fix	none	merchant	-sign-type-differs-from-key	known	shop-must-fix	sign_type 只能是 RSA2 或 RSA	sign_type has to be RSA2 or RSA
isv.invalid-signature		1003	after_fix	none	merchant	-key-of-another-account,wrong-charset-bytes,unsigned-field-sent,signed-field-not-sent,value-changed-after-signing,empty-value-signed,certificate-mode-mixed-up,value-url-encoded-before-signing,key-with-white-space,value-url-encoded-twice	known	shop-must-fix	网关验不过这个请求的签名	The gateway could not verify the signature of this request
isv.invalid-timestamp		1005	after_fix	none	merchant	-timestamp-malformed,clock-or-time-zone-wrong	known	shop-must-fix	timestamp 的写法不对，或偏差太大	timestamp is malformed or too far off
isv.invalid-token		1004	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	auth_token 无效	auth_token does not hold
isv.invalid_arguments		1002	after_fix	none	merchant	-report-range-wrong	known	not-about-the-buyer	v2 对账单参数错误返回的写法	What v2 returns for wrong bill parameters
isv.method-call-limited		1008	backoff	none	merchant	-call-rate-exceeded	known	busy-try-later	这个接口的调用超过了配额	Calls of this interface have gone over their quota
isv.missing-alipay-root-cert-sn		1003	after_fix	none	merchant	-certificate-mode-mixed-up,signed-field-not-sent	inferred	shop-must-fix	证书模式的请求没有带根证书序列号	A request in certificate mode lacks alipay_root_cert_sn
isv.missing-app-access-token		1012	after_fix	none	merchant	-required-parameter-missing,authorisation-token-invalid	known	shop-must-fix	请求没有应用访问令牌	The app's access token is not in the request
isv.missing-app-cert-sn		1003	after_fix	none	merchant	-certificate-mode-mixed-up,signed-field-not-sent	known	shop-must-fix	证书模式的应用，请求里却没有应用证书序列号	The app is in certificate mode and the request lacks app_cert_sn
isv.missing-app-id		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	请求没有 app_id	app_id is not in the request
isv.missing-default-signature-type		1003	after_fix	none	merchant	-public-key-not-uploaded	known	shop-must-fix	应用没有设置默认的签名方式	The app has no default way of signing
isv.missing-encrypt-key		1010	after_fix	none	merchant	-content-encryption-misconfigured	known	shop-must-fix	应用没有 AES 密钥，或打开了内容加密而请求是明文	The app has no AES key, or content encryption is on and the request is plain
isv.missing-encrypt-type		1012	after_fix	none	merchant	-content-encryption-misconfigured	inferred	shop-must-fix	缺少 encrypt_type	encrypt_type is missing
isv.missing-method		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	请求没有 method	method is not in the request
isv.missing-platform		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	请求没有 platform	platform is not in the request
isv.missing-session		1012	after_fix	none	merchant	-required-parameter-missing,authorisation-token-invalid	known	shop-must-fix	请求没有会话密钥	The session key is not in the request
isv.missing-signature-config		1003	after_fix	none	merchant	-public-key-not-uploaded,sign-type-differs-from-key	known	shop-must-fix	应用没有为所用的算法登记公钥或证书	The app has no key or certificate registered for this algorithm
isv.missing-signature-key		1003	after_fix	none	merchant	-public-key-not-uploaded	known	shop-must-fix	应用在开放平台没有上传公钥	The app has no public key on the open platform
isv.missing-signature-type		1012	after_fix	none	merchant	-required-parameter-missing,sign-type-differs-from-key	known	shop-must-fix	请求没有 sign_type	sign_type is not in the request
isv.missing-signature		1012	after_fix	none	merchant	-required-parameter-missing,signed-field-not-sent	known	shop-must-fix	请求没有 sign，可能在传输中被丢掉	sign is not in the request; it may have been lost on the way
isv.missing-timestamp		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	请求没有 timestamp；v3 没带 Authorization 头也会这样报	timestamp is not in the request; v3 says this too when the Authorization header is absent
isv.missing-version		1012	after_fix	none	merchant	-required-parameter-missing	known	shop-must-fix	请求没有 version，固定填 1.0	version is not in the request; it is always 1.0
isv.not-online-app		1010	after_fix	none	merchant	-app-not-online-or-unknown	known	shop-must-fix	应用没有上线，只能在沙箱里使用	The app is not online and works in the sandbox only
isv.not-support-app-auth		1006	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	这个接口不允许服务商代为调用	This interface may not be called on behalf of a merchant
isv.self-invoke-forbidden		1010	after_fix	none	merchant	-authorisation-token-invalid	known	shop-must-fix	第三方应用只能代商户调用，不能为自己调用	A provider's app may call for merchants only, not for itself
isv.suspected-attack		1010	after_fix	none	merchant	-special-characters-in-value,risk-control-refused	known	shop-must-fix	请求内容像攻击，被网关拦下	The request looks like an attack and was stopped
isv.upload-fail		1016	backoff	none	alipay	-alipay-temporarily-unavailable	known	not-about-the-buyer	文件没能存下来，可以重传	The file could not be stored; upload it again
method-forbidden-batch-invoke		1006	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	这个方法不能放进批量调用	This method may not be part of a batch call
missing-alipay-cert-sn		1003	after_fix	none	merchant	-certificate-mode-mixed-up	inferred	shop-must-fix	请求里没有支付宝证书序列号	alipay_cert_sn is not in the request
missing-app-uid		1010	after_fix	none	merchant	-app-not-online-or-unknown	inferred	shop-must-fix	应用没有对应的所有者账号	The app has no owner account
not-online-app		1010	after_fix	none	merchant	-app-not-online-or-unknown	known	shop-must-fix	应用还没上线（公共文档里不带前缀的写法）	The app is not online yet (written without prefix in the public list)
openid-error		1002	after_fix	none	merchant	-parameter-malformed	inferred	shop-must-fix	open_id 有误	Something is wrong with open_id
sevice-not-been-subscribed-to	service-not-been-subscribed-to	1010	after_fix	none	merchant	-product-not-bound-to-app,contract-does-not-cover-service	inferred	shop-must-fix	没有订购这项服务（官方拼写少一个 r）	The service is not subscribed to (the official name lacks an r)
unknown-sub-code		1016	backoff	unknown	alipay	-alipay-temporarily-unavailable	inferred	result-being-confirmed	网关自己也没有对应的明细码，结果按未知处理	The gateway has no detail for this itself; take the outcome as unknown
unsupported-expired-app-key-sign		1003	after_fix	none	merchant	-key-of-another-account,certificate-expired-or-unknown	inferred	shop-must-fix	签名用的是已经作废的应用密钥	The signature was made with an app key that is no longer valid
unsupported-sdk-version		1006	after_fix	none	merchant	-interface-closed-or-unknown	inferred	shop-must-fix	SDK 太旧，网关不再受理	The SDK is too old for the gateway
unsupported-version		1006	after_fix	none	merchant	-interface-closed-or-unknown	inferred	shop-must-fix	这个版本已不受支持	This version is not supported any more
`,
  client: `
ALI10		1006	after_fix	none	merchant	-client-not-supported	known	shop-must-fix	苹果手机上没有登记跳回应用的地址	The iOS app has no registered way back
ALI38110		1010	never	none	merchant	-trade-state-forbids-operation,wrong-trade-number,another-buyer-opened-order	known	order-no-longer-payable	订单不存在、不在待付款，或是别人的	The order is unknown, not waiting for payment, or somebody else's
ALI40247		1003	after_fix	none	merchant	=value-url-encoded-twice,order-string-altered	known	shop-must-fix	签名错误，多半是订单串被编码了两次	The signature is wrong, mostly for encoding the order string twice
ALI64		1003	after_fix	none	merchant	-order-string-altered,key-of-another-account,product-not-bound-to-app	known	shop-must-fix	早期的笼统代码：密钥、权限或参数有误	An early catch-all: keys, rights or parameters
ALIN10023		1013	after_fix	none	buyer	-another-buyer-opened-order	known	buyer-can-retry	第二个人来付同一张订单	A second person came to pay this order
ALIN10070	ALI10070	1003	after_fix	none	merchant	-order-string-altered,value-url-encoded-twice,wrong-charset-bytes,certificate-mode-mixed-up	known	shop-must-fix	手机端收到的订单串签名验不过	The order string on the phone does not verify
ALIN10129		1010	after_fix	none	merchant	-sandbox-and-production-mixed,credentials-in-wrong-places	known	shop-must-fix	PID 不属于当前环境	The PID is not of this environment
ALIN10146		1002	after_fix	none	merchant	-certificate-mode-mixed-up,order-string-altered,required-parameter-missing	known	shop-must-fix	订单串参数有误，页面却显示系统繁忙	The order string has a wrong parameter though the page says busy
ALIN38173	ALI38173	1007	after_fix	none	merchant	-order-string-altered,value-url-encoded-twice	known	shop-must-fix	手机解析不了订单串	The phone cannot parse the order string
ALIN42273		1002	after_fix	none	merchant	-required-parameter-missing,clock-or-time-zone-wrong	known	shop-must-fix	必填项空着，或有效期、时钟不对	Something required is empty, or expiry or clock is wrong
ALIN42282		1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content	known	order-was-changed	订单号没变而内容变了	The order number is the same and the content is not
ALIN43877		1010	never	none	buyer	-risk-control-refused	known	buyer-asks-alipay	买家人在境外，不能这样付	The buyer is abroad and cannot pay this way
ALIN43911	ALI43911	1010	never	none	buyer	-risk-control-refused	known	buyer-asks-alipay	买家一侧触发了风控	Risk control stopped the buyer
PAYMENT_UNKNOW	PAYMENT_UNKNOWN	1016	backoff	unknown	alipay	-no-answer-in-time	known	result-being-confirmed	收银台拿不准有没有付成，先查询	The cashier is not sure whether it was paid: query
T8912		1005	after_fix	none	buyer	-session-or-link-expired	known	link-expired	订单已超时，要重新下单	The order has timed out and has to be made anew
TRADE_PAYINFO_INCONSISTEN	TRADE_PAYINFO_INCONSISTENT	1013	after_fix	none	merchant	-out-trade-no-reused-with-other-content	known	order-was-changed	同一订单的分期参数前后不同（名称末尾被截断）	The instalment terms changed within one order (the name is cut at its end)
*		1010	backoff	unknown	buyer	-	known	result-being-confirmed	手机或收银台页面显示的代码不在目录里：页面上的文字不算数，以服务器查询为准	The phone or the cashier page showed a code which the catalogue does not hold: what a page shows is no evidence, query from the server
resultStatus=4	N22104	1010	after_fix	none	merchant	-product-not-bound-to-app,contract-does-not-cover-service	known	shop-must-fix	小程序没有调用收银台的权限（N22104）	The mini program may not open the cashier (N22104)
resultStatus=4000	4000	1010	after_fix	unknown	merchant	-buyer-money-not-available,order-string-altered	known	result-being-confirmed	手机端付款失败	Paying on the phone failed
resultStatus=5000	5000	1013	never	unknown	merchant	-trade-already-paid	known	result-being-confirmed	手机端认为这是重复请求，先查询	The phone takes it for a repeat: query first
resultStatus=6001	6001	1010	same_request	none	buyer	-buyer-left-cashier	known	您取消了付款，没有扣款。订单还在，随时可以继续付款。|You cancelled and nothing was charged. The order is kept; you can pay it at any time.	买家在手机上按了取消	The buyer pressed cancel on the phone
resultStatus=6002	6002	1015	backoff	unknown	network	-no-answer-in-time,connection-to-alipay-failed	known	result-being-confirmed	手机断网，付没付成不知道	The phone lost the network; it is open whether the payment happened
resultStatus=6004	6004	1016	backoff	unknown	alipay	-no-answer-in-time	known	result-being-confirmed	付款结果不明，可能已经扣款	The outcome is open, and the money may be gone
resultStatus=8000	8000	1014	backoff	unknown	alipay	-no-answer-in-time	known	result-being-confirmed	手机端说正在处理，钱可能已经扣了	The phone says in progress; the money may be gone already
resultStatus=9000	9000	1014	backoff	unknown	alipay	-return-mistaken-for-notification	known	result-being-confirmed	手机端说付款成功；入账仍以通知或查询为准	The phone says paid; a notification or query still has to prove it
`,
};

// name, zh, en
export const buyerTextRows: string = `
shop-must-fix	商家的收款设置有问题，暂时不能付款。没有扣款，请联系商家。	The payment settings of this shop need attention, so you cannot pay right now. Nothing was charged; please contact the shop.
result-being-confirmed	支付结果正在确认，请不要重复付款，页面会自动更新。	The result is being confirmed. Please do not pay again; this page updates itself.
order-was-changed	这笔订单的内容有变化，暂时不能付款。没有扣款，请回到商家重新提交订单。	The content of this order has changed, so it cannot be paid like this. Nothing was charged; please submit the order again at the shop.
payment-not-found-yet	还没有查到这笔付款。如果您已经付款，请稍等，页面会自动更新；如果还没有付，可以继续付款。	No payment is found yet. If you have paid, please wait, this page updates itself; if not, you can go on and pay.
busy-try-later	现在操作的人比较多，请过一会儿再试。	It is busy at the moment. Please try again in a while.
buyer-can-retry	这次没有付成，没有扣款。可以换一种付款方式或稍后再试。	This payment did not go through and nothing was charged. Try another way to pay, or try again later.
buyer-asks-alipay	支付宝没有接受这次付款，没有扣款。请按支付宝应用里的提示处理，或换一个账号付款。	Alipay did not accept this payment and nothing was charged. Follow what the Alipay app tells you, or pay from another account.
link-expired	付款页面停留太久已经失效，没有扣款。请回到商家的订单页重新付款。	The payment page was open too long and has expired; nothing was charged. Please pay again from the order page of the shop.
order-no-longer-payable	这笔订单现在不能付款，请到订单页查看它的状态。	This order cannot be paid now. Please see its state on the order page.
already-paid	这笔订单已经付过款，请不要重复付款。	This order is already paid. Please do not pay again.
refund-is-with-the-shop	退款由商家处理，请联系商家了解进度。	The shop is dealing with the refund. Please ask the shop how it stands.
agreement-to-renew	自动扣款的授权需要重新确认，请按商家的提示操作。	Your consent to automatic payments has to be given again. Please follow the instructions of the shop.
not-about-the-buyer	这是商家后台的操作，与您的付款无关。	This concerns the shop's own accounts and not your payment.
`;
