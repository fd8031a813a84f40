/**
 * A text in pieces, none of which splits a code point.
 *
 * @param units longest piece, in UTF-16 units; at least 2
 */
export function textPieces(text: string, units: number): string[] {
  if (text.length <= units) return [text];
  const found: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + units, text.length);
    if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end--;
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}
