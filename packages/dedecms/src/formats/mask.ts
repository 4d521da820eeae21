// How secrets and people's accounts may be shown: enough to recognise one that is known, too little to use it.

export function maskSecret(text: string): string {
  return text.length < 16 ? `*** (${text.length})` : `${text.slice(0, 2)}…${text.slice(-2)} (${text.length})`;
}

/** An e-mail address keeps its host, a mobile number its last two digits. */
export function maskAccount(text: string): string {
  const at = text.lastIndexOf("@");
  if (at > 0) return `${text.slice(0, Math.min(2, at - 1))}***${text.slice(at)}`;
  return text.length < 6 ? "***" : `***${text.slice(-2)}`;
}
