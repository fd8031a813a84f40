/** The `type` of an event that a serializer wrote: it stands first, so that this need not parse the rest. */
export function eventTypeOf(json: string): string {
  const start = json.indexOf('"type":"') + 8;
  return json.slice(start, json.indexOf('"', start));
}
