/** What is to be done away with, the latest first: a server before its folder. */
const rest: (() => void)[] = [];

process.on("exit", () => {
  for (const remove of rest.toReversed()) remove();
});

/** Does away with something when the suite ends before it could do so in order. Call what is returned when it has. */
export function leaveNoneBehind(remove: () => void): () => void {
  rest.push(remove);
  return () => {
    const index = rest.indexOf(remove);
    if (index >= 0) rest.splice(index, 1);
  };
}
