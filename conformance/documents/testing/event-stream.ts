/** What is looked at of a session's events. */
export interface SessionEvent {
  readonly type: string;
  readonly requestId?: string;
  readonly path?: string;
  readonly options?: readonly { optionId: string }[];
}

/** The events of a session from its first one on, as they come. */
export async function* eventsOf(url: string): AsyncGenerator<SessionEvent> {
  const aborter = new AbortController();
  const response = await fetch(url, { headers: { accept: "text/event-stream", "last-event-id": "0" }, signal: aborter.signal });
  if (!response.ok || response.body === null) throw new Error(`There is no stream: ${response.status} ${await response.text()}`);
  let text = "";
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) yield JSON.parse(data) as SessionEvent;
      }
    }
  } finally {
    aborter.abort();
  }
}
