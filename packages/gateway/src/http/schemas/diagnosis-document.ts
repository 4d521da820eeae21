// The doctor's answer as sites get it.
import { type TSchema, Type } from "typebox";

const bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
const difference = Type.Object({
  field: Type.String(),
  left: Type.Optional(Type.String()),
  right: Type.Optional(Type.String()),
});

const finding = Type.Object({
  cause: Type.String({ description: "Name of the cause; its page is at doc_url" }),
  title: bilingual,
  confidence: Type.Enum(["proven", "likely", "possible"]),
  proof: Type.Optional(
    Type.Object({
      text: bilingual,
      sides: Type.Optional(Type.Object({ left: bilingual, right: bilingual })),
      differences: Type.Optional(Type.Array(difference)),
    }),
  ),
  fix: Type.Array(bilingual, { description: "What to change, most useful first" }),
  needs: Type.Optional(Type.Array(bilingual)),
  doc_url: Type.String(),
});

export const diagnosisDocument: TSchema = Type.Object({
  recognised: Type.Array(bilingual, { description: "What the evidence was taken for" }),
  findings: Type.Array(finding, { description: "Best first; empty: nothing wrong was seen" }),
  in_order: Type.Array(bilingual, { description: "What was checked and found right" }),
  needs: Type.Array(bilingual, { description: "What would help to be sure" }),
});
