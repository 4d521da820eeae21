// A refund number was used again with other content.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:ACQ\.)?DISCORDANT_REPEAT_REQUEST|REPEATED?_REFUND|out_request_no[^\n]{0,40}(?:重复|已存在)|退款请求号重复|请求信息不一致/iu;

export const refundNumberReused: Check = {
  cause: "refund-number-reused",
  advice: [
    {
      zh: "每笔退款用自己的 out_request_no；重试同一笔时金额必须与第一次相同",
      en: "Give each refund its own out_request_no; a repeat of the same refund has the same amount",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
