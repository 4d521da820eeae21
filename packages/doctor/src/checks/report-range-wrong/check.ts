// The times or pages of a report are out of range.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /ILLEGAL_(?:PAGE_NO|PAGE_SIZE|START_TIME|END_TIME|TIME_RANGE)|TIME_(?:INTERVAL|RANGE)_[A-Z_]+|(?:查询)?时间(?:跨度|范围|间隔)(?:过大|超过|不正确|不对)|START_TIME_[A-Z_]+|page_size[^\n]{0,30}(?:大于|超过|exceed)/iu;

export const reportRangeWrong: Check = {
  cause: "report-range-wrong",
  advice: [
    {
      zh: "缩小查询范围：日账单次日 9 点后取，导出明细一次最多一天，page_size 最大 5000",
      en: "Ask for less: a day's bill from 9:00 the next day, one day at most per export, page_size up to 5000",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
