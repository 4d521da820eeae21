// Finds half a surrogate pair: text that no charset can hold and that changes silently when encoded.

// Node has it since version 20, the library types of our language level not yet.
type WithWellFormed = { readonly isWellFormed: () => boolean };

/** True where the text holds a surrogate without its other half. */
export function hasLoneSurrogate(text: string): boolean {
  return !(text as string & WithWellFormed).isWellFormed();
}
