// A browser's way back to the shop: the whole address, and what was signed in it.
export interface SignedReturn {
  url: string;
  fields: ReadonlyMap<string, string>;
  signedText: string;
}
