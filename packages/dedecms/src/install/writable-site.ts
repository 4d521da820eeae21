// The shop's files as an installation writes them.

export type WritableSite = {
  /** The whole file; undefined where there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** All or nothing. A new file takes owner and mode of `like`; an old one keeps its own. */
  readonly write: (path: string, bytes: Uint8Array, like: string) => Promise<void>;
  /** Nothing where the file is not there. */
  readonly remove: (path: string) => Promise<void>;
  /** Takes away what a killed run left half-written beside this path. */
  readonly sweep: (path: string) => Promise<void>;
};

/** A path which would lead out of the shop's folder: several shops may share one copy of the CMS by links. */
export class LinkedPath extends Error {
  override readonly name: string = "LinkedPath";
  readonly path: string;
  constructor(path: string) {
    super(`${path} is a link`);
    this.path = path;
  }
}
