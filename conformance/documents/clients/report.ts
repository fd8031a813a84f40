/** What a client got: tells it to who started it. */
export function report(got: {
  name: string | undefined;
  turnId: string | undefined;
  error: string | undefined;
  version: number | undefined;
}): void {
  const { turnId, ...others } = got;
  process.stdout.write(JSON.stringify({ ...others, hasTurn: turnId !== undefined }));
}
