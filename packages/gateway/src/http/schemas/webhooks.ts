// What the gateway posts to a site, as the description lists it.
import type { DeliveryName } from "@dedepay/core";
import { both } from "./both-languages.ts";
import { deliveryTypes } from "./delivery-document.ts";
import { deliveryExample } from "./examples.ts";

const header = (name: string, description: string): object => ({
  in: "header",
  name,
  required: true,
  schema: { type: "string" },
  description,
});

const parameters = [
  header("Dedepay-Delivery", both("投递编号，与正文的 id 相同", "Id of the delivery, the same as in the body")),
  header(
    "Dedepay-Timestamp",
    both("以秒计的 Unix 时间，相差 300 秒以上请拒绝", "Unix time in seconds; refuse what is more than 300 s off"),
  ),
  header(
    "Dedepay-Signature",
    both(
      "签名，用原始正文的字节计算；更换密钥期间有两个，以逗号隔开，其中一个相符即可",
      'v1=<hex HMAC-SHA256(webhook secret, timestamp + "." + body)>, over the body\'s bytes; several, by commas, while a secret is being replaced: one that fits is enough',
    ),
  ),
];

const names = Object.keys(deliveryTypes) as DeliveryName[];

export const webhooks: Record<string, object> = Object.fromEntries(
  names.map((name) => [name, { post: operation(name) }]),
);

function operation(name: DeliveryName): object {
  const schema = {
    allOf: [{ $ref: "#/components/schemas/Delivery" }, { properties: { type: { enum: [name] } } }],
  };
  const examples = { example: { value: deliveryExample(name) } };
  return {
    summary: deliveryTypes[name],
    description: both(
      "投递到站点的 webhook 地址，直到回答 2xx；同一投递可能重复到达。",
      "Posted to the site's webhook address until it answers any 2xx; one delivery may come more than once.",
    ),
    tags: [name.startsWith("refund") ? "refunds" : "payments"],
    parameters,
    requestBody: { required: true, content: { "application/json": { schema, examples } } },
    responses: { "2XX": { description: both("已收到并保存", "Received and stored") } },
  };
}
