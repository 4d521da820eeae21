// The settings in the body of a new channel, by kind. Their values never appear in a failure: passwords and robots'
// addresses are among them.
import { type Static, type TObject, Type } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import type { NoticeKind, NoticeSettings } from "../use-cases/notices/notice-channel.ts";
import { checkedPart } from "./checked-part.ts";
import { printableText, webAddress } from "./schemas/text.ts";

const closed = { additionalProperties: false };
const secret = Type.Optional(printableText(256, "Signs what is posted"));

const schemas = {
  mail: Type.Object(
    {
      smtp: Type.Object(
        {
          host: printableText(253, "For example smtp.qq.com"),
          port: Type.Integer({ minimum: 1, maximum: 65_535 }),
          security: Type.Enum(["tls", "starttls", "none"]),
          user: Type.Optional(printableText(254, "Login at the mail server")),
          password: Type.Optional(printableText(256, "Password or authorisation code")),
        },
        closed,
      ),
      from: printableText(254, "Sender"),
      to: Type.Array(printableText(254, "Recipient"), { minItems: 1, maxItems: 20 }),
    },
    closed,
  ),
  dingtalk: Type.Object({ url: webAddress("Of the group's robot"), secret }, closed),
  wecom: Type.Object({ url: webAddress("Of the group's robot") }, closed),
  webhook: Type.Object({ url: webAddress("Where JSON is posted"), secret }, closed),
} satisfies Record<NoticeKind, TObject>;

const checks: Readonly<Record<NoticeKind, Validator>> = {
  mail: Compile(schemas.mail),
  dingtalk: Compile(schemas.dingtalk),
  wecom: Compile(schemas.wecom),
  webhook: Compile(schemas.webhook),
};

type Read = { [Kind in NoticeKind]: { kind: Kind } & Static<(typeof schemas)[Kind]> }[NoticeKind];

/** Errors: 1012, 1002. */
export function readNoticeSettings(kind: NoticeKind, input: unknown): NoticeSettings {
  const settings = checkedPart<object>(checks[kind], input, "settings");
  return { kind, ...settings } as Read;
}
