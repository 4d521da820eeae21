// Finds half a surrogate pair: text that no charset can hold and that changes silently when encoded.

/** True where the text holds a surrogate without its other half. */
export function hasLoneSurrogate(text: string): boolean {
  // With the u flag a whole pair is one character, so only a lone half has this property.
  return /\p{Surrogate}/u.test(text);
}
