// Messages whose signature nobody has found right: where the marks that mistakes leave in values mean something.
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Examination } from "../examination.ts";
import type { SignatureReading } from "../signature/signature-reading.ts";

export type Suspect = {
  readonly message: SignedMessage;
  /** It is known to fail: a code or words say so, or a key at hand does not reproduce the signature. */
  readonly refused: boolean;
};

const codes = [
  "ILLEGAL_SIGN",
  "isv.invalid-signature",
  "invalid-signature",
  "isv.invalid-signature-type",
  "0002",
  "ALIN10146",
];
const words =
  /验签(?:一直|总是|都)?(?:失败|不通过|不成功|不过|错误|出错|报错)|验证签名(?:失败|不通过|错误)|签名(?:验证|校验|验签)?(?:一直|总是)?(?:失败|不通过|不正确|不对|不匹配|不一致|错误|无效|出错)|无效签名|verif(?:y|ication|ying)[^\n]{0,30}(?:fail|error|false)|(?:fail|error)[^\n]{0,20}verif|(?:invalid|bad|wrong|illegal)[ _-]?sign(?:ature)?\b|sign(?:ature)?[ _-](?:is )?(?:invalid|error|mismatch|wrong|failed|check failed|not match)|check sign fail|sign (?:check|verify) fail|(?:数据|信息)被篡改|(?:does not|doesn't) verify/iu;

/** Whether the evidence says that a signature was not accepted. */
export function saysSignatureFailed(examination: Examination): boolean {
  return examination.hasCode(...codes) || examination.says(words) !== undefined;
}

/** Messages whose signature is neither right nor explained. */
export function suspects(examination: Examination): readonly Suspect[] {
  const said = saysSignatureFailed(examination);
  const isOpen = ({ state }: SignatureReading): boolean => state !== "valid" && state !== "explained";
  return examination.signatures.flatMap((reading) =>
    isOpen(reading) && examination.messages.includes(reading.message)
      ? [{ message: reading.message, refused: said || reading.state === "unexplained" }]
      : [],
  );
}
