// Deliveries that met with the same answer, as one observation.
import type { Observation } from "../check.ts";
import { type Delivery, notifyDeliveries } from "../delivery/notify-deliveries.ts";
import type { Examination } from "../examination.ts";

export function deliveryObservation(
  examination: Examination,
  wanted: (delivery: Delivery) => boolean,
): Observation | undefined {
  const found = notifyDeliveries(examination).filter(wanted);
  const [first] = found;
  if (first === undefined) return undefined;
  const lastTime = found.at(-1)?.entry?.time;
  const until =
    lastTime === undefined || lastTime === first.entry?.time ? ["", ""] : [`到 ${lastTime} `, ` until ${lastTime}`];
  const more =
    found.length === 1
      ? { zh: "", en: "" }
      : { zh: `，${until[0]}共 ${found.length} 次`, en: `, ${found.length} times${until[1]}` };
  const target = first.location === undefined ? "" : ` → ${first.location.slice(0, 200)}`;
  return {
    confidence: "likely",
    proof: {
      text: {
        zh: `${first.where.zh} 返回 ${first.status}${target}${more.zh}`,
        en: `${first.where.en} answered ${first.status}${target}${more.en}`,
      },
    },
  };
}
