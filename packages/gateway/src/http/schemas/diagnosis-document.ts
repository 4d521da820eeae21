// The doctor's answer as sites get it.
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { bilingual, choice, text } from "./text.ts";

const sentences = (zh: string, en: string): TSchema =>
  Type.Array(bilingual("一句话", "One sentence"), { description: both(zh, en) });

const difference = Type.Object(
  {
    field: text("字段", "Field"),
    left: Type.Optional(text("左边的值", "Value on the left")),
    right: Type.Optional(text("右边的值", "Value on the right")),
  },
  { description: both("一处不同", "One difference") },
);

const proof = Type.Object(
  {
    text: bilingual("证明", "The proof in words"),
    sides: Type.Optional(
      Type.Object(
        {
          left: bilingual("左边是什么", "What stands on the left"),
          right: bilingual("右边是什么", "What stands on the right"),
        },
        { description: both("比较的双方", "What is compared") },
      ),
    ),
    differences: Type.Optional(Type.Array(difference, { description: both("不同之处", "Where they differ") })),
  },
  { description: both("证明", "Proof") },
);

const finding = Type.Object(
  {
    cause: text("原因的名字，说明页见 doc_url", "Name of the cause; its page is at doc_url"),
    title: bilingual("原因", "The cause in words"),
    confidence: choice(
      ["proven", "likely", "possible"],
      both("proven 已证实、likely 很可能、possible 有可能", "How certain it is"),
    ),
    proof: Type.Optional(proof),
    fix: sentences("怎么改，最有用的在前", "What to change, most useful first"),
    needs: Type.Optional(sentences("还需要什么才能确定", "What would help to be sure")),
    doc_url: text("说明页", "Where it is explained"),
  },
  { description: both("一个发现", "One finding") },
);

export const diagnosisDocument: TSchema = Type.Object(
  {
    recognised: sentences("收到的材料被认作什么", "What the evidence was taken for"),
    findings: Type.Array(finding, {
      description: both("发现，最好的在前；空表示没有看到问题", "Best first; empty: nothing wrong was seen"),
    }),
    in_order: sentences("检查过且正确的", "What was checked and found right"),
    needs: sentences("还需要什么", "What would help to be sure"),
  },
  { description: both("诊断", "A diagnosis") },
);
