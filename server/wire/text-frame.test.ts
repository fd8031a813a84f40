import fc from "fast-check";
import { expect, test } from "vitest";
import * as ws from "ws";
import { frameAt, payloads, skipFrames, textFrame } from "./text-frame.ts";

interface FrameReceiver {
  on(event: "message", listener: (data: Buffer) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  write(bytes: Buffer): void;
}

/** The library's own parser; its types leave it out. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => FrameReceiver };

/** What the WebSocket library reads out of bytes that a server sent. */
function received(bytes: Buffer): string[] {
  const texts: string[] = [];
  const receiver = new Receiver({ isServer: false, allowSynchronousEvents: true });
  receiver.on("message", (data) => texts.push(String(data)));
  receiver.on("error", (error) => {
    throw error;
  });
  receiver.write(bytes);
  return texts;
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 65_537])("a payload of %i bytes is framed as RFC 6455 says", (length) => {
  const text = "x".repeat(length);
  expect(received(textFrame(text))).toEqual([text]);
  expect([...payloads(textFrame(text))]).toEqual([text]);
});

test("frames that follow each other are taken apart at their borders, whatever they hold", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 300 })), fc.nat(), (texts, skipped) => {
      const wellFormed = texts.map((text) => text.toWellFormed());
      const run = Buffer.concat(wellFormed.map(textFrame));
      expect([...payloads(run)]).toEqual(wellFormed);
      const count = skipped % (texts.length + 1);
      expect([...payloads(skipFrames(run, count))]).toEqual(wellFormed.slice(count));
    }),
  );
});

test("a frame that is cut off anywhere is reported, not read past its end", () => {
  const frame = textFrame("x".repeat(200));
  for (let length = 0; length < frame.length; length++) expect(() => frameAt(frame.subarray(0, length), 0)).toThrow(RangeError);
});
