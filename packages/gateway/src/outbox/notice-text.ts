// A notice as text for a mail, and as the little Markdown that chat robots show. It knows no robot.
import { formatYuan } from "@dedepay/alipay";
import { beijingMoment, type Notice, type NoticeSection } from "../use-cases/notices/compose-notice.ts";

/** The whole of it, for a mail. */
export function noticeText({ sections }: Notice): string {
  const parts = sections.map((section) => {
    const { title, todo, causeUrl, incidentIds } = section;
    return [
      `■ ${title.zh}${section.isOver ? "（已恢复）" : ""}`,
      ...facts(section).map(([zh]) => `  ${zh}`),
      ...(todo.zh === "" ? [] : [`  现在要做：${todo.zh}`]),
      `  原因说明：${causeUrl}`,
      `  查看经过：dedepay incident show ${incidentIds[0]}`,
      "",
      `  ${title.en}${section.isOver ? " (over)" : ""}`,
      ...facts(section).map(([, en]) => `  ${en}`),
      ...(todo.en === "" ? [] : [`  What to do: ${todo.en}`]),
    ].join("\n");
  });
  return `${parts.join("\n\n")}\n\n--\ndedepay · 全部异常 all incidents: dedepay incident list\n`;
}

/** Chinese only: a chat has little room, and robots cut off what is longer than `limitBytes` of UTF-8. */
export function noticeMarkdown({ subject, sections }: Notice, limitBytes: number): string {
  const kept: string[] = [`**${plain(subject)}**`];
  for (const [index, section] of sections.entries()) {
    const left = sections.length - index;
    const more = `还有 ${left} 类，见 dedepay incident list`;
    const part = markdownOf(section);
    const isLast = left === 1;
    const size = Buffer.byteLength([...kept, part, ...(isLast ? [] : [more])].join("\n\n"));
    if (size > limitBytes) return [...kept, more].join("\n\n");
    kept.push(part);
  }
  return kept.join("\n\n");
}

function markdownOf(section: NoticeSection): string {
  return [
    `**${plain(section.title.zh)}**${section.isOver ? "（已恢复）" : ""}`,
    ...facts(section).map(([zh]) => `> ${plain(zh)}`),
    ...(section.todo.zh === "" ? [] : [`> 现在要做：${plain(section.todo.zh)}`]),
    `> [原因说明](${section.causeUrl})　${section.incidentIds[0]}`,
  ].join("\n\n");
}

function facts({ payments, amountFen, count, firstSeenAt, lastSeenAt }: NoticeSection): [zh: string, en: string][] {
  const money: [string, string][] =
    payments === 0
      ? []
      : [
          [
            `涉及 ${payments} 笔，共 ${formatYuan(amountFen)} 元`,
            `${payments} payments, ${formatYuan(amountFen)} yuan`,
          ],
        ];
  const [first, last] = [beijingMoment(firstSeenAt), beijingMoment(lastSeenAt)];
  const times: [string, string] =
    first === last && count === 1
      ? [`发生在 ${last}（北京时间）`, `seen at ${last}, Beijing`]
      : [
          `共 ${count} 次，首次 ${first}，最近 ${last}（北京时间）`,
          `seen ${count} times, first ${first}, last ${last}, Beijing`,
        ];
  return [...money, times];
}

/** What was written by others must not become a link, a picture or a mention in a chat. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("[", "［")
    .replaceAll("]", "］")
    .replaceAll("<", "＜")
    .replaceAll(">", "＞")
    .replaceAll("@", "＠")
    .replaceAll(/[*_`#!]/g, "");
}
