// Where an installation's files come from: a folder, an FTP copy, an archive. Reading only.

export type InstallationFiles = {
  /** Bytes of a file by its path from the CMS's root with `/`; undefined where there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Names of the files (no folders) in a folder; empty where there is none. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Whether the folder `data` lies beside the web root instead of in it, where nobody can download from it. */
  readonly dataOutside: boolean;
};
