// One table of the ways in which a key can be refused: each says, in Chinese and English, what the text really is and
// what belongs there. The refused text itself never enters the error.
import { AlipayError } from "../alipay-error.ts";

/** Machine-readable reason of an `invalid_key` error, found in `violations[0].rule`. */
export type InvalidKeyRule = keyof typeof reasons;

const reasons = {
  empty: ["密钥是空的", "the key is empty"],
  too_long: ["内容超过 64 KiB，不像是密钥", "longer than 64 KiB, not a key"],
  partner_id: [
    "这是合作伙伴身份（PID，2088 开头的 16 位数字），不是密钥",
    "this is a PID (16 digits, 2088…), not a key",
  ],
  app_id: ["这是应用的 APPID（16 位数字），不是密钥", "this is an app_id (16 digits), not a key"],
  email: ["这是邮箱地址，不是密钥", "this is an e-mail address, not a key"],
  file_path: ["这是文件路径，请传入文件的内容", "this is a file path; pass the content of the file"],
  md5_key: [
    "这是 MD5 安全校验码（32 位），这里需要 RSA 密钥",
    "this is a 32-character MD5 key; an RSA key belongs here",
  ],
  rsa_key: [
    "这是 RSA 密钥或证书，这里需要 32 位的 MD5 安全校验码",
    "this is an RSA key or certificate; the 32-character MD5 key belongs here",
  ],
  md5_length: ["MD5 安全校验码应是 32 位", "an MD5 key has 32 characters"],
  md5_character: ["MD5 安全校验码只含字母和数字", "an MD5 key has letters and digits only"],
  public_key: ["这是公钥，这里需要私钥", "this is a public key; a private key belongs here"],
  private_key: [
    "这是私钥，这里需要支付宝公钥；私钥不要交给任何人",
    "this is a private key; Alipay's public key belongs here",
  ],
  certificate: ["这是证书，这里需要私钥", "this is a certificate; a private key belongs here"],
  not_a_certificate: [
    "这是密钥，这里需要证书（.crt 文件的内容）",
    "this is a bare key; a certificate (.crt) belongs here",
  ],
  certificate_request: [
    "这是证书请求（CSR），还不是证书",
    "this is a certificate request (CSR), not yet a certificate",
  ],
  encrypted: ["这是加密（带口令）的私钥，请先解密", "this is an encrypted private key; decrypt it first"],
  pkcs12: [
    "这是 PKCS#12（.pfx/.p12）文件，请先导出其中的私钥",
    "this is a PKCS#12 file (.pfx/.p12); export the private key first",
  ],
  ec_key: ["这是椭圆曲线（EC）密钥，支付宝这里用 RSA", "this is an elliptic curve key; RSA is needed"],
  ssh_key: ["这是 SSH 密钥，请用支付宝密钥工具生成", "this is an SSH key; generate one with Alipay's key tool"],
  xml_key: [
    "这是 .NET 的 XML 格式密钥，请转换成 PKCS#1 或 PKCS#8",
    "this is a .NET XML key; convert it to PKCS#1 or PKCS#8",
  ],
  not_rsa: ["这不是 RSA 密钥", "this is not an RSA key"],
  not_base64: ["内容里有不属于 Base64 的字符", "there is a character which Base64 does not have"],
  truncated: [
    "内容不完整，尾部被截断了（复制时漏了一段？）",
    "the text is cut off at its end (a part was not copied?)",
  ],
  trailing_bytes: ["密钥后面还有多余的内容", "there are extra bytes after the key"],
  unreadable: ["读不出 RSA 密钥，内容已损坏或不是密钥", "no RSA key can be read from it: damaged, or something else"],
  damaged: [
    "私钥内部数据互相矛盾（复制时改动过？）",
    "the numbers inside the private key contradict each other (altered in copying?)",
  ],
  wrong_algorithm: ["密钥与签名算法不配", "the key does not belong to this sign algorithm"],
  too_small: ["RSA 密钥位数不够", "the RSA key is too small"],
  too_large: ["RSA 密钥超过 8192 位", "the RSA key has more than 8192 bits"],
  weak_exponent: ["RSA 公钥的指数不安全", "the public exponent of the RSA key is unsafe"],
  own_public_key: [
    "这是应用自己的公钥（与应用私钥是一对），这里需要控制台上传后支付宝给出的公钥",
    "this is the application's own public key (it belongs to the private key); Alipay's public key from the console belongs here",
  ],
  certificate_of_another_key: [
    "应用公钥证书与应用私钥不是一对",
    "the application certificate does not belong to the private key",
  ],
  untrusted: ["证书不是由根证书签发的", "no chain of signatures leads from the certificate to the root file"],
  expired: ["证书不在有效期内", "the certificate is not valid at this time"],
  aes_key: ["AES 密钥应是 16 字节的 Base64（24 个字符）", "an AES key is 16 bytes in Base64 (24 characters)"],
} as const;

/** The error for a refused key; `field` is the option which held it, `detail` adds a measure ("1024 bits"). */
export function invalidKey(rule: InvalidKeyRule, field: string, detail?: { zh: string; en: string }): AlipayError {
  const [zh, en] = reasons[rule];
  const suffixZh = detail === undefined ? "" : `：${detail.zh}`;
  const suffixEn = detail === undefined ? "" : `: ${detail.en}`;
  return new AlipayError("invalid_key", `${field} ${zh}${suffixZh} (${field}: ${en}${suffixEn})`, {
    violations: [{ field, rule }],
  });
}
