// How the owner is told of incidents.
import type { Context } from "../use-cases/context.ts";
import {
  type AddNoticeChannelInput,
  addNoticeChannel,
  listNoticeChannels,
  type NoticeChannelDocument,
  type NoticeChannelInput,
  removeNoticeChannel,
  testNoticeChannel,
} from "../use-cases/notices/notice-channels.ts";

export type NoticeVerbs = {
  addNoticeChannel(input: AddNoticeChannelInput): Promise<NoticeChannelDocument>;
  listNoticeChannels(): Promise<NoticeChannelDocument[]>;
  removeNoticeChannel(input: NoticeChannelInput): Promise<void>;
  testNoticeChannel(input: NoticeChannelInput): Promise<void>;
};

export function noticeVerbs(context: Context): NoticeVerbs {
  return {
    addNoticeChannel: (input) => addNoticeChannel(context, input),
    listNoticeChannels: () => listNoticeChannels(context),
    removeNoticeChannel: (input) => removeNoticeChannel(context, input),
    testNoticeChannel: (input) => testNoticeChannel(context, input),
  };
}
