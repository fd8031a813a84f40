import fc from "fast-check";
import { expect, test } from "vitest";
import { type SseMessage, SseParser } from "./sse-parser.ts";

test.each<[string, string, SseMessage[]]>([
  ["an event with everything", "id: 7\nevent: x\ndata: a\n\n", [{ event: "x", data: "a", id: "7" }]],
  ["several lines of data", "data: a\ndata\ndata:  b\n\n", [{ event: "message", data: "a\n\n b", id: "" }]],
  [
    "an id that stays",
    "id:1\ndata:a\n\ndata:b\n\n",
    [
      { event: "message", data: "a", id: "1" },
      { event: "message", data: "b", id: "1" },
    ],
  ],
  ["comments and fields of others", ": heartbeat\n\nretry: 5\nfoo: bar\ndata: a\n\n", [{ event: "message", data: "a", id: "" }]],
  ["an event without data", "event: x\n\ndata: a\n\n", [{ event: "message", data: "a", id: "" }]],
  ["a mark of the order of bytes", "\uFEFFdata: a\n\n", [{ event: "message", data: "a", id: "" }]],
  ["an event that is not whole", "data: a\n", []],
  ["an id that holds a NUL", "id: 1\nid: a\0b\ndata: a\n\n", [{ event: "message", data: "a", id: "1" }]],
])("%s", (_, text, messages) => {
  expect(new SseParser().push(text)).toEqual(messages);
});

test("wherever a stream is cut and however its lines end, the same events come out", () => {
  const line = fc.string().map((text) => text.replaceAll(/[\r\n]/g, " "));
  const events = fc.array(fc.record({ event: line.filter((name) => name.trim() !== ""), data: fc.array(line, { minLength: 1 }) }));
  fc.assert(
    fc.property(events, fc.constantFrom("\n", "\r", "\r\n"), fc.array(fc.nat(20)), (sent, ending, sizes) => {
      const lines = sent.flatMap(({ event, data }) => [`event: ${event}`, ...data.map((part) => `data: ${part}`), ""]);
      // What follows tells a parser that a carriage return was a whole ending.
      let text = `${lines.join(ending)}${ending}:`;
      const parser = new SseParser();
      const heard: SseMessage[] = [];
      for (const size of sizes) {
        heard.push(...parser.push(text.slice(0, size)));
        text = text.slice(size);
      }
      heard.push(...parser.push(text));
      expect(heard).toEqual(sent.map(({ event, data }) => ({ event, data: data.join("\n"), id: "" })));
    }),
  );
});
