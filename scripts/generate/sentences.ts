/** The first sentence of a text of several, on one line. */
export function firstSentence(text: string): string {
  const [paragraph = ""] = text.split(/\n\s*\n/);
  const line = paragraph.replaceAll(/\s+/g, " ").trim();
  return /^.*?[^.][.:](?= [A-Z`]|$)/.exec(line)?.[0]?.replace(/:$/, ".") ?? line;
}
