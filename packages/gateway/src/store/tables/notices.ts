// How the owner is told of incidents, and what is still to be told.

export type NoticeChannelsTable = {
  id: string;
  /** `mail`, `dingtalk`, `wecom` or `webhook`. */
  kind: string;
  label: string;
  /** JSON. */
  settingsSealed: Uint8Array;
  /** Minutes of the Beijing day; both null: no quiet hours. */
  quietFromMinute: number | null;
  quietToMinute: number | null;
  createdAtMs: number;
};

/** One incident to be told over one channel. */
export type OwnerNoticesTable = {
  id: string;
  channelId: string;
  incidentId: string;
  cause: string;
  dueAtMs: number;
  /** The outbox row that carries it; null until one has taken it. */
  messageId: string | null;
  sentAtMs: number | null;
  createdAtMs: number;
};
